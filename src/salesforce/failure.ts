import * as v from "valibot";
import { decodeOr, parseJson } from "../base/decode.ts";
import { AppError } from "../base/errors.ts";
import type { HttpAnswer } from "./http.ts";

/** One entry of a REST error body: an array of these ("Status Codes and Error Responses", REST API Guide). */
export interface PlatformError {
	readonly message: string;
	readonly errorCode: string;
	readonly fields: readonly string[];
}

/**
 * Platform phrases for what no code tells. Everything else is decided by status, content type and `errorCode`.
 * Sources: the first from recorded query errors, the second and third from bodies that developers published, the
 * fourth and fifth from the 401 handling of jsforce 3.10.
 */
const PHRASES = {
	position: /ERROR at Row:(\d+):Column:(\d+)/,
	dailyLimit: /TotalRequests/,
	concurrentLimit: /Concurrent/,
	notForRest: /This session is not valid for use with the REST API/,
	agentOnly: /Connected app is not attached to Agent/,
	/** What the identity services answer, with 403 and as plain text, to a token they don't know. */
	badToken: /^\s*(?:Bad|Missing)_OAuth_Token/,
} as const;

const restErrors = v.array(
	v.object({
		message: v.optional(v.string(), ""),
		errorCode: v.string(),
		fields: v.optional(v.array(v.string()), []),
	}),
);
const oauthError = v.object({ error: v.string(), error_description: v.optional(v.string(), "") });

/** The errors in a REST body, empty when it has none or is of another shape (HTML, empty, OAuth). */
export function platformErrors(text: string): readonly PlatformError[] {
	return decodeOr(restErrors, parseJson(text)) ?? [];
}

/** Whether a 401 can't be cured by a new token. */
export function isFinal401(text: string): boolean {
	return PHRASES.notForRest.test(text) || PHRASES.agentOnly.test(text);
}

/** Whether a 403 says that calls of the last 24 hours are used up (unknown text counts so) or just too many at once. */
export function requestLimit(error: PlatformError): "daily" | "concurrent" | undefined {
	if (error.errorCode !== "REQUEST_LIMIT_EXCEEDED") return undefined;
	return PHRASES.concurrentLimit.test(error.message) && !PHRASES.dailyLimit.test(error.message)
		? "concurrent"
		: "daily";
}

/** Row and column (from 1) of a query error, where its text names them. */
export function queryPosition(message: string): { line: number; column: number } | undefined {
	const match = PHRASES.position.exec(message);
	return match ? { line: Number(match[1]), column: Number(match[2]) } : undefined;
}

/** The error a reply of status >= 300 stands for. `message` is the platform's own text. */
export function failureOfReply(answer: HttpAnswer, loginId?: string): AppError {
	const { status, text, headers } = answer;
	const requestId = headers.get("x-request-id") ?? headers.get("x-sfdc-request-id") ?? undefined;
	const first = platformErrors(text)[0];
	if (!first) return withoutCode(answer, loginId);
	const position = queryPosition(first.message);
	if (status === 401) {
		const reason = isFinal401(text) ? "notRefreshable" : "expired";
		return new AppError(
			{ kind: "auth", reason, code: first.errorCode, ...(loginId === undefined ? {} : { loginId }) },
			first.message,
		);
	}
	const limit = requestLimit(first);
	if (limit) return new AppError({ kind: "limit", reason: limit, code: first.errorCode }, first.message);
	if (position) return new AppError({ kind: "query", code: first.errorCode, ...position }, first.message);
	return new AppError(
		{ kind: "api", status, code: first.errorCode, ...(requestId === undefined ? {} : { requestId }) },
		first.message,
	);
}

/** Whether the answer says that the token is no longer good: a 401, or the identity services' own 403. */
export function isDeadToken({ status, text }: HttpAnswer): boolean {
	return status === 401 || (status === 403 && PHRASES.badToken.test(text));
}

/** A body that isn't the platform's error array: OAuth's object, an edge server's HTML page, or nothing. */
function withoutCode(answer: HttpAnswer, loginId: string | undefined): AppError {
	const { status, text, headers } = answer;
	const oauth = decodeOr(oauthError, parseJson(text));
	if (isDeadToken(answer)) {
		const login = loginId === undefined ? {} : { loginId };
		const code = oauth?.error ?? String(status);
		return new AppError(
			{ kind: "auth", reason: "expired", code, ...login },
			oauth?.error_description || text.slice(0, 200),
		);
	}
	if (oauth)
		return new AppError({ kind: "api", status, code: oauth.error }, oauth.error_description || oauth.error);
	if (status === 429)
		return new AppError({ kind: "limit", reason: "busy", code: "429" }, "Too Many Requests");
	return new AppError(
		{ kind: "api", status, code: `HTTP_${status}` },
		pageTitle(text, headers) ?? text.slice(0, 200),
	);
}

/** A success that isn't JSON: a proxy's or login page in between. */
export function notJson({ text, headers }: HttpAnswer): AppError {
	return new AppError(
		{ kind: "network", reason: "notSalesforce" },
		pageTitle(text, headers) ?? text.slice(0, 200),
	);
}

function pageTitle(text: string, headers: Headers): string | undefined {
	const isPage = (headers.get("content-type") ?? "").includes("html") || /^\s*<(?:!doctype|html)/i.test(text);
	if (!isPage) return undefined;
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
	return title === undefined || title === "" ? "HTML" : title;
}
