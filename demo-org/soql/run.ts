import { type Evaluation, evaluateQuery } from "./evaluate.ts";
import { parseQuery } from "./parse.ts";
import type { Scope } from "./scope.ts";

/**
 * Reads and evaluates a SOQL text: the one door for REST, SOAP and Bulk. `scope.soql` is the text.
 * Records come as trees without a format (`evaluation.record(index)` for each index below `evaluation.count`).
 * Throws the platform's refusals as `PlatformError`; 501 for what the demo org does not evaluate.
 */
export function runQuery(scope: Scope): Evaluation {
	return evaluateQuery(scope, parseQuery(scope.soql));
}
