import { describe, expect, it } from "vitest";
import { pageDocument } from "../../../src/pages/document.ts";

const PARTS = {
	nonce: "bm9uY2U=",
	source: "https://files.example",
	language: "en",
	title: "Results",
	style: "body { color: red; }",
	script: "start();",
	icons: "https://files.example/icons.css",
};

describe("pageDocument", () => {
	it("allows its own code by nonce, style sheets and fonts of its source, and nothing else", () => {
		const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(pageDocument(PARTS))?.[1];
		expect(policy?.split("; ")).toEqual([
			"default-src 'none'",
			"script-src 'nonce-bm9uY2U='",
			"style-src https://files.example 'nonce-bm9uY2U='",
			"font-src https://files.example",
		]);
	});

	it.each(["</script><b>", "</SCRIPT ><b>"])("a string in the script can't end it: %s", (text) => {
		const page = pageDocument({ ...PARTS, script: `show(${JSON.stringify(text)});` });
		const inside = /<script[^>]*>([\s\S]*?)<\/script/i.exec(page)?.[1];
		expect(inside).toBe(`show(${JSON.stringify(text).replace("</", "<\\/")});`);
	});

	it("a title is text", () => {
		expect(pageDocument({ ...PARTS, title: `<b>"&'` })).toContain(
			"<title>&#60;b&#62;&#34;&#38;&#39;</title>",
		);
	});

	it("loads no file by itself: VS Code holds messages back until all are there", () => {
		expect(pageDocument(PARTS)).not.toMatch(/<link|<script[^>]* src=|<img/);
		expect(pageDocument(PARTS)).toContain('data-icons="https://files.example/icons.css"');
	});
});
