import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileLock } from "../../../src/orgs/refreshLock.ts";
import {
	historyId,
	MOST_CHARACTERS,
	MOST_ENTRIES,
	QueryHistory,
	type QueryRun,
	withRun,
} from "../../../src/query/history.ts";

function run(soql: string, changes: Partial<QueryRun> = {}): QueryRun {
	return {
		run: `run of ${soql}`,
		soql,
		loginId: "a",
		orgLabel: "Acme",
		at: 1,
		rows: 2,
		elapsedMs: 3,
		error: null,
		...changes,
	};
}

const texts = (entries: readonly { soql: string }[]) => entries.map(({ soql }) => soql);

describe("runs", () => {
	const of = (...runs: readonly QueryRun[]) => runs.reduce(withRun, []);

	it("are kept newest first", () => {
		expect(texts(of(run("one"), run("two"), run("three")))).toEqual(["three", "two", "one"]);
	});

	it("of the same query in the same org move up and count", () => {
		const entries = of(run("one"), run("two"), run("one", { run: "again", at: 9, error: "INVALID_FIELD" }));
		expect(entries.map(({ soql, times, at, error }) => [soql, times, at, error])).toEqual([
			["one", 2, 9, "INVALID_FIELD"],
			["two", 1, 1, null],
		]);
	});

	it("of the same query in another org are another entry", () => {
		expect(of(run("one"), run("one", { loginId: "b" })).map(({ loginId }) => loginId)).toEqual(["b", "a"]);
	});

	it("that stop and are resumed count once", () => {
		const [entry] = of(run("one", { error: "cancelled", rows: 2000 }), run("one", { rows: 5000 }));
		expect(entry).toMatchObject({ times: 1, rows: 5000, error: null });
	});

	it("are kept up to a number and up to a length, the newest in any case", () => {
		const many = Array.from({ length: MOST_ENTRIES + 5 }, (_, at) => run(`q${at}`));
		const entries = of(...many);
		expect(entries).toHaveLength(MOST_ENTRIES);
		expect(entries.at(-1)?.soql).toBe("q5");
		const long = "x".repeat(MOST_CHARACTERS - 1);
		expect(texts(of(run("a"), run("b"), run(long)))).toEqual([long, "b"]);
		expect(texts(of(run("a"), run(`${long}xx`)))).toEqual([`${long}xx`]);
	});
});

describe("the history file", () => {
	let folder: string;
	const broken: string[] = [];
	const window = () =>
		new QueryHistory({
			folder,
			lock: fileLock(path.join(folder, "locks")),
			onBroken: (file) => void broken.push(file),
		});

	beforeEach(async () => {
		folder = path.join(await mkdtemp(path.join(tmpdir(), "orgsmith-history-")), "deeper");
		broken.length = 0;
	});
	afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

	it("is there after a reload, and its folder not before something is written", async () => {
		const history = window();
		expect(await history.entries()).toEqual([]);
		await expect(readdir(folder)).rejects.toThrow("ENOENT");
		await history.add(run("one"));
		expect(await window().entries()).toEqual([{ ...run("one"), times: 1 }]);
		expect((await readdir(folder)).sort()).toEqual(["history.json", "locks"]);
	});

	it("keeps what two windows write at the same time", async () => {
		const [here, there] = [window(), window()];
		const names = Array.from({ length: 10 }, (_, at) => `q${at}`);
		await Promise.all(names.map((name, at) => (at % 2 === 0 ? here : there).add(run(name))));
		expect(texts(await here.entries()).sort()).toEqual(names);
	});

	it("loses entries one by one, of a login, or all", async () => {
		const history = window();
		let told = 0;
		history.onChange(() => void told++);
		for (const one of [run("one"), run("two"), run("three", { loginId: "b" })]) await history.add(one);
		await history.remove(historyId(run("one")));
		expect(texts(await history.entries())).toEqual(["three", "two"]);
		await history.forget("b");
		expect(texts(await history.entries())).toEqual(["two"]);
		await history.clear();
		expect(await history.entries()).toEqual([]);
		expect(told).toBe(6);
	});

	it("that is broken is put aside, and told", async () => {
		const history = window();
		await history.add(run("one"));
		const file = path.join(folder, "history.json");
		await writeFile(file, '{"version":1,"entries":[{"soql":');
		expect(await history.entries()).toEqual([]);
		await history.add(run("two"));
		expect(texts(await history.entries())).toEqual(["two"]);
		expect(broken).toEqual([`${file}.broken`]);
		expect(await readdir(folder)).toContain("history.json.broken");
	});

	it("is not written any more once its window has ended", async () => {
		const history = window();
		history.dispose();
		// Another window holds the lock meanwhile: who is gone doesn't wait for it.
		const adding = fileLock(path.join(folder, "locks"))("history", new AbortController().signal, () =>
			history.add(run("one")),
		);
		await expect(adding).rejects.toThrow("cancelled");
	});
});
