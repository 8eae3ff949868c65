import { quoted } from "./complete/values.ts";
import { tokens } from "./lexer.ts";
import { parse } from "./parse/parse.ts";
import type { Bind, Comparison, Query, Value } from "./parse/syntax.ts";
import { allNodes, comparisonsOf } from "./parse/walk.ts";
import type { FieldSchema, SchemaPort } from "./schema.ts";
import { Scopes } from "./scope.ts";
import { isDateLiteral } from "./words.ts";

/** What a parameter's value is: decided by what it is compared with; `any` where that isn't known. */
export type ParameterKind =
	| "text"
	| "id"
	| "number"
	| "boolean"
	| "date"
	| "datetime"
	| "time"
	| "count"
	| "any";

/** A value that a query leaves open: `:name`, asked for once however often it stands there. */
export interface Parameter {
	/** What follows the colon; in queries copied from Apex any expression. */
	readonly name: string;
	readonly kind: ParameterKind;
	/** What it is compared with, as it is written; "" for LIMIT and OFFSET. */
	readonly comparedWith: string;
	readonly field: FieldSchema | undefined;
	/** Whether it stands for a list: `IN :names`. */
	readonly isList: boolean;
	readonly uses: readonly { readonly start: number; readonly end: number; readonly isList: boolean }[];
}

const KINDS = new Map<string, ParameterKind>([
	["id", "id"],
	["reference", "id"],
	..."int long double currency percent".split(" ").map((type) => [type, "number"] as const),
	["boolean", "boolean"],
	["date", "date"],
	["datetime", "datetime"],
	["time", "time"],
	..."string textarea phone url email picklist multipicklist combobox encryptedstring"
		.split(" ")
		.map((type) => [type, "text"] as const),
]);

interface Use {
	readonly bind: Bind;
	readonly query: Query;
	readonly comparison: Comparison | undefined;
	readonly isList: boolean;
}

/** The parameters of a query in the order of its text; the first use of a name decides what is asked for. */
export function parametersOf(soql: string, schema: SchemaPort): Parameter[] {
	if (!soql.includes(":")) return [];
	const { statement } = parse(soql);
	if (!statement) return [];
	const scopes = new Scopes(schema);
	const uses: Use[] = [];
	for (const node of allNodes(statement)) if (node.kind === "query") uses.push(...usesOf(node));
	uses.sort((a, b) => a.bind.start - b.bind.start);
	const byName = new Map<string, Use[]>();
	for (const use of uses) {
		const name = nameOf(use.bind);
		if (name !== "") byName.set(name, [...(byName.get(name) ?? []), use]);
	}
	return [...byName].map(([name, all]) => parameterOf(soql, scopes, name, all));
}

function nameOf({ expression }: Bind): string {
	return expression.trim();
}

function usesOf(query: Query): Use[] {
	const comparisons = [query.where, query.having].flatMap((each) => (each ? comparisonsOf(each) : []));
	const compared = comparisons.flatMap((comparison): Use[] => {
		const { right, operator } = comparison;
		if (right.kind === "query") return [];
		const takesList = ["IN", "NOT IN", "INCLUDES", "EXCLUDES"].includes(operator.text);
		const values: readonly Value[] = right.kind === "list" ? right.items : [right];
		return values.flatMap((bind) =>
			bind.kind === "bind" ? [{ bind, query, comparison, isList: takesList && right.kind !== "list" }] : [],
		);
	});
	const counts = [query.limit, query.offset].flatMap((bind): Use[] =>
		bind?.kind === "bind" ? [{ bind, query, comparison: undefined, isList: false }] : [],
	);
	return [...compared, ...counts];
}

function parameterOf(soql: string, scopes: Scopes, name: string, all: readonly Use[]): Parameter {
	const ranges = all.map(({ bind: { start, end }, isList }) => ({ start, end, isList }));
	const first = all[0];
	const comparison = first?.comparison;
	const shared = { name, uses: ranges, isList: ranges.some(({ isList }) => isList) };
	if (!first || !comparison) return { ...shared, kind: "count", comparedWith: "", field: undefined };
	const { left } = comparison;
	const type = scopes.typeOf(first.query, left);
	const field = left.kind === "path" ? scopes.fieldOf(first.query, left)?.field : undefined;
	const kind = (type === undefined ? undefined : KINDS.get(type)) ?? "any";
	return { ...shared, kind, field, comparedWith: soql.slice(left.start, left.end) };
}

