import { createHash, createHmac, randomBytes } from "node:crypto";
import { id15 } from "../ids.ts";
import type { World } from "../world.ts";
import type { Client } from "./clients.ts";
import type { Grant } from "./grants.ts";

/** What a reply of the token endpoint carries besides the access token. */
interface Extras {
	readonly refreshToken?: string | null;
	/** For the id token. */
	readonly nonce?: string | null;
}

/** The body of a successful token reply. `issued_at` is milliseconds, as text. With scope openid it has an id token. */
export function tokenBody(world: World, client: Client, grant: Grant, extras: Extras = {}) {
	const id = identityUrl(world, grant);
	const issuedAt = String(world.clock());
	const accessToken = newAccessToken(world, grant);
	const { refreshToken = null, nonce = null } = extras;
	return {
		access_token: accessToken,
		...(refreshToken === null ? {} : { refresh_token: refreshToken }),
		signature: createHmac("sha256", client.secret ?? "")
			.update(id + issuedAt)
			.digest("base64"),
		scope: grant.scopes.join(" "),
		...(grant.scopes.includes("openid") ? { id_token: idToken(world, grant, accessToken, nonce) } : {}),
		instance_url: world.url,
		id,
		token_type: "Bearer",
		issued_at: issuedAt,
		api_instance_url: world.url,
	};
}

export function identityUrl(world: World, { org, user }: Grant): string {
	return `${world.url}/id/${org.id}/${user.id}`;
}

/** Makes an access token, opaque or a JWT as the settings say, and puts it into use. */
function newAccessToken(world: World, grant: Grant): string {
	const token = world.settings.jwtAccessTokens ? jwtAccessToken(world, grant) : grant.org.newAccessToken();
	world.grants.addAccessToken(grant, token);
	return token;
}

const ID_TOKEN_KEY = "216";
const ID_TOKEN_SECONDS = 120;
/** Clocks that are late still take the token. */
const NOT_BEFORE_SECONDS = 15;

/** Header and claims as in a token of a real org (the sample of Salesforce's Mobile SDK; help: JWT-Based Access Tokens). */
function jwtAccessToken(world: World, { org, user, scopes, clientId }: Grant): string {
	const now = seconds(world.clock());
	const lifetime = seconds(world.settings.accessTokenLifetimeMs);
	return world.signer.sign(
		accessTokenKey(org.id),
		{ tnk: `core/demo/${org.id}`, ver: "1.0", tty: "sfdc-core-token" },
		{
			scp: scopes.join(" "),
			aud: [world.url],
			sub: `uid:${user.id}`,
			nbf: now - NOT_BEFORE_SECONDS,
			mty: "oauth",
			sfi: randomBytes(32).toString("hex"),
			roles: [],
			iss: world.url,
			hsc: false,
			exp: now + lifetime,
			iat: now,
			client_id: clientId,
		},
	);
}

/** OpenID Connect Core, section 2; `at_hash` is the left half of the access token's SHA-256. */
function idToken(world: World, grant: Grant, accessToken: string, nonce: string | null): string {
	const now = seconds(world.clock());
	const hash = createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");
	const claims = {
		at_hash: hash,
		sub: identityUrl(world, grant),
		aud: grant.clientId,
		iss: world.url,
		exp: now + ID_TOKEN_SECONDS,
		iat: now,
		...(nonce === null ? {} : { nonce }),
	};
	return world.signer.sign(ID_TOKEN_KEY, {}, claims);
}

function accessTokenKey(orgId: string): string {
	return `CORE_ATJWT.${id15(orgId)}.1`;
}

function seconds(ms: number): number {
	return Math.floor(ms / 1000);
}

/** The public keys that this server's tokens are signed with, for `/id/keys`. */
export function publicKeys(world: World): readonly object[] {
	return world.signer.keys([ID_TOKEN_KEY, ...world.orgs.map(({ id }) => accessTokenKey(id))]);
}
