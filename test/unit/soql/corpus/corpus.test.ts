import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../../demo-org/soql/parse.ts";
import { parseSearch } from "../../../../demo-org/sosl/parse.ts";
import { check } from "../../../../src/soql/check/check.ts";
import { formatted } from "../../../../src/soql/format/format.ts";
import { meaningful, tokens } from "../../../../src/soql/lexer.ts";
import { expectedAt, parse } from "../../../../src/soql/parse/parse.ts";
import { NO_SCHEMA } from "../../../../src/soql/schema.ts";
import { INVALID } from "./invalid.ts";
import { VALID } from "./valid.ts";

describe("what is right", () => {
	it("is enough to say something of the grammar, and nothing is there twice", () => {
		expect(VALID.length).toBeGreaterThanOrEqual(300);
		expect(new Set(VALID.map(({ soql }) => soql)).size).toBe(VALID.length);
	});

	it.each(VALID)("$shows: $soql", ({ soql, dialect }) => {
		const { statement, problems, skipped } = parse(soql);
		expect(problems).toEqual([]);
		expect(skipped).toEqual([]);
		const words = meaningful(tokens(soql));
		expect([statement?.start, statement?.end]).toEqual([words[0]?.start, words.at(-1)?.end]);
		// Nobody is told of anything that can't be known without an org.
		const context = { schema: NO_SCHEMA, dialect: dialect === "sosl" ? "rest" : "apex" } as const;
		const sure = ["leadingWildcard", "fieldsUnlimited"];
		expect(check(soql, parse(soql), context).filter(({ code }) => !sure.includes(code))).toEqual([]);
	});
});

describe("what is wrong", () => {
	it("is enough to say something of the grammar, and nothing is there twice", () => {
		expect(INVALID.length).toBeGreaterThanOrEqual(200);
		expect(new Set(INVALID.map(({ soql }) => soql)).size).toBe(INVALID.length);
	});

	it.each(INVALID)("$why: $soql", ({ soql, codes }) => {
		const { problems } = parse(soql);
		expect(problems.map(({ code }) => code)).toEqual(codes);
		for (const { start, end } of problems) {
			expect(start).toBeLessThan(end);
			expect(end).toBeLessThanOrEqual(soql.length);
		}
	});
});

it("no beginning of any of them, and none without one of its words, throws or stays unread", () => {
	for (const { soql } of [...VALID, ...INVALID]) {
		for (const { start, end } of meaningful(tokens(soql))) {
			for (const text of [soql.slice(0, end), soql.slice(0, start) + soql.slice(end)]) {
				const { statement, skipped } = parse(text);
				const read = [...(statement ? [statement] : []), ...skipped];
				for (const word of meaningful(tokens(text))) {
					const isRead = read.some((each) => each.start <= word.start && word.end <= each.end);
					expect(isRead, `${text} at ${word.start}`).toBe(true);
				}
				expectedAt(text, start);
				formatted(text, { tabSize: 4, insertSpaces: true, lineEnd: "\n" });
			}
		}
	}
});

/** Texts that one of the two parsers takes and the other doesn't: who is right, and why. */
const DISAGREEMENTS: readonly {
	readonly about: RegExp;
	readonly right: "ours" | "org" | "unknown";
	readonly why: string;
}[] = [
	{
		about: /:/,
		right: "org",
		why: "binds are Apex's; ours reads them, since they are asked for before a query is sent",
	},
	{ about: /ALL ROWS/, right: "org", why: "Apex's; ours reads it, since it is sent to queryAll" },
	{
		about: /WITH (?:SECURITY_ENFORCED|USER_MODE|SYSTEM_MODE)/,
		right: "org",
		why: "Apex's; ours reads it and `apexOnly` tells of it",
	},
	{
		about: /\/\/|--|\/\*/,
		right: "org",
		why: "the API takes no comments; they are taken out before a query is sent",
	},
	{ about: /Account AS a$/, right: "unknown", why: "AS is in no document we know; ours is lenient" },
	{ about: /1e6/, right: "unknown", why: "exponents are in no document we know; ours is lenient" },
	{
		about: /FROM Account ALL$/,
		right: "unknown",
		why: "ALL may be an alias there; hardly anybody means one",
	},
];

describe("the demo org's own parser", () => {
	const takes = (soql: string) => {
		try {
			if (/^FIND/i.test(soql)) parseSearch(soql);
			else parseQuery(soql);
			return true;
		} catch {
			return false;
		}
	};
	const disagree = [...VALID, ...INVALID]
		.map(({ soql }) => soql)
		.filter((soql) => !/^FIND/i.test(soql) && takes(soql) !== (parse(soql).problems.length === 0));

	it("agrees on all queries but those that are listed", () => {
		expect(disagree.filter((soql) => !DISAGREEMENTS.some(({ about }) => about.test(soql)))).toEqual([]);
	});

	it.each(DISAGREEMENTS)("disagrees where it is said to: $about, $why", ({ about }) => {
		expect(disagree.some((soql) => about.test(soql))).toBe(true);
	});
});
