import { AppError, cancelled } from "../base/errors.ts";
import type { Contract, ParameterOf, Port, ResultOf, ToHost, ToPage, ValueOf } from "./contract.ts";

export type Remote<C extends Contract> = {
	readonly [Name in keyof C["calls"]]: (
		parameter: ParameterOf<C["calls"][Name]>,
		signal?: AbortSignal,
	) => Promise<ResultOf<C["calls"][Name]>>;
};

export interface Connected<C extends Contract> {
	readonly remote: Remote<C>;
	readonly on: <Name extends keyof C["pushes"] & string>(
		name: Name,
		listener: (value: ValueOf<C["pushes"][Name]>) => void,
	) => void;
	dispose(): void;
}

interface Waiting {
	readonly resolve: (result: never) => void;
	readonly reject: (error: AppError) => void;
}

/** A page's side of a contract. `session` must be new for every load of the page, so that no old answer fits. */
export function connect<C extends Contract>(
	contract: C,
	port: Port<ToHost, ToPage>,
	session: string,
): Connected<C> {
	const waiting = new Map<number, Waiting>();
	const listeners = new Map<string, ((value: never) => void)[]>();
	let lastId = 0;
	let ended = false;

	const stop = port.listen((message) => {
		if (message.kind === "push") {
			for (const listener of listeners.get(message.name) ?? []) listener(message.value as never);
			return;
		}
		if (message.session !== session) return;
		const caller = waiting.get(message.id);
		if (!caller) return;
		waiting.delete(message.id);
		if (message.kind === "reply") caller.resolve(message.result as never);
		else if (message.error.kind === "cancelled") caller.reject(cancelled());
		else caller.reject(new AppError({ kind: "bug" }, message.error.message));
	});

	const ask = (name: string, parameter: unknown, signal?: AbortSignal): Promise<never> =>
		new Promise((resolve, reject) => {
			if (ended || signal?.aborted) return reject(cancelled());
			const id = ++lastId;
			const onAbort = () => {
				if (!waiting.delete(id)) return;
				port.post({ kind: "abort", session, id });
				reject(cancelled());
			};
			waiting.set(id, { resolve, reject });
			signal?.addEventListener("abort", onAbort, { once: true });
			port.post({ kind: "call", session, id, name, parameter });
		});

	const remote = Object.fromEntries(
		Object.keys(contract.calls).map((name) => [
			name,
			(parameter: unknown, signal?: AbortSignal) => ask(name, parameter, signal),
		]),
	) as unknown as Remote<C>;

	return {
		remote,
		on: (name, listener) => {
			listeners.set(name, [...(listeners.get(name) ?? []), listener]);
		},
		dispose: () => {
			ended = true;
			stop();
			for (const caller of waiting.values()) caller.reject(cancelled());
			waiting.clear();
		},
	};
}
