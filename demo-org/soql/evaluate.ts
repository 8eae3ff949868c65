import type { Row, Value } from "../data/table.ts";
import { notServed } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { type AggregateColumn, aggregateRows, isAggregateQuery } from "./aggregate.ts";
import type { Path, Query, SelectItem } from "./ast.ts";
import { compileCondition, type FilterPlace, type Test } from "./filter.ts";
import { resolveOperand } from "./functions.ts";
import { sortKeys, sortRows } from "./order.ts";
import { addField, type Column, recordWriter } from "./project.ts";
import { resolvePath, type Scope } from "./resolve.ts";
import { plainSoqlError, soqlError } from "./soqlError.ts";

/** An evaluated query, from which pages are written. */
export interface Evaluation {
	readonly object: ObjectType;
	readonly totalSize: number;
	/** How many records there are to page through: fewer than `totalSize` for `COUNT()` only. */
	readonly count: number;
	readonly write: (index: number) => string;
	readonly columns: readonly Column[];
	readonly aggregateColumns: readonly AggregateColumn[];
	/** The largest page the server gives for rows of this width. */
	readonly maxPage: number;
	/** Records that FOR VIEW or FOR REFERENCE marks. */
	readonly marked: readonly Row[];
	/** OFFSET results and groups come in a single page. */
	readonly singlePage: boolean;
}

const MAX_OFFSET = 2000;
const MAX_FIELDS_LIMIT = 200;

