/** Where a record is. */
interface Place {
	readonly objectName: string;
	readonly index: number;
}

/** A lookup that was emptied because its target went to the bin. */
interface Link extends Place {
	readonly field: string;
	readonly id: string;
}

/** What went to the bin with one deletion, so that it comes back together. */
export interface BinEntry {
	readonly records: Place[];
	readonly links: Link[];
}

/** Which deletions belong together; the records themselves stay in their tables with `IsDeleted`. */
export class RecycleBin {
	readonly #entries = new Map<string, BinEntry>();

	/** A record went to the bin with the deletion of `root`; what is given back takes that back (it is the latest). */
	add(root: string, place: Place): () => void {
		this.#entry(root).records.push(place);
		return () => {
			this.#entry(root).records.pop();
			this.#forgetEmpty(root);
		};
	}

	/** A lookup was emptied by the deletion of `root`; what is given back takes that back. */
	unlinked(root: string, link: Link): () => void {
		this.#entry(root).links.push(link);
		return () => {
			this.#entry(root).links.pop();
			this.#forgetEmpty(root);
		};
	}

	/** Forgets the deletion of that record and gives what belonged to it. */
	take(root: string): BinEntry | undefined {
		const entry = this.#entries.get(root);
		this.#entries.delete(root);
		return entry;
	}

	put(root: string, entry: BinEntry | undefined): void {
		if (entry !== undefined) this.#entries.set(root, entry);
	}

	#forgetEmpty(root: string): void {
		const { records, links } = this.#entry(root);
		if (records.length === 0 && links.length === 0) this.#entries.delete(root);
	}

	#entry(root: string): BinEntry {
		const entry = this.#entries.get(root) ?? { records: [], links: [] };
		this.#entries.set(root, entry);
		return entry;
	}
}
