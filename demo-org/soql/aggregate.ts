import type { Row, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { decimal, integer } from "../schema/fields.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { Call, Operand, Query } from "./ast.ts";
import { compileCondition, type FilterPlace } from "./filter.ts";
import { isAggregate, resolveOperand } from "./functions.ts";
import { jsonValue } from "./jsonValue.ts";
import { sortKeys, sortRows } from "./order.ts";
import { type Resolved, resolvePath, type Scope } from "./resolve.ts";
import { plainSoqlError, soqlError } from "./soqlError.ts";

/** A grouped or aggregated column of a result: its key, and its type for column metadata. */
export interface AggregateColumn {
	readonly key: string;
	readonly field: FieldDescribe;
	readonly aggregate: boolean;
	readonly displayName: string;
}

export interface AggregateResult {
	readonly columns: readonly AggregateColumn[];
	readonly records: readonly string[];
}

const MAX_GROUPS = 2000;

export function isAggregateQuery({ select, groupBy }: Query): boolean {
	return groupBy.length > 0 || select.some((item) => item.kind === "call" && isAggregate(item));
}

const sameOperand = (a: Operand, b: Operand): boolean => operandText(a) === operandText(b);

function operandText(operand: Operand): string {
	if (operand.kind === "path") return operand.path.parts.join(".").toLowerCase();
	return callText(operand.call).toLowerCase();
}

function callText({ name, argument }: Call): string {
	if (argument === null) return `${name}()`;
	return `${name}(${"name" in argument ? callText(argument) : argument.parts.join(".")})`;
}

/**
 * Evaluates a query with GROUP BY or aggregate functions over the records that passed WHERE. Each group is held as
 * a row whose values go by column number.
 */
export function aggregateRows(
	scope: Scope,
	object: ObjectType,
	query: Query,
	rows: readonly Row[],
	place: FilterPlace,
): AggregateResult {
	const { alias } = query;
	const grouped = query.groupBy.map((operand) => ({
		operand,
		resolved: resolveGroup(scope, object, alias, operand),
	}));
	if (query.groupBy.length === 0 && query.limit !== null) {
		throw plainSoqlError(
			"MALFORMED_QUERY",
			"Non-grouped query that uses overall aggregate functions cannot also use LIMIT",
		);
	}
	const groups = groupRows(
		rows,
		grouped.map(({ resolved }) => resolved),
	);
	const operands: { operand: Operand; of: (group: readonly Row[]) => Value; field: FieldDescribe }[] = [];
	/** The column number of an operand, made on first use. */
	const columnOf = (operand: Operand, at: number): number => {
		const known = operands.findIndex((each) => sameOperand(each.operand, operand));
		if (known >= 0) return known;
		if (isAggregate(operand)) operands.push({ operand, ...aggregateOf(scope, object, alias, operand.call) });
		else {
			const group = grouped.find((each) => sameOperand(each.operand, operand));
			if (group === undefined) {
				const name = operand.kind === "path" ? operand.path.parts.join(".") : callText(operand.call);
				throw soqlError("MALFORMED_QUERY", scope.soql, at, `Field must be grouped or aggregated: ${name}`);
			}
			const { resolved } = group;
			operands.push({
				operand,
				of: (rows) => (rows[0] === undefined ? null : resolved.get(rows[0])),
				field: resolved.field,
			});
		}
		return operands.length - 1;
	};
	let unnamed = 0;
	const selected = query.select.map((item) => {
		if (item.kind === "children" || item.kind === "fields") {
			throw soqlError(
				"MALFORMED_QUERY",
				scope.soql,
				query.at,
				"Grouped query cannot use child relationships or FIELDS",
			);
		}
		const at = item.kind === "path" ? item.path.at : item.call.at;
		const index = columnOf(item, at);
		const aggregate = item.kind === "call";
		const last = item.kind === "path" ? undefined : `expr${aggregate && item.alias === null ? unnamed++ : 0}`;
		const field = operands[index]?.field ?? integer("", "");
		const key = item.alias ?? last ?? field.name;
		return {
			index,
			column: { key, field, aggregate, displayName: item.kind === "call" ? callText(item.call) : key },
		};
	});
	const aliased = (operand: Operand): Operand => {
		if (operand.kind !== "path" || operand.path.parts.length !== 1) return operand;
		const name = operand.path.parts[0]?.toLowerCase();
		const item = query.select.find(
			(each) => (each.kind === "path" || each.kind === "call") && each.alias?.toLowerCase() === name,
		);
		return item?.kind === "path" || item?.kind === "call" ? item : operand;
	};
	const resolveColumn = (operand: Operand): Resolved => {
		const wanted = aliased(operand);
		const index = columnOf(wanted, wanted.kind === "path" ? wanted.path.at : wanted.call.at);
		const field = operands[index]?.field ?? integer("", "");
		return { steps: [], field, get: (row) => row[String(index)] ?? null };
	};
	const having =
		query.having === null ? null : compileCondition({ ...place, resolve: resolveColumn }, query.having);
	const keys = sortKeys(scope, object, alias, query.orderBy, ({ operand }) => resolveColumn(operand));
	let results: Row[] = groups.map((group) =>
		Object.fromEntries(operands.map(({ of }, index) => [String(index), of(group)])),
	);
	if (having !== null) results = results.filter(having);
	results = sortRows(results, keys)
		.slice(query.offset ?? 0)
		.slice(0, query.limit ?? MAX_GROUPS);
	const records = results.map((row) => {
		const values = selected.map(
			({ index, column }) =>
				`,${JSON.stringify(column.key)}:${jsonValue(column.field, row[String(index)] ?? null)}`,
		);
		return `{"attributes":{"type":"AggregateResult"}${values.join("")}}`;
	});
	return { columns: selected.map(({ column }) => column), records };
}

function resolveGroup(scope: Scope, object: ObjectType, alias: string | null, operand: Operand): Resolved {
	const resolved = resolveOperand(scope, object, alias, operand);
	if (operand.kind === "path" && !resolved.field.groupable) {
		const detail = `field '${resolved.field.name}' can not be grouped in a query call`;
		throw soqlError("MALFORMED_QUERY", scope.soql, operand.path.at, detail);
	}
	return resolved;
}

function groupRows(rows: readonly Row[], keys: readonly Resolved[]): (readonly Row[])[] {
	if (keys.length === 0) return [rows];
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const key = JSON.stringify(keys.map(({ get }) => get(row)));
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [row]);
		else group.push(row);
	}
	return [...groups.values()];
}

