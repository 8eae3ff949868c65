import type { Row } from "../data/table.ts";
import type { Query } from "./ast.ts";
import { compileCondition } from "./filter.ts";
import { type Frame, isAggregate } from "./functions.ts";
import { sortedIndexes, sortKeys } from "./order.ts";
import { type Column, treeBuilder } from "./project.ts";
import type { RecordList } from "./recordTree.ts";
import { filterPlace, frameOf, seenTest } from "./rows.ts";
import { versionOf } from "./scope.ts";
import { checkSemiJoins } from "./semiJoin.ts";
import { plainSoqlError, soqlError, unexpectedToken } from "./soqlError.ts";

/** Where a child query stands, and how its own columns are planned. */
export interface ChildContext {
	/** How many queries it lies in. */
	readonly depth: number;
	/** How many child queries the whole query has so far. */
	readonly counted: { queries: number };
	readonly plan: (frame: Frame, query: Query, context: ChildContext) => Column[];
}

const MAX_CHILD_QUERIES = 20;
const MAX_LEVELS = 5;
const LEVELS_SINCE = 58;

/**
 * The list of children that an inner query of SELECT gives for each record. From v58 on such queries can hold others,
 * five levels in all.
 */
export function childColumn(outer: Frame, parentQuery: Query, query: Query, context: ChildContext): Column {
	const { scope } = outer;
	checkForm(outer, parentQuery, query, context);
	const { name, relationship, object } = relationshipOf(outer, query);
	const frame = frameOf(scope, object, query);
	const columns = context.plan(frame, query, { ...context, depth: context.depth + 1 });
	if (query.where !== null) checkSemiJoins(scope.soql, query.where);
	const passes = query.where === null ? null : compileCondition(filterPlace(frame), query.where);
	const seen = seenTest(scope, object);
	const keys = sortKeys(frame, query.orderBy);
	const build = treeBuilder(scope, object, columns);
	const table = scope.table(object.name);
	const from = query.offset ?? 0;
	const end = query.limit === null ? undefined : from + query.limit;
	const indexesOf = (row: Row): readonly number[] => {
		const found = table.where(relationship.field, row["Id"] ?? null).filter((index) => {
			if (!scope.includeDeleted && table.isDeleted(index)) return false;
			const child = table.at(index);
			return child !== undefined && (seen === null || seen(child)) && (passes === null || passes(child));
		});
		return sortedIndexes(table, found, keys).slice(from, end);
	};
	return {
		kind: "children",
		key: relationship.relationshipName ?? name,
		columns,
		list: (row): RecordList | null => {
			const indexes = indexesOf(row);
			if (indexes.length === 0) return null;
			const record = (index: number) => {
				const at = indexes[index];
				const child = at === undefined ? undefined : table.at(at);
				return child === undefined ? undefined : build(child);
			};
			return { totalSize: indexes.length, count: indexes.length, record };
		},
	};
}

/** Refuses what an inner query of SELECT cannot have. */
function checkForm({ scope }: Frame, parentQuery: Query, query: Query, context: ChildContext): void {
	const { soql } = scope;
	const refuse = (detail: string): Error => soqlError("MALFORMED_QUERY", soql, query.at, detail);
	context.counted.queries += 1;
	if (context.counted.queries > MAX_CHILD_QUERIES) {
		throw refuse(`The number of subqueries exceeds the maximum of ${MAX_CHILD_QUERIES}`);
	}
	const levels = versionOf(scope) >= LEVELS_SINCE ? MAX_LEVELS : 1;
	if (context.depth >= levels) {
		throw refuse(`Relationship queries can be nested at most ${levels} level${levels === 1 ? "" : "s"} deep`);
	}
	if (query.groupBy.length > 0 || query.select.some((item) => item.kind === "call" && isAggregate(item))) {
		throw refuse("Only root queries support aggregate expressions");
	}
	const clauseAt = query.marksAt ?? query.lockAt;
	if (clauseAt !== null) throw unexpectedToken(soql, clauseAt, "FOR");
	if (query.categoryAt !== null) throw unexpectedToken(soql, query.categoryAt, "WITH");
	if (query.scope !== null) throw unexpectedToken(soql, query.scope.at, query.scope.parts.join("."));
	if (query.offset !== null && parentQuery.limit !== 1) {
		throw plainSoqlError(
			"MALFORMED_QUERY",
			"OFFSET can be used in a subquery only when the parent query has a LIMIT of 1",
		);
	}
}

/** The relationship that FROM of an inner query names, with or without the parent's name or alias before it. */
function relationshipOf({ scope, object: parent, aliases }: Frame, { from }: Query) {
	const [first = "", ...rest] = from.parts;
	const isPrefix =
		rest.length === 1 &&
		(first.toLowerCase() === parent.name.toLowerCase() || aliases.get(first.toLowerCase())?.length === 0);
	const name = isPrefix ? (rest[0] ?? "") : from.parts.join(".");
	const relationship = parent.child(name);
	const object = relationship && scope.schema.object(relationship.childSObject);
	if (relationship !== undefined && object !== undefined) return { name, relationship, object };
	throw soqlError(
		"INVALID_TYPE",
		scope.soql,
		from.at,
		`Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
	);
}
