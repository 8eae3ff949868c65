import { type AppError, toAppError } from "../base/errors.ts";
import { type Disposable, Lifetime } from "../base/lifetime.ts";
import type { Log, Op } from "../base/op.ts";

const MOST_AT_ONCE = 3;
/** What failed is not tried again for so long; twice as long each time, up to the cap. */
const BASE_MS = 30_000;
const CAP_MS = 10 * 60_000;
/** An org that can't be reached, or that has no calls left, is left alone altogether for a moment. */
const PAUSE_MS = 10_000;

interface Load {
	readonly work: (op: Op) => Promise<void>;
	/** Told after the failure is noted. */
	readonly onFailure: ((error: AppError) => void) | undefined;
}

interface Failed {
	readonly error: AppError;
	readonly times: number;
	readonly until: number;
}

/**
 * Work that nobody waits for: each key once at a time, a few at once, what was wanted last first, since that is what a
 * person types now. A failure is logged and left alone for a while; what waits then is dropped, to be wanted anew.
 */
export class BackgroundLoads implements Disposable {
	readonly #life = new Lifetime();
	readonly #log: Log;
	readonly #now: () => number;
	readonly #waiting = new Map<string, Load>();
	readonly #running = new Set<string>();
	readonly #failed = new Map<string, Failed>();
	#pausedUntil = 0;

	constructor(log: Log, now: () => number) {
		this.#log = log;
		this.#now = now;
	}

	want(key: string, work: Load["work"], onFailure?: Load["onFailure"]): void {
		const now = this.#now();
		if (this.#running.has(key) || now < this.#pausedUntil) return;
		if (now < (this.#failed.get(key)?.until ?? 0)) return;
		this.#waiting.delete(key);
		this.#waiting.set(key, { work, onFailure });
		this.#start();
	}

	/** How the latest try ended, if it failed. */
	failure(key: string): AppError | undefined {
		return this.#failed.get(key)?.error;
	}

	/** Something changed for the better, a sign-in say: what failed may be tried at once. */
	retry(): void {
		this.#failed.clear();
		this.#pausedUntil = 0;
	}

	dispose(): void {
		this.#waiting.clear();
		this.#life.dispose();
	}

	#start(): void {
		while (!this.#life.ended && this.#running.size < MOST_AT_ONCE) {
			const last = [...this.#waiting].at(-1);
			if (!last) return;
			const [key, load] = last;
			this.#waiting.delete(key);
			this.#running.add(key);
			void this.#run(key, load);
		}
	}

	async #run(key: string, { work, onFailure }: Load): Promise<void> {
		try {
			await work({ signal: this.#life.signal, log: this.#log, report: () => undefined });
			this.#failed.delete(key);
		} catch (thrown) {
			const error = toAppError(thrown);
			this.#fail(key, error);
			onFailure?.(error);
		} finally {
			this.#running.delete(key);
			this.#start();
		}
	}

	#fail(key: string, error: AppError): void {
		const { kind } = error.failure;
		if (kind === "cancelled") return;
		const times = (this.#failed.get(key)?.times ?? 0) + 1;
		const now = this.#now();
		this.#failed.set(key, { error, times, until: now + Math.min(CAP_MS, BASE_MS * 2 ** (times - 1)) });
		this.#log.info(`[schema] no ${key}: ${error.message}`);
		if (kind !== "network" && kind !== "limit" && kind !== "auth") return;
		this.#pausedUntil = now + PAUSE_MS;
		this.#waiting.clear();
	}
}
