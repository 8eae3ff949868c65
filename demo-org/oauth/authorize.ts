import { formOf, html, type Reply, type Request, redirect } from "../http.ts";
import { notServed } from "../platformError.ts";
import { findUser, type World } from "../world.ts";
import { type Client, clientOf, SCOPES } from "./clients.ts";
import { NOT_ADMIN_APPROVED } from "./oauthError.ts";
import { messagePage, signInPage } from "./page.ts";
import { apiOnlyPage, loginRefusal } from "./refusalPages.ts";
import { isPermitted } from "./signInRules.ts";

const DEFAULT_SCOPES = "api";
const PROMPTS = ["login", "consent", "select_account", "none"];
/** Response types of the user-agent and hybrid flows. */
const NOT_SERVED = ["token", "hybrid_token", "id_token", "token id_token", "code_credentials"];

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
	if (redirectUri === "") return errorPage("redirect_uri_missing", "redirect_uri not provided");
	if (!client.acceptsRedirect(redirectUri)) {
		return errorPage("redirect_uri_mismatch", "redirect_uri must match configuration");
	}
	const state = parameters.get("state");
	const fail: Fail = (error, error_description) =>
		redirect(withParameters(redirectUri, { error, error_description, state }));
	const wrong = wrongParameter(world, parameters, fail);
	if (wrong !== null) return wrong;
	const scopes = wordsOf(parameters.get("scope") ?? DEFAULT_SCOPES);
	const { blockedApp } = world.settings;
	if (blockedApp === "ecaMissing")
		return html(200, messagePage("We can't authorize you", "OAUTH_EC_APP_NOT_FOUND"));
	return request.method === "GET"
		? showPage(world, parameters, scopes)
		: decide(world, client, parameters, { scopes, redirectUri, fail });
}

/** Sends the browser back with an error. */
type Fail = (error: string, description: string) => Reply;

function wordsOf(text: string): string[] {
	return text.split(/\s+/).filter((word) => word !== "");
}

/** What is wrong with the parameters besides app and redirect URI, as a reply. */
function wrongParameter(world: World, parameters: URLSearchParams, fail: Fail): Reply | null {
	const responseType = parameters.get("response_type") ?? "";
	if (NOT_SERVED.includes(responseType)) throw notServed(`response_type ${responseType}`);
	if (responseType !== "code") return fail("unsupported_response_type", "response type must be code");
	const challenge = parameters.get("code_challenge");
	const method = parameters.get("code_challenge_method");
	if (method !== null && method !== "S256")
		return fail("invalid_request", "code challenge method must be S256");
	if (challenge === null && world.settings.requirePkce)
		return fail("invalid_request", "missing required code challenge");
	const scopes = wordsOf(parameters.get("scope") ?? DEFAULT_SCOPES);
	if (!scopes.every((scope) => SCOPES.includes(scope))) {
		return fail("invalid_scope", "the requested scope is not allowed");
	}
	const prompts = wordsOf(parameters.get("prompt") ?? "");
	if (!prompts.every((prompt) => PROMPTS.includes(prompt))) {
		return fail("invalid_request", "invalid prompt parameter");
	}
	// Nobody is signed in to this browser before the page was shown, so nothing can be decided without it.
	if (prompts.includes("none") || parameters.get("immediate") === "true") {
		return fail("immediate_unsuccessful", "The request could not be completed without showing a page");
	}
	return null;
}

/** What comes of the person's answer on the page. */
function decide(
	world: World,
	client: Client,
	parameters: URLSearchParams,
	asked: { readonly scopes: readonly string[]; readonly redirectUri: string; readonly fail: Fail },
): Reply {
	const { scopes, redirectUri, fail } = asked;
	const { blockedApp, apiOnlyUsersAuthorize } = world.settings;
	if (parameters.get("decision") !== "allow") return fail("access_denied", "end-user denied authorization");
	if (blockedApp === "generic") {
		return html(200, messagePage("We can't authorize you", "OAUTH_APPROVAL_ERROR_GENERIC"));
	}
	if (blockedApp === "redirect") return fail("invalid_client", "app must be installed into org");
	const found = findUser(world, parameters.get("user") ?? "");
	if (found === undefined) return errorPage("invalid_request", "no such user");
	const refusal = loginRefusal(world, found);
	if (refusal !== null) return refusal;
	if (world.restrictions.of(found.user).apiOnly && !apiOnlyUsersAuthorize) return apiOnlyPage();
	if (!isPermitted(world, client.id, found.user)) return fail("OAUTH_APP_ACCESS_DENIED", NOT_ADMIN_APPROVED);
	const grant = world.grants.open(found.org, found.user, client.id, scopes);
	const [challenge, nonce, state] = ["code_challenge", "nonce", "state"].map((name) => parameters.get(name));
	const code = world.grants.newCode({
		grant,
		redirectUri,
		challenge: challenge ?? null,
		nonce: nonce ?? null,
	});
	return redirect(withParameters(redirectUri, { code, state: state ?? null }));
}

function showPage(world: World, parameters: URLSearchParams, scopes: readonly string[]): Reply {
	const choices = world.orgs.flatMap((org) => org.users.map((user) => ({ user, orgName: org.name })));
	const hint = parameters.get("login_hint")?.toLowerCase();
	const hinted = choices.find(({ user }) => user.username.toLowerCase() === hint);
	return html(200, signInPage(parameters, choices, hinted?.user.key ?? "admin", scopes));
}