const NUMBERS = ["int", "double", "currency", "percent"];

function aggregateOf(
	scope: Scope,
	object: ObjectType,
	alias: string | null,
	call: Call,
): { of: (group: readonly Row[]) => Value; field: FieldDescribe } {
	const count = integer("", "");
	if (call.argument === null) {
		const detail = "COUNT() must be the only element in the select list, without GROUP BY";
		throw soqlError("MALFORMED_QUERY", scope.soql, call.at, detail);
	}
	if ("name" in call.argument) {
		throw soqlError(
			"MALFORMED_QUERY",
			scope.soql,
			call.at,
			"Nested functions are not allowed in an aggregate",
		);
	}
	const { field, get } = resolvePath(scope, object, alias, call.argument);
	const numeric = call.name === "SUM" || call.name === "AVG";
	if (numeric ? !NUMBERS.includes(field.type) : !field.aggregatable && call.name !== "COUNT") {
		const detail = `field ${field.name} does not support aggregate operator ${call.name}`;
		throw soqlError("MALFORMED_QUERY", scope.soql, call.at, detail);
	}
	const values = (rows: readonly Row[]) => rows.map(get).filter((value) => value !== null);
	const sum = (rows: readonly Row[]) =>
		values(rows).reduce<number>((total, value) => total + Number(value), 0);
	switch (call.name) {
		case "COUNT":
			return { field: count, of: (rows) => values(rows).length };
		case "COUNT_DISTINCT":
			return {
				field: count,
				of: (rows) => new Set(values(rows).map((value) => String(value).toUpperCase())).size,
			};
		case "SUM":
			return { field, of: (rows) => (values(rows).length === 0 ? null : round(sum(rows))) };
		case "AVG": {
			const average = decimal("double", "", "", 18, 6);
			return {
				field: average,
				of: (rows) => (values(rows).length === 0 ? null : round(sum(rows) / values(rows).length)),
			};
		}
		default: {
			const sign = call.name === "MAX" ? 1 : -1;
			const better = (a: Value, b: Value): Value =>
				a !== null && b !== null && (a > b ? 1 : -1) === sign ? a : b;
			return {
				field,
				of: (rows) => values(rows).reduce<Value>((best, value) => better(value, best ?? value), null),
			};
		}
	}
}

/** Takes the dust of binary fractions off a sum or a mean. */
function round(sum: number): number {
	return Number(sum.toPrecision(15));
}
