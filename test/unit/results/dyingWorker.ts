import { parentPort } from "node:worker_threads";
import "../../../src/results/storeWorker.ts";

// The rows' thread, which dies in the middle of a call: of the one that asks for child rows that were cut.
parentPort?.on("message", (message: { readonly name?: string }) => {
	if (message.name === "cut") process.exit(1);
});
