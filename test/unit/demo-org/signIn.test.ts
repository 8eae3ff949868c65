import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { challengeOf, DemoClient, type JsonReply } from "./demoClient.ts";

const REDIRECT = "http://localhost:1717/OauthRedirect";
const REQUEST = {
	response_type: "code",
	client_id: "PlatformCLI",
	redirect_uri: REDIRECT,
	scope: "refresh_token api web",
	state: "a+b/ü&=",
};
const VERIFIER = "verifier-".padEnd(64, "x");

let client: DemoClient;
beforeAll(async () => {
	client = await DemoClient.start();
});
beforeEach(() => client.control("POST", "reset"));
afterAll(() => client.org.close());

const authorizePage = (changes: Record<string, string> = {}): Promise<JsonReply> =>
	client.request(`/services/oauth2/authorize?${new URLSearchParams({ ...REQUEST, ...changes }).toString()}`);

const decide = (changes: Record<string, string> = {}): Promise<JsonReply> =>
	client.form("/services/oauth2/authorize", { ...REQUEST, user: "admin", decision: "allow", ...changes });

const redirected = (reply: JsonReply): URLSearchParams =>
	new URL(reply.headers.get("location") ?? "missing:").searchParams;

const token = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<JsonReply> =>
	client.form(
		"/services/oauth2/token",
		{ grant_type: "authorization_code", client_id: "PlatformCLI", redirect_uri: REDIRECT, ...fields },
		headers,
	);

const codeFor = async (changes: Record<string, string> = {}): Promise<string> =>
	redirected(await decide(changes)).get("code") ?? "";

const refresh = (refreshToken: string): Promise<JsonReply> =>
	token({ grant_type: "refresh_token", refresh_token: refreshToken });

const invalidGrant = (error_description: string) => ({
	status: 400,
	body: { error: "invalid_grant", error_description },
});

