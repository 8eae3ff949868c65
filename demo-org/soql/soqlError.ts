import { PlatformError } from "../platformError.ts";

/**
 * The platform's message for a fault at an offset of a query: a newline, a piece of the query, a caret under the
 * fault, `ERROR at Row:r:Column:c` and the detail. Column is 1-based and rows count the query's line breaks.
 *
 * Short queries are shown whole. For long ones recordings show 30-48 characters before and 33-43 after, cut at
 * word ends; the exact rule is not known.
 */
function locatedMessage(soql: string, at: number, detail: string): string {
	let from = 0;
	let to = soql.length;
	if (soql.length > 80) {
		from = Math.max(0, at - 48);
		to = Math.min(soql.length, at + 40);
		while (from > 0 && from < at - 30 && !/[\s,(]/.test(soql.charAt(from - 1))) from += 1;
		while (to < soql.length && to > at + 33 && !/[\s,)]/.test(soql.charAt(to))) to -= 1;
	}
	const before = soql.slice(0, at).split("\n");
	const row = before.length;
	const column = (before.at(-1) ?? "").length + 1;
	return `\n${soql.slice(from, to)}\n${" ".repeat(at - from)}^\nERROR at Row:${row}:Column:${column}\n${detail}`;
}

/** A refusal of a query that points at the offending text. */
export function soqlError(errorCode: string, soql: string, at: number, detail: string): PlatformError {
	return new PlatformError(400, errorCode, locatedMessage(soql, at, detail));
}

/** A refusal of a query that points nowhere. */
export function plainSoqlError(errorCode: string, message: string): PlatformError {
	return new PlatformError(400, errorCode, message);
}

/**
 * A refusal of the platform's lexer. Developers pasted
 * `ERROR at Row:1:Column:58\nline 1:58 no viable alternative at character '"'` for a quote at offset 58: this part
 * counts from 0, so that the caret stands one place early.
 */
export function lexicalError(soql: string, at: number, what: string): PlatformError {
	const before = soql.slice(0, at).split("\n");
	const column = (before.at(-1) ?? "").length;
	const detail = `line ${before.length}:${column} ${what}`;
	return soqlError("MALFORMED_QUERY", soql, column === 0 ? at : at - 1, detail);
}

export function unexpectedToken(soql: string, at: number, token: string): PlatformError {
	return soqlError("MALFORMED_QUERY", soql, at, `unexpected token: '${token}'`);
}
