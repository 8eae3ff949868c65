import { dateTimeText } from "../base/times.ts";
import type { CopyFormat } from "../pages/results.ts";
import { ExactNumber } from "../salesforce/rest/query.ts";
import { isChildResult } from "./columns.ts";

/** What is copied: the names of the columns, and the values of the rows as the API gave them. */
export interface Copied {
	readonly names: readonly string[];
	readonly rows: readonly (readonly unknown[])[];
	/** How a value is shown, for the plain formats; as it is in full when undefined. */
	readonly shown?: (value: unknown) => string;
}

/** Text for the clipboard. `in` and `apex` take every value once, in the order in which they are shown, without nulls. */
export function formatted(format: CopyFormat, copied: Copied): string {
	switch (format) {
		case "plain":
			return lines(copied.rows, "\t", tabSafe, copied.shown);
		case "headers":
			return lines([copied.names, ...copied.rows], "\t", tabSafe, copied.shown);
		case "csv":
			return lines([copied.names, ...copied.rows], ",", csvSafe);
		case "json":
			return json(copied);
		case "markdown":
			return markdown(copied);
		case "in":
			return `(${each(copied, soqlLiteral).join(", ")})`;
		case "apex":
			return apexList(copied);
	}
}

/** A value as it is copied and shown in full: null is nothing, a child result its count, a compound field JSON. */
export function textOf(value: unknown): string {
	if (value === null || value === undefined) return "";
	if (typeof value === "string") return value;
	if (value instanceof ExactNumber) return value.text;
	if (isChildResult(value)) return String(value.totalSize);
	return typeof value === "object" ? JSON.stringify(value) : String(value as number | boolean);
}

/** A value as the grid shows it in full: compound fields by their parts, times in a zone. */
export function shownText(value: unknown, timeZone: string | undefined): string {
	if (typeof value === "string")
		return timeZone !== undefined && DATETIME.test(value) ? dateTimeText(value, timeZone) : value;
	if (typeof value !== "object" || value === null || value instanceof ExactNumber || isChildResult(value))
		return textOf(value);
	return compoundLines(value as Readonly<Record<string, unknown>>)?.join(", ") ?? textOf(value);
}

/** The lines of an address, a location in one; undefined for any other object. */
export function compoundLines(value: Readonly<Record<string, unknown>>): readonly string[] | undefined {
	const part = (name: string) => textOf(value[name]);
	const joined = (parts: readonly string[], by: string) => parts.filter((one) => one !== "").join(by);
	if ("street" in value || "city" in value || "country" in value) {
		const town = joined([part("postalCode"), part("city")], " ");
		const region = joined([part("state") || part("stateCode"), part("country") || part("countryCode")], ", ");
		return [part("street"), town, region].filter((line) => line !== "");
	}
	if ("latitude" in value && "longitude" in value) return [`${part("latitude")}, ${part("longitude")}`];
	return undefined;
}

/** As spreadsheets paste it: quoted where a value has a tab, quote or line break. */
export function tabSafe(text: string): string {
	return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180. A line of one empty value is quoted, as it would else be no line. */
function csvSafe(text: string, only: boolean): string {
	return (only && text === "") || /[,\r\n"]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function lines(
	rows: readonly (readonly unknown[])[],
	separator: string,
	safe: (text: string, only: boolean) => string,
	shown = textOf,
): string {
	return rows
		.map((row) => row.map((value) => safe(shown(value), row.length === 1)).join(separator))
		.join("\n");
}

/** A list of objects with one line a row; numbers keep the digits that the API sent. */
function json({ names, rows }: Copied): string {
	const objects = rows.map(
		(row) => `  {${row.map((value, at) => `${JSON.stringify(names[at])}: ${jsonText(value)}`).join(", ")}}`,
	);
	return objects.length === 0 ? "[]" : `[\n${objects.join(",\n")}\n]`;
}

function jsonText(value: unknown): string {
	if (value instanceof ExactNumber) return value.text;
	if (value === undefined) return "null";
	if (Array.isArray(value)) return `[${value.map(jsonText).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	if (isChildResult(value)) return jsonText(value.records);
	const members = Object.entries(value)
		.filter(([name]) => name !== "attributes")
		.map(([name, each]) => `${JSON.stringify(name)}: ${jsonText(each)}`);
	return `{${members.join(", ")}}`;
}

function markdown({ names, rows }: Copied): string {
	const line = (values: readonly string[]) => `| ${values.map(markdownSafe).join(" | ")} |`;
	const isNumber = names.map((_name, at) => {
		const values = rows.map((row) => row[at]).filter((value) => value !== null && value !== undefined);
		return (
			values.length > 0 && values.every((value) => typeof value === "number" || value instanceof ExactNumber)
		);
	});
	const rule = `| ${isNumber.map((right) => (right ? "--:" : "---")).join(" | ")} |`;
	return [line(names), rule, ...rows.map((row) => line(row.map(textOf)))].join("\n");
}

function markdownSafe(text: string): string {
	return text.replace(/[\\|<*_`[\]]/g, "\\$&").replace(/\r\n|\r|\n/g, "<br>");
}

function each({ rows }: Copied, literal: (value: unknown) => string | undefined): string[] {
	const all = rows.flat().flatMap((value) => literal(value) ?? []);
	return [...new Set(all)];
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

function quoted(text: string): string {
	const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
	return `'${text.replace(/[\\']/g, "\\$&").replace(/[\n\r\t]/g, (character) => escapes[character] ?? "")}'`;
}

/** A value as SOQL writes it: dates bare, text in quotes. Undefined for what no literal stands for. */
function soqlLiteral(value: unknown): string | undefined {
	if (typeof value === "string") {
		if (value === "") return undefined;
		if (DATETIME.test(value)) return value.replace(/\+0000$/, "Z").replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
		return DATE.test(value) ? value : quoted(value);
	}
	if (value instanceof ExactNumber) return value.text;
	return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

function apexList(copied: Copied): string {
	const values = copied.rows.flat().filter((value) => soqlLiteral(value) !== undefined);
	const isId = copied.names.every((name) => /id(?:__c)?$/i.test(name));
	const every = (holds: (value: unknown) => boolean) => values.length > 0 && values.every(holds);
	const type = every((value) => typeof value === "number" || value instanceof ExactNumber)
		? "Decimal"
		: every((value) => typeof value === "boolean")
			? "Boolean"
			: isId && every((value) => typeof value === "string" && ID.test(value))
				? "Id"
				: "String";
	const items = each(copied, (value) =>
		soqlLiteral(value) === undefined
			? undefined
			: type === "String" || type === "Id"
				? quoted(textOf(value))
				: textOf(value),
	);
	return `new List<${type}>{${items.length === 0 ? "" : ` ${items.join(", ")} `}}`;
}
