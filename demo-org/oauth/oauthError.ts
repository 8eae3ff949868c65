import { json, type Reply } from "../http.ts";
import type { SignInRefusal } from "./signInRules.ts";

export const NO_STORE = { "Cache-Control": "no-cache, no-store", Pragma: "no-cache" };

/** OAuth refusals are objects, not the array of the REST API (RFC 6749 section 5.2). */
export function oauthError(status: number, error: string, error_description: string): Reply {
	return json(status, { error, error_description }, NO_STORE);
}

export function invalidGrant(error_description: string): Reply {
	return oauthError(400, "invalid_grant", error_description);
}

/** The token endpoint's words for a user who can't sign in now and from here. */
export const SIGN_IN_REFUSALS: Readonly<Record<SignInRefusal, string>> = {
	inactive: "inactive user",
	hours: "invalid login hours",
	address: "ip restricted",
};

/** The org's external client app went, or never came (developers' reports of 2026). */
export function appNotFound(): Reply {
	return oauthError(400, "app_not_found", "External client app is not installed in this org");
}

/** The app is for users whom an administrator approved, and this is none. */
export function notPermitted(): Reply {
	return oauthError(400, "invalid_app_access", NOT_ADMIN_APPROVED);
}

/** The words of a redirect that says the same. */
export const NOT_ADMIN_APPROVED = "user is not admin approved to access this app";
