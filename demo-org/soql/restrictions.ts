import { flagsOf, type ObjectType } from "../schema/objectType.ts";
import type { Comparison, Condition, Query } from "./ast.ts";
import type { Scope } from "./scope.ts";
import { plainSoqlError, soqlError } from "./soqlError.ts";

/** Refuses queries that single objects do not take, however well they are formed. */
export function checkRestrictions(scope: Scope, object: ObjectType, query: Query): void {
	if (!flagsOf(object.spec).queryable) {
		const detail = `entity type ${object.name} does not support query`;
		throw soqlError("INVALID_TYPE_FOR_OPERATION", scope.soql, query.from.at, detail);
	}
	if (object.name === "ContentDocumentLink") checkLinks(query);
	if (object.spec.kind === "bigObject") checkBigObject(object, query);
}

const comparisons = (condition: Condition | null): readonly Comparison[] => {
	if (condition === null) return [];
	if (condition.kind === "compare") return [condition];
	return condition.kind === "and" ? condition.items.flatMap(comparisons) : [];
};

const fieldOf = ({ left }: Comparison): string =>
	left.kind === "path" ? (left.path.parts.at(-1)?.toLowerCase() ?? "") : "";

/** Object Reference, "ContentDocumentLink": it is only found by what it links. */
function checkLinks(query: Query): void {
	const isFound = comparisons(query.where).some((each) => {
		const byId = ["id", "contentdocumentid", "linkedentityid"].includes(fieldOf(each));
		return byId && (each.operator === "=" || each.operator === "IN") && each.right.kind !== "query";
	});
	if (isFound) return;
	throw plainSoqlError(
		"MALFORMED_QUERY",
		"Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
	);
}

/**
 * Big Objects Implementation Guide, "SOQL with Big Objects": filters on the fields of the index from the first one on
 * with `=`, the last one with a range or IN; no aggregate functions.
 */
function checkBigObject(object: ObjectType, query: Query): void {
	const refuse = (detail: string): Error => plainSoqlError("MALFORMED_QUERY", detail);
	if (query.groupBy.length > 0 || query.select.some((item) => item.kind === "call")) {
		throw refuse("Big objects do not support aggregate functions or GROUP BY");
	}
	if (query.where === null) return;
	const index = object.fields.filter((field) => !field.nillable && field.custom);
	const filters = comparisons(query.where);
	const names = filters.map(fieldOf);
	const order = index.map(({ name }) => name.toLowerCase());
	const isPrefix = names.every((name, at) => order.indexOf(name) === at);
	const early = filters.slice(0, -1).every(({ operator }) => operator === "=");
	const last = filters.at(-1)?.operator ?? "!=";
	if (!isPrefix || !early || !["=", "<", "<=", ">", ">=", "IN"].includes(last)) {
		throw refuse(
			"Filters on big objects must be on the fields of its index, in their order and without gaps; only the last one may be a range",
		);
	}
}
