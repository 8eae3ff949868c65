import type { ResultColumn } from "../../pages/results.ts";
import { ChildRows } from "../store/childRows.ts";
import type { Pause } from "../store/pause.ts";
import type { Table } from "../store/table.ts";
import { Batch, listedRows, type RowList } from "./rowList.ts";

/** Rows that are read together: what is packed together. */
export const BATCH_ROWS = 1024;

/** Rows of one depth: of the result, or the child rows that all its rows have in one column. */
export interface Level {
	/** The relationships down to it, dotted; empty for the result. */
	readonly path: string;
	readonly rows: RowList;
	readonly columns: readonly number[];
	/** Whose rows they are. */
	readonly parent: { readonly level: Level; readonly places: Uint32Array } | undefined;
}

export function columnsOf({ rows, columns }: Level): readonly ResultColumn[] {
	const all = rows.table.columns;
	return columns.flatMap((column) => all[column] ?? []);
}

// Names with a space: no field can have them.
const PARENT_ROW = "Parent row";
const PARENT_ID = "Parent Id";

/** The names over a level's rows: child rows begin with the row of their parent, counted from 1, and its Id. */
export function headerOf(level: Level): readonly string[] {
	const names = columnsOf(level).map(({ name }) => name);
	if (!level.parent) return names;
	return [PARENT_ROW, ...(idColumn(level.parent.level.rows.table) < 0 ? [] : [PARENT_ID]), ...names];
}

/** Some rows of a level: values that say whose they are, and the rows themselves. */
export interface LevelRows {
	readonly parents: readonly (readonly unknown[])[];
	readonly batch: Batch;
}

export function* batchesOf({ rows, parent }: Level): Generator<LevelRows> {
	for (let from = 0; from < rows.length; from += BATCH_ROWS) {
		const to = Math.min(from + BATCH_ROWS, rows.length);
		const batch = new Batch(rows.table, rows.indexes(from, to));
		yield { batch, parents: parent ? parentValues(parent, from, to) : [] };
	}
}

/** The values under `headerOf`, some rows at a time. */
export function* valuesOf(level: Level): Generator<readonly (readonly unknown[])[]> {
	for (const { parents, batch } of batchesOf(level))
		yield [...parents, ...level.columns.map((column) => batch.values(column))];
}

function parentValues(
	{ level, places }: NonNullable<Level["parent"]>,
	from: number,
	to: number,
): unknown[][] {
	const some = places.subarray(from, to);
	const numbers = Array.from(some, (place) => place + 1);
	const { table } = level.rows;
	const id = idColumn(table);
	if (id < 0) return [numbers];
	return [
		numbers,
		Array.from(some, (place) => table.value(level.rows.indexes(place, place + 1)[0] ?? 0, id)),
	];
}

function idColumn(table: Table): number {
	return table.columns.findIndex(({ name }) => name.toLowerCase() === "id");
}

/** The levels below one, each followed by those below it: all child rows that are here, as they came. */
export async function childLevels(level: Level, pause: Pause): Promise<readonly Level[]> {
	const levels: Level[] = [];
	for (const column of level.columns) {
		const table = level.rows.table.childTable(column);
		if (!table) continue;
		const name = level.rows.table.columns[column]?.name ?? "";
		const runs: { readonly place: number; readonly from: number; readonly count: number }[] = [];
		let length = 0;
		for (let from = 0; from < level.rows.length; from += BATCH_ROWS) {
			const indexes = level.rows.indexes(from, Math.min(from + BATCH_ROWS, level.rows.length));
			for (const [at, row] of indexes.entries()) {
				const value = level.rows.table.value(row, column);
				if (!(value instanceof ChildRows)) continue;
				for (const run of value.runs) {
					runs.push({ place: from + at, ...run });
					length += run.count;
				}
			}
			await pause();
		}
		const indexes = new Uint32Array(length);
		const places = new Uint32Array(length);
		let at = 0;
		for (const { place, from, count } of runs) {
			places.fill(place, at, at + count);
			for (let row = 0; row < count; row++) indexes[at++] = from + row;
		}
		const child: Level = {
			path: level.path === "" ? name : `${level.path}.${name}`,
			rows: listedRows(table, indexes),
			columns: [...table.columns.keys()],
			parent: { level, places },
		};
		levels.push(child, ...(await childLevels(child, pause)));
	}
	return levels;
}
