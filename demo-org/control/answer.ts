import { json, type Reply } from "../http.ts";

/** The members of a control call's JSON body. */
export type Fields = Readonly<Record<string, unknown>>;

/** A refusal of the control plane: `{error}`. */
export function refuse(status: number, error: string): Reply {
	return json(status, { error });
}

export function textOf(value: unknown, otherwise: string): string {
	return typeof value === "string" ? value : otherwise;
}

/** The name of the first change that is unknown or has a wrong value, else null. */
export function firstWrong(
	valid: Readonly<Record<string, (value: unknown) => boolean>>,
	changes: Fields,
): string | null {
	const isWrong = ([name, value]: [string, unknown]) =>
		!Object.hasOwn(valid, name) || valid[name]?.(value) !== true;
	return Object.entries(changes).find(isWrong)?.[0] ?? null;
}
