import { idFor } from "../ids.ts";
import { PlatformError } from "../platformError.ts";
import type { Evaluation } from "../soql/evaluate.ts";

interface Held {
	readonly evaluation: Evaluation;
	readonly userId: string;
	readonly pageSize: number;
	readonly usedAt: number;
}

/** A page of a result: which records, and where the next page is. */
export interface PageRange {
	readonly from: number;
	readonly to: number;
	/** `0r8…-2000`, null on the last page. */
	readonly next: string | null;
}

const LIFETIME_MS = 2 * 86_400_000;
const MOST_HELD = 200;

/** Evaluated queries that have pages left. A cursor lives two days; the oldest go first. */
export class Locators {
	readonly #clock: () => number;
	readonly #held = new Map<string, Held>();
	#last = 0;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** The first page; keeps the evaluation when there are more. */
	open(evaluation: Evaluation, userId: string, batchSize: number): PageRange {
		const pageSize = evaluation.singlePage ? evaluation.count : Math.min(batchSize, evaluation.maxPage);
		if (evaluation.count <= pageSize) return { from: 0, to: evaluation.count, next: null };
		this.#last += 1;
		const id = idFor("0r8", this.#last);
		this.#held.set(id, { evaluation, userId, pageSize, usedAt: this.#clock() });
		for (const oldest of this.#held.keys()) {
			if (this.#held.size <= MOST_HELD) break;
			this.#held.delete(oldest);
		}
		return { from: 0, to: pageSize, next: `${id}-${pageSize}` };
	}

	/**
	 * A later page. Throws INVALID_QUERY_LOCATOR when the locator is malformed, too old, or another user's.
	 */
	page(locator: string, userId: string): PageRange & { readonly evaluation: Evaluation } {
		const [id = "", offset = ""] = locator.split("-");
		const held = this.#held.get(id);
		const from = Number(offset);
		const fresh = held !== undefined && this.#clock() - held.usedAt <= LIFETIME_MS;
		if (!fresh || held.userId !== userId || !/^\d+$/.test(offset) || from >= held.evaluation.count) {
			throw new PlatformError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
		}
		const to = Math.min(from + held.pageSize, held.evaluation.count);
		return { evaluation: held.evaluation, from, to, next: to < held.evaluation.count ? `${id}-${to}` : null };
	}

	clear(): void {
		this.#held.clear();
	}
}
