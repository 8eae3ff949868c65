import * as v from "valibot";
import { decode, decodeOr } from "../base/decode.ts";
import { AppError, toAppError } from "../base/errors.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { Contract, ParameterOf, Port, ResultOf, ToHost, ToPage, ValueOf } from "./contract.ts";

export type Handlers<C extends Contract> = {
	readonly [Name in keyof C["calls"]]: (
		parameter: ParameterOf<C["calls"][Name]>,
		signal: AbortSignal,
	) => Promise<ResultOf<C["calls"][Name]>> | ResultOf<C["calls"][Name]>;
};

export interface Served<C extends Contract> {
	push<Name extends keyof C["pushes"] & string>(name: Name, value: ValueOf<C["pushes"][Name]>): void;
	dispose(): void;
}

const toHost: v.GenericSchema<unknown, ToHost> = v.variant("kind", [
	v.object({
		kind: v.literal("call"),
		session: v.pipe(v.string(), v.maxLength(64)),
		id: v.number(),
		name: v.pipe(v.string(), v.maxLength(64)),
		parameter: v.unknown(),
	}),
	v.object({ kind: v.literal("abort"), session: v.pipe(v.string(), v.maxLength(64)), id: v.number() }),
]);

/**
 * Answers a page's calls. A missing handler does not compile. Every call ends: in a reply, in a typed error, or in
 * `cancelled` when the page aborts it or either side goes. `onFailure` hears of each failure that isn't a cancel.
 */
export function serve<C extends Contract>(
	contract: C,
	port: Port<ToPage, unknown>,
	handlers: Handlers<C>,
	onFailure: (error: AppError, name: string) => void,
): Served<C> {
	const life = new Lifetime();
	const open = new Map<string, { session: string; id: number; abort: AbortController }>();

	const answer = async (message: Extract<ToHost, { kind: "call" }>): Promise<void> => {
		const { session, id, name } = message;
		const key = `${session}:${id}`;
		const abort = new AbortController();
		open.set(key, { session, id, abort });
		try {
			const known = Object.hasOwn(contract.calls, name) ? contract.calls[name] : undefined;
			const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
			if (!known || !handler)
				throw new AppError({ kind: "input", problem: "messageMalformed" }, `unknown call ${name}`);
			const parameter = decode(known.parameter, message.parameter, `page call ${name}`);
			const result = await handler(parameter as never, abort.signal);
			if (!life.ended) port.post({ kind: "reply", session, id, result });
		} catch (thrown) {
			const error = toAppError(thrown);
			if (error.failure.kind !== "cancelled") onFailure(error, name);
			if (!life.ended) {
				port.post({
					kind: "failed",
					session,
					id,
					error: { kind: error.failure.kind, message: error.message },
				});
			}
		} finally {
			open.delete(key);
		}
	};

	life.onEnd(() => {
		for (const { session, id, abort } of open.values()) {
			abort.abort();
			port.post({ kind: "failed", session, id, error: { kind: "cancelled", message: "cancelled" } });
		}
	});
	life.onEnd(
		port.listen((raw) => {
			const message = decodeOr(toHost, raw);
			if (!message) return;
			if (message.kind === "abort") open.get(`${message.session}:${message.id}`)?.abort.abort();
			else void answer(message);
		}),
	);
	return {
		push: (name, value) => {
			if (!life.ended) port.post({ kind: "push", name, value });
		},
		dispose: () => life.dispose(),
	};
}