describe("the sign-in page", () => {
	it("offers every user of both orgs and keeps to relative addresses", async () => {
		const { status, body, headers } = await authorizePage();
		const page = String(body);
		expect(status).toBe(200);
		expect(headers.get("content-security-policy")).toContain("default-src 'none'");
		for (const user of ["admin", "limited", "integration", "production-admin"]) {
			expect(page).toContain(`name="user" id="user-${user}" value="${user}"`);
		}
		expect(page).toContain('<form method="post" action="authorize">');
		expect(page.replaceAll(REDIRECT, "")).not.toMatch(/(?:href|src|action)="(?:\/|http)/);
	});
	it("preselects whom login_hint names, else the admin", async () => {
		expect(String((await authorizePage()).body)).toContain('value="admin" checked');
		const hinted = await authorizePage({ login_hint: "limited@demo.orgsmith.example" });
		expect(String(hinted.body)).toContain('value="limited" checked');
	});
	it("escapes what the request brings", async () => {
		const { body } = await authorizePage({ state: '"><script>x</script>' });
		expect(String(body)).not.toContain("<script>");
	});
	it.each([
		[
			"an unknown client",
			{ client_id: "nobody" },
			"error=invalid_client_id&amp;error_description=client identifier invalid",
		],
		["a foreign redirect", { redirect_uri: "https://evil.example/" }, "error=redirect_uri_mismatch"],
		[
			"an address that fits into no header",
			{ client_id: "orgsmith-demo-public", redirect_uri: "vscode://a.b/\nx" },
			"error=redirect_uri_mismatch",
		],
		[
			"another port for PlatformCLI",
			{ redirect_uri: "http://localhost:1718/OauthRedirect" },
			"error=redirect_uri_mismatch",
		],
	])("never redirects %s", async (_what, changes, text) => {
		for (const reply of [await authorizePage(changes), await decide(changes)]) {
			expect(reply.status).toBe(400);
			expect(reply.headers.get("location")).toBeNull();
			expect(String(reply.body)).toContain(text);
		}
	});
	it("lets other apps use any local port", async () => {
		const changes = {
			client_id: "orgsmith-demo-public",
			redirect_uri: "http://localhost:40123/OauthRedirect",
		};
		expect((await authorizePage(changes)).status).toBe(200);
	});
});

describe("the redirect back", () => {
	it("brings a code and the state exactly as it was", async () => {
		const parameters = redirected(await decide());
		expect(parameters.get("state")).toBe(REQUEST.state);
		expect(parameters.get("code")?.length).toBeGreaterThan(20);
	});
	it("says when the user denies", async () => {
		const parameters = redirected(await decide({ decision: "deny" }));
		expect(Object.fromEntries(parameters)).toEqual({
			error: "access_denied",
			error_description: "end-user denied authorization",
			state: REQUEST.state,
		});
	});
	it.each([
		["generic", 200, "OAUTH_APPROVAL_ERROR_GENERIC"],
		["ecaMissing", 200, "OAUTH_EC_APP_NOT_FOUND"],
	])("stops at a page when the app is blocked: %s", async (blockedApp, status, text) => {
		await client.control("POST", "settings", { blockedApp });
		const reply = await decide();
		expect(reply.status).toBe(status);
		expect(String(reply.body)).toContain(text);
	});
	it("or says that the app must be installed", async () => {
		await client.control("POST", "settings", { blockedApp: "redirect" });
		expect(Object.fromEntries(redirected(await decide()))).toMatchObject({
			error: "invalid_client",
			error_description: "app must be installed into org",
		});
	});
	it("asks for a code challenge where PKCE is required", async () => {
		await client.control("POST", "settings", { requirePkce: true });
		expect(redirected(await decide()).get("error_description")).toBe("missing required code challenge");
		expect(redirected(await decide({ code_challenge: challengeOf(VERIFIER) })).get("code")).not.toBeNull();
	});
});

describe("the token endpoint", () => {
	it("gives the documented body for a code", async () => {
		const { status, body, headers } = await token({ code: await codeFor() });
		const { user, org } = await ids();
		expect(status).toBe(200);
		expect(headers.get("cache-control")).toBe("no-cache, no-store");
		expect(body).toEqual({
			access_token: expect.stringMatching(new RegExp(`^${org.slice(0, 15)}![\\w.]+$`)) as string,
			refresh_token: expect.stringMatching(/^5Aep/) as string,
			signature: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) as string,
			scope: "refresh_token api web",
			instance_url: client.org.url,
			id: `${client.org.url}/id/${org}/${user}`,
			token_type: "Bearer",
			issued_at: "1779271200000",
			api_instance_url: client.org.url,
		});
	});
	it("gives a refresh token only for the scope that asks for one", async () => {
		const { body } = await token({ code: await codeFor({ scope: "api" }) });
		expect(body).not.toHaveProperty("refresh_token");
	});
	it("takes a code once", async () => {
		const code = await codeFor();
		expect((await token({ code })).status).toBe(200);
		expect(await token({ code })).toMatchObject(invalidGrant("expired authorization code"));
	});
	it("takes no code that is too old", async () => {
		await client.control("POST", "settings", { codeLifetimeMs: 1000 });
		const code = await codeFor();
		client.pass(1001);
		expect(await token({ code })).toMatchObject(invalidGrant("expired authorization code"));
	});
	it.each([{ code_challenge_method: "S256" }, {}])(
		"holds the verifier to its challenge (%o)",
		async (method) => {
			const challenged = { code_challenge: challengeOf(VERIFIER), ...method };
			const wrong = { code: await codeFor(challenged), code_verifier: "wrong".padEnd(64, "x") };
			expect(await token(wrong)).toMatchObject(invalidGrant("invalid code verifier"));
			const missing = { code: await codeFor(challenged) };
			expect(await token(missing)).toMatchObject(invalidGrant("invalid code verifier"));
			expect((await token({ code: await codeFor(challenged), code_verifier: VERIFIER })).status).toBe(200);
		},
	);
	it("knows a confidential app by Basic or by the form", async () => {
		const app = {
			client_id: "orgsmith-demo-confidential",
			redirect_uri: "http://localhost:5000/OauthRedirect",
		};
		const basic = Buffer.from("orgsmith-demo-confidential:orgsmith-demo-secret").toString("base64");
		const viaBasic = await token({ ...app, code: await codeFor(app) }, { authorization: `Basic ${basic}` });
		expect(viaBasic.status).toBe(200);
		const viaForm = await token({ ...app, code: await codeFor(app), client_secret: "orgsmith-demo-secret" });
		expect(viaForm.status).toBe(200);
		const refused = {
			status: 400,
			body: { error: "invalid_client", error_description: "invalid client credentials" },
		};
		expect(await token({ ...app, code: await codeFor(app), client_secret: "guess" })).toMatchObject(refused);
		expect(await token({ ...app, code: await codeFor(app) })).toMatchObject(refused);
	});
	it.each([
		[
			{ grant_type: "nonsense" },
			400,
			{ error: "unsupported_grant_type", error_description: "grant type not supported" },
		],
		[
			{ client_id: "nobody" },
			400,
			{ error: "invalid_client_id", error_description: "client identifier invalid" },
		],
		[
			{ grant_type: "urn:ietf:params:oauth:grant-type:token-exchange" },
			501,
			[{ errorCode: "DEMO_ORG_NOT_IMPLEMENTED" }],
		],
	])("refuses %o", async (fields, status, body) => {
		expect(await token(fields)).toMatchObject({ status, body });
	});
});

