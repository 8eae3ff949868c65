import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import type { DemoClient, JsonReply } from "./demoClient.ts";

/** What these tests know of the apps of the demo org, and the requests that they make of its OAuth endpoints. */
export const CONFIDENTIAL = {
	client_id: "orgsmith-demo-confidential",
	client_secret: "orgsmith-demo-secret",
};
export const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
export const REDIRECT = "http://localhost:1717/OauthRedirect";

export const appKeys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = generateKeyPairSync(
	"rsa",
	{ modulusLength: 2048 },
);

export function pemOf(key: KeyObject): string {
	return key.export({ type: "spki", format: "pem" }).toString();
}

/** A JWT by RFC 7515, written without the demo org's own code. */
export function jwt(
	claims: object,
	key: KeyObject = appKeys.privateKey,
	header: object = { alg: "RS256" },
): string {
	const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
	const input = parts.join(".");
	return `${input}.${sign("RSA-SHA256", Buffer.from(input), key).toString("base64url")}`;
}

/** Header and claims of a JWT, once a key of the org's published ones has verified it. */
export async function verifiedJwt(
	client: DemoClient,
	token: string,
): Promise<{ readonly header: Record<string, unknown>; readonly claims: Record<string, unknown> }> {
	const [first = "", second = "", third = ""] = token.split(".");
	const [header, claims] = [first, second].map(
		(part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>,
	);
	const { body } = await client.request("/id/keys");
	const { keys } = body as { keys: { kid: string; [name: string]: unknown }[] };
	const found = keys.find(({ kid }) => kid === header?.["kid"]);
	if (found === undefined) throw new Error(`no key ${String(header?.["kid"])} at /id/keys`);
	const key = createPublicKey({ key: found, format: "jwk" });
	const isGood = verify(
		"RSA-SHA256",
		Buffer.from(`${first}.${second}`),
		key,
		Buffer.from(third, "base64url"),
	);
	if (!isGood) throw new Error("the signature is not that of the key");
	return { header: header ?? {}, claims: claims ?? {} };
}

/** Asks for a token. */
export function tokenFor(
	client: DemoClient,
	fields: Record<string, string>,
	headers: Record<string, string> = {},
): Promise<JsonReply> {
	return client.form("/services/oauth2/token", fields, headers);
}

/** Answers the sign-in page; gives the parameters of the redirect, or the page itself. */
export async function decide(
	client: DemoClient,
	changes: Record<string, string> = {},
): Promise<{ readonly back: Readonly<Record<string, string>> | null; readonly reply: JsonReply }> {
	const reply = await client.form("/services/oauth2/authorize", {
		response_type: "code",
		client_id: "PlatformCLI",
		redirect_uri: REDIRECT,
		scope: "refresh_token api web",
		user: "admin",
		decision: "allow",
		...changes,
	});
	const location = reply.headers.get("location");
	return { back: location === null ? null : Object.fromEntries(new URL(location).searchParams), reply };
}

/** Signs in through the page and redeems the code. */
export async function signInByPage(
	client: DemoClient,
	changes: Record<string, string> = {},
): Promise<JsonReply> {
	const { back } = await decide(client, changes);
	return tokenFor(client, {
		grant_type: "authorization_code",
		client_id: "PlatformCLI",
		redirect_uri: REDIRECT,
		code: back?.["code"] ?? "",
		...(changes["client_id"] === undefined ? {} : { client_id: changes["client_id"] }),
	});
}

/** A Partner SOAP call without arguments. */
export function soapCall(client: DemoClient, token: string, operation = "getUserInfo"): Promise<JsonReply> {
	const body = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/" xmlns:u="urn:partner.soap.sforce.com"><Header><u:SessionHeader><u:sessionId>${token}</u:sessionId></u:SessionHeader></Header><Body><u:${operation}/></Body></Envelope>`;
	return client.request("/services/Soap/u/66.0", {
		method: "POST",
		headers: { "content-type": "text/xml", soapaction: '""' },
		body,
	});
}
