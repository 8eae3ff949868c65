import * as vscode from "vscode";
import type { Fix, FormProblem, SemanticProblem, Use, ValueKind } from "../check/problem.ts";
import { functionNamed } from "../functions.ts";

const { l10n } = vscode;

/** What an org would refuse about a query, in one line that says what to do. */
export function problemWords(problem: SemanticProblem): string {
	switch (problem.code) {
		case "unknownObject":
			return l10n.t("The object {0} doesn't exist, or your user can't see it.", problem.name);
		case "notQueryable":
			return l10n.t("{0} can't be queried; its records are reached through other objects.", problem.name);
		case "unknownField":
			return l10n.t("{0} has no field {1}, or your user can't see it.", problem.object, problem.name);
		case "unknownSharedField":
			return l10n.t(
				"{0} may lead to several objects, which don't all have {1}. Read it with TYPEOF.",
				problem.relationship,
				problem.name,
			);
		case "unknownRelationship":
			return l10n.t("{0} has no parent {1}, or your user can't see it.", problem.object, problem.name);
		case "unknownChildren":
			return l10n.t("{0} has no children {1}, or your user can't see them.", problem.object, problem.name);
		case "tooManySteps":
			return l10n.t("A query goes up five parents at most.");
		case "notPolymorphic":
			return l10n.t("{0} leads to one object only: no TYPEOF is needed.", problem.name);
		case "notTarget":
			return l10n.t("{0} never leads to {1}.", problem.relationship, problem.name);
		case "unknownScope":
			return l10n.t("{0} has no scope {1}.", problem.object, problem.name);
		case "unlistedValue":
			return l10n.t("This is no value of {0}, but is near one.", problem.name);
		case "invalidId":
			return l10n.t("{0} is compared with Ids, which have 15 or 18 letters and digits.", problem.name);
		case "noDateLiteral":
			return l10n.t("There is no date literal {0}.", problem.name);
		case "leadingWildcard":
			return l10n.t("A pattern that begins with % can't use an index: on large objects this is slow.");
		case "wrongOperator":
			return l10n.t("{0} can't be used on {1} ({2}).", problem.operator, problem.name, problem.type);
		case "wrongValue":
			return l10n.t("{0} is compared with {1}.", problem.name, kindWords(problem.wants));
		case "quotedValue":
			return l10n.t("{0} is compared with {1}, without quotes.", problem.name, kindWords(problem.wants));
		case "apexOnly":
			return l10n.t("Only Apex takes {0}.", problem.text);
		default:
			return formWords(problem);
	}
}

function formWords(problem: FormProblem): string {
	switch (problem.code) {
		case "unknownFunction":
			return l10n.t("There is no function {0}.", problem.name);
		case "misplacedFunction":
			return functionNamed(problem.name)?.kind === "aggregate"
				? l10n.t("{0} can't stand here: conditions on aggregates belong in HAVING.", problem.name)
				: l10n.t("{0} can't stand here.", problem.name);
		case "argumentCount":
			return problem.takes === 1
				? l10n.t("{0} takes one argument.", problem.name)
				: l10n.t("{0} takes {1} arguments.", problem.name, problem.takes);
		case "fieldUse":
			return useWords(problem.use, problem);
		case "notGrouped":
			return l10n.t("{0} must be in GROUP BY, or in an aggregate such as MAX().", problem.name);
		case "notSelectedFlat":
			return l10n.t("A query with groups or aggregates takes fields and functions only.");
		case "havingUngrouped":
			return l10n.t("HAVING needs GROUP BY. Conditions on fields belong in WHERE.");
		case "aggregateAlone":
			return l10n.t("COUNT() must be alone. Beside fields, count one: COUNT(Id).");
		case "countOrder":
			return l10n.t("COUNT() gives one number, which can't be sorted.");
		case "limitUngrouped":
			return l10n.t("An aggregate of all records gives one row: LIMIT needs GROUP BY.");
		case "groupingPlain":
			return l10n.t("GROUPING() needs GROUP BY ROLLUP or GROUP BY CUBE.");
		case "tooManyGroupings":
			return l10n.t("ROLLUP and CUBE take three fields at most.");
		case "aliasUngrouped":
			return l10n.t(
				"Only aggregates and functions take a name: is a comma missing before {0}?",
				problem.name,
			);
		case "duplicateField":
			return l10n.t("{0} is in the list twice.", problem.name);
		case "fieldsUnlimited":
			return l10n.t("FIELDS(ALL) and FIELDS(CUSTOM) need a LIMIT of at most 200.");
		case "offsetTooLarge":
			return l10n.t("OFFSET goes to 2000 at most. Go further by a condition on a sorted field.");
		case "mixedLogic":
			return l10n.t("AND and OR side by side need parentheses.");
		case "bareNot":
			return l10n.t("NOT beside AND or OR needs parentheses around it.");
		case "tooManyChildren":
			return l10n.t("A query takes 20 subqueries at most; this one has {0}.", problem.count);
		case "tooManyParents":
			return l10n.t("A query takes 55 parents at most; this one has {0}.", problem.count);
		case "childAggregate":
			return l10n.t("Subqueries can't have groups or aggregates.");
		case "semiJoinField":
			return l10n.t("IN (SELECT …) joins Ids; {0} is none.", problem.name);
		case "semiJoinList":
			return l10n.t("IN (SELECT …) takes one field.");
		case "semiJoinClause":
			return l10n.t("IN (SELECT …) takes no {0}.", problem.clause);
		case "semiJoinNested":
			return l10n.t("IN (SELECT …) can't stand inside another one.");
	}
}

function useWords(use: Use, { name, type, by }: { name: string; type: string; by: string }): string {
	switch (use) {
		case "filter":
			return l10n.t("{0} ({1}) can't be filtered.", name, type);
		case "sort":
			return l10n.t("{0} ({1}) can't be sorted.", name, type);
		case "group":
			return l10n.t("{0} ({1}) can't be grouped.", name, type);
		case "argument":
			return l10n.t("{0} doesn't take {1} ({2}).", by, name, type);
	}
}

function kindWords(kind: ValueKind): string {
	switch (kind) {
		case "text":
			return l10n.t("text in quotes");
		case "id":
			return l10n.t("an Id in quotes");
		case "number":
			return l10n.t("a number");
		case "boolean":
			return l10n.t("TRUE or FALSE");
		case "date":
			return l10n.t("a day such as 2026-01-31 or TODAY");
		case "datetime":
			return l10n.t("a moment such as 2026-01-31T10:00:00Z or TODAY");
		case "time":
			return l10n.t("a time such as 10:00:00Z");
	}
}

/** What a quick fix does. */
export function fixWords({ kind, text }: Fix): string {
	switch (kind) {
		case "replace":
			return l10n.t("Change to {0}", text);
		case "add":
			return l10n.t("Add {0}", text.replace(/^,\s*/, ""));
		case "remove":
			return l10n.t("Remove {0}", text);
		case "comma":
			return l10n.t("Put a comma before {0}", text);
		case "parentheses":
			return text === "AND"
				? l10n.t("Put parentheses around what AND joins")
				: l10n.t("Put parentheses around {0}", text);
	}
}
