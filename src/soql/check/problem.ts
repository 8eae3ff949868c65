import type { Range } from "../parse/syntax.ts";

/** A change of the text that mends a problem. */
export interface Fix {
	/** What is done, for the words: `replace` and `add` show `text`, `remove` what goes. */
	readonly kind: "replace" | "add" | "remove" | "comma" | "parentheses";
	readonly text: string;
	readonly edits: readonly (Range & { readonly text: string })[];
}

/** What a clause or function does with a field that the org's describe does not allow. */
export type Use = "filter" | "sort" | "group" | "argument";

/** What a compared value should be, as a person would say it. */
export type ValueKind = "text" | "number" | "boolean" | "date" | "datetime" | "time" | "id";

/** Names that don't exist for this user, who may see less than others, and values that don't fit what they are compared with. */
export type MeaningProblem =
	| { readonly code: "unknownObject"; readonly name: string }
	| { readonly code: "notQueryable"; readonly name: string }
	| { readonly code: "unknownField"; readonly name: string; readonly object: string }
	/** A field of what several objects share: TYPEOF reads those of one. */
	| { readonly code: "unknownSharedField"; readonly name: string; readonly relationship: string }
	| { readonly code: "unknownRelationship"; readonly name: string; readonly object: string }
	| { readonly code: "unknownChildren"; readonly name: string; readonly object: string }
	| { readonly code: "tooManySteps" }
	| { readonly code: "notPolymorphic"; readonly name: string }
	| { readonly code: "notTarget"; readonly name: string; readonly relationship: string }
	| { readonly code: "unknownScope"; readonly name: string; readonly object: string }
	| {
			readonly code: "wrongOperator";
			readonly operator: string;
			readonly name: string;
			readonly type: string;
	  }
	| { readonly code: "wrongValue"; readonly name: string; readonly wants: ValueKind }
	| { readonly code: "quotedValue"; readonly name: string; readonly wants: ValueKind }
	| { readonly code: "noDateLiteral"; readonly name: string }
	| { readonly code: "invalidId"; readonly name: string }
	| { readonly code: "unlistedValue"; readonly name: string }
	| { readonly code: "leadingWildcard" }
	| { readonly code: "apexOnly"; readonly text: string };

/** Functions, groups and clauses that don't go together. */
export type FormProblem =
	| { readonly code: "unknownFunction"; readonly name: string }
	| { readonly code: "misplacedFunction"; readonly name: string }
	| { readonly code: "argumentCount"; readonly name: string; readonly takes: number }
	| {
			readonly code: "fieldUse";
			readonly name: string;
			readonly use: Use;
			readonly type: string;
			readonly by: string;
	  }
	| { readonly code: "notGrouped"; readonly name: string }
	| { readonly code: "notSelectedFlat" }
	| { readonly code: "havingUngrouped" }
	| { readonly code: "aggregateAlone" }
	| { readonly code: "limitUngrouped" }
	| { readonly code: "countOrder" }
	| { readonly code: "groupingPlain" }
	| { readonly code: "tooManyGroupings" }
	| { readonly code: "aliasUngrouped"; readonly name: string }
	| { readonly code: "duplicateField"; readonly name: string }
	| { readonly code: "fieldsUnlimited" }
	| { readonly code: "offsetTooLarge" }
	| { readonly code: "mixedLogic" }
	| { readonly code: "bareNot" }
	| { readonly code: "tooManyChildren" | "tooManyParents"; readonly count: number }
	| { readonly code: "childAggregate" }
	| { readonly code: "semiJoinField"; readonly name: string }
	| { readonly code: "semiJoinList" }
	| { readonly code: "semiJoinClause"; readonly clause: string }
	| { readonly code: "semiJoinNested" };

/** What an org would refuse about a query that is well formed, or what is most likely not meant. */
export type SemanticProblem = Range & { readonly fixes: readonly Fix[] } & (MeaningProblem | FormProblem);

export type SemanticCode = SemanticProblem["code"];

/** How much a problem matters: an org refuses the query, or it runs but hardly as meant, or it may be slow. */
export function severityOf(code: SemanticCode): "error" | "warning" | "hint" {
	if (code === "leadingWildcard") return "hint";
	return code === "unlistedValue" ? "warning" : "error";
}

type Without<T> = T extends SemanticProblem ? Omit<T, "start" | "end" | "fixes"> : never;

/** Makes a problem about a range. Fixes that take long to find are found when somebody asks for them. */
export function about(
	{ start, end }: Range,
	what: Without<SemanticProblem>,
	fixes: readonly Fix[] | (() => readonly Fix[]) = [],
): SemanticProblem {
	const made = {
		...what,
		start,
		end,
		get fixes() {
			return typeof fixes === "function" ? fixes() : fixes;
		},
	};
	return made as SemanticProblem;
}

/** One name instead of another. */
export function replacing({ start, end }: Range, text: string): Fix {
	return { kind: "replace", text, edits: [{ start, end, text }] };
}
