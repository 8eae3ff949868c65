import fc from "fast-check";
import JSZip from "jszip";
import { describe, expect, it } from "vitest";
import { textOf } from "../../../../src/results/copyFormats.ts";
import { sheetName } from "../../../../src/results/export/workbook.ts";
import { ResultStore } from "../../../../src/results/resultStore.ts";
import { ExactNumber } from "../../../../src/salesforce/rest/query.ts";
import { exportFolder, namesOf, storeOf } from "./exported.ts";
import { sheetsOf, unzipped } from "./sheets.ts";
import { nullable, number, rowsOf, text } from "./values.ts";

const folder = exportFolder();
const cellOf = async (value: unknown) => {
	const [sheet] = sheetsOf(await folder.bytes(storeOf([[value, "x"]], 2), { format: "xlsx" }));
	return sheet?.rows[1]?.[0];
};

describe("a cell of a workbook", () => {
	const date = (value: string) => ({ type: "n", style: 1, value });
	const datetime = (value: string) => ({ type: "n", style: 2, value });
	const plain = (value: string) => ({ type: "n", style: 0, value });
	const words = (value: string) => ({ type: "inlineStr", style: 0, value });
	it.each<[value: unknown, cell: Awaited<ReturnType<typeof cellOf>>]>([
		[null, undefined],
		["", words("")],
		["=1+1", words("=1+1")],
		["007", words("007")],
		[" a\tb\r\nc ", words(" a\tb\r\nc ")],
		["_x000D_ \0 \ud800 \uffff", words("_x000D_ \0 \ud800 \uffff")],
		["<b>&amp;]]>", words("<b>&amp;]]>")],
		[true, { type: "b", style: 0, value: "1" }],
		[false, { type: "b", style: 0, value: "0" }],
		[1.5, plain("1.5")],
		[-0.000001, plain("-0.000001")],
		[1e300, plain("1e+300")],
		[999_999_999_999_999, plain("999999999999999")],
		[1_000_000_000_000_000, plain("1000000000000000")],
		[9_007_199_254_740_991, words("9007199254740991")],
		[0.1 + 0.2, words("0.30000000000000004")],
		[5e-324, words("5e-324")],
		[new ExactNumber("1e400"), words("1e400")],
		[new ExactNumber("12345678901234567.10"), words("12345678901234567.10")],
		[new ExactNumber("0.0000001234"), plain("0.0000001234")],
		["2026-05-01", date("46143")],
		["1900-03-01", date("61")],
		["1900-02-28", words("1900-02-28")],
		["1700-01-01", words("1700-01-01")],
		["2026-02-30", words("2026-02-30")],
		["2024-02-29", date("45351")],
		["9999-12-31", date("2958465")],
		["2026-05-01T12:00:00.000+0000", datetime("46143.5")],
		["2026-05-01T12:00:00Z", datetime("46143.5")],
		["2026-05-01T14:00:00.000+02:00", datetime("46143.5")],
		["2026-05-01T06:00:00.250-0600", datetime(String(46143.5 + 250 / 86_400_000))],
		["2026-05-01T25:00:00Z", words("2026-05-01T25:00:00Z")],
		["12:00:00.000Z", words("12:00:00.000Z")],
		[{ city: "Zürich" }, words('{"city":"Zürich"}')],
	])("of %j", async (value, expected) => {
		expect(await cellOf(value)).toEqual(expected);
	});

	it("has 32,767 characters at most; what is longer is cut and counted, never inside a pair", async () => {
		const store = storeOf([["x".repeat(32_767)], [`${"x".repeat(32_766)}😀`], ["é".repeat(131_072)]], 1);
		const { files, cutCells } = await folder.run(store, { format: "xlsx" });
		expect(cutCells).toBe(2);
		const [sheet] = sheetsOf(await folder.bytes(store, { format: "xlsx", file: files[0] ?? "" }));
		expect(sheet?.rows.slice(1).map(([cell]) => cell?.value.length)).toEqual([32_767, 32_766, 32_767]);
	});
});

