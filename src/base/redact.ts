import { listenToReveals } from "./secret.ts";

const SHAPES: readonly [RegExp, string][] = [
	// A session id: org id, "!" and an opaque tail (the whole tail, whatever it is made of).
	[/\b00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?(?:!|%21)[^\s"'<>&,;)\]}]+/gi, "[session]"],
	[/\b(Bearer|OAuth|Basic)\s+[^\s"'<>,;]+/gi, "$1 [secret]"],
	[/\b5Aep[^\s"'<>&,;)\]}]+/g, "[refresh token]"],
	[/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "[jwt]"],
	[/(<(?:\w+:)?sessionId>)[^<]*/gi, "$1[secret]"],
	[
		/\b(access_token|refresh_token|client_secret|code_verifier|code|assertion|sid|otp)(["']?\s*[=:]\s*["']?)(?!\[secret\])[^\s"'&<>,;}]+/gi,
		"$1$2[secret]",
	],
];

const SHORTEST_VALUE = 8;

/**
 * Replaces secrets in text, by value (each one revealed in this session, raw and URL-encoded, longest first) and by
 * shape. A bare org id stays: it is no secret and support needs it.
 */
export class Redactor {
	readonly #values = new Set<string>();
	#longestFirst: string[] = [];

	learn(value: string): void {
		if (value.length < SHORTEST_VALUE || this.#values.has(value)) return;
		this.#values.add(value);
		// As it stands in an address and in a form body, which encode differently ("!", "'", a space).
		this.#values.add(encodeURIComponent(value.toWellFormed()));
		this.#values.add(new URLSearchParams({ "": value }).toString().slice(1));
		this.#longestFirst = [...this.#values].sort((a, b) => b.length - a.length);
	}

	redact(text: string): string {
		let out = text;
		for (const value of this.#longestFirst) out = out.replaceAll(value, "[secret]");
		for (const [shape, replacement] of SHAPES) out = out.replace(shape, replacement);
		return out;
	}
}

/** The redactor that learns each secret as it is revealed. One a process. */
export function revealAwareRedactor(): Redactor {
	const redactor = new Redactor();
	listenToReveals((value) => redactor.learn(value));
	return redactor;
}
