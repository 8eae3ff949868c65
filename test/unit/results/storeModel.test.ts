import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Arrangement, SortKey } from "../../../src/pages/results.ts";
import { textOf } from "../../../src/results/copyFormats.ts";
import { ResultStore } from "../../../src/results/resultStore.ts";
import { parseFilter, passes } from "../../../src/results/store/filter.ts";
import { Segments } from "../../../src/results/store/segments.ts";
import { SpillFile } from "../../../src/results/store/spillFile.ts";
import { ExactNumber, type SfRecord } from "../../../src/salesforce/rest/query.ts";

// The store against the plainest model there is: an array of records, filtered and sorted by loops.

const attributes = { type: "Account" };
const text = fc.oneof(
	fc.constantFrom("", "Acme", "acme", "ACME Ltd", "Zürich", "Łódź", "日本", "👩‍👩‍👧", "\ud800", "a\tb\n"),
	fc.string(),
	fc.string({ unit: "grapheme" }),
);
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 });
const record = fc.record({
	attributes: fc.constant(attributes),
	Id: fc.integer({ min: 0, max: 1e6 }).map((n) => `001${String(n).padStart(12, "0")}AAA`),
	Name: nullable(text),
	Rating: nullable(fc.constantFrom("Hot", "Warm", "Cold")),
	Amount: nullable(
		fc.oneof(
			fc.integer({ min: -50, max: 50 }),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.constantFrom(new ExactNumber("9007199254740993"), new ExactNumber("0.10000000000000000001")),
		),
	),
	Active: nullable(fc.boolean()),
	CloseDate: nullable(fc.constantFrom("2024-01-31", "2024-02-01", "2025-12-31")),
	Address: nullable(fc.record({ city: text, zip: nullable(text) })),
	Owner: nullable(fc.record({ attributes: fc.constant({ type: "User" }), Alias: nullable(text) })),
}) as fc.Arbitrary<SfRecord>;
const SOQL =
	"SELECT Id, Name, Rating, Amount, Active, CloseDate, Address, Owner.Alias FROM Account WHERE Id != null";
const FIELDS = ["Id", "Name", "Rating", "Amount", "Active", "CloseDate", "Address"];

function valueOf(of: SfRecord, column: number): unknown {
	const field = FIELDS[column];
	return field === undefined ? ((of["Owner"] as SfRecord | null)?.["Alias"] ?? null) : of[field];
}

/** Batches of records, some so many that whole segments are packed. */
const batches = fc.array(
	fc.oneof(
		fc.array(record, { maxLength: 30 }),
		fc
			.tuple(fc.array(record, { minLength: 1, maxLength: 5 }), fc.integer({ min: 300, max: 1500 }))
			.map(([some, count]) => Array.from({ length: count }, (_, at) => some[at % some.length] ?? {})),
	),
	{ minLength: 1, maxLength: 4 },
);

/** With almost no memory, so that all that is packed goes to disk. */
function small(): Segments {
	return new Segments(2_000);
}

describe("what is stored", () => {
	it("reads back as it was, from memory and from disk", () => {
		fc.assert(
			fc.property(batches, fc.boolean(), (given, onDisk) => {
				const store = new ResultStore(SOQL, 1, onDisk ? small() : new Segments());
				try {
					for (const batch of given) store.append(batch);
					const all = given.flat();
					expect(store.length).toBe(all.length);
					const { columns } = store.info;
					for (const [row, one] of all.entries()) {
						for (const [at, { name }] of columns.entries()) {
							const column = name === "Owner.Alias" ? FIELDS.length : FIELDS.indexOf(name);
							if (name === "Owner") continue;
							const kept = store.table.value(row, at);
							expect(textOf(kept), `${row} ${name}`).toBe(textOf(valueOf(one, column)));
							expect(typeof kept === "object" && kept !== null).toBe(
								typeof valueOf(one, column) === "object" && valueOf(one, column) !== null,
							);
						}
					}
				} finally {
					store.dispose();
				}
			}),
			{ numRuns: 40 },
		);
	});

	it("takes about 250 bytes a row of ten columns, or less", () => {
		const store = new ResultStore("SELECT Id FROM Account", 1);
		const rows = Array.from({ length: 20_480 }, (_, at) => ({
			attributes,
			Id: `001${String(at).padStart(12, "0")}AAA`,
			Name: `Account number ${at} of many`,
			Industry: ["Energy", "Banking", null][at % 3],
			AnnualRevenue: at * 1000.5,
			NumberOfEmployees: at,
			IsActive: at % 2 === 0,
			CreatedDate: "2026-01-02T03:04:05.000+0000",
			Phone: `+41 44 ${at} 00 00`,
			Website: `https://www.account-${at}.example.com`,
			BillingCity: "Zürich",
		}));
		store.append(rows);
		expect(store.memoryBytes / rows.length).toBeLessThan(250);
	});
});

