export interface Disposable {
	dispose(): void;
}

/**
 * Owns disposables and ends them in reverse order. It is an abort signal too, so "dispose" and "cancel what I
 * started" are one act. A member that throws does not strand the rest: the first error is thrown at the end.
 */
export class Lifetime implements Disposable {
	readonly #owned: Disposable[] = [];
	readonly #abort = new AbortController();

	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	get ended(): boolean {
		return this.#abort.signal.aborted;
	}

	/** Takes ownership. After the end, what arrives late is disposed at once. */
	own<T extends Disposable>(member: T): T {
		if (this.ended) member.dispose();
		else this.#owned.push(member);
		return member;
	}

	/** Runs `act` at the end. */
	onEnd(act: () => void): void {
		this.own({ dispose: act });
	}

	dispose(): void {
		if (this.ended) return;
		this.#abort.abort();
		const failures: unknown[] = [];
		for (const member of this.#owned.splice(0).reverse()) {
			try {
				member.dispose();
			} catch (thrown) {
				failures.push(thrown);
			}
		}
		if (failures.length > 0) throw failures[0];
	}
}

/** One slot: a newer occupant ends the older one ("a newer run of the same thing aborts the older"). */
export class Latest implements Disposable {
	#current: Lifetime | undefined;

	next(): Lifetime {
		this.#current?.dispose();
		this.#current = new Lifetime();
		return this.#current;
	}

	dispose(): void {
		this.#current?.dispose();
		this.#current = undefined;
	}
}
