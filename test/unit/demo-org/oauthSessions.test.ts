import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, type JsonReply, NOW } from "./demoClient.ts";
import {
	appKeys,
	CONFIDENTIAL,
	decide,
	JWT_BEARER,
	jwt,
	pemOf,
	signInByPage,
	soapCall,
	tokenFor,
} from "./oauthClient.ts";

const LIMITS = "/services/data/v66.0/limits";
const HOUR_MS = 3_600_000;
const ALLOWED = { loginIpRanges: [{ start: "10.0.0.1", end: "10.0.0.255" }] };
/** The tests begin at 03:00 in the org's time zone, Los Angeles. */
const NIGHT = { loginHours: { from: "22:00", to: "06:00" } };
const DAY = { loginHours: { from: "06:00", to: "22:00" } };

let client: DemoClient;
beforeAll(async () => {
	client = await DemoClient.start();
});
beforeEach(() => client.control("POST", "reset"));
afterAll(() => client.org.close());

const settings = (body: object) => client.control("POST", "settings", body);
const restrict = (changes: object, user = "admin") => client.control("POST", "users", { user, ...changes });
const limits = (token: string) => client.get(LIMITS, token);
const refresh = (refreshToken: string, at = client) =>
	tokenFor(at, { grant_type: "refresh_token", refresh_token: refreshToken, client_id: "PlatformCLI" });
const restError = (status: number, errorCode: string, message: string) => ({
	status,
	body: [{ message, errorCode }],
});
const expired = restError(401, "INVALID_SESSION_ID", "Session expired or invalid");
const soapFault = ({ status, body }: JsonReply) => [
	status,
	/<faultstring>([^<]*)</.exec(String(body))?.[1] ?? null,
];
const ILLEGAL = [500, "INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session"];

describe("who can't sign in now and from here", () => {
	/** Every way to a token, each as it is refused. */
	const ways: readonly [string, (words: string) => Promise<void>][] = [
		[
			"on the page",
			async () => {
				const { back, reply } = await decide(client);
				expect([back, reply.status]).toEqual([null, 200]);
				expect(String(reply.body)).toContain("<h1>Log in failed</h1>");
			},
		],
		[
			"by a JWT",
			async (words) => {
				await client.control("POST", "jwtKeys", {
					clientId: "PlatformCLI",
					publicKey: pemOf(appKeys.publicKey),
				});
				await client.signIn();
				const exp = NOW / 1000 + 60;
				const claims = { iss: "PlatformCLI", sub: "admin@demo.orgsmith.example", aud: client.org.url, exp };
				const reply = await tokenFor(client, { grant_type: JWT_BEARER, assertion: jwt(claims) });
				expect(reply).toMatchObject(invalidGrant(words));
			},
		],
		[
			"as the user of an app",
			async (words) => {
				await client.control("POST", "apps", { clientId: CONFIDENTIAL.client_id, runAs: "admin" });
				const reply = await tokenFor(client, { grant_type: "client_credentials", ...CONFIDENTIAL });
				expect(reply).toMatchObject(invalidGrant(words));
			},
		],
		[
			"by a refresh token",
			async (words) => {
				const { refreshToken } = await client.signIn();
				expect(await refresh(refreshToken)).toMatchObject(invalidGrant(words));
			},
		],
	];
	const reasons: readonly [string, object, string][] = [
		["a user who was deactivated", { active: false }, "inactive user"],
		["a user outside their hours", DAY, "invalid login hours"],
		["a user outside their network", ALLOWED, "ip restricted"],
	];
	for (const [who, changes, words] of reasons) {
		it.each(ways)(`${who}, %s`, async (_way, isRefused) => {
			await restrict(changes);
			await isRefused(words);
		});
	}
	it("a user who was deactivated between the page and the code", async () => {
		const { back } = await decide(client);
		await restrict({ active: false });
		const reply = await tokenFor(client, {
			grant_type: "authorization_code",
			client_id: "PlatformCLI",
			redirect_uri: "http://localhost:1717/OauthRedirect",
			code: back?.["code"] ?? "",
		});
		expect(reply).toMatchObject(invalidGrant("inactive user"));
	});
	it("is everybody else", async () => {
		await restrict({ active: false, ...DAY, ...ALLOWED });
		expect((await signInByPage(client, { user: "limited" })).status).toBe(200);
	});
	it("is let in within hours and network", async () => {
		await restrict({ ...NIGHT, ...ALLOWED });
		await settings({ clientAddress: "10.0.0.77" });
		expect((await signInByPage(client)).status).toBe(200);
	});
});

