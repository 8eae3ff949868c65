export type TokenKind =
	| "word" // keywords, names, dotted paths are words and dots
	| "string"
	| "number"
	| "date"
	| "datetime"
	| "time"
	| "operator"
	| "punctuation" // ( ) , . : ; [ ] { }
	| "search" // what FIND looks for, with its braces
	| "comment"
	| "space"
	| "unknown";

/** A piece of the text. Tokens cover every UTF-16 unit of it, in order, without gaps. */
export interface Token {
	readonly kind: TokenKind;
	readonly start: number;
	/** Exclusive. */
	readonly end: number;
	/** A string without its closing quote, a block comment or a search text without its end. */
	readonly unterminated?: true;
}

const LINE_COMMENT = /(?:\/\/|--)[^\r\n]*/y;
const DATETIME = /\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?/y;
const DATE = /\d{4}-\d{2}-\d{2}(?!\d)/y;
const TIME = /\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:?\d{2})?/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
// A string does not go on past its line; that keeps one missing quote from swallowing the queries below it.
const STRING = /'(?:\\[^\r\n]|[^'\\\r\n])*(')?/y;
const SEARCH = /\{(?:\\[^\r\n]|[^}\\\r\n])*(\})?/y;

const SPACE_BEYOND_ASCII = /\s/;
/** What a character can begin. */
type Class =
	| "other"
	| "space"
	| "word"
	| "digit"
	| "quote"
	| "sign"
	| "dot"
	| "slash"
	| "angle"
	| "bang"
	| "equals"
	| "mark"
	| "openBrace";

/** What a character begins, for all of ASCII. */
const CLASSES: readonly Class[] = Array.from({ length: 128 }, (_, code) => {
	const character = String.fromCharCode(code);
	if (/\s/.test(character)) return "space";
	if (/[A-Za-z_]/.test(character)) return "word";
	if (/\d/.test(character)) return "digit";
	const marks: Readonly<Record<string, Class>> = {
		"'": "quote",
		"+": "sign",
		"-": "sign",
		".": "dot",
		"/": "slash",
		"<": "angle",
		">": "angle",
		"!": "bang",
		"=": "equals",
		"{": "openBrace",
	};
	return marks[character] ?? (/[(),:;[\]}]/.test(character) ? "mark" : "other");
});

/** Any letter beyond ASCII counts as one of a word, but not the spaces there (a pasted no-break space, for one). */
function classAt(text: string, at: number): Class {
	const code = text.charCodeAt(at);
	if (code < 128) return CLASSES[code] ?? "other";
	return SPACE_BEYOND_ASCII.test(text.charAt(at)) ? "space" : "word";
}

/**
 * Cuts SOQL (or SOSL) text into tokens. Lossless: joining the ranges gives the text back. Never throws: what it
 * doesn't know is `unknown`, one unit each. `--` and `//` start line comments, `/*` a block comment; braces after FIND
 * hold a search text.
 */
export function tokens(text: string): Token[] {
	const out: Token[] = [];
	const { length } = text;
	let at = 0;
	let afterFind = false;
	const matchEnd = (pattern: RegExp): number => {
		pattern.lastIndex = at;
		return pattern.test(text) ? pattern.lastIndex : -1;
	};
	while (at < length) {
		const start = at;
		const kind = next();
		out.push(ended(kind) ? { kind, start, end: at } : { kind, start, end: at, unterminated: true });
		if (kind !== "space" && kind !== "comment") {
			afterFind = kind === "word" && at - start === 4 && text.slice(start, at).toUpperCase() === "FIND";
		}
		function ended(made: TokenKind): boolean {
			if (made === "string") return at - start > 1 && closes(text, start, at, "'");
			if (made === "search") return closes(text, start, at, "}");
			return made !== "comment" || text.charCodeAt(start + 1) !== 42 || isClosedComment(text, start, at);
		}
	}
	return out;

	function next(): TokenKind {
		switch (classAt(text, at)) {
			case "space":
				do at++;
				while (at < length && classAt(text, at) === "space");
				return "space";
			case "word":
				return word();
			case "digit":
				return digits();
			case "quote":
				return to("string", matchEnd(STRING));
			case "sign":
				if (text.startsWith("--", at)) return to("comment", matchEnd(LINE_COMMENT));
				return to("number", matchEnd(NUMBER));
			case "dot": {
				const end = matchEnd(NUMBER);
				return end < 0 ? to("punctuation", at + 1) : to("number", end);
			}
			case "slash":
				return slash();
			case "angle": {
				const pair = text.slice(at, at + 2);
				return to("operator", at + (pair === "<=" || pair === ">=" || pair === "<>" ? 2 : 1));
			}
			case "bang":
				return text.charCodeAt(at + 1) === 61 ? to("operator", at + 2) : to("unknown", at + 1);
			case "equals":
				return to("operator", at + 1);
			case "openBrace":
				return afterFind ? to("search", matchEnd(SEARCH)) : to("punctuation", at + 1);
			case "mark":
				return to("punctuation", at + 1);
			case "other":
				return to("unknown", at + 1);
		}
	}

	/** Takes the text up to `end`; where nothing matched, one unit that nobody knows. */
	function to(kind: TokenKind, end: number): TokenKind {
		if (end < 0) {
			at++;
			return "unknown";
		}
		at = end;
		return kind;
	}

	function word(): TokenKind {
		let kind: Class;
		do {
			at++;
			kind = at < length ? classAt(text, at) : "other";
		} while (kind === "word" || kind === "digit");
		return "word";
	}

	function digits(): TokenKind {
		// Only four digits and a hyphen begin a date, only two and a colon a time.
		if (text.charCodeAt(at + 4) === 45) {
			const datetime = matchEnd(DATETIME);
			if (datetime >= 0) return to("datetime", datetime);
			const date = matchEnd(DATE);
			if (date >= 0) return to("date", date);
		}
		if (text.charCodeAt(at + 2) === 58) {
			const time = matchEnd(TIME);
			if (time >= 0) return to("time", time);
		}
		return to("number", matchEnd(NUMBER));
	}

	function slash(): TokenKind {
		const second = text.charCodeAt(at + 1);
		if (second === 47) return to("comment", matchEnd(LINE_COMMENT));
		if (second !== 42) return to("unknown", at + 1);
		const end = text.indexOf("*/", at + 2);
		return to("comment", end < 0 ? length : end + 2);
	}
}

/** Whether a quoted piece ends with its own mark, not with an escaped one. */
function closes(text: string, start: number, end: number, mark: string): boolean {
	if (text.charAt(end - 1) !== mark) return false;
	let slashes = 0;
	for (let at = end - 2; at > start && text.charCodeAt(at) === 92; at--) slashes++;
	return slashes % 2 === 0;
}

function isClosedComment(text: string, start: number, end: number): boolean {
	return end - start >= 4 && text.endsWith("*/", end);
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
