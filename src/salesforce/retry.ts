import { type Backoff, fullJitter } from "../base/async.ts";
import { AppError, failureOf } from "../base/errors.ts";
import { failureOfReply, isDeadToken, isFinal401, platformErrors, requestLimit } from "./failure.ts";
import type { HttpAnswer } from "./http.ts";

/** How one try of a request ended. */
export type Outcome =
	| { readonly kind: "answer"; readonly answer: HttpAnswer }
	| { readonly kind: "broken"; readonly error: AppError };

export interface TryState {
	/** Tries made so far, this one included. */
	readonly attempt: number;
	/** Sending the request twice has the effect of sending it once. */
	readonly idempotent: boolean;
	/** A 401 was answered with a new token already. */
	readonly renewed: boolean;
}

export type NextStep =
	| { readonly kind: "done"; readonly answer: HttpAnswer }
	| { readonly kind: "renew" }
	| { readonly kind: "wait"; readonly ms: number; readonly why: string }
	| { readonly kind: "fail"; readonly error: AppError };

export const MAX_ATTEMPTS = 5;
const MAX_EDGE_ATTEMPTS = 2;
const BACKOFF: Backoff = { baseMs: 500, capMs: 30_000 };
/** Longer than this we don't wait by ourselves: the person is told when instead. */
const LONGEST_WAIT_MS = 120_000;

/**
 * What to do after a try. Waits are full jitter or the server's Retry-After. Tried again is only what is idempotent or
 * provably not applied: 429, too many at once, and a whole-request row lock are refusals; 503, 502, 504, 420 and a
 * broken connection are not. The daily limit is never retried.
 */
export function nextStep(
	outcome: Outcome,
	state: TryState,
	random: () => number,
	loginId?: string,
): NextStep {
	const again = (why: string, retryAfterMs?: number): NextStep => ({
		kind: "wait",
		ms: retryAfterMs ?? fullJitter(state.attempt, BACKOFF, random),
		why,
	});
	const left = state.attempt < MAX_ATTEMPTS;
	if (outcome.kind === "broken") {
		const reason = failureOf(outcome.error, "network")?.reason;
		const passing = reason === "reset" || reason === "timeout";
		return passing && state.idempotent && left ? again(reason) : { kind: "fail", error: outcome.error };
	}
	const { answer } = outcome;
	const { status, text } = answer;
	if (status < 300 || status === 304) return { kind: "done", answer };
	const error = failureOfReply(answer, loginId);
	const fail: NextStep = { kind: "fail", error };
	if (isDeadToken(answer)) return state.renewed || isFinal401(text) ? fail : { kind: "renew" };

	const retryAfterMs = retryAfter(answer.headers.get("retry-after"));
	if (retryAfterMs !== undefined && retryAfterMs > LONGEST_WAIT_MS) {
		return {
			kind: "fail",
			error: new AppError({ kind: "limit", reason: "busy", retryAfterMs }, error.message),
		};
	}
	const errors = platformErrors(text);
	const limit = errors[0] ? requestLimit(errors[0]) : undefined;
	if (limit === "daily" || !left) return fail;
	if (limit === "concurrent") return again("too many requests at once", retryAfterMs);
	if (status === 429) return again("429", retryAfterMs);
	if (errors.length > 0 && errors.every(({ errorCode }) => errorCode === "UNABLE_TO_LOCK_ROW")) {
		return again("row lock", retryAfterMs);
	}
	if (!state.idempotent) return fail;
	if (status === 420 && state.attempt < MAX_EDGE_ATTEMPTS) return again("420", retryAfterMs);
	if (status === 502 || status === 503 || status === 504) return again(String(status), retryAfterMs);
	return fail;
}

/** Milliseconds of a Retry-After header (seconds or a date), undefined when absent or unreadable. */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
	if (header === null || header.trim() === "") return undefined;
	if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