describe("a session", () => {
	it("ends when its user is deactivated, by an administrator's call or by a record update", async () => {
		const { accessToken, userId } = await client.signIn("limited");
		const admin = await client.signIn();
		const path = `/services/data/v66.0/sobjects/User/${userId}`;
		expect((await limits(accessToken)).status).toBe(200);
		expect((await client.send("PATCH", path, admin.accessToken, { IsActive: false })).status).toBe(204);
		expect(await limits(accessToken)).toMatchObject(expired);
		expect(soapFault(await soapCall(client, accessToken))).toEqual(ILLEGAL);
		expect((await client.get("/services/oauth2/userinfo", accessToken)).body).toBe("Bad_OAuth_Token");
		await restrict({ active: true }, "limited");
		expect((await limits(accessToken)).status).toBe(200);
	});
	it("ends with the login hours, and a refresh then fails", async () => {
		const later = await DemoClient.start();
		await later.control("POST", "users", { user: "admin", loginHours: { from: "02:00", to: "04:00" } });
		const { accessToken, refreshToken } = await later.signIn();
		later.pass(HOUR_MS - 1);
		expect((await later.get(LIMITS, accessToken)).status).toBe(200);
		later.pass(1);
		expect(await later.get(LIMITS, accessToken)).toMatchObject(expired);
		expect(soapFault(await soapCall(later, accessToken))).toEqual(ILLEGAL);
		expect(await refresh(refreshToken, later)).toMatchObject(invalidGrant("invalid login hours"));
		await later.org.close();
	});
	it("outlives a change of network, unless login ranges hold for every request", async () => {
		await restrict(ALLOWED);
		await settings({ clientAddress: "10.0.0.7" });
		const { accessToken } = await client.signIn();
		await settings({ clientAddress: "192.0.2.1" });
		expect((await limits(accessToken)).status).toBe(200);
		await settings({ enforceLoginIpRanges: true });
		expect(await limits(accessToken)).toMatchObject(expired);
		await settings({ clientAddress: "10.0.0.8" });
		expect((await limits(accessToken)).status).toBe(200);
	});
	it("that is locked to its address works from there only", async () => {
		const { accessToken, refreshToken } = await client.signIn();
		await settings({ lockSessionsToIp: true, clientAddress: "192.0.2.1" });
		const words = "This session is not valid for use with the REST API";
		expect(await limits(accessToken)).toMatchObject(restError(401, "INVALID_SESSION_ID", words));
		expect(soapFault(await soapCall(client, accessToken))).toEqual([
			500,
			"INVALID_SESSION_ID: This session is not valid for use with the API",
		]);
		const { body } = await refresh(refreshToken);
		expect((await limits((body as { access_token: string }).access_token)).status).toBe(200);
		await settings({ clientAddress: "127.0.0.1" });
		expect((await limits(accessToken)).status).toBe(200);
	});
	it.each([
		["web", 401],
		["openid id", 401],
		["api", 200],
		["full", 200],
	])("with the scope %s answers REST with %s", async (scope, status) => {
		const { accessToken } = await client.signIn("admin", scope);
		expect((await limits(accessToken)).status).toBe(status);
	});
});

