import { cancelled } from "../base/errors.ts";
import { clipped } from "../base/text.ts";
import {
	type Arrangement,
	type Cell,
	type ChildInfo,
	type CopyFormat,
	type Found,
	HEAD_ROWS,
	MAX_CELL,
	type RowBlock,
	type RowPage,
	type RowPath,
	type RowsInfo,
	type Sums,
} from "../pages/results.ts";
import { ExactNumber, type SfRecord } from "../salesforce/rest/query.ts";
import type { ChildResult } from "./columns.ts";
import { formatted, shownText, textOf } from "./copyFormats.ts";
import { listedRows, type RowList } from "./export/rowList.ts";
import { ChildRows } from "./store/childRows.ts";
import { pauses } from "./store/pause.ts";
import { Segments } from "./store/segments.ts";
import { Summing } from "./store/sums.ts";
import { Table } from "./store/table.ts";
import { type FindRequest, View } from "./store/view.ts";

/** A rectangle of cells; `columns` are indices in the order they are shown. Rows are inclusive. */
export interface Block {
	readonly path: RowPath;
	/** The arrangement that row numbers are meant in. */
	readonly revision: number;
	readonly fromRow: number;
	readonly toRow: number;
	readonly columns: readonly number[];
}

/** Child rows that the platform cut: where they are, and the address of the next ones. */
export interface CutChildren {
	readonly path: RowPath;
	readonly next: string;
}

/**
 * The rows of one result, as the API gave them, and how a person has arranged them. Child rows are rows like others,
 * one level down: `path` says whose. Rows are given by where they are shown, in paths by their ids.
 */
export class ResultStore {
	readonly #segments: Segments;
	readonly #table: Table;
	readonly #views = new Map<string, { readonly path: RowPath; readonly view: View }>();
	readonly #top: View;
	#timeZone: string | undefined;
	#summing = 0;

	/** `revision` is that of the first arrangement: as the rows come. */
	constructor(soql: string, revision: number, segments = new Segments()) {
		this.#segments = segments;
		this.#table = new Table(soql, segments);
		this.#top = new View(this.#table, revision);
		this.#views.set(key([]), { path: [], view: this.#top });
	}

	/** Rows here, of the result itself. */
	get length(): number {
		return this.#table.length;
	}

	/** Bytes that packed rows take in memory. */
	get memoryBytes(): number {
		return this.#segments.memoryBytes;
	}

	/** The rows themselves, for those that read all of them. */
	get table(): Table {
		return this.#table;
	}

