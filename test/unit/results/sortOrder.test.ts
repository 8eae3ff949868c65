import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SortKey } from "../../../src/pages/results.ts";
import { ResultStore } from "../../../src/results/resultStore.ts";
import { ExactNumber, type SfRecord } from "../../../src/salesforce/rest/query.ts";

const record = (fields: Record<string, unknown>): SfRecord => ({
	attributes: { type: "Account" },
	...fields,
});

async function sorted(store: ResultStore, sort: readonly SortKey[]): Promise<readonly number[]> {
	await store.arrange([], { sort, filters: [], contains: "" }, 2);
	return store.rows([], 0, store.length).ids;
}

function order(soql: string, records: readonly SfRecord[], column: number, descending = false) {
	const store = new ResultStore(soql, 1);
	store.append(records);
	return sorted(store, [{ column, descending }]);
}

describe("rows sorted by a column", () => {
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
	])("%s", async (_what, values, up, down) => {
		const records = values.map((A) => record({ A }));
		expect([await order(soql, records, 0), await order(soql, records, 0, true)]).toEqual([up, down]);
	});
	it("the second column decides where the first is equal, also through parents", async () => {
		const records = [
			record({ A: "x", Owner: { attributes: {}, Name: "Zoe" } }),
			record({ A: "y", Owner: null }),
			record({ A: "x", Owner: { attributes: {}, Name: "Ann" } }),
		];
		const store = new ResultStore("SELECT A, Owner.Name FROM Account", 1);
		store.append(records);
		const by = [
			{ column: 0, descending: true },
			{ column: 1, descending: false },
		];
		expect(await sorted(store, by)).toEqual([1, 2, 0]);
	});
	it("whatever the values, every record is there once, and sorting again changes nothing", async () => {
		const column = <T>(of: fc.Arbitrary<T>) => fc.array(fc.option(of), { maxLength: 40 });
		const double = fc.double({ noNaN: true, noDefaultInfinity: true });
		const values = fc.oneof(column(fc.string()), column(fc.integer()), column(fc.boolean()), column(double));
		await fc.assert(
			fc.asyncProperty(values, fc.boolean(), async (of, descending) => {
				const records = (of as unknown[]).map((A) => record({ A }));
				const first = await order(soql, records, 0, descending);
				expect([...first].sort((a, b) => a - b)).toEqual(records.map((_, at) => at));
				const again = await order(
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
		const made = new ResultStore("SELECT Id, Name, (SELECT Id FROM Contacts) FROM Account", 1);
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
	const names = (from: ResultStore) => from.rows([], 0, 10).rows.map((row) => row[1]);
	it("gives rows, whole texts, children and copies in the order that is shown", async () => {
		const made = store();
		await sorted(made, [{ column: 1, descending: false }]);
		expect(names(made)).toEqual(["a", "b", "c"]);
		expect(made.rows([], 1, 1).rows.map((row) => row[1])).toEqual(["b"]);
		expect(made.text([], 2, 0, 1)).toBe("a");
		const [first = -1] = made.rows([], 0, 1).ids;
		expect(made.text([{ id: first, column: 2 }], 9, 0, 0)).toBe("child of a");
		const block = { path: [], revision: 2, fromRow: 0, toRow: 9, columns: [1] };
		expect((await made.copy(block, "plain")).text).toBe("a\nb\nc");
		await sorted(made, []);
		expect(names(made)).toEqual(["b", "c", "a"]);
	});
	it("puts rows that come later behind, until it is sorted again", async () => {
		const made = store();
		await sorted(made, [{ column: 1, descending: false }]);
		made.append([record({ Id: "3", Name: "0", Contacts: null })]);
		expect(names(made)).toEqual(["a", "b", "c", "0"]);
		await sorted(made, made.info.sort);
		expect(names(made)).toEqual(["0", "a", "b", "c"]);
	});
});
