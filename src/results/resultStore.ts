import { clipped } from "../base/text.ts";
import { type Cell, type CopyFormat, MAX_CELL, type ResultColumn, type SortKey } from "../pages/results.ts";
import { ExactNumber, type SfRecord } from "../salesforce/rest/query.ts";
import { childQuery } from "../soql/selectList.ts";
import {
	type Column,
	dropUnknown,
	isChildResult,
	learnColumns,
	leavesOpen,
	promisedColumns,
	valueAt,
} from "./columns.ts";
import { formatted, textOf } from "./copyFormats.ts";
import { sortOrder } from "./sortOrder.ts";

/** A rectangle of cells; `columns` are indices in the order they are shown. Rows are inclusive. */
export interface Block {
	readonly fromRow: number;
	readonly toRow: number;
	readonly columns: readonly number[];
	readonly format: CopyFormat;
}

/**
 * The rows of one result, as the API gave them. The host owns it; pages ask for ranges. A child result is a store of
 * its own, made when it is first looked into.
 */
export class ResultStore {
	readonly #columns: Column[];
	readonly #records: SfRecord[] = [];
	readonly #children = new Map<string, ResultStore>();
	#sort: readonly SortKey[] = [];
	/** The records in the order they are shown; those that came since stand behind it. */
	#order: Uint32Array | undefined;

	readonly #soql: string;
	readonly #open: boolean;

	constructor(soql: string) {
		this.#soql = soql;
		this.#open = leavesOpen(soql);
		this.#columns = promisedColumns(soql);
	}

	get length(): number {
		return this.#records.length;
	}

	get columns(): readonly ResultColumn[] {
		return this.#columns.map(({ name, kind }) => ({ name, kind: kind ?? "text" }));
	}

	append(records: readonly SfRecord[]): void {
		if (this.#records.length === 0) dropUnknown(this.#columns, records);
		learnColumns(this.#columns, records, this.#open);
		for (const record of records) this.#records.push(record);
	}

	/** What the rows are sorted by. */
	get sort(): readonly SortKey[] {
		return this.#sort;
	}

	/** Sorts the rows that are here; no keys give the order of the answer. Rows that come later stand behind. */
	sortBy(keys: readonly SortKey[]): void {
		this.#sort = keys.filter(({ column }) => column < this.#columns.length);
		this.#order = this.#sort.length === 0 ? undefined : sortOrder(this.#records, this.#columns, this.#sort);
	}

	/** Cells of rows `from` up to `from + count`, fewer at the end. */
	rows(from: number, count: number): Cell[][] {
		return this.#shown(from, from + count).map((record) =>
			this.#columns.map((column) => cellOf(valueAt(record, column))),
		);
	}

	/** The child result in a cell, with what it says of its size; undefined where the cell has none. */
	child(row: number, column: number): { store: ResultStore; total: number } | undefined {
		const value = this.#value(row, column);
		if (!isChildResult(value)) return undefined;
		const key = `${this.#indexOf(row)}:${column}`;
		const store =
			this.#children.get(key) ?? new ResultStore(childQuery(this.#soql, this.#columns[column]?.name ?? ""));
		if (store.length === 0) store.append(value.records);
		this.#children.set(key, store);
		return { store, total: value.totalSize };
	}

	/** The whole text of a cell. */
	text(row: number, column: number): string {
		return textOf(this.#value(row, column));
	}

	/** A block as text for the clipboard. */
	copy({ fromRow, toRow, columns, format }: Block): string {
		const chosen = columns.map((index) => this.#columns[index]).filter((column) => column !== undefined);
		const rows = this.#shown(fromRow, toRow + 1).map((record) =>
			chosen.map((column) => valueAt(record, column)),
		);
		return formatted(format, { names: chosen.map(({ name }) => name), rows });
	}

	/** Where the record of a shown row is. */
	#indexOf(row: number): number {
		return this.#order?.[row] ?? row;
	}

	#shown(from: number, to: number): readonly SfRecord[] {
		if (this.#order === undefined) return this.#records.slice(from, to);
		const shown: SfRecord[] = [];
		for (let row = from; row < Math.min(to, this.#records.length); row++) {
			const record = this.#records[this.#indexOf(row)];
			if (record) shown.push(record);
		}
		return shown;
	}

	#value(row: number, column: number): unknown {
		const record = this.#records[this.#indexOf(row)];
		const at = this.#columns[column];
		return record && at ? valueAt(record, at) : null;
	}
}

function cellOf(value: unknown): Cell {
	if (value === null || value === undefined) return null;
	if (typeof value === "boolean") return value;
	if (typeof value === "number") return { number: String(value) };
	if (value instanceof ExactNumber) return { number: value.text };
	if (isChildResult(value)) return { children: value.totalSize, complete: value.done };
	const text = textOf(value);
	return text.length > MAX_CELL ? { cut: clipped(text, MAX_CELL), length: text.length } : text;
}
