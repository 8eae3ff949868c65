import { afterAll } from "vitest";
import { inRoot } from "../../../scripts/tools/paths.ts";
import { StoreThread } from "../../../src/results/storeThread.ts";
import { testOp } from "../testOp.ts";

/** The thread that holds rows, run from its source, for the tests of one file. */
export function rowsThread(script = "src/results/storeWorker.ts"): StoreThread {
	const thread = new StoreThread(inRoot(script), testOp().log);
	afterAll(() => thread.dispose());
	return thread;
}
