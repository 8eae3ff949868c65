import * as v from "valibot";
import { decodeJson } from "../../base/decode.ts";
import { AppError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";
import { failureOfReply, notJson } from "../failure.ts";
import type { HttpAnswer, HttpSend } from "../http.ts";
import { id18, type OrgId, type UserId } from "../ids.ts";

/** A token endpoint's success, checked. A refresh token comes with the first exchange and, with rotation on, again. */
export interface TokenReply {
	readonly accessToken: Secret;
	readonly refreshToken: Secret | undefined;
	readonly instanceUrl: string;
	readonly orgId: OrgId;
	readonly userId: UserId;
	readonly scopes: readonly string[];
}

const reply = v.object({
	access_token: v.pipe(v.string(), v.minLength(8)),
	refresh_token: v.optional(v.pipe(v.string(), v.minLength(8))),
	instance_url: v.pipe(v.string(), v.url()),
	id: v.pipe(v.string(), v.regex(/\/id\/\w{15,18}\/\w{15,18}$/)),
	scope: v.optional(v.string(), ""),
});

export interface TokenEndpoint {
	readonly loginHost: string;
	readonly clientId: string;
	readonly send: HttpSend;
	readonly signal: AbortSignal;
}

/**
 * Exchanges an authorization code. Throws `auth` with reason `rejected` (expired or used code, wrong verifier) or
 * `appBlocked`, or `network`.
 */
export function exchangeCode(
	endpoint: TokenEndpoint,
	grant: { code: Secret; verifier: string; redirectUri: string },
): Promise<TokenReply> {
	return ask(endpoint, {
		grant_type: "authorization_code",
		code: grant.code.reveal(),
		code_verifier: grant.verifier,
		redirect_uri: grant.redirectUri,
	});
}

/** Renews an access token. Throws `auth` with reason `revoked` when the org refuses this refresh token for good. */
export function refresh(endpoint: TokenEndpoint, refreshToken: Secret): Promise<TokenReply> {
	return ask(endpoint, { grant_type: "refresh_token", refresh_token: refreshToken.reveal() });
}

/** Ends a grant: a refresh token's revocation ends its access tokens too. A token unknown to the org is success. */
export async function revoke(endpoint: Omit<TokenEndpoint, "clientId">, token: Secret): Promise<void> {
	const answer = await post(endpoint, "/services/oauth2/revoke", { token: token.reveal() });
	if (answer.status >= 500) throw failureOfReply(answer);
}

async function ask(endpoint: TokenEndpoint, grant: Record<string, string>): Promise<TokenReply> {
	const body = { ...grant, client_id: endpoint.clientId };
	const answer = await post(endpoint, "/services/oauth2/token", body);
	if (answer.status >= 300) throw refusal(answer);
	const decoded = decodeJson(reply, answer.text);
	if (!decoded) throw notJson(answer);
	const [orgPart = "", userPart = ""] = decoded.id.split("/").slice(-2);
	const orgId = id18(orgPart);
	const userId = id18(userPart);
	if (!orgId || !userId) throw notJson(answer);
	return {
		accessToken: new Secret(decoded.access_token),
		refreshToken: decoded.refresh_token === undefined ? undefined : new Secret(decoded.refresh_token),
		instanceUrl: new URL(decoded.instance_url).origin,
		orgId,
		userId,
		scopes: decoded.scope.split(" ").filter((scope) => scope !== ""),
	};
}

const oauthError = v.object({ error: v.string(), error_description: v.optional(v.string(), "") });

function refusal(answer: HttpAnswer): AppError {
	const decoded = answer.status < 500 ? decodeJson(oauthError, answer.text) : undefined;
	if (!decoded) return failureOfReply(answer);
	const blocked =
		decoded.error === "invalid_client" ||
		decoded.error === "invalid_client_id" ||
		/^OAUTH_(?:APPROVAL_ERROR_GENERIC|EC_APP_NOT_FOUND)$/.test(decoded.error);
	// "invalid_grant" is final for this refresh token; other codes may pass ("rate_limit_exceeded", "server_error").
	const reason = blocked ? "appBlocked" : decoded.error === "invalid_grant" ? "revoked" : "rejected";
	return new AppError(
		{ kind: "auth", reason, code: decoded.error },
		decoded.error_description === "" ? decoded.error : decoded.error_description,
	);
}

function post(
	{ loginHost, send, signal }: Omit<TokenEndpoint, "clientId">,
	path: string,
	form: Record<string, string>,
): Promise<HttpAnswer> {
	return send({
		url: new URL(path, loginHost).toString(),
		method: "POST",
		headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
		body: new URLSearchParams(form).toString(),
		signal,
	});
}
