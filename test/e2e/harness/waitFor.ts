import { setTimeout as after } from "node:timers/promises";

/** Asks until `probe` gives something, and gives that; rejects after `limitMs` and names what was missing. */
export async function waitFor<T>(
	what: string,
	probe: () => Promise<T | undefined> | T | undefined,
	limitMs = 15_000,
): Promise<T> {
	const end = performance.now() + limitMs;
	for (;;) {
		const found = await probe();
		if (found !== undefined) {
			return found;
		}
		if (performance.now() > end) {
			throw new Error(`Waited ${limitMs / 1000} s in vain for ${what}.`);
		}
		await after(50);
	}
}
