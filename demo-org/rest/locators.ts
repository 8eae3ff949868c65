import { idFor } from "../ids.ts";
import { PlatformError } from "../platformError.ts";
import { type RecordList, type RecordTree, rowsIn } from "../soql/recordTree.ts";

interface Held {
	readonly list: RecordList;
	readonly userId: string;
	readonly pageSize: number;
	readonly usedAt: number;
}

/** A page of a result, and where the next one is. */
export interface Page {
	readonly totalSize: number;
	readonly records: readonly RecordTree[];
	/** `0r8…-2000`, null on the last page. */
	readonly next: string | null;
	/** How many rows a page of this result holds, for the child lists in it. */
	readonly pageSize: number;
}

const LIFETIME_MS = 2 * 86_400_000;
const MOST_HELD = 200;
/** Records of all results that are held, so that large ones do not pile up. */
const MOST_RECORDS = 5_000_000;

/**
 * Results that have pages left, those of child lists too. A cursor lives two days; those unused for longest go first. A page holds
 * as many records as the batch size says, children counted: one that would go over begins the next page.
 */
export class Locators {
	readonly #clock: () => number;
	readonly #held = new Map<string, Held>();
	#records = 0;
	#last = 0;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** The first page; keeps the result when there are more. */
	open(list: RecordList, userId: string, pageSize: number): Page {
		const { records, to } = cut(list, 0, pageSize);
		const next = to < list.count ? `${this.#hold({ list, userId, pageSize })}-${to}` : null;
		return { totalSize: list.totalSize, records, next, pageSize };
	}

	/**
	 * A later page. Throws INVALID_QUERY_LOCATOR when the locator is malformed, too old, or another user's.
	 */
	page(locator: string, userId: string): Page {
		const [id = "", offset = ""] = locator.split("-");
		const held = this.#held.get(id);
		const from = Number(offset);
		const fresh = held !== undefined && this.#clock() - held.usedAt <= LIFETIME_MS;
		if (!fresh || held.userId !== userId || !/^\d+$/.test(offset) || from >= held.list.count) {
			throw new PlatformError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
		}
		const { list, pageSize } = held;
		// Those in use go last when room is made.
		this.#held.delete(id);
		this.#held.set(id, held);
		const { records, to } = cut(list, from, pageSize);
		return { totalSize: list.totalSize, records, next: to < list.count ? `${id}-${to}` : null, pageSize };
	}

	clear(): void {
		this.#held.clear();
		this.#records = 0;
	}

	#hold(held: Omit<Held, "usedAt">): string {
		this.#last += 1;
		const id = idFor("0r8", this.#last);
		this.#held.set(id, { ...held, usedAt: this.#clock() });
		this.#records += held.list.count;
		for (const [oldest, { list }] of this.#held) {
			const isCrowded = this.#held.size > MOST_HELD || this.#records > MOST_RECORDS;
			if (!isCrowded || oldest === id) break;
			this.#held.delete(oldest);
			this.#records -= list.count;
		}
		return id;
	}
}

/** The records from an index on that fit a page. The first one always does. */
function cut(list: RecordList, from: number, pageSize: number): { records: RecordTree[]; to: number } {
	const records: RecordTree[] = [];
	let rows = 0;
	let to = from;
	for (; to < list.count; to += 1) {
		const tree = list.record(to);
		if (tree === undefined) continue;
		const size = rowsIn(tree, pageSize);
		if (records.length > 0 && rows + size > pageSize) break;
		records.push(tree);
		rows += size;
	}
	return { records, to };
}
