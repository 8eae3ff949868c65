import { type PlanCard, type PlanOperation, SELECTIVE_COST } from "../pages/plan.ts";
import type { ExplainedPlan, PlanNote } from "../salesforce/rest/explain.ts";
import { parse } from "../soql/parse/parse.ts";
import { comparisonsOf, innermost } from "../soql/parse/walk.ts";
import { queriedObject } from "../soql/selectList.ts";

const OPERATIONS: Readonly<Record<string, PlanOperation>> = {
	Index: "index",
	TableScan: "tableScan",
	Sharing: "sharing",
};

/** The plans as they are shown, the cheapest first. Of equal ones the platform's order stays. */
export function planCards(plans: readonly ExplainedPlan[]): PlanCard[] {
	return plans
		.toSorted((a, b) => a.relativeCost - b.relativeCost)
		.map((plan) => ({
			operation: OPERATIONS[plan.leadingOperationType] ?? "other",
			operationName: plan.leadingOperationType,
			fields: plan.fields,
			cost: plan.relativeCost,
			cardinality: plan.cardinality,
			objectCardinality: plan.sobjectCardinality,
			objectName: plan.sobjectType,
			notes: plan.notes.map(({ description, fields, tableEnumOrId }) => ({
				text: description,
				fields,
				objectName: tableEnumOrId,
			})),
		}));
}

const LEAST_TOP = 1.5;
const MOST_TOP = 4;

/** The cost at the end of all bars: far enough to see the threshold, near enough to tell cheap plans apart. */
export function costTop(plans: readonly PlanCard[]): number {
	const dearest = Math.max(0, ...plans.map(({ cost }) => cost));
	return Math.min(MOST_TOP, Math.max(LEAST_TOP, dearest));
}

/** A plan as text, for the clipboard; numbers as the platform gave them. */
export function planText(card: PlanCard): string {
	const { operationName, fields, cost, cardinality, objectCardinality, objectName, notes } = card;
	return [
		`${operationName}${fields.length === 0 ? "" : ` on ${fields.join(", ")}`}`,
		`Relative cost: ${cost} (${isSelective(card) ? "selective" : "not selective"})`,
		`Cardinality: ${cardinality} of ${objectCardinality} ${objectName}`,
		...notes.map((note) => `Note: ${note.text}: ${note.objectName}.${note.fields.join(", ")}`),
	].join("\n");
}

/** Above the threshold the platform goes another way. */
export function isSelective({ cost }: Pick<PlanCard, "cost">): boolean {
	return cost <= SELECTIVE_COST;
}

/** What a plan says of one filter: its place in the query, and either a note of the platform or the plan it leads. */
export interface FilterHint {
	readonly start: number;
	/** Exclusive. */
	readonly end: number;
	readonly says:
		| { readonly kind: "note"; readonly text: string }
		| { readonly kind: "leads"; readonly plan: PlanCard };
}

/**
 * What the plans say of the fields in the query's WHERE, by their places in it: the fields of notes, each note once, and
 * those of the index that the best plan begins with. Notes about fields that the query doesn't name (`IsDeleted`) are
 * the panel's only.
 */
export function filterHints(soql: string, plans: readonly ExplainedPlan[]): FilterHint[] {
	const filters = filterFields(soql);
	const object = queriedObject(soql).toLowerCase();
	const [best] = planCards(plans);
	const notes = new Map<string, PlanNote>();
	for (const note of plans.flatMap((plan) => plan.notes)) notes.set(JSON.stringify(note), note);
	return filters.flatMap(({ path, start, end }) => {
		const names = (fields: readonly string[], table: string): boolean => {
			const field = path.at(-1)?.toLowerCase();
			// A parent's field is of another table, as far as the platform names tables.
			const isParents = path.length > 1 && table.toLowerCase() === object;
			return !isParents && fields.some((name) => name.toLowerCase() === field);
		};
		const said: FilterHint[] = [...notes.values()]
			.filter(({ fields, tableEnumOrId }) => names(fields, tableEnumOrId))
			.map(({ description }) => ({ start, end, says: { kind: "note", text: description } }));
		if (best?.operation === "index" && names(best.fields, best.objectName)) {
			said.push({ start, end, says: { kind: "leads", plan: best } });
		}
		return said;
	});
}

interface FilterField {
	readonly path: readonly string[];
	readonly start: number;
	readonly end: number;
}

/** The fields that the outermost WHERE compares, with their paths (`Owner.Name`), in order. */
function filterFields(soql: string): FilterField[] {
	const { statement } = parse(soql);
	if (statement?.kind !== "query" || !statement.where) return [];
	return comparisonsOf(statement.where).flatMap(({ left }) => {
		const path = left.kind === "path" ? left : innermost(left);
		if (!path) return [];
		const { parts, start, end } = path;
		return start === end ? [] : [{ path: parts.map(({ text }) => text), start, end }];
	});
}
