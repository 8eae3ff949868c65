import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, NOW } from "./demoClient.ts";
import { appKeys, JWT_BEARER, jwt, pemOf, tokenFor } from "./oauthClient.ts";

const IN_TWO_MINUTES = NOW / 1000 + 120;
const ADMIN = "admin@demo.orgsmith.example";
const GOOD = { iss: "PlatformCLI", sub: ADMIN, aud: "https://login.salesforce.com", exp: IN_TWO_MINUTES };
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });

let client: DemoClient;
beforeAll(async () => {
	client = await DemoClient.start();
});
beforeEach(async () => {
	await client.control("POST", "reset");
	await register(pemOf(appKeys.publicKey));
});
afterAll(() => client.org.close());

const register = (publicKey: string, clientId = "PlatformCLI") =>
	client.control("POST", "jwtKeys", { clientId, publicKey });
const bearer = (assertion: string) => tokenFor(client, { grant_type: JWT_BEARER, assertion });
const assert = (changes: object = {}, key?: KeyObject) => bearer(jwt({ ...GOOD, ...changes }, key));
const preapprove = (approvedUsers: string[]) =>
	client.control("POST", "apps", { clientId: "PlatformCLI", permittedUsers: "adminApproved", approvedUsers });

describe("the JWT bearer flow", () => {
	it("gives a token without refresh token, signature and issued_at, for what the user approved", async () => {
		const { userId, orgId } = await client.signIn();
		const { status, body, headers } = await assert();
		expect(status).toBe(200);
		expect(headers.get("cache-control")).toContain("no-store");
		expect(body).toEqual({
			access_token: expect.stringMatching(/^00D\w{12}!/) as string,
			scope: "api web",
			instance_url: client.org.url,
			api_instance_url: client.org.url,
			id: `${client.org.url}/id/${orgId}/${userId}`,
			token_type: "Bearer",
		});
		const { access_token } = body as { access_token: string };
		expect((await client.query("SELECT Id FROM Account LIMIT 1", access_token)).status).toBe(200);
	});
	it("needs no approval of a user whom an administrator has approved", async () => {
		await preapprove(["admin"]);
		expect(await assert()).toMatchObject({ status: 200, body: { scope: "api web id" } });
	});
	it("finds users of every org, in any letter case", async () => {
		await preapprove(["production-admin"]);
		const { status } = await assert({ sub: "ADMIN@acme.orgsmith.example" });
		expect(status).toBe(200);
	});
	it.each([
		"https://login.salesforce.com",
		"https://login.salesforce.com/",
		"https://test.salesforce.com",
		["https://nowhere.example", "https://login.salesforce.com"],
	])("takes the audience %s", async (aud) => {
		await preapprove(["admin"]);
		expect((await assert({ aud })).status).toBe(200);
	});
	it("takes the org's own address as audience, digits as exp, and the CLI's milliseconds", async () => {
		await preapprove(["admin"]);
		expect((await assert({ aud: client.org.url, exp: String(IN_TWO_MINUTES) })).status).toBe(200);
		expect((await assert({ exp: NOW + 300 })).status).toBe(200);
	});

	it.each<[string, object, string, string]>([
		["of an unknown app", { iss: "nobody" }, "invalid_client_id", "client identifier invalid"],
		["without iss", { iss: undefined }, "invalid_client_id", "client identifier invalid"],
		["of an app without a key", { iss: "orgsmith-demo-public" }, "invalid_grant", "invalid assertion"],
		["for nobody's address", { aud: "https://evil.example" }, "invalid_grant", "Audience validation failed"],
		["without aud", { aud: undefined }, "invalid_grant", "Audience validation failed"],
		["for another org", { aud: "https://acme.my.salesforce.com" }, "invalid_grant", "audience is invalid"],
		["that is over", { exp: NOW / 1000 }, "invalid_grant", "expired authorization code"],
		["without exp", { exp: undefined }, "invalid_grant", "invalid assertion"],
		["for nobody", { sub: "nobody@x.example" }, "invalid_grant", "user hasn't approved this consumer"],
		["without sub", { sub: undefined }, "invalid_grant", "user hasn't approved this consumer"],
		[
			"for a user who has approved nothing",
			{ sub: "limited@demo.orgsmith.example" },
			"invalid_grant",
			"user hasn't approved this consumer",
		],
	])("refuses an assertion %s", async (_what, changes, error, error_description) => {
		await client.signIn();
		expect(await assert(changes)).toMatchObject({ status: 400, body: { error, error_description } });
	});

	it.each<[string, () => string]>([
		["no JWT", () => "nonsense"],
		["nothing", () => ""],
		["signed by somebody else", () => jwt(GOOD, stranger.privateKey)],
		["of another algorithm than it says", () => jwt(GOOD, appKeys.privateKey, { alg: "HS256" })],
		["unsigned", () => `${jwt(GOOD, appKeys.privateKey, { alg: "none" }).split(".").slice(0, 2).join(".")}.`],
		[
			"changed after it was signed",
			() => swapClaims(jwt(GOOD), { ...GOOD, sub: "limited@demo.orgsmith.example" }),
		],
	])("refuses an assertion that is %s", async (_what, assertion) => {
		await preapprove(["admin", "limited"]);
		const body = { error: "invalid_grant", error_description: "invalid assertion" };
		expect(await bearer(assertion())).toMatchObject({ status: 400, body });
	});

	it("refuses who is not approved where an administrator must approve", async () => {
		await client.signIn();
		await preapprove(["limited"]);
		expect(await assert()).toMatchObject({
			status: 400,
			body: {
				error: "invalid_app_access",
				error_description: "user is not admin approved to access this app",
			},
		});
	});
	it("forgets an approval that was revoked, and one without a refresh token", async () => {
		const refused = { body: { error_description: "user hasn't approved this consumer" } };
		const { refreshToken } = await client.signIn();
		await client.form("/services/oauth2/revoke", { token: refreshToken });
		expect(await assert()).toMatchObject(refused);
		await preapprove(["admin"]);
		expect((await assert()).status).toBe(200);
		await client.control("POST", "apps", { clientId: "PlatformCLI", permittedUsers: "all" });
		expect(await assert()).toMatchObject(refused);
	});
});

