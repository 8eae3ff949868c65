import { PlatformError } from "../platformError.ts";

/** Which fields a search looks into. */
export type SearchGroup = "ALL" | "NAME" | "EMAIL" | "PHONE" | "SIDEBAR";

/** One object of RETURNING; `fields` is empty for the Id alone. */
export interface Returning {
	readonly name: string;
	readonly fields: readonly string[];
	/** What follows the field list: WHERE, ORDER BY, LIMIT, OFFSET, as SOQL has them. */
	readonly clauses: string;
}

export interface Search {
	readonly term: string;
	readonly group: SearchGroup;
	/** Empty for all searchable objects. */
	readonly returning: readonly Returning[];
	readonly limit: number;
}

const MOST = 2000;

export function malformed(message: string): PlatformError {
	return new PlatformError(400, "MALFORMED_SEARCH", message);
}

/**
 * Reads a SOSL text as REST takes it: `FIND {term} [IN group FIELDS] [RETURNING Object(fields clauses), …] [LIMIT n]`.
 * Throws MALFORMED_SEARCH (SOQL and SOSL Reference, "SOSL Syntax").
 */
export function parseSearch(text: string): Search {
	const start = /^\s*FIND\s*\{/i.exec(text);
	const end = start === null ? -1 : closing(text, start[0].length);
	if (start === null || end < 0) {
		throw malformed("No search term found. The search term must be enclosed in braces.");
	}
	const term = unescaped(text.slice(start[0].length, end));
	let rest = text.slice(end + 1).trim();
	let group: SearchGroup = "ALL";
	const scope = /^IN\s+(ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS\b/i.exec(rest);
	if (scope !== null) {
		group = scope[1]?.toUpperCase() as SearchGroup;
		rest = rest.slice(scope[0].length).trim();
	}
	let limit = MOST;
	const trailing = /\bLIMIT\s+(\d+)\s*$/i.exec(rest);
	if (trailing !== null && !insideParentheses(rest, trailing.index)) {
		limit = Math.min(MOST, Number(trailing[1]));
		rest = rest.slice(0, trailing.index).trim();
	}
	let returning: readonly Returning[] = [];
	const list = /^RETURNING\s+/i.exec(rest);
	if (list !== null) {
		const whole = rest.slice(list[0].length);
		const parts = topLevel(whole);
		returning = parts.map(returningOf);
		rest = "";
	}
	if (rest !== "") throw malformed(`unexpected token: '${rest.split(/\s/)[0] ?? ""}'`);
	return { term: checkedTerm(term), group, returning, limit };
}

/** Throws unless there is something to look for. */
export function checkedTerm(term: string): string {
	const bare = term.replace(/["*?()\s]/g, "");
	if (bare.length >= 2) return term.trim();
	throw malformed(`search term must be longer than one character: ${term.trim()}`);
}

function closing(text: string, from: number): number {
	for (let at = from; at < text.length; at += 1) {
		if (text[at] === "\\") at += 1;
		else if (text[at] === "}") return at;
	}
	return -1;
}

function unescaped(text: string): string {
	return text.replace(/\\(.)/g, "$1");
}

function insideParentheses(text: string, at: number): boolean {
	return (text.slice(0, at).match(/\(/g)?.length ?? 0) > (text.slice(0, at).match(/\)/g)?.length ?? 0);
}

/** The parts between commas that stand outside parentheses and quotes. */
function topLevel(text: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let quoted = false;
	let start = 0;
	for (let at = 0; at < text.length; at += 1) {
		const character = text[at];
		if (quoted && character === "\\") at += 1;
		else if (character === "'") quoted = !quoted;
		else if (quoted) continue;
		else if (character === "(") depth += 1;
		else if (character === ")") depth -= 1;
		else if (character === "," && depth === 0) {
			parts.push(text.slice(start, at));
			start = at + 1;
		}
	}
	if (depth !== 0 || quoted) throw malformed("unexpected token: '<EOF>'");
	return [...parts, text.slice(start)].map((part) => part.trim());
}

function returningOf(text: string): Returning {
	const match = /^(\w+)\s*(?:\(([\s\S]*)\))?$/.exec(text);
	if (match === null) throw malformed(`unexpected token: '${text.split(/\s/)[0] ?? ""}'`);
	const [, name = "", inside = ""] = match;
	const clause = /\b(?:WHERE|ORDER\s+BY|LIMIT|OFFSET|USING)\b/i.exec(inside);
	const fields = clause === null ? inside : inside.slice(0, clause.index);
	return {
		name,
		fields: fields
			.split(",")
			.map((field) => field.trim())
			.filter((field) => field !== ""),
		clauses: clause === null ? "" : inside.slice(clause.index).trim(),
	};
}
