import { randomBytes } from "node:crypto";
import type { Settings } from "../control/settings.ts";
import type { OrgUser } from "../data/users.ts";
import type { Org } from "../org.ts";

/** One user's consent to one app: the family of all tokens that come from it. */
export interface Grant {
	readonly org: Org;
	readonly user: OrgUser;
	readonly clientId: string;
	readonly scopes: readonly string[];
	refreshToken: string | null;
	alive: boolean;
}

export interface Code {
	readonly grant: Grant;
	readonly redirectUri: string;
	readonly challenge: string | null;
	/** For the id token, as the request had it. */
	readonly nonce: string | null;
	readonly issuedAt: number;
}

/** An access token that works. Times are milliseconds since 1970. */
export interface AccessToken {
	readonly grant: Grant;
	/** From where it was asked for. */
	readonly address: string;
	readonly issuedAt: number;
	expiresAt: number;
}

export interface Counts {
	refreshes: number;
	reuseDetections: number;
}

/** All tokens of the process. A dead grant takes every token of its family with it. */
export class Grants {
	readonly counts: Counts = { refreshes: 0, reuseDetections: 0 };
	readonly #settings: Settings;
	readonly #clock: () => number;
	readonly #grants = new Set<Grant>();
	readonly #codes = new Map<string, Code>();
	readonly #access = new Map<string, AccessToken>();
	readonly #refresh = new Map<string, { readonly grant: Grant; readonly issuedAt: number }>();
	readonly #passes = new Map<string, { readonly grant: Grant; readonly path: string }>();

	constructor(settings: Settings, clock: () => number) {
		this.#settings = settings;
		this.#clock = clock;
	}

	open(org: Org, user: OrgUser, clientId: string, scopes: readonly string[]): Grant {
		const grant: Grant = { org, user, clientId, scopes, refreshToken: null, alive: true };
		this.#grants.add(grant);
		return grant;
	}

	newCode(asked: Omit<Code, "issuedAt">): string {
		const code = `aPrx${randomBytes(48).toString("base64url")}==`;
		this.#codes.set(code, { ...asked, issuedAt: this.#clock() });
		return code;
	}

	/** Takes a code out of use and gives it, or undefined when it was used, is too old or was never given. */
	redeem(code: string): Code | undefined {
		const found = this.#codes.get(code);
		this.#codes.delete(code);
		if (found === undefined) return undefined;
		return this.#clock() - found.issuedAt > this.#settings.codeLifetimeMs ? undefined : found;
	}

	/** Puts a new access token into use, at the place and for the time that the settings say. */
	addAccessToken(grant: Grant, token: string): void {
		const { clientAddress: address, accessTokenLifetimeMs } = this.#settings;
		const issuedAt = this.#clock();
		this.#access.set(token, { grant, address, issuedAt, expiresAt: issuedAt + accessTokenLifetimeMs });
	}

	newRefreshToken(grant: Grant): string {
		const token = `5Aep861${randomBytes(54).toString("base64url").replaceAll("-", ".")}`;
		grant.refreshToken = token;
		this.#refresh.set(token, { grant, issuedAt: this.#clock() });
		return token;
	}

	/** The living grant of an unexpired access token. */
	byAccessToken(token: string): Grant | undefined {
		return this.accessToken(token)?.grant;
	}

	/** What is known of an unexpired access token of a living grant. */
	accessToken(token: string): AccessToken | undefined {
		const found = this.#access.get(token);
		return found?.grant.alive === true && found.expiresAt > this.#clock() ? found : undefined;
	}

	/** What is known of a refresh token in use; asking does not use it. */
	refreshToken(token: string): { readonly grant: Grant; readonly issuedAt: number } | undefined {
		const found = this.#refresh.get(token);
		return found?.grant.alive === true && found.grant.refreshToken === token ? found : undefined;
	}

	/** Whether a user has approved an app for longer than a session: what lets it come back without asking. */
	approval(clientId: string, userId: string): Grant | undefined {
		return [...this.#grants].find(
			(grant) =>
				grant.alive && grant.clientId === clientId && grant.user.id === userId && grant.refreshToken !== null,
		);
	}

	/** The living grant whose current refresh token this is. An old one of the family ends the whole family. */
	byRefreshToken(token: string): Grant | undefined {
		const grant = this.#refresh.get(token)?.grant;
		if (grant === undefined || !grant.alive) return undefined;
		if (grant.refreshToken === token) return grant;
		grant.alive = false;
		this.counts.reuseDetections += 1;
		return undefined;
	}

	/** Ends what a token stands for: a refresh token its whole family, an access token itself. False when unknown. */
	revoke(token: string): boolean {
		const grant = this.#refresh.get(token)?.grant;
		if (grant?.alive === true) {
			grant.alive = false;
			return true;
		}
		return this.byAccessToken(token) !== undefined && this.#access.delete(token);
	}

	/** Ends access tokens (only), or whole families, of the grants that match. Gives how many tokens or families. */
	endAll(what: "expire" | "revoke", matches: (grant: Grant, accessToken: string | null) => boolean): number {
		let ended = 0;
		if (what === "expire") {
			for (const [token, access] of this.#access) {
				if (!matches(access.grant, token)) continue;
				access.expiresAt = Number.NEGATIVE_INFINITY;
				ended += 1;
			}
			return ended;
		}
		for (const grant of this.#grants) {
			if (!grant.alive || !matches(grant, null)) continue;
			grant.alive = false;
			ended += 1;
		}
		return ended;
	}

	/** A single-use pass for the front door page. */
	newPass(grant: Grant, path: string): string {
		const pass = randomBytes(32).toString("base64url");
		this.#passes.set(pass, { grant, path });
		return pass;
	}

	usePass(pass: string): { readonly grant: Grant; readonly path: string } | undefined {
		const found = this.#passes.get(pass);
		this.#passes.delete(pass);
		return found?.grant.alive === true ? found : undefined;
	}

	get living(): number {
		return [...this.#grants].filter(({ alive }) => alive).length;
	}

	get livingAccessTokens(): number {
		return [...this.#access.keys()].filter((token) => this.byAccessToken(token) !== undefined).length;
	}

	/** Forgets every token. */
	clear(): void {
		for (const grant of this.#grants) grant.alive = false;
		this.#grants.clear();
		this.#codes.clear();
		this.#access.clear();
		this.#refresh.clear();
		this.#passes.clear();
		this.counts.refreshes = 0;
		this.counts.reuseDetections = 0;
	}
}
