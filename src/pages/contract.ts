import type { Schema } from "../base/decode.ts";

/** One call of a page to its host: the parameter's decoder is the parameter's type; `Result` is trusted. */
export interface Call<Parameter, Result> {
	readonly parameter: Schema<Parameter>;
	/** Type only: there is no value here. */
	readonly result?: Result;
}

/** One message of the host to its page. Always a complete snapshot, never a delta: a hidden page loses messages. */
export interface Push<Value> {
	readonly value?: Value;
}

export interface Contract {
	readonly calls: Readonly<Record<string, Call<unknown, unknown>>>;
	readonly pushes: Readonly<Record<string, Push<unknown>>>;
}

export const call =
	<Result>() =>
	<Parameter>(parameter: Schema<Parameter>): Call<Parameter, Result> => ({ parameter });

export const push = <Value>(): Push<Value> => ({});

export type ParameterOf<C> = C extends Call<infer Parameter, unknown> ? Parameter : never;
export type ResultOf<C> = C extends Call<unknown, infer Result> ? Result : never;
export type ValueOf<P> = P extends Push<infer Value> ? Value : never;

/** What crosses between a page and its host. `session` is the page's own random name: a rebuilt page is another one. */
export type ToHost =
	| {
			readonly kind: "call";
			readonly session: string;
			readonly id: number;
			readonly name: string;
			readonly parameter: unknown;
	  }
	| { readonly kind: "abort"; readonly session: string; readonly id: number };

export type ToPage =
	| { readonly kind: "reply"; readonly session: string; readonly id: number; readonly result: unknown }
	| { readonly kind: "failed"; readonly session: string; readonly id: number; readonly error: WireError }
	| { readonly kind: "push"; readonly name: string; readonly value: unknown };

/** A failure as a page sees it: no stack, no cause. */
export interface WireError {
	readonly kind: string;
	readonly message: string;
}

/** A pipe to the other side: five lines over `webview.postMessage`, `acquireVsCodeApi()` or a test's in-memory pipe. */
export interface Port<Out, In> {
	post(message: Out): void;
	/** Calls `listener` for each message; the returned function stops that. */
	listen(listener: (message: In) => void): () => void;
}
