import { Worker } from "node:worker_threads";
import { Emitter } from "../base/emitter.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { Log } from "../base/op.ts";
import { type Connected, connect } from "../pages/connect.ts";
import type { ToPage } from "../pages/contract.ts";
import { RemoteStore } from "./remoteStore.ts";
import { storeContract } from "./storeContract.ts";

interface Running {
	readonly worker: Worker;
	readonly connected: Connected<typeof storeContract>;
}

/**
 * The thread that holds the rows of all results. It starts with the first of them; when it dies, what it held is gone:
 * `onLost` tells, calls that wait fail as `cancelled`, and the next result starts another.
 */
export class StoreThread implements Disposable {
	readonly #script: string;
	readonly #log: Log;
	readonly #lost = new Emitter<void>();
	readonly onLost = this.#lost.event;
	#running: Running | undefined;
	#stores = 0;

	/** `script` is the file of the thread's bundle. */
	constructor(script: string, log: Log) {
		this.#script = script;
		this.#log = log;
	}

	/** Room for the rows of one query. `revision` is that of the rows as they come. */
	create(soql: string, revision: number): RemoteStore {
		this.#running ??= this.#start();
		return new RemoteStore(this.#running.connected.remote, ++this.#stores, soql, revision);
	}

	/** In place of rows that were lost. */
	nothing(soql: string, revision: number): RemoteStore {
		return new RemoteStore(undefined, 0, soql, revision);
	}

	dispose(): void {
		const running = this.#running;
		this.#running = undefined;
		running?.connected.dispose();
		void running?.worker.terminate();
		this.#lost.dispose();
	}

	#start(): Running {
		const worker = new Worker(this.#script, { name: "orgsmith rows" });
		const connected = connect(
			storeContract,
			{
				post: (message) => worker.postMessage(message),
				listen: (listener) => {
					worker.on("message", (message: ToPage) => listener(message));
					return () => undefined;
				},
			},
			crypto.randomUUID(),
		);
		const running = { worker, connected };
		worker.on("error", (error: unknown) => this.#log.error(`[results] rows: ${String(error)}`));
		worker.on("exit", () => {
			if (this.#running !== running) return;
			this.#running = undefined;
			this.#log.warn("[results] the thread that held the rows has ended");
			connected.dispose();
			this.#lost.fire();
		});
		// Rows must not keep a window open that is closing.
		worker.unref();
		return running;
	}
}