/** Evaluates a parsed query. Throws the platform's refusals; 501 for what the demo org does not evaluate. */
export function evaluateQuery(scope: Scope, query: Query): Evaluation {
	const object = fromObject(scope, query.from);
	if (query.offset !== null && query.offset > MAX_OFFSET) {
		throw plainSoqlError("NUMBER_OUTSIDE_VALID_RANGE", `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
	}
	const place = filterPlace(scope, object, query);
	const only = query.select[0];
	const countAll =
		query.select.length === 1 &&
		only?.kind === "call" &&
		only.call.name === "COUNT" &&
		only.call.argument === null;
	const plan = countAll || isAggregateQuery(query) ? null : planRecords(scope, object, query);
	const where = whereTest(place, query);
	if (countAll && query.groupBy.length === 0) {
		if (query.orderBy.length > 0) {
			throw plainSoqlError("MALFORMED_QUERY", "The count() aggregate query does not support ORDER BY");
		}
		const found = filtered(scope, object, where, query).length;
		const totalSize = Math.min(found, query.limit ?? found);
		return { ...EMPTY, object, totalSize };
	}
	if (plan === null) {
		const { columns, records } = aggregateRows(
			scope,
			object,
			query,
			filtered(scope, object, where, query),
			place,
		);
		const size = records.length;
		return {
			...EMPTY,
			object,
			totalSize: size,
			count: size,
			write: (i) => records[i] ?? "",
			aggregateColumns: columns,
		};
	}
	const keys = sortKeys(scope, object, query.alias, query.orderBy);
	const sorted = sortRows(filtered(scope, object, where, query), keys);
	const from = query.offset ?? 0;
	const rows = sorted.slice(from, query.limit === null ? undefined : from + query.limit);
	const write = recordWriter(scope, object, plan);
	return {
		object,
		totalSize: rows.length,
		count: rows.length,
		write: (index) => {
			const row = rows[index];
			return row === undefined ? "" : write(row);
		},
		columns: plan,
		aggregateColumns: [],
		maxPage: pageLimit(plan),
		marked: query.marks.length > 0 ? rows : [],
		singlePage: query.offset !== null,
	};
}

const EMPTY = {
	count: 0,
	write: () => "",
	columns: [],
	aggregateColumns: [],
	maxPage: MAX_OFFSET,
	marked: [],
	singlePage: true,
};

function fromObject(scope: Scope, { parts, at }: Path): ObjectType {
	const name = parts.join(".");
	const object = scope.schema.object(name);
	if (object !== undefined) return object;
	throw soqlError(
		"INVALID_TYPE",
		scope.soql,
		at,
		`sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
	);
}

function filterPlace(scope: Scope, object: ObjectType, query: Query): FilterPlace {
	return { scope, object, alias: query.alias, semiJoin: (inner) => semiJoinValues(scope, inner) };
}

function semiJoinValues(scope: Scope, query: Query): ReadonlySet<Value> {
	const object = fromObject(scope, query.from);
	const [item, ...others] = query.select;
	if (item?.kind !== "path" || others.length > 0) {
		throw soqlError(
			"MALFORMED_QUERY",
			scope.soql,
			query.at,
			"Semi join sub-selects can only query one field",
		);
	}
	const { field, get } = resolvePath(scope, object, query.alias, item.path);
	if (field.type !== "reference" && field.type !== "id") {
		throw soqlError(
			"INVALID_FIELD",
			scope.soql,
			item.path.at,
			`The selected field '${field.name}' in the inner select is not of reference type`,
		);
	}
	const rows = filtered(scope, object, whereTest(filterPlace(scope, object, query), query), query);
	return new Set(rows.map(get).filter((value) => value !== null));
}

function whereTest(place: FilterPlace, query: Query): Test | null {
	return query.where === null ? null : compileCondition(place, query.where);
}

function filtered(
	scope: Scope,
	object: ObjectType,
	where: Test | null,
	{ scope: filterScope }: Query,
): readonly Row[] {
	const { includeDeleted, userId } = scope;
	const mine = filterScope?.toLowerCase() === "mine";
	if (filterScope !== null && !mine && filterScope.toLowerCase() !== "everything") {
		throw notServed(`USING SCOPE ${filterScope}`);
	}
	return scope
		.table(object.name)
		.filter(
			(row) =>
				(includeDeleted || row["IsDeleted"] !== true) &&
				(!mine || row["OwnerId"] === userId) &&
				(where === null || where(row)),
		);
}

/** The columns of a query for records. */
function planRecords(scope: Scope, object: ObjectType, query: Query): Column[] {
	const columns: Column[] = [];
	const add = (item: SelectItem): void => {
		if (item.kind === "children") {
			columns.push(childColumn(scope, object, item.query));
			return;
		}
		if (item.kind === "fields") {
			addAll(scope, object, query, item, columns);
			return;
		}
		const { at } = item.kind === "path" ? item.path : item.call;
		if (item.kind === "path" && item.alias !== null) {
			throw soqlError("MALFORMED_QUERY", scope.soql, at, "only aggregate expressions use field aliasing");
		}
		if (item.kind === "call" && item.call.name !== "TOLABEL") {
			if (item.call.name === "FORMAT") throw notServed("FORMAT()");
			throw soqlError(
				"MALFORMED_QUERY",
				scope.soql,
				at,
				"Grouped query must use GROUP BY for a date function",
			);
		}
		const resolved = resolveOperand(scope, object, query.alias, item);
		if (!addField(columns, resolved)) {
			throw soqlError("INVALID_FIELD", scope.soql, at, `duplicate field selected: ${resolved.field.name}`);
		}
	};
	for (const item of query.select) add(item);
	return columns;
}

function addAll(
	scope: Scope,
	object: ObjectType,
	query: Query,
	item: Extract<SelectItem, { kind: "fields" }>,
	columns: Column[],
): void {
	if (item.which !== "STANDARD" && (query.limit === null || query.limit > MAX_FIELDS_LIMIT)) {
		const message = `The SOQL FIELDS function must have a LIMIT of at most ${MAX_FIELDS_LIMIT}`;
		throw plainSoqlError("MALFORMED_QUERY", message);
	}
	for (const field of object.fields) {
		if (item.which !== "ALL" && field.custom !== (item.which === "CUSTOM")) continue;
		const resolved = resolvePath(scope, object, null, { parts: [field.name], at: item.at });
		if (!addField(columns, resolved)) {
			throw plainSoqlError("INVALID_FIELD", `duplicate field selected: ${field.name}`);
		}
	}
}

function childColumn(scope: Scope, parent: ObjectType, query: Query): Column {
	const name = query.from.parts.join(".");
	const relationship = parent.child(name);
	const object = relationship && scope.schema.object(relationship.childSObject);
	if (relationship === undefined || object === undefined) {
		throw soqlError(
			"INVALID_TYPE",
			scope.soql,
			query.from.at,
			`Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
		);
	}
	if (query.select.some((item) => item.kind === "children"))
		throw notServed("child queries within child queries");
	const columns = planRecords(scope, object, query);
	const test = whereTest(filterPlace(scope, object, query), query);
	const keys = sortKeys(scope, object, query.alias, query.orderBy);
	const write = recordWriter(scope, object, columns);
	let byParent: Map<Value, Row[]> | undefined;
	const rowsOf = (row: Row): readonly Row[] => {
		byParent ??= Map.groupBy(
			filtered(scope, object, test, query),
			(child) => child[relationship.field] ?? null,
		);
		const rows = byParent.get(row["Id"] ?? null) ?? [];
		return sortRows(rows, keys).slice(0, query.limit ?? undefined);
	};
	return {
		kind: "children",
		key: relationship.relationshipName ?? name,
		columns,
		write: (row) => {
			const rows = rowsOf(row);
			if (rows.length === 0) return "null";
			return `{"totalSize":${rows.length},"done":true,"records":[${rows.map(write).join(",")}]}`;
		},
	};
}

/** 2000 rows; 1000 for wide rows or a long text; 200 with two or more custom long texts. */
function pageLimit(columns: readonly Column[]): number {
	let width = 0;
	let longTexts = 0;
	let customLongTexts = 0;
	const visit = (each: readonly Column[]): void => {
		for (const column of each) {
			if (column.kind === "parent") visit(column.columns);
			if (column.kind !== "field") continue;
			width += 1;
			if (column.field.type !== "textarea" || column.field.length <= 255) continue;
			longTexts += 1;
			if (column.field.custom) customLongTexts += 1;
		}
	};
	visit(columns);
	if (customLongTexts >= 2) return 200;
	return width >= 30 || longTexts > 0 ? 1000 : 2000;
}
