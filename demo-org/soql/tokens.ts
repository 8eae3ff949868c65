import { lexicalError } from "./soqlError.ts";
import { stringValue } from "./stringLiteral.ts";

export type TokenKind = "word" | "number" | "string" | "date" | "dateTime" | "time" | "symbol" | "end";

export interface Token {
	readonly kind: TokenKind;
	/** As written; `<EOF>` at the end. */
	readonly text: string;
	readonly at: number;
}

/** The longest string literal (SOQL and SOSL Reference, "SOQL and SOSL Limits"). */
export const MAX_STRING = 4000;

const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const DATE_TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})/y;
const DATE = /\d{4}-\d{2}-\d{2}(?![T\d])/y;
const TIME = /\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z?/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const STRING = /'[^'\\]*(?:\\[^][^'\\]*)*'/y;
const SYMBOL = /<=|>=|!=|<>|[=<>(),.:;+\-*/[\]{}%]/y;
const SPACE = /[ \t\r\n\f]+/y;

const KINDS: readonly (readonly [TokenKind, RegExp])[] = [
	["word", WORD],
	["symbol", SYMBOL],
	["string", STRING],
	["dateTime", DATE_TIME],
	["date", DATE],
	["time", TIME],
	["number", NUMBER],
];

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}

/**
 * Cuts a SOQL text into its tokens; the last one is the end.
 * Throws MALFORMED_QUERY for a character that no token begins with, a string that does not end, and a backslash
 * that escapes nothing.
 */
export function tokensOf(soql: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	for (;;) {
		at += matchAt(SPACE, soql, at)?.length ?? 0;
		if (at >= soql.length) break;
		const token = tokenAt(soql, at);
		tokens.push(token);
		at += token.text.length;
	}
	tokens.push({ kind: "end", text: "<EOF>", at: soql.length });
	return tokens;
}

function tokenAt(soql: string, at: number): Token {
	for (const [kind, pattern] of KINDS) {
		const text = matchAt(pattern, soql, at);
		if (text === undefined) continue;
		if (kind === "string") checkEscapes(soql, text, at);
		return { kind, text, at };
	}
	const char = String.fromCodePoint(soql.codePointAt(at) ?? 0);
	if (char === "'") throw lexicalError(soql, soql.length, "mismatched character '<EOF>' expecting '''");
	throw lexicalError(soql, at, `no viable alternative at character '${char}'`);
}

function checkEscapes(soql: string, quoted: string, at: number): void {
	const wrong = stringValue(quoted).wrongEscapeAt;
	if (wrong === null) return;
	throw lexicalError(soql, at + wrong, `no viable alternative at character '${quoted.charAt(wrong)}'`);
}
