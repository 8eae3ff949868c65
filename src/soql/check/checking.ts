import type { Dialect } from "../complete/suggestion.ts";
import type { Range } from "../parse/syntax.ts";
import type { Scopes } from "../scope.ts";
import type { SemanticProblem } from "./problem.ts";

/** What every rule gets: the text, what its names stand for, and where to tell of what is wrong. */
export interface Checking {
	readonly text: string;
	readonly scopes: Scopes;
	readonly dialect: Dialect;
	readonly add: (problem: SemanticProblem) => void;
	/** Whether the text of this range could be read without a problem of syntax. */
	readonly isSound: (range: Range) => boolean;
}