const FILTERS = [
	"acme",
	"!a",
	"=",
	"!=",
	"=Hot",
	"^ac",
	"d$",
	">0",
	"<=10",
	"-5..5",
	"!=7",
	"2024",
	">=2024-02",
	"true",
];

describe("an arrangement", () => {
	it("shows what loops would: those that pass, in their order", async () => {
		const keys = fc.array(fc.record({ column: fc.nat(7), descending: fc.boolean() }), { maxLength: 3 });
		const typed = fc.array(fc.record({ column: fc.nat(7), text: fc.constantFrom(...FILTERS) }), {
			maxLength: 2,
		});
		await fc.assert(
			fc.asyncProperty(
				batches,
				keys,
				typed,
				fc.constantFrom("", "", "o", "HOT"),
				async (given, sort, filters, contains) => {
					const store = new ResultStore(SOQL, 1);
					for (const batch of given) store.append(batch);
					const arrangement = { sort, filters, contains };
					await store.arrange([], arrangement, 2);
					const { ids } = store.rows([], 0, store.length);
					expect(ids).toEqual(expected(store, arrangement));
					expect(store.info).toMatchObject({ shown: ids.length, loaded: store.length, revision: 2 });
				},
			),
			{ numRuns: 150 },
		);
	});

	it("takes rows that come later: at once behind, and in place when it is done again", async () => {
		await fc.assert(
			fc.asyncProperty(batches, batches, fc.constantFrom(...FILTERS), async (first, later, typed) => {
				const store = new ResultStore(SOQL, 1);
				for (const batch of first) store.append(batch);
				const arrangement = { sort: [], filters: [{ column: 1, text: typed }], contains: "" };
				await store.arrange([], arrangement, 2);
				for (const batch of later) store.append(batch);
				// Kinds may be known only now.
				const streamed = store.rows([], 0, store.length).ids;
				await store.arrange([], arrangement, 3);
				expect(streamed).toEqual(store.rows([], 0, store.length).ids);
			}),
			{ numRuns: 60 },
		);
	});

	it("that is newer ends an older one", async () => {
		const store = new ResultStore("SELECT Name FROM A", 1);
		store.append(
			Array.from({ length: 60_000 }, (_, at) => ({ attributes, Name: `x${(at * 7919) % 60_000}` })),
		);
		const by = (descending: boolean): Arrangement => ({
			sort: [{ column: 0, descending }],
			filters: [],
			contains: "",
		});
		const older = store.arrange([], by(false), 2);
		const newer = store.arrange([], by(true), 3);
		expect([await older, await newer]).toEqual([false, true]);
		expect(store.info).toMatchObject({
			revision: 3,
			head: { rows: expect.arrayContaining([["x9999"]]) as unknown },
		});
	});
});

/** Sorts and filters by plain loops over the values, kinds taken from the store. */
function expected(store: ResultStore, { sort, filters, contains }: Arrangement): number[] {
	const { columns } = store.info;
	const value = (row: number, column: number) => {
		const kept = store.table.value(row, column);
		return kept instanceof ExactNumber
			? Number(kept.text)
			: typeof kept === "object" && kept
				? textOf(kept)
				: kept;
	};
	const rows = Array.from({ length: store.length }, (_, row) => row).filter((row) => {
		const passing = filters.every(({ column, text }) => {
			const filter = parseFilter(text, columns[column]?.kind ?? "text");
			return (
				columns[column] === undefined ||
				filter === undefined ||
				filter === "all" ||
				passes(value(row, column), filter)
			);
		});
		const found = columns.some((_, column) =>
			textOf(store.table.value(row, column)).toLowerCase().includes(contains.toLowerCase()),
		);
		return passing && (contains === "" || found);
	});
	const collator = new Intl.Collator();
	const compare =
		({ column, descending }: SortKey) =>
		(a: number, b: number) => {
			if (columns[column] === undefined) return 0;
			const [left, right] = [value(a, column), value(b, column)].map((one) => (one === "" ? null : one));
			if (left === right) return 0;
			if (left === null || left === undefined) return 1;
			if (right === null || right === undefined) return -1;
			const { kind } = columns[column];
			const difference =
				typeof left === "number" && typeof right === "number"
					? left - right
					: kind === "text"
						? collator.compare(textOf(left), textOf(right))
						: textOf(left) < textOf(right)
							? -1
							: 1;
			return descending ? -difference : difference;
		};
	const compares = sort.map(compare);
	return rows.sort((a, b) => compares.map((each) => each(a, b)).find((each) => each !== 0) ?? a - b);
}

