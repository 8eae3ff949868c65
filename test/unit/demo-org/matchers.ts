import { expect } from "vitest";

/** Any text. */
export const someText: unknown = expect.any(String);

/** A text that the pattern matches. */
export function like(pattern: RegExp): unknown {
	return expect.stringMatching(pattern);
}
