import type { Arrangement, FilterState, SortKey } from "../../pages/results.ts";
import { textOf } from "../copyFormats.ts";
import type { RowRun } from "./childRows.ts";
import { type Filter, folded, parseFilter, passes } from "./filter.ts";
import {
	cellsContaining,
	comparable,
	countedFor,
	type Marks,
	rowsContaining,
	rowsPassing,
} from "./matching.ts";
import { type Pause, pauses } from "./pause.ts";
import { type SortValues, sorted } from "./radix.ts";
import { sortValues } from "./sortValues.ts";
import type { Table } from "./table.ts";

const AS_THEY_CAME: Arrangement = { sort: [], filters: [], contains: "" };

/** The rows of a table as a person sees them: some of them, in some order. */
export class View {
	readonly table: Table;
	/** Which rows of the table it is of; all, those to come too, when undefined. */
	#runs: readonly RowRun[] | undefined;
	/** Grows with each arrangement: positions of rows are of one revision. */
	revision: number;
	/** What times in filters are meant in. */
	timeZone = "UTC";
	#arrangement: Arrangement = AS_THEY_CAME;
	#filters: readonly { column: number; filter: Filter }[] = [];
	#problems: readonly number[] = [];
	#order: Uint32Array | undefined;
	#shown = 0;
	/** Rows of the table that are in the order, shown or not. */
	#seen = 0;
	#arranging = 0;
	readonly #sortValues = new Map<number, { length: number; values: SortValues }>();
	#found: { text: string; length: number; cells: readonly Marks[] } | undefined;

	constructor(table: Table, revision: number, runs?: readonly RowRun[]) {
		this.table = table;
		this.revision = revision;
		this.#runs = runs;
	}

	/** Rows here, shown or not. */
	get length(): number {
		return this.#runs ? this.#runs.reduce((sum, { count }) => sum + count, 0) : this.table.length;
	}

	get shown(): number {
		return this.#order ? this.#shown : this.length;
	}

	get sort(): readonly SortKey[] {
		return this.#arrangement.sort;
	}

