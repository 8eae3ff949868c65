import { l10n } from "vscode";
import { type AppError, failureOf } from "../../base/errors.ts";
import type { RecordAction, RecordProblem } from "../../pages/record.ts";
import { wordsFor } from "../../workbench/words.ts";
import { demoIsDown } from "./demoIsDown.ts";

/** A failure as a record's page shows it: words, and what to do next. `instanceUrl` tells the demo org. */
export function recordProblem(error: AppError, instanceUrl: string | undefined): RecordProblem {
	const { failure } = error;
	const code = "code" in failure ? (failure.code ?? null) : null;
	const isGone = failureOf(error, "api")?.status === 404;
	const message = isGone
		? l10n.t("{0} It may have been deleted, or you may not see it.", ended(wordsFor(error)))
		: wordsFor(error);
	const isDemoDown = instanceUrl !== undefined && demoIsDown(error, instanceUrl);
	return { code, message, actions: isDemoDown ? ["startDemo"] : actionsFor(error) };
}

function ended(words: string): string {
	return /[.!?]$/.test(words) ? words : `${words}.`;
}

function actionsFor({ failure }: AppError): readonly RecordAction[] {
	switch (failure.kind) {
		case "auth":
			return failure.reason === "notRefreshable" ? ["showLog"] : ["signIn"];
		case "input":
			return failure.problem === "noOrg" ? ["signIn"] : ["refresh"];
		case "cancelled":
			return ["refresh"];
		case "readOnly":
		case "query":
		case "network":
		case "limit":
		case "api":
		case "bug":
			return ["refresh", "showLog"];
	}
}
