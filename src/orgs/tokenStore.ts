import * as v from "valibot";
import { decodeJson } from "../base/decode.ts";
import { Emitter, type Event } from "../base/emitter.ts";
import type { Disposable } from "../base/lifetime.ts";
import { Secret } from "../base/secret.ts";
import type { LoginId } from "../salesforce/ids.ts";

const PREFIX = "orgsmith.login.";

/** SecretStorage as far as we use it. `onDidChange` tells of other windows too. */
export interface SecretPort {
	get(key: string): Promise<string | undefined>;
	store(key: string, value: string): Promise<void>;
	delete(key: string): Promise<void>;
	readonly onDidChange: Event<string>;
}

export interface Tokens {
	readonly accessToken: Secret;
	readonly refreshToken: Secret | undefined;
	readonly instanceUrl: string;
}

const stored = v.object({
	accessToken: v.string(),
	refreshToken: v.optional(v.string()),
	instanceUrl: v.string(),
});

/** The tokens of each login, one secret a login. What VS Code can't decrypt any more reads as undefined. */
export class TokenStore implements Disposable {
	readonly #port: SecretPort;
	readonly #known = new Map<LoginId, Tokens>();
	readonly #listening: Disposable;
	readonly #changed = new Emitter<void>();
	/** Some login's secret changed, in this window or another. */
	readonly onChange = this.#changed.event;

	constructor(port: SecretPort) {
		this.#port = port;
		this.#listening = port.onDidChange((key) => {
			if (!key.startsWith(PREFIX)) return;
			this.#known.delete(key.slice(PREFIX.length) as LoginId);
			this.#changed.fire();
		});
	}

	/** From memory when it was read before and nobody changed it since. */
	async read(id: LoginId): Promise<Tokens | undefined> {
		return this.#known.get(id) ?? this.readAgain(id);
	}

	/** From the storage itself: another window may have stored a newer token a moment ago. */
	async readAgain(id: LoginId): Promise<Tokens | undefined> {
		const text = await this.#port.get(keyOf(id));
		const found = text === undefined ? undefined : decodeJson(stored, text);
		if (!found) {
			this.#known.delete(id);
			return undefined;
		}
		const tokens: Tokens = {
			accessToken: new Secret(found.accessToken),
			refreshToken: found.refreshToken === undefined ? undefined : new Secret(found.refreshToken),
			instanceUrl: found.instanceUrl,
		};
		this.#known.set(id, tokens);
		return tokens;
	}

	async write(id: LoginId, tokens: Tokens): Promise<void> {
		await this.#port.store(
			keyOf(id),
			JSON.stringify({
				accessToken: tokens.accessToken.reveal(),
				...(tokens.refreshToken ? { refreshToken: tokens.refreshToken.reveal() } : {}),
				instanceUrl: tokens.instanceUrl,
			}),
		);
		this.#known.set(id, tokens);
	}

	async forget(id: LoginId): Promise<void> {
		this.#known.delete(id);
		await this.#port.delete(keyOf(id));
	}

	dispose(): void {
		this.#listening.dispose();
		this.#changed.dispose();
		this.#known.clear();
	}
}

function keyOf(id: LoginId): string {
	return PREFIX + id;
}
