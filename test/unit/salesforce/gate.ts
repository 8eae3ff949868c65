import { AppError, cancelled } from "../../../src/base/errors.ts";
import { Secret } from "../../../src/base/secret.ts";
import { effectOf } from "../../../src/salesforce/effect/classify.ts";
import type { HttpAnswer, HttpCall, HttpSend } from "../../../src/salesforce/http.ts";
import { id18, loginIdOf } from "../../../src/salesforce/ids.ts";
import {
	Connection,
	type GateDeps,
	type Session,
	type SessionSource,
} from "../../../src/salesforce/transport.ts";

export const ORG_ID = id18("00D7g0000001abc") ?? fail();
export const USER_ID = id18("0057g0000002abc") ?? fail();
export const LOGIN = loginIdOf(ORG_ID, USER_ID);
export const INSTANCE = "https://acme.my.salesforce.com";

function fail(): never {
	throw new Error("not an id");
}

export type Respond = HttpAnswer | AppError | ((call: HttpCall) => HttpAnswer | Promise<HttpAnswer>);

/** A wire that answers in turn, the last answer again and again; it keeps what was sent. */
export function wire(...responses: readonly Respond[]): { send: HttpSend; sent: HttpCall[] } {
	const sent: HttpCall[] = [];
	const send: HttpSend = async (call) => {
		if (call.signal.aborted) throw cancelled();
		sent.push(call);
		const response = responses[Math.min(sent.length, responses.length) - 1];
		if (response === undefined) throw new Error("nothing to answer");
		if (response instanceof AppError) throw response;
		return typeof response === "function" ? response(call) : response;
	};
	return { send, sent };
}

/** Never answers; ends with its signal, as `fetch` does. */
export const silence = ({ signal }: HttpCall): Promise<HttpAnswer> =>
	new Promise((_, reject) => {
		signal.addEventListener("abort", () => reject(cancelled()));
	});

export function session(token: string, instanceUrl = INSTANCE): Session {
	return { accessToken: new Secret(token), instanceUrl };
}

/** Sessions `token-1`, `token-2`, …: each renewal gives the next. */
export class CountingSessions implements SessionSource {
	renewals = 0;
	#at = 1;

	current(): Promise<Session> {
		return Promise.resolve(session(`token-${this.#at}`));
	}

	renew(): Promise<Session> {
		this.renewals++;
		this.#at++;
		return this.current();
	}
}

/** A gate over `send` that may write, waits without waiting, and keeps how long it would have. */
export function gate(
	send: HttpSend,
	changes: Partial<GateDeps> = {},
): { connection: Connection; waits: number[] } {
	const waits: number[] = [];
	const connection = new Connection({
		loginId: LOGIN,
		send,
		sessions: new CountingSessions(),
		effectOf,
		permit: () => undefined,
		random: () => 0.5,
		wait: (ms, signal) => {
			if (signal.aborted) return Promise.reject(cancelled());
			waits.push(ms);
			return Promise.resolve();
		},
		...changes,
	});
	return { connection, waits };
}

export const authorizations = (sent: readonly HttpCall[]): (string | undefined)[] =>
	sent.map(({ headers }) => headers["authorization"]);
