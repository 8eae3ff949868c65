import type { HttpAnswer } from "../../../src/salesforce/http.ts";

export function answered(
	status: number,
	body: unknown = "",
	headers: Record<string, string> = {},
): HttpAnswer {
	const isText = typeof body === "string";
	return {
		status,
		text: isText ? body : JSON.stringify(body),
		headers: new Headers({
			"content-type": isText ? "text/plain" : "application/json;charset=UTF-8",
			...headers,
		}),
	};
}

/** The platform's error array. */
export function refused(
	status: number,
	errorCode: string,
	message = errorCode,
	headers: Record<string, string> = {},
): HttpAnswer {
	return answered(status, [{ message, errorCode }], headers);
}

export const EXPIRED = refused(401, "INVALID_SESSION_ID", "Session expired or invalid");
export const DAILY = refused(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
export const CONCURRENT = refused(
	403,
	"REQUEST_LIMIT_EXCEEDED",
	"ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
);
export const PAGE = answered(
	503,
	"<!DOCTYPE html><html><head><title> Down for maintenance </title></head></html>",
	{
		"content-type": "text/html",
	},
);
