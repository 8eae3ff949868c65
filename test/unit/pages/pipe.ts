import type { Port } from "../../../src/pages/contract.ts";

/**
 * Two ends of a pipe that delivers in order, later, and only what `structuredClone` lets through, as a webview's does.
 * `cut` loses what is posted from then on.
 */
export function pipe<A, B>(): {
	host: Port<A, B>;
	page: Port<B, A>;
	cut: () => void;
	settled: () => Promise<void>;
} {
	const toPage = new Set<(message: A) => void>();
	const toHost = new Set<(message: B) => void>();
	let open = true;
	let last = Promise.resolve();
	const end = <Out, In>(
		out: Set<(message: Out) => void>,
		into: Set<(message: In) => void>,
	): Port<Out, In> => ({
		post: (message) => {
			if (!open) return;
			const copy = structuredClone(message);
			last = last.then(() => {
				for (const listener of out) listener(copy);
			});
		},
		listen: (listener) => {
			into.add(listener);
			return () => void into.delete(listener);
		},
	});
	return {
		host: end<A, B>(toPage, toHost),
		page: end<B, A>(toHost, toPage),
		cut: () => {
			open = false;
		},
		settled: async () => {
			for (let quiet = 0; quiet < 20; quiet++) await last;
			await new Promise((resolve) => setImmediate(resolve));
		},
	};
}