describe("a disk that is full", () => {
	it("loses no row: they stay in memory, and the store says so", () => {
		const full = new SpillFile();
		full.write = () => {
			throw new Error("full");
		};
		const store = new ResultStore("SELECT Name FROM A", 1, new Segments(1_000, () => full));
		const rows = Array.from({ length: 5_000 }, (_, at) => ({ attributes, Name: `Account ${at}` }));
		expect(() => store.append(rows)).toThrow("full");
		expect(store.rows([], 4_999, 1).rows).toEqual([["Account 4999"]]);
		expect(store.info.loaded).toBe(5_000);
		store.dispose();
	});
});

describe("what the first values seem to say is taken back by later ones", () => {
	it("a column of dates is one of text once something else comes", async () => {
		const store = new ResultStore("SELECT Ref__c FROM A", 1);
		store.append([{ attributes, Ref__c: "2024-01-01" }]);
		expect(store.info.columns[0]?.kind).toBe("date");
		store.append([{ attributes, Ref__c: "PO-acme" }]);
		expect(store.info.columns[0]?.kind).toBe("text");
		await store.arrange([], { sort: [], filters: [], contains: "acme" }, 2);
		expect(store.info.shown).toBe(1);
	});
});

describe("find and contains over packed rows", () => {
	const find = (store: ResultStore, text: string) =>
		store.find([], 1, { text, columns: [0], from: null, inclusive: false, backwards: false });
	it.each([1000, 1024, 3000])("know the words of booleans, %i rows", async (count) => {
		const store = new ResultStore("SELECT B FROM A", 1);
		store.append(Array.from({ length: count }, (_, at) => ({ attributes, B: at % 2 === 0 })));
		expect((await find(store, "true"))?.of).toBe(count / 2);
	});
	it("know one sigma", async () => {
		const store = new ResultStore("SELECT N FROM A", 1);
		store.append(Array.from({ length: 1024 }, () => ({ attributes, N: "ΟΔΟΣ" })));
		expect([(await find(store, "οδος"))?.of, (await find(store, "ΟΔΟΣ"))?.of]).toEqual([1024, 1024]);
	});
});

describe("child rows", () => {
	const parents = () => {
		const children = { totalSize: 1, done: true, records: [{ attributes, N: 1 }] };
		return [
			{ attributes, Id: "a", Cs: children, Name: "A" },
			{ attributes, Id: "b", Cs: null, Name: "B" },
		];
	};
	it("that are none count as none, and as empty", async () => {
		for (const [typed, shown] of [
			["0", 1],
			["<3", 2],
			["=", 1],
			[">0", 1],
		] as const) {
			const store = new ResultStore("SELECT Id, (SELECT N FROM Cs), Name FROM A", 1);
			store.append(parents());
			await store.arrange([], { sort: [], filters: [{ column: 1, text: typed }], contains: "" }, 2);
			expect(store.info.shown, typed).toBe(shown);
		}
	});
	it("keep their places when the disk is full in the middle of them", () => {
		const full = new SpillFile();
		full.write = () => {
			throw new Error("full");
		};
		const store = new ResultStore(
			"SELECT Id, (SELECT N FROM Cs), Name FROM A",
			1,
			new Segments(1_000, () => full),
		);
		const many = Array.from({ length: 1100 }, (_, N) => ({ attributes, N }));
		const Cs = { totalSize: many.length, done: true, records: many };
		expect(() => store.append([{ attributes, Id: "a", Cs, Name: "A" }, ...parents()])).toThrow("full");
		expect(store.rows([], 0, 9).rows.map(([id, , name]) => [id, name])).toEqual([
			["a", "A"],
			["a", "A"],
			["b", "B"],
		]);
		store.dispose();
	});
});

describe("places in rows", () => {
	it("mean those of one arrangement: of another they are refused", async () => {
		const store = new ResultStore("SELECT N FROM A", 1);
		store.append([
			{ attributes, N: 1 },
			{ attributes, N: 2 },
		]);
		const block = { path: [], revision: 1, fromRow: 0, toRow: 0, columns: [0] };
		expect((await store.copy(block, "plain")).text).toBe("1");
		await store.arrange([], { sort: [{ column: 0, descending: true }], filters: [], contains: "" }, 2);
		await expect(store.copy(block, "plain")).rejects.toThrow("cancelled");
		expect((await store.copy({ ...block, revision: 2 }, "plain")).text).toBe("2");
	});
});
