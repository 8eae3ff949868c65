import { createHash, createHmac } from "node:crypto";
import { decoded, formOf, json, type Reply, type Request } from "../http.ts";
import { notServed } from "../platformError.ts";
import type { World } from "../world.ts";
import { type Client, clientOf } from "./clients.ts";
import type { Grant } from "./grants.ts";

const NO_STORE = { "Cache-Control": "no-cache, no-store", Pragma: "no-cache" };

/** OAuth refusals are objects, not the array of the REST API (RFC 6749 section 5.2). */
export function oauthError(status: number, error: string, error_description: string): Reply {
	return json(status, { error, error_description }, NO_STORE);
}

const KNOWN_GRANT_TYPES = [
	"urn:ietf:params:oauth:grant-type:jwt-bearer",
	"urn:ietf:params:oauth:grant-type:saml2-bearer",
	"urn:ietf:params:oauth:grant-type:token-exchange",
	"client_credentials",
	"device",
	"password",
];

/** The token endpoint: authorization_code and refresh_token. Known other grant types answer 501. */
export function token(world: World, request: Request): Reply {
	const form = formOf(request);
	const grantType = form.get("grant_type");
	if (grantType !== null && KNOWN_GRANT_TYPES.includes(grantType)) throw notServed(`grant_type ${grantType}`);
	if (grantType !== "authorization_code" && grantType !== "refresh_token") {
		return oauthError(400, "unsupported_grant_type", "grant type not supported");
	}
	const { id, secret } = clientCredentials(request, form);
	const client = clientOf(id);
	if (client === undefined) return oauthError(400, "invalid_client_id", "client identifier invalid");
	if (client.secret !== null && secret !== null && secret !== client.secret) {
		return oauthError(400, "invalid_client", "invalid client credentials");
	}
	return grantType === "refresh_token" ? refresh(world, client, form) : redeem(world, client, secret, form);
}

/** Client id and secret, from HTTP Basic or from the form. */
function clientCredentials(request: Request, form: URLSearchParams): { id: string; secret: string | null } {
	const basic = /^basic\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
	if (basic === undefined) return { id: form.get("client_id") ?? "", secret: form.get("client_secret") };
	const [id = "", secret = ""] = Buffer.from(basic, "base64").toString("utf8").split(":");
	return { id: decoded(id), secret: decoded(secret) };
}

function redeem(world: World, client: Client, secret: string | null, form: URLSearchParams): Reply {
	if (client.secret !== null && secret === null) {
		return oauthError(400, "invalid_client", "invalid client credentials");
	}
	const code = world.grants.redeem(form.get("code") ?? "");
	if (code === undefined) return oauthError(400, "invalid_grant", "expired authorization code");
	if (code.grant.clientId !== client.id)
		return oauthError(400, "invalid_grant", "invalid authorization code");
	if (code.redirectUri !== form.get("redirect_uri")) {
		return oauthError(400, "redirect_uri_mismatch", "redirect_uri must match configuration");
	}
	if (code.challenge !== null) {
		const verifier = form.get("code_verifier");
		if (verifier === null || createHash("sha256").update(verifier).digest("base64url") !== code.challenge) {
			return oauthError(400, "invalid_grant", "invalid code verifier");
		}
	}
	const offline = code.grant.scopes.some((scope) =>
		["refresh_token", "offline_access", "full"].includes(scope),
	);
	const refreshToken = offline ? world.grants.newRefreshToken(code.grant) : null;
	return json(200, tokenBody(world, client, code.grant, refreshToken), NO_STORE);
}

function refresh(world: World, client: Client, form: URLSearchParams): Reply {
	const grant = world.grants.byRefreshToken(form.get("refresh_token") ?? "");
	if (grant === undefined || grant.clientId !== client.id) {
		return oauthError(400, "invalid_grant", "expired access/refresh token");
	}
	world.grants.counts.refreshes += 1;
	const refreshToken = world.settings.rotateRefreshTokens ? world.grants.newRefreshToken(grant) : null;
	return json(200, tokenBody(world, client, grant, refreshToken), NO_STORE);
}

/** The body of a successful token reply. `issued_at` is milliseconds, as text. */
export function tokenBody(world: World, client: Client, grant: Grant, refreshToken: string | null) {
	const id = `${world.url}/id/${grant.org.id}/${grant.user.id}`;
	const issuedAt = String(world.clock());
	return {
		access_token: world.grants.newAccessToken(grant),
		...(refreshToken === null ? {} : { refresh_token: refreshToken }),
		signature: createHmac("sha256", client.secret ?? "")
			.update(id + issuedAt)
			.digest("base64"),
		scope: grant.scopes.join(" "),
		instance_url: world.url,
		id,
		token_type: "Bearer",
		issued_at: issuedAt,
		api_instance_url: world.url,
	};
}
