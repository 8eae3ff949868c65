import type { AppError } from "../../base/errors.ts";
import type { Problem, ProblemAction } from "../../pages/results.ts";
import { wordsFor } from "../../workbench/words.ts";

/** A failure as the panel shows it: words, and what to do next. */
export function problemOf(error: AppError, hasRows: boolean, demoIsDown: boolean): Problem {
	const { failure } = error;
	const code = "code" in failure ? (failure.code ?? null) : null;
	return { code, message: wordsFor(error), actions: demoIsDown ? ["startDemo"] : actionsFor(error, hasRows) };
}

function actionsFor({ failure }: AppError, hasRows: boolean): readonly ProblemAction[] {
	const again: ProblemAction = hasRows ? "resume" : "rerun";
	switch (failure.kind) {
		case "auth":
			return failure.reason === "notRefreshable" ? ["showLog"] : ["signIn"];
		case "readOnly":
			return ["unlock"];
		case "query":
			return ["showQuery"];
		case "input":
			if (failure.problem === "diskFull") return [again, "showLog"];
			if (failure.problem === "rowsLost") return ["rerun", "showLog"];
			return failure.problem === "noOrg" ? ["chooseOrg"] : ["showQuery"];
		case "cancelled":
			return [again];
		case "network":
		case "limit":
		case "api":
		case "bug":
			return [again, "showLog"];
	}
}
