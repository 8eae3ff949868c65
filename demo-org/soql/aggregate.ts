import type { Table, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { integer } from "../schema/fields.ts";
import { type Aggregate, aggregateOf } from "./accumulator.ts";
import {
	type Call,
	callText,
	type Operand,
	operandText,
	placeOf,
	type Query,
	type SelectItem,
} from "./ast.ts";
import { compileCondition, type FilterPlace } from "./filter.ts";
import { type Frame, formatterOf, isAggregate, resolveOperand } from "./functions.ts";
import { asRow, type Group, groupingSets, groupOf, overGroups } from "./groups.ts";
import { sorted, sortKeys } from "./order.ts";
import type { RecordTree } from "./recordTree.ts";
import type { Resolved } from "./resolve.ts";
import { currencyOf } from "./scope.ts";
import { plainSoqlError, soqlError } from "./soqlError.ts";

/** A grouped or aggregated column of a result: its key, and its type for column metadata. */
export interface AggregateColumn {
	readonly key: string;
	readonly field: FieldDescribe;
	readonly aggregate: boolean;
	readonly displayName: string;
}

const MAX_GROUPS = 2000;
const MAX_GROUPING_FIELDS = 3;

export function isAggregateQuery({ select, groupBy }: Query): boolean {
	return groupBy.length > 0 || select.some((item) => item.kind === "call" && holdsAggregate(item.call));
}

function holdsAggregate(call: Call): boolean {
	if (isAggregate({ kind: "call", call }) || call.name === "GROUPING") return true;
	return call.argument !== null && "name" in call.argument && holdsAggregate(call.argument);
}

/** One value of a result row: of a group, of an aggregate function, or which groups a row sums up. */
type Source =
	| { readonly kind: "group"; readonly index: number; readonly resolved: Resolved }
	| { readonly kind: "aggregate"; readonly index: number; readonly aggregate: Aggregate }
	| { readonly kind: "grouping"; readonly index: number };

/** Compiles and evaluates a query with GROUP BY or aggregate functions over the records that passed WHERE. */
export class Aggregation {
	readonly #frame: Frame;
	readonly #query: Query;
	readonly #groups: readonly { readonly text: string; readonly resolved: Resolved }[];
	readonly #aggregates: { readonly text: string; readonly aggregate: Aggregate }[] = [];
	readonly #selected: readonly (AggregateColumn & { readonly get: (group: Group) => Value })[];
	readonly #having: ((group: Group) => boolean) | null;
	readonly #order: (groups: readonly Group[]) => Group[];

	/** Throws MALFORMED_QUERY for a field that is neither grouped nor aggregated, and all that cannot be grouped. */
	constructor(place: FilterPlace, query: Query) {
		const { frame } = place;
		this.#frame = frame;
		this.#query = query;
		const { soql } = frame.scope;
		if (query.groupBy.length === 0 && query.limit !== null) {
			throw plainSoqlError(
				"MALFORMED_QUERY",
				"Non-grouped query that uses overall aggregate functions cannot also use LIMIT",
			);
		}
		if (query.grouping !== "plain" && query.groupBy.length > MAX_GROUPING_FIELDS) {
			const detail = `GROUP BY ${query.grouping.toUpperCase()} takes at most ${MAX_GROUPING_FIELDS} fields`;
			throw soqlError("MALFORMED_QUERY", soql, query.at, detail);
		}
		this.#groups = query.groupBy.map((operand) => ({
			text: keyOf(operand),
			resolved: resolveGroup(frame, operand),
		}));
		this.#selected = this.#columns(query.select);
		const resolve = (words: string) => (operand: Operand) => this.#resolved(operand, words);
		this.#having =
			query.having === null
				? null
				: overGroups(
						compileCondition(
							{ ...place, resolve: resolve("Field must be grouped or aggregated") },
							query.having,
						),
					);
		const inOrder = resolve("Ordered field must be grouped or aggregated");
		const keys = sortKeys(frame, query.orderBy, ({ operand }) => inOrder(operand));
		this.#order = (groups) => sorted(groups, asRow, keys);
	}

	get columns(): readonly AggregateColumn[] {
		return this.#selected;
	}

	/** Throws EXCEEDED_ID_LIMIT for more groups than one page holds: they cannot be paged through. */
	run(table: Table, indexes: readonly number[]): RecordTree[] {
		const { having: _having, limit, offset } = this.#query;
		let groups = this.#gather(table, indexes);
		if (this.#having !== null) groups = groups.filter(this.#having);
		const from = offset ?? 0;
		groups = this.#order(groups).slice(from, limit === null ? undefined : from + limit);
		if (groups.length > MAX_GROUPS) {
			throw plainSoqlError(
				"EXCEEDED_ID_LIMIT",
				"Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch",
			);
		}
		return groups.map((group) => ({
			type: "AggregateResult",
			urlType: "AggregateResult",
			id: null,
			fields: this.#selected.map(({ key, field, get }) => [key, { kind: "value", field, value: get(group) }]),
		}));
	}

	#gather(table: Table, indexes: readonly number[]): Group[] {
		const sets = groupingSets(this.#query, this.#groups.length);
		const maps = sets.map(() => new Map<string, Group>());
		const begin = (values: readonly Value[], summed: readonly boolean[]): Group => ({
			values,
			summed,
			accumulators: this.#aggregates.map(({ aggregate }) => aggregate.start()),
		});
		for (const index of indexes) {
			const row = table.at(index);
			if (row === undefined) continue;
			const values = this.#groups.map(({ resolved }) => resolved.get(row));
			for (const [set, summed] of sets.entries()) {
				const own = values.map((value, at) => (summed[at] === true ? null : value));
				const key = JSON.stringify(own);
				let group = maps[set]?.get(key);
				if (group === undefined) {
					group = begin(own, summed);
					maps[set]?.set(key, group);
				}
				for (const accumulator of group.accumulators) accumulator.add(row);
			}
		}
		const groups = maps.flatMap((map) => [...map.values()]);
		const isOverall = this.#query.groupBy.length === 0;
		return groups.length === 0 && isOverall ? [begin([], [])] : groups;
	}

	#columns(select: readonly SelectItem[]) {
		const { scope } = this.#frame;
		let unnamed = 0;
		const keys = new Set<string>();
		return select.map((item) => {
			if (item.kind !== "path" && item.kind !== "call") {
				throw soqlError(
					"MALFORMED_QUERY",
					scope.soql,
					this.#query.at,
					"Grouped query cannot use child relationships, TYPEOF or FIELDS",
				);
			}
			const format = item.kind === "call" && item.call.name === "FORMAT" ? item.call : null;
			const inner = format === null ? item : unwrapped(format);
			const source = this.#source(inner, "Field must be grouped or aggregated");
			const field = this.#fieldOf(source);
			const isCall = item.kind === "call";
			const key = item.alias ?? (isCall ? `expr${unnamed}` : field.name);
			if (isCall && item.alias === null) unnamed += 1;
			if (keys.has(key.toLowerCase())) {
				throw soqlError("MALFORMED_QUERY", scope.soql, placeOf(item), `duplicate alias: ${key}`);
			}
			keys.add(key.toLowerCase());
			const get = this.#getter(source);
			const write = format === null ? null : formatterOf(scope, field);
			return {
				key,
				field: write === null ? field : { ...field, type: "string" as const },
				aggregate: isCall,
				displayName: isCall ? callText(item.call) : key,
				get: write === null ? get : (group: Group) => write(get(group), currencyOf(scope)),
			};
		});
	}

	/** Finds where the value of an operand comes from; an aggregate function is gathered from then on. */
	#source(operand: Operand, words: string): Source {
		const { scope } = this.#frame;
		const at = placeOf(operand);
		if (operand.kind === "call" && operand.call.name === "GROUPING") {
			const { argument } = operand.call;
			const inner: Operand | null =
				argument === null
					? null
					: "name" in argument
						? { kind: "call", call: argument }
						: { kind: "path", path: argument };
			const index = inner === null ? -1 : this.#groups.findIndex(({ text }) => text === keyOf(inner));
			if (index >= 0 && this.#query.grouping !== "plain") return { kind: "grouping", index };
			const detail = "GROUPING() can only be used on fields of GROUP BY ROLLUP or GROUP BY CUBE";
			throw soqlError("MALFORMED_QUERY", scope.soql, at, detail);
		}
		const text = keyOf(operand);
		if (isAggregate(operand)) {
			let index = this.#aggregates.findIndex((each) => each.text === text);
			if (index < 0) {
				const aggregate = aggregateOf(this.#frame, operand.call);
				index = this.#aggregates.push({ text, aggregate }) - 1;
			}
			const known = this.#aggregates[index];
			if (known !== undefined) return { kind: "aggregate", index, aggregate: known.aggregate };
		}
		const index = this.#groups.findIndex((each) => each.text === text);
		const group = this.#groups[index];
		if (group !== undefined) return { kind: "group", index, resolved: group.resolved };
		// A field that does not exist is refused as such first.
		resolveOperand(this.#frame, operand);
		throw soqlError("MALFORMED_QUERY", scope.soql, at, `${words}: ${operandText(operand)}`);
	}

	#fieldOf(source: Source): FieldDescribe {
		if (source.kind === "group") return source.resolved.field;
		return source.kind === "aggregate" ? source.aggregate.field : integer("", "");
	}

	#getter(source: Source): (group: Group) => Value {
		const { index } = source;
		if (source.kind === "group") return ({ values }) => values[index] ?? null;
		if (source.kind === "grouping") return ({ summed }) => Number(summed[index] === true);
		return ({ accumulators }) => accumulators[index]?.result() ?? null;
	}

	/** What an operand of HAVING or ORDER BY is: an alias stands for what it names. */
	#resolved(operand: Operand, words: string): Resolved {
		const source = this.#source(this.#aliased(operand), words);
		const get = this.#getter(source);
		const field = { ...this.#fieldOf(source), sortable: true, filterable: true };
		return { steps: [], field, get: (row) => get(groupOf(row)), land: () => undefined };
	}

	#aliased(operand: Operand): Operand {
		if (operand.kind !== "path" || operand.path.parts.length !== 1) return operand;
		const name = operand.path.parts[0]?.toLowerCase();
		const item = this.#query.select.find(
			(each) => (each.kind === "path" || each.kind === "call") && each.alias?.toLowerCase() === name,
		);
		return item?.kind === "path" || item?.kind === "call" ? item : operand;
	}
}

function keyOf(operand: Operand): string {
	return operandText(operand).toLowerCase();
}

function unwrapped({ argument, at }: Call): Operand {
	if (argument === null) return { kind: "path", path: { parts: [""], at } };
	return "name" in argument ? { kind: "call", call: argument } : { kind: "path", path: argument };
}

function resolveGroup(frame: Frame, operand: Operand): Resolved {
	const resolved = resolveOperand(frame, operand);
	const isDatePart = operand.kind === "call";
	if (!isDatePart && !resolved.field.groupable) {
		const detail = `field '${resolved.field.name}' can not be grouped in a query call`;
		throw soqlError("MALFORMED_QUERY", frame.scope.soql, placeOf(operand), detail);
	}
	return resolved;
}
