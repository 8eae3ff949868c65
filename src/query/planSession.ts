import { Emitter } from "../base/emitter.ts";
import { type AppError, toAppError } from "../base/errors.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { Op } from "../base/op.ts";
import type { Org } from "../orgs/org.ts";
import { type ExplainedPlan, explainQuery } from "../salesforce/rest/explain.ts";

export type PlanState =
	| { readonly kind: "loading" }
	| { readonly kind: "shown" }
	/** A cancel is an ending like any other; plans that were here before stay. */
	| { readonly kind: "stopped"; readonly error: AppError };

/** The plans of one query in one org, asked for as often as the person likes. */
export class PlanSession implements Disposable {
	readonly soql: string;
	readonly #org: () => Org;
	readonly #changed = new Emitter<void>();
	readonly onChange = this.#changed.event;
	state: PlanState = { kind: "loading" };
	plans: readonly ExplainedPlan[] | null = null;
	#loads = 0;

	/** `org` gives the org as it is now; it throws when its login is gone. */
	constructor(org: () => Org, soql: string) {
		this.#org = org;
		this.soql = soql;
	}

	/** How it ends is in `state`; it doesn't throw. Of several at a time the latest counts. */
	async load(op: Op): Promise<void> {
		const load = ++this.#loads;
		this.#enter({ kind: "loading" });
		try {
			const { connection, apiVersion } = this.#org();
			const plans = await explainQuery(op, connection, { soql: this.soql, apiVersion });
			if (load !== this.#loads) return;
			this.plans = plans;
			this.#enter({ kind: "shown" });
		} catch (thrown) {
			if (load === this.#loads) this.#enter({ kind: "stopped", error: toAppError(thrown) });
		}
	}

	dispose(): void {
		this.#changed.dispose();
	}

	#enter(state: PlanState): void {
		this.state = state;
		this.#changed.fire();
	}
}
