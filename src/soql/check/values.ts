import { quoted } from "../complete/values.ts";
import { tokens } from "../lexer.ts";
import type { Comparison, Literal, LiteralType, Query, Value } from "../parse/syntax.ts";
import type { FieldSchema } from "../schema.ts";
import { DATE_LITERALS, isDateLiteral, N_DATE_LITERALS } from "../words.ts";
import type { Checking } from "./checking.ts";
import { nearest } from "./nearest.ts";
import { about, replacing, type ValueKind } from "./problem.ts";

interface Compared extends Comparison {
	readonly name: string;
	readonly type: string;
	/** The field itself, where no function is around it. */
	readonly field: FieldSchema | undefined;
}

/** Operators and values that the compared field's type does not take. */
export function checkComparison(checking: Checking, query: Query, comparison: Comparison): void {
	const { left, right } = comparison;
	const { scopes, text } = checking;
	const type = scopes.typeOf(query, left);
	if (type === undefined) return;
	const field = left.kind === "path" ? scopes.fieldOf(query, left)?.field : undefined;
	const name = field?.name ?? text.slice(left.start, left.end);
	const compared = { ...comparison, name, type, field };
	checkOperator(checking, compared);
	if (right.kind === "query") return;
	for (const value of right.kind === "list" ? right.items : [right]) checkValue(checking, compared, value);
}

const KINDS = new Map<string, ValueKind>([
	..."string textarea phone url email picklist multipicklist combobox encryptedstring"
		.split(" ")
		.map((type) => [type, "text"] as const),
	["id", "id"],
	["reference", "id"],
	..."int long double currency percent".split(" ").map((type) => [type, "number"] as const),
	["boolean", "boolean"],
	["date", "date"],
	["datetime", "datetime"],
	["time", "time"],
]);

const ORDERING = new Set(["<", "<=", ">", ">="]);

function checkOperator({ add }: Checking, { left, operator, name, type }: Compared): void {
	const kind = KINDS.get(type);
	if (kind === undefined || operator.text === "") return;
	const isMulti = type === "multipicklist";
	const isDistance = left.kind === "call" && left.name.text.toUpperCase() === "DISTANCE";
	const isWrong =
		(operator.text === "LIKE" && (kind !== "text" || isMulti)) ||
		(/^(IN|EX)CLUDES$/.test(operator.text) && !isMulti) ||
		(ORDERING.has(operator.text) && kind === "boolean") ||
		(isDistance && operator.text !== "<" && operator.text !== ">");
	if (isWrong) add(about(operator, { code: "wrongOperator", operator: operator.text, name, type }));
}

function checkValue(checking: Checking, compared: Compared, value: Value): void {
	if (value.kind !== "literal") return;
	const { type, text } = value;
	if (type === "null" || type === "missing") return;
	const wants = KINDS.get(compared.type);
	if (wants === undefined) return;
	if (type === "word") checkWord(checking, wants, value);
	else if (!fits(type, wants, compared.type)) tellWrong(checking, compared, wants, value);
	else if (type === "string") checkText(checking, compared, wants, value, text.slice(1, -1));
}

function fits(literal: LiteralType, wants: ValueKind, type: string): boolean {
	switch (wants) {
		case "text":
		case "id":
			return literal === "string";
		case "number":
			return literal === "number" || (literal === "currency" && type === "currency");
		case "boolean":
			return literal === "boolean";
		case "date":
			return literal === "date" || literal === "dateLiteral";
		case "datetime":
			return literal === "datetime" || literal === "dateLiteral";
		case "time":
			return literal === "time";
	}
}

function tellWrong({ add }: Checking, { name }: Compared, wants: ValueKind, value: Literal): void {
	const { type, text } = value;
	if (type === "string") {
		const bare = text.slice(1, -1).trim();
		const meant = bareFor(wants, bare);
		if (meant === undefined) add(about(value, { code: "wrongValue", name, wants }));
		else add(about(value, { code: "quotedValue", name, wants }, [replacing(value, meant)]));
		return;
	}
	const other = otherwise(wants, value);
	add(
		about(value, { code: "wrongValue", name, wants }, other === undefined ? [] : [replacing(value, other)]),
	);
}

