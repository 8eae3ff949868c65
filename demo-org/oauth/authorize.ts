import { formOf, html, type Reply, type Request, redirect } from "../http.ts";
import { findUser, type World } from "../world.ts";
import { clientOf } from "./clients.ts";
import { messagePage, signInPage } from "./page.ts";

const DEFAULT_SCOPES = "api";

function withParameters(uri: string, parameters: Readonly<Record<string, string | null>>): string {
	const pairs = Object.entries(parameters).flatMap(([name, value]) =>
		value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
	);
	return `${uri}${uri.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

/** An error that must not be sent to the redirect URI, because the app or the URI itself is in doubt. */
function errorPage(error: string, description: string): Reply {
	return html(400, messagePage("Sign-in failed", `error=${error}&error_description=${description}`));
}

/**
 * The web server flow's first half (OAuth 2.0 Web Server Flow for Web App Integration): GET shows the sign-in page,
 * POST is its answer. Parameters are checked both times; errors go to the redirect URI once it is known to be good.
 */
export function authorize(world: World, request: Request): Reply {
	const parameters = request.method === "POST" ? formOf(request) : new URLSearchParams(request.query);
	const client = clientOf(parameters.get("client_id") ?? "");
	if (client === undefined) return errorPage("invalid_client_id", "client identifier invalid");
	const redirectUri = parameters.get("redirect_uri") ?? "";
	if (!client.acceptsRedirect(redirectUri)) {
		return errorPage("redirect_uri_mismatch", "redirect_uri must match configuration");
	}
	const state = parameters.get("state");
	const fail = (error: string, error_description: string): Reply =>
		redirect(withParameters(redirectUri, { error, error_description, state }));
	if (parameters.get("response_type") !== "code") {
		return fail("unsupported_response_type", "response type must be code");
	}
	const challenge = parameters.get("code_challenge");
	const method = parameters.get("code_challenge_method");
	if (method !== null && method !== "S256")
		return fail("invalid_request", "code challenge method must be S256");
	if (challenge === null && world.settings.requirePkce)
		return fail("invalid_request", "missing required code challenge");
	const scopes = (parameters.get("scope") ?? DEFAULT_SCOPES).split(/\s+/).filter((scope) => scope !== "");
	const { blockedApp } = world.settings;
	if (blockedApp === "ecaMissing")
		return html(200, messagePage("We can't authorize you", "OAUTH_EC_APP_NOT_FOUND"));
	if (request.method === "GET") return showPage(world, parameters, scopes);

	if (parameters.get("decision") !== "allow") return fail("access_denied", "end-user denied authorization");
	if (blockedApp === "generic") {
		return html(200, messagePage("We can't authorize you", "OAUTH_APPROVAL_ERROR_GENERIC"));
	}
	if (blockedApp === "redirect") return fail("invalid_client", "app must be installed into org");
	const found = findUser(world, parameters.get("user") ?? "");
	if (found === undefined) return errorPage("invalid_request", "no such user");
	const grant = world.grants.open(found.org, found.user, client.id, scopes);
	const code = world.grants.newCode(grant, redirectUri, challenge);
	return redirect(withParameters(redirectUri, { code, state }));
}

function showPage(world: World, parameters: URLSearchParams, scopes: readonly string[]): Reply {
	const choices = world.orgs.flatMap((org) => org.users.map((user) => ({ user, orgName: org.name })));
	const hint = parameters.get("login_hint")?.toLowerCase();
	const hinted = choices.find(({ user }) => user.username.toLowerCase() === hint);
	return html(200, signInPage(parameters, choices, hinted?.user.key ?? "admin", scopes));
}
