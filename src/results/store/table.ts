import type { ColumnKind, ResultColumn } from "../../pages/results.ts";
import { ExactNumber, type SfRecord } from "../../salesforce/rest/query.ts";
import { childQuery } from "../../soql/selectList.ts";
import {
	type ChildResult,
	type Column,
	dropUnknown,
	isChildResult,
	learnColumns,
	leavesOpen,
	promisedColumns,
	valueAt,
} from "../columns.ts";
import { ChildRows, type RowRun } from "./childRows.ts";
import { GrowingUint32 } from "./growingUint32.ts";
import { pack, SEGMENT_ROWS, type SegmentReader } from "./segment.ts";
import type { Segment, Segments } from "./segments.ts";

/** The child rows of one column, of all records: one table, and which of its rows each record has. */
interface Linked {
	readonly table: Table;
	readonly from: GrowingUint32;
	readonly count: GrowingUint32;
	readonly total: GrowingUint32;
	/** Rows of a record that were loaded later. */
	readonly later: Map<number, RowRun[]>;
	readonly next: Map<number, string>;
}

interface Stored {
	/** By rows/SEGMENT_ROWS; undefined where all are null. */
	readonly segments: (Segment | undefined)[];
	/** Rows not packed yet. */
	open: unknown[];
	linked: Linked | undefined;
}

/**
 * Rows by columns, as the API gave them: packed, and in the order in which they came. A row is known by its index, which
 * never changes.
 */
export class Table {
	readonly #soql: string;
	readonly #open: boolean;
	readonly #segments: Segments;
	readonly #columns: Column[];
	readonly #stored = new Map<Column, Stored>();
	#length = 0;
	#packed = 0;

	constructor(soql: string, segments: Segments) {
		this.#soql = soql;
		this.#open = leavesOpen(soql);
		this.#segments = segments;
		this.#columns = promisedColumns(soql);
	}

	get length(): number {
		return this.#length;
	}

	get columns(): readonly ResultColumn[] {
		return this.#columns.map(({ name, kind }) => ({ name, kind: kind ?? "text" }));
	}

	/** The kind of a column alone: `columns` are made anew each time. */
	kindOf(column: number): ColumnKind | undefined {
		const at = this.#columns[column];
		return at && (at.kind ?? "text");
	}

	/** How many columns there are. */
	get width(): number {
		return this.#columns.length;
	}

	/** Throws `input` (diskFull) when there is no room for more; these records are kept all the same. */
	append(records: readonly SfRecord[]): void {
		this.#add(records);
		this.#segments.makeRoom();
	}

