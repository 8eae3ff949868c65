import { AppError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";

/** The Salesforce CLI's app: installed nowhere, allowed in most orgs. Its redirect address is fixed. */
export const DEFAULT_CLIENT_ID = "PlatformCLI";
export const DEFAULT_PORT = 1717;
export const REDIRECT_PATH = "/OauthRedirect";
const SCOPES = "refresh_token api web";

export interface AuthorizeRequest {
	readonly loginHost: string;
	readonly clientId: string;
	readonly redirectUri: string;
	readonly state: string;
	readonly challenge: string;
	readonly loginHint?: string | undefined;
}

export function redirectUri(port: number): string {
	return `http://localhost:${port}${REDIRECT_PATH}`;
}

/** The address a person signs in at ("OAuth 2.0 Web Server Flow", Salesforce Help). */
export function authorizeUrl(request: AuthorizeRequest): string {
	const url = new URL("/services/oauth2/authorize", request.loginHost);
	const query = new URLSearchParams({
		response_type: "code",
		client_id: request.clientId,
		redirect_uri: request.redirectUri,
		scope: SCOPES,
		state: request.state,
		prompt: "login",
		code_challenge: request.challenge,
		code_challenge_method: "S256",
		...(request.loginHint === undefined ? {} : { login_hint: request.loginHint }),
	});
	// VS Code's own address type would turn the form encoding's "+" into a plus sign.
	url.search = query.toString().replaceAll("+", "%20");
	return url.toString();
}

/** What one request to the redirect address means for a sign-in that waits. */
export type Redirect =
	| { readonly kind: "code"; readonly code: Secret }
	| { readonly kind: "denied"; readonly error: AppError }
	/** Not ours or not yet: answer 400 and keep waiting. */
	| { readonly kind: "ignored" };

/** Errors by which the org says that the app may not be used there, whatever the person agrees to. */
const BLOCKED = new Set([
	"OAUTH_APPROVAL_ERROR_GENERIC",
	"OAUTH_EC_APP_NOT_FOUND",
	"invalid_client",
	"invalid_client_id",
]);

/**
 * Reads the address the browser came back with. A code under another `state` is refused at once: someone else's
 * code must not sign us in. An address with neither code nor error is `ignored`.
 */
export function readRedirect(address: string, state: string): Redirect {
	let query: URLSearchParams;
	try {
		query = new URL(address, "http://localhost").searchParams;
	} catch {
		return { kind: "ignored" };
	}
	const given = query.get("code");
	const code = given === "" ? null : given;
	const error = query.get("error");
	if (code === null && error === null) return { kind: "ignored" };
	if (error !== null) {
		const description = query.get("error_description") ?? error;
		// An error without our state could be anyone's; one with a wrong state certainly is.
		if (query.get("state") !== null && query.get("state") !== state) return { kind: "ignored" };
		const blocked =
			BLOCKED.has(error) || /OAUTH_(?:APPROVAL_ERROR_GENERIC|EC_APP_NOT_FOUND)/.test(description);
		const denied = /^access[-_]denied$/.test(error);
		const reason = blocked ? "appBlocked" : denied ? "denied" : "rejected";
		return { kind: "denied", error: new AppError({ kind: "auth", reason, code: error }, description) };
	}
	if (query.get("state") !== state) {
		return { kind: "denied", error: new AppError({ kind: "auth", reason: "stateMismatch" }) };
	}
	return { kind: "code", code: new Secret(code ?? "") };
}
