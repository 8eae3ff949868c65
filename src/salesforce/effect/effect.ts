/** What a grant is for. One typed confirmation covers repeats of one kind. */
export type ActionKind =
	| "records"
	| "tracking"
	| "apex"
	| "deploy"
	| "validate"
	| "tests"
	| "bulk"
	| "metadata"
	| "unknown";

/** What a request does to an org, decided before it is sent. What we don't know is a write. */
export type Effect =
	| { readonly kind: "read" }
	| { readonly kind: "write"; readonly action: ActionKind; readonly what: string };

/** A request as far as its effect depends on it. `path` may have a query string; `body` is text where there is one. */
export interface EffectRequest {
	readonly method: string;
	readonly path: string;
	readonly body?: string | undefined;
}

export const READ: Effect = { kind: "read" };

export function write(action: ActionKind, what: string): Effect {
	return { kind: "write", action, what };
}

/** The effect of several requests in one: the first that writes decides. */
export function combined(effects: Iterable<Effect>): Effect {
	for (const effect of effects) if (effect.kind === "write") return effect;
	return READ;
}
