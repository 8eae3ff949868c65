import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { sleep } from "../base/async.ts";

const STALE_MS = 30_000;
const POLL_MS = 50;

/** Runs `work` while no other window of this machine runs work under the same name. */
export type CrossWindowLock = <T>(name: string, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/**
 * A lock that windows (processes) share: an atomically created file in `folder`. One older than 30 s was left by a
 * window that died, and is taken over. Throws `cancelled` when `signal` aborts during the wait.
 */
export function fileLock(folder: string, now: () => number = Date.now): CrossWindowLock {
	return async (name, signal, work) => {
		await mkdir(folder, { recursive: true });
		const file = path.join(folder, `${name}.lock`);
		const owner = randomUUID();
		while (!(await create(file, owner))) {
			await takeOverIfStale(file, now());
			await sleep(POLL_MS * Math.random(), signal);
		}
		try {
			return await work();
		} finally {
			// Not ours any more when somebody took it over for stale.
			if ((await readFile(file, "utf8").catch(() => "")) === owner) await rm(file, { force: true });
		}
	};
}

async function create(file: string, owner: string): Promise<boolean> {
	try {
		const handle = await open(file, "wx", 0o600);
		try {
			await handle.writeFile(owner);
		} finally {
			await handle.close();
		}
		return true;
	} catch (thrown) {
		if (thrown instanceof Error && "code" in thrown && (thrown.code === "EEXIST" || thrown.code === "EPERM"))
			return false;
		throw thrown;
	}
}

// Renaming is what only one of several takers can do; if a live lock was caught by it, it is put back.
async function takeOverIfStale(file: string, now: number): Promise<void> {
	const seen = await stat(file).catch(() => undefined);
	if (!seen || now - seen.mtimeMs < STALE_MS) return;
	const aside = `${file}.${randomUUID()}`;
	try {
		await rename(file, aside);
	} catch {
		return;
	}
	const taken = await stat(aside);
	if (taken.mtimeMs !== seen.mtimeMs) await link(aside, file).catch(() => undefined);
	await rm(aside, { force: true });
}
