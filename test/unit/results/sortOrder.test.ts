import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnColumns, promisedColumns } from "../../../src/results/columns.ts";
import { ResultStore } from "../../../src/results/resultStore.ts";
import { sortOrder } from "../../../src/results/sortOrder.ts";
import { ExactNumber, type SfRecord } from "../../../src/salesforce/rest/query.ts";

const record = (fields: Record<string, unknown>): SfRecord => ({
	attributes: { type: "Account" },
	...fields,
});

function order(soql: string, records: readonly SfRecord[], column: number, descending = false): number[] {
	const columns = promisedColumns(soql);
	learnColumns(columns, records);
	return [...sortOrder(records, columns, [{ column, descending }])];
}

describe("sortOrder", () => {
	const soql = "SELECT A FROM Account";
	it.each<[what: string, values: readonly unknown[], up: number[], down: number[]]>([
		["numbers by value", [10, 9, -1], [2, 1, 0], [0, 1, 2]],
		["exact numbers by value", [new ExactNumber("100.50"), new ExactNumber("20")], [1, 0], [0, 1]],
		["text as people read it", ["b", "ä", "B", "a"], [3, 1, 0, 2], [2, 0, 1, 3]],
		["text with digits as text", ["10", "9"], [0, 1], [1, 0]],
		["unticked first", [true, false], [1, 0], [0, 1]],
		["dates by time", ["2026-02-01", "2025-12-31"], [1, 0], [0, 1]],
		["null last in both directions", [null, "b", "a"], [2, 1, 0], [1, 2, 0]],
		["equal ones as they came", ["x", "a", "x", "x"], [1, 0, 2, 3], [0, 2, 3, 1]],
		[
			"child rows by their count",
			[{ totalSize: 5, done: true, records: [] }, null, { totalSize: 2, done: true, records: [] }],
			[2, 0, 1],
			[0, 2, 1],
		],
	])("%s", (_what, values, up, down) => {
		const records = values.map((A) => record({ A }));
		expect([order(soql, records, 0), order(soql, records, 0, true)]).toEqual([up, down]);
	});
	it("the second column decides where the first is equal, also through parents", () => {
		const records = [
			record({ A: "x", Owner: { attributes: {}, Name: "Zoe" } }),
			record({ A: "y", Owner: null }),
			record({ A: "x", Owner: { attributes: {}, Name: "Ann" } }),
		];
		const columns = promisedColumns("SELECT A, Owner.Name FROM Account");
		learnColumns(columns, records);
		const by = [
			{ column: 0, descending: true },
			{ column: 1, descending: false },
		];
		expect([...sortOrder(records, columns, by)]).toEqual([1, 2, 0]);
	});
	it("whatever the values, every record is there once, and sorting again changes nothing", () => {
		const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double());
		fc.assert(
			fc.property(fc.array(value, { maxLength: 40 }), fc.boolean(), (values, descending) => {
				const records = values.map((A) => record({ A }));
				const first = order(soql, records, 0, descending);
				expect([...first].sort((a, b) => a - b)).toEqual(records.map((_, at) => at));
				const again = order(
					soql,
					first.map((at) => records[at] ?? record({})),
					0,
					descending,
				);
				expect(again).toEqual(records.map((_, at) => at));
			}),
		);
	});
});

describe("a sorted store", () => {
	const store = () => {
		const made = new ResultStore("SELECT Id, Name, (SELECT Id FROM Contacts) FROM Account");
		const names = ["b", "c", "a"];
		made.append(
			names.map((Name, at) =>
				record({
					Id: `${at}`,
					Name,
					Contacts: { totalSize: at, done: true, records: [record({ Id: `child of ${Name}` })] },
				}),
			),
		);
		return made;
	};
	const names = (from: ResultStore) => from.rows(0, 10).map((row) => row[1]);
	it("gives rows, whole texts, children and copies in the order that is shown", () => {
		const sorted = store();
		sorted.sortBy([{ column: 1, descending: false }]);
		expect(names(sorted)).toEqual(["a", "b", "c"]);
		expect(sorted.rows(1, 1).map((row) => row[1])).toEqual(["b"]);
		expect(sorted.text(0, 1)).toBe("a");
		expect(sorted.child(0, 2)?.store.text(0, 0)).toBe("child of a");
		expect(sorted.copy({ fromRow: 0, toRow: 9, columns: [1], format: "plain" })).toBe("a\nb\nc");
		sorted.sortBy([]);
		expect(names(sorted)).toEqual(["b", "c", "a"]);
	});
	it("puts rows that come later behind, until it is sorted again", () => {
		const sorted = store();
		sorted.sortBy([{ column: 1, descending: false }]);
		sorted.append([record({ Id: "3", Name: "0", Contacts: null })]);
		expect(names(sorted)).toEqual(["a", "b", "c", "0"]);
		sorted.sortBy(sorted.sort);
		expect(names(sorted)).toEqual(["0", "a", "b", "c"]);
	});
});
