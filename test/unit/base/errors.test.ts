import { describe, expect, it } from "vitest";
import { AppError, cancelled, failureOf, toAppError } from "../../../src/base/errors.ts";

/** VS Code's `CancellationError`, which is recognised by its name only. */
class Canceled extends Error {
	override readonly name = "Canceled";
}

describe("toAppError", () => {
	it.each<[string, unknown, string, string]>([
		[
			"the web's abort",
			new DOMException("This operation was aborted", "AbortError"),
			"cancelled",
			"cancelled",
		],
		["an AbortController's reason", AbortSignal.abort().reason, "cancelled", "cancelled"],
		["VS Code's cancel", new Canceled("Canceled"), "cancelled", "cancelled"],
		["any other error", new TypeError("x is not a function"), "bug", "x is not a function"],
		["a thrown text", "boom", "bug", "boom"],
		["undefined", undefined, "bug", "undefined"],
		["a time-out of AbortSignal is no cancel", new DOMException("late", "TimeoutError"), "bug", "late"],
	])("%s", (_, thrown, kind, message) => {
		const error = toAppError(thrown);
		expect(error.failure.kind).toBe(kind);
		expect(error.message).toBe(message);
	});

	it("keeps an AppError as it is, and the cause of what it wraps", () => {
		const known = new AppError({ kind: "limit", reason: "daily" }, "TotalRequests Limit exceeded.");
		expect(toAppError(known)).toBe(known);
		const cause = new Error("inner");
		expect(toAppError(cause).cause).toBe(cause);
	});
});

describe("AppError", () => {
	it.each([
		[new AppError({ kind: "auth", reason: "revoked" }), "auth: revoked"],
		[new AppError({ kind: "network", reason: "tls" }), "network: tls"],
		[new AppError({ kind: "limit", reason: "busy" }), "limit: busy"],
		[new AppError({ kind: "input", problem: "portTaken" }), "input: portTaken"],
		[new AppError({ kind: "query", code: "INVALID_FIELD" }), "INVALID_FIELD"],
		[new AppError({ kind: "api", status: 404, code: "NOT_FOUND" }), "NOT_FOUND"],
		[new AppError({ kind: "readOnly", loginId: "1", orgLabel: "Acme", action: "bulk" }), "Acme is read-only"],
		[cancelled(), "cancelled"],
		[new AppError({ kind: "bug" }, "the platform's own words"), "the platform's own words"],
	])("%#: has a message for logs: %s", (error, message) => {
		expect(error.message).toBe(message);
		expect(error).toBeInstanceOf(Error);
		expect(error.name).toBe("AppError");
	});
});

describe("failureOf", () => {
	it("narrows to the kind that is asked for, else undefined", () => {
		const error = new AppError({ kind: "api", status: 500, code: "X" });
		expect(failureOf(error, "api")?.status).toBe(500);
		expect(failureOf(error, "auth")).toBeUndefined();
		expect(failureOf(new Error("api"), "api")).toBeUndefined();
		expect(failureOf(undefined, "bug")).toBeUndefined();
	});
});
