import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meaningful, tokens } from "../../../../src/soql/lexer.ts";
import { expectedAt, parse } from "../../../../src/soql/parse/parse.ts";
import type { Statement } from "../../../../src/soql/parse/syntax.ts";
import { allNodes, childrenOf } from "../../../../src/soql/parse/walk.ts";
import { RandomQueries } from "../../demo-org/soqlRandomQuery.ts";

const PIECES =
	"SELECT FROM WHERE AND OR NOT IN LIKE GROUP BY ROLLUP( HAVING ORDER LIMIT OFFSET FOR VIEW UPDATE TYPEOF WHEN THEN ELSE END USING SCOPE WITH DATA CATEGORY ALL ROWS FIND {x RETURNING ( ) , . : ; ' = != < > [ ] { } Id Account Name 'x' 5 2026-01-01 TODAY LAST_N_DAYS: COUNT( \n // /* */ -- é 😀 \\".split(
		" ",
	);

const soqlish = fc
	.array(
		fc.oneof(
			{ weight: 6, arbitrary: fc.constantFrom(...PIECES) },
			fc.string({ unit: "binary", maxLength: 3 }),
		),
		{
			maxLength: 60,
		},
	)
	.map((pieces) => pieces.join(" "));

/** Ranges lie in one another and beside one another, as the text does. */
function checkTree(text: string, statement: Statement | undefined): void {
	if (!statement) return;
	for (const node of allNodes(statement)) {
		let at = node.start;
		const fits = [node.start <= node.end && node.end <= text.length];
		for (const child of childrenOf(node)) {
			fits.push(child.start >= at && child.end <= node.end);
			at = child.end;
		}
		if (fits.includes(false))
			throw new Error(`${node.kind} ${node.start}-${node.end} of ${JSON.stringify(text)}`);
	}
}

describe("parse takes any text", () => {
	it("made of what SOQL is made of, without throwing, with ranges that fit", () => {
		fc.assert(
			fc.property(soqlish, (text) => {
				const { statement, problems, skipped } = parse(text);
				checkTree(text, statement);
				for (const { start, end } of [...problems, ...skipped]) {
					expect(start).toBeLessThanOrEqual(end);
					expect(end).toBeLessThanOrEqual(text.length);
				}
			}),
			{ numRuns: 20000 },
		);
	});

	it("and loses no word of it: each is in the tree's range, or was passed over and said so", () => {
		fc.assert(
			fc.property(soqlish, (text) => {
				const { statement, skipped } = parse(text);
				for (const { start, end } of meaningful(tokens(text))) {
					const isIn = statement !== undefined && statement.start <= start && end <= statement.end;
					const isSkipped = skipped.some((range) => range.start <= start && end <= range.end);
					expect([text.slice(start, end), isIn || isSkipped]).toEqual([text.slice(start, end), true]);
				}
			}),
			{ numRuns: 2000 },
		);
	});

	it("cut off anywhere, or without any one of its words", () => {
		const queries = new RandomQueries(11);
		for (let count = 0; count < 60; count++) {
			const text = queries.next();
			const all = tokens(text);
			for (const { start, end } of all) {
				checkTree(text.slice(0, end), parse(text.slice(0, end)).statement);
				const without = text.slice(0, start) + text.slice(end);
				checkTree(without, parse(without).statement);
				expectedAt(text, end);
				expectedAt(text.slice(0, end), end);
			}
		}
	});

	it.each<[string, string]>([
		["parentheses that never close", `SELECT Id FROM A WHERE ${"(".repeat(50_000)}`],
		["parentheses that never opened", `SELECT Id FROM A ${")".repeat(100_000)}`],
		["queries in queries", "(SELECT ".repeat(12_000)],
		["queries in a SELECT list", `SELECT ${"(SELECT Id,".repeat(9_000)}`],
		["negations", `SELECT Id FROM A WHERE ${"NOT ".repeat(25_000)}`],
		["functions", `SELECT ${"FORMAT(".repeat(14_000)}`],
		["commas", `SELECT ${",".repeat(100_000)}`],
		["dots", `SELECT a${".".repeat(100_000)}`],
		["conditions", `SELECT Id FROM A WHERE ${"a = 1 AND ".repeat(10_000)} b = 2`],
		[
			"bytes of no text",
			String.fromCharCode(...Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 256)),
		],
	])("as long as may be: %s", (_, text) => {
		const before = performance.now();
		parse(text);
		expectedAt(text, text.length);
		// Not a measure of speed: work that grows with the square of the text takes minutes.
		expect(performance.now() - before).toBeLessThan(5_000);
	});
});
