import { Emitter } from "../base/emitter.ts";
import { type AppError, toAppError } from "../base/errors.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { Op } from "../base/op.ts";
import type { Org } from "../orgs/org.ts";
import { ResultStore } from "../results/resultStore.ts";
import { firstPage, nextPage, type QueryPage } from "../salesforce/rest/query.ts";
import type { Connection, WriteLease } from "../salesforce/transport.ts";

export type QueryState =
	| { readonly kind: "idle" }
	| { readonly kind: "loading" }
	| { readonly kind: "complete" }
	/** Ended early; rows so far stay. A cancel is an ending like any other. */
	| { readonly kind: "stopped"; readonly error: AppError };

/**
 * One query in one org: its rows, and where it stands. It can be resumed after a failure or a cancel, from the page
 * where it stopped: pages of a cursor stay the same for two days.
 */
export class QuerySession implements Disposable {
	readonly org: Org;
	readonly soql: string;
	readonly #changed = new Emitter<void>();
	readonly onChange = this.#changed.event;
	store: ResultStore;
	state: QueryState = { kind: "idle" };
	/** Rows the org says there are; null before the first page. */
	total: number | null = null;
	/** Requests sent, retries included. */
	calls = 0;
	/** When the bytes of the latest first page were here (epoch milliseconds, fractions kept). */
	receivedAt: number | undefined;
	#elapsedMs = 0;
	#startedAt: number | undefined;
	#next: string | undefined;

	readonly #connection: () => Connection;
	/** Grows with each load: an aborted one that still unwinds has nothing to say any more. */
	#loads = 0;

	/** `connection` gives the org's connection at the time of a load; it throws when the login is gone. */
	constructor(org: Org, soql: string, connection: () => Connection = () => org.connection) {
		this.org = org;
		this.soql = soql;
		this.#connection = connection;
		this.store = new ResultStore(soql);
	}

	/** Time spent loading, waits between runs not counted. */
	get elapsedMs(): number {
		return this.#elapsedMs + (this.#startedAt === undefined ? 0 : performance.now() - this.#startedAt);
	}

	/**
	 * Loads to the end, or from where an earlier call stopped. How it ends is in `state`; it doesn't throw.
	 */
	async load(op: Op, lease?: WriteLease): Promise<void> {
		const load = ++this.#loads;
		this.#enter({ kind: "loading" });
		try {
			const connection = this.#connection();
			const onSent = () => void this.calls++;
			let page =
				this.#next === undefined
					? await firstPage(op, connection, {
							soql: this.soql,
							apiVersion: this.org.apiVersion,
							lease,
							onSent,
							onReceived: () => {
								this.receivedAt = performance.timeOrigin + performance.now();
							},
						})
					: await nextPage(op, connection, this.#next, onSent);
			for (;;) {
				if (load !== this.#loads) return;
				this.#take(page);
				if (this.#next === undefined) break;
				page = await nextPage(op, connection, this.#next, onSent);
			}
			this.#enter({ kind: "complete" });
		} catch (thrown) {
			if (load === this.#loads) this.#enter({ kind: "stopped", error: toAppError(thrown) });
		}
	}

	dispose(): void {
		this.#changed.dispose();
	}

	#take(page: QueryPage): void {
		this.store.append(page.records);
		this.total = page.totalSize;
		this.#next = page.done ? undefined : page.nextRecordsUrl;
		// The last page is told of together with the end: one message, one drawing.
		if (this.#next !== undefined) this.#changed.fire();
	}

	#enter(state: QueryState): void {
		if (state.kind === "loading") this.#startedAt = performance.now();
		else if (this.#startedAt !== undefined) {
			this.#elapsedMs += performance.now() - this.#startedAt;
			this.#startedAt = undefined;
		}
		this.state = state;
		this.#changed.fire();
	}
}
