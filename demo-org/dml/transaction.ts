import type { Row, Table } from "../data/table.ts";

/** A point of a transaction to go back to. */
export type Mark = number;

/**
 * Writes that can be taken back: every change of a table goes through here and leaves behind how to undo it. An undone
 * insert stays as a gap of its table, so that ids are never given twice.
 */
export class Transaction {
	readonly #undo: (() => void)[] = [];

	get mark(): Mark {
		return this.#undo.length;
	}

	add(table: Table, row: Row): number {
		const index = table.add(row);
		this.#undo.push(() => table.remove(index));
		return index;
	}

	/** Gives the record as it is then. */
	change(table: Table, index: number, values: Row): Row {
		const before = table.at(index) ?? {};
		const was = Object.fromEntries(Object.keys(values).map((name) => [name, before[name] ?? null]));
		this.#undo.push(() => void table.change(index, was));
		return table.change(index, values);
	}

	/** Something else that a write did: `undo` takes it back. */
	did(undo: () => void): void {
		this.#undo.push(undo);
	}

	/** Takes back everything since `mark`, the latest first. */
	rollBack(mark: Mark): void {
		for (const undo of this.#undo.splice(mark).reverse()) undo();
	}
}
