import { describe, expect, it } from "vitest";
import { type Source, sourcesIn } from "./sources.ts";

const MOST_LINES = 400;
const tooLong = (sources: readonly Source[]): string[] =>
	sources
		.map(({ file, text }) => ({ file, lines: text.trimEnd().split("\n").length }))
		.filter(({ lines }) => lines > MOST_LINES)
		.map(({ file, lines }) => `${file}: ${lines} lines`);

describe("the size of a file", () => {
	it(`is at most ${MOST_LINES} lines: a longer one is two ideas`, () => {
		expect(tooLong([...sourcesIn("src"), ...sourcesIn("webview-ui"), ...sourcesIn("demo-org")])).toEqual([]);
	});
	it("would fail", () => {
		expect(tooLong([{ file: "src/x.ts", text: "x\n".repeat(401) }])).toEqual(["src/x.ts: 401 lines"]);
		expect(tooLong([{ file: "src/x.ts", text: "x\n".repeat(400) }])).toEqual([]);
	});
});
