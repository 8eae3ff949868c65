import type { ColumnKind } from "../../pages/results.ts";
import { ExactNumber } from "../../salesforce/rest/query.ts";
import { textOf } from "../copyFormats.ts";
import { ChildRows } from "./childRows.ts";
import { type Filter, folded, passes } from "./filter.ts";
import type { Pause } from "./pause.ts";
import { SEGMENT_ROWS, SegmentReader } from "./segment.ts";
import type { Table } from "./table.ts";

/** One for each row of a table: 1 where it is shown. */
export type Marks = Uint8Array;

/** Marks the rows from `from` on whose value in a column passes. */
export async function rowsPassing(
	table: Table,
	column: number,
	filter: Filter,
	pause: Pause,
): Promise<Marks> {
	const marks = new Uint8Array(table.length);
	const totals = table.childTotals(column);
	if (totals) {
		for (const [row, total] of totals.entries())
			marks[row] = passes(countedFor(filter, total), filter) ? 1 : 0;
		return marks;
	}
	const ofNull = passes(null, filter) ? 1 : 0;
	for (const { from, rows } of table.blocks(column)) {
		await pause();
		if (rows === undefined) marks.fill(ofNull, from, from + rowsFrom(table, from));
		else if (rows instanceof SegmentReader) markSegment(marks, from, rows, filter);
		else
			for (const [at, value] of rows.entries()) marks[from + at] = passes(comparable(value), filter) ? 1 : 0;
	}
	return marks;
}

/** Marks the rows where any column's text contains `text`, without regard to case. */
export async function rowsContaining(table: Table, text: string, pause: Pause): Promise<Marks> {
	const marks = new Uint8Array(table.length);
	for (let column = 0; column < table.width; column++) {
		const found = await cellsContaining(table, column, text, pause);
		for (let row = 0; row < marks.length; row++) marks[row] = (marks[row] ?? 0) | (found[row] ?? 0);
	}
	return marks;
}

/** Marks the rows whose text in a column contains `text`, without regard to case; child rows by their count. */
export async function cellsContaining(
	table: Table,
	column: number,
	text: string,
	pause: Pause,
): Promise<Marks> {
	const marks = new Uint8Array(table.length);
	const wanted = folded(text);
	const kind = table.kindOf(column);
	if (kind && !mayContain(kind, wanted)) return marks;
	const totals = table.childTotals(column);
	if (totals) {
		for (const [row, total] of totals.entries())
			marks[row] = total !== null && String(total).includes(wanted) ? 1 : 0;
		return marks;
	}
	for (const { from, rows } of table.blocks(column)) {
		await pause();
		if (rows === undefined) continue;
		const lowered = rows instanceof SegmentReader ? rows.lowered() : undefined;
		if (lowered) markContaining(marks, from, lowered, wanted);
		else {
			const values = rows instanceof SegmentReader ? rows.values() : rows;
			for (const [at, value] of values.entries())
				marks[from + at] = folded(textOf(value)).includes(wanted) ? 1 : 0;
		}
	}
	return marks;
}

/** The platform sends null for no child rows: that is none of them, and empty. */
export function countedFor(filter: Filter, total: unknown): unknown {
	return total === null && filter.kind !== "empty" ? 0 : total;
}

/** Whether values of that kind can have such a text: most that is looked for can't be in a number or a date. */
function mayContain(kind: ColumnKind, text: string): boolean {
	switch (kind) {
		case "number":
		case "children":
			return /^[-+.e\d]*$/.test(text);
		case "date":
		case "datetime":
			return /^[-+.:tz\d]*$/.test(text);
		case "boolean":
			return "true".includes(text) || "false".includes(text);
		case "id":
		case "text":
			return true;
	}
}

function markSegment(marks: Marks, from: number, rows: SegmentReader, filter: Filter): void {
	if (rows.numbers && filter.kind === "number") {
		const { numbers } = rows;
		for (let at = 0; at < numbers.length; at++) {
			const value = numbers[at] ?? Number.NaN;
			if (!Number.isNaN(value))
				marks[from + at] = (value >= filter.from && value <= filter.to) !== filter.not ? 1 : 0;
		}
		return;
	}
	if (filter.kind === "text" && filter.how === "contains" && filter.text !== "") {
		const lowered = rows.lowered();
		if (lowered) {
			markContaining(marks, from, lowered, filter.text);
			if (filter.not) for (let at = from; at < from + rows.rows; at++) marks[at] = 1 - (marks[at] ?? 0);
			return;
		}
	}
	for (const [at, value] of rows.values().entries())
		marks[from + at] = passes(comparable(value), filter) ? 1 : 0;
}

/** Looks through the texts of many rows at once. */
function markContaining(
	marks: Marks,
	from: number,
	{ text, end }: { readonly text: string; readonly end: (row: number) => number },
	wanted: string,
): void {
	let row = 0;
	for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at)) {
		while (end(row) <= at) row++;
		if (at + wanted.length <= end(row)) {
			marks[from + row] = 1;
			at = end(row);
		} else at++;
	}
}

/** A value as filters compare it: numbers as doubles, child rows by their count, compound fields as their text. */
export function comparable(value: unknown): unknown {
	if (value instanceof ChildRows) return value.totalSize;
	if (value instanceof ExactNumber) return Number(value.text);
	return typeof value === "object" && value !== null ? textOf(value) : value;
}

function rowsFrom(table: Table, from: number): number {
	return Math.min(SEGMENT_ROWS, table.length - from);
}
