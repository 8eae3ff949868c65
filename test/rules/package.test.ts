import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./sources.ts";
import { zipEntries } from "./zip.ts";

const VSIX = path.join(ROOT, "dist/orgsmith.vsix");
const MOST_BYTES = 3_000_000;
const MOST_ENTRY_BYTES = 100_000;

/** All that may be in the package, as patterns. */
const EXPECTED: readonly RegExp[] = [
	/^extension\.vsixmanifest$/,
	/^\[Content_Types\]\.xml$/,
	/^extension\/package\.json$/,
	/^extension\/(?:readme|changelog)\.md$/i,
	/^extension\/LICENSE(?:\.txt|\.md)?$/i,
	/^extension\/dist\/(?:extension|demoOrg|storeWorker)\.js$/,
	/^extension\/dist\/chunks\/[\w-]+\.js$/,
	/^extension\/dist\/pages\/(results|record|plan)\/\1\.(?:js|css)$/,
	/^extension\/dist\/pages\/codicons\/codicon\.(?:css|ttf)$/,
	/^extension\/media\/[\w.-]+\.(?:png|svg|gif)$/,
	/^extension\/syntaxes\/(?:soql|apex)[\w.-]*\.json$/,
	/^extension\/syntaxes\/apex\.(?:tmLanguage|LICENSE\.md)$/,
];
const REQUIRED = [
	"extension/package.json",
	"extension/dist/extension.js",
	"extension/dist/demoOrg.js",
	"extension/dist/storeWorker.js",
	"extension/dist/pages/results/results.js",
	"extension/dist/pages/results/results.css",
	"extension/dist/pages/record/record.js",
	"extension/dist/pages/record/record.css",
	"extension/dist/pages/plan/plan.js",
	"extension/dist/pages/plan/plan.css",
	"extension/dist/pages/codicons/codicon.ttf",
	"extension/syntaxes/soql.tmLanguage.json",
	"extension/syntaxes/soql-language-configuration.json",
	"extension/syntaxes/soql-in-apex.tmLanguage.json",
	"extension/syntaxes/soql-in-markdown.tmLanguage.json",
	"extension/syntaxes/apex-language-configuration.json",
	"extension/syntaxes/apex.tmLanguage",
	// Its licence asks for its text wherever the grammar goes.
	"extension/syntaxes/apex.LICENSE.md",
];
const unexpected = (names: readonly string[]): string[] =>
	names.filter((name) => !EXPECTED.some((pattern) => pattern.test(name)));

describe("what others wrote", () => {
	it("is unchanged, with its licence beside it", () => {
		const file = (name: string) => readFileSync(path.join(ROOT, "syntaxes", name));
		const hash = createHash("sha256").update(file("apex.tmLanguage")).digest("hex");
		const licence = file("apex.LICENSE.md").toString();
		expect(licence).toContain(`SHA-256: ${hash}`);
		expect(licence).toContain("Redistributions in binary form must reproduce the above copyright notice");
	});
});

describe.skipIf(!existsSync(VSIX))(
	"the package (skipped where dist/orgsmith.vsix is not built: npm run package)",
	() => {
		const read = () => zipEntries(readFileSync(VSIX));

		it("has what is expected and nothing else", () => {
			const names = read().map(({ name }) => name);
			expect(unexpected(names)).toEqual([]);
			expect(REQUIRED.filter((name) => !names.includes(name))).toEqual([]);
		});

		it("is small, and what is loaded at the start is smaller", () => {
			expect(readFileSync(VSIX).length).toBeLessThan(MOST_BYTES);
			const start = read().find(({ name }) => name === "extension/dist/extension.js");
			expect(start?.size).toBeGreaterThan(0);
			expect(start?.size).toBeLessThan(MOST_ENTRY_BYTES);
		});
	},
);

describe("the rule itself", () => {
	it.each([
		"extension/src/app.ts",
		"extension/node_modules/jsforce/package.json",
		"extension/dist/sizes.json",
		"extension/dist/extension.js.map",
		"extension/dist/orgsmith.vsix",
		"extension/.env",
		"extension/test/x.js",
		"extension/media/workspace/x.soql",
	])("would fail for %s", (name) => {
		expect(unexpected([name])).toEqual([name]);
	});

	it("reads the names and sizes of a zip archive, and says what isn't one", () => {
		const central = Buffer.alloc(46 + 5);
		central.writeUInt32LE(0x02014b50, 0);
		central.writeUInt32LE(77, 24);
		central.writeUInt16LE(5, 28);
		central.write("a.txt", 46);
		const end = Buffer.alloc(22);
		end.writeUInt32LE(0x06054b50, 0);
		end.writeUInt16LE(1, 10);
		expect(zipEntries(Buffer.concat([central, end]))).toEqual([{ name: "a.txt", size: 77 }]);
		expect(() => zipEntries(Buffer.from("no zip"))).toThrow("not a zip archive");
	});
});
