import { periodIn } from "../../base/times.ts";
import type { ColumnKind } from "../../pages/results.ts";

/** What a value must be to be shown. Texts are compared without regard to case. */
export type Filter =
	| { readonly kind: "empty"; readonly not: boolean }
	| {
			readonly kind: "text";
			readonly how: "contains" | "equals" | "starts" | "ends";
			/** In lower case. */
			readonly text: string;
			readonly not: boolean;
	  }
	/** Between two numbers, both of them within; `not` is what isn't. */
	| { readonly kind: "number"; readonly from: number; readonly to: number; readonly not: boolean }
	| { readonly kind: "boolean"; readonly is: boolean }
	/** Dates, or instants in UTC, as the API writes them: from the one up to before the other; undefined is open. */
	| {
			readonly kind: "time";
			readonly from: string | undefined;
			readonly before: string | undefined;
			readonly not: boolean;
	  };

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * What a person typed over a column, read by the column's kind. In all: `=` and `!=` alone for empty and not empty.
 * Text and ids: what they contain, or after `=`, `!=`, `!` (doesn't contain), `^` (starts with), before `$` (ends with).
 * Numbers, dates and counts of child rows: a value, `=`, `!=`, `>`, `>=`, `<`, `<=`, `from..to`; dates as far as they are
 * given (`2024`, `2024-05`). Booleans: the beginning of `true` or `false`. Undefined for what says nothing of that kind;
 * "all" for nothing typed. Times are meant in `timeZone`.
 */
export function parseFilter(typed: string, kind: ColumnKind, timeZone = "UTC"): Filter | "all" | undefined {
	const text = typed.trim();
	if (text === "") return "all";
	if (text === "=") return { kind: "empty", not: false };
	if (text === "!=") return { kind: "empty", not: true };
	switch (kind) {
		case "number":
		case "children":
			return numberFilter(text);
		case "date":
			// A day is the same one in every zone.
			return timeFilter(text, "UTC", "2026-05-31".length);
		case "datetime":
			return timeFilter(text, timeZone, "2026-05-31T12:30:00.000".length);
		case "boolean":
			return booleanFilter(text.toLowerCase().replace(/^=\s*/, ""));
		case "id":
		case "text":
			return textFilter(text);
	}
}

/** Text as it is compared, without regard to case. As long as before, but for a few letters. */
export function folded(text: string): string {
	// A sigma is lowered by what stands beside it: to compare, there is but one.
	return text.toLowerCase().replaceAll("ς", "σ");
}

function textFilter(typed: string): Filter | "all" {
	const [, operator = "", after = ""] = /^(!=|=|!|\^)?(.*)$/s.exec(typed) ?? [];
	const rest = after.trim();
	// Half typed.
	if (rest === "") return "all";
	const not = operator.startsWith("!");
	const lowered = folded(rest);
	if (operator.endsWith("=")) return { kind: "text", how: "equals", text: lowered, not };
	if (operator === "^") return { kind: "text", how: "starts", text: lowered, not };
	if (rest.length > 1 && rest.endsWith("$"))
		return { kind: "text", how: "ends", text: lowered.slice(0, -1), not };
	return { kind: "text", how: "contains", text: lowered, not };
}

function numberFilter(text: string): Filter | undefined {
	const range = bounds(text);
	if (!range) return undefined;
	const { operator, first, second } = range;
	const from = number(first);
	const to = second === undefined ? from : number(second);
	if (from === undefined || to === undefined) return undefined;
	const made = (low: number, high: number, not = false): Filter => ({
		kind: "number",
		from: low,
		to: high,
		not,
	});
	switch (operator) {
		case ">":
			return made(next(from, 1), Number.POSITIVE_INFINITY);
		case ">=":
			return made(from, Number.POSITIVE_INFINITY);
		case "<":
			return made(Number.NEGATIVE_INFINITY, next(from, -1));
		case "<=":
			return made(Number.NEGATIVE_INFINITY, from);
		default:
			return made(Math.min(from, to), Math.max(from, to), operator === "!=" || operator === "!");
	}
}

/** `length`: so much of an instant the values of the column have. */
function timeFilter(text: string, timeZone: string, length: number): Filter | undefined {
	const range = bounds(text);
	const first = range && periodIn(range.first, timeZone);
	const last = range?.second === undefined ? first : periodIn(range.second, timeZone);
	if (!range || !first || !last) return undefined;
	const iso = (at: number | undefined) =>
		at === undefined ? undefined : new Date(at).toISOString().slice(0, length);
	const made = (from: number | undefined, before: number | undefined, not = false): Filter => ({
		kind: "time",
		from: iso(from),
		before: iso(before),
		not,
	});
	switch (range.operator) {
		case ">":
			return made(first.before, undefined);
		case ">=":
			return made(first.from, undefined);
		case "<":
			return made(undefined, first.from);
		case "<=":
			return made(undefined, first.before);
		default:
			return made(first.from, last.before, range.operator === "!=" || range.operator === "!");
	}
}

function booleanFilter(text: string): Filter | undefined {
	if (text !== "" && "true".startsWith(text)) return { kind: "boolean", is: true };
	return text !== "" && "false".startsWith(text) ? { kind: "boolean", is: false } : undefined;
}

function bounds(
	text: string,
): { readonly operator: string; readonly first: string; readonly second: string | undefined } | undefined {
	const [, operator = "", rest = ""] = /^(>=|<=|!=|=|>|<|!)?\s*(.*)$/s.exec(text) ?? [];
	const [first = "", second, ...more] = rest.split("..").map((part) => part.trim());
	if (first === "" || more.length > 0) return undefined;
	if (second !== undefined && (second === "" || /[<>]/.test(operator))) return undefined;
	return { operator, first, second };
}

function number(text: string): number | undefined {
	// Digits may be grouped, as they are in what is shown.
	const plain = text.replaceAll(/(?<=\d)[,_\s](?=\d{3})/g, "");
	return NUMBER.test(plain) ? Number(plain) : undefined;
}

/** The double right above or below. */
function next(value: number, direction: 1 | -1): number {
	if (value === 0) return direction * Number.MIN_VALUE;
	const bits = new BigInt64Array(new Float64Array([value]).buffer);
	bits[0] = (bits[0] ?? 0n) + BigInt(value > 0 === direction > 0 ? 1 : -1);
	return new Float64Array(bits.buffer)[0] ?? value;
}

/** Whether a value is shown. */
export function passes(value: unknown, filter: Filter): boolean {
	const empty = value === null || value === undefined || value === "";
	switch (filter.kind) {
		case "empty":
			return empty !== filter.not;
		case "text":
			return !empty && typeof value === "string" ? matches(folded(value), filter) !== filter.not : filter.not;
		case "number":
			if (typeof value !== "number") return filter.not && !empty;
			return (value >= filter.from && value <= filter.to) !== filter.not;
		case "boolean":
			return value === filter.is;
		case "time": {
			if (typeof value !== "string" || empty) return false;
			const within =
				(filter.from === undefined || value >= filter.from) &&
				(filter.before === undefined || value < filter.before);
			return within !== filter.not;
		}
	}
}

function matches(value: string, { how, text }: Extract<Filter, { kind: "text" }>): boolean {
	switch (how) {
		case "contains":
			return value.includes(text);
		case "equals":
			return value === text || isSameId(value, text);
		case "starts":
			return value.startsWith(text);
		case "ends":
			return value.endsWith(text);
	}
}

/** An Id has two forms: 15 characters, and the same with three more. */
function isSameId(value: string, text: string): boolean {
	return (
		value.length === 18 && (text.length === 15 || text.length === 18) && value.startsWith(text.slice(0, 15))
	);
}
