import { parse } from "./parse/parse.ts";

/**
 * A query as the API takes it: `ALL ROWS` gives way to spaces, so that every position stays, and `isAll` says that
 * deleted and archived rows are wanted, too.
 */
export function withoutAllRows(soql: string): { readonly text: string; readonly isAll: boolean } {
	// Most queries don't have the words at all: those aren't read.
	if (!/\bALL\s+ROWS\b/i.test(soql)) return { text: soql, isAll: false };
	const { statement } = parse(soql);
	const range = statement?.kind === "query" ? statement.allRows : undefined;
	if (!range) return { text: soql, isAll: false };
	const { start, end } = range;
	return { text: soql.slice(0, start) + " ".repeat(end - start) + soql.slice(end), isAll: true };
}
