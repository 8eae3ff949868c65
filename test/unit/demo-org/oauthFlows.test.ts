import { createHash } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, NOW } from "./demoClient.ts";
import {
	CONFIDENTIAL,
	decide,
	REDIRECT,
	signInByPage,
	soapCall,
	tokenFor,
	verifiedJwt,
} from "./oauthClient.ts";

const BASIC = `Basic ${Buffer.from("orgsmith-demo-confidential:orgsmith-demo-secret").toString("base64")}`;
const LIMITS = "/services/data/v66.0/limits";
const text = expect.any(String) as string;

let client: DemoClient;
beforeAll(async () => {
	client = await DemoClient.start();
});
beforeEach(() => client.control("POST", "reset"));
afterAll(() => client.org.close());

const runAs = (user: string | null) =>
	client.control("POST", "apps", { clientId: CONFIDENTIAL.client_id, runAs: user });

describe("the client credentials flow", () => {
	const ask = (fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
		tokenFor(client, { grant_type: "client_credentials", ...fields }, headers);

	it.each([
		["in the form", CONFIDENTIAL, {}],
		["in the header", {}, { authorization: BASIC }],
	])("signs in as the app's user, with the secret %s", async (_where, fields, headers) => {
		await runAs("integration");
		const { status, body } = await ask(fields, headers);
		expect(status).toBe(200);
		expect(body).toEqual({
			access_token: text,
			signature: text,
			scope: "api id",
			instance_url: client.org.url,
			api_instance_url: client.org.url,
			id: text,
			token_type: "Bearer",
			issued_at: String(NOW),
		});
		const { access_token } = body as { access_token: string };
		const { body: info } = await client.get("/services/oauth2/userinfo", access_token);
		expect(info).toMatchObject({ preferred_username: "integration@demo.orgsmith.example" });
		expect((await client.get(LIMITS, access_token)).status).toBe(200);
	});
	it.each(["login.salesforce.com", "test.salesforce.com"])("is not served at %s", async (host) => {
		await runAs("admin");
		const form = new URLSearchParams({ grant_type: "client_credentials", ...CONFIDENTIAL }).toString();
		const headers = { host, "content-type": "application/x-www-form-urlencoded" };
		const call = request(`${client.org.url}/services/oauth2/token`, { method: "POST", headers });
		call.end(form);
		const [response] = (await once(call, "response")) as [IncomingMessage];
		const body: unknown = JSON.parse(Buffer.concat(await response.toArray()).toString());
		expect([response.statusCode, body]).toEqual([
			400,
			{ error: "invalid_grant", error_description: "request not supported on this domain" },
		]);
	});
	it("refuses an app for which nobody is chosen", async () => {
		expect(await ask(CONFIDENTIAL)).toMatchObject({
			status: 400,
			body: { error: "invalid_grant", error_description: "no client credentials user enabled" },
		});
	});
	it.each([
		["a wrong secret", { ...CONFIDENTIAL, client_secret: "guess" }],
		["no secret", { client_id: CONFIDENTIAL.client_id }],
		["an app that can't keep one", { client_id: "PlatformCLI", client_secret: "" }],
	])("refuses %s", async (_what, fields) => {
		await runAs("admin");
		expect(await ask(fields)).toMatchObject({
			status: 400,
			body: { error: "invalid_client", error_description: "invalid client credentials" },
		});
	});
});

describe("introspection", () => {
	const introspect = (token: string, more: Record<string, string> = CONFIDENTIAL) =>
		client.form("/services/oauth2/introspect", { token, ...more });
	const signIn = async () => {
		const { body } = await client.control("POST", "token", { clientId: CONFIDENTIAL.client_id });
		return body as { accessToken: string; refreshToken: string; id: string };
	};

	it("tells an app what its tokens are", async () => {
		const { accessToken, refreshToken, id } = await signIn();
		const facts = {
			active: true,
			scope: "refresh_token api web",
			client_id: CONFIDENTIAL.client_id,
			username: "admin@demo.orgsmith.example",
			sub: id,
			iat: NOW / 1000,
			nbf: NOW / 1000,
		};
		const access = await introspect(accessToken, { ...CONFIDENTIAL, token_type_hint: "access_token" });
		expect(access.status).toBe(200);
		expect(access.body).toEqual({ ...facts, token_type: "access_token", exp: NOW / 1000 + 7200 });
		const refresh = await introspect(refreshToken);
		expect(refresh.body).toEqual({ ...facts, token_type: "refresh_token" });
	});
	it("knows the app by the header too", async () => {
		const { accessToken: token } = await signIn();
		const path = "/services/oauth2/introspect";
		expect((await client.form(path, { token }, { authorization: BASIC })).body).toMatchObject({
			active: true,
		});
	});
	it("says of every other token only that it is not active", async () => {
		const foreign = await client.signIn();
		const { accessToken: expired } = await signIn();
		await client.control("POST", "expire", { accessToken: expired });
		const { refreshToken: revoked } = await signIn();
		await client.form("/services/oauth2/revoke", { token: revoked });
		for (const token of [foreign.accessToken, foreign.refreshToken, expired, revoked, "nonsense"]) {
			const { status, body } = await introspect(token);
			expect([status, body]).toEqual([200, { active: false }]);
		}
		const { accessToken: ended } = await signIn();
		await client.control("POST", "users", { user: "admin", active: false });
		expect((await introspect(ended)).body).toEqual({ active: false });
	});
	it("does not use a refresh token up, or take an old one for a replay", async () => {
		await client.control("POST", "settings", { rotateRefreshTokens: true });
		const { refreshToken } = await signIn();
		const renew = (token: string) =>
			tokenFor(client, { grant_type: "refresh_token", refresh_token: token, ...CONFIDENTIAL });
		const { refresh_token: next } = (await renew(refreshToken)).body as { refresh_token: string };
		expect((await introspect(refreshToken)).body).toEqual({ active: false });
		expect((await introspect(next)).body).toMatchObject({ active: true });
		expect((await renew(next)).status).toBe(200);
	});
});

describe("an id token", () => {
	it("comes with scope openid, signed with a published key, for this app, token and nonce", async () => {
		const { body } = await signInByPage(client, { scope: "openid api", nonce: "n-0S6_WzA2Mj" });
		const { id_token, access_token, id } = body as Record<string, string>;
		const { header, claims } = await verifiedJwt(client, id_token ?? "");
		expect(header).toEqual({ kid: text, typ: "JWT", alg: "RS256" });
		const digest = createHash("sha256")
			.update(access_token ?? "")
			.digest();
		expect(claims).toEqual({
			at_hash: digest.subarray(0, 16).toString("base64url"),
			sub: id,
			aud: "PlatformCLI",
			iss: client.org.url,
			exp: NOW / 1000 + 120,
			iat: NOW / 1000,
			nonce: "n-0S6_WzA2Mj",
		});
	});
	it("comes without a nonce that nobody sent, and not without the scope", async () => {
		const { body } = await signInByPage(client, { scope: "openid" });
		const { claims } = await verifiedJwt(client, (body as { id_token: string }).id_token);
		expect(claims).not.toHaveProperty("nonce");
		expect((await signInByPage(client, { scope: "api" })).body).not.toHaveProperty("id_token");
	});
	it("can be checked by what discovery says", async () => {
		const { body } = await client.request("/.well-known/openid-configuration");
		const { issuer, jwks_uri, introspection_endpoint } = body as Record<string, string>;
		expect(issuer).toBe(client.org.url);
		expect(introspection_endpoint).toBe(`${client.org.url}/services/oauth2/introspect`);
		const keys = await client.request((jwks_uri ?? "").slice(client.org.url.length));
		const key = { kty: "RSA", use: "sig", alg: "RS256", e: "AQAB", n: text, kid: text };
		expect(keys.body).toMatchObject({ keys: [key, key, key] });
		expect(JSON.stringify(keys.body)).not.toMatch(/"(?:d|p|q)":/);
	});
});

describe("access tokens as JWTs", () => {
	beforeEach(() => client.control("POST", "settings", { jwtAccessTokens: true }));

	it("have the header and the claims of a real org's", async () => {
		const { accessToken, orgId, userId } = await client.signIn();
		const { header, claims } = await verifiedJwt(client, accessToken);
		expect(header).toEqual({
			tnk: `core/demo/${orgId}`,
			ver: "1.0",
			kid: expect.stringMatching(/^CORE_ATJWT\.00D\w{12}\.\d+$/) as string,
			tty: "sfdc-core-token",
			typ: "JWT",
			alg: "RS256",
		});
		expect(claims).toEqual({
			scp: "refresh_token api web",
			aud: [client.org.url],
			sub: `uid:${userId}`,
			nbf: NOW / 1000 - 15,
			mty: "oauth",
			sfi: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
			roles: [],
			iss: client.org.url,
			hsc: false,
			exp: NOW / 1000 + 7200,
			iat: NOW / 1000,
			client_id: "PlatformCLI",
		});
	});
	it("open REST while they are good", async () => {
		const { accessToken, orgId, userId } = await client.signIn();
		expect((await client.get(LIMITS, accessToken)).status).toBe(200);
		expect((await client.get(`/id/${orgId}/${userId}`, accessToken)).status).toBe(200);
	});
	it.each(["expire", "revoke"])("have a 401 of their own after %s, and refresh as others do", async (how) => {
		const { accessToken, refreshToken } = await client.signIn();
		await client.control("POST", how, { accessToken });
		expect(await client.get(LIMITS, accessToken)).toMatchObject({
			status: 401,
			body: [{ message: "INVALID_JWT_FORMAT", errorCode: "INVALID_AUTH_HEADER" }],
		});
		const fields = { grant_type: "refresh_token", refresh_token: refreshToken, client_id: "PlatformCLI" };
		const { status, body } = await tokenFor(client, fields);
		expect(status).toBe(how === "expire" ? 200 : 400);
		if (status !== 200) return;
		const { access_token } = body as { access_token: string };
		expect((await client.get(LIMITS, access_token)).status).toBe(200);
	});
	it("that were forged or are another org's open nothing", async () => {
		const { accessToken } = await client.signIn();
		const forged = `${accessToken.slice(0, -4)}AAAA`;
		expect(await client.get(LIMITS, forged)).toMatchObject({
			status: 401,
			body: [{ message: "INVALID_JWT_FORMAT" }],
		});
	});
	it("are met by the faults of their org", async () => {
		const { accessToken, orgId } = await client.signIn();
		const other = await client.signIn("production-admin");
		await client.control("POST", "faults", { match: { orgId }, fault: { kind: "status", status: 503 } });
		expect((await client.get(LIMITS, accessToken)).status).toBe(503);
		expect((await client.get(LIMITS, other.accessToken)).status).toBe(200);
	});
	it("open no SOAP, where other tokens do", async () => {
		const { accessToken } = await client.signIn();
		const { status, body } = await soapCall(client, accessToken);
		expect(status).toBe(500);
		expect(String(body)).toContain("<faultcode>sf:INVALID_SESSION_ID</faultcode>");
		await client.control("POST", "settings", { jwtAccessTokens: false });
		expect((await soapCall(client, (await client.signIn()).accessToken)).status).toBe(200);
	});
});

describe("parameters of the authorize page", () => {
	const page = (changes: Record<string, string>) => {
		const asked = { response_type: "code", client_id: "PlatformCLI", redirect_uri: REDIRECT, ...changes };
		return client.request(`/services/oauth2/authorize?${new URLSearchParams(asked).toString()}`);
	};

	it.each([
		{ prompt: "login" },
		{ prompt: "consent" },
		{ prompt: "select_account" },
		{ prompt: "login consent" },
		{ display: "page" },
		{ display: "popup" },
		{ display: "touch" },
		{ immediate: "false" },
		{ scope: "full offline_access" },
	])("with %o the page is shown", async (changes) => {
		expect((await page(changes)).status).toBe(200);
	});
	it.each<[Record<string, string>, string]>([
		[{ prompt: "none" }, "immediate_unsuccessful"],
		[{ immediate: "true" }, "immediate_unsuccessful"],
		[{ prompt: "nonsense" }, "invalid_request"],
		[{ scope: "api everything" }, "invalid_scope"],
		[{ response_type: "nonsense" }, "unsupported_response_type"],
		[{ code_challenge: "x", code_challenge_method: "plain" }, "invalid_request"],
	])("with %o the browser is sent back with %s", async (changes, error) => {
		const { status, headers } = await page({ ...changes, state: "s" });
		expect(status).toBe(302);
		const back = new URL(headers.get("location") ?? "missing:").searchParams;
		expect([back.get("error"), back.get("state"), back.has("code")]).toEqual([error, "s", false]);
	});
	it("flows that the platform has and the demo org has not are said to be missing", async () => {
		expect((await page({ response_type: "token" })).status).toBe(501);
	});
	it("an app for approved users lets the others not in", async () => {
		const policy = { clientId: "PlatformCLI", permittedUsers: "adminApproved", approvedUsers: ["limited"] };
		await client.control("POST", "apps", policy);
		expect((await decide(client)).back).toMatchObject({
			error: "OAUTH_APP_ACCESS_DENIED",
			error_description: "user is not admin approved to access this app",
		});
		expect((await decide(client, { user: "limited" })).back).toHaveProperty("code");
	});
});

describe("policies of apps", () => {
	it.each([
		[{ clientId: "nobody" }, 404],
		[{ clientId: "PlatformCLI", runAs: "nobody" }, 400],
		[{ clientId: "PlatformCLI", approvedUsers: ["nobody"] }, 400],
		[{ clientId: "PlatformCLI", permittedUsers: "some" }, 400],
		[{ clientId: "PlatformCLI", toString: 1 }, 400],
	])("are not changed by %o", async (body, status) => {
		expect((await client.control("POST", "apps", body)).status).toBe(status);
	});
});
