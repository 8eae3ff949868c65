import { type FileHandle, open, readFile, symlink, writeFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../../src/base/errors.ts";
import { Exports } from "../../../../src/results/export/exports.ts";
import type { OpenNew } from "../../../../src/results/export/partFile.ts";
import { ResultStore } from "../../../../src/results/resultStore.ts";
import { Segments } from "../../../../src/results/store/segments.ts";
import { CSV, exportFolder } from "./exported.ts";

const folder = exportFolder();
const FORMATS = ["csv", "json", "jsonl", "xlsx"] as const;
const text = async (...given: Parameters<typeof folder.bytes>) => (await folder.bytes(...given)).toString();

function numbered(count: number, segments?: Segments): ResultStore {
	const store = new ResultStore("SELECT Id, Name, Amount FROM Account", 1, segments);
	store.append(
		Array.from({ length: count }, (_, at) => ({
			attributes: {},
			Id: `id${at}`,
			Name: `Näme ${at % 97}`,
			Amount: (at * 7919) % 1000,
		})),
	);
	return store;
}

/** A disk with so much room, which takes half of what it is given at a time, as one may that is nearly full. */
const diskOf =
	(room: number): OpenNew =>
	async (file) => {
		const handle = await open(file, "wx");
		let left = room;
		return new Proxy(handle, {
			get: (target, key) => {
				if (key !== "write") {
					const value: unknown = Reflect.get(target, key, target);
					return typeof value === "function" ? (value.bind(target) as unknown) : value;
				}
				return (bytes: Uint8Array, at: number, length: number) => {
					left -= length;
					if (left < 0) return Promise.reject(new Error("ENOSPC: no space left on device, write"));
					return target.write(bytes, at, Math.ceil(length / 2));
				};
			},
		}) as FileHandle;
	};
const refusing = diskOf(50_000);

describe("what is written", () => {
	it("is the rows that are shown, in their order, from memory and from disk", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.boolean(),
				fc.integer({ min: 0, max: 5000 }),
				fc.constantFrom("", "<500", ">990", "=no number"),
				fc.boolean(),
				fc.constantFrom([0, 1, 2], [2, 0], [1]),
				async (onDisk, count, filter, descending, columns) => {
					const store = numbered(count, onDisk ? new Segments(2_000) : undefined);
					try {
						const filters = filter === "" ? [] : [{ column: 2, text: filter }];
						await store.arrange([], { sort: [{ column: 1, descending }], filters, contains: "" }, 2);
						const { shown } = store.info;
						const read: unknown = parse(await text(store, { format: "csv", rows: "shown", columns }));
						const expected = Array.from({ length: shown }, (_, row) =>
							columns.map((column) => store.text([], 2, row, column)),
						);
						expect(read).toEqual([columns.map((column) => ["Id", "Name", "Amount"][column]), ...expected]);
						const all: unknown = parse(await text(store, { format: "csv", rows: "all", columns: [0] }));
						expect(all).toEqual([["Id"], ...Array.from({ length: count }, (_, at) => [`id${at}`])]);
					} finally {
						store.dispose();
					}
				},
			),
			{ numRuns: 30 },
		);
	});

	it("is what was there at its beginning, whatever comes meanwhile", async () => {
		const store = numbered(3000);
		const more = { attributes: {}, Id: "late", Name: "late", Amount: 1 };
		const report = () => store.append([more]);
		const lines = (await text(store, { format: "csv" }, { report })).trimEnd().split("\n");
		expect(lines).toHaveLength(3001);
		expect(lines.at(-1)).toMatch(/^id2999,/);
	});

	it("has child rows in files of their own, which replace nothing", async () => {
		const store = new ResultStore(
			"SELECT Name, (SELECT LastName, (SELECT Subject FROM Cases) FROM Contacts) FROM Account",
			1,
		);
		const children = (records: readonly Record<string, unknown>[]) => ({
			totalSize: records.length,
			done: true,
			records,
		});
		const contact = (LastName: string, ...cases: string[]) => ({
			attributes: {},
			LastName,
			Cases: cases.length === 0 ? null : children(cases.map((Subject) => ({ attributes: {}, Subject }))),
		});
		store.append([
			{ attributes: {}, Name: "A", Contacts: children([contact("One", "x"), contact("Two", "y", "z")]) },
			{ attributes: {}, Name: "B", Contacts: children([contact("Three")]) },
		]);
		await store.arrange([], { sort: [{ column: 0, descending: true }], filters: [], contains: "" }, 2);
		await writeFile(folder.file("out-Contacts.csv"), "mine");
		const told = await folder.run(store, { format: "csv", rows: "shown", children: true });
		expect(told).toMatchObject({ rows: 2, childRows: 6, missingChildren: 0 });
		expect(
			await Promise.all(
				told.files.map(async (file) => [file.split(/[\\/]/).at(-1), await readFile(file, "utf8")]),
			),
		).toEqual([
			["out.csv", "Name,Contacts\nB,1\nA,2\n"],
			["out-Contacts (2).csv", "Parent row,LastName,Cases\n1,Three,\n2,One,1\n2,Two,2\n"],
			["out-Contacts.Cases.csv", "Parent row,Subject\n2,x\n3,y\n3,z\n"],
		]);
		expect(await readFile(folder.file("out-Contacts.csv"), "utf8")).toBe("mine");
	});

	it("is all of it, where a disk takes less at once than it is given", async () => {
		const store = numbered(100_000);
		const whole = await text(store, { format: "csv" });
		expect(await text(store, { format: "csv", file: folder.file("slow.csv") }, { open: diskOf(1e9) })).toBe(
			whole,
		);
		expect(whole.split("\n")).toHaveLength(100_002);
	});

	it("goes where a link leads, and the link stays", async () => {
		await writeFile(folder.file("real.csv"), "old");
		await symlink(folder.file("real.csv"), folder.file("link.csv"));
		await folder.run(numbered(1), { format: "csv", file: folder.file("link.csv") });
		expect(await readFile(folder.file("real.csv"), "utf8")).toBe("Id,Name,Amount\nid0,Näme 0,0\n");
	});
});

