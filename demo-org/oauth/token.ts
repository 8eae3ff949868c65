import { createHash } from "node:crypto";
import { formOf, json, type Reply, type Request } from "../http.ts";
import { notServed } from "../platformError.ts";
import type { World } from "../world.ts";
import { clientCredentials } from "./clientCredentials.ts";
import { clientOfRequest } from "./clientOfRequest.ts";
import type { Client } from "./clients.ts";
import { jwtBearer } from "./jwtBearer.ts";
import {
	appNotFound,
	invalidGrant,
	NO_STORE,
	notPermitted,
	oauthError,
	SIGN_IN_REFUSALS,
} from "./oauthError.ts";
import { isPermitted, signInRefusal } from "./signInRules.ts";
import { tokenBody } from "./tokenBody.ts";

const NOT_SERVED = [
	"urn:ietf:params:oauth:grant-type:saml2-bearer",
	"urn:ietf:params:oauth:grant-type:token-exchange",
	"hybrid_refresh",
];

/** The token endpoint, by grant type (help: OAuth Authorization Flows). */
export function token(world: World, request: Request): Reply {
	const form = formOf(request);
	if (form.get("response_type") === "device_code") return deviceRefused();
	const grantType = form.get("grant_type") ?? "";
	if (NOT_SERVED.includes(grantType)) throw notServed(`grant_type ${grantType}`);
	switch (grantType) {
		case "authorization_code":
		case "refresh_token": {
			const isCode = grantType === "authorization_code";
			const client = clientOfRequest(request, form, { mustProve: false });
			if ("status" in client) return client;
			const mustProve = isCode && client.secret !== null;
			const proven = mustProve ? clientOfRequest(request, form, { mustProve }) : client;
			if ("status" in proven) return proven;
			return isCode ? redeem(world, client, form) : refresh(world, client, form);
		}
		case "urn:ietf:params:oauth:grant-type:jwt-bearer":
			return jwtBearer(world, form);
		case "client_credentials":
			return clientCredentials(world, request, form);
		case "password":
			return passwordRefused(request, form);
		case "device":
			return deviceRefused();
		default:
			return oauthError(400, "unsupported_grant_type", "grant type not supported");
	}
}

/** The username-password flow is off in orgs made since Summer '23: whatever the password, it is wrong. */
function passwordRefused(request: Request, form: URLSearchParams): Reply {
	const client = clientOfRequest(request, form, { mustProve: false });
	return "status" in client ? client : invalidGrant("authentication failure");
}

/** Apps that are not installed can't use the device flow since September 2025. */
function deviceRefused(): Reply {
	return oauthError(400, "invalid_client", "app must be installed into org");
}

function redeem(world: World, client: Client, form: URLSearchParams): Reply {
	const redirectUri = form.get("redirect_uri");
	if (redirectUri === null || redirectUri === "") {
		return oauthError(400, "redirect_uri_missing", "redirect_uri not provided");
	}
	const code = world.grants.redeem(form.get("code") ?? "");
	if (code === undefined) return invalidGrant("expired authorization code");
	const { grant, challenge, nonce } = code;
	if (grant.clientId !== client.id) return invalidGrant("invalid authorization code");
	if (code.redirectUri !== redirectUri) {
		return oauthError(400, "redirect_uri_mismatch", "redirect_uri must match configuration");
	}
	if (challenge !== null) {
		const verifier = form.get("code_verifier");
		if (verifier === null || createHash("sha256").update(verifier).digest("base64url") !== challenge) {
			return invalidGrant("invalid code verifier");
		}
	}
	const refusal = signInRefusal(world, grant.org, grant.user);
	if (refusal !== null) return invalidGrant(SIGN_IN_REFUSALS[refusal]);
	const isOffline = grant.scopes.some((scope) => scope === "refresh_token" || scope === "offline_access");
	const refreshToken = isOffline ? world.grants.newRefreshToken(grant) : null;
	return json(200, tokenBody(world, client, grant, { refreshToken, nonce }), NO_STORE);
}

function refresh(world: World, client: Client, form: URLSearchParams): Reply {
	if (world.settings.blockedApp === "ecaMissing") return appNotFound();
	const grant = world.grants.byRefreshToken(form.get("refresh_token") ?? "");
	if (grant === undefined || grant.clientId !== client.id) {
		return invalidGrant("expired access/refresh token");
	}
	const refusal = signInRefusal(world, grant.org, grant.user);
	if (refusal !== null) return invalidGrant(SIGN_IN_REFUSALS[refusal]);
	if (!isPermitted(world, client.id, grant.user)) return notPermitted();
	world.grants.counts.refreshes += 1;
	const refreshToken = world.settings.rotateRefreshTokens ? world.grants.newRefreshToken(grant) : null;
	return json(200, tokenBody(world, client, grant, { refreshToken }), NO_STORE);
}
