import { ExactNumber } from "../../salesforce/rest/query.ts";
import { textOf } from "../copyFormats.ts";
import { ChildRows } from "../store/childRows.ts";

/** Characters that a cell of a sheet can have (ECMA-376 leaves it open; Excel's specifications and limits). */
const MOST_TEXT = 32_767;

/** Indexes of the cell formats in `STYLES`. */
const DATE_STYLE = 1;
const DATETIME_STYLE = 2;
export const HEADER_STYLE = 3;

/** Counts what could not be written in full. */
export interface Cutting {
	cut: number;
}

/**
 * A value as a cell: `r` is its place (`B7`). Numbers stay numbers as long as fifteen digits, all that Excel keeps, hold them;
 * dates from March 1900 on are dates, datetimes are in UTC; all else is text, which is never a formula. Null is no cell.
 */
export function cell(value: unknown, r: string, cutting: Cutting): string {
	if (typeof value === "string") {
		const serial = serialOf(value);
		if (serial !== undefined)
			return `<c r="${r}" s="${value.length === 10 ? DATE_STYLE : DATETIME_STYLE}"><v>${serial}</v></c>`;
		return textCell(value, r, cutting);
	}
	if (value === null || value === undefined) return "";
	if (typeof value === "number")
		return holds(value) ? `<c r="${r}"><v>${value}</v></c>` : textCell(String(value), r, cutting);
	if (typeof value === "boolean") return `<c r="${r}" t="b"><v>${value ? 1 : 0}</v></c>`;
	if (value instanceof ExactNumber)
		return holdsText(value.text) ? `<c r="${r}"><v>${value.text}</v></c>` : textCell(value.text, r, cutting);
	if (value instanceof ChildRows) return `<c r="${r}"><v>${value.totalSize}</v></c>`;
	return textCell(textOf(value), r, cutting);
}

/** A text as a cell. Never a formula: those have an element of their own. */
export function textCell(text: string, r: string, cutting: Cutting, style = 0): string {
	let kept = text;
	if (text.length > MOST_TEXT) {
		cutting.cut++;
		const last = text.charCodeAt(MOST_TEXT - 1);
		kept = text.slice(0, last >= 0xd800 && last <= 0xdbff ? MOST_TEXT - 1 : MOST_TEXT);
	}
	const space = hasSpace(kept) ? ' xml:space="preserve"' : "";
	const s = style === 0 ? "" : ` s="${style}"`;
	return `<c r="${r}"${s} t="inlineStr"><is><t${space}>${escaped(kept)}</t></is></c>`;
}

/** Whether a reader may change a text's spaces unless it is told not to. */
function hasSpace(text: string): boolean {
	return text.charCodeAt(0) <= 32 || text.charCodeAt(text.length - 1) <= 32 || /[\n\t]| {2}/.test(text);
}

// What XML can't hold or changes (a carriage return), and what would read as an escape: ECMA-376 part 1, 22.9.2.19.
const SPECIAL = /[&<>\p{Cs}\ufffe\uffff]|(?![\t\n\x7f-\x9f])\p{Cc}|_(?=x[0-9a-fA-F]{4}_)/gu;
/** What may be special; most texts have nothing of it. */
const MAYBE_SPECIAL = /[&<>_]|[^\t\n -\ud7ff\ue000-\ufffd]/;

/** A text inside a cell's `<t>`. */
export function escaped(text: string): string {
	return MAYBE_SPECIAL.test(text) ? text.replace(SPECIAL, escape) : text;
}

function escape(character: string): string {
	switch (character) {
		case "&":
			return "&amp;";
		case "<":
			return "&lt;";
		case ">":
			return "&gt;";
		default:
			return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
	}
}

const MOST_DIGITS = 15;
const SAFE = 10 ** MOST_DIGITS;
/** What Excel's numbers reach ("Excel specifications and limits"). */
const LARGEST = 9.99999999999999e307;
const SMALLEST = 2.2251e-308;

function holds(value: number): boolean {
	if (Number.isInteger(value) && value < SAFE && value > -SAFE) return true;
	return holdsText(String(value));
}

function holdsText(text: string): boolean {
	const size = Math.abs(Number(text));
	if (size > LARGEST || (size < SMALLEST && size !== 0)) return false;
	const digits = text.replace(/e.*$/i, "").replaceAll(/[-+.]/g, "").replace(/^0+/, "");
	return (
		(text.includes(".") || digits.length > MOST_DIGITS ? digits.replace(/0+$/, "") : digits).length <=
		MOST_DIGITS
	);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;
const DAY_MS = 86_400_000;
/** Of the day that Excel calls 0. */
const DAYS_TO_1970 = 25_569;
/** 1 March 1900: Excel believes in a 29 February before it. */
const FIRST_SERIAL = 61;
const DASH = 45;

/** Days since the end of 1899; undefined for what is no date, or none that Excel has. */
function serialOf(text: string): number | undefined {
	const { length } = text;
	// Most texts are none, and are told apart by this alone.
	if (length < 10 || length > 32 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH)
		return undefined;
	if (!(length === 10 ? DATE : DATETIME).test(text)) return undefined;
	const ms = length === 10 ? dayOf(text) : timeOf(text);
	const serial = ms / DAY_MS + DAYS_TO_1970;
	return serial >= FIRST_SERIAL ? serial : undefined;
}

/** Milliseconds since 1970 of a day; NaN for one that no month has. */
function dayOf(text: string): number {
	const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
	const isInEveryMonth = month >= 1 && month <= 12 && day >= 1 && day <= 28;
	const ms = Date.UTC(year, month - 1, day);
	return isInEveryMonth || new Date(ms).toISOString().startsWith(text.slice(0, 10)) ? ms : Number.NaN;
}

function timeOf(text: string): number {
	const zone = text.slice(19).replace(/^\.\d{3}(?!\d)/, "");
	if (zone !== "+0000" && zone !== "Z") return Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
	const [hours, minutes, seconds] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
	if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN;
	const ms = text.charCodeAt(19) === POINT ? digits(text, 20, 23) : 0;
	return dayOf(text) + ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

const POINT = 46;

function digits(text: string, from: number, to: number): number {
	let number = 0;
	for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 48;
	return number;
}
