import { bodyText, type Reply } from "../http.ts";
import { isObject } from "./requestBody.ts";

/** Replies so far, by reference id. */
export type Replies = ReadonlyMap<string, Reply>;

/** A reference that no reply answers; the words of PROCESSING_HALTED. */
export class MissingReference extends Error {}

const REFERENCE = /@\{([^.}[]+)([^}]*)\}/g;

/**
 * Puts the values of earlier replies in the place of `@{ref.path}` in a text (REST API Developer Guide, "Composite").
 * `encode` is applied to each. Throws MissingReference.
 */
export function withReferences(text: string, replies: Replies, encode: (value: string) => string): string {
	return text.replace(REFERENCE, (_whole, id: string, path: string) =>
		encode(String(referred(replies, id, path))),
	);
}

/** The same in every text of a JSON value; a text that is nothing but a reference becomes the value itself. */
export function bodyWithReferences(value: unknown, replies: Replies): unknown {
	if (typeof value === "string") {
		const whole = /^@\{([^.}[]+)([^}]*)\}$/.exec(value);
		if (whole !== null) return referred(replies, whole[1] ?? "", whole[2] ?? "");
		return withReferences(value, replies, (text) => text);
	}
	if (Array.isArray(value)) return value.map((each) => bodyWithReferences(each, replies));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [name, bodyWithReferences(each, replies)]),
	);
}

function referred(replies: Replies, id: string, path: string): string | number | boolean {
	const reply = replies.get(id);
	const found = reply === undefined || reply.status >= 400 ? undefined : valueAt(bodyText(reply), path);
	if (found !== undefined) return found;
	throw new MissingReference(`Invalid reference specified. No value for ${id}${path} found in ${id}`);
}

/** The scalar at a path like `.records[0].Id` of a JSON text; names are case-sensitive. */
function valueAt(body: string, path: string): string | number | boolean | undefined {
	let value: unknown = body === "" ? undefined : JSON.parse(body);
	for (const [, key, index] of path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)) {
		if (typeof value !== "object" || value === null) return undefined;
		value = Object.entries(value).find(([name]) => name === (key ?? index))?.[1];
	}
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
		? value
		: undefined;
}
