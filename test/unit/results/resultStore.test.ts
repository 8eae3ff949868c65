import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_CELL } from "../../../src/pages/results.ts";
import { tabSafe, textOf } from "../../../src/results/copyFormats.ts";
import { ResultStore } from "../../../src/results/resultStore.ts";
import { ExactNumber, type SfRecord } from "../../../src/salesforce/rest/query.ts";
import { parseTsv } from "./tsv.ts";

const account = (fields: Record<string, unknown>): SfRecord => ({
	attributes: { type: "Account" },
	...fields,
});
function store(soql: string, ...records: Record<string, unknown>[]): ResultStore {
	const made = new ResultStore(soql, 1);
	made.append(records.map(account));
	return made;
}

describe("rows", () => {
	it("gives cells as the grid draws them", () => {
		const children = { totalSize: 7, done: false, records: [], nextRecordsUrl: "/services/data/x" };
		const made = store("SELECT A, B, C, D, E, F, G FROM Account", {
			A: "text",
			B: "",
			C: null,
			D: true,
			E: 1.5,
			F: new ExactNumber("9007199254740993"),
			G: children,
		});
		expect(made.rows([], 0, 1).rows).toEqual([
			[
				"text",
				"",
				null,
				true,
				{ number: "1.5" },
				{ number: "9007199254740993" },
				{ children: 7, complete: false },
			],
		]);
	});

	it("gives the range that is there", () => {
		const made = store("SELECT N FROM A", { N: 1 }, { N: 2 }, { N: 3 });
		expect(made.length).toBe(3);
		expect(made.rows([], 1, 1).rows).toEqual([[{ number: "2" }]]);
		expect(made.rows([], 2, 500).rows).toHaveLength(1);
		expect(made.rows([], 3, 500).rows).toEqual([]);
	});

	it("cuts long text, whose whole is there on demand", () => {
		const long = "ü".repeat(131_072);
		const made = store("SELECT Description FROM A", { Description: long });
		expect(made.rows([], 0, 1).rows).toEqual([[{ cut: `${"ü".repeat(MAX_CELL)}…`, length: 131_072 }]]);
		expect(made.text([], 1, 0, 0)).toBe(long);
	});

	it("answers what isn't there with nothing", () => {
		const made = store("SELECT N FROM A", { N: 1 });
		expect([
			made.text([], 1, 9, 0),
			made.text([], 1, 0, 9),
			made.children([{ id: 0, column: 0 }], 2),
			made.children([{ id: 9, column: 9 }], 2),
		]).toEqual(["", "", null, null]);
	});

	it("has the columns before the first row", () => {
		expect(new ResultStore("SELECT Id, Owner.Name FROM A", 1).info.columns).toEqual([
			{ name: "Id", kind: "text" },
			{ name: "Owner.Name", kind: "text" },
		]);
	});
});

describe("child results", () => {
	it("are results of their own, once made", () => {
		const contacts = {
			totalSize: 2,
			done: true,
			records: [account({ LastName: "A" }), account({ LastName: "B" })],
		};
		const made = store(
			"SELECT Id, (SELECT LastName FROM Contacts) FROM Account",
			{ Id: "1", Contacts: contacts },
			{ Id: "2", Contacts: null },
		);
		const path = [{ id: 0, column: 1 }];
		expect(made.children(path, 7)).toMatchObject({
			total: 2,
			loaded: 2,
			shown: 2,
			revision: 7,
			columns: [{ name: "LastName", kind: "text" }],
			head: { ids: [0, 1], rows: [["A"], ["B"]] },
		});
		expect(made.children(path, 8)?.revision).toBe(7);
		expect(made.rows(path, 1, 9)).toEqual({ revision: 7, from: 1, ids: [1], rows: [["B"]] });
		expect(made.children([{ id: 1, column: 1 }], 9)).toBeNull();
	});
});

