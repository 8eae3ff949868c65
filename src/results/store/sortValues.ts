import type { ColumnKind } from "../../pages/results.ts";
import { ExactNumber } from "../../salesforce/rest/query.ts";
import { textOf } from "../copyFormats.ts";
import type { Pause } from "./pause.ts";
import type { SortValues } from "./radix.ts";
import { ranksOf } from "./ranks.ts";
import { SegmentReader } from "./segment.ts";
import type { Table } from "./table.ts";

const collator = new Intl.Collator();

/**
 * What a column sorts by: numbers by value, text by the rules of the person's language, dates and Ids by their
 * characters, booleans false first, child rows by their count.
 */
export async function sortValues(
	table: Table,
	column: number,
	kind: ColumnKind,
	pause: Pause,
): Promise<SortValues> {
	const totals = table.childTotals(column);
	if (totals) return { kind: "numbers", values: Float64Array.from(totals, (total) => total ?? Number.NaN) };
	if (kind === "number") return numbersOf(table, column, pause);
	const texts: (string | null)[] = [];
	for (const { from, rows } of table.blocks(column)) {
		await pause();
		while (texts.length < from) texts.push(null);
		const values = rows instanceof SegmentReader ? rows.values() : (rows ?? []);
		for (const value of values) texts.push(value === null || value === undefined ? null : textOf(value));
	}
	while (texts.length < table.length) texts.push(null);
	// Dates, Ids and booleans are the same in every language.
	return ranksOf(texts, kind === "text" ? collator : undefined, pause);
}

async function numbersOf(table: Table, column: number, pause: Pause): Promise<SortValues> {
	const values = new Float64Array(table.length).fill(Number.NaN);
	for (const { from, rows } of table.blocks(column)) {
		await pause();
		// Rows that have come since are not meant.
		if (from >= values.length) break;
		if (rows instanceof SegmentReader && rows.numbers) {
			values.set(rows.numbers.subarray(0, values.length - from), from);
			continue;
		}
		const all = rows instanceof SegmentReader ? rows.values() : (rows ?? []);
		for (const [at, value] of all.entries())
			if (from + at < values.length) values[from + at] = asNumber(value);
	}
	return { kind: "numbers", values };
}

function asNumber(value: unknown): number {
	if (typeof value === "number") return value;
	return value instanceof ExactNumber ? Number(value.text) : Number.NaN;
}
