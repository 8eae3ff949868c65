import * as v from "valibot";
import { decodeOr } from "../base/decode.ts";
import { Emitter } from "../base/emitter.ts";
import { AppError } from "../base/errors.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { Effect, EffectRequest } from "../salesforce/effect/effect.ts";
import type { HttpSend } from "../salesforce/http.ts";
import type { LoginId } from "../salesforce/ids.ts";
import type { ApiUsage } from "../salesforce/limits.ts";
import { Connection } from "../salesforce/transport.ts";
import { type LoginIdentity, loginIdentity, type NeedsLoginReason } from "./identity.ts";
import { type Org, orgOf } from "./org.ts";
import type { CrossWindowLock } from "./refreshLock.ts";
import { Safety } from "./safety.ts";
import { loginSessions } from "./sessions.ts";
import type { TokenStore, Tokens } from "./tokenStore.ts";

/** A memento: what VS Code keeps for the extension, without secrets. */
export interface StatePort {
	get(key: string): unknown;
	update(key: string, value: unknown): Promise<void>;
}

export interface RegistryDeps {
	readonly state: StatePort;
	readonly store: TokenStore;
	readonly lock: CrossWindowLock;
	readonly send: HttpSend;
	readonly effectOf: (request: EffectRequest) => Effect;
	readonly now?: () => number;
}

const IDENTITIES = "orgsmith.logins";

/**
 * The logins a person has. Identities come from global state, so that lists and badges need neither secret nor
 * network; a login whose secret is gone stays, as `needsLogin`. One connection a login, made on first use.
 */
export class OrgRegistry implements Disposable {
	readonly safety: Safety;
	readonly #deps: RegistryDeps;
	/** The list as last read; `#stored` tells which value of the state it is of. */
	#read: ReadonlyMap<LoginId, LoginIdentity> = new Map();
	#stored: unknown;
	#told: string;
	readonly #connections = new Map<LoginId, Connection>();
	readonly #listening: Disposable;
	readonly #changed = new Emitter<void>();
	readonly #usage = new Emitter<{ id: LoginId; usage: ApiUsage }>();
	readonly onChange = this.#changed.event;
	readonly onUsage = this.#usage.event;

	constructor(deps: RegistryDeps) {
		this.#deps = deps;
		this.#told = this.#drawn();
		// A secret that changes without us is another window's sign-in or sign-out.
		this.#listening = deps.store.onChange(() => this.refresh());
		this.safety = new Safety((id) => this.identity(id), deps.now);
	}

	/** All logins, by label. */
	get identities(): readonly LoginIdentity[] {
		return [...this.#identities.values()].sort((a, b) => a.label.localeCompare(b.label));
	}

	identity(id: LoginId): LoginIdentity | undefined {
		return this.#identities.get(id);
	}

	/** The org of a login as it is now. Throws `input` (`noOrg`) for a login that was signed out. */
	org(id: LoginId): Org {
		const identity = this.identity(id);
		if (!identity) throw new AppError({ kind: "input", problem: "noOrg" });
		return orgOf(identity, this.#connection(id));
	}

	usage(id: LoginId): ApiUsage | undefined {
		return this.#connections.get(id)?.usage;
	}

	/** A new login, or a new grant for a known one: what a person chose for it (label, colour, read-only) stays. */
	async add(identity: LoginIdentity, tokens: Tokens): Promise<Org> {
		const before = this.identity(identity.id);
		const chosen = before ? { label: before.label, color: before.color, readOnly: before.readOnly } : {};
		// The list first: the secret is what tells other windows to read it.
		await this.#put({ ...identity, ...chosen, needsLogin: undefined });
		await this.#deps.store.write(identity.id, tokens);
		return this.org(identity.id);
	}

	async change(
		id: LoginId,
		change: Partial<Pick<LoginIdentity, "label" | "color" | "readOnly" | "lastUsed">>,
	): Promise<void> {
		const identity = this.identity(id);
		if (identity) await this.#put({ ...identity, ...change });
	}

	/** Ends the login here; telling the org (revoke) is `signOut`'s. */
	async remove(id: LoginId): Promise<void> {
		this.#connections.get(id)?.dispose();
		this.#connections.delete(id);
		await this.#save([...this.#identities.values()].filter((identity) => identity.id !== id));
		await this.#deps.store.forget(id);
	}

	/** Tells who draws logins when they changed, here or in another window. That one was used is nothing to redraw for. */
	refresh(): void {
		const now = this.#drawn();
		if (now === this.#told) return;
		this.#told = now;
		this.#changed.fire();
	}

	tokens(id: LoginId): Promise<Tokens | undefined> {
		return this.#deps.store.readAgain(id);
	}

	dispose(): void {
		this.#listening.dispose();
		for (const connection of this.#connections.values()) connection.dispose();
		this.#connections.clear();
		this.safety.dispose();
		this.#changed.dispose();
		this.#usage.dispose();
	}

	#connection(id: LoginId): Connection {
		const known = this.#connections.get(id);
		if (known) return known;
		const { store, lock, send, effectOf } = this.#deps;
		const connection = new Connection({
			loginId: id,
			send,
			effectOf,
			permit: (effect, lease) => this.safety.permit(id, effect, lease),
			sessions: loginSessions({
				id,
				store,
				lock,
				send,
				grant: () => {
					const identity = this.identity(id);
					if (!identity) throw new AppError({ kind: "input", problem: "noOrg" });
					return identity;
				},
				onDead: (reason) => this.#dead(id, reason),
			}),
		});
		connection.onUsage((usage) => this.#usage.fire({ id, usage }));
		this.#connections.set(id, connection);
		return connection;
	}

	#dead(id: LoginId, reason: NeedsLoginReason): void {
		const identity = this.identity(id);
		if (identity && identity.needsLogin !== reason) void this.#put({ ...identity, needsLogin: reason });
	}

	#drawn(): string {
		return JSON.stringify([...this.#identities.values()].map((identity) => ({ ...identity, lastUsed: 0 })));
	}

	async #put(identity: LoginIdentity): Promise<void> {
		const defined = v.parse(loginIdentity, JSON.parse(JSON.stringify(identity)));
		await this.#save([...new Map(this.#identities).set(identity.id, defined).values()]);
	}

	async #save(identities: readonly LoginIdentity[]): Promise<void> {
		const saved = this.#deps.state.update(IDENTITIES, identities);
		this.refresh();
		await saved;
	}

	// Always the state's own list: all windows share it, and what another one locked must be locked here at once.
	get #identities(): ReadonlyMap<LoginId, LoginIdentity> {
		const stored = this.#deps.state.get(IDENTITIES);
		if (stored !== this.#stored) {
			this.#stored = stored;
			this.#read = readIdentities(stored);
		}
		return this.#read;
	}
}

function readIdentities(stored: unknown): Map<LoginId, LoginIdentity> {
	const rows: unknown[] = Array.isArray(stored) ? stored : [];
	const known = rows.map((row) => decodeOr(loginIdentity, row)).filter((row) => row !== undefined);
	return new Map(known.map((identity) => [identity.id, identity]));
}
