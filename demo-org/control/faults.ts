const KINDS = [
	"delay",
	"status",
	"body",
	"html",
	"drop",
	"truncate",
	"slow",
	"expireToken",
	"revoke",
	"concurrentLimit",
	"dailyLimit",
	"queryTimeout",
	/** The edge knows no host of that name: status 420 and a page. */
	"edge",
	/** Status 503 and the page of an org under maintenance. */
	"maintenance",
] as const;

/** What goes wrong with the requests that match. */
export interface Fault {
	readonly kind: (typeof KINDS)[number];
	/** For `delay`: milliseconds; with the other kinds, how long to wait first. */
	readonly ms?: number;
	readonly status?: number;
	/** Text, or a value sent as JSON. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	/** For `truncate`: how many bytes of the body to send. */
	readonly afterBytes?: number;
	/** For `slow`: how fast the body comes. */
	readonly bytesPerSecond?: number;
	/** For `drop`: cut the connection before the request takes effect (the default), or after. */
	readonly when?: "before" | "after";
}

export interface Match {
	readonly method?: string;
	/** A regular expression on the path with its query string. */
	readonly path?: string;
	readonly orgId?: string;
}

interface Planned {
	readonly id: string;
	readonly match: Match;
	readonly path: RegExp;
	readonly fault: Fault;
	skip: number;
	remaining: number | null;
	hits: number;
}

/** Planned faults in the order they were made: the first that matches and is due is taken. */
export class Faults {
	readonly #planned: Planned[] = [];
	#last = 0;

	/** Plans a fault: the first `skip` matches pass, the next `count` (all, when null) fail. Throws TypeError. */
	plan(match: Match, fault: Fault, skip: number, count: number | null): string {
		if (!KINDS.includes(fault.kind)) throw new TypeError(`unknown fault kind ${String(fault.kind)}`);
		this.#last += 1;
		const id = `fault-${this.#last}`;
		const path = new RegExp(match.path ?? "");
		this.#planned.push({ id, match, path, fault, skip, remaining: count, hits: 0 });
		return id;
	}

	/** The fault for a request, counted as used. `orgId` is 15 or more characters, or null without a token. */
	take(method: string, path: string, orgId: string | null): Fault | null {
		for (const planned of this.#planned) {
			const { match } = planned;
			if (planned.remaining === 0) continue;
			if (match.method !== undefined && match.method.toUpperCase() !== method) continue;
			if (!planned.path.test(path)) continue;
			if (match.orgId !== undefined && match.orgId.slice(0, 15) !== orgId?.slice(0, 15)) continue;
			if (planned.skip > 0) {
				planned.skip -= 1;
				continue;
			}
			if (planned.remaining !== null) planned.remaining -= 1;
			planned.hits += 1;
			return planned.fault;
		}
		return null;
	}

	/** What is planned, with how often each may still happen (null: always). */
	get list(): readonly object[] {
		return this.#planned.map(({ id, match, fault, skip, remaining, hits }) => {
			return { id, match, fault, skip, remaining, hits };
		});
	}

	clear(): void {
		this.#planned.length = 0;
	}
}
