/** One line of the request log: no query strings, bodies or tokens. */
export interface LoggedRequest {
	readonly method: string;
	readonly path: string;
	readonly status: number;
	readonly count: number;
}

const MOST_KEPT = 500;

/** The latest requests, and how many there were of each path. */
export class RequestLog {
	#lines: { method: string; path: string; status: number; count: number }[] = [];
	readonly #byPath = new Map<string, number>();

	/** Notes a request; equal ones in a row are counted on one line. */
	add(method: string, path: string, status: number): void {
		const masked = path.replace(/00D\w{12}(?:\w{3})?![^/]*/g, "…");
		this.#byPath.set(masked, (this.#byPath.get(masked) ?? 0) + 1);
		const last = this.#lines.at(-1);
		if (last?.method === method && last.path === masked && last.status === status) last.count += 1;
		else this.#lines.push({ method, path: masked, status, count: 1 });
		if (this.#lines.length > MOST_KEPT) this.#lines = this.#lines.slice(-MOST_KEPT);
	}

	get lines(): readonly LoggedRequest[] {
		return this.#lines;
	}

	get byPath(): Readonly<Record<string, number>> {
		return Object.fromEntries(this.#byPath);
	}

	clear(): void {
		this.#lines = [];
		this.#byPath.clear();
	}
}