/** The values of a typed text: of a list, those between commas or lines; quotes keep commas in a value. */
export function typedValues(typed: string, isList: boolean): string[] {
	if (!isList) return [typed.trim()];
	const values: string[] = [];
	for (const match of typed.matchAll(/\s*('(?:[^'\\]|\\.)*'|[^,\n]*)\s*(?:[,\n]|$)/g)) {
		const value = (match[1] ?? "").trim();
		if (value !== "") values.push(value);
	}
	return values;
}

/** A typed value as it stands in a query; undefined for what is none of this kind. NULL is one of every kind. */
export function literalOf(kind: ParameterKind, typed: string): string | undefined {
	if (/^null$/i.test(typed) && kind !== "count") return "NULL";
	switch (kind) {
		case "text":
			return isQuoted(typed) ? typed : quoted(typed);
		case "id": {
			const id = isQuoted(typed) ? typed.slice(1, -1) : typed;
			return id === "" ? undefined : quoted(id);
		}
		case "count":
			return /^\d+$/.test(typed) ? typed : undefined;
		case "number":
			return /^[A-Z]{3}\d+(\.\d+)?$/.test(typed) || kindOf(typed) === "number" ? typed : undefined;
		case "boolean":
			return kindOf(typed) === "boolean" ? typed.toUpperCase() : undefined;
		case "time":
			return kindOf(typed) === "time" ? typed : undefined;
		case "date":
		case "datetime":
			return dateOf(kind, typed);
		case "any":
			return kindOf(typed) === undefined && !isQuoted(typed) ? quoted(typed) : typed;
	}
}

function isQuoted(typed: string): boolean {
	const [token, ...others] = tokens(typed);
	return token?.kind === "string" && !token.unterminated && others.length === 0;
}

function dateOf(kind: "date" | "datetime", typed: string): string | undefined {
	const found = kindOf(typed);
	if (found === "dateLiteral") return typed.toUpperCase();
	if (found === kind) return typed;
	if (kind === "datetime" && found === "date") return `${typed}T00:00:00Z`;
	return undefined;
}

function kindOf(
	typed: string,
): "number" | "date" | "datetime" | "time" | "boolean" | "dateLiteral" | undefined {
	const word = typed.toUpperCase();
	if (word === "TRUE" || word === "FALSE") return "boolean";
	const [name = "", count = ""] = word.split(":");
	if (isDateLiteral(word, false) || (isDateLiteral(name, true) && /^\d+$/.test(count))) return "dateLiteral";
	const [token, ...others] = tokens(typed);
	if (!token || others.length > 0) return undefined;
	const { kind } = token;
	return kind === "number" || kind === "date" || kind === "datetime" || kind === "time" ? kind : undefined;
}

/** A query with values in place of its parameters, and where its positions are in the text as it was written. */
export interface Filled {
	readonly text: string;
	/** The offset in the written text that an offset in `text` stands for. */
	readonly written: (offset: number) => number;
}

/**
 * Puts values in place of parameters; `literals` has what each name stands for. A list stands in parentheses unless it
 * is inside some already.
 */
export function filled(
	soql: string,
	parameters: readonly Parameter[],
	literals: ReadonlyMap<string, readonly string[]>,
): Filled {
	const edits = parameters
		.flatMap(({ name, uses }) =>
			uses.map(({ start, end, isList }) => {
				const text = (literals.get(name) ?? []).join(", ");
				return { start, end, text: isList ? `(${text})` : text };
			}),
		)
		.sort((a, b) => a.start - b.start);
	let text = "";
	let at = 0;
	const pieces: { readonly from: number; readonly to: number; readonly length: number }[] = [];
	for (const edit of edits) {
		text += soql.slice(at, edit.start);
		pieces.push({ from: text.length, to: edit.start, length: edit.text.length });
		text += edit.text;
		at = edit.end;
		pieces.push({ from: text.length, to: edit.end, length: 0 });
	}
	text += soql.slice(at);
	return { text, written: (offset) => writtenAt(pieces, offset) };
}

function writtenAt(
	pieces: readonly { readonly from: number; readonly to: number; readonly length: number }[],
	offset: number,
): number {
	const last = pieces.findLast(({ from }) => from <= offset);
	if (!last) return offset;
	// Inside a value: where the parameter stands.
	return offset < last.from + last.length ? last.to : last.to + offset - last.from - last.length;
}
