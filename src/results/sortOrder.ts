import type { SortKey } from "../pages/results.ts";
import { ExactNumber, type SfRecord } from "../salesforce/rest/query.ts";
import { type Column, isChildResult, valueAt } from "./columns.ts";

type Compare = (a: number, b: number) => number;

/**
 * The order in which records are shown when they are sorted by these columns, the first one deciding: their indexes.
 * Numbers go by value, text by the rules of the person's language, child rows by their count; what is null comes last
 * in both directions. Records that are equal in all of them stay as they came.
 */
export function sortOrder(
	records: readonly SfRecord[],
	columns: readonly Column[],
	by: readonly SortKey[],
): Uint32Array {
	const order = Uint32Array.from(records, (_record, index) => index);
	const compares = by.flatMap(({ column, descending }) => {
		const at = columns[column];
		return at ? [compareBy(records, at, descending)] : [];
	});
	return order.sort((a, b) => {
		for (const compare of compares) {
			const difference = compare(a, b);
			if (difference !== 0) return difference;
		}
		return a - b;
	});
}

const collator = new Intl.Collator();

function compareBy(records: readonly SfRecord[], column: Column, descending: boolean): Compare {
	const keys = records.map((record) => keyOf(valueAt(record, column)));
	// Dates and ids are the same in every language.
	const plain = column.kind === "date" || column.kind === "datetime" || column.kind === "id";
	const sign = descending ? -1 : 1;
	return (a, b) => {
		const [left, right] = [keys[a] ?? null, keys[b] ?? null];
		if (left === right) return 0;
		if (left === null) return 1;
		if (right === null) return -1;
		if (typeof left === "number" && typeof right === "number") return sign * (left - right);
		if (typeof left === "string" && typeof right === "string") {
			return sign * (plain ? (left < right ? -1 : 1) : collator.compare(left, right));
		}
		return sign * (typeof left === "number" ? -1 : 1);
	};
}

function keyOf(value: unknown): string | number | null {
	if (value === null || value === undefined || value === "") return null;
	if (typeof value === "string" || typeof value === "number") return value;
	if (typeof value === "boolean") return Number(value);
	if (value instanceof ExactNumber) return Number(value.text);
	return isChildResult(value) ? value.totalSize : JSON.stringify(value);
}