describe("copy", () => {
	it("is tab-separated, with the columns asked for in their order, with and without headers", async () => {
		const made = store("SELECT A, B, C FROM X", { A: "a1", B: 1, C: null }, { A: "a2", B: 2, C: "c2" });
		const block = { path: [], revision: 1, fromRow: 0, toRow: 1, columns: [2, 0] };
		expect(await made.copy(block, "plain")).toEqual({ text: "\ta1\nc2\ta2", cells: 4 });
		const beyond = { path: [], revision: 1, fromRow: 1, toRow: 99, columns: [0, 1, 77] };
		expect(await made.copy(beyond, "headers")).toEqual({ text: "A\tB\na2\t2", cells: 2 });
	});

	it("reads back as the same cells, whatever is in them", async () => {
		const special = fc.constantFrom(
			"\t",
			"\n",
			"\r\n",
			'"',
			'""',
			"مرحبا",
			"\u202eabc",
			"👩‍👩‍👧",
			"é",
			"=1+1",
			" ",
			"",
		);
		const cell = fc.oneof(
			fc.array(special).map((parts) => parts.join("")),
			fc.string({ unit: "grapheme" }),
		);
		const grid = fc
			.integer({ min: 1, max: 5 })
			.chain((width) =>
				fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
			);
		await fc.assert(
			fc.asyncProperty(grid, fc.boolean(), async (cells, headers) => {
				const columns = (cells[0] ?? []).map((_, at) => `F${at}`);
				const made = store(
					`SELECT ${columns.join(", ")} FROM X`,
					...cells.map((row) => Object.fromEntries(row.map((value, at) => [`F${at}`, value]))),
				);
				const block = {
					path: [],
					revision: 1,
					fromRow: 0,
					toRow: cells.length - 1,
					columns: columns.map((_, at) => at),
				};
				const copied = await made.copy(block, headers ? "headers" : "plain");
				expect(parseTsv(copied.text)).toEqual(headers ? [columns, ...cells] : cells);
			}),
			{ numRuns: 500 },
		);
	});

	it("takes the whole of a long text", async () => {
		const long = `"${"x\t".repeat(65_000)}`;
		const made = store("SELECT D FROM A", { D: long });
		const { text } = await made.copy({ path: [], revision: 1, fromRow: 0, toRow: 0, columns: [0] }, "plain");
		expect(parseTsv(text)).toEqual([[long]]);
	});
});

describe("textOf and tabSafe", () => {
	it.each<[unknown, string]>([
		[null, ""],
		[undefined, ""],
		["x", "x"],
		[0, "0"],
		[false, "false"],
		[new ExactNumber("1.10"), "1.10"],
		[{ totalSize: 3, done: true, records: [] }, "3"],
		[{ city: "Berlin", country: null }, '{"city":"Berlin","country":null}'],
	])("%j is %j", (value, text) => {
		expect(textOf(value)).toBe(text);
	});
	it.each([
		["plain", "plain"],
		["a\tb", '"a\tb"'],
		['say "x"', '"say ""x"""'],
		["a\nb", '"a\nb"'],
		["", ""],
	])("%j is copied as %j", (text, safe) => {
		expect(tabSafe(text)).toBe(safe);
	});
});

describe("compound fields and child rows", () => {
	it("a location keeps its digits and is plain JSON", () => {
		const location = { latitude: new ExactNumber("37.775123456789012345"), longitude: -122.5 };
		const made = store("SELECT Place__c FROM Account", { Place__c: location });
		expect(made.text([], 1, 0, 0)).toBe('{"latitude":37.775123456789012345,"longitude":-122.5}');
	});

	it("child columns are the subquery's own, also where the first row has no parent", () => {
		const contacts = {
			totalSize: 2,
			done: true,
			records: [
				account({ Name: "A", ReportsTo: null }),
				account({ Name: "B", ReportsTo: account({ Name: "A" }) }),
			],
		};
		const made = store("SELECT Name, (SELECT Name, ReportsTo.Name FROM Contacts) FROM Account", {
			Name: "Acme",
			Contacts: contacts,
		});
		const child = made.children([{ id: 0, column: 1 }], 2);
		expect(child?.columns.map(({ name }) => name)).toEqual(["Name", "ReportsTo.Name"]);
		expect(child?.head.rows).toEqual([
			["A", null],
			["B", "A"],
		]);
	});
});
