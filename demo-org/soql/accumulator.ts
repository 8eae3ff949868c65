import type { Row, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { decimal, integer } from "../schema/fields.ts";
import type { Call } from "./ast.ts";
import { type Frame, innermost } from "./functions.ts";
import { textKey } from "./literalTest.ts";
import { resolvePath } from "./resolve.ts";
import { soqlError } from "./soqlError.ts";

/** What an aggregate function gathers of one group. */
export interface Accumulator {
	readonly add: (row: Row) => void;
	readonly result: () => Value;
}

/** An aggregate function: the type of its results, and a fresh accumulator for each group. */
export interface Aggregate {
	readonly field: FieldDescribe;
	readonly start: () => Accumulator;
}

const NUMBERS = ["int", "double", "currency", "percent"];

/** Compiles an aggregate function. Throws MALFORMED_QUERY for a field that it cannot be of. */
export function aggregateOf({ scope, object, aliases }: Frame, call: Call): Aggregate {
	const refuse = (detail: string): Error => soqlError("MALFORMED_QUERY", scope.soql, call.at, detail);
	const path = innermost(call);
	if (path === null) throw refuse("COUNT() must be the only element in the select list, without GROUP BY");
	if (call.argument === null || "name" in call.argument) {
		throw refuse("Nested functions are not allowed in an aggregate");
	}
	const { field, get } = resolvePath(scope, object, aliases, path);
	const numeric = call.name === "SUM" || call.name === "AVG";
	const able = numeric ? NUMBERS.includes(field.type) : field.aggregatable;
	if (!able) throw refuse(`field ${field.name} does not support aggregate operator ${call.name}`);
	const count = integer("", "");
	switch (call.name) {
		case "COUNT":
			return { field: count, start: () => counter(get) };
		case "COUNT_DISTINCT":
			return { field: count, start: () => distinctCounter(get) };
		case "SUM":
			return { field, start: () => adder(get, (sum) => sum) };
		case "AVG":
			return { field: decimal("double", "", "", 18, 6), start: () => adder(get, (sum, of) => sum / of) };
		default: {
			const sign = call.name === "MAX" ? 1 : -1;
			return { field, start: () => extreme(get, sign) };
		}
	}
}

type Get = (row: Row) => Value;

function counter(get: Get): Accumulator {
	let count = 0;
	return {
		add: (row) => {
			if (get(row) !== null) count += 1;
		},
		result: () => count,
	};
}

function distinctCounter(get: Get): Accumulator {
	const seen = new Set<Value>();
	return {
		add: (row) => {
			const value = get(row);
			if (value !== null) seen.add(textKey(value));
		},
		result: () => seen.size,
	};
}

function adder(get: Get, finish: (sum: number, count: number) => number): Accumulator {
	let sum = 0;
	let count = 0;
	return {
		add: (row) => {
			const value = get(row);
			if (value === null) return;
			sum += Number(value);
			count += 1;
		},
		result: () => (count === 0 ? null : withoutDust(finish(sum, count))),
	};
}

function extreme(get: Get, sign: number): Accumulator {
	let best: Value = null;
	return {
		add: (row) => {
			const value = get(row);
			if (value === null) return;
			const isBetter = best === null || (textKey(value) ?? 0) > (textKey(best) ?? 0) === sign > 0;
			if (isBetter && textKey(value) !== textKey(best)) best = value;
		},
		result: () => best,
	};
}

/** A sum or a mean without the dust of binary fractions. */
function withoutDust(sum: number): number {
	return Number(sum.toPrecision(15));
}
