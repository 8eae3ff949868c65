import * as v from "valibot";
import { AppError } from "./errors.ts";

export type Schema<T> = v.GenericSchema<unknown, T>;

/** Checks `value` against `schema` at the edge where it enters. Throws `bug` naming `what` and the first bad path. */
export function decode<T>(schema: Schema<T>, value: unknown, what: string): T {
	const result = v.safeParse(schema, value);
	if (result.success) return result.output;
	throw new AppError(
		{ kind: "bug" },
		`${what}: ${v.flatten(result.issues).root?.[0] ?? issuePath(result.issues)}`,
	);
}

/** Like `decode`, with `undefined` for what does not fit: for stored data whose loss is handled by the caller. */
export function decodeOr<T>(schema: Schema<T>, value: unknown): T | undefined {
	const result = v.safeParse(schema, value);
	return result.success ? result.output : undefined;
}

/** Text → JSON → checked value, `undefined` when either fails. */
export function decodeJson<T>(schema: Schema<T>, text: string): T | undefined {
	return decodeOr(schema, parseJson(text));
}

export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** A whole number from 0 to `most`. */
export function natural(most: number) {
	return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
}

/** Text of at most `most` UTF-16 units. */
export function text(most: number) {
	return v.pipe(v.string(), v.maxLength(most));
}

function issuePath(issues: readonly v.BaseIssue<unknown>[]): string {
	const first = issues[0];
	if (!first) return "does not fit";
	const path = (first.path ?? []).map((step) => String(step.key)).join(".");
	return `${path}: ${first.message}`;
}
