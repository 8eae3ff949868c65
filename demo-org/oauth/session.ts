import { bearerOf, type Request } from "../http.ts";
import { PlatformError } from "../platformError.ts";
import type { World } from "../world.ts";
import type { Grant } from "./grants.ts";
import { parsedJwt } from "./jws.ts";
import { hasEnded } from "./signInRules.ts";

/** The grant of a token whose session goes on; undefined for a missing, unknown, expired, revoked or ended one. */
export function livingSession(world: World, token: string | null | undefined): Grant | undefined {
	if (token === null || token === undefined) return undefined;
	const grant = world.grants.byAccessToken(token);
	return grant === undefined || hasEnded(world, grant) ? undefined : grant;
}

/**
 * The living grant behind a REST request's token. Throws the platform's 401s: INVALID_AUTH_HEADER for a header that is
 * no bearer's and for a JWT that is no longer good, INVALID_SESSION_ID for any other token that opens no session, and
 * with words of its own for a session that is not for this API (locked to another address, or without the scope).
 * Throws 403 where org or user may not use the API.
 */
export function sessionOf(world: World, request: Request): Grant {
	const token = bearerOf(request.headers);
	if (token === null) throw new PlatformError(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE");
	const grant = livingSession(world, token);
	if (token === undefined || grant === undefined) {
		if (token !== undefined && parsedJwt(token) !== null)
			throw new PlatformError(401, "INVALID_AUTH_HEADER", "INVALID_JWT_FORMAT");
		throw new PlatformError(401, "INVALID_SESSION_ID", "Session expired or invalid");
	}
	if (!isForApi(world, grant, token)) {
		const words = "This session is not valid for use with the REST API";
		throw new PlatformError(401, "INVALID_SESSION_ID", words);
	}
	if (!isApiOn(world, grant)) {
		const words = "The REST API is not enabled for this Organization.";
		throw new PlatformError(403, "API_DISABLED_FOR_ORG", words);
	}
	if (!world.restrictions.of(grant.user).apiEnabled) {
		throw new PlatformError(403, "API_CURRENTLY_DISABLED", "API is disabled for this User");
	}
	return grant;
}

/** Why SOAP takes a session not. */
interface SoapRefusal {
	readonly code: string;
	readonly message: string;
}

/** The living grant of a SessionHeader's token, or a fault's code and words. JWTs open the REST APIs only. */
export function soapSession(world: World, token: string): Grant | SoapRefusal {
	const grant = parsedJwt(token) === null ? livingSession(world, token) : undefined;
	const invalid = (message: string): SoapRefusal => ({ code: "INVALID_SESSION_ID", message });
	if (grant === undefined) return invalid("Invalid Session ID found in SessionHeader: Illegal Session");
	if (!isForApi(world, grant, token)) return invalid("This session is not valid for use with the API");
	if (!isApiOn(world, grant)) {
		return {
			code: "API_DISABLED_FOR_ORG",
			message: "API is not enabled for this Organization or Partner",
		};
	}
	if (!world.restrictions.of(grant.user).apiEnabled) {
		return { code: "API_CURRENTLY_DISABLED", message: "API is disabled for this User" };
	}
	return grant;
}

function isForApi(world: World, { scopes }: Grant, token: string): boolean {
	const { lockSessionsToIp, clientAddress } = world.settings;
	const isHere = !lockSessionsToIp || world.grants.accessToken(token)?.address === clientAddress;
	return isHere && scopes.some((scope) => scope === "api" || scope === "full");
}

function isApiOn(world: World, { org }: Grant): boolean {
	return org.kind !== "demo" || world.settings.apiEnabled;
}
