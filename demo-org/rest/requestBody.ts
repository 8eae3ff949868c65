import type { Request } from "../http.ts";
import { PlatformError } from "../platformError.ts";

/**
 * The JSON value of a request's body. Throws JSON_PARSER_ERROR with the place of the first fault, and 415 for another
 * type of content.
 */
function jsonBody(request: Request): unknown {
	const type = request.headers["content-type"];
	if (type !== undefined && !/^(?:application\/json|text\/json)\b|^\s*$/i.test(type)) {
		const message = `Content-Type header specified in HTTP request is not supported: ${type}`;
		throw new PlatformError(415, "UNSUPPORTED_MEDIA_TYPE", message);
	}
	const text = request.body.toString("utf8");
	if (text.trim() === "") {
		const message = "The HTTP entity body is required, but this request has no entity body.";
		throw new PlatformError(400, "JSON_PARSER_ERROR", message);
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		if (!(cause instanceof SyntaxError)) throw cause;
		throw parserError(text, cause.message);
	}
}

/** The object that a request's body must be. */
export function jsonObject(request: Request): Record<string, unknown> {
	const value = jsonBody(request);
	if (isObject(value)) return value;
	throw new PlatformError(400, "JSON_PARSER_ERROR", "Unexpected content at [line:1, column:1]");
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the platform's parser waits for, by how Node says it. */
const EXPECTED: readonly (readonly [RegExp, string])[] = [
	[/':' after property name/, "a colon to separate field name and value"],
	[/after property value/, "comma to separate Object entries"],
	[/after array element/, "comma to separate Array entries"],
	[/property name/, "double-quote to start field name"],
];

function expected(words: string): string {
	const what = EXPECTED.find(([form]) => form.test(words))?.[1];
	return what === undefined ? "" : `: was expecting ${what}`;
}

function parserError(text: string, words: string): PlatformError {
	const found = /position (\d+)/.exec(words)?.[1];
	const offset = Math.min(found === undefined ? text.length : Number(found), text.length);
	const before = text.slice(0, offset).split("\n");
	const place = `[line:${before.length}, column:${(before.at(-1) ?? "").length + 1}]`;
	const character = text[offset];
	const what =
		character === undefined
			? "Unexpected end-of-input"
			: `Unexpected character ('${character}' (code ${character.codePointAt(0)}))${expected(words)}`;
	return new PlatformError(400, "JSON_PARSER_ERROR", `${what} at ${place}`);
}