describe("a workbook", () => {
	it("reads back the same, whatever is in it, packed or not", { timeout: 60_000 }, async () => {
		const values = [
			nullable(text),
			nullable(number),
			nullable(fc.boolean()),
			nullable(fc.oneof(text, number)),
		];
		await fc.assert(
			fc.asyncProperty(rowsOf(values), async ({ width, rows }) => {
				const [sheet] = sheetsOf(await folder.bytes(storeOf(rows, width), { format: "xlsx" }));
				const [header = [], ...read] = sheet?.rows ?? [];
				expect(header.map((cell) => cell?.value)).toEqual(namesOf(width));
				expect(read).toHaveLength(rows.length);
				for (const [at, row] of rows.entries()) {
					for (let column = 0; column < width; column++) {
						const [value, cell] = [row[column] ?? null, read[at]?.[column]];
						if (value === null) expect(cell).toBeUndefined();
						else if (typeof value === "boolean")
							expect(cell).toMatchObject({ type: "b", value: value ? "1" : "0" });
						else if (cell?.type === "inlineStr") expect(cell.value).toBe(textOf(value));
						else expect(Number(cell?.value)).toBe(Number(textOf(value)));
					}
				}
			}),
			{ numRuns: 100 },
		);
	});

	it("is a ZIP to somebody else too, with the sums it says", async () => {
		const bytes = await folder.bytes(storeOf([["a"], ["ü"]], 1), { format: "xlsx" });
		const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
		const names = [...unzipped(bytes).keys()];
		expect(Object.keys(zip.files).sort()).toEqual(names.sort());
		expect(names).toContain("xl/worksheets/sheet1.xml");
		expect(await zip.file("xl/worksheets/sheet1.xml")?.async("string")).toContain("<t>ü</t>");
	});

	it("of several pieces is one to them as well", async () => {
		const rows = Array.from({ length: 20_000 }, (_, at) => [
			`row ${at} of many, each with some text of its own`,
		]);
		const bytes = await folder.bytes(storeOf(rows, 1), { format: "xlsx" });
		const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
		const sheet = (await zip.file("xl/worksheets/sheet1.xml")?.async("string")) ?? "";
		expect(sheet.length).toBeGreaterThan(1_000_000);
		expect(
			sheetsOf(bytes)[0]
				?.rows.slice(1)
				.map(([cell]) => [cell?.value]),
		).toEqual(rows);
	});

	it("has a sheet for the child rows of each relationship, which say whose they are", async () => {
		const store = new ResultStore("SELECT Id, (SELECT LastName FROM Contacts) FROM Account", 1);
		const contacts = (...names: string[]) => ({
			totalSize: names.length + 1,
			done: false,
			nextRecordsUrl: "/services/data/x",
			records: names.map((LastName) => ({ attributes: {}, LastName })),
		});
		store.append([
			{ attributes: {}, Id: "a", Contacts: contacts("One", "Two") },
			{ attributes: {}, Id: "b", Contacts: null },
			{ attributes: {}, Id: "c", Contacts: contacts("Three") },
		]);
		const given = { format: "xlsx", children: true } as const;
		const told = await folder.run(store, given);
		expect(told).toMatchObject({ rows: 3, childRows: 3, missingChildren: 2 });
		const sheets = sheetsOf(await folder.bytes(store, given));
		expect(
			sheets.map(({ name, rows }) => [name, ...rows.map((row) => row.map((cell) => cell?.value))]),
		).toEqual([
			["Account", ["Id", "Contacts"], ["a", "3"], ["b"], ["c", "2"]],
			[
				"Contacts",
				["Parent row", "Parent Id", "LastName"],
				["1", "a", "One"],
				["1", "a", "Two"],
				["3", "c", "Three"],
			],
		]);
	});

	it.each<[wanted: string, taken: readonly string[], name: string]>([
		["Account", [], "Account"],
		["account", ["Account"], "account (2)"],
		["Account", ["ACCOUNT", "Account (2)"], "Account (3)"],
		["a[b]:c*d?e/f\\g", [], "a b  c d e f g"],
		["'quoted'", [], "quoted"],
		["History", [], "History rows"],
		["", [], "rows"],
		["x".repeat(40), [], "x".repeat(31)],
		["x".repeat(40), ["x".repeat(31)], `${"x".repeat(27)} (2)`],
		[`${"x".repeat(30)}😀`, [], "x".repeat(30)],
	])("names a sheet for %j beside %j %j", (wanted, taken, name) => {
		expect(sheetName(wanted, taken)).toBe(name);
	});
});
