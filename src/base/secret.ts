const inspect = Symbol.for("nodejs.util.inspect.custom");

/** What `reveal` reports to, so that sinks can replace the value wherever it turns up. */
export type RevealListener = (value: string) => void;

let onReveal: RevealListener | undefined;

/** Tells the redactor of each value at the moment it becomes visible. Set once, by `base/redact.ts`. */
export function listenToReveals(listener: RevealListener): void {
	onReveal = listener;
}

/**
 * A token or key. Printing, JSON and `inspect` give `[secret]`; `reveal` is allowed in few files, which
 * `test/rules/secrets.test.ts` lists.
 */
export class Secret {
	readonly #value: string;

	constructor(value: string) {
		this.#value = value;
	}

	reveal(): string {
		onReveal?.(this.#value);
		return this.#value;
	}

	equals(other: Secret): boolean {
		return this.#value === other.#value;
	}

	toString(): string {
		return "[secret]";
	}

	toJSON(): string {
		return "[secret]";
	}

	[inspect](): string {
		return "[secret]";
	}
}
