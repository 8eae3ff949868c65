import { dateTimeText } from "../base/times.ts";
import type { RecordValue } from "../pages/record.ts";
import type { FieldDescribe } from "../salesforce/rest/describeShapes.ts";
import { ExactNumber } from "../salesforce/rest/query.ts";
import { compoundLines } from "./copyFormats.ts";

/** How values are shown to one user. */
export interface Display {
	/** IANA name; times of dates with a time are shown in it. */
	readonly timeZone: string;
	/** For grouping of numbers; undefined for the machine's own. */
	readonly locale?: string | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
	boolean: "Checkbox",
	date: "Date",
	datetime: "Date/Time",
	time: "Time",
	email: "Email",
	phone: "Phone",
	url: "URL",
	picklist: "Picklist",
	multipicklist: "Multi-Select Picklist",
	combobox: "Combobox",
	id: "Id",
	address: "Address",
	location: "Geolocation",
	base64: "Binary",
	complexvalue: "Complex Value",
	datacategorygroupreference: "Data Category",
	anytype: "Any",
};

/** A field's type in Setup's words: `Text(80)`, `Number(16, 2)`, `Lookup(User, Group)`, `Formula (Currency)`. */
export function typeText(field: FieldDescribe): string {
	if (field.autoNumber) return "Auto Number";
	const own = ownType(field);
	return field.calculated ? `Formula (${own.replace(/\(.*\)$/, "")})` : own;
}

function ownType(field: FieldDescribe): string {
	const { type, length, precision, scale, digits, extraTypeInfo, referenceTo } = field;
	switch (type) {
		case "string":
			return `Text(${length})`;
		case "encryptedstring":
			return `Encrypted Text(${length})`;
		case "textarea":
			if (extraTypeInfo === "richtextarea") return `Rich Text(${length})`;
			return length > 255 ? `Long Text(${length})` : `Text Area(${length})`;
		case "double":
			return `Number(${precision - scale}, ${scale})`;
		case "currency":
			return `Currency(${precision - scale}, ${scale})`;
		case "percent":
			return `Percent(${precision - scale}, ${scale})`;
		case "int":
		case "long":
			return `Number(${digits}, 0)`;
		case "reference":
			return referenceTo.length > 3
				? `Lookup(${referenceTo.slice(0, 2).join(", ")} and ${referenceTo.length - 2} more)`
				: `Lookup(${referenceTo.join(", ")})`;
		default:
			return TYPES[type.toLowerCase()] ?? type;
	}
}

/** A value as it is shown. `lookupName` is the name of the record that a reference points to, where it is known. */
export function shownValue(
	field: FieldDescribe,
	value: unknown,
	display: Display,
	lookupName: string | null,
): RecordValue {
	if (value === null || value === undefined) return { kind: "null" };
	if (typeof value === "boolean") return { kind: "boolean", value };
	if (typeof value === "number" || value instanceof ExactNumber) return shownNumber(field, value, display);
	if (typeof value === "object") return compound(value as Readonly<Record<string, unknown>>);
	const raw = String(value as string);
	const text = shownText(field, raw, display);
	if (field.type === "reference" && raw !== "") return { kind: "lookup", recordId: raw, name: lookupName };
	return text === raw ? { kind: "text", text } : { kind: "text", text, raw };
}

function shownText(field: FieldDescribe, raw: string, { timeZone }: Display): string {
	switch (field.type) {
		case "datetime":
			return dateTimeText(raw, timeZone);
		case "time":
			return raw.replace(/(?:\.000)?Z$/, "");
		case "picklist":
			return labelOf(field, raw);
		case "multipicklist":
			return raw
				.split(";")
				.map((one) => labelOf(field, one))
				.join("\n");
		default:
			return field.htmlFormatted || field.extraTypeInfo === "richtextarea" ? plainText(raw) : raw;
	}
}

function labelOf({ picklistValues }: FieldDescribe, value: string): string {
	return picklistValues.find((one) => one.value === value)?.label ?? value;
}

function shownNumber(
	{ type, scale }: FieldDescribe,
	value: number | ExactNumber,
	{ locale }: Display,
): RecordValue {
	// Grouped by its own text: a double would lose digits, and so would a shorter scale.
	const raw = value instanceof ExactNumber ? value.text : String(value);
	const [whole = "", fraction = ""] = raw.split(".");
	// An exponent is left as it is.
	if (!/^-?\d+$/.test(whole) || !/^\d*$/.test(fraction)) return { kind: "number", text: raw };
	const digits = type === "currency" ? fraction.padEnd(scale, "0") : fraction;
	const sign = whole === "-0" ? "-" : "";
	const grouped = `${sign}${BigInt(whole).toLocaleString(locale)}`;
	const separator = (1.5).toLocaleString(locale).charAt(1);
	const text = `${grouped}${digits === "" ? "" : separator + digits}${type === "percent" ? " %" : ""}`;
	return text === raw ? { kind: "number", text } : { kind: "number", text, raw };
}

/** An address on lines, a location as two numbers; anything else as JSON. */
function compound(value: Readonly<Record<string, unknown>>): RecordValue {
	const raw = JSON.stringify(value);
	const lines = compoundLines(value);
	if (!lines) return { kind: "text", text: raw };
	return lines.length === 0 ? { kind: "null" } : { kind: "text", text: lines.join("\n"), raw };
}

const ENTITIES: Readonly<Record<string, string>> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	nbsp: "\u00a0",
};

/** Rich text as its text: blocks and breaks are lines, list items have a dot, an image is its description. */
export function plainText(markup: string): string {
	return markup
		.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "")
		.replace(/<br\s*\/?>/gi, "\n")
		.replace(/<li\b[^>]*>/gi, "• ")
		.replace(/<\/(?:p|div|li|h[1-6]|tr|ul|ol|table|blockquote|pre)\s*>/gi, "\n")
		.replace(/<\/t[dh]\s*>/gi, "\t")
		.replace(/<img\b[^>]*?\balt="([^"]*)"[^>]*>/gi, "[$1]")
		.replace(/<\/?[a-z!][^>]*>/gi, "")
		.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
			if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? String(whole);
			const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
			return code <= 0x10_ffff ? String.fromCodePoint(code) : String(whole);
		})
		.replace(/[ \t]+\n/g, "\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim();
}
