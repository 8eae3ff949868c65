import type { Row, Value } from "../data/table.ts";
import type { Comparison, Condition, Literal, Operand, Query } from "./ast.ts";
import { type Frame, isAggregate, resolveOperand } from "./functions.ts";
import { isAddress, isLocation } from "./geolocation.ts";
import { literalTest, textKey, type ValueTest } from "./literalTest.ts";
import { converted, currencyOfRecord, ratesOf } from "./money.ts";
import type { Resolved } from "./resolve.ts";
import { type InnerRows, semiJoinIds } from "./semiJoin.ts";
import { soqlError, unexpectedToken } from "./soqlError.ts";

export type Test = (row: Row) => boolean;

/** What a test needs to know of where it stands. */
export interface FilterPlace {
	readonly frame: Frame;
	/** The records of a semi-join's query. */
	readonly rowsOf: (query: Query) => InnerRows;
	/** In HAVING: what an operand is, instead of a field of the record. */
	readonly resolve?: (operand: Operand) => Resolved;
}

/** Compiles a condition to a test on records. Throws the platform's refusals for operands that do not fit. */
export function compileCondition(place: FilterPlace, condition: Condition): Test {
	if (condition.kind === "not") {
		const test = compileCondition(place, condition.item);
		return (row) => !test(row);
	}
	if (condition.kind === "compare") return compileComparison(place, condition);
	const tests = condition.items.map((item) => compileCondition(place, item));
	if (condition.kind === "or" && condition.items.length > FEW)
		return oneOfMany(place, condition.items, tests);
	return condition.kind === "and"
		? (row) => tests.every((test) => test(row))
		: (row) => tests.some((test) => test(row));
}

/** Alternatives up to this many are tried one by one. */
const FEW = 8;

/**
 * Many alternatives: those that ask one field for one text each become one look-up, as in IN. `tests` are the compiled
 * ones, each of which was found valid where it stands.
 */
function oneOfMany(place: FilterPlace, items: readonly Condition[], tests: readonly Test[]): Test {
	const rest: Test[] = [];
	const lists = new Map<string, { readonly first: Comparison; readonly literals: Literal[] }>();
	for (const [index, item] of items.entries()) {
		const isEqual = item.kind === "compare" && item.operator === "=" && item.left.kind === "path";
		if (!isEqual || item.right.kind !== "one" || item.right.literal.kind !== "string") {
			rest.push(tests[index] ?? (() => false));
			continue;
		}
		const name = item.left.kind === "path" ? item.left.path.parts.join(".").toLowerCase() : "";
		const list = lists.get(name) ?? { first: item, literals: [] };
		lists.set(name, list);
		list.literals.push(item.right.literal);
	}
	for (const { first, literals } of lists.values()) {
		rest.push(compileComparison(place, { ...first, operator: "IN", right: { kind: "list", literals } }));
	}
	return (row) => rest.some((test) => test(row));
}

/** Refuses what SELECT can hold and a condition cannot. */
function resolveLeft({ frame, resolve }: FilterPlace, { left, at }: Comparison): Resolved {
	if (resolve !== undefined) return resolve(left);
	const { soql } = frame.scope;
	if (isAggregate(left)) throw unexpectedToken(soql, at, left.call.name);
	if (left.kind === "call" && ["FORMAT", "CONVERTCURRENCY", "GROUPING"].includes(left.call.name)) {
		throw unexpectedToken(soql, at, left.call.name);
	}
	return resolveOperand(frame, left);
}

