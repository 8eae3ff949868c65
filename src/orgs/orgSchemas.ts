import type { Disposable } from "../base/lifetime.ts";
import type { Log } from "../base/op.ts";
import type { LoginId } from "../salesforce/ids.ts";
import type { DescribeCache } from "./describes.ts";
import { OrgSchema } from "./orgSchema.ts";
import type { OrgRegistry } from "./registry.ts";

/** The schema of each login, made when it is first read; a sign-out ends it. */
export class OrgSchemas implements Disposable {
	readonly #registry: OrgRegistry;
	readonly #describes: DescribeCache;
	readonly #log: Log;
	readonly #now: () => number;
	readonly #schemas = new Map<LoginId, OrgSchema>();
	readonly #listening: Disposable;

	constructor(registry: OrgRegistry, describes: DescribeCache, log: Log, now: () => number = Date.now) {
		this.#registry = registry;
		this.#describes = describes;
		this.#log = log;
		this.#now = now;
		this.#listening = registry.onChange(() => {
			for (const [id, schema] of this.#schemas) {
				if (registry.identity(id)) schema.retry();
				else this.#forget(id, schema);
			}
		});
	}

	/** One that is signed out knows nothing. */
	of(id: LoginId): OrgSchema {
		const known = this.#schemas.get(id);
		if (known) return known;
		const made = new OrgSchema({
			org: () => (this.#registry.identity(id) ? this.#registry.org(id) : undefined),
			mayAsk: () => this.#registry.identity(id)?.needsLogin === undefined,
			describes: this.#describes,
			log: this.#log,
			now: this.#now,
		});
		this.#schemas.set(id, made);
		return made;
	}

	dispose(): void {
		this.#listening.dispose();
		for (const [id, schema] of this.#schemas) this.#forget(id, schema);
	}

	#forget(id: LoginId, schema: OrgSchema): void {
		this.#schemas.delete(id);
		schema.dispose();
	}
}
