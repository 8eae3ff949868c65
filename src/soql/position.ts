const BREAK = /\r\n|\r|\n/g;

/**
 * The offset in `text` of the platform's "Row:r:Column:c" (both from 1; a row is a line of the query as sent).
 * Positions outside the text are moved to its nearest end.
 */
export function offsetOfRow(text: string, row: number, column: number): number {
	let start = 0;
	let line = 1;
	for (const match of text.matchAll(BREAK)) {
		if (line >= row) break;
		start = match.index + match[0].length;
		line++;
	}
	return Math.max(0, Math.min(text.length, start + column - 1));
}

/** The word at or after `offset`, for a squiggle that can be seen: at least one unit wide where there is any. */
export function wordRange(text: string, offset: number): { start: number; end: number } {
	const start = Math.min(offset, Math.max(0, text.length - 1));
	const match = /^[\w.$]+/.exec(text.slice(start));
	return { start, end: Math.min(text.length, start + (match?.[0].length ?? 1)) };
}
