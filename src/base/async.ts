import { cancelled } from "./errors.ts";

/** Resolves after `ms` milliseconds; rejects with `cancelled` as soon as `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(cancelled(signal.reason));
		const onAbort = () => {
			clearTimeout(timer);
			reject(cancelled(signal.reason));
		};
		const timer = setTimeout(() => {
			signal.removeEventListener("abort", onAbort);
			resolve();
		}, ms);
		signal.addEventListener("abort", onAbort, { once: true });
	});
}

/** Rejects with `cancelled` when `signal` aborts first; the work itself goes on for whoever else waits for it. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const onAbort = () => reject(cancelled(signal.reason));
		if (signal.aborted) onAbort();
		else signal.addEventListener("abort", onAbort, { once: true });
		// Attached in any case: a failure that nobody waits for any more is no unhandled one.
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
	});
}

/** Many callers, one run: who comes while it runs shares it; who comes later starts anew. */
export class SingleFlight<T> {
	#running: Promise<T> | undefined;

	run(start: () => Promise<T>): Promise<T> {
		this.#running ??= start().finally(() => {
			this.#running = undefined;
		});
		return this.#running;
	}
}

export interface Backoff {
	readonly baseMs: number;
	readonly capMs: number;
}

/** Full jitter: anywhere between 0 and the exponential step, `attempt` counted from 1, `random` in [0, 1). */
export function fullJitter(attempt: number, { baseMs, capMs }: Backoff, random: () => number): number {
	return Math.floor(random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
}
