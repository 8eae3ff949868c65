import { notServed } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { type AggregateColumn, Aggregation, isAggregateQuery } from "./aggregate.ts";
import type { Query } from "./ast.ts";
import { definitionQuery } from "./definitions.ts";
import type { Frame } from "./functions.ts";
import { sortedIndexes, sortKeys } from "./order.ts";
import { pageLimit, planRecords } from "./plan.ts";
import { type Column, treeBuilder } from "./project.ts";
import type { RecordList } from "./recordTree.ts";
import type { Scope } from "./resolve.ts";
import { checkRestrictions } from "./restrictions.ts";
import { compileRows, filterPlace, frameOf, fromObject } from "./rows.ts";
import { plainSoqlError, soqlError } from "./soqlError.ts";

/** An evaluated query: its records can be had one by one, by REST as pages, by other APIs as they need them. */
export interface Evaluation extends RecordList {
	readonly object: ObjectType;
	readonly columns: readonly Column[];
	readonly aggregateColumns: readonly AggregateColumn[];
	/** The largest page the server gives for rows of this width. */
	readonly maxPage: number;
	/** Where in the object's table the records are; none of groups. */
	readonly indexes: readonly number[];
	/** OFFSET results and groups come in a single page. */
	readonly singlePage: boolean;
}

const MAX_OFFSET = 2000;
const MAX_PAGE = 2000;

/** Evaluates a parsed query. Throws the platform's refusals; 501 for what the demo org does not evaluate. */
export function evaluateQuery(scope: Scope, given: Query): Evaluation {
	const object = fromObject(scope, given.from);
	const query = object.spec.kind === "definition" ? definitionQuery(object, given) : given;
	checkClauses(scope, object, query);
	checkRestrictions(scope, object, query);
	const frame = frameOf(scope, object, query);
	if (isCountAll(query)) return countAll(frame, query);
	return isAggregateQuery(query) ? aggregated(frame, query) : listed(frame, query);
}

function isCountAll({ select, groupBy }: Query): boolean {
	const [only] = select;
	const isCount = only?.kind === "call" && only.call.name === "COUNT" && only.call.argument === null;
	return select.length === 1 && isCount && groupBy.length === 0;
}

/** Refuses clauses that this object or this API does not take. */
function checkClauses(scope: Scope, { name }: ObjectType, query: Query): void {
	const { soql } = scope;
	if (query.offset !== null && query.offset > MAX_OFFSET) {
		throw plainSoqlError("NUMBER_OUTSIDE_VALID_RANGE", `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
	}
	const isArticle = name.endsWith("__kav") || name === "KnowledgeArticleVersion";
	if (query.categoryAt !== null) {
		if (isArticle) throw notServed("WITH DATA CATEGORY");
		const detail = `WITH DATA CATEGORY is only supported for articles and questions, not for '${name}'`;
		throw soqlError("MALFORMED_QUERY", soql, query.categoryAt, detail);
	}
	if (query.statisticsAt !== null && !isArticle) {
		const detail = `UPDATE TRACKING and UPDATE VIEWSTAT are only supported for articles, not for '${name}'`;
		throw soqlError("MALFORMED_QUERY", soql, query.statisticsAt, detail);
	}
	if (query.lockAt !== null && query.orderBy.length > 0) {
		throw soqlError("MALFORMED_QUERY", soql, query.lockAt, "ORDER BY is not allowed with FOR UPDATE");
	}
}

const NOTHING = {
	count: 0,
	record: () => undefined,
	columns: [],
	aggregateColumns: [],
	maxPage: MAX_PAGE,
	indexes: [],
	singlePage: true,
};

function countAll(frame: Frame, query: Query): Evaluation {
	if (query.orderBy.length > 0) {
		throw plainSoqlError("MALFORMED_QUERY", "The count() aggregate query does not support ORDER BY");
	}
	const found = compileRows(frame, query)(null).length - (query.offset ?? 0);
	const totalSize = Math.max(0, Math.min(found, query.limit ?? found));
	return { ...NOTHING, object: frame.object, totalSize };
}

function aggregated(frame: Frame, query: Query): Evaluation {
	const passing = compileRows(frame, query);
	const aggregation = new Aggregation(filterPlace(frame), query);
	const records = aggregation.run(frame.scope.table(frame.object.name), passing(null));
	return {
		...NOTHING,
		object: frame.object,
		totalSize: records.length,
		count: records.length,
		record: (index) => records[index],
		aggregateColumns: aggregation.columns,
	};
}

function listed(frame: Frame, query: Query): Evaluation {
	const { scope, object } = frame;
	const context = { depth: 0, counted: { queries: 0 }, plan: planRecords };
	const columns = planRecords(frame, query, context);
	const passing = compileRows(frame, query);
	const keys = sortKeys(frame, query.orderBy);
	const table = scope.table(object.name);
	const from = query.offset ?? 0;
	const end = query.limit === null ? null : from + query.limit;
	// Without an order the first records that pass are the answer: there is no need to look at the rest.
	const found = passing(keys.length === 0 ? end : null);
	const all = sortedIndexes(table, found, keys);
	const indexes = from === 0 && end === null ? all : all.slice(from, end ?? undefined);
	const build = treeBuilder(scope, object, columns);
	return {
		object,
		totalSize: indexes.length,
		count: indexes.length,
		record: (index) => {
			const at = indexes[index];
			const row = at === undefined ? undefined : table.at(at);
			return row === undefined ? undefined : build(row);
		},
		columns,
		aggregateColumns: [],
		maxPage: pageLimit(columns),
		indexes,
		singlePage: query.offset !== null,
	};
}
