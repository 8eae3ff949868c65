import type { Table } from "./table.ts";

/** How long one step may hold the process up. */
const STEP_MS = 4;
/** Tables smaller than this are computed while a query reads them, and nobody notices. */
const WORTH_FROM = 5000;

/**
 * Computes the records of large tables ahead, a few milliseconds at a time between requests, so that the first filter
 * over them finds them there. Gives a function that ends it.
 */
export function warmUp(tables: Iterable<Table>): () => void {
	const waiting = [...tables].filter((table) => table.keepsAll && table.length >= WORTH_FROM);
	let next = 0;
	let timer: NodeJS.Immediate | undefined;
	const step = (): void => {
		const [table] = waiting;
		if (table === undefined) return;
		const until = performance.now() + STEP_MS;
		while (performance.now() < until && next < table.length) {
			for (const end = Math.min(next + 100, table.length); next < end; next += 1) table.at(next);
		}
		if (next >= table.length) {
			waiting.shift();
			next = 0;
		}
		timer = setImmediate(step);
		timer.unref();
	};
	step();
	return () => {
		waiting.length = 0;
		clearImmediate(timer);
	};
}
