import { setImmediate } from "node:timers/promises";
import { cancelled } from "../../base/errors.ts";

/** To be awaited in long work: lets other things have their turn when the work has held it for long enough. */
export type Pause = () => Promise<void> | undefined;

/** How long work holds the thread: two frames. */
const HOLD_MS = 30;

/** Throws `cancelled` once the signal is aborted. */
export function pauses(signal?: AbortSignal): Pause {
	let since = performance.now();
	return () => {
		if (performance.now() - since < HOLD_MS) return undefined;
		return setImmediate().then(() => {
			if (signal?.aborted) throw cancelled();
			since = performance.now();
		});
	};
}
