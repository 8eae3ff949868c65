import { Emitter } from "../base/emitter.ts";
import { AppError, failureOf, toAppError } from "../base/errors.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { Op } from "../base/op.ts";
import type { Org } from "../orgs/org.ts";
import type { RowPath } from "../pages/results.ts";
import type { RemoteStore } from "../results/remoteStore.ts";
import { firstPageText, nextPageText, nextUrlIn, type PageText } from "../salesforce/rest/query.ts";
import type { Connection, WriteLease } from "../salesforce/transport.ts";
import type { Api } from "../soql/schema.ts";

export type QueryState =
	| { readonly kind: "idle" }
	| { readonly kind: "loading" }
	| { readonly kind: "complete" }
	/** Ended early; rows so far stay. A cancel is an ending like any other. */
	| { readonly kind: "stopped"; readonly error: AppError };

/** Which API the query's object is behind. */
export interface QueryDoor {
	/** As far as it is known without asking. */
	readonly api: Api;
	/** What the org says, after the REST API said that it has no such object. */
	readonly find: (op: Op) => Promise<Api>;
}

const REST: QueryDoor = { api: "rest", find: () => Promise.resolve("rest") };

/**
 * One query in one org: its rows, and where it stands. It can be resumed after a failure or a cancel, from the page
 * where it stopped: pages of a cursor stay the same for two days.
 */
export class QuerySession implements Disposable {
	readonly org: Org;
	readonly soql: string;
	readonly #changed = new Emitter<void>();
	readonly onChange = this.#changed.event;
	readonly store: RemoteStore;
	/** The API that the query goes through. */
	api: Api;
	state: QueryState = { kind: "idle" };
	/** Rows the org says there are; null before the first page. */
	total: number | null = null;
	/** Requests sent, retries included. */
	calls = 0;
	/** When the bytes of the latest first page were here (epoch milliseconds, fractions kept). */
	receivedAt: number | undefined;
	#elapsedMs = 0;
	#startedAt: number | undefined;
	/** Where the next page is; `null` once there is none. */
	#next: string | null | undefined;
	#running: Promise<void> = Promise.resolve();

	readonly #connection: () => Connection;
	readonly #door: QueryDoor;
	/** Grows with each load: an aborted one that still unwinds has nothing to say any more. */
	#loads = 0;

	/**
	 * `store` takes the rows and is the session's from here on. `connection` gives the org's connection at the time of a
	 * load; it throws when the login is gone.
	 */
	constructor(
		org: Org,
		soql: string,
		store: RemoteStore,
		connection: () => Connection = () => org.connection,
		door: QueryDoor = REST,
	) {
		this.org = org;
		this.soql = soql;
		this.store = store;
		this.#connection = connection;
		this.#door = door;
		this.api = door.api;
	}

	/** Time spent loading, waits between runs not counted. */
	get elapsedMs(): number {
		return this.#elapsedMs + (this.#startedAt === undefined ? 0 : performance.now() - this.#startedAt);
	}

	/**
	 * Loads to the end, or from where an earlier call stopped. While rows of one page are decoded, the next one is on its
	 * way. How it ends is in `state`; it doesn't throw.
	 */
	load(op: Op, lease?: WriteLease): Promise<void> {
		const load = ++this.#loads;
		this.#enter({ kind: "loading" });
		// One that was aborted may still be putting a page away: the next one begins behind that.
		this.#running = this.#running.then(() => this.#load(op, lease, load));
		return this.#running;
	}

	async #load(op: Op, lease: WriteLease | undefined, load: number): Promise<void> {
		if (load !== this.#loads) return;
		// Ends a page that is on its way when the one before it turns out to be the last that can be taken.
		const ahead = new AbortController();
		const within: Op = { ...op, signal: AbortSignal.any([op.signal, ahead.signal]) };
		try {
			const connection = this.#connection();
			let coming = this.#next === null ? undefined : this.#first(op, connection, lease);
			while (coming) {
				const page: PageText = await coming;
				const next = nextUrlIn(page);
				coming = next === undefined ? undefined : this.#page(within, connection, next);
				coming?.catch(() => undefined);
				const taken = await this.store.take(page);
				// Also for who comes after: the page is here.
				this.#next = taken.next ?? null;
				if (load !== this.#loads) return;
				this.total = taken.total;
				if (taken.full) throw taken.full;
				if (taken.next === undefined) break;
				this.#changed.fire();
				// What the beginning of a page says is but a guess.
				if (next !== taken.next) coming = this.#page(op, connection, taken.next);
			}
			// The last page is told of together with the end: one message, one drawing.
			this.#enter({ kind: "complete" });
		} catch (thrown) {
			if (load === this.#loads) this.#enter({ kind: "stopped", error: toAppError(thrown) });
		} finally {
			ahead.abort();
		}
	}

	/**
	 * Loads the child rows that the platform cut, of one cell or (with the empty path) of all. Throws what a request and
	 * `RemoteStore.takeChildren` throw; rows so far stay.
	 */
	async loadChildren(op: Op, path: RowPath): Promise<void> {
		const connection = this.#connection();
		const cut = await this.store.cut(path);
		for (const [done, each] of cut.entries()) {
			op.report({ done, total: cut.length });
			for (let next: string | undefined = each.next; next !== undefined; ) {
				const taken = await this.store.takeChildren(each.path, await this.#page(op, connection, next));
				this.#changed.fire();
				if (taken.full) throw taken.full;
				next = taken.next;
			}
		}
	}

	/** The rows are gone: they were in a thread that has ended. */
	lose(): void {
		this.#loads++;
		this.#next = undefined;
		this.total = null;
		this.#enter({ kind: "stopped", error: new AppError({ kind: "input", problem: "rowsLost" }) });
	}

	dispose(): void {
		this.#changed.dispose();
		this.store.dispose();
	}

	async #first(op: Op, connection: Connection, lease: WriteLease | undefined): Promise<PageText> {
		if (typeof this.#next === "string") return this.#page(op, connection, this.#next);
		try {
			return await this.#firstOf(op, connection, lease);
		} catch (thrown) {
			if (this.api === "tooling" || failureOf(thrown, "query")?.code !== "INVALID_TYPE") throw thrown;
			// Where the lists can't be had, the refusal stands.
			this.api = await this.#door.find(op).catch((): Api => "rest");
			if (this.api === "rest") throw thrown;
			return this.#firstOf(op, connection, lease);
		}
	}

	#firstOf(op: Op, connection: Connection, lease: WriteLease | undefined): Promise<PageText> {
		return firstPageText(op, connection, {
			soql: this.soql,
			apiVersion: this.org.apiVersion,
			api: this.api,
			lease,
			onSent: () => void this.calls++,
			onReceived: () => {
				this.receivedAt = performance.timeOrigin + performance.now();
			},
		});
	}

	#page(op: Op, connection: Connection, next: string): Promise<PageText> {
		return nextPageText(op, connection, next, () => void this.calls++);
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
