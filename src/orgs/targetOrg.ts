import * as v from "valibot";
import { decodeJson } from "../base/decode.ts";
import { Emitter } from "../base/emitter.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { LoginId } from "../salesforce/ids.ts";
import type { LoginIdentity } from "./identity.ts";
import type { OrgRegistry, StatePort } from "./registry.ts";

const CHOSEN = "orgsmith.defaultOrg";
const LAST_TARGET = "orgsmith.lastTargetOrg";
const FILES = "orgsmith.fileOrgs";

const sfConfig = v.object({ "target-org": v.optional(v.string()) });

/** The `target-org` (user name or alias) of a `.sf/config.json`, undefined where there is none. */
export function targetOrgOf(configText: string): string | undefined {
	return decodeJson(sfConfig, configText)?.["target-org"];
}

const cliAliases = v.object({ orgs: v.record(v.string(), v.string()) });

/** The user name that the Salesforce CLI's `alias.json` has for an alias. */
export function aliasedUsername(aliasText: string, alias: string): string | undefined {
	return decodeJson(cliAliases, aliasText)?.orgs[alias];
}

export type DefaultOrg =
	| {
			readonly kind: "org";
			readonly identity: LoginIdentity;
			readonly from: "chosen" | "target-org" | "only";
	  }
	/** `.sf/config.json` names an org that isn't signed in here. */
	| { readonly kind: "missing"; readonly targetOrg: string }
	| { readonly kind: "none" };

/**
 * The workspace's default org: what a person chose in Orgsmith, else the project's `target-org`, else the only org
 * there is. It is read once, when a command starts; below that nobody asks.
 */
export class TargetOrg implements Disposable {
	readonly #state: StatePort;
	readonly #registry: OrgRegistry;
	readonly #changed = new Emitter<void>();
	readonly #listening: Disposable;
	#lastAnswer: string;
	readonly onChange = this.#changed.event;
	readonly #read = Promise.withResolvers<void>();
	/** Resolves once the project's `.sf/config.json` was read, or there is none: commands wait for it. */
	readonly ready = this.#read.promise;
	#targetOrg: string | undefined;
	/** Whether `.sf/config.json` was read in this session; until then the last value stands, shown dimmed. */
	#settled = false;

	constructor(state: StatePort, registry: OrgRegistry) {
		this.#state = state;
		this.#registry = registry;
		const last = state.get(LAST_TARGET);
		this.#targetOrg = typeof last === "string" ? last : undefined;
		this.#listening = registry.onChange(() => {
			const answer = this.#answer();
			if (answer === this.#lastAnswer) return;
			this.#lastAnswer = answer;
			this.#changed.fire();
		});
		this.#lastAnswer = this.#answer();
	}

	get settled(): boolean {
		return this.#settled;
	}

	get current(): DefaultOrg {
		const identities = this.#registry.identities;
		const choice = this.#state.get(CHOSEN);
		const chosen = identities.find(({ id }) => id === choice);
		if (chosen) return { kind: "org", identity: chosen, from: "chosen" };
		const name = this.#targetOrg;
		if (name !== undefined) {
			const named = identities.find(({ username, label }) => username === name || label === name);
			return named
				? { kind: "org", identity: named, from: "target-org" }
				: { kind: "missing", targetOrg: name };
		}
		// Whoever signs out of the org they chose must not find themselves in the one that happens to be left.
		if (choice !== undefined) return { kind: "none" };
		const [only, ...others] = identities;
		return only && others.length === 0 ? { kind: "org", identity: only, from: "only" } : { kind: "none" };
	}

	/** The org of one file: its own when a person bound it, else the default. */
	forFile(uri: string): DefaultOrg {
		const id = this.#files()[uri];
		const own = this.#registry.identities.find((identity) => identity.id === id);
		return own ? { kind: "org", identity: own, from: "chosen" } : this.current;
	}

	async choose(id: LoginId | undefined): Promise<void> {
		await this.#state.update(CHOSEN, id);
		this.#changed.fire();
	}

	async chooseForFile(uri: string, id: LoginId | undefined): Promise<void> {
		const { [uri]: _, ...others } = this.#files();
		await this.#state.update(FILES, id === undefined ? others : { ...others, [uri]: id });
		this.#changed.fire();
	}

	/** What `.sf/config.json` says now; undefined when there is no such file or it names none. */
	async setTargetOrg(name: string | undefined): Promise<void> {
		this.#settled = true;
		this.#read.resolve();
		const changed = name !== this.#targetOrg;
		this.#targetOrg = name;
		this.#changed.fire();
		if (changed) await this.#state.update(LAST_TARGET, name);
	}

	dispose(): void {
		this.#listening.dispose();
		this.#changed.dispose();
	}

	/** Everything this can answer, as text: a login's last use, say, is none of it. */
	#answer(): string {
		return JSON.stringify(this.#registry.identities.map((identity) => ({ ...identity, lastUsed: 0 })));
	}

	#files(): Readonly<Record<string, LoginId>> {
		const stored = this.#state.get(FILES);
		return typeof stored === "object" && stored !== null ? (stored as Record<string, LoginId>) : {};
	}
}
