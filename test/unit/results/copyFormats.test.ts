import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatted } from "../../../src/results/copyFormats.ts";
import { ExactNumber } from "../../../src/salesforce/rest/query.ts";

const number = (text: string) => new ExactNumber(text);
const copied = {
	names: ["Id", "Name", "Amount"],
	rows: [
		["001000000000001AAA", 'O\'Hara, "Ann"\nLtd', number("12345678901234567.10")],
		["001000000000002AAA", null, number("605.0")],
		["001000000000001AAA", "a|b\\c", null],
	],
};
const ids = { names: ["Id"], rows: copied.rows.map(([id]) => [id]) };
const column = (name: string, values: readonly unknown[]) => ({
	names: [name],
	rows: values.map((value) => [value]),
});

describe("formatted", () => {
	it("as CSV, with headers", () => {
		expect(formatted("csv", copied)).toBe(
			'Id,Name,Amount\n001000000000001AAA,"O\'Hara, ""Ann""\nLtd",12345678901234567.10\n001000000000002AAA,,605.0\n001000000000001AAA,a|b\\c,',
		);
	});
	it("as JSON, with all digits, children as lists and without attributes", () => {
		const children = {
			totalSize: 1,
			done: true,
			records: [{ attributes: { type: "Contact" }, Id: "c", N: number("1.10") }],
		};
		expect(
			formatted("json", {
				names: ["Id", "Contacts"],
				rows: [
					["a", children],
					["b", null],
				],
			}),
		).toBe('[\n  {"Id": "a", "Contacts": [{"Id": "c", "N": 1.10}]},\n  {"Id": "b", "Contacts": null}\n]');
		expect(formatted("json", { names: [], rows: [] })).toBe("[]");
	});
	it("as Markdown: numbers to the right, marks and line breaks kept from doing anything", () => {
		expect(formatted("markdown", copied)).toBe(
			[
				"| Id | Name | Amount |",
				"| --- | --- | --: |",
				'| 001000000000001AAA | O\'Hara, "Ann"<br>Ltd | 12345678901234567.10 |',
				"| 001000000000002AAA |  | 605.0 |",
				"| 001000000000001AAA | a\\|b\\\\c |  |",
			].join("\n"),
		);
	});
	it.each<[what: string, value: ReturnType<typeof column>, list: string, apex: string]>([
		[
			"Ids, each once",
			ids,
			"('001000000000001AAA', '001000000000002AAA')",
			"new List<Id>{ '001000000000001AAA', '001000000000002AAA' }",
		],
		[
			"text with quotes and breaks",
			column("Name", ["O'Hara\\", "a\nb", null, ""]),
			"('O\\'Hara\\\\', 'a\\nb')",
			"new List<String>{ 'O\\'Hara\\\\', 'a\\nb' }",
		],
		["numbers", column("Amount", [number("1.50"), 2]), "(1.50, 2)", "new List<Decimal>{ 1.50, 2 }"],
		["dates", column("CloseDate", ["2026-05-01"]), "(2026-05-01)", "new List<String>{ '2026-05-01' }"],
		[
			"datetimes, as SOQL takes them",
			column("CreatedDate", ["2026-05-01T07:35:37.000+0000"]),
			"(2026-05-01T07:35:37.000Z)",
			"new List<String>{ '2026-05-01T07:35:37.000+0000' }",
		],
		["booleans", column("IsWon", [true, false, true]), "(true, false)", "new List<Boolean>{ true, false }"],
		["nothing", column("Name", [null]), "()", "new List<String>{}"],
	])("%s as an IN list and an Apex list", (_what, value, list, apex) => {
		expect([formatted("in", value), formatted("apex", value)]).toEqual([list, apex]);
	});
});

describe("whatever is copied", () => {
	const text = fc.string({
		unit: fc.oneof(fc.string(), fc.constantFrom("\t", "\n", "\r", '"', ",", "|", "\\", "'", "😀", "א", "é")),
	});
	const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
		fc.record({
			names: fc.array(text, { minLength: width, maxLength: width }),
			rows: fc.array(fc.array(text, { minLength: width, maxLength: width }), { maxLength: 5 }),
		}),
	);
	it("CSV reads back the same in somebody else's reader", () => {
		fc.assert(
			fc.property(table, ({ names, rows }) => {
				const read: unknown = parse(formatted("csv", { names, rows }), {
					relax_column_count: false,
					record_delimiter: "\n",
				});
				expect(read).toEqual([names, ...rows]);
			}),
		);
	});
	it("JSON reads back the same", () => {
		fc.assert(
			fc.property(table, ({ names, rows }) => {
				const objects: unknown = JSON.parse(formatted("json", { names, rows }));
				const expected = rows.map(
					(row) =>
						JSON.parse(
							`{${row.map((value, at) => `${JSON.stringify(names[at])}:${JSON.stringify(value)}`).join()}}`,
						) as unknown,
				);
				expect(objects).toEqual(expected);
			}),
		);
	});
	it("Markdown has a line for each row and a cell for each value", () => {
		fc.assert(
			fc.property(table, ({ names, rows }) => {
				const lines = formatted("markdown", { names, rows }).split("\n");
				expect(lines).toHaveLength(rows.length + 2);
				for (const line of lines)
					expect(line.replace(/\\[\s\S]/g, "").split("|")).toHaveLength(names.length + 2);
			}),
		);
	});
});
