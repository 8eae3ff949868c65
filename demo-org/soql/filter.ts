import type { Row, Value } from "../data/table.ts";
import { id18 } from "../ids.ts";
import type { FieldType } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { dateTimeText, startOfDayIn } from "../times.ts";
import type { Condition, Literal, Operator, Query } from "./ast.ts";
import { dayRange } from "./dateRange.ts";
import { normalDateTime, resolveOperand } from "./functions.ts";
import type { Resolved, Scope } from "./resolve.ts";
import { soqlError } from "./soqlError.ts";
import { likePattern } from "./stringLiteral.ts";

export type Test = (row: Row) => boolean;
type ValueTest = (value: Value) => boolean;

/** Gives the values that the one selected field of a semi-join's query has. */
export type SemiJoin = (query: Query) => ReadonlySet<Value>;

/** What a test needs to know of where it stands: the object, its alias, how to run a semi-join. */
export interface FilterPlace {
	readonly scope: Scope;
	readonly object: ObjectType;
	readonly alias: string | null;
	readonly semiJoin: SemiJoin;
	/** In HAVING: what an operand is, instead of a field of the record. */
	readonly resolve?: (operand: Extract<Condition, { kind: "compare" }>["left"]) => Resolved;
}

/** Compiles a condition to a test on records. Throws the platform's refusals for operands that do not fit. */
export function compileCondition(place: FilterPlace, condition: Condition): Test {
	if (condition.kind === "not") {
		const test = compileCondition(place, condition.item);
		return (row) => !test(row);
	}
	if (condition.kind === "compare") return compileComparison(place, condition);
	const tests = condition.items.map((item) => compileCondition(place, item));
	return condition.kind === "and"
		? (row) => tests.every((test) => test(row))
		: (row) => tests.some((test) => test(row));
}

type Comparison = Extract<Condition, { kind: "compare" }>;

function compileComparison(place: FilterPlace, condition: Comparison): Test {
	const { scope } = place;
	const resolved =
		place.resolve?.(condition.left) ?? resolveOperand(scope, place.object, place.alias, condition.left);
	const { field, get } = resolved;
	const { operator, right, at } = condition;
	const refuse = (code: string, detail: string): Error => soqlError(code, scope.soql, at, detail);
	if (field.type === "address") {
		throw refuse("INVALID_FIELD", "Address fields can only be filtered using Distance expressions");
	}
	if (!field.filterable) {
		throw refuse("INVALID_FIELD", `field '${field.name}' can not be filtered in a query call`);
	}
	const listOperator = ["IN", "NOT IN", "INCLUDES", "EXCLUDES"].includes(operator);
	if (listOperator !== (right.kind !== "one")) {
		throw refuse("MALFORMED_QUERY", `unexpected token: '${operator}'`);
	}
	if (right.kind === "query") {
		const values = place.semiJoin(right.query);
		return operator === "IN" ? (row) => values.has(get(row)) : (row) => !values.has(get(row));
	}
	const literals = right.kind === "list" ? right.literals : [right.literal];
	if (operator === "INCLUDES" || operator === "EXCLUDES") {
		if (field.type !== "multipicklist") {
			throw refuse(
				"INVALID_QUERY_FILTER_OPERATOR",
				`${operator.toLowerCase()} operator only valid on multipicklist`,
			);
		}
		const includes = includesTest(literals);
		return operator === "INCLUDES" ? (row) => includes(get(row)) : (row) => !includes(get(row));
	}
	if (operator === "IN" || operator === "NOT IN") {
		const tests = literals.map((literal) => compareTest(scope, resolved, "=", literal, refuse));
		const has: ValueTest = (value) => tests.some((test) => test(value));
		return operator === "IN" ? (row) => has(get(row)) : (row) => !has(get(row));
	}
	const literal = literals[0] ?? { kind: "null" };
	const test = compareTest(scope, resolved, operator, literal, refuse);
	return (row) => test(get(row));
}

const TYPE_WORDS: Partial<Record<FieldType, readonly [literal: Literal["kind"], word: string]>> = {
	boolean: ["boolean", "boolean"],
	int: ["number", "int"],
	double: ["number", "double"],
	currency: ["number", "double"],
	percent: ["number", "double"],
	date: ["date", "date"],
	datetime: ["dateTime", "dateTime"],
};

