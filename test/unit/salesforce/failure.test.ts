import { describe, expect, it } from "vitest";
import type { Failure } from "../../../src/base/errors.ts";
import { failureOfReply, notJson, platformErrors, queryPosition } from "../../../src/salesforce/failure.ts";
import type { HttpAnswer } from "../../../src/salesforce/http.ts";
import { answered, CONCURRENT, DAILY, EXPIRED, PAGE, refused } from "./answers.ts";

const PLACE =
	"\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported.";

describe("failureOfReply", () => {
	it.each<[string, HttpAnswer, Failure]>([
		[
			"a dead session",
			EXPIRED,
			{ kind: "auth", reason: "expired", code: "INVALID_SESSION_ID", loginId: "L" },
		],
		[
			"an expired JWT token",
			refused(401, "INVALID_AUTH_HEADER"),
			{ kind: "auth", reason: "expired", code: "INVALID_AUTH_HEADER", loginId: "L" },
		],
		[
			"a session that is not for REST",
			refused(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"),
			{ kind: "auth", reason: "notRefreshable", code: "INVALID_SESSION_ID", loginId: "L" },
		],
		[
			"an app for agents only",
			refused(401, "INVALID_SESSION_ID", "Connected app is not attached to Agent"),
			{ kind: "auth", reason: "notRefreshable", code: "INVALID_SESSION_ID", loginId: "L" },
		],
		[
			"a 401 without a code",
			answered(401, "Unauthorized"),
			{ kind: "auth", reason: "expired", code: "401", loginId: "L" },
		],
		[
			"a 401 in OAuth's form",
			answered(401, { error: "invalid_token" }),
			{ kind: "auth", reason: "expired", code: "invalid_token", loginId: "L" },
		],
		[
			"the identity service's 403",
			answered(403, "Bad_OAuth_Token"),
			{ kind: "auth", reason: "expired", code: "403", loginId: "L" },
		],
		["the daily limit", DAILY, { kind: "limit", reason: "daily", code: "REQUEST_LIMIT_EXCEEDED" }],
		["too many at once", CONCURRENT, { kind: "limit", reason: "concurrent", code: "REQUEST_LIMIT_EXCEEDED" }],
		[
			"too many long ones at once",
			refused(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
			{ kind: "limit", reason: "concurrent", code: "REQUEST_LIMIT_EXCEEDED" },
		],
		[
			"an unknown limit counts as daily",
			refused(403, "REQUEST_LIMIT_EXCEEDED", "Something else"),
			{ kind: "limit", reason: "daily", code: "REQUEST_LIMIT_EXCEEDED" },
		],
		["429 without a code", answered(429), { kind: "limit", reason: "busy", code: "429" }],
		[
			"a query error with its place",
			refused(400, "INVALID_TYPE", PLACE),
			{ kind: "query", code: "INVALID_TYPE", line: 1, column: 21 },
		],
		[
			"any coded error, with the request's id",
			refused(404, "NOT_FOUND", "gone", { "x-request-id": "r1" }),
			{ kind: "api", status: 404, code: "NOT_FOUND", requestId: "r1" },
		],
		[
			"the first of several errors decides",
			answered(400, [
				{ errorCode: "REQUIRED_FIELD_MISSING", message: "a", fields: ["Name"] },
				{ errorCode: "OTHER", message: "b" },
			]),
			{ kind: "api", status: 400, code: "REQUIRED_FIELD_MISSING" },
		],
		[
			"OAuth's object",
			answered(400, { error: "invalid_grant", error_description: "expired access/refresh token" }),
			{ kind: "api", status: 400, code: "invalid_grant" },
		],
		["an edge server's page", PAGE, { kind: "api", status: 503, code: "HTTP_503" }],
		["no body", answered(500), { kind: "api", status: 500, code: "HTTP_500" }],
		["an empty array", answered(500, []), { kind: "api", status: 500, code: "HTTP_500" }],
		[
			"an array of something else",
			answered(300, ["/services/data"]),
			{ kind: "api", status: 300, code: "HTTP_300" },
		],
		[
			"a truncated body",
			answered(400, '[{"message":"x","err'),
			{ kind: "api", status: 400, code: "HTTP_400" },
		],
	])("%s", (_, answer, failure) => {
		expect(failureOfReply(answer, "L").failure).toEqual(failure);
	});

	it.each<[HttpAnswer, string]>([
		[DAILY, "TotalRequests Limit exceeded."],
		[answered(400, { error: "a", error_description: "words" }), "words"],
		[answered(400, { error: "only_a_code" }), "only_a_code"],
		[PAGE, "Down for maintenance"],
		[answered(502, "<html><body>no title</body></html>"), "HTML"],
		[answered(500, "x".repeat(1000)), "x".repeat(200)],
	])("%#: has the platform's own words", (answer, message) => {
		expect(failureOfReply(answer).message).toBe(message);
	});
});

describe("platformErrors", () => {
	it("reads codes, texts and fields, and nothing from other shapes", () => {
		expect(platformErrors('[{"message":"m","errorCode":"C","fields":["A"]}]')).toEqual([
			{ message: "m", errorCode: "C", fields: ["A"] },
		]);
		expect(platformErrors('[{"errorCode":"C"}]')).toEqual([{ message: "", errorCode: "C", fields: [] }]);
		for (const text of ["", "<html>", "{}", "[{}]", "null", '"x"']) expect(platformErrors(text)).toEqual([]);
	});
});

describe("queryPosition", () => {
	it.each<[string, { line: number; column: number } | undefined]>([
		[PLACE, { line: 1, column: 21 }],
		["ERROR at Row:12:Column:345\nx", { line: 12, column: 345 }],
		["Maximum SOQL offset allowed is 2000", undefined],
	])("%j", (message, position) => {
		expect(queryPosition(message)).toEqual(position);
	});
});

describe("notJson", () => {
	it("is a network failure that says whose page came", () => {
		const error = notJson(answered(200, "<html><title>Corporate proxy</title></html>"));
		expect(error.failure).toEqual({ kind: "network", reason: "notSalesforce" });
		expect(error.message).toBe("Corporate proxy");
	});
});
