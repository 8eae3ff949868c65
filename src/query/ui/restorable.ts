import * as v from "valibot";
import { decodeJson } from "../../base/decode.ts";

/** Where a query stands: file and offset in it, for errors and for running it again. */
export interface QuerySource {
	readonly uri: string;
	readonly start: number;
}

/** What a panel needs to come back after a window reload. No rows: those are asked for again, on request. */
const restorable = v.object({
	uri: v.string(),
	start: v.number(),
	soql: v.string(),
	loginId: v.string(),
	orgLabel: v.string(),
	pinned: v.optional(v.boolean(), false),
});
export type Restorable = v.InferOutput<typeof restorable>;

export function readRestorable(state: unknown): Restorable | undefined {
	return typeof state === "string" ? decodeJson(restorable, state) : undefined;
}