	/** The zone that times are shown in, and meant in by filters from the next arrangement on. */
	set timeZone(timeZone: string) {
		this.#timeZone = timeZone;
		for (const { view } of this.#views.values()) view.timeZone = timeZone;
	}

	/** The rows of the result as they are shown now, whatever becomes of their order. */
	get shownRows(): RowList {
		const view = this.#top;
		return listedRows(
			this.#table,
			Uint32Array.from({ length: view.shown }, (_, row) => view.indexOf(row) ?? 0),
		);
	}

	/** How the rows of the result stand. */
	get info(): RowsInfo {
		return { ...infoOf(this.#top), cutChildren: countCut(this.#table) };
	}

	/** Throws `input` (diskFull) when there is no room for more; these records are kept all the same. */
	append(records: readonly SfRecord[]): void {
		try {
			this.#table.append(records);
		} finally {
			this.#top.extend();
		}
	}

	/** Takes child rows that the platform had cut. Throws as `append` does. */
	appendChildren(path: RowPath, result: ChildResult): void {
		const last = path.at(-1);
		const owner = this.#ownerOf(path);
		if (!last || !owner) return;
		try {
			owner.appendChildren(last.id, last.column, result);
		} finally {
			const rows = owner.value(last.id, last.column);
			for (const { path: shown, view } of this.#views.values())
				if (rows instanceof ChildRows && isSameCell(shown, path)) view.extend(rows.runs);
		}
	}

	/** How the child rows of a cell stand; null where it has none. `revision` is for rows that nobody has asked for yet. */
	children(path: RowPath, revision: number): ChildInfo | null {
		const view = this.#view(path, revision);
		const rows = this.#childRows(path);
		return view && rows ? { ...infoOf(view), total: rows.totalSize } : null;
	}

	/** All child rows that the platform cut, of the cell at `path` or, when it is empty, of the whole result. */
	cut(path: RowPath): CutChildren[] {
		if (path.length === 0) return [...cutIn(this.#table, [])];
		const next = this.#childRows(path)?.nextRecordsUrl;
		return next === undefined ? [] : [{ path, next }];
	}

	/**
	 * Sorts and filters. A newer arrangement of the same rows ends an older one at work. Answers whether this one stands.
	 */
	async arrange(path: RowPath, arrangement: Arrangement, revision: number): Promise<boolean> {
		return (await this.#view(path, revision)?.arrange(arrangement, revision)) ?? false;
	}

	/** Rows `from` up to `from + count`, fewer at the end. */
	rows(path: RowPath, from: number, count: number): RowPage {
		const view = this.#view(path, 0);
		return { revision: view?.revision ?? 0, from, ...(view ? blockOf(view, from, count) : NO_ROWS) };
	}

	/** The whole text of a cell. */
	text(path: RowPath, revision: number, row: number, column: number): string {
		const view = this.#viewOf(path, revision);
		const index = view.indexOf(row);
		return index === undefined ? "" : textOf(view.table.value(index, column));
	}

	/** A block as text for the clipboard, and how many cells it has. */
	async copy(block: Block, format: CopyFormat): Promise<{ readonly text: string; readonly cells: number }> {
		const view = this.#viewOf(block.path, block.revision);
		const all = view.table.columns;
		const chosen = block.columns.filter((column) => column < all.length);
		const rows: unknown[][] = [];
		const pause = pauses();
		for (const index of Uint32Array.from(indexesIn(view, block))) {
			await pause();
			rows.push(chosen.map((column) => view.table.value(index, column)));
		}
		const names = chosen.map((column) => all[column]?.name ?? "");
		return {
			text: formatted(format, { names, rows, shown: (value) => shownText(value, this.#timeZone) }),
			cells: rows.length * chosen.length,
		};
	}

	/** Adds up the numbers of a block. A newer selection ends an older one's sums: they throw `cancelled`. */
	async sums(block: Block): Promise<Sums> {
		const summing = new Summing();
		const view = this.#viewOf(block.path, block.revision);
		const mine = ++this.#summing;
		const pause = pauses();
		const columns = view.table.columns;
		// A field's currency is its record's own: that of the column beside it, on the same way from the root.
		const currencyOf = block.columns.map((column) => {
			const name = columns[column]?.name ?? "";
			const wanted = `${name.slice(0, name.lastIndexOf(".") + 1)}CurrencyIsoCode`.toLowerCase();
			return columns.findIndex((one) => one.name.toLowerCase() === wanted);
		});
		for (const index of Uint32Array.from(indexesIn(view, block))) {
			await pause();
			if (mine !== this.#summing) throw cancelled();
			for (const [at, column] of block.columns.entries()) {
				const code = currencyOf[at] ?? -1;
				const currency = code < 0 ? null : view.table.value(index, code);
				summing.add(view.table.value(index, column), typeof currency === "string" ? currency : null);
			}
		}
		return summing.result;
	}

	async find(path: RowPath, revision: number, request: FindRequest): Promise<Found | null> {
		return (await this.#viewOf(path, revision).find(request)) ?? null;
	}

	dispose(): void {
		for (const { view } of this.#views.values()) view.dispose();
		this.#summing++;
		this.#segments.dispose();
	}

	#view(path: RowPath, revision: number): View | undefined {
		const known = this.#views.get(key(path));
		if (known) return known.view;
		const rows = this.#childRows(path);
		if (!rows) return undefined;
		const view = new View(rows.table, revision, rows.runs);
		view.timeZone = this.#timeZone ?? "UTC";
		this.#views.set(key(path), { path, view });
		return view;
	}

	/** The rows as they were when a page told where in them; throws `cancelled` when they are arranged otherwise by now. */
	#viewOf(path: RowPath, revision: number): View {
		const view = this.#view(path, revision);
		if (view?.revision !== revision) throw cancelled();
		return view;
	}

	#childRows(path: RowPath): ChildRows | undefined {
		const last = path.at(-1);
		const rows = last && this.#ownerOf(path)?.value(last.id, last.column);
		return rows instanceof ChildRows ? rows : undefined;
	}

	/** The table that the last row of a path is in. */
	#ownerOf(path: RowPath): Table | undefined {
		let table: Table | undefined = this.#table;
		for (const { column } of path.slice(0, -1)) table = table?.childTable(column);
		return table;
	}
}

const NO_ROWS: RowBlock = { ids: [], rows: [] };

function infoOf(view: View): RowsInfo {
	return {
		revision: view.revision,
		columns: view.table.columns,
		head: blockOf(view, 0, HEAD_ROWS),
		sort: view.sort,
		filters: view.filters,
		contains: view.contains,
		loaded: view.length,
		shown: view.shown,
		cutChildren: 0,
	};
}

function blockOf(view: View, from: number, count: number): RowBlock {
	const ids: number[] = [];
	const rows: Cell[][] = [];
	const columns = Array.from({ length: view.table.width }, (_, column) => column);
	for (let row = from; row < Math.min(from + count, view.shown); row++) {
		const index = view.indexOf(row) ?? 0;
		ids.push(index);
		rows.push(columns.map((column) => cellOf(view.table.value(index, column))));
	}
	return { ids, rows };
}

function* indexesIn(view: View, { fromRow, toRow }: Block): Generator<number> {
	for (let row = fromRow; row <= Math.min(toRow, view.shown - 1); row++) yield view.indexOf(row) ?? 0;
}

function* cutIn(table: Table, above: RowPath): Generator<CutChildren> {
	for (const { row, column, next } of table.cut()) yield { path: [...above, { id: row, column }], next };
	for (let column = 0; column < table.width; column++) {
		const child = table.childTable(column);
		// Who has a row of a child table is of no matter here: a path names tables by columns, and rows of the last one.
		if (child) yield* cutIn(child, [...above, { id: 0, column }]);
	}
}

function countCut(table: Table): number {
	let count = table.cutCount;
	for (let column = 0; column < table.width; column++) {
		const child = table.childTable(column);
		if (child) count += countCut(child);
	}
	return count;
}

/** All records of a level share one table: the way to it is by columns, and the last step's row is what it is of. */
function isSameCell(left: RowPath, right: RowPath): boolean {
	return (
		left.length === right.length &&
		left.every(({ column }, at) => column === right[at]?.column) &&
		left.at(-1)?.id === right.at(-1)?.id
	);
}

function key(path: RowPath): string {
	return path.map(({ id, column }) => `${id}:${column}`).join("/");
}

function cellOf(value: unknown): Cell {
	if (value === null || value === undefined) return null;
	if (typeof value === "boolean") return value;
	if (typeof value === "number") return { number: String(value) };
	if (value instanceof ExactNumber) return { number: value.text };
	if (value instanceof ChildRows) return { children: value.totalSize, complete: value.done };
	const text = shownText(value, undefined);
	return text.length > MAX_CELL ? { cut: clipped(text, MAX_CELL), length: text.length } : text;
}
