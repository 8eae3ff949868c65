import { Emitter } from "../../../src/base/emitter.ts";
import { Secret } from "../../../src/base/secret.ts";
import type { LoginIdentity } from "../../../src/orgs/identity.ts";
import type { CrossWindowLock } from "../../../src/orgs/refreshLock.ts";
import { OrgRegistry, type RegistryDeps, type StatePort } from "../../../src/orgs/registry.ts";
import { type SecretPort, TokenStore, type Tokens } from "../../../src/orgs/tokenStore.ts";
import { effectOf } from "../../../src/salesforce/effect/classify.ts";
import { answered } from "../salesforce/answers.ts";
import { INSTANCE, LOGIN, ORG_ID, USER_ID, wire } from "../salesforce/gate.ts";

/** A memento that keeps what JSON keeps, as VS Code's does. */
export function memoryState(
	initial: Record<string, unknown> = {},
): StatePort & { readonly kept: Map<string, unknown> } {
	const kept = new Map(Object.entries(initial));
	return {
		kept,
		get: (key) => kept.get(key),
		update: (key, value) => {
			if (value === undefined) kept.delete(key);
			else kept.set(key, JSON.parse(JSON.stringify(value)));
			return Promise.resolve();
		},
	};
}

/** The machine's secrets: every window has a port of its own, and hears of every change. */
export class Secrets {
	readonly kept = new Map<string, string>();
	readonly #changed = new Emitter<string>();
	reads = 0;

	window(): SecretPort {
		return {
			get: (key) => {
				this.reads++;
				return Promise.resolve(this.kept.get(key));
			},
			store: (key, value) => {
				this.kept.set(key, value);
				this.#changed.fire(key);
				return Promise.resolve();
			},
			delete: (key) => {
				this.kept.delete(key);
				this.#changed.fire(key);
				return Promise.resolve();
			},
			onDidChange: this.#changed.event,
		};
	}
}

/** No other window: work runs at once. */
export const noLock: CrossWindowLock = (_, __, work) => work();

export const IDENTITY: LoginIdentity = {
	id: LOGIN,
	orgId: ORG_ID,
	userId: USER_ID,
	username: "ann@acme.example",
	label: "Acme",
	instanceUrl: INSTANCE,
	loginHost: "https://login.salesforce.com",
	clientId: "PlatformCLI",
	source: "web",
	kind: "production",
	apiVersion: "66.0",
	scopes: ["api"],
	lastUsed: 1,
};

export function tokens(access = "access-1-token", refresh: string | undefined = "refresh-1-token"): Tokens {
	return {
		accessToken: new Secret(access),
		refreshToken: refresh === undefined ? undefined : new Secret(refresh),
		instanceUrl: INSTANCE,
	};
}

export const withoutRefresh = (access: string): Tokens => ({ ...tokens(access), refreshToken: undefined });

export function registry(changes: Partial<RegistryDeps> = {}) {
	const secrets = new Secrets();
	const state = memoryState();
	const deps: RegistryDeps = {
		state,
		store: new TokenStore(secrets.window()),
		lock: noLock,
		send: wire(answered(200, {})).send,
		effectOf,
		...changes,
	};
	return { secrets, state, deps, registry: new OrgRegistry(deps) };
}
