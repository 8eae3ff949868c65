import { meaningful, type Token, tokens } from "./lexer.ts";
import { parse } from "./parse/parse.ts";

/** One query of a document. The range has no surrounding space, comments or separator. */
export interface Statement {
	readonly start: number;
	/** Exclusive. */
	readonly end: number;
	readonly text: string;
}

/**
 * The queries of a document. `;` separates. A blank line separates only where the text before could be a whole query
 * and the next word is SELECT or FIND, so that a query may have blank lines inside.
 */
export function statements(text: string): Statement[] {
	const out: Statement[] = [];
	let current: Token[] = [];
	const finish = () => {
		const first = current[0];
		const last = current.at(-1);
		if (first && last)
			out.push({ start: first.start, end: last.end, text: text.slice(first.start, last.end) });
		current = [];
	};
	for (const token of meaningful(tokens(text))) {
		if (text[token.start] === ";" && token.kind === "punctuation") {
			finish();
			continue;
		}
		const last = current.at(-1);
		if (
			last &&
			startsQuery(text, token) &&
			blankLineBetween(text, last.end, token.start) &&
			whole(text, current)
		) {
			finish();
		}
		current.push(token);
	}
	finish();
	return out;
}

/**
 * The query a person means with the cursor at `offset`: the one around it, else the nearest one that ends before it
 * on the same line, else the next one, else the last.
 */
export function statementAt(text: string, offset: number): Statement | undefined {
	const all = statements(text);
	const around = all.find(({ start, end }) => start <= offset && offset <= end);
	if (around) return around;
	const before = all.findLast(({ end }) => end < offset);
	if (before && !/[\r\n]/.test(text.slice(before.end, offset))) return before;
	return all.find(({ start }) => start > offset) ?? before;
}

/**
 * The part of a document that an offset belongs to while a person types there: the query that began last before it, to
 * its end or to the offset; nothing where the last query was ended by `;`.
 */
export function regionAt(text: string, offset: number): Statement {
	const last = statements(text).findLast(({ start }) => start <= offset);
	const nothing = { start: offset, end: offset, text: "" };
	if (!last) return nothing;
	const between = meaningful(tokens(text.slice(last.end, Math.max(last.end, offset))));
	if (between.length > 0) return nothing;
	const end = Math.max(last.end, offset);
	return { start: last.start, end, text: text.slice(last.start, end) };
}

function word(text: string, token: Token | undefined): string {
	return token?.kind === "word" ? text.slice(token.start, token.end).toLowerCase() : "";
}

function startsQuery(text: string, token: Token): boolean {
	const name = word(text, token);
	return name === "select" || name === "find";
}

function blankLineBetween(text: string, from: number, to: number): boolean {
	return /\r?\n[ \t]*\r?\n/.test(text.slice(from, to));
}

/** Whether nothing is missing at the end of a query; what is wrong inside doesn't make it longer. */
function whole(text: string, query: readonly Token[]): boolean {
	const start = query[0]?.start ?? 0;
	const end = query.at(-1)?.end ?? start;
	const { problems } = parse(text.slice(start, end));
	return !problems.some((problem) => problem.code === "expected" && problem.end === end - start);
}
