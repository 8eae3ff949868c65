import type { Cell, RowPage } from "../../src/pages/results.ts";

const BLOCK = 100;
const KEPT_BLOCKS = 60;

/**
 * The rows a page has at hand: blocks around what it shows, the least recently used dropped. Pulls each missing block
 * once at a time; what belongs to an older revision is dropped.
 */
export class RowCache {
	readonly #pull: (from: number, count: number) => Promise<RowPage>;
	readonly #arrived: () => void;
	readonly #blocks = new Map<number, readonly (readonly Cell[])[]>();
	readonly #asked = new Set<number>();
	#revision = -1;
	/** Grows when what is on its way no longer fits: another revision, other columns. */
	#generation = 0;
	#loaded = 0;

	constructor(pull: (from: number, count: number) => Promise<RowPage>, arrived: () => void) {
		this.#pull = pull;
		this.#arrived = arrived;
	}

	/** Tells how many rows the host has now. A block that is short of that is pulled again when it is looked at. */
	update(revision: number, loaded: number): void {
		if (revision !== this.#revision) this.forget();
		this.#revision = revision;
		this.#loaded = loaded;
	}

	/** Takes the first rows from a snapshot, where they aren't here yet. */
	seed(head: readonly (readonly Cell[])[]): void {
		if (head.length > (this.#blocks.get(0)?.length ?? 0)) this.#blocks.set(0, head);
	}

	/** Columns changed: what is cached has too few cells. */
	forget(): void {
		this.#generation++;
		this.#blocks.clear();
		this.#asked.clear();
	}

	/** The row, or undefined while it is on its way. */
	row(index: number): readonly Cell[] | undefined {
		const number = Math.floor(index / BLOCK);
		const block = this.#blocks.get(number);
		const wanted = Math.min(BLOCK, this.#loaded - number * BLOCK);
		// A block that was the last one when it was pulled stays on screen while its new rows come.
		if (!block || block.length < wanted) this.#ask(number);
		if (!block) return undefined;
		this.#blocks.delete(number);
		this.#blocks.set(number, block);
		return block[index % BLOCK];
	}

	#ask(number: number): void {
		if (this.#asked.has(number) || number * BLOCK >= this.#loaded) return;
		this.#asked.add(number);
		const generation = this.#generation;
		this.#pull(number * BLOCK, BLOCK).then(
			(page) => {
				if (generation !== this.#generation) return;
				this.#asked.delete(number);
				if (page.revision !== this.#revision) return;
				this.#blocks.set(number, page.rows);
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
