import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ResultStore } from "../../../../src/results/resultStore.ts";
import { ExactNumber, type SfRecord } from "../../../../src/salesforce/rest/query.ts";
import { exportFolder, namesOf, storeOf } from "./exported.ts";
import { nullable, number, rowsOf, text } from "./values.ts";

const folder = exportFolder();
const attributes = { type: "Account" };

function parents(): ResultStore {
	const store = new ResultStore(
		"SELECT Id, Owner.Name, Owner.Manager.Name, (SELECT LastName, Account.Id FROM Contacts) FROM Account",
		1,
	);
	const contact = { attributes, LastName: "Lee", Account: { attributes, Id: "a" } };
	store.append([
		{
			attributes,
			Id: "a",
			Owner: { attributes, Name: "Ada", Manager: null },
			Contacts: { totalSize: 2, done: false, nextRecordsUrl: "/services/data/x", records: [contact] },
		},
		{ attributes, Id: "b", Owner: null, Contacts: null },
	]);
	return store;
}

describe("JSON", () => {
	it("has records as the API gave them: parents and child rows in objects of their own", async () => {
		const bytes = await folder.bytes(parents(), { format: "json" });
		expect(JSON.parse(bytes.toString())).toEqual([
			{
				Id: "a",
				Owner: { Name: "Ada", Manager: null },
				Contacts: { totalSize: 2, done: false, records: [{ LastName: "Lee", Account: { Id: "a" } }] },
			},
			{ Id: "b", Owner: null, Contacts: null },
		]);
	});

	it("lines have one record each", async () => {
		const bytes = await folder.bytes(parents(), { format: "jsonl" });
		expect(bytes.toString().trimEnd().split("\n")).toHaveLength(2);
	});

	it("has the columns that are wanted, in their order", async () => {
		const bytes = await folder.bytes(parents(), { format: "jsonl", columns: [1, 0] });
		expect(bytes.toString()).toBe('{"Owner":{"Name":"Ada"},"Id":"a"}\n{"Owner":null,"Id":"b"}\n');
	});

	it("keeps all digits", async () => {
		const bytes = await folder.bytes(
			storeOf(
				[[new ExactNumber("12345678901234567.10"), { n: new ExactNumber("1.10000000000000000001") }]],
				2,
			),
			{ format: "jsonl" },
		);
		expect(bytes.toString()).toBe('{"A":12345678901234567.10,"B":{"n":1.10000000000000000001}}\n');
	});

	it("of nothing is an empty list, and no line", async () => {
		expect((await folder.bytes(storeOf([], 1), { format: "json" })).toString()).toBe("[]\n");
		expect((await folder.bytes(storeOf([], 1), { format: "jsonl" })).toString()).toBe("");
	});

	it.each(["json", "jsonl"] as const)("reads back the same, whatever it is (%s)", async (format) => {
		const values = [
			nullable(text),
			nullable(fc.string({ unit: fc.constantFrom("\ud800", "a", "\udc00") })),
			nullable(number.filter((one) => typeof one === "number")),
			nullable(fc.boolean()),
			nullable(fc.record({ city: text })),
		];
		await fc.assert(
			fc.asyncProperty(rowsOf(values), async ({ width, rows }) => {
				const written = (await folder.bytes(storeOf(rows, width), { format })).toString();
				const read: unknown =
					format === "json"
						? JSON.parse(written)
						: written
								.split("\n")
								.slice(0, -1)
								.map((line): unknown => JSON.parse(line));
				const names = namesOf(width);
				const expected = rows.map(
					(row): SfRecord =>
						Object.fromEntries(names.map((name, at) => [name, Object.is(row[at], -0) ? 0 : row[at]])),
				);
				expect(read).toEqual(expected);
			}),
			{ numRuns: 60 },
		);
	});
});
