import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meaningful, type TokenKind, tokens, withoutComments } from "../../../src/soql/lexer.ts";

/** Text made of what SOQL is made of, whole and broken. */
const soqlish = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				"SELECT ",
				"Id",
				", ",
				" FROM ",
				"'",
				"\\'",
				"\\",
				"//",
				"/*",
				"*/",
				"--",
				"\n",
				"\r\n",
				"\r",
			),
			fc.constantFrom(
				"2026-01-01",
				"T10:00:00Z",
				"1.5e3",
				"-",
				"+",
				"(",
				")",
				".",
				":",
				";",
				"\u00a0",
				"é",
				"😀",
				"\ud800",
			),
			fc.string({ unit: "binary", maxLength: 4 }),
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(""));

describe("tokens", () => {
	it("covers any text without gaps or overlaps, and never throws", () => {
		fc.assert(
			fc.property(soqlish, (text) => {
				let at = 0;
				for (const { start, end } of tokens(text)) {
					expect(start).toBe(at);
					expect(end).toBeGreaterThan(start);
					at = end;
				}
				expect(at).toBe(text.length);
			}),
			{ numRuns: 1000 },
		);
	});

	it.each<[string, [TokenKind, string][]]>([
		[
			"SELECT Id",
			[
				["word", "SELECT"],
				["word", "Id"],
			],
		],
		[
			"Account.Owner.Name",
			[
				["word", "Account"],
				["punctuation", "."],
				["word", "Owner"],
				["punctuation", "."],
				["word", "Name"],
			],
		],
		[
			"My__c=1",
			[
				["word", "My__c"],
				["operator", "="],
				["number", "1"],
			],
		],
		[
			"a<=b>=c<>d!=e<f>g",
			[
				["word", "a"],
				["operator", "<="],
				["word", "b"],
				["operator", ">="],
				["word", "c"],
				["operator", "<>"],
				["word", "d"],
				["operator", "!="],
				["word", "e"],
				["operator", "<"],
				["word", "f"],
				["operator", ">"],
				["word", "g"],
			],
		],
		[
			"'it\\'s' x",
			[
				["string", "'it\\'s'"],
				["word", "x"],
			],
		],
		[
			"'a\\\\' b",
			[
				["string", "'a\\\\'"],
				["word", "b"],
			],
		],
		["'-- // /* FOR VIEW'", [["string", "'-- // /* FOR VIEW'"]]],
		["''", [["string", "''"]]],
		[
			"1 -2.5 +3 .5 6.02e23",
			[
				["number", "1"],
				["number", "-2.5"],
				["number", "+3"],
				["number", ".5"],
				["number", "6.02e23"],
			],
		],
		["2026-05-20", [["date", "2026-05-20"]]],
		["2026-05-20T10:00:00Z", [["datetime", "2026-05-20T10:00:00Z"]]],
		["2026-05-20T10:00:00.000+02:00", [["datetime", "2026-05-20T10:00:00.000+02:00"]]],
		["10:00:00.000Z", [["time", "10:00:00.000Z"]]],
		[
			"LAST_N_DAYS:30",
			[
				["word", "LAST_N_DAYS"],
				["punctuation", ":"],
				["number", "30"],
			],
		],
		[
			":bind",
			[
				["punctuation", ":"],
				["word", "bind"],
			],
		],
		[
			"FIND {acme}",
			[
				["word", "FIND"],
				["search", "{acme}"],
			],
		],
		[
			"FIND {O'Neil \\} {x} IN",
			[
				["word", "FIND"],
				["search", "{O'Neil \\} {x}"],
				["word", "IN"],
			],
		],
		["Größe", [["word", "Größe"]]],
		[
			"FOR\u00a0VIEW",
			[
				["word", "FOR"],
				["word", "VIEW"],
			],
		],
		[
			"FOR\u2003VIEW",
			[
				["word", "FOR"],
				["word", "VIEW"],
			],
		],
		[
			"a ? b",
			[
				["word", "a"],
				["unknown", "?"],
				["word", "b"],
			],
		],
		[
			"a//x\nb--y\rc/*z\n*/d",
			[
				["word", "a"],
				["word", "b"],
				["word", "c"],
				["word", "d"],
			],
		],
	])("%j", (text, expected) => {
		expect(meaningful(tokens(text)).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual(
			expected,
		);
	});

	it.each([
		["'no end", 0],
		["x = 'no end\nFROM y", 4],
		["/* no end", 0],
		["'a\\", 0],
	])("marks what is unterminated: %j", (text, at) => {
		expect(tokens(text).find(({ start }) => start === at)?.unterminated).toBe(true);
	});

	it("ends a string without its quote at the line, so that the rest is read", () => {
		const text = "WHERE Name = 'oops\nFROM Account";
		const last = meaningful(tokens(text)).slice(-2);
		expect(last.map(({ start, end }) => text.slice(start, end))).toEqual(["FROM", "Account"]);
	});
});

describe("withoutComments", () => {
	it.each([
		["SELECT Id // all\nFROM Account", "SELECT Id       \nFROM Account"],
		["SELECT Id -- all\r\nFROM Account", "SELECT Id       \r\nFROM Account"],
		["SELECT /* a\nb */ Id", "SELECT     \n     Id"],
		["WHERE Url = 'https://x' // y", "WHERE Url = 'https://x'     "],
		["WHERE A = '/* no */' AND B = '--'", "WHERE A = '/* no */' AND B = '--'"],
		["SELECT Id /* open\nFROM", "SELECT Id        \n    "],
		["no comments", "no comments"],
	])("%j", (text, expected) => {
		expect(withoutComments(text)).toBe(expected);
	});

	it("keeps every position: same length, same line breaks, same text elsewhere", () => {
		fc.assert(
			fc.property(soqlish, (text) => {
				const blanked = withoutComments(text);
				expect(blanked).toHaveLength(text.length);
				for (let at = 0; at < text.length; at++) {
					if (blanked[at] !== " ") expect(blanked[at]).toBe(text[at]);
					if (text[at] === "\n" || text[at] === "\r") expect(blanked[at]).toBe(text[at]);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
