import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import type { HttpAnswer } from "../../../src/salesforce/http.ts";
import {
	MAX_ATTEMPTS,
	nextStep,
	type Outcome,
	retryAfter,
	type TryState,
} from "../../../src/salesforce/retry.ts";
import { answered, CONCURRENT, DAILY, EXPIRED, PAGE, refused } from "./answers.ts";

const ALMOST_ONE = 1 - Number.EPSILON;
const FIRST: TryState = { attempt: 1, idempotent: true, renewed: false };
const LOCK = refused(400, "UNABLE_TO_LOCK_ROW");
const broken = (reason: "offline" | "timeout" | "tls" | "reset"): Outcome => ({
	kind: "broken",
	error: new AppError({ kind: "network", reason }),
});
const ofAnswer = (answer: HttpAnswer): Outcome => ({ kind: "answer", answer });
const step = (outcome: Outcome, state: Partial<TryState> = {}) =>
	nextStep(outcome, { ...FIRST, ...state }, () => ALMOST_ONE);

describe("nextStep", () => {
	// What happens on the first try: of an idempotent request, of another.
	it.each<[string, Outcome, string, string]>([
		["200", ofAnswer(answered(200)), "done", "done"],
		["204", ofAnswer(answered(204)), "done", "done"],
		["304", ofAnswer(answered(304)), "done", "done"],
		["300", ofAnswer(answered(300, [])), "fail", "fail"],
		["302", ofAnswer(answered(302)), "fail", "fail"],
		["400", ofAnswer(refused(400, "MALFORMED_QUERY")), "fail", "fail"],
		["401", ofAnswer(EXPIRED), "renew", "renew"],
		["401 of any code", ofAnswer(refused(401, "INVALID_JWT_FORMAT")), "renew", "renew"],
		["401 without a body", ofAnswer(answered(401)), "renew", "renew"],
		[
			"401 that no token cures",
			ofAnswer(refused(401, "X", "This session is not valid for use with the REST API")),
			"fail",
			"fail",
		],
		[
			"403 of the identity services: a dead token",
			ofAnswer(answered(403, "Bad_OAuth_Token")),
			"renew",
			"renew",
		],
		["403", ofAnswer(refused(403, "API_DISABLED_FOR_ORG")), "fail", "fail"],
		["403 daily limit", ofAnswer(DAILY), "fail", "fail"],
		["403 unknown limit", ofAnswer(refused(403, "REQUEST_LIMIT_EXCEEDED", "?")), "fail", "fail"],
		["403 too many at once", ofAnswer(CONCURRENT), "wait", "wait"],
		["404", ofAnswer(refused(404, "NOT_FOUND")), "fail", "fail"],
		["410", ofAnswer(refused(410, "GONE")), "fail", "fail"],
		["414", ofAnswer(answered(414)), "fail", "fail"],
		["420", ofAnswer(answered(420, "<html></html>")), "wait", "fail"],
		["429", ofAnswer(answered(429)), "wait", "wait"],
		["row lock, 400", ofAnswer(LOCK), "wait", "wait"],
		["row lock, 500", ofAnswer(refused(500, "UNABLE_TO_LOCK_ROW")), "wait", "wait"],
		[
			"a row lock among other errors",
			ofAnswer(answered(400, [{ errorCode: "UNABLE_TO_LOCK_ROW" }, { errorCode: "REQUIRED_FIELD_MISSING" }])),
			"fail",
			"fail",
		],
		["500", ofAnswer(refused(500, "UNKNOWN_EXCEPTION")), "fail", "fail"],
		["502", ofAnswer(answered(502)), "wait", "fail"],
		["503", ofAnswer(PAGE), "wait", "fail"],
		["504", ofAnswer(answered(504)), "wait", "fail"],
		["connection cut", broken("reset"), "wait", "fail"],
		["time-out", broken("timeout"), "wait", "fail"],
		["offline", broken("offline"), "fail", "fail"],
		["bad certificate", broken("tls"), "fail", "fail"],
	])("%s", (_, outcome, idempotent, other) => {
		expect(step(outcome).kind).toBe(idempotent);
		expect(step(outcome, { idempotent: false }).kind).toBe(other);
	});

	it("renews once only", () => {
		expect(step(ofAnswer(EXPIRED), { renewed: true })).toMatchObject({
			kind: "fail",
			error: { failure: { kind: "auth", reason: "expired" } },
		});
	});

	it.each<[string, Outcome, number]>([
		["503", ofAnswer(PAGE), MAX_ATTEMPTS],
		["429", ofAnswer(answered(429)), MAX_ATTEMPTS],
		["too many at once", ofAnswer(CONCURRENT), MAX_ATTEMPTS],
		["row lock", ofAnswer(LOCK), MAX_ATTEMPTS],
		["connection cut", broken("reset"), MAX_ATTEMPTS],
		["420", ofAnswer(answered(420)), 2],
	])("%s is tried %#: at most %i times", (_, outcome, most) => {
		const kinds = Array.from({ length: 8 }, (__, at) => step(outcome, { attempt: at + 1 }).kind);
		expect(kinds).toEqual(Array.from({ length: 8 }, (__, at) => (at + 1 < most ? "wait" : "fail")));
	});

	it("waits with full jitter, longer with each try", () => {
		const waits = [1, 2, 3, 4].map((attempt) => step(ofAnswer(PAGE), { attempt }));
		expect(waits).toMatchObject([{ ms: 499 }, { ms: 999 }, { ms: 1999 }, { ms: 3999 }]);
		expect(nextStep(ofAnswer(PAGE), FIRST, () => 0)).toMatchObject({ ms: 0 });
	});

	it.each([429, 503, 502])("%i: waits as long as Retry-After says", (status) => {
		const answer = answered(status, "", { "retry-after": "7" });
		expect(step(ofAnswer(answer))).toMatchObject({ kind: "wait", ms: 7000 });
	});

	it("tells the person when the server wants more than two minutes", () => {
		const answer = answered(503, "", { "retry-after": "121" });
		expect(step(ofAnswer(answer))).toMatchObject({
			kind: "fail",
			error: { failure: { kind: "limit", reason: "busy", retryAfterMs: 121_000 } },
		});
		expect(step(ofAnswer(answered(503, "", { "retry-after": "120" }))).kind).toBe("wait");
	});

	it("always ends: no outcome waits or renews for ever", () => {
		const answers = fc.constantFrom(
			...[200, 400, 401, 403, 420, 429, 500, 502, 503, 504].map((status) => ofAnswer(answered(status))),
			...[EXPIRED, DAILY, CONCURRENT, LOCK].map(ofAnswer),
			broken("reset"),
			broken("timeout"),
		);
		fc.assert(
			fc.property(
				fc.array(answers, { minLength: 20, maxLength: 20 }),
				fc.boolean(),
				(outcomes, idempotent) => {
					let renewed = false;
					for (const [index, outcome] of outcomes.entries()) {
						const attempt = index + 1;
						const next = nextStep(outcome, { attempt, idempotent, renewed }, () => 0.5);
						if (next.kind === "done" || next.kind === "fail") return;
						if (next.kind === "renew") {
							expect(renewed).toBe(false);
							renewed = true;
						}
					}
					throw new Error("still trying after 20 tries");
				},
			),
		);
	});
});

describe("retryAfter", () => {
	const now = Date.parse("2026-05-20T10:00:00Z");
	it.each<[string | null, number | undefined]>([
		["30", 30_000],
		[" 0 ", 0],
		["Wed, 20 May 2026 10:01:30 GMT", 90_000],
		["Wed, 20 May 2026 09:00:00 GMT", 0],
		["soon", undefined],
		["", undefined],
		[null, undefined],
	])("%j is %j ms", (header, ms) => {
		expect(retryAfter(header, now)).toBe(ms);
	});
});
