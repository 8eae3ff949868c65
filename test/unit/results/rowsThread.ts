import { afterAll } from "vitest";
import { inRoot } from "../../../scripts/tools/paths.ts";
import { StoreThread } from "../../../src/results/storeThread.ts";
import { testOp } from "../testOp.ts";

/** The thread that holds rows, run from its source, for the tests of one file. */
export function rowsThread(): StoreThread {
	const thread = new StoreThread(inRoot("src/results/storeWorker.ts"), testOp().log);
	afterAll(() => thread.dispose());
	return thread;
}
