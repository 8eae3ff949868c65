import { isoDay, meaningOf } from "../dateMeaning.ts";
import type { Expectation, Operand, Query, Value } from "../parse/syntax.ts";
import type { FieldSchema } from "../schema.ts";
import type { Scopes } from "../scope.ts";
import { DATE_LITERALS, N_DATE_LITERALS } from "../words.ts";
import { type CompletionContext, type Suggestion, snippetText } from "./suggestion.ts";

/** A value as it stands in a query: quoted, with quotes and backslashes of its own escaped. */
export function quoted(value: string): string {
	return `'${value.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")}'`;
}

const MULTI = ["=", "!=", "INCLUDES", "EXCLUDES"];
const ORDERED = ["=", "!=", "<", "<=", ">", ">=", "IN", "NOT IN"];
const TEXT = ["=", "!=", "LIKE", "IN", "NOT IN", "<", "<=", ">", ">="];
const EQUAL = ["=", "!=", "IN", "NOT IN"];

/** The operators that a field of a type takes, the most used first ("Comparison Operators"). */
function operatorsFor(type: string | undefined): readonly string[] {
	switch (type) {
		case undefined:
			return [...TEXT, "INCLUDES", "EXCLUDES"];
		case "boolean":
			return ["=", "!="];
		case "multipicklist":
			return MULTI;
		case "id":
		case "reference":
			return EQUAL;
		case "int":
		case "long":
		case "double":
		case "currency":
		case "percent":
		case "date":
		case "datetime":
		case "time":
			return ORDERED;
		case "location":
		case "address":
			return [];
		default:
			return TEXT;
	}
}

export function operatorSuggestions(
	scopes: Scopes,
	{ left, query }: Extract<Expectation, { kind: "operator" }>,
): Suggestion[] {
	return operatorsFor(scopes.typeOf(query, left)).map((operator, index) => {
		const isList = ["IN", "NOT IN", "INCLUDES", "EXCLUDES"].includes(operator);
		return {
			kind: "operator",
			label: operator,
			insert: isList ? `${operator} ($0)` : `${operator} `,
			...(isList ? { snippet: true as const } : {}),
			order: String(index).padStart(2, "0"),
			again: true,
		};
	});
}

type ValuePlace = Extract<Expectation, { kind: "value" }>;
const LISTS = new Set(["IN", "NOT IN", "INCLUDES", "EXCLUDES"]);

/** What a field may be compared with. */
export function valueSuggestions(
	scopes: Scopes,
	place: ValuePlace,
	context: CompletionContext,
): Suggestion[] {
	const { left, operator, query, inList } = place;
	const type = scopes.typeOf(query, left);
	const found = scopes.fieldOf(query, left);
	const field = left.kind === "path" || type === found?.field.type ? found?.field : undefined;
	const out = [...valuesOf(scopes, left, query, field, type, context)];
	const isEqual = operator === "=" || operator === "!=" || operator === "<>" || operator === "";
	if ((isEqual || inList) && field?.nillable !== false && type !== "boolean") out.push(plain("NULL", "8"));
	if (inList && LISTS.has(operator) && (type === "id" || type === "reference") && place.others.length === 0) {
		out.push(...semiJoins(field, query, scopes));
	}
	return withoutUsed(LISTS.has(operator) && !inList ? out.map(inParentheses) : out, place.others);
}

function plain(text: string, order: string): Suggestion {
	return { kind: "keyword", label: text, insert: text, order: `${order}${text}` };
}

/** `IN` takes its values in parentheses: those come with the value. */
function inParentheses(suggestion: Suggestion): Suggestion {
	return { ...suggestion, insert: `(${suggestion.insert})` };
}

function withoutUsed(suggestions: readonly Suggestion[], others: readonly Value[]): Suggestion[] {
	const used = new Set(others.map((value) => (value.kind === "literal" ? value.text : "")));
	return suggestions.filter(({ insert }) => !used.has(insert));
}

