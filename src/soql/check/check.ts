import type { Dialect } from "../complete/suggestion.ts";
import type { Parsed, Query, Range } from "../parse/syntax.ts";
import { allNodes, comparisonsOf } from "../parse/walk.ts";
import { placesOf } from "../places.ts";
import type { SchemaPort } from "../schema.ts";
import { Scopes } from "../scope.ts";
import type { Checking } from "./checking.ts";
import { checkGroups } from "./groups.ts";
import { checkNames } from "./names.ts";
import type { SemanticProblem } from "./problem.ts";
import { checkCounts, checkShape } from "./shape.ts";
import { checkUses } from "./uses.ts";
import { checkComparison } from "./values.ts";

export interface CheckContext {
	readonly schema: SchemaPort;
	readonly dialect: Dialect;
}

/**
 * What an org would refuse about a query, from what is known of its schema at this moment and without a call; ordered
 * by place. Says nothing where it can't be sure. Of a text that isn't whole yet, only names, fields and values are
 * looked at, not how its clauses go together. Never throws.
 */
export function check(text: string, parsed: Parsed, { schema, dialect }: CheckContext): SemanticProblem[] {
	const { statement, problems } = parsed;
	if (!statement) return [];
	const found: SemanticProblem[] = [];
	const isSound = ({ start, end }: Range) =>
		!problems.some((problem) => problem.start <= end && problem.end >= start);
	const scopes = new Scopes(schema);
	const checking: Checking = { text, scopes, dialect, isSound, add: (problem) => found.push(problem) };
	const isWhole = problems.length === 0;
	for (const node of allNodes(statement)) if (node.kind === "query") checkQuery(checking, node, isWhole);
	if (isWhole) checkCounts(checking, statement);
	return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function checkQuery(checking: Checking, query: Query, isWhole: boolean): void {
	const places = placesOf(query);
	checkNames(checking, query, places);
	checkUses(checking, query, places);
	for (const condition of [query.where, query.having]) {
		for (const comparison of condition ? comparisonsOf(condition) : []) {
			if (checking.isSound(comparison)) checkComparison(checking, query, comparison);
		}
	}
	if (!isWhole) return;
	checkGroups(checking, query);
	checkShape(checking, query);
}
