import { type Token, tokens } from "../lexer.ts";
import { Cursor, type Piece } from "./cursor.ts";
import { readQuery } from "./query.ts";
import { readSearch } from "./sosl.ts";
import type { Expectation, Parsed, Statement, SyntaxProblem } from "./syntax.ts";

/** Longer words are names, not keywords. */
const LONGEST_WORD = 24;

/**
 * Reads one SOQL query or SOSL search (SOQL and SOSL Reference; the grammars of REST, Apex, Tooling and Bulk at once).
 * Never throws, whatever the text is; what is wrong is in `problems`, ordered by place, and the rest is read.
 */
export function parse(text: string, all: readonly Token[] = tokens(text)): Parsed {
	const { cursor, broken } = cursorOver(text, all);
	const statement = readStatement(cursor);
	const problems = [...broken, ...cursor.problems].sort((a, b) => a.start - b.start);
	return { statement, problems, skipped: cursor.skipped };
}

/** What stands around the cursor of a text, and what could stand there. */
export interface Expected {
	readonly statement: Statement | undefined;
	readonly expected: readonly Expectation[];
	/** The range that what is chosen replaces: the word at the cursor, or nothing. */
	readonly start: number;
	readonly end: number;
	/** What the cursor is in. */
	readonly inside: "word" | "string" | "number" | "nothing" | "comment";
}

/** Reads a query for the cursor at `offset`. Never throws. */
export function expectedAt(text: string, offset: number): Expected {
	const all = tokens(text);
	const touched = all.find((token) => touches(token, offset));
	const nothing = { start: offset, end: offset };
	if (touched?.kind === "comment")
		return { statement: undefined, expected: [], ...nothing, inside: "comment" };
	const { cursor } = cursorOver(text, all, touched ?? offset);
	const statement = readStatement(cursor);
	const { expected } = cursor;
	if (!touched) return { statement, expected, ...nothing, inside: "nothing" };
	const inside = touched.kind === "string" ? "string" : touched.kind === "word" ? "word" : "number";
	return { statement, expected, start: touched.start, end: touched.end, inside };
}

/** Whether a token is what the cursor is in or right behind, so that typing on changes it. */
function touches({ kind, start, end, unterminated }: Token, offset: number): boolean {
	switch (kind) {
		case "word":
		case "number":
		case "date":
		case "datetime":
		case "time":
			return start < offset && offset <= end;
		case "string":
		case "search":
		case "comment":
			return start < offset && (offset < end || (offset === end && unterminated === true));
		default:
			return false;
	}
}

function readStatement(cursor: Cursor): Statement | undefined {
	cursor.could("SELECT", "FIND");
	if (cursor.sees("FIND")) return readSearch(cursor);
	if (cursor.sees("SELECT")) return readQuery(cursor, { role: "top" });
	if (cursor.atEnd) return undefined;
	cursor.missing("query");
	// Something else stands before it, or instead.
	while (!cursor.atEnd && !cursor.sees("SELECT")) {
		cursor.skipped.push({ start: cursor.peek().start, end: cursor.peek().end });
		cursor.take();
	}
	return cursor.atEnd ? undefined : readQuery(cursor, { role: "top" });
}

interface Over {
	readonly cursor: Cursor;
	readonly broken: readonly SyntaxProblem[];
}

/** A cursor over the tokens that mean something; `hole` is the one that is being typed, or where one would be. */
function cursorOver(text: string, all: readonly Token[], hole?: Token | number): Over {
	const pieces: Piece[] = [];
	const broken: SyntaxProblem[] = [];
	let open = typeof hole === "number" ? hole : -1;
	for (const token of all) {
		const { kind, start, end } = token;
		if (token.unterminated) broken.push({ code: UNTERMINATED.get(kind) ?? "unterminatedString", start, end });
		if (kind === "space" || kind === "comment") continue;
		if (open >= 0 && start >= open) {
			pieces.push({ kind: "hole", start: open, end: open, word: "" });
			open = -1;
		}
		if (token === hole) pieces.push({ kind: "hole", start, end, word: "" });
		else pieces.push({ kind, start, end, word: wordOf(text, token) });
	}
	if (open >= 0) pieces.push({ kind: "hole", start: open, end: open, word: "" });
	const first = pieces[0]?.start ?? 0;
	const last = pieces.at(-1)?.end ?? 0;
	return { cursor: new Cursor(text, pieces, first, last), broken };
}

const UNTERMINATED: ReadonlyMap<string, "unterminatedString" | "unterminatedComment" | "unterminatedSearch"> =
	new Map([
		["string", "unterminatedString"],
		["comment", "unterminatedComment"],
		["search", "unterminatedSearch"],
	]);

function wordOf(text: string, { kind, start, end }: Token): string {
	if (end - start > LONGEST_WORD || kind === "string") return "";
	const word = text.slice(start, end);
	return kind === "word" ? word.toUpperCase() : word;
}
