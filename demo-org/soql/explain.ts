import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { Comparison, Condition, Query } from "./ast.ts";
import { evaluateQuery } from "./evaluate.ts";
import { type Frame, resolveOperand } from "./functions.ts";
import type { Resolved, Scope } from "./resolve.ts";
import { compileRows, frameOf, fromObject } from "./rows.ts";

interface Note {
	readonly description: string;
	readonly fields: readonly string[];
	readonly tableEnumOrId: string;
}

interface Plan {
	readonly cardinality: number;
	readonly fields: readonly string[];
	readonly leadingOperationType: "Index" | "Other" | "Sharing" | "TableScan";
	readonly notes: readonly Note[];
	readonly relativeCost: number;
	readonly sobjectCardinality: number;
	readonly sobjectType: string;
}

const UNINDEXED = "Not considering filter for optimization because unindexed";
const UNSELECTIVE = "Not considering filter for optimization because of an unoptimizable operator";

/** Fields with an index of the platform's own, besides ids, lookups, external and unique ones. */
const INDEXED = new Set([
	"Name",
	"CreatedDate",
	"SystemModstamp",
	"LastModifiedDate",
	"RecordTypeId",
	"Email",
]);
/** The share of the records up to which an index is worth its while: of standard and of custom ones. */
const THRESHOLD = { standard: 0.3, custom: 0.1 };
const SCAN_COST = 0.65;

/**
 * The plans of `query?explain=`, the cheapest first, with the real counts of records and costs by the documented
 * thresholds (REST API Developer Guide, "Get Feedback on Query Performance"). Throws what the query itself would.
 */
export function explain(scope: Scope, query: Query): { plans: readonly Plan[]; sourceQuery: string } {
	const object = fromObject(scope, query.from);
	evaluateQuery(scope, query);
	const frame = frameOf(scope, object, query);
	const all: Query = { ...query, where: null, scope: null };
	const total = compileRows(frame, all)(null).length;
	const filters = query.where === null ? [] : conjuncts(query.where);
	const resolved = filters.map((filter) => ({ filter, left: resolveOperand(frame, filter.left) }));
	const notes = [
		...(object.field("IsDeleted") === undefined || scope.includeDeleted
			? []
			: [note(UNINDEXED, "IsDeleted", object.name)]),
		...resolved.flatMap(({ filter, left }) => {
			if (!isIndexed(left)) return [note(UNINDEXED, left.field.name, object.name)];
			return isOptimizable(filter) ? [] : [note(UNSELECTIVE, left.field.name, object.name)];
		}),
	];
	const plan = (operation: Plan["leadingOperationType"], cardinality: number, more: Partial<Plan>): Plan => ({
		cardinality,
		fields: [],
		leadingOperationType: operation,
		notes,
		relativeCost: SCAN_COST,
		sobjectCardinality: total,
		sobjectType: object.name,
		...more,
	});
	const plans = resolved
		.filter(({ filter, left }) => isIndexed(left) && isOptimizable(filter))
		.map(({ filter, left: { field } }) => {
			const cardinality = compileRows(frame, { ...all, where: filter })(null).length;
			return plan("Index", cardinality, {
				fields: [field.name],
				relativeCost: indexCost(cardinality, total, field),
			});
		});
	const scanned = query.where === null ? total : compileRows(frame, query)(null).length;
	plans.push(plan("TableScan", scanned, {}));
	const owned = scopedPlan(frame, query, plan, total);
	if (owned !== null) plans.push(owned);
	plans.sort((a, b) => a.relativeCost - b.relativeCost);
	return { plans, sourceQuery: scope.soql };
}

/** A user who does not see all records is served by the index of sharing. */
function scopedPlan(
	{ scope }: Frame,
	query: Query,
	plan: (operation: "Sharing", cardinality: number, more: Partial<Plan>) => Plan,
	total: number,
): Plan | null {
	if (scope.canSee === undefined && query.scope === null) return null;
	return plan("Sharing", total, { relativeCost: 0.9 });
}

function note(description: string, field: string, tableEnumOrId: string): Note {
	return { description, fields: [field], tableEnumOrId };
}

function conjuncts(condition: Condition): Comparison[] {
	if (condition.kind === "compare") return [condition];
	return condition.kind === "and" ? condition.items.flatMap(conjuncts) : [];
}

function isIndexed({ field, steps }: Resolved): boolean {
	if (steps.length > 0) return false;
	return field.type === "id" || field.type === "reference" || isKey(field) || INDEXED.has(field.name);
}

const isKey = (field: FieldDescribe): boolean => field.externalId || field.unique;

/** Negations, nulls and patterns that begin with a wildcard cannot use an index. */
function isOptimizable({ operator, right, left }: Comparison): boolean {
	if (left.kind === "call" || right.kind === "query") return false;
	if (operator === "!=" || operator === "NOT IN" || operator === "EXCLUDES") return false;
	const literals = right.kind === "list" ? right.literals : [right.literal];
	return literals.every((literal) => {
		if (literal.kind === "null") return false;
		return operator !== "LIKE" || (literal.kind === "string" && !/^[%_]/.test(literal.value));
	});
}

function indexCost(cardinality: number, total: number, field: FieldDescribe): number {
	const share = field.custom ? THRESHOLD.custom : THRESHOLD.standard;
	return total === 0 ? 0 : Number((cardinality / (total * share)).toFixed(3));
}
