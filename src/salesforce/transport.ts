import { SingleFlight, sleep, untilAborted } from "../base/async.ts";
import { parseJson } from "../base/decode.ts";
import { Emitter } from "../base/emitter.ts";
import { AppError, toAppError } from "../base/errors.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { Op } from "../base/op.ts";
import type { Secret } from "../base/secret.ts";
import { byteSize } from "../base/text.ts";
import type { Effect, EffectRequest } from "./effect/effect.ts";
import { notJson } from "./failure.ts";
import type { HttpAnswer, HttpSend } from "./http.ts";
import type { LoginId } from "./ids.ts";
import { type ApiUsage, apiUsage } from "./limits.ts";
import { nextStep, type Outcome } from "./retry.ts";

/** What opens an org: a token, and the one host it may be sent to. */
export interface Session {
	readonly accessToken: Secret;
	readonly instanceUrl: string;
}

/** Where sessions come from. Both throw `auth` when the person must sign in again. */
export interface SessionSource {
	current(op: Op): Promise<Session>;
	/** A session that differs from `stale`: another window's if it renewed already, else a fresh one. */
	renew(op: Op, stale: Session): Promise<Session>;
}

/** A grant that an operation took when it began; it holds to the operation's end. */
export interface WriteLease {
	readonly covers: (loginId: LoginId, effect: Effect) => boolean;
}

export interface ApiRequest {
	readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE" | "HEAD";
	/** Absolute path on the instance, with query string. Full addresses are refused: a token never leaves its host. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Sending it twice does what sending it once does. Default: GET and HEAD, and what only reads. */
	readonly idempotent?: boolean;
	readonly lease?: WriteLease | undefined;
	/** Called for each try that goes out: what the request costs of the org's API calls. */
	readonly onSent?: (() => void) | undefined;
	/** Called when the bytes of an answer are here, before anybody reads them. */
	readonly onReceived?: (() => void) | undefined;
}

export interface GateDeps {
	readonly loginId: LoginId;
	readonly send: HttpSend;
	readonly sessions: SessionSource;
	readonly effectOf: (request: EffectRequest) => Effect;
	/** Throws `readOnly` when the org may not be written to now. */
	readonly permit: (effect: Effect, lease: WriteLease | undefined) => void;
	readonly random?: () => number;
	readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The gate: authenticated HTTP to one login. Invariants, held by `test/unit/salesforce/transport.test.ts`: a write to a
 * read-only org is refused before anything is sent; a request is replayed at most once after a 401; concurrent 401s
 * share one renewal; a token goes to its own instance only; ending the gate aborts what is under way.
 */
export class Connection implements Disposable {
	readonly loginId: LoginId;
	readonly #deps: GateDeps;
	readonly #renewals = new SingleFlight<Session>();
	readonly #ended = new AbortController();
	readonly #usage = new Emitter<ApiUsage>();
	#lastUsage: ApiUsage | undefined;

	constructor(deps: GateDeps) {
		this.loginId = deps.loginId;
		this.#deps = deps;
	}

	/** API calls used in 24 hours, as the latest answer told. */
	get usage(): ApiUsage | undefined {
		return this.#lastUsage;
	}

	readonly onUsage = this.#usage.event;

