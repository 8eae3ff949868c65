import type { Row, Value } from "../data/table.ts";
import type { Accumulator } from "./accumulator.ts";
import type { Query } from "./ast.ts";

/** One row of a grouped result in the making. */
export interface Group {
	readonly values: readonly Value[];
	/** For each grouped field whether this row sums over all its values. */
	readonly summed: readonly boolean[];
	readonly accumulators: readonly Accumulator[];
}

/** Groups go through the filter and the order of records in the guise of rows. */
const guises = new WeakMap<Row, Group>();
const rowsOfGroups = new WeakMap<Group, Row>();

/** A group in the guise of a row. */
export function asRow(group: Group): Row {
	let row = rowsOfGroups.get(group);
	if (row === undefined) {
		row = {};
		rowsOfGroups.set(group, row);
		guises.set(row, group);
	}
	return row;
}

const NO_GROUP: Group = { values: [], summed: [], accumulators: [] };
/** The group behind a guise. */
export function groupOf(row: Row): Group {
	return guises.get(row) ?? NO_GROUP;
}

/** A test of rows as one of groups. */
export function overGroups(test: (row: Row) => boolean): (group: Group) => boolean {
	return (group) => test(asRow(group));
}

/**
 * Which fields each kind of row sums up: none for plain groups; with ROLLUP from the last field on, one more for each
 * level; with CUBE every combination.
 */
export function groupingSets({ grouping }: Query, count: number): boolean[][] {
	const fields = Array.from({ length: count }, (_, index) => index);
	if (grouping === "plain") return [fields.map(() => false)];
	if (grouping === "rollup") {
		return Array.from({ length: count + 1 }, (_, summed) => fields.map((field) => field >= count - summed));
	}
	return Array.from({ length: 2 ** count }, (_, mask) =>
		fields.map((field) => ((mask >> (count - 1 - field)) & 1) === 1),
	);
}