function* valuesOf(
	scopes: Scopes,
	left: Operand,
	query: Query,
	field: FieldSchema | undefined,
	type: string | undefined,
	context: CompletionContext,
): Generator<Suggestion> {
	if (type === "boolean") {
		yield plain("TRUE", "1");
		yield plain("FALSE", "1");
		return;
	}
	if (type === "date" || type === "datetime") {
		yield* dateSuggestions(type, context);
		return;
	}
	yield* recordTypes(scopes, left, query);
	const values = field?.picklistValues ?? [];
	for (const [index, { value, label, active }] of values.entries()) {
		const insert = quoted(value);
		yield {
			kind: "value",
			label: value,
			...(label !== null && label !== value ? { detail: label } : {}),
			insert,
			// What is typed may have its quote already.
			filter: `${insert} ${value} ${label ?? ""}`,
			order: `${active ? "1" : "4"}${String(index).padStart(4, "0")}`,
		};
	}
	if (type !== undefined && values.length === 0 && takesText(type)) {
		yield { kind: "value", label: "''", insert: "'$0'", snippet: true, order: "7", filter: "''" };
	}
}

const TEXT_TYPES = new Set(
	"string textarea email phone url picklist multipicklist combobox reference id encryptedstring anyType".split(
		" ",
	),
);

function takesText(type: string): boolean {
	return TEXT_TYPES.has(type);
}

/** Developer names for `RecordType.DeveloperName`, of the object that has the record type. */
function* recordTypes(scopes: Scopes, left: Operand, query: Query): Generator<Suggestion> {
	if (left.kind !== "path") return;
	const found = scopes.path(query, left);
	if (found.kind !== "field") return;
	const step = found.steps.at(-1);
	if (step?.lookup.name !== "RecordTypeId") return;
	const key =
		found.field.name === "DeveloperName" ? "developerName" : found.field.name === "Name" ? "name" : undefined;
	if (!key) return;
	for (const type of step.from.recordTypes) {
		const insert = quoted(type[key]);
		const other = key === "name" ? type.developerName : type.name;
		yield {
			kind: "value",
			label: type[key],
			detail: other,
			insert,
			filter: `${insert} ${type[key]} ${other}`,
			order: `${type.active ? 1 : 4}${type[key]}`,
		};
	}
}

/** All date literals with what they mean today. */
function* dateSuggestions(
	type: "date" | "datetime",
	{ today, calendar }: CompletionContext,
): Generator<Suggestion> {
	for (const [index, name] of DATE_LITERALS.entries()) {
		const meant = meaningOf(name, 0, today, calendar);
		const detail = meant ? periodText(meant) : "";
		yield {
			kind: "dateLiteral",
			label: name,
			detail,
			insert: name,
			order: `2${String(index).padStart(2, "0")}`,
		};
	}
	for (const [index, name] of N_DATE_LITERALS.entries()) {
		const meant = meaningOf(name, 30, today, calendar);
		yield {
			kind: "dateLiteral",
			label: `${name}:n`,
			...(meant ? { detail: `30: ${periodText(meant)}` } : {}),
			insert: `${name}:\${1:30}`,
			snippet: true,
			filter: name,
			order: `3${String(index).padStart(2, "0")}`,
		};
	}
	const day = isoDay(today);
	const value = type === "date" ? day : `${day}T00:00:00Z`;
	yield { kind: "value", label: value, insert: value, order: "4" };
}

function periodText({
	first,
	last,
}: {
	first: Parameters<typeof isoDay>[0];
	last: Parameters<typeof isoDay>[0];
}): string {
	const [from, to] = [isoDay(first), isoDay(last)];
	return from === to ? from : `${from} – ${to}`;
}

/** Queries of Ids, for a field that holds one: of what it refers to, and of what refers to the same. */
function* semiJoins(field: FieldSchema | undefined, query: Query, scopes: Scopes): Generator<Suggestion> {
	const found = scopes.objectOf(query);
	const own = found.kind === "object" ? found.object : undefined;
	const targets = field?.type === "id" && own ? [own.name] : (field?.referenceTo ?? []);
	for (const target of targets.slice(0, 5)) {
		const insert = `SELECT Id FROM ${target} WHERE $0`;
		yield {
			kind: "frame",
			label: `SELECT Id FROM ${target}`,
			insert,
			snippet: true,
			order: `6${target}`,
			again: true,
		};
	}
	if (field?.type !== "id" || !own) return;
	for (const { childObject, field: lookup } of own.childRelationships.slice(0, 60)) {
		const label = `SELECT ${lookup} FROM ${childObject}`;
		yield {
			kind: "frame",
			label,
			insert: `${snippetText(label)} WHERE $0`,
			snippet: true,
			order: `7${childObject}`,
			again: true,
		};
	}
}
