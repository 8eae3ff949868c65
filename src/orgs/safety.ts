import { Emitter } from "../base/emitter.ts";
import { AppError } from "../base/errors.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { ActionKind, Effect } from "../salesforce/effect/effect.ts";
import type { LoginId } from "../salesforce/ids.ts";
import type { WriteLease } from "../salesforce/transport.ts";
import { isReadOnly, type LoginIdentity } from "./identity.ts";

/** A person's typed consent to one kind of write in one org, in this window, for a while. Never persisted. */
export interface Grant {
	readonly loginId: LoginId;
	readonly action: ActionKind;
	/** Epoch milliseconds. */
	readonly until: number;
}

/**
 * Read-only orgs and the grants that open them. The gate asks `permit` before each request; an operation takes a
 * `lease` when it begins and keeps it to its end, unless the person says "Lock now".
 */
export class Safety implements Disposable {
	readonly #grants = new Map<string, Grant>();
	readonly #identity: (id: LoginId) => LoginIdentity | undefined;
	readonly #now: () => number;
	/** Grows with each "Lock now": leases of an older count are void. */
	#locks = 0;
	readonly #changed = new Emitter<void>();
	readonly onChange = this.#changed.event;

	constructor(identity: (id: LoginId) => LoginIdentity | undefined, now: () => number = Date.now) {
		this.#identity = identity;
		this.#now = now;
	}

	/** Throws `readOnly` when the effect is a write that neither grant nor lease covers. An unknown org is read-only. */
	permit(id: LoginId, effect: Effect, lease: WriteLease | undefined): void {
		if (effect.kind === "read") return;
		const identity = this.#identity(id);
		if (identity && !isReadOnly(identity)) return;
		if (lease?.covers(id, effect) || this.#valid(id, effect.action)) return;
		throw new AppError(
			{ kind: "readOnly", loginId: id, orgLabel: identity?.label ?? id, action: effect.action },
			effect.what,
		);
	}

	allow(id: LoginId, action: ActionKind, ms: number): Grant {
		const grant: Grant = { loginId: id, action, until: this.#now() + ms };
		this.#grants.set(keyOf(id, action), grant);
		this.#changed.fire();
		return grant;
	}

	/** The grants that hold now. */
	get grants(): readonly Grant[] {
		return [...this.#grants.values()].filter(({ until }) => until > this.#now());
	}

	/** A hold on the current grant of this kind, for an operation that begins now; undefined when there is none. */
	lease(id: LoginId, action: ActionKind): WriteLease | undefined {
		if (!this.#valid(id, action)) return undefined;
		const taken = this.#locks;
		return {
			covers: (loginId, effect) =>
				taken === this.#locks && loginId === id && effect.kind === "write" && effect.action === action,
		};
	}

	/** Ends every grant and lease of this window at once. */
	lockNow(): void {
		this.#grants.clear();
		this.#locks++;
		this.#changed.fire();
	}

	dispose(): void {
		this.#grants.clear();
		this.#changed.dispose();
	}

	#valid(id: LoginId, action: ActionKind): Grant | undefined {
		const grant = this.#grants.get(keyOf(id, action));
		return grant && grant.until > this.#now() ? grant : undefined;
	}
}

function keyOf(id: LoginId, action: ActionKind): string {
	return `${id} ${action}`;
}
