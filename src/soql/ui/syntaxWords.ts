import * as vscode from "vscode";
import type { SyntaxProblem, Wanted } from "../parse/syntax.ts";

const { l10n } = vscode;

/** What is wrong with a query's text, in words that say what to do. */
export function syntaxWords(problem: SyntaxProblem): string {
	switch (problem.code) {
		case "expected":
			return l10n.t("{0} expected here.", wantedWords(problem.what));
		case "unexpected":
			return l10n.t(
				"`{0}` can't stand here.",
				problem.text.length > 40 ? `${problem.text.slice(0, 40)}…` : problem.text,
			);
		case "unquoted":
			return l10n.t("Text must be in quotes: {0}.", `'${problem.text}'`);
		case "unterminatedString":
			return l10n.t("The closing quote of this text is missing. A quote inside a text is written \\'.");
		case "unterminatedComment":
			return l10n.t("The end of this comment, */, is missing.");
		case "unterminatedSearch":
			return l10n.t("The closing } of the search text is missing.");
		case "clauseOrder":
			return l10n.t("{0} must stand before {1}.", problem.clause, problem.before);
		case "clauseTwice":
			return l10n.t("There is a {0} already.", problem.clause);
		case "tooDeep":
			return l10n.t("This is nested too deeply to be read.");
	}
}

function wantedWords(what: Wanted): string {
	switch (what) {
		case "query":
			return l10n.t("SELECT or FIND");
		case "field":
			return l10n.t("A field");
		case "object":
			return l10n.t("An object");
		case "value":
			return l10n.t("A value");
		case "operator":
			return l10n.t("An operator such as = or IN");
		case "number":
			return l10n.t("A number");
		case "name":
			return l10n.t("A name");
		case "search":
			return l10n.t("A search text in braces");
		default:
			return what.slice(1, -1);
	}
}