describe("refresh", () => {
	it("gives a new access token and keeps the refresh token", async () => {
		const { refreshToken, accessToken } = await client.signIn();
		const { status, body } = await refresh(refreshToken);
		expect(status).toBe(200);
		expect(body).not.toHaveProperty("refresh_token");
		expect((body as { access_token: string }).access_token).not.toBe(accessToken);
		expect((await refresh(refreshToken)).status).toBe(200);
	});
	it("with rotation, gives a new refresh token and ends the family when an old one comes back", async () => {
		await client.control("POST", "settings", { rotateRefreshTokens: true });
		const { refreshToken, accessToken } = await client.signIn();
		const first = (await refresh(refreshToken)).body as { refresh_token: string; access_token: string };
		expect(first.refresh_token).not.toBe(refreshToken);
		expect((await client.query("SELECT Id FROM Account", accessToken)).status).toBe(200);
		expect(await refresh(refreshToken)).toMatchObject(invalidGrant("expired access/refresh token"));
		expect(await refresh(first.refresh_token)).toMatchObject(invalidGrant("expired access/refresh token"));
		for (const dead of [accessToken, first.access_token]) {
			expect((await client.query("SELECT Id FROM Account", dead)).status).toBe(401);
		}
		const { body } = await client.control("GET", "stats");
		expect(body).toMatchObject({ families: 0, refreshes: 1, reuseDetections: 1 });
	});
	it("leaves other families alone", async () => {
		await client.control("POST", "settings", { rotateRefreshTokens: true });
		const [one, other] = [await client.signIn(), await client.signIn()];
		await refresh(one.refreshToken);
		await refresh(one.refreshToken);
		expect((await refresh(other.refreshToken)).status).toBe(200);
	});
	it("refuses a refresh token that it never gave", async () => {
		expect(await refresh("5Aep861nonsense")).toMatchObject(invalidGrant("expired access/refresh token"));
	});
});

describe("revoke", () => {
	it.each(["GET", "POST"])("of a refresh token by %s takes its access tokens along", async (method) => {
		const { refreshToken, accessToken } = await client.signIn();
		const reply =
			method === "GET"
				? await client.request(`/services/oauth2/revoke?token=${encodeURIComponent(refreshToken)}`)
				: await client.form("/services/oauth2/revoke", { token: refreshToken });
		expect(reply).toMatchObject({ status: 200, body: "" });
		expect((await client.query("SELECT Id FROM Account", accessToken)).status).toBe(401);
	});
	it("of an access token leaves the refresh token alive", async () => {
		const { refreshToken, accessToken } = await client.signIn();
		expect((await client.form("/services/oauth2/revoke", { token: accessToken })).status).toBe(200);
		expect((await client.query("SELECT Id FROM Account", accessToken)).status).toBe(401);
		expect((await refresh(refreshToken)).status).toBe(200);
	});
	it("refuses an unknown token", async () => {
		expect(await client.form("/services/oauth2/revoke", { token: "nonsense" })).toMatchObject({
			status: 400,
			body: { error: "invalid_token" },
		});
	});
});