	get filters(): readonly FilterState[] {
		return this.#arrangement.filters.map((filter) => ({
			...filter,
			valid: !this.#problems.includes(filter.column),
		}));
	}

	get contains(): string {
		return this.#arrangement.contains;
	}

	/** The index in the table of a shown row; undefined beyond the last. */
	indexOf(row: number): number | undefined {
		if (row < 0 || row >= this.shown) return undefined;
		if (this.#order) return this.#order[row];
		if (!this.#runs) return row;
		let at = row;
		for (const { from, count } of this.#runs) {
			if (at < count) return from + at;
			at -= count;
		}
		return undefined;
	}

	/** Where a row of the table is shown; undefined where it isn't. */
	placeOf(index: number): number | undefined {
		for (let row = 0; row < this.shown; row++) if (this.indexOf(row) === index) return row;
		return undefined;
	}

	/** Takes rows that came since: those that pass stand behind the others. */
	extend(runs?: readonly RowRun[]): void {
		if (runs) this.#runs = runs;
		if (!this.#order) return;
		const added = this.#indexes(this.#seen).filter((index) => this.#passes(index));
		if (this.#shown + added.length > this.#order.length) {
			const grown = new Uint32Array(Math.max(this.#order.length * 2, this.#shown + added.length));
			grown.set(this.#order.subarray(0, this.#shown));
			this.#order = grown;
		}
		this.#order.set(added, this.#shown);
		this.#shown += added.length;
		this.#seen = this.length;
	}

	/**
	 * Sorts and filters what is here; what comes later stands behind until it is done again. A newer arrangement ends an
	 * older one that is still at work. Answers whether this one stands.
	 */
	async arrange(arrangement: Arrangement, revision: number): Promise<boolean> {
		try {
			return await this.#arrange(arrangement, revision, ++this.#arranging);
		} catch (thrown) {
			if (thrown instanceof Superseded) return false;
			throw thrown;
		}
	}

	async #arrange(arrangement: Arrangement, revision: number, mine: number): Promise<boolean> {
		const columns = this.table.columns;
		const pause = this.#pauses(mine);
		const sort = arrangement.sort.filter(({ column }) => column < columns.length);
		const filters: { column: number; filter: Filter }[] = [];
		const problems: number[] = [];
		for (const { column, text } of arrangement.filters) {
			const kind = columns[column]?.kind;
			const filter = kind && parseFilter(text, kind, this.timeZone);
			if (filter === undefined) problems.push(column);
			else if (filter !== "all") filters.push({ column, filter });
		}
		const length = this.table.length;
		const seen = this.length;
		let order: Uint32Array | undefined;
		if (sort.length > 0 || filters.length > 0 || arrangement.contains !== "") {
			order = this.#indexes();
			const marks: Marks[] = [];
			for (const { column, filter } of filters)
				marks.push(await rowsPassing(this.table, column, filter, pause));
			if (arrangement.contains !== "")
				marks.push(await rowsContaining(this.table, arrangement.contains, pause));
			if (marks.length > 0) order = order.filter((row) => marks.every((mark) => mark[row] === 1));
			for (const { column, descending } of sort.toReversed()) {
				const values = await this.#sortValuesOf(column, pause);
				order = sorted(order, values, descending);
			}
		}
		if (mine !== this.#arranging) return false;
		this.#arrangement = { ...arrangement, sort };
		this.#filters = filters;
		this.#problems = problems;
		this.#order = order;
		this.#shown = order?.length ?? 0;
		this.#seen = seen;
		this.revision = revision;
		// Rows may have come while it was at work.
		if (this.table.length > length) this.extend();
		return true;
	}

	/**
	 * The next cell, by rows, that contains a text, after (or before) a place, around the end; with how many there are, and
	 * which of them (from 1) it is. Undefined when there is none. Rows and columns are as shown.
	 */
	async find({
		text,
		columns,
		from,
		inclusive,
		backwards,
	}: FindRequest): Promise<{ row: number; column: number; at: number; of: number } | undefined> {
		if (text === "") return undefined;
		const all = await this.#foundCells(text);
		const cells = columns.map((column) => all[column]);
		const width = cells.length;
		const start = from ? from.row * width + from.column : backwards ? Number.POSITIVE_INFINITY : -1;
		let [of, first, last, before, after] = [0, -1, -1, -1, -1];
		let [upToBefore, upToAfter] = [0, 0];
		for (let row = 0; row < this.shown; row++) {
			const index = this.indexOf(row) ?? 0;
			for (let column = 0; column < width; column++) {
				if (cells[column]?.[index] !== 1) continue;
				const place = row * width + column;
				of++;
				if (first < 0) first = place;
				last = place;
				if (place < start) [before, upToBefore] = [place, of];
				if ((place > start || (inclusive && place === start)) && after < 0) [after, upToAfter] = [place, of];
			}
		}
		if (of === 0) return undefined;
		const [place, at] = backwards
			? before >= 0
				? [before, upToBefore]
				: [last, of]
			: after >= 0
				? [after, upToAfter]
				: [first, 1];
		return { row: Math.floor(place / width), column: place % width, at, of };
	}

	#comparable(index: number, column: number, filter: Filter): unknown {
		const value = comparable(this.table.value(index, column));
		return this.table.kindOf(column) === "children" ? countedFor(filter, value) : value;
	}

	/** Ends what is at work. */
	dispose(): void {
		this.#arranging++;
	}

	async #foundCells(text: string): Promise<readonly Marks[]> {
		const length = this.table.length;
		if (this.#found?.text === text && this.#found.length === length) return this.#found.cells;
		const cells: Marks[] = [];
		const pause = this.#pauses(this.#arranging);
		for (let column = 0; column < this.table.width; column++)
			cells.push(await cellsContaining(this.table, column, text, pause));
		this.#found = { text, length, cells };
		return cells;
	}

	async #sortValuesOf(column: number, pause: Pause): Promise<SortValues> {
		const length = this.table.length;
		const known = this.#sortValues.get(column);
		if (known?.length === length) return known.values;
		const kind = this.table.kindOf(column) ?? "text";
		const values = await sortValues(this.table, column, kind, pause);
		this.#sortValues.set(column, { length, values });
		return values;
	}

	/** Pauses that stop what a newer arrangement has made useless. */
	#pauses(mine: number): Pause {
		const pause = pauses();
		return () => pause()?.then(() => this.#stopIfOlder(mine));
	}

	#stopIfOlder(mine: number): void {
		if (mine !== this.#arranging) throw new Superseded();
	}

	/** The table's indexes of its rows as they came, but for the first `skipped`. */
	#indexes(skipped = 0): Uint32Array {
		const indexes = new Uint32Array(this.length - skipped);
		let before = 0;
		let at = 0;
		for (const { from, count } of this.#runs ?? [{ from: 0, count: this.table.length }]) {
			for (let row = Math.max(0, skipped - before); row < count; row++) indexes[at++] = from + row;
			before += count;
		}
		return indexes;
	}

	#passes(index: number): boolean {
		return (
			this.#filters.every(({ column, filter }) => passes(this.#comparable(index, column, filter), filter)) &&
			(this.#arrangement.contains === "" || this.#contains(index, folded(this.#arrangement.contains)))
		);
	}

	#contains(index: number, wanted: string): boolean {
		for (let column = 0; column < this.table.width; column++)
			if (folded(textOf(this.table.value(index, column))).includes(wanted)) return true;
		return false;
	}
}

/** What is looked for, in which columns, from where on; `inclusive` begins with that cell itself. */
export interface FindRequest {
	readonly text: string;
	/** In the order in which they are shown; places are in this order. */
	readonly columns: readonly number[];
	readonly from: { readonly row: number; readonly column: number } | null;
	readonly inclusive: boolean;
	readonly backwards: boolean;
}

/** An arrangement that a newer one has replaced. */
class Superseded extends Error {}