	/**
	 * Sends a request and reads its whole answer. Resolves with status < 300 or 304; throws `readOnly`, `auth`,
	 * `limit`, `query`, `api`, `network` or `cancelled`. Waits between tries (see `retry.ts`) end with `op.signal`.
	 */
	async send(op: Op, request: ApiRequest): Promise<HttpAnswer> {
		const { method, path, body, lease } = request;
		if (!path.startsWith("/")) {
			throw new AppError({ kind: "bug" }, `not a path on the instance: ${path.slice(0, 60)}`);
		}
		const effect = this.#deps.effectOf({ method, path, body });
		this.#deps.permit(effect, lease);

		const signal = AbortSignal.any([op.signal, this.#ended.signal]);
		const inner: Op = { ...op, signal };
		const idempotent = request.idempotent ?? effect.kind === "read";
		let session = await this.#deps.sessions.current(inner);
		let renewed = false;
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.#attempt(inner, request, session);
			const step = nextStep(
				outcome,
				{ attempt, idempotent, renewed },
				this.#deps.random ?? Math.random,
				this.loginId,
			);
			switch (step.kind) {
				case "done":
					return step.answer;
				case "fail":
					throw step.error;
				case "renew": {
					const stale = session;
					session = await this.#renew(inner, stale);
					renewed = true;
					break;
				}
				case "wait":
					op.log.info(`[http] ${step.why}: trying again in ${step.ms} ms (try ${attempt + 1})`);
					await (this.#deps.wait ?? sleep)(step.ms, signal);
					break;
			}
		}
	}

	/** Sends and parses JSON. An answer that isn't JSON (a proxy's page) is `network` with reason `notSalesforce`. */
	async json(op: Op, request: ApiRequest): Promise<unknown> {
		const answer = await this.send(op, request);
		const value = parseJson(answer.text);
		if (value === undefined) throw notJson(answer);
		return value;
	}

	/** The session, for the few calls that pass it on (browser sign-in, other extensions' consented requests). */
	session(op: Op): Promise<Session> {
		return this.#deps.sessions.current(op);
	}

	dispose(): void {
		this.#ended.abort();
		this.#usage.dispose();
	}

	// The renewal itself is nobody's alone: who aborts stops waiting, the others still get their token.
	#renew(op: Op, stale: Session): Promise<Session> {
		const shared: Op = { ...op, signal: this.#ended.signal };
		return untilAborted(
			this.#renewals.run(() => this.#deps.sessions.renew(shared, stale)),
			op.signal,
		);
	}

	async #attempt(op: Op, request: ApiRequest, session: Session): Promise<Outcome> {
		const started = performance.now();
		const { method, path } = request;
		try {
			request.onSent?.();
			const answer = await this.#deps.send({
				url: new URL(session.instanceUrl).origin + path,
				method,
				headers: {
					accept: "application/json",
					// Looking at a record with a tool is no visit: "Sforce-Mru", REST API Guide (v60 and later).
					"sforce-mru": "updateMru=false",
					"sforce-call-options": "client=Orgsmith",
					...request.headers,
					authorization: `Bearer ${session.accessToken.reveal()}`,
				},
				...(request.body === undefined ? {} : { body: request.body }),
				signal: op.signal,
			});
			request.onReceived?.();
			const usage = apiUsage(answer.headers.get("sforce-limit-info"));
			if (usage) {
				this.#lastUsage = usage;
				this.#usage.fire(usage);
			}
			const ms = Math.round(performance.now() - started);
			op.log.info(logLine(method, path, answer, ms));
			return { kind: "answer", answer };
		} catch (thrown) {
			const error = toAppError(thrown);
			if (error.failure.kind === "cancelled" || error.failure.kind === "bug") throw error;
			op.log.warn(`[http] ${method} ${pathTemplate(path)} ${error.message}`);
			return { kind: "broken", error };
		}
	}
}

/** A path for the log: no query string, no record ids, no names that data could be in. */
export function pathTemplate(path: string): string {
	const [before = "", query] = path.split("?");
	const template = before
		.split("/")
		.map((part) =>
			/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?(?:-\d+)?$/.test(part) && /\d/.test(part) ? "{id}" : part,
		)
		.join("/");
	return query === undefined ? template : `${template}?…`;
}

function logLine(method: string, path: string, { status, text, headers }: HttpAnswer, ms: number): string {
	const parts = [`[http] ${method} ${pathTemplate(path)} ${status} ${ms} ms ${byteSize(text.length)}`];
	const requestId = headers.get("x-request-id") ?? headers.get("x-sfdc-request-id");
	if (requestId !== null) parts.push(`request=${requestId}`);
	const limits = headers.get("sforce-limit-info");
	if (limits !== null) parts.push(limits);
	return parts.join(" ");
}