function compileComparison(place: FilterPlace, condition: Comparison): Test {
	const { frame } = place;
	const resolved = resolveLeft(place, condition);
	const { field, get } = resolved;
	const { operator, right, at, left } = condition;
	const refuse = (code: string, detail: string): Error => soqlError(code, frame.scope.soql, at, detail);
	if (isAddress(field) || isLocation(field)) {
		const what = isAddress(field) ? "Address" : "Geolocation";
		throw refuse("INVALID_FIELD", `${what} fields can only be filtered using Distance expressions`);
	}
	if (!field.filterable) {
		throw refuse("INVALID_FIELD", `field '${field.name}' can not be filtered in a query call`);
	}
	if (right.kind === "query") {
		const values = semiJoinIds(frame, resolved, condition, right.query, place.rowsOf);
		return operator === "IN" ? (row) => values.has(get(row)) : (row) => !values.has(get(row));
	}
	if (left.kind === "call" && left.call.name === "DISTANCE" && operator !== "<" && operator !== ">") {
		throw refuse("INVALID_QUERY_FILTER_OPERATOR", "DISTANCE can only be compared with < and >");
	}
	const literals = right.kind === "list" ? right.literals : [right.literal];
	if (operator === "INCLUDES" || operator === "EXCLUDES") {
		if (field.type !== "multipicklist") {
			const detail = `${operator.toLowerCase()} operator only valid on multipicklist`;
			throw refuse("INVALID_QUERY_FILTER_OPERATOR", detail);
		}
		const includes = includesTest(literals);
		return operator === "INCLUDES" ? (row) => includes(get(row)) : (row) => !includes(get(row));
	}
	const tests = literals.map((literal) =>
		literal.kind === "currency" ? null : literalTest(frame.scope, field, operator, literal, refuse),
	);
	const [test, ...others] = tests;
	const isList = operator === "IN" || operator === "NOT IN";
	if (test === null || others.includes(null)) return currencyTest(place, resolved, condition, literals);
	if (!isList && test !== undefined) return (row) => test(get(row));
	const has = anyOf(tests.flatMap((each) => each ?? []));
	return operator === "IN" ? (row) => has(get(row)) : (row) => !has(get(row));
}

function anyOf(tests: readonly ValueTest[]): ValueTest {
	const values = new Set(tests.map(({ equals }) => equals));
	const keyOf = tests[0]?.keyOf;
	// All of them ask for one value each: then a look-up does.
	if (keyOf !== undefined && !values.has(undefined)) {
		const wanted: ReadonlySet<Value | undefined> = values;
		return Object.assign((value: Value) => wanted.has(keyOf(value)), {});
	}
	return Object.assign((value: Value) => tests.some((test) => test(value)), {});
}

/** `Amount > USD5000`: the amounts are compared in the literal's currency. */
function currencyTest(
	{ frame }: FilterPlace,
	resolved: Resolved,
	{ operator, at }: Comparison,
	literals: readonly Literal[],
): Test {
	const { scope } = frame;
	const { field, get, land } = resolved;
	const refuse = (code: string, detail: string): Error => soqlError(code, scope.soql, at, detail);
	const rates = ratesOf(scope);
	if (rates === null || field.type !== "currency") {
		const word = field.type === "currency" ? "double" : field.type;
		throw refuse(
			"INVALID_FIELD",
			`value of filter criterion for field '${field.name}' must be of type ${word} and should not be enclosed in quotes`,
		);
	}
	const tests = literals.map((literal): Test => {
		const single = operator === "IN" || operator === "NOT IN" ? "=" : operator;
		if (literal.kind !== "currency") {
			const plain = literalTest(scope, field, single, literal, refuse);
			return (row) => plain(get(row));
		}
		const { code, value } = literal;
		if (!rates.has(code)) throw refuse("INVALID_FIELD", `invalid currency code: ${code}`);
		const test = literalTest(scope, field, single, { kind: "number", value }, refuse);
		return (row) => {
			const amount = get(row);
			const landing = land(row);
			if (typeof amount !== "number" || landing === undefined) return test(null);
			return test(converted(rates, amount, currencyOfRecord(scope, landing), code));
		};
	});
	return operator === "NOT IN"
		? (row) => !tests.some((test) => test(row))
		: (row) => tests.some((test) => test(row));
}

/** Multi-select values: `;` inside a literal means all of them, several literals mean any. */
function includesTest(literals: readonly Literal[]): (value: Value) => boolean {
	const wanted = literals.map((literal) =>
		literal.kind === "string" ? literal.value.split(";").map((part) => textKey(part)) : [],
	);
	return (value) => {
		if (typeof value !== "string") return false;
		const has = new Set<Value>(value.split(";").map(textKey));
		return wanted.some((all) => all.length > 0 && all.every((part) => has.has(part)));
	};
}
