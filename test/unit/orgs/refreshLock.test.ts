import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileLock } from "../../../src/orgs/refreshLock.ts";
import { failureFrom } from "../failures.ts";

const { signal } = new AbortController();
let folder = "";
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "orgsmith-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("fileLock", () => {
	it("lets one in at a time, over many takers of several windows", async () => {
		const windows = [fileLock(folder), fileLock(folder), fileLock(folder)];
		let inside = 0;
		const seen: number[] = [];
		const work = async () => {
			inside++;
			await turn();
			seen.push(inside);
			inside--;
		};
		await Promise.all(
			Array.from({ length: 30 }, (_, at) => (windows[at % 3] ?? fileLock(folder))("login", signal, work)),
		);
		expect(seen).toEqual(Array.from({ length: 30 }, () => 1));
		expect(await readdir(folder)).toEqual([]);
	});

	it("gives what the work gives, and lets go when it fails", async () => {
		const lock = fileLock(folder);
		expect(await lock("login", signal, () => Promise.resolve(7))).toBe(7);
		await expect(lock("login", signal, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
		expect(await readdir(folder)).toEqual([]);
	});

	it("keeps different names apart, and makes its folder", async () => {
		const lock = fileLock(path.join(folder, "a", "b"));
		const inner = lock("one", signal, () => lock("two", signal, () => Promise.resolve("both")));
		expect(await inner).toBe("both");
	});

	it("stops waiting when aborted, and does not run the work", async () => {
		const lock = fileLock(folder);
		const release = Promise.withResolvers<void>();
		const entered = Promise.withResolvers<void>();
		const holding = lock("login", signal, () => {
			entered.resolve();
			return release.promise;
		});
		await entered.promise;
		const abort = new AbortController();
		let ran = false;
		const waiting = failureFrom(
			lock("login", abort.signal, async () => {
				ran = true;
			}),
		);
		abort.abort();
		expect([await waiting, ran]).toEqual([{ kind: "cancelled" }, false]);
		release.resolve();
		await holding;
	});

	it("takes over what a dead window left 30 seconds ago, not sooner", async () => {
		const file = path.join(folder, "login.lock");
		await writeFile(file, "dead");
		const left = (await stat(file)).mtimeMs;
		const abort = new AbortController();
		const early = fileLock(folder, () => left + 29_999);
		const waiting = failureFrom(early("login", abort.signal, () => Promise.resolve()));
		abort.abort();
		expect(await waiting).toEqual({ kind: "cancelled" });
		expect(await readFile(file, "utf8")).toBe("dead");

		const late = fileLock(folder, () => left + 30_000);
		expect(await late("login", signal, () => readFile(file, "utf8"))).not.toBe("dead");
		expect(await readdir(folder)).toEqual([]);
	});

	it("is taken over by one of many only", async () => {
		const file = path.join(folder, "login.lock");
		await writeFile(file, "dead");
		const long = new Date(Date.now() - 60_000);
		await utimes(file, long, long);
		let inside = 0;
		let most = 0;
		const work = async () => {
			most = Math.max(most, ++inside);
			await turn();
			inside--;
		};
		await Promise.all(Array.from({ length: 20 }, () => fileLock(folder)("login", signal, work)));
		expect(most).toBe(1);
	});

	it("leaves alone what somebody took over in the meantime", async () => {
		const file = path.join(folder, "login.lock");
		await fileLock(folder)("login", signal, () => writeFile(file, "another window"));
		expect(await readFile(file, "utf8")).toBe("another window");
	});

	it("holds between processes", async () => {
		const script = fileURLToPath(new URL("./lockTaker.ts", import.meta.url));
		const log = path.join(folder, "log");
		const takers = await Promise.all(
			[1, 2, 3].map(
				() =>
					new Promise<number | null>((resolve) => {
						spawn(
							process.execPath,
							["--no-warnings", "--experimental-strip-types", script, folder, log, "15"],
							{
								stdio: "inherit",
							},
						).once("exit", resolve);
					}),
			),
		);
		expect(takers).toEqual([0, 0, 0]);
		const lines = (await readFile(log, "utf8")).trim().split("\n");
		expect(lines).toHaveLength(90);
		for (let at = 0; at < lines.length; at += 2) {
			expect([lines[at], lines[at + 1]]).toEqual([
				lines[at]?.replace("out", "in"),
				lines[at]?.replace("in", "out"),
			]);
		}
	});
});