function compareTest(
	scope: Scope,
	{ field }: Resolved,
	operator: Operator,
	literal: Literal,
	refuse: (code: string, detail: string) => Error,
): ValueTest {
	const [kind, word] = TYPE_WORDS[field.type] ?? ["string", "string"];
	const isTime = kind === "date" || kind === "dateTime";
	if (literal.kind === "null") {
		if (operator === "=") return (value) => (field.type === "boolean" ? value !== true : value === null);
		if (operator === "!=") return (value) => (field.type === "boolean" ? value === true : value !== null);
		return () => false;
	}
	if (literal.kind !== kind && !(isTime && literal.kind === "range")) {
		const quotes = kind === "string" ? "should be enclosed in quotes" : "should not be enclosed in quotes";
		throw refuse(
			"INVALID_FIELD",
			`value of filter criterion for field '${field.name}' must be of type ${word} and ${quotes}`,
		);
	}
	if (literal.kind === "range") return rangeTest(scope, field.type, operator, literal, refuse);
	if (operator === "LIKE") {
		if (literal.kind !== "string" || ["reference", "id", "multipicklist"].includes(field.type)) {
			throw refuse("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on id field");
		}
		const matches = likePattern(literal.value);
		return (value) => typeof value === "string" && matches(value);
	}
	if (literal.kind === "boolean") {
		if (operator === "=") return (value) => (value === true) === literal.value;
		if (operator === "!=") return (value) => (value === true) !== literal.value;
		throw refuse("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on boolean field");
	}
	if (literal.kind === "number") return orderTest(operator, literal.value, (value) => value);
	if (literal.kind === "date") return orderTest(operator, literal.value, (value) => value);
	if (literal.kind === "dateTime")
		return orderTest(operator, normalDateTime(literal.value), (value) => value);
	if (field.type === "id" || field.type === "reference") {
		const wanted = literal.value === "" ? null : id18(literal.value);
		if (wanted === null && literal.value !== "") {
			throw refuse("INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${literal.value}`);
		}
		return orderTest(operator, wanted, (value) => value);
	}
	if (literal.value === "") {
		// The platform stores no empty text: comparing with '' is comparing with null.
		return operator === "!=" ? (value) => value !== null : (value) => operator === "=" && value === null;
	}
	if (field.caseSensitive) return orderTest(operator, literal.value, (value) => value);
	return orderTest(operator, literal.value.toUpperCase(), (value) =>
		typeof value === "string" ? value.toUpperCase() : value,
	);
}

/** Comparison with one value. A null is unequal to it, and neither less nor greater. */
function orderTest(operator: Operator, wanted: Value, key: (value: Value) => Value): ValueTest {
	const ordered =
		(holds: (a: string | number, b: string | number) => boolean): ValueTest =>
		(value) => {
			const actual = key(value);
			return actual !== null && wanted !== null && typeof actual !== "boolean" && typeof wanted !== "boolean"
				? holds(actual, wanted)
				: false;
		};
	switch (operator) {
		case "=":
			return (value) => key(value) === wanted;
		case "!=":
			return (value) => key(value) !== wanted;
		case "<":
			return ordered((a, b) => a < b);
		case "<=":
			return ordered((a, b) => a <= b);
		case ">":
			return ordered((a, b) => a > b);
		case ">=":
			return ordered((a, b) => a >= b);
		default:
			return () => false;
	}
}

function rangeTest(
	{ now, timeZone }: Scope,
	type: FieldType,
	operator: Operator,
	literal: Extract<Literal, { kind: "range" }>,
	refuse: (code: string, detail: string) => Error,
): ValueTest {
	const days = dayRange(literal.name, literal.count, now, timeZone);
	if (days === null) throw refuse("MALFORMED_QUERY", `unexpected token: '${literal.name}'`);
	const edge = (day: string): string => (type === "date" ? day : dateTimeText(startOfDayIn(day, timeZone)));
	const from = edge(days.from);
	const to = edge(days.to);
	const text =
		(holds: (value: string) => boolean): ValueTest =>
		(value) =>
			typeof value === "string" && holds(value);
	switch (operator) {
		case "=":
			return text((value) => value >= from && value < to);
		case "!=":
			return (value) => !(typeof value === "string" && value >= from && value < to);
		case "<":
			return text((value) => value < from);
		case "<=":
			return text((value) => value < to);
		case ">":
			return text((value) => value >= to);
		case ">=":
			return text((value) => value >= from);
		default:
			throw refuse("INVALID_QUERY_FILTER_OPERATOR", "invalid operator");
	}
}

/** Multi-select values: `;` inside a literal means all of them, several literals mean any. */
function includesTest(literals: readonly Literal[]): ValueTest {
	const wanted = literals.map((literal) =>
		literal.kind === "string" ? literal.value.split(";").map((part) => part.toUpperCase()) : [],
	);
	return (value) => {
		if (typeof value !== "string") return false;
		const has = new Set(value.toUpperCase().split(";"));
		return wanted.some((all) => all.length > 0 && all.every((part) => has.has(part)));
	};
}
