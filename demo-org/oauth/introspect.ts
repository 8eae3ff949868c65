import { formOf, json, type Reply, type Request } from "../http.ts";
import type { World } from "../world.ts";
import { clientOfRequest } from "./clientOfRequest.ts";
import { NO_STORE, oauthError } from "./oauthError.ts";
import { hasEnded } from "./signInRules.ts";
import { identityUrl } from "./tokenBody.ts";

const HINTS = ["access_token", "refresh_token"];

/**
 * OpenID Connect Token Introspection (RFC 7662): what an app with a secret may know of its own tokens. Of any other
 * token it learns that it is not active, and nothing else.
 */
export function introspect(world: World, request: Request): Reply {
	const form = formOf(request);
	const client = clientOfRequest(request, form, { mustProve: true });
	if ("status" in client) return client;
	const token = form.get("token");
	if (token === null || token === "")
		return oauthError(400, "invalid_request", "token parameter is required");
	const hint = form.get("token_type_hint");
	if (hint !== null && !HINTS.includes(hint)) {
		return oauthError(400, "unsupported_token_type", "token type not supported");
	}
	const access = world.grants.accessToken(token);
	const found = access ?? world.grants.refreshToken(token);
	if (found === undefined || found.grant.clientId !== client.id || hasEnded(world, found.grant)) {
		return json(200, { active: false }, NO_STORE);
	}
	const issuedAt = Math.floor(found.issuedAt / 1000);
	const { grant } = found;
	return json(
		200,
		{
			active: true,
			scope: grant.scopes.join(" "),
			client_id: grant.clientId,
			username: grant.user.username,
			sub: identityUrl(world, grant),
			token_type: access === undefined ? "refresh_token" : "access_token",
			...(access === undefined ? {} : { exp: Math.floor(access.expiresAt / 1000) }),
			iat: issuedAt,
			nbf: issuedAt,
		},
		NO_STORE,
	);
}
