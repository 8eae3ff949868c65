import { timingSafeEqual } from "node:crypto";
import { decoded, type Reply, type Request } from "../http.ts";
import { type Client, clientOf } from "./clients.ts";
import { oauthError } from "./oauthError.ts";

/**
 * The app that a request names, by HTTP Basic or in the form, or a refusal. A secret that is sent must be right;
 * with `mustProve` one must be sent, which an app without a secret can't.
 */
export function clientOfRequest(
	request: Request,
	form: URLSearchParams,
	{ mustProve }: { readonly mustProve: boolean },
): Client | Reply {
	const given = credentials(request, form);
	if (given === null) return oauthError(400, "invalid_basic_auth_header", "invalid basic auth header");
	const client = clientOf(given.id);
	if (client === undefined) return oauthError(400, "invalid_client_id", "client identifier invalid");
	const { secret } = given;
	const isProven = client.secret !== null && secret !== null && sameText(secret, client.secret);
	const isWrong = client.secret !== null && secret !== null && !isProven;
	if (isWrong || (mustProve && !isProven)) {
		return oauthError(400, "invalid_client", "invalid client credentials");
	}
	return client;
}

/** Client id and secret, from HTTP Basic (RFC 6749 section 2.3.1) or from the form; null for a header that is none. */
function credentials(
	request: Request,
	form: URLSearchParams,
): { readonly id: string; readonly secret: string | null } | null {
	const basic = /^basic\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
	if (basic === undefined) return { id: form.get("client_id") ?? "", secret: form.get("client_secret") };
	const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic, "base64").toString("utf8")) ?? [];
	return id === undefined || secret === undefined ? null : { id: decoded(id), secret: decoded(secret) };
}

function sameText(left: string, right: string): boolean {
	const [a, b] = [Buffer.from(left), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}
