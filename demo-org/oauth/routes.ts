import { formOf, type Reply, type Request } from "../http.ts";
import { methodNotAllowed, notFound, notServed } from "../platformError.ts";
import type { World } from "../world.ts";
import { authorize } from "./authorize.ts";
import { singleAccess } from "./frontDoor.ts";
import { userInfo } from "./identity.ts";
import { introspect } from "./introspect.ts";
import { oauthError } from "./oauthError.ts";
import { token } from "./token.ts";

/** `/services/oauth2/*`. */
export function oauthRoute(world: World, request: Request): Reply {
	const name = request.path.slice("/services/oauth2/".length).replace(/\/$/, "");
	const { method } = request;
	switch (name) {
		case "authorize":
			if (method !== "GET" && method !== "POST") throw methodNotAllowed(method, "GET,POST");
			return authorize(world, request);
		case "token":
			if (method !== "POST") return oauthError(400, "invalid_request", "must use HTTP POST");
			return token(world, request);
		case "revoke":
			return revoke(world, request);
		case "userinfo":
			return userInfo(world, request);
		case "singleaccess":
			if (method !== "GET" && method !== "POST") throw methodNotAllowed(method, "GET,POST");
			return singleAccess(world, request);
		case "introspect":
			if (method !== "POST") return oauthError(400, "invalid_request", "must use HTTP POST");
			return introspect(world, request);
		case "register":
		case "device":
			throw notServed(`/services/oauth2/${name}`);
		default:
			throw notFound();
	}
}

/** Revoke OAuth Tokens: GET or POST with `token`. A refresh token takes its access tokens with it. */
function revoke(world: World, request: Request): Reply {
	const value = request.query.get("token") ?? formOf(request).get("token");
	if (value === null || value === "")
		return oauthError(400, "invalid_request", "token parameter is required");
	if (!world.grants.revoke(value)) return oauthError(400, "invalid_token", "invalid token");
	return { status: 200, body: "", headers: { "Cache-Control": "no-cache, no-store" } };
}