describe("registering a key", () => {
	it("takes a certificate as the platform does", async () => {
		expect((await register(CERTIFICATE)).status).toBe(200);
	});
	it.each([
		["a private key", () => appKeys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(), 400],
		["a key of another kind", () => pemOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey), 400],
		["no key", () => "nonsense", 400],
	])("refuses %s", async (_what, pem, status) => {
		expect((await register(pem())).status).toBe(status);
	});
	it("refuses an unknown app, and is undone by a reset", async () => {
		expect((await register(pemOf(appKeys.publicKey), "nobody")).status).toBe(404);
		await client.control("POST", "reset");
		await client.signIn();
		expect(await assert()).toMatchObject({ body: { error_description: "invalid assertion" } });
	});
});

function swapClaims(token: string, claims: object): string {
	const [header = "", , signature = ""] = token.split(".");
	return `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`;
}

/** `openssl req -x509 -newkey rsa:1024 -nodes -subj /CN=test`; whoever has its key can do nothing with it. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIB+jCCAWOgAwIBAgIUO1yQ+jXA0y4kwrf3Nm9QSdkCeSowDQYJKoZIhvcNAQEL
BQAwDzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjMxNzI0MDZaFw0zNjExMjAxNzI0
MDZaMA8xDTALBgNVBAMMBHRlc3QwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGB
AK49CgtXDXMqDcIw/NstAswh+c1+MQmzp3AdS6qE9lMDksEuUxkLJ5Pk7xFq69mk
uP8iBTw6lVyfo1x6ZBHr2EWm4HYsaddBpoV2RLL6b5hxy9goNtIpAAvy7IElISpf
wSAOEUiBR3Dk54kbIWriyPVIWh2Cc6tMOituRHNGGTKLAgMBAAGjUzBRMB0GA1Ud
DgQWBBQfNT93LhqtLGFFgqSs2m23VgTiiTAfBgNVHSMEGDAWgBQfNT93LhqtLGFF
gqSs2m23VgTiiTAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBAFPw
TfnPkS+x894/tfHlR7CRx91DNQPHMaIDQf+StcyPnCOniKserhWzlRZvAz5KU6k4
tzzpAOgTtNZIYimq67B0VFuwNMky77AZW/ZJSxPzpdCm6iMNl5SUDK3tlucm/YNc
4j3OmKaGfpmQpLEsIBasgkBYX2JeuLyvmZcYw6vp
-----END CERTIFICATE-----`;
