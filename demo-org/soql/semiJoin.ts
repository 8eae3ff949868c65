import type { Value } from "../data/table.ts";
import type { Comparison, Condition, Query } from "./ast.ts";
import type { Frame } from "./functions.ts";
import { type Resolved, resolvePath } from "./resolve.ts";
import { soqlError } from "./soqlError.ts";

/** Gives the records of an inner query that pass its WHERE. */
export interface InnerRows {
	readonly frame: Frame;
	readonly each: (visit: (row: Parameters<Resolved["get"]>[0]) => void) => void;
}

const MOST_SEMI_JOINS = 2;
/** What an inner select cannot be from (SOQL and SOSL Reference, "Comparison Operators", semi-joins). */
const NO_INNER = [
	"Task",
	"Event",
	"Note",
	"Attachment",
	"ActivityHistory",
	"OpenActivity",
	"ProcessInstance",
];

/** Throws MALFORMED_QUERY for semi-joins in places or numbers that the platform does not take. */
export function checkSemiJoins(soql: string, condition: Condition): void {
	let count = 0;
	const refuse = ({ at }: Comparison, detail: string): never => {
		throw soqlError("MALFORMED_QUERY", soql, at, detail);
	};
	const visit = (item: Condition, depth: number, under: "and" | "or" | "not"): void => {
		if (item.kind === "not") {
			visit(item.item, depth, "not");
			return;
		}
		if (item.kind !== "compare") {
			for (const each of item.items) visit(each, depth + 1, under === "and" ? item.kind : under);
			return;
		}
		if (item.right.kind !== "query") return;
		count += 1;
		if (under === "not") refuse(item, "Semi join sub-selects are not allowed with the 'NOT' operator");
		if (depth > 1) {
			const where = "at the top level WHERE expressions and not in nested WHERE expressions";
			refuse(item, `Semi join sub-selects are only allowed ${where}`);
		}
		if (under === "or") refuse(item, "Semi join sub-selects are not allowed with the 'OR' operator");
		if (count > MOST_SEMI_JOINS) {
			refuse(item, `Maximum ${MOST_SEMI_JOINS} semi join sub-selects are allowed in a query`);
		}
	};
	visit(condition, 0, "and");
}

/**
 * The ids that the inner query of a semi-join gives, once its form is known to be right.
 * Throws MALFORMED_QUERY and INVALID_FIELD for what the platform does not join.
 */
export function semiJoinIds(
	outer: Frame,
	left: Resolved,
	{ left: operand, at }: Comparison,
	query: Query,
	rowsOf: (query: Query) => InnerRows,
): ReadonlySet<Value> {
	const { soql } = outer.scope;
	const refuse = (where: number, detail: string, code = "MALFORMED_QUERY"): Error =>
		soqlError(code, soql, where, detail);
	const leftText = operand.kind === "path" ? operand.path.parts.join(".") : operand.call.name;
	if (left.field.type !== "id" && left.field.type !== "reference") {
		throw refuse(at, `Semi join sub-selects can only query id fields, cannot use: '${leftText}'`);
	}
	const extra = [query.orderBy.length > 0 && "ORDER BY", query.limit !== null && "LIMIT"];
	const marks = query.marks.map((mark) => `FOR ${mark}`);
	const more = [query.lockAt !== null && "FOR UPDATE", query.groupBy.length > 0 && "GROUP BY", ...marks];
	const clause = [...extra, query.offset !== null && "OFFSET", ...more].find((each) => each !== false);
	if (clause !== undefined)
		throw refuse(query.at, `Semi join sub-selects do not support the ${String(clause)} clause`);
	if (query.where !== null && nests(query.where)) {
		throw refuse(query.at, "Nesting of semi join sub-selects is not supported");
	}
	const [item, ...others] = query.select;
	if (item?.kind !== "path" || others.length > 0) {
		throw refuse(query.at, "Semi join sub-selects can only query one field");
	}
	const inner = rowsOf(query);
	if (NO_INNER.includes(inner.frame.object.name)) {
		const detail = `Entity '${inner.frame.object.name}' is not supported for semi join inner selects`;
		throw refuse(query.from.at, detail);
	}
	if (inner.frame.object === outer.object) {
		throw refuse(query.at, "The inner and outer selects should not be on the same object type");
	}
	const selected = resolvePath(inner.frame.scope, inner.frame.object, inner.frame.aliases, item.path);
	const name = item.path.parts.join(".");
	if (selected.field.type !== "reference" && selected.field.type !== "id") {
		throw refuse(
			item.path.at,
			`Semi join sub-selects can only query id fields, cannot use: '${name}'`,
			"INVALID_FIELD",
		);
	}
	if (selected.steps.length > 0) {
		const detail = `The inner select field '${name}' cannot have more than one level of relationships`;
		throw refuse(item.path.at, detail);
	}
	const types = targetsOf(selected, inner.frame);
	if (!targetsOf(left, outer).some((type) => types.includes(type))) {
		const detail = `The selected field '${name}' in the subquery and the left operand field '${leftText}' in the where expression should point to the same object type`;
		throw refuse(at, detail);
	}
	const ids = new Set<Value>();
	inner.each((row) => {
		const id = selected.get(row);
		if (id !== null) ids.add(id);
	});
	return ids;
}

function nests(condition: Condition): boolean {
	if (condition.kind === "compare") return condition.right.kind === "query";
	if (condition.kind === "not") return nests(condition.item);
	return condition.items.some(nests);
}

function targetsOf({ field, steps }: Resolved, { object }: Frame): readonly string[] {
	return field.type === "id" ? [(steps.at(-1)?.target ?? object).name] : field.referenceTo;
}
