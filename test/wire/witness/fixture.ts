import type { JsonReply } from "../../unit/demo-org/demoClient.ts";
import type { Asking } from "./asking.ts";
import type { Differences } from "./witness.ts";

/** A recording of a single answer: how the like of it is asked here, and what may differ. */
export interface Fixture {
	/** Path of the recording, which holds the body alone. */
	readonly recording: string;
	readonly status: number;
	readonly ask: (asking: Asking) => Promise<JsonReply>;
	readonly differs?: Differences;
}
