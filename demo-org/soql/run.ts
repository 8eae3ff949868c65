import type { Query } from "./ast.ts";
import { type Evaluation, evaluateQuery } from "./evaluate.ts";
import { markSeen } from "./marks.ts";
import { parseQuery } from "./parse.ts";
import type { Scope } from "./scope.ts";

/**
 * Reads, evaluates and carries out a SOQL text: the one door for REST, SOAP and Bulk. `scope.soql` is the text.
 * Records come as trees without a format (`evaluation.record(index)` for each index below `evaluation.count`);
 * FOR VIEW and FOR REFERENCE have written when it returns.
 * Throws the platform's refusals as `PlatformError`; 501 for what the demo org does not evaluate.
 */
export function runQuery(scope: Scope): { readonly query: Query; readonly evaluation: Evaluation } {
	const query = parseQuery(scope.soql);
	const evaluation = evaluateQuery(scope, query);
	markSeen(scope.table, evaluation.object, evaluation.indexes, query.marks, scope.now);
	return { query, evaluation };
}