describe("who may not use the API", () => {
	it("is everybody of an org without it", async () => {
		const { accessToken } = await client.signIn();
		const other = await client.signIn("production-admin");
		await settings({ apiEnabled: false });
		const words = "The REST API is not enabled for this Organization.";
		expect(await limits(accessToken)).toMatchObject(restError(403, "API_DISABLED_FOR_ORG", words));
		expect(soapFault(await soapCall(client, accessToken))).toEqual([
			500,
			"API_DISABLED_FOR_ORG: API is not enabled for this Organization or Partner",
		]);
		expect((await limits(other.accessToken)).status).toBe(200);
	});
	it("is a user without the permission, who can still sign in and be asked who they are", async () => {
		await restrict({ apiEnabled: false });
		const { body } = await signInByPage(client);
		const { access_token } = body as { access_token: string };
		const words = "API is disabled for this User";
		expect(await limits(access_token)).toMatchObject(restError(403, "API_CURRENTLY_DISABLED", words));
		expect(soapFault(await soapCall(client, access_token))).toEqual([
			500,
			`API_CURRENTLY_DISABLED: ${words}`,
		]);
		expect((await client.get("/services/oauth2/userinfo", access_token)).status).toBe(200);
	});
});

describe("a user for the API only", () => {
	const frontDoor = async (user: string) => {
		const { accessToken } = await client.signIn(user);
		const headers = { authorization: `Bearer ${accessToken}` };
		const { body } = await client.form("/services/oauth2/singleaccess", {}, headers);
		const { frontdoor_uri } = body as { frontdoor_uri: string };
		return client.request(frontdoor_uri.slice(client.org.url.length));
	};
	const RESTRICTED = "Access Restricted for API Only Users";

	it("is who has the integration profile, or whom it is switched on for", async () => {
		expect(String((await frontDoor("integration")).body)).toContain(RESTRICTED);
		expect(String((await frontDoor("admin")).body)).not.toContain(RESTRICTED);
		await restrict({ apiOnly: true });
		await restrict({ apiOnly: false }, "integration");
		expect(String((await frontDoor("admin")).body)).toContain(RESTRICTED);
		expect(String((await frontDoor("integration")).body)).not.toContain(RESTRICTED);
	});
	it("may approve an app on the page, unless that is switched off too", async () => {
		expect((await decide(client, { user: "integration" })).back).toHaveProperty("code");
		await settings({ apiOnlyUsersAuthorize: false });
		const { back, reply } = await decide(client, { user: "integration" });
		expect(back).toBeNull();
		expect(String(reply.body)).toContain(RESTRICTED);
	});
	it("uses REST", async () => {
		const { accessToken } = await client.signIn("integration");
		expect((await limits(accessToken)).status).toBe(200);
	});
});

describe("restrictions of users", () => {
	it("are told as they are, and undone by a reset", async () => {
		const free = { active: true, apiEnabled: true, apiOnly: false, loginHours: null, loginIpRanges: [] };
		expect((await restrict({ ...NIGHT, active: false })).body).toEqual({ ...free, ...NIGHT, active: false });
		expect((await restrict({ loginHours: null })).body).toEqual({ ...free, active: false });
		await client.control("POST", "reset");
		expect((await restrict({})).body).toEqual(free);
	});
	it.each([
		[{ user: "nobody" }, 404],
		[{ apiOnly: "yes" }, 400],
		[{ nonsense: true }, 400],
		[{ loginHours: { from: "8:00", to: "18:00" } }, 400],
		[{ loginHours: { from: "08:00" } }, 400],
		[{ loginHours: "always" }, 400],
		[{ loginIpRanges: [{ start: "10.0.0.9", end: "10.0.0.1" }] }, 400],
		[{ loginIpRanges: [{ start: "10.0.0.9", end: "::1" }] }, 400],
		[{ loginIpRanges: ["10.0.0.1"] }, 400],
	])("are not changed by %o", async (changes, status) => {
		expect((await restrict(changes)).status).toBe(status);
	});
	it.each([{ clientAddress: "here" }, { jwtAccessTokens: 1 }, { apiEnabled: null }])(
		"nor are settings by %o",
		async (changes) => {
			expect((await settings(changes)).status).toBe(400);
		},
	);
});

function invalidGrant(error_description: string) {
	return { status: 400, body: { error: "invalid_grant", error_description } };
}
