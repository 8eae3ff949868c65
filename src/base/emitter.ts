import type { Disposable } from "./lifetime.ts";

export type Event<T> = (listener: (value: T) => void) => Disposable;

/** A typed event without VS Code. Listeners are called in order; one that throws does not stop the next. */
export class Emitter<T> implements Disposable {
	readonly #listeners = new Set<(value: T) => void>();

	readonly event: Event<T> = (listener) => {
		const entry = (value: T) => listener(value);
		this.#listeners.add(entry);
		return { dispose: () => void this.#listeners.delete(entry) };
	};

	fire(value: T): void {
		const failures: unknown[] = [];
		for (const listener of this.#listeners) {
			try {
				listener(value);
			} catch (thrown) {
				failures.push(thrown);
			}
		}
		if (failures.length > 0) throw failures[0];
	}

	dispose(): void {
		this.#listeners.clear();
	}
}
