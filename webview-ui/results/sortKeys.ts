import type { SortKey } from "../../src/pages/results.ts";

/**
 * What the next press on a column's sort button asks for: ascending, descending, as it came. `more` keeps the other
 * columns and puts this one behind them.
 */
export function nextSort(sort: readonly SortKey[], column: number, more: boolean): SortKey[] {
	const at = sort.findIndex((key) => key.column === column);
	const now = sort[at];
	const next: SortKey[] = now?.descending === true ? [] : [{ column, descending: now !== undefined }];
	if (!more) return next;
	if (now === undefined) return [...sort, ...next];
	return [...sort.slice(0, at), ...next, ...sort.slice(at + 1)];
}