	#add(records: readonly SfRecord[]): void {
		if (this.#length === 0) dropUnknown(this.#columns, records);
		learnColumns(this.#columns, records, this.#open);
		const columns = this.#columns.map((column) => ({ column, stored: this.#storedOf(column) }));
		for (const record of records) {
			for (const { column, stored } of columns) {
				const { keys } = column;
				// Most columns are fields of the record itself.
				const value = keys?.length === 1 ? record[keys[0] ?? ""] : valueAt(record, column);
				if (column.kind !== "text" && !fits(value, column.kind)) column.kind = "text";
				if (typeof value === "object" && value !== null) this.#put(stored, column, value);
				else if (stored.linked) this.#putNoRows(stored.linked);
				else stored.open.push(value ?? null);
			}
			this.#length++;
			if (this.#length - this.#packed === SEGMENT_ROWS) this.#pack();
		}
	}

	/** Child rows that came later, of the record in that row. */
	appendChildren(row: number, column: number, { records, nextRecordsUrl }: ChildResult): void {
		const linked = this.#linkedOf(column);
		if (!linked) return;
		const from = linked.table.length;
		const runs = linked.later.get(row) ?? [];
		linked.later.set(row, [...runs, { from, count: records.length }]);
		if (nextRecordsUrl === undefined) linked.next.delete(row);
		else linked.next.set(row, nextRecordsUrl);
		linked.table.append(records);
	}

	/** A value as the API gave it; child rows as `ChildRows`. Null where there is none. */
	value(row: number, column: number): unknown {
		const at = this.#columns[column];
		const stored = at && this.#stored.get(at);
		if (!stored || row >= this.#length) return null;
		if (stored.linked) return childRows(stored.linked, row);
		if (row >= this.#packed) return stored.open[row - this.#packed] ?? null;
		const segment = stored.segments[Math.floor(row / SEGMENT_ROWS)];
		return segment ? this.#segments.reader(segment).value(row % SEGMENT_ROWS) : null;
	}

	/** The row as a record: fields, parents in objects of their own, child results. */
	record(row: number): SfRecord {
		const record: Record<string, unknown> = {};
		for (const [index, { keys, path }] of this.#columns.entries()) {
			const steps = keys ?? path;
			let at = record;
			for (const step of steps.slice(0, -1)) {
				const parent = at[step];
				if (typeof parent === "object" && parent !== null) at = parent as Record<string, unknown>;
				else {
					const made = Object.create(PARENT) as Record<string, unknown>;
					at[step] = made;
					at = made;
				}
			}
			at[steps.at(-1) ?? ""] = this.value(row, index);
		}
		return withoutEmptyParents(record);
	}

	/** The rows of a column, some at a time, in their order: packed ones by their reader, the last ones as they are. */
	*blocks(column: number): Generator<{ from: number; rows: SegmentReader | readonly unknown[] | undefined }> {
		const at = this.#columns[column];
		const stored = at && this.#stored.get(at);
		for (let from = 0; from < this.#packed; from += SEGMENT_ROWS) {
			const segment = stored?.segments[from / SEGMENT_ROWS];
			yield { from, rows: segment && this.#segments.open(segment) };
		}
		if (this.#length > this.#packed)
			yield { from: this.#packed, rows: stored && stored.open.length > 0 ? stored.open : undefined };
	}

	/** What holds the row, and those packed with it, of a column: from which row on, and undefined where all are null. */
	blockAt(
		column: number,
		row: number,
	): { from: number; rows: SegmentReader | readonly unknown[] | undefined } {
		const at = this.#columns[column];
		const stored = at && this.#stored.get(at);
		if (row >= this.#packed) return { from: this.#packed, rows: stored?.open };
		const number = Math.floor(row / SEGMENT_ROWS);
		const segment = stored?.segments[number];
		return { from: number * SEGMENT_ROWS, rows: segment && this.#segments.reader(segment) };
	}

	/** The table that all child rows of a column are in. */
	childTable(column: number): Table | undefined {
		return this.#linkedOf(column)?.table;
	}

	/** Child rows of each row of a column: how many the org says there are; null where the record has none. */
	childTotals(column: number): readonly (number | null)[] | undefined {
		const linked = this.#linkedOf(column);
		if (!linked) return undefined;
		return Array.from({ length: this.#length }, (_, row) => childRows(linked, row)?.totalSize ?? null);
	}

	/** Where the platform cut child rows: the row, the column, and the address of the next ones. */
	*cut(): Generator<{ readonly row: number; readonly column: number; readonly next: string }> {
		for (const [column, at] of this.#columns.entries()) {
			for (const [row, next] of this.#stored.get(at)?.linked?.next ?? []) yield { row, column, next };
		}
	}

	/** How many `cut` has. */
	get cutCount(): number {
		return this.#columns.reduce((sum, at) => sum + (this.#stored.get(at)?.linked?.next.size ?? 0), 0);
	}

	#linkedOf(column: number): Linked | undefined {
		const at = this.#columns[column];
		return at && this.#stored.get(at)?.linked;
	}

	#storedOf(column: Column): Stored {
		const known = this.#stored.get(column);
		if (known) return known;
		const stored: Stored = { segments: [], open: [], linked: undefined };
		// A column that only this page has brought: null in all rows before.
		for (let row = this.#packed; row < this.#length; row++) stored.open.push(null);
		this.#stored.set(column, stored);
		return stored;
	}

	#put(stored: Stored, column: Column, value: unknown): void {
		if (isChildResult(value)) {
			stored.linked ??= this.#link(column);
			const { table, from, count, total, next } = stored.linked;
			from.push(table.length);
			count.push(value.records.length);
			total.push(value.totalSize);
			if (value.nextRecordsUrl !== undefined) next.set(this.#length, value.nextRecordsUrl);
			table.#add(value.records);
		} else if (stored.linked) this.#putNoRows(stored.linked);
		else stored.open.push(value);
	}

	#putNoRows({ from, count, total }: Linked): void {
		from.push(NO_ROWS);
		count.push(0);
		total.push(0);
	}

	#link(column: Column): Linked {
		const linked: Linked = {
			table: new Table(childQuery(this.#soql, column.name), this.#segments),
			from: new GrowingUint32(),
			count: new GrowingUint32(),
			total: new GrowingUint32(),
			later: new Map(),
			next: new Map(),
		};
		for (let row = 0; row < this.#length; row++) this.#putNoRows(linked);
		return linked;
	}

	#pack(): void {
		for (const stored of this.#stored.values()) {
			if (stored.linked) continue;
			const packed = pack(stored.open);
			stored.segments[this.#packed / SEGMENT_ROWS] = packed && this.#segments.add(packed);
			stored.open = [];
		}
		this.#packed = this.#length;
	}
}

/** Whether a value may be in a column of that kind, which its first value has told. */
function fits(value: unknown, kind: ColumnKind | undefined): boolean {
	if (value === null || value === undefined || kind === undefined) return true;
	switch (kind) {
		case "number":
			return typeof value === "number" || value instanceof ExactNumber;
		case "boolean":
			return typeof value === "boolean";
		case "children":
			return isChildResult(value);
		case "date":
			return typeof value === "string" && value.length === 10 && value[4] === "-" && value[7] === "-";
		case "datetime":
			return typeof value === "string" && value[10] === "T" && value[13] === ":" && value.length >= 20;
		case "id":
			return typeof value === "string" && value.length === 18;
		case "text":
			return true;
	}
}

/** A parent whose fields are all null is taken for one that isn't there. */
function withoutEmptyParents(record: Record<string, unknown>): Record<string, unknown> {
	for (const [name, value] of Object.entries(record)) {
		if (!isMade(value)) continue;
		withoutEmptyParents(value);
		if (Object.values(value).every((each) => each === null)) record[name] = null;
	}
	return record;
}

function isMade(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === PARENT;
}

/** What parents are made from, so that they are told from values that are objects. */
const PARENT: object = Object.freeze({});

/** In place of the first child row's index: the record has none. */
const NO_ROWS = 0xff_ff_ff_ff;

function childRows(linked: Linked, row: number): ChildRows | null {
	const from = linked.from.at(row);
	if (from === NO_ROWS) return null;
	const runs = [{ from, count: linked.count.at(row) }, ...(linked.later.get(row) ?? [])];
	return new ChildRows(linked.table, runs, linked.total.at(row), linked.next.get(row));
}