describe.each(FORMATS)("what ends early (%s)", (format) => {
	const file = () => folder.file(`kept.${format}`);

	it("leaves nothing when the disk is full, and what was there as it was", async () => {
		await writeFile(file(), "before");
		const names = await folder.names();
		const ended = folder.run(numbered(50_000), { format, file: file() }, { open: refusing });
		const failure = await ended.catch((thrown: unknown) => failureOf(thrown, "input"));
		expect(failure).toMatchObject({
			problem: "fileNotWritten",
			detail: "ENOSPC: no space left on device, write",
		});
		expect(await folder.names()).toEqual(names);
		expect(await readFile(file(), "utf8")).toBe("before");
	});

	it("leaves nothing when it is cancelled in the middle or at the last moment", async () => {
		await writeFile(file(), "before");
		const names = await folder.names();
		const store = numbered(20_000);
		for (const until of [1, 10_000, 20_000]) {
			const abort = new AbortController();
			const ended = folder.run(
				store,
				{ format, file: file() },
				{
					signal: abort.signal,
					report: ({ done }) => {
						if (done >= until) abort.abort();
					},
				},
			);
			await expect(ended).rejects.toMatchObject({ failure: { kind: "cancelled" } });
			expect(await folder.names()).toEqual(names);
			expect(await readFile(file(), "utf8")).toBe("before");
		}
	});

	it("says what the system says where no file can be made", async () => {
		const ended = folder.run(numbered(1), { format, file: folder.file("no/such/folder") });
		await expect(ended).rejects.toMatchObject({ failure: { kind: "input", problem: "fileNotWritten" } });
	});
});

describe("exports in the rows' thread", () => {
	const request = () => ({
		format: "csv" as const,
		file: folder.file("thread.csv"),
		token: "t",
		rows: "all" as const,
		columns: undefined,
		children: false,
		title: "",
		csv: CSV,
	});

	it("tell how far they are, let others have their turn, and end with the rows", async () => {
		const store = numbered(200_000);
		const exports = new Exports();
		const ended = exports.run(store, request(), new AbortController().signal);
		let [turns, done] = [0, 0];
		const turn = setInterval(() => {
			turns++;
			done = Math.max(done, exports.progress("t")?.done ?? 0);
		}, 1);
		expect(await ended).toMatchObject({ kind: "written", exported: { rows: 200_000 } });
		clearInterval(turn);
		expect(turns).toBeGreaterThan(1);
		expect(done).toBeGreaterThan(0);
		expect(exports.progress("t")).toBeNull();
		const names = await folder.names();
		const dropped = exports.run(
			store,
			{ ...request(), file: folder.file("dropped.csv") },
			new AbortController().signal,
		);
		exports.drop(store);
		expect(await dropped).toMatchObject({ kind: "refused", failure: { kind: "cancelled" } });
		expect(await folder.names()).toEqual(names);
	});
});