describe("who is it", () => {
	it("userinfo and identity name the user and the org", async () => {
		const { accessToken, orgId, userId } = await client.signIn("limited");
		const info = await client.get("/services/oauth2/userinfo", accessToken);
		expect(info.body).toMatchObject({
			user_id: userId,
			organization_id: orgId,
			preferred_username: "limited@demo.orgsmith.example",
		});
		const identity = await client.get(`/id/${orgId}/${userId}?version=latest`, accessToken);
		const query = `${client.org.url}/services/data/v66.0/query/`;
		expect(identity.body).toMatchObject({ user_id: userId, timezone: "Europe/Berlin", urls: { query } });
		const plain = await client.get(`/id/${orgId}/${userId}`, accessToken);
		expect(plain.body).toMatchObject({
			urls: { query: `${client.org.url}/services/data/v{version}/query/` },
		});
	});
	it("refuses in plain text", async () => {
		expect(await client.get("/services/oauth2/userinfo", "nonsense")).toMatchObject({
			status: 403,
			body: "Bad_OAuth_Token",
		});
		expect(await client.request("/services/oauth2/userinfo")).toMatchObject({
			status: 403,
			body: "Missing_OAuth_Token",
		});
	});
});

describe("single access", () => {
	it("opens the front door once, and shows org, user and path", async () => {
		const { accessToken, orgId } = await client.signIn("production-admin");
		const { body } = await client.form(
			"/services/oauth2/singleaccess",
			{ redirect_uri: "/lightning/o/Account/<b>" },
			{ authorization: `Bearer ${accessToken}` },
		);
		const { frontdoor_uri } = body as { frontdoor_uri: string };
		const page = await fetch(frontdoor_uri);
		expect(page.status).toBe(200);
		const text = await page.text();
		expect(text).toContain(`<dd id="org">Acme Production (${orgId})</dd>`);
		expect(text).toContain('<dd id="username">admin@acme.orgsmith.example</dd>');
		expect(text).toContain('<dd id="path">/lightning/o/Account/&lt;b&gt;</dd>');
		expect((await fetch(frontdoor_uri)).status).toBe(401);
	});
	it("is asked for by GET too, as the CLI does", async () => {
		const { accessToken } = await client.signIn();
		const { status, body } = await client.get("/services/oauth2/singleaccess?redirect_uri=%2Fx", accessToken);
		expect(status).toBe(200);
		const page = await fetch((body as { frontdoor_uri: string }).frontdoor_uri);
		expect(await page.text()).toContain('<dd id="path">/x</dd>');
	});
	it.each([
		["no token", {}, "Missing_OAuth_Token"],
		["a token that is not good", { authorization: "Bearer 00D!x" }, "Bad_OAuth_Token"],
	])("answers %s with 403", async (_what, headers, body) => {
		const reply = await client.form("/services/oauth2/singleaccess", {}, headers);
		expect(reply).toMatchObject({ status: 403, body });
	});
	it("opens the front door by session id too, in the address or in a form", async () => {
		const { accessToken: sid } = await client.signIn();
		const path = `/secur/frontdoor.jsp?${new URLSearchParams({ sid, retURL: "/home" }).toString()}`;
		const shown = '<dd id="path">/home</dd>';
		expect(String((await client.request(path)).body)).toContain(shown);
		expect(String((await client.form("/secur/frontdoor.jsp", { sid, retURL: "/home" })).body)).toContain(
			shown,
		);
		const { accessToken: apiSid } = await client.signIn("admin", "api");
		expect((await client.form("/secur/frontdoor.jsp", { sid: apiSid })).status).toBe(401);
	});
	it("lets nobody in who was deactivated since", async () => {
		const { accessToken } = await client.signIn();
		const { body } = await client.get("/services/oauth2/singleaccess", accessToken);
		await client.control("POST", "users", { user: "admin", active: false });
		const page = await fetch((body as { frontdoor_uri: string }).frontdoor_uri);
		expect(await page.text()).toContain("<h1>Log in failed</h1>");
	});
	it("needs the web scope", async () => {
		const { accessToken } = await client.signIn("admin", "api");
		const headers = { authorization: `Bearer ${accessToken}` };
		const reply = await client.form("/services/oauth2/singleaccess", {}, headers);
		expect(reply).toMatchObject({ status: 403, body: { error: "insufficient_scope" } });
	});
});

async function ids(): Promise<{ org: string; user: string }> {
	const { orgId, userId } = await client.signIn();
	return { org: orgId, user: userId };
}
