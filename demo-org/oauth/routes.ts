import { formOf, html, json, type Reply, type Request } from "../http.ts";
import { methodNotAllowed, notFound, notServed } from "../platformError.ts";
import type { World } from "../world.ts";
import { authorize } from "./authorize.ts";
import { grantOf, userInfo } from "./identity.ts";
import { introspect } from "./introspect.ts";
import { oauthError } from "./oauthError.ts";
import { landingPage, messagePage } from "./page.ts";
import { apiOnlyPage, loginRefusal } from "./refusalPages.ts";
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

/**
 * Generate a Frontdoor URL (UI Bridge API): needs the `web` or `full` scope; the URL works once. A token that is no
 * longer good gets 403, as Salesforce's own CLI notes.
 */
function singleAccess(world: World, request: Request): Reply {
	const grant = grantOf(world, request);
	if ("status" in grant) return grant;
	if (!grant.scopes.some((scope) => scope === "web" || scope === "full")) {
		return oauthError(403, "insufficient_scope", "the access token needs the web scope");
	}
	const path = formOf(request).get("redirect_uri") ?? request.query.get("redirect_uri") ?? "/";
	const pass = world.grants.newPass(grant, path);
	return json(200, { frontdoor_uri: `${world.url}/secur/frontdoor.jsp?otp=${pass}` });
}

/** The page behind a front door URL. */
export function frontDoor(world: World, request: Request): Reply {
	const pass = world.grants.usePass(request.query.get("otp") ?? "");
	if (pass === undefined) {
		return html(401, messagePage("Link expired", "This sign-in link was used already or is not valid."));
	}
	const { org, user } = pass.grant;
	const refusal = loginRefusal(world, pass.grant);
	if (refusal !== null) return refusal;
	if (world.restrictions.of(user).apiOnly) return apiOnlyPage();
	return html(200, landingPage(org.name, org.id, user.username, pass.path));
}
