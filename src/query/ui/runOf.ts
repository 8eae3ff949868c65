import * as vscode from "vscode";
import type { AppError } from "../../base/errors.ts";
import type { QueryRun } from "../history.ts";
import type { QueryModel } from "./queryModel.ts";

/** What is kept of a run that has ended: nothing of its rows but their count. */
export function runOf(model: QueryModel, error: AppError | undefined): QueryRun {
	const { run, loaded, elapsedMs } = model.info();
	return {
		run: `${vscode.env.sessionId} ${run}`,
		soql: model.soql.trim(),
		loginId: model.org.id,
		orgLabel: model.org.label,
		at: Date.now(),
		rows: loaded,
		elapsedMs: Math.round(elapsedMs),
		error: error ? codeOf(error) : null,
	};
}

function codeOf({ failure }: AppError): string {
	if ("code" in failure && failure.code !== undefined) return failure.code;
	return "reason" in failure ? `${failure.kind}: ${failure.reason}` : failure.kind;
}
