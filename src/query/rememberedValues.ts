import * as v from "valibot";
import { decodeOr } from "../base/decode.ts";
import type { StatePort } from "../orgs/registry.ts";

const KEY = "query.parameters";
/** Values that are kept; those that were not used for longest go first. */
const MOST = 100;
/** A pasted list may be long; what isn't kept is asked for without a proposal. */
const LONGEST = 2_000;

const kept = v.array(v.object({ name: v.string(), typed: v.string() }));

/** What a person typed last for parameters of queries, by their names. */
export class RememberedValues {
	readonly #state: StatePort;

	constructor(state: StatePort) {
		this.#state = state;
	}

	of(name: string): string | undefined {
		return this.#all().find((each) => each.name === name)?.typed;
	}

	async keep(values: ReadonlyMap<string, string>): Promise<void> {
		const fresh = [...values]
			.filter(([, typed]) => typed.length <= LONGEST)
			.map(([name, typed]) => ({ name, typed }));
		const others = this.#all().filter(({ name }) => !values.has(name));
		await this.#state.update(KEY, [...fresh, ...others].slice(0, MOST));
	}

	#all(): v.InferOutput<typeof kept> {
		return decodeOr(kept, this.#state.get(KEY)) ?? [];
	}
}
