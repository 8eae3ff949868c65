import { createHash } from "node:crypto";
import { mkdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { decodeJson } from "../base/decode.ts";
import { Emitter } from "../base/emitter.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { CrossWindowLock } from "../orgs/refreshLock.ts";
import { writeWhole } from "../orgs/wholeFile.ts";

/** A run of a query as it ended. No rows, and of a failure the platform's code only: its words may quote data. */
export interface QueryRun {
	/** The same for each ending of one run: it may stop and be resumed. */
	readonly run: string;
	readonly soql: string;
	readonly loginId: string;
	readonly orgLabel: string;
	/** When it ended, epoch milliseconds. */
	readonly at: number;
	/** Rows that came. */
	readonly rows: number;
	readonly elapsedMs: number;
	/** Code of its failure, `cancelled`, or null. */
	readonly error: string | null;
}

const entry = v.object({
	run: v.string(),
	soql: v.string(),
	loginId: v.string(),
	orgLabel: v.string(),
	at: v.number(),
	rows: v.number(),
	elapsedMs: v.number(),
	error: v.nullable(v.string()),
	/** How often this query was run in this org. */
	times: v.number(),
});
const stored = v.object({ version: v.literal(1), entries: v.array(entry) });

export type HistoryEntry = Readonly<v.InferOutput<typeof entry>>;

/** Entries that are kept, and the length of their queries together; the oldest go first. */
export const MOST_ENTRIES = 1_000;
export const MOST_CHARACTERS = 1_000_000;

/** What stays the same of an entry however often it is run, across windows and reloads. */
export function historyId({ loginId, soql }: Pick<HistoryEntry, "loginId" | "soql">): string {
	return createHash("sha256").update(`${loginId}\n${soql}`).digest("base64url").slice(0, 22);
}

/** The entries, newest first, with this run: a query that was run in this org before moves up and counts. */
export function withRun(entries: readonly HistoryEntry[], run: QueryRun): HistoryEntry[] {
	const id = historyId(run);
	const before = entries.find((one) => historyId(one) === id);
	const times = (before?.times ?? 0) + (before?.run === run.run ? 0 : 1);
	return bounded([{ ...run, times }, ...entries.filter((one) => one !== before)]);
}

function bounded(entries: readonly HistoryEntry[]): HistoryEntry[] {
	let characters = 0;
	return entries.slice(0, MOST_ENTRIES).filter(({ soql }, at) => {
		characters += soql.length;
		return at === 0 || characters <= MOST_CHARACTERS;
	});
}

export interface HistoryDeps {
	/** A folder of our own that all windows share; made when something is written. */
	readonly folder: string;
	readonly lock: CrossWindowLock;
	/** Told of a file that can't be read: it is put aside, and the history begins anew. */
	readonly onBroken: (file: string) => void;
}

/**
 * The queries that were run, in a file that all windows share. Each change reads it, under a lock, and replaces it
 * whole: no window loses another's runs. Methods that write throw what the file system throws, and `cancelled`.
 */
export class QueryHistory implements Disposable {
	readonly #deps: HistoryDeps;
	readonly #file: string;
	readonly #changed = new Emitter<void>();
	readonly #ended = new AbortController();
	/** Tells of changes of this window; others' are seen at the next reading. */
	readonly onChange = this.#changed.event;

	constructor(deps: HistoryDeps) {
		this.#deps = deps;
		this.#file = path.join(deps.folder, "history.json");
	}

	/** All entries, newest first. */
	async entries(): Promise<readonly HistoryEntry[]> {
		return (await this.#read())?.entries ?? [];
	}

	add(run: QueryRun): Promise<void> {
		return this.#change((entries) => withRun(entries, run));
	}

	remove(id: string): Promise<void> {
		return this.#change((entries) => entries.filter((one) => historyId(one) !== id));
	}

	clear(): Promise<void> {
		return this.#change(() => []);
	}

	/** At sign-out: what was run as that login goes. */
	forget(loginId: string): Promise<void> {
		return this.#change((entries) => entries.filter((one) => one.loginId !== loginId));
	}

	dispose(): void {
		this.#ended.abort();
		this.#changed.dispose();
	}

	async #change(how: (entries: readonly HistoryEntry[]) => HistoryEntry[]): Promise<void> {
		const { folder, lock } = this.#deps;
		await lock("history", this.#ended.signal, async () => {
			const read = await this.#read();
			const before = read?.entries ?? [];
			const entries = how(before);
			if (entries.length === 0 && before.length === 0) return;
			await mkdir(folder, { recursive: true });
			if (read === undefined) await this.#putAside();
			await writeWhole(this.#file, JSON.stringify({ version: 1, entries }));
		});
		this.#changed.fire();
	}

	/** Undefined for what isn't a history of ours. */
	async #read(): Promise<v.InferOutput<typeof stored> | undefined> {
		try {
			return decodeJson(stored, await readFile(this.#file, "utf8"));
		} catch (thrown) {
			if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") {
				return { version: 1, entries: [] };
			}
			throw thrown;
		}
	}

	async #putAside(): Promise<void> {
		const aside = `${this.#file}.broken`;
		await rename(this.#file, aside);
		this.#deps.onBroken(aside);
	}
}
