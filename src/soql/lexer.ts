export type TokenKind =
	| "word" // keywords, names, dotted paths are words and dots
	| "string"
	| "number"
	| "date"
	| "datetime"
	| "time"
	| "operator"
	| "punctuation" // ( ) , . : ; [ ]
	| "comment"
	| "space"
	| "unknown";

/** A piece of the text. Tokens cover every UTF-16 unit of it, in order, without gaps. */
export interface Token {
	readonly kind: TokenKind;
	readonly start: number;
	/** Exclusive. */
	readonly end: number;
	/** A string without its closing quote or a block comment without its end. */
	readonly unterminated?: true;
}

const SPACE = /\s+/y;
const LINE_COMMENT = /(?:\/\/|--)[^\r\n]*/y;
// Any letter beyond ASCII, but not the spaces there (a pasted no-break space, for one).
const WORD = /(?:[A-Za-z_]|(?!\s)[\u0080-\uffff])(?:\w|(?!\s)[\u0080-\uffff])*/y;
const DATETIME = /\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?/y;
const DATE = /\d{4}-\d{2}-\d{2}(?!\d)/y;
const TIME = /\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:?\d{2})?/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const OPERATOR = /<=|>=|<>|!=|=|<|>/y;
const PUNCTUATION = /[(),.:;[\]{}]/y;
// A string does not go on past its line; that keeps one missing quote from swallowing the queries below it.
const STRING = /'(?:\\[^\r\n]|[^'\\\r\n])*(')?/y;

/**
 * Cuts SOQL (or SOSL) text into tokens. Lossless: joining the ranges gives the text back. Never throws: what it
 * doesn't know is `unknown`, one unit each. `--` and `//` start line comments, `/*` a block comment.
 */
export function tokens(text: string): Token[] {
	const out: Token[] = [];
	let at = 0;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = at;
		return pattern.exec(text);
	};
	const add = (kind: TokenKind, length: number, unterminated = false) => {
		const range = { kind, start: at, end: at + length };
		out.push(unterminated ? { ...range, unterminated: true } : range);
		at += length;
	};
	const first = (kind: TokenKind, ...patterns: RegExp[]): boolean => {
		for (const pattern of patterns) {
			const match = take(pattern);
			if (!match) continue;
			add(kind, match[0].length);
			return true;
		}
		return false;
	};

	while (at < text.length) {
		if (first("space", SPACE) || first("comment", LINE_COMMENT)) continue;
		if (text.startsWith("/*", at)) {
			const end = text.indexOf("*/", at + 2);
			add("comment", (end < 0 ? text.length : end + 2) - at, end < 0);
			continue;
		}
		const string = take(STRING);
		if (string) {
			add("string", string[0].length, string[1] === undefined);
			continue;
		}
		if (first("datetime", DATETIME) || first("date", DATE) || first("time", TIME)) continue;
		if (first("number", NUMBER) || first("word", WORD) || first("operator", OPERATOR)) continue;
		if (first("punctuation", PUNCTUATION)) continue;
		add("unknown", 1);
	}
	return out;
}

/** The tokens that mean something: without space and comments. */
export function meaningful(all: readonly Token[]): Token[] {
	return all.filter(({ kind }) => kind !== "space" && kind !== "comment");
}

/**
 * The text with each comment replaced by spaces (line breaks stay), so that every position in an answer of the
 * platform is a position in the person's text.
 */
export function withoutComments(text: string): string {
	let out = "";
	for (const { kind, start, end } of tokens(text)) {
		const piece = text.slice(start, end);
		out += kind === "comment" ? piece.replace(/[^\r\n]/g, " ") : piece;
	}
	return out;
}
