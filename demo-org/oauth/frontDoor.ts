import { formOf, html, json, type Reply, type Request } from "../http.ts";
import type { World } from "../world.ts";
import type { Grant } from "./grants.ts";
import { grantOf } from "./identity.ts";
import { oauthError } from "./oauthError.ts";
import { landingPage, messagePage } from "./page.ts";
import { apiOnlyPage, loginRefusal } from "./refusalPages.ts";
import { livingSession } from "./session.ts";

/**
 * Generate a Frontdoor URL (UI Bridge API): needs the `web` or `full` scope; the URL works once. A token that is no
 * longer good gets 403, as Salesforce's own CLI notes.
 */
export function singleAccess(world: World, request: Request): Reply {
	const grant = grantOf(world, request);
	if ("status" in grant) return grant;
	if (!isForPages(grant)) {
		return oauthError(403, "insufficient_scope", "the access token needs the web scope");
	}
	const path = formOf(request).get("redirect_uri") ?? request.query.get("redirect_uri") ?? "/";
	const pass = world.grants.newPass(grant, path);
	return json(200, { frontdoor_uri: `${world.url}/secur/frontdoor.jsp?otp=${pass}` });
}

function isForPages({ scopes }: Grant): boolean {
	return scopes.some((scope) => scope === "web" || scope === "full");
}

/**
 * The page behind a front door URL (help: Using Frontdoor.jsp to Bridge an Existing Session Into Salesforce): with a
 * pass of `singleaccess` (`otp`), once, or with a session id (`sid`, `retURL`) in the address or a form.
 */
export function frontDoor(world: World, request: Request): Reply {
	const form = request.method === "POST" ? formOf(request) : new URLSearchParams();
	const given = (name: string): string => request.query.get(name) ?? form.get(name) ?? "";
	const session = livingSession(world, given("sid"));
	const pass =
		session !== undefined && isForPages(session)
			? { grant: session, path: given("retURL") || "/" }
			: world.grants.usePass(given("otp"));
	if (pass === undefined) {
		return html(401, messagePage("Link expired", "This sign-in link was used already or is not valid."));
	}
	const { org, user } = pass.grant;
	const refusal = loginRefusal(world, pass.grant);
	if (refusal !== null) return refusal;
	if (world.restrictions.of(user).apiOnly) return apiOnlyPage();
	return html(200, landingPage(org.name, org.id, user.username, pass.path));
}
