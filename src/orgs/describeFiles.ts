import { mkdir, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { decodeJson } from "../base/decode.ts";
import { toAppError } from "../base/errors.ts";
import type { Log } from "../base/op.ts";
import type { LoginId } from "../salesforce/ids.ts";
import type { Validators } from "../salesforce/rest/describe.ts";
import { writeWhole } from "./wholeFile.ts";

/** Grows when what is kept of a describe changes: a file of another number counts as absent. */
const FORMAT = 1;
/** All logins together; what was confirmed longest ago goes first. */
const MOST_BYTES = 100_000_000;
const WRITES_A_TRIM = 200;
const LEFT_OVER_MS = 60 * 60_000;

/** One answer's place: names come from people's queries, so only what can be an API name has a place. */
export interface DescribePlace {
	readonly loginId: LoginId;
	readonly apiVersion: string;
	/** `rest`, `tooling.account`, … */
	readonly name: string;
}

export interface StoredDescribe {
	readonly value: unknown;
	readonly validators: Validators;
	/** When the org said it last, epoch milliseconds. */
	readonly at: number;
}

const file = v.object({
	format: v.literal(FORMAT),
	etag: v.nullable(v.string()),
	lastModified: v.nullable(v.string()),
	value: v.unknown(),
});

/**
 * Describes on disk, one file each, in a folder that all windows share: a file is complete whenever it is there, and its
 * time is when the org last confirmed it. What can't be read counts as absent; what can't be written is not kept. No
 * call throws.
 */
export class DescribeFiles {
	readonly #folder: string;
	readonly #log: Log;
	readonly #mostBytes: number;
	#writes = 0;
	readonly #writing = new Set<Promise<void>>();
	/** Deletions run one after another: two would count the same files. */
	#deleting: Promise<void> = Promise.resolve();

	constructor(folder: string, log: Log, mostBytes = MOST_BYTES) {
		this.#folder = folder;
		this.#log = log;
		this.#mostBytes = mostBytes;
	}

	/** What is there, if it was confirmed after `newerThan`. */
	async read(place: DescribePlace, now: number, newerThan = -1): Promise<StoredDescribe | undefined> {
		const target = this.#pathOf(place);
		if (target === undefined) return undefined;
		try {
			const confirmed = Math.round((await stat(target)).mtimeMs);
			// A clock that was set back would make it fresh for years.
			const at = confirmed > now ? 0 : confirmed;
			if (at <= newerThan) return undefined;
			const stored = decodeJson(file, await readFile(target, "utf8"));
			if (!stored) return undefined;
			const { etag, lastModified, value } = stored;
			return { value, validators: { etag, lastModified }, at };
		} catch (thrown) {
			this.#tell("read", thrown);
			return undefined;
		}
	}

	async write(place: DescribePlace, stored: StoredDescribe): Promise<void> {
		const target = this.#pathOf(place);
		if (target === undefined) return;
		const writing = this.#write(target, stored);
		this.#writing.add(writing);
		await writing;
		this.#writing.delete(writing);
		if (++this.#writes % WRITES_A_TRIM === 0) void this.trim();
	}

	/** The org said that what is there still holds. False when it isn't there any more. */
	async confirm(place: DescribePlace, at: number): Promise<boolean> {
		const target = this.#pathOf(place);
		if (target === undefined) return true;
		return utimes(target, at / 1000, at / 1000).then(
			() => true,
			() => false,
		);
	}

	async remove(place: DescribePlace): Promise<void> {
		const target = this.#pathOf(place);
		if (target !== undefined) await this.#delete(target);
	}

	/**
	 * Deletes what is of other logins, signed out here, in another window, or while none was open; also what is being
	 * written now.
	 */
	keepOnly(isKept: (id: string) => boolean): Promise<void> {
		return this.#queue(async () => {
			await Promise.all(this.#writing);
			const gone = (await entries(this.#folder)).filter((id) => !isKept(id));
			for (const id of gone) await this.#delete(path.join(this.#folder, id));
		});
	}

	/** Makes room, down to four fifths of what the folder may have, and deletes what writers that died have left. */
	trim(): Promise<void> {
		return this.#queue(async () => {
			const files = await this.#files();
			let bytes = files.reduce((sum, { size }) => sum + size, 0);
			const isFull = bytes > this.#mostBytes;
			for (const { name, size, mtimeMs } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
				const isLeftOver = name.endsWith(".tmp") && Date.now() - mtimeMs > LEFT_OVER_MS;
				if (!isLeftOver && (!isFull || bytes <= this.#mostBytes * 0.8)) continue;
				await this.#delete(name);
				bytes -= size;
			}
		});
	}

	async #write(target: string, { value, validators, at }: StoredDescribe): Promise<void> {
		try {
			await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
			await writeWhole(target, JSON.stringify({ format: FORMAT, ...validators, value }), at);
		} catch (thrown) {
			this.#tell("write", thrown);
		}
	}

	async #files(): Promise<{ name: string; size: number; mtimeMs: number }[]> {
		const found: { name: string; size: number; mtimeMs: number }[] = [];
		for (const each of await entries(this.#folder, true)) {
			const name = path.join(this.#folder, each);
			const facts = await stat(name).catch(() => undefined);
			if (facts?.isFile()) found.push({ name, size: facts.size, mtimeMs: facts.mtimeMs });
		}
		return found;
	}

	#queue(work: () => Promise<void>): Promise<void> {
		this.#deleting = this.#deleting.then(work);
		return this.#deleting;
	}

	async #delete(target: string): Promise<void> {
		await rm(target, { recursive: true, force: true, maxRetries: 3 }).catch((thrown: unknown) =>
			this.#tell("delete", thrown),
		);
	}

	#pathOf({ loginId, apiVersion, name }: DescribePlace): string | undefined {
		const isPlain = /^[\w-]+$/.test(loginId) && /^[\d.]+$/.test(apiVersion) && /^\w+(?:\.\w+)?$/.test(name);
		return isPlain ? path.join(this.#folder, loginId, apiVersion, `${name}.json`) : undefined;
	}

	#tell(what: string, thrown: unknown): void {
		if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return;
		this.#log.warn(`[schema] could not ${what} a describe: ${toAppError(thrown).message}`);
	}
}

async function entries(folder: string, recursive = false): Promise<string[]> {
	return readdir(folder, { recursive }).catch(() => []);
}