/** What stood in quotes, as the value that the field takes; undefined where it is none. */
function bareFor(wants: ValueKind, bare: string): string | undefined {
	const type = literalType(bare);
	if (type === wants) return bare;
	if ((wants === "date" || wants === "datetime") && type === "dateLiteral") return bare.toUpperCase();
	if (wants === "datetime" && type === "date") return `${bare}T00:00:00Z`;
	if (wants === "date" && type === "datetime") return bare.slice(0, 10);
	return undefined;
}

/** What a text by itself would be as a value. */
function literalType(bare: string): LiteralType | undefined {
	const [token, ...others] = tokens(bare);
	if (!token || token.unterminated) return undefined;
	const word = bare.toUpperCase();
	const [name = "", count = ""] = word.split(":");
	if (isDateLiteral(word, false) || (isDateLiteral(name, true) && /^\d+$/.test(count))) return "dateLiteral";
	if (others.length > 0) return undefined;
	if (word === "TRUE" || word === "FALSE") return "boolean";
	const { kind } = token;
	return kind === "number" || kind === "date" || kind === "datetime" || kind === "time" ? kind : undefined;
}

function otherwise(wants: ValueKind, { type, text }: Literal): string | undefined {
	if (wants === "text" || wants === "id") return quoted(text);
	if (wants === "datetime" && type === "date") return `${text}T00:00:00Z`;
	if (wants === "date" && type === "datetime") return text.slice(0, 10);
	return undefined;
}

/** A word may be a date literal of a later version; of one that looks like a known one nobody means that. */
function checkWord({ add }: Checking, wants: ValueKind, value: Literal): void {
	if (wants !== "date" && wants !== "datetime") return;
	const near = nearest(value.text, [...DATE_LITERALS, ...N_DATE_LITERALS.map((name) => `${name}:30`)]);
	if (near.length === 0) return;
	const fixes = near.map((name) => replacing(value, name));
	add(about(value, { code: "noDateLiteral", name: value.text }, fixes));
}

const EQUALITY = new Set(["=", "!=", "<>", "IN", "NOT IN"]);

function checkText(
	{ scopes, add }: Checking,
	{ operator, field, type, name }: Compared,
	wants: ValueKind,
	value: Literal,
	inner: string,
): void {
	if (operator.text === "LIKE" && /^%./s.test(inner)) {
		add(about(value, { code: "leadingWildcard" }));
		return;
	}
	if (!EQUALITY.has(operator.text) || inner === "") return;
	if (wants === "id") {
		const targets = field?.referenceTo ?? [];
		// Lookups to definitions hold names instead of ids.
		const prefixed = new Set(
			(scopes.schema.objects ?? []).flatMap((each) => (each.keyPrefix === null ? [] : [each.name])),
		);
		const isSure = type === "id" || (targets.length > 0 && targets.every((target) => prefixed.has(target)));
		if (isSure && !/^(?:[a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})$/.test(inner))
			add(about(value, { code: "invalidId", name }));
		return;
	}
	if (field?.type === "picklist") checkPicklist({ add }, field, value, inner);
}

/** Old records may have values that the list no longer has: only what is nearly one of it is told of. */
function checkPicklist(
	{ add }: Pick<Checking, "add">,
	{ picklistValues, name }: FieldSchema,
	value: Literal,
	inner: string,
): void {
	const wanted = inner.toLowerCase();
	if (picklistValues.some((each) => each.value.toLowerCase() === wanted)) return;
	const labelled = picklistValues.filter((each) => each.label?.toLowerCase() === wanted);
	const meant =
		labelled.length > 0
			? labelled.map((each) => each.value)
			: nearest(
					inner,
					picklistValues.map((each) => each.value),
				);
	if (meant.length === 0) return;
	const fixes = meant.map((each) => replacing(value, quoted(each)));
	add(about(value, { code: "unlistedValue", name }, fixes));
}
