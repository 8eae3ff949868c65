import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, type JsonReply } from "./demoClient.ts";
import { CONFIDENTIAL, decide, JWT_BEARER, jwt, REDIRECT, tokenFor } from "./oauthClient.ts";

/** Bodies and redirects that the platform's OAuth refuses with: each with a request that gets it here. */

let client: DemoClient;
beforeAll(async () => {
	client = await DemoClient.start();
});
beforeEach(() => client.control("POST", "reset"));
afterAll(() => client.org.close());

const APP = { client_id: "PlatformCLI" };
const CODE = { grant_type: "authorization_code", ...APP, redirect_uri: REDIRECT };
const settings = (body: object) => client.control("POST", "settings", body);
const codeOf = async (changes: Record<string, string> = {}): Promise<string> =>
	(await decide(client, changes)).back?.["code"] ?? "";
const refresh = async () => {
	const { refreshToken } = await client.signIn();
	return tokenFor(client, { grant_type: "refresh_token", ...APP, refresh_token: refreshToken });
};
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
const revoke = (token: string) => client.form("/services/oauth2/revoke", { token });
const introspect = (fields: Record<string, string>) =>
	client.form("/services/oauth2/introspect", { ...CONFIDENTIAL, ...fields });

type Ask = () => Promise<JsonReply>;
const TABLE: readonly (readonly [error: string, description: string, how: string, ask: Ask])[] = [
	["unsupported_grant_type", "grant type not supported", "none", () => tokenFor(client, APP)],
	[
		"unsupported_grant_type",
		"grant type not supported",
		"an unknown one",
		() => tokenFor(client, { ...APP, grant_type: "implicit" }),
	],
	[
		"invalid_client_id",
		"client identifier invalid",
		"an unknown app",
		() => tokenFor(client, { ...CODE, client_id: "nobody" }),
	],
	[
		"invalid_client_id",
		"client identifier invalid",
		"no app",
		() => tokenFor(client, { grant_type: "refresh_token" }),
	],
	[
		"invalid_client",
		"invalid client credentials",
		"a wrong secret",
		() => tokenFor(client, { ...CODE, ...CONFIDENTIAL, client_secret: "guess" }),
	],
	[
		"invalid_basic_auth_header",
		"invalid basic auth header",
		"a header without a colon",
		() => tokenFor(client, CODE, basic("nobody")),
	],
	[
		"redirect_uri_missing",
		"redirect_uri not provided",
		"a code alone",
		async () => tokenFor(client, { ...APP, grant_type: "authorization_code", code: await codeOf() }),
	],
	[
		"redirect_uri_mismatch",
		"redirect_uri must match configuration",
		"another one than the page's",
		async () => tokenFor(client, { ...CODE, redirect_uri: "http://localhost:1/x", code: await codeOf() }),
	],
	["invalid_grant", "expired authorization code", "no code", () => tokenFor(client, CODE)],
	[
		"invalid_grant",
		"invalid authorization code",
		"another app's code",
		async () => tokenFor(client, { ...CODE, client_id: "orgsmith-demo-public", code: await codeOf() }),
	],
	[
		"invalid_grant",
		"invalid code verifier",
		"no verifier",
		async () => tokenFor(client, { ...CODE, code: await codeOf({ code_challenge: "x".repeat(43) }) }),
	],
	[
		"invalid_grant",
		"expired access/refresh token",
		"an unknown refresh token",
		() => tokenFor(client, { ...APP, grant_type: "refresh_token", refresh_token: "5Aep861x" }),
	],
	[
		"invalid_grant",
		"authentication failure",
		"a password",
		() =>
			tokenFor(client, {
				...APP,
				grant_type: "password",
				username: "admin@demo.orgsmith.example",
				password: "x",
			}),
	],
	[
		"invalid_client",
		"app must be installed into org",
		"the device flow's first half",
		() => tokenFor(client, { ...APP, response_type: "device_code", scope: "api" }),
	],
	[
		"invalid_client",
		"app must be installed into org",
		"its second half",
		() => tokenFor(client, { ...APP, grant_type: "device", code: "x" }),
	],
	[
		"invalid_grant",
		"invalid assertion",
		"a JWT that is none",
		() => tokenFor(client, { grant_type: JWT_BEARER, assertion: "x.y.z" }),
	],
	[
		"invalid_client",
		"app must be installed into org",
		"a JWT for an app that is not installed",
		async () => {
			await settings({ blockedApp: "redirect" });
			return tokenFor(client, { grant_type: JWT_BEARER, assertion: jwt({ iss: "PlatformCLI" }) });
		},
	],
	[
		"app_not_found",
		"External client app is not installed in this org",
		"a refresh after the app went",
		async () => {
			await settings({ blockedApp: "ecaMissing" });
			return refresh();
		},
	],
	[
		"app_not_found",
		"External client app is not installed in this org",
		"a JWT after the app went",
		async () => {
			await settings({ blockedApp: "ecaMissing" });
			return tokenFor(client, { grant_type: JWT_BEARER, assertion: jwt({ iss: "PlatformCLI" }) });
		},
	],
	[
		"app_not_found",
		"External client app is not installed in this org",
		"client credentials after the app went",
		async () => {
			await settings({ blockedApp: "ecaMissing" });
			return tokenFor(client, { grant_type: "client_credentials", ...CONFIDENTIAL });
		},
	],
	[
		"invalid_app_access",
		"user is not admin approved to access this app",
		"a refresh after the policy changed",
		async () => {
			await client.control("POST", "apps", { clientId: "PlatformCLI", permittedUsers: "adminApproved" });
			return refresh();
		},
	],
	["invalid_token", "invalid token", "a revoke of nothing that works", () => revoke("nonsense")],
	["invalid_request", "token parameter is required", "a revoke of nothing", () => revoke("")],
	[
		"invalid_client",
		"invalid client credentials",
		"an introspection without the secret",
		() => client.form("/services/oauth2/introspect", { ...APP, token: "x" }),
	],
	["invalid_request", "token parameter is required", "an introspection of nothing", () => introspect({})],
	[
		"unsupported_token_type",
		"token type not supported",
		"an introspection of an id token",
		() => introspect({ token: "x", token_type_hint: "id_token" }),
	],
	[
		"invalid_request",
		"must use HTTP POST",
		"an introspection by GET",
		() => client.request("/services/oauth2/introspect?token=x"),
	],
	[
		"invalid_request",
		"must use HTTP POST",
		"a token by GET",
		() => client.request("/services/oauth2/token?grant_type=password"),
	],
];

