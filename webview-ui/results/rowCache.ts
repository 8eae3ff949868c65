import type { Cell, RowBlock, RowPage } from "../../src/pages/results.ts";

const BLOCK = 100;
const KEPT_BLOCKS = 60;

/**
 * The rows a page has at hand: blocks around what it shows, the least recently used dropped. Pulls each missing block
 * once at a time; what belongs to an older revision is dropped.
 */
export class RowCache {
	readonly #pull: (from: number, count: number) => Promise<RowPage>;
	readonly #arrived: () => void;
	readonly #blocks = new Map<number, RowBlock>();
	readonly #asked = new Set<number>();
	readonly #stale = new Set<number>();
	#revision = -1;
	/** Grows when what is on its way no longer fits: another revision, other columns. */
	#generation = 0;
	#count = 0;

	constructor(pull: (from: number, count: number) => Promise<RowPage>, arrived: () => void) {
		this.#pull = pull;
		this.#arrived = arrived;
	}

	/** Tells how many rows the host has now. A block that is short of that is pulled again when it is looked at. */
	update(revision: number, count: number): void {
		if (revision !== this.#revision) this.forget();
		this.#revision = revision;
		this.#count = count;
	}

	/** Takes the first rows from a snapshot, where they aren't here yet. */
	seed(head: RowBlock): void {
		if (head.rows.length > (this.#blocks.get(0)?.rows.length ?? 0)) this.#blocks.set(0, head);
	}

	/** Columns changed: what is cached has too few cells. */
	forget(): void {
		this.#generation++;
		this.#blocks.clear();
		this.#stale.clear();
		this.#asked.clear();
	}

	/** Pulls all blocks again that are looked at; until they are here, the old ones are shown. */
	renew(): void {
		this.#generation++;
		this.#asked.clear();
		for (const number of this.#blocks.keys()) this.#stale.add(number);
		this.#arrived();
	}

	/** The row's cells, or undefined while it is on its way. */
	row(index: number): readonly Cell[] | undefined {
		return this.#block(index)?.rows[index % BLOCK];
	}

	/** Pulls the rows between two, so that they are here when they come into view. */
	expect(from: number, to: number): void {
		const last = Math.min(to, this.#count - 1);
		for (let number = Math.floor(Math.max(0, from) / BLOCK); number * BLOCK <= last; number++)
			if (!this.#blocks.has(number)) this.#ask(number);
	}

	/** What the row is known by, or undefined while it is on its way. */
	id(index: number): number | undefined {
		return this.#block(index)?.ids[index % BLOCK];
	}

	#block(index: number): RowBlock | undefined {
		const number = Math.floor(index / BLOCK);
		const block = this.#blocks.get(number);
		const wanted = Math.min(BLOCK, this.#count - number * BLOCK);
		// A block that was the last one when it was pulled stays on screen while its new rows come.
		if (!block || block.rows.length < wanted || this.#stale.has(number)) this.#ask(number);
		if (!block) return undefined;
		this.#blocks.delete(number);
		this.#blocks.set(number, block);
		return block;
	}

	#ask(number: number): void {
		if (this.#asked.has(number) || number * BLOCK >= this.#count) return;
		this.#asked.add(number);
		const generation = this.#generation;
		this.#pull(number * BLOCK, BLOCK).then(
			(page) => {
				if (generation !== this.#generation) return;
				this.#asked.delete(number);
				if (page.revision !== this.#revision) return;
				this.#blocks.set(number, page);
				this.#stale.delete(number);
				for (const oldest of this.#blocks.keys()) {
					if (this.#blocks.size <= KEPT_BLOCKS) break;
					this.#blocks.delete(oldest);
				}
				this.#arrived();
			},
			() => {
				if (generation === this.#generation) this.#asked.delete(number);
			},
		);
	}
}
