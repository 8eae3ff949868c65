import { PlatformError } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { Comparison, Condition, Query } from "./ast.ts";
import { plainSoqlError } from "./soqlError.ts";

const UNSUPPORTED =
	"The requested operation is not yet supported by this SObject storage type, contact salesforce.com support for more information.";

/**
 * What a query of definitions does: LIMIT and OFFSET are ignored, and groups, counts, inequality, OR, NOT and INCLUDES
 * refused (Tooling API, "SOQL Operation Limitations"). But for EntityDefinition, records are only found by one of the
 * columns that the object is reified by; developers pasted that refusal.
 */
export function definitionQuery(object: ObjectType, query: Query): Query {
	const counts = query.select.some((item) => item.kind === "call" && item.call.name.startsWith("COUNT"));
	if (query.groupBy.length > 0 || counts) throw refused(UNSUPPORTED);
	const filters = query.where === null ? [] : checked(query.where);
	const { reifiedBy } = object.spec;
	if (reifiedBy !== undefined && !filters.some((filter) => finds(filter, reifiedBy))) {
		const columns = reifiedBy.join(",");
		throw plainSoqlError(
			"MALFORMED_QUERY",
			`${object.name}: a filter on a reified column is required [${columns}]`,
		);
	}
	return { ...query, limit: null, offset: null };
}

function refused(message: string): PlatformError {
	return new PlatformError(400, "UNKNOWN_EXCEPTION", message);
}

/** The comparisons of a condition, all of which must hold. */
function checked(condition: Condition): readonly Comparison[] {
	switch (condition.kind) {
		case "and":
			return condition.items.flatMap(checked);
		case "or":
			throw refused("Disjunctions not supported");
		case "not":
			throw refused(UNSUPPORTED);
		case "compare":
			if (condition.operator === "!=") throw refused("Only equals comparisons permitted");
			if (condition.operator === "INCLUDES" || condition.operator === "EXCLUDES")
				throw refused("Unsupported filter type");
			return [condition];
	}
}

/** Whether a comparison names values of one of these columns, or a definition that one of them points to. */
function finds({ left, operator, right }: Comparison, columns: readonly string[]): boolean {
	if ((operator !== "=" && operator !== "IN") || right.kind === "query" || left.kind !== "path") return false;
	const parts = left.path.parts.map((part) => part.toLowerCase());
	const [relationship = "", column = ""] = parts.slice(-2);
	const last = parts.at(-1) ?? "";
	const names = columns.map((each) => each.toLowerCase());
	if (names.includes(last)) return true;
	return names.includes(`${relationship}id`) && column === "qualifiedapiname";
}