describe("OAuth refuses", () => {
	it.each(TABLE)("%s, %s: for %s", async (error, error_description, _how, ask) => {
		const { status, body, headers } = await ask();
		expect([status, body]).toEqual([400, { error, error_description }]);
		expect(headers.get("content-type")).toContain("application/json");
		expect(headers.get("cache-control")).toContain("no-store");
	});
});

describe("whatever is sent", () => {
	const word = fc.oneof(
		fc.string({ unit: "binary", maxLength: 40 }),
		fc.constantFrom("PlatformCLI", CONFIDENTIAL.client_id, "orgsmith-demo-public", "admin", "allow", "code"),
		fc.constantFrom(JWT_BEARER, "authorization_code", "refresh_token", "client_credentials", "password"),
		fc.constantFrom(
			REDIRECT,
			"vscode://a.b/\n",
			"vscode://a.b/ü",
			"http://localhost:1/OauthRedirect",
			"S256",
		),
		fc.constantFrom(jwt({}), jwt({ iss: 1, aud: {}, exp: {}, sub: [] }), "e30.e30.e30", "..", "openid api"),
	);
	const name = fc.constantFrom(
		..."grant_type client_id client_secret redirect_uri code code_verifier refresh_token assertion token".split(
			" ",
		),
		..."token_type_hint response_type scope state nonce prompt display immediate login_hint user".split(" "),
		..."decision code_challenge code_challenge_method username password".split(" "),
	);
	const path = fc.constantFrom("token", "authorize", "introspect", "revoke", "userinfo", "singleaccess");
	const header = fc.option(fc.base64String({ maxLength: 30 }), { nil: undefined });

	it("to an OAuth endpoint, it answers and does not break", async () => {
		await fc.assert(
			fc.asyncProperty(
				path,
				fc.dictionary(name, word),
				fc.boolean(),
				header,
				async (at, fields, isPost, auth) => {
					const query = new URLSearchParams(fields);
					const headers = auth === undefined ? {} : { authorization: `Basic ${auth}` };
					const reply = isPost
						? await client.form(`/services/oauth2/${at}`, fields, headers)
						: await client.request(`/services/oauth2/${at}?${query.toString()}`, { headers });
					expect([200, 302, 400, 401, 403, 405, 501]).toContain(reply.status);
				},
			),
			{ numRuns: 500 },
		);
	});
});

const RECORDED = path.resolve(import.meta.dirname, "../../../../shared/wire/errors/errors.json");
const present = existsSync(RECORDED);
if (!present) console.warn(`skipped: no collected refusals at ${RECORDED}`);

interface Recorded {
	readonly oauth_token_endpoint: readonly {
		readonly status: number;
		readonly body?: { readonly error: string; readonly error_description: string };
	}[];
}

/** Bodies whose requests are in tests of their own. */
const ELSEWHERE = ["user hasn't approved this consumer", "inactive user", "Audience validation failed"];

describe.skipIf(!present)("the collected OAuth refusals", () => {
	it("are all among these, or in the tests of JWTs and sessions", () => {
		const { oauth_token_endpoint } = JSON.parse(readFileSync(RECORDED, "utf8")) as Recorded;
		const bodies = oauth_token_endpoint.flatMap(({ status, body }) =>
			body === undefined ? [] : [{ status, body }],
		);
		expect(bodies.length).toBeGreaterThan(5);
		const served = [...TABLE.map(([, description]) => description), ...ELSEWHERE];
		for (const { status, body } of bodies) {
			expect(status).toBe(400);
			expect(served).toContain(body.error_description);
		}
	});
});
