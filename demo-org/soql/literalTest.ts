import type { Value } from "../data/table.ts";
import { id18 } from "../ids.ts";
import type { FieldDescribe, FieldType } from "../schema/describeTypes.ts";
import { dateTimeText, startOfDayIn } from "../times.ts";
import type { Literal, Operator } from "./ast.ts";
import { dayRange } from "./dateRange.ts";
import { normalDateTime } from "./functions.ts";
import { calendarOf, type Scope } from "./scope.ts";
import { likePattern } from "./stringLiteral.ts";

/** A test of one value. Where it asks for one value only, `equals` is that value as `keyOf` spells it. */
export interface ValueTest {
	(value: Value): boolean;
	readonly keyOf?: (value: Value) => Value;
	readonly equals?: Value;
}

export type Refuse = (code: string, detail: string) => Error;

/** How text compares: without regard to letter case. */
export function textKey(value: Value): Value {
	return typeof value === "string" ? value.toUpperCase() : value;
}

const asIs = (value: Value): Value => value;

const TYPE_WORDS: Readonly<Record<string, readonly [literal: Literal["kind"], word: string]>> = {
	boolean: ["boolean", "boolean"],
	int: ["number", "int"],
	double: ["number", "double"],
	currency: ["number", "double"],
	percent: ["number", "double"],
	date: ["date", "date"],
	datetime: ["dateTime", "dateTime"],
	time: ["time", "time"],
};

/**
 * The test that a comparison with one literal makes. For the operators of lists it tests for one of them.
 * Throws INVALID_FIELD for a literal of another type than the field's and INVALID_QUERY_FILTER_OPERATOR for an
 * operator that the field does not take.
 */
export function literalTest(
	scope: Scope,
	field: FieldDescribe,
	listOperator: Operator,
	literal: Literal,
	refuse: Refuse,
): ValueTest {
	const operator = listOperator === "IN" || listOperator === "NOT IN" ? "=" : listOperator;
	const [kind, word] = TYPE_WORDS[field.type] ?? ["string", "string"];
	if (literal.kind === "null") return nullTest(field, operator, refuse);
	const isRange = literal.kind === "range" && (kind === "date" || kind === "dateTime");
	if (literal.kind !== kind && !isRange) {
		const quotes = kind === "string" ? "should be enclosed in quotes" : "should not be enclosed in quotes";
		throw refuse(
			"INVALID_FIELD",
			`value of filter criterion for field '${field.name}' must be of type ${word} and ${quotes}`,
		);
	}
	if (operator === "LIKE" && literal.kind !== "string") {
		throw refuse("INVALID_QUERY_FILTER_OPERATOR", `invalid operator on ${word} field`);
	}
	switch (literal.kind) {
		case "range":
			return rangeTest(scope, field.type, operator, literal, refuse);
		case "boolean":
			return booleanTest(operator, literal.value, refuse);
		case "dateTime":
			return orderTest(operator, normalDateTime(literal.value), asIs);
		case "time":
			return orderTest(operator, normalTime(literal.value), asIs);
		case "string":
			return stringTest(field, operator, literal.value, refuse);
		case "number":
		case "date":
			return orderTest(operator, literal.value, asIs);
		case "currency":
			throw refuse("MALFORMED_QUERY", `unexpected token: '${literal.code}${literal.value}'`);
	}
}

/** A time literal as the text form that values are stored in: `10:30:00.000Z`. */
function normalTime(literal: string): string {
	const [seconds = "", fraction = ""] = literal.replace("Z", "").split(".");
	return `${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
}

function nullTest({ type }: FieldDescribe, operator: Operator, refuse: Refuse): ValueTest {
	if (operator === "LIKE") throw refuse("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on null");
	const isNull = type === "boolean" ? (value: Value) => value !== true : (value: Value) => value === null;
	if (operator === "=") return isNull;
	return operator === "!=" ? (value) => !isNull(value) : () => false;
}

function booleanTest(operator: Operator, wanted: boolean, refuse: Refuse): ValueTest {
	if (operator === "=") return (value) => (value === true) === wanted;
	if (operator === "!=") return (value) => (value === true) !== wanted;
	throw refuse("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on boolean field");
}

function stringTest(field: FieldDescribe, operator: Operator, wanted: string, refuse: Refuse): ValueTest {
	// Lookups to definitions hold names.
	const isId = field.soapType === "tns:ID";
	if (operator === "LIKE") {
		if (isId) throw refuse("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on id field");
		if (field.type === "multipicklist") {
			throw refuse("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on multipicklist field");
		}
		const matches = likePattern(wanted);
		return (value) => typeof value === "string" && matches(value);
	}
	if (isId) {
		const id = wanted === "" ? null : id18(wanted);
		if (id === null && wanted !== "") {
			throw refuse("INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${wanted}`);
		}
		return orderTest(operator, id, asIs);
	}
	// The platform stores no empty text: comparing with '' is comparing with null.
	if (wanted === "") return nullTest(field, operator, refuse);
	const key = field.caseSensitive ? asIs : textKey;
	return orderTest(operator, key(wanted), key);
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
			return Object.assign((value: Value) => key(value) === wanted, { keyOf: key, equals: wanted });
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
	scope: Scope,
	type: FieldType,
	operator: Operator,
	literal: Extract<Literal, { kind: "range" }>,
	refuse: Refuse,
): ValueTest {
	const { timeZone } = scope;
	const days = dayRange(literal.name, literal.count, scope.now, calendarOf(scope));
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
