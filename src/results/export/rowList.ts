import { SEGMENT_ROWS, SegmentReader } from "../store/segment.ts";
import type { Table } from "../store/table.ts";

/** Rows of a table in an order that stays as it was when it was asked for. */
export interface RowList {
	readonly table: Table;
	readonly length: number;
	/** The table's indexes of the rows `from` up to (not with) `to`. */
	indexes(from: number, to: number): Uint32Array;
}

/** All rows that are here now, as they came. */
export function allRows(table: Table): RowList {
	return {
		table,
		length: table.length,
		indexes: (from, to) => {
			const indexes = new Uint32Array(to - from);
			for (let at = 0; at < indexes.length; at++) indexes[at] = from + at;
			return indexes;
		},
	};
}

export function listedRows(table: Table, indexes: Uint32Array): RowList {
	return { table, length: indexes.length, indexes: (from, to) => indexes.subarray(from, to) };
}

/** Some rows, to be read column by column. At most 2^20 of them. */
export class Batch {
	readonly table: Table;
	readonly indexes: Uint32Array;
	/** Places in the batch by rising index, so that packed rows are opened once; undefined when they stand so already. */
	readonly #places: Uint32Array | undefined;

	constructor(table: Table, indexes: Uint32Array) {
		this.table = table;
		this.indexes = indexes;
		this.#places = isRising(indexes) ? undefined : placesByIndex(indexes);
	}

	get length(): number {
		return this.indexes.length;
	}

	/** The values of a column, as `Table.value` has them. */
	values(column: number): unknown[] {
		const { table, indexes } = this;
		if (table.childTable(column)) return Array.from(indexes, (row) => table.value(row, column));
		const whole = this.segment(column);
		if (whole) return whole.values();
		const places = this.#places;
		const count = indexes.length;
		const values: unknown[] = Array.from({ length: count }, () => null);
		for (let at = 0; at < count; ) {
			const first = indexes[places?.[at] ?? at] ?? 0;
			const { from, rows } = table.blockAt(column, first);
			let to = at + 1;
			while (to < count && (indexes[places?.[to] ?? to] ?? 0) < from + SEGMENT_ROWS) to++;
			if (rows !== undefined) {
				const read = readerOf(rows, to - at);
				for (let each = at; each < to; each++) {
					const place = places?.[each] ?? each;
					values[place] = read((indexes[place] ?? 0) - from);
				}
			}
			at = to;
		}
		return values;
	}

	/** A column's packed rows, when the batch is exactly these. */
	segment(column: number): SegmentReader | undefined {
		const { indexes } = this;
		const first = indexes[0] ?? 0;
		if (indexes.length !== SEGMENT_ROWS || first % SEGMENT_ROWS !== 0 || this.#places) return undefined;
		if (indexes[SEGMENT_ROWS - 1] !== first + SEGMENT_ROWS - 1) return undefined;
		const { rows } = this.table.blockAt(column, first);
		return rows instanceof SegmentReader ? rows : undefined;
	}
}

function readerOf(rows: SegmentReader | readonly unknown[], wanted: number): (row: number) => unknown {
	if (!(rows instanceof SegmentReader)) return (row) => rows[row] ?? null;
	// Decoding all of them together costs about as much as a third of them one by one.
	if (wanted * 3 < rows.rows) return (row) => rows.value(row);
	const values = rows.values();
	return (row) => values[row];
}

function isRising(indexes: Uint32Array): boolean {
	for (let at = 1; at < indexes.length; at++) if ((indexes[at] ?? 0) <= (indexes[at - 1] ?? 0)) return false;
	return true;
}

const PLACES = 2 ** 20;

function placesByIndex(indexes: Uint32Array): Uint32Array {
	// Both in one double: those sort much faster than anything with a comparison.
	const keys = new Float64Array(indexes.length);
	for (const [place, index] of indexes.entries()) keys[place] = index * PLACES + place;
	keys.sort();
	const places = new Uint32Array(indexes.length);
	for (const [at, key] of keys.entries()) places[at] = key % PLACES;
	return places;
}
