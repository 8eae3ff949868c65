import type { AppError } from "../../base/errors.ts";
import type { PlanAction, PlanProblem } from "../../pages/plan.ts";
import { demoIsDown } from "../../results/ui/demoIsDown.ts";
import { wordsFor } from "../../workbench/words.ts";

/** A failure as the page of plans shows it: words, and what to do next. `instanceUrl` tells the demo org. */
export function planProblem(error: AppError, instanceUrl: string | undefined): PlanProblem {
	const { failure } = error;
	const code = "code" in failure ? (failure.code ?? null) : null;
	const isDemoDown = instanceUrl !== undefined && demoIsDown(error, instanceUrl);
	return { code, message: wordsFor(error), actions: isDemoDown ? ["startDemo"] : actionsFor(error) };
}

function actionsFor({ failure }: AppError): readonly PlanAction[] {
	switch (failure.kind) {
		case "auth":
			return failure.reason === "notRefreshable" ? ["showLog"] : ["signIn"];
		case "query":
			return ["showQuery", "refresh"];
		case "input":
			return failure.problem === "noOrg" ? ["signIn"] : ["showQuery"];
		case "cancelled":
			return ["refresh"];
		case "readOnly":
		case "network":
		case "limit":
		case "api":
		case "bug":
			return ["refresh", "showLog"];
	}
}
