import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/base/secret.ts";
import { exchangeCode, refresh, revoke, type TokenReply } from "../../../src/salesforce/auth/tokens.ts";
import { errorFrom, failureFrom } from "../failures.ts";
import { answered, PAGE } from "./answers.ts";
import { INSTANCE, ORG_ID, type Respond, USER_ID, wire } from "./gate.ts";

const HOST = "https://login.salesforce.com";
const BODY = {
	access_token: "00D7g0000001abc!AQEAQ.x",
	refresh_token: "5Aep861.y",
	signature: "x",
	scope: "refresh_token web api",
	instance_url: INSTANCE,
	id: `${HOST}/id/00D7g0000001abcEAA/0057g0000002abcAAA`,
	token_type: "Bearer",
	issued_at: "1",
};
const { signal } = new AbortController();

function endpoint(...responses: Respond[]) {
	const { send, sent } = wire(...responses);
	return { sent, endpoint: { loginHost: HOST, clientId: "PlatformCLI", send, signal } };
}

const shown = ({ accessToken, refreshToken, ...rest }: TokenReply) => ({
	...rest,
	accessToken: accessToken.reveal(),
	refreshToken: refreshToken?.reveal(),
});

describe("exchangeCode", () => {
	const grant = {
		code: new Secret("aPrx+/=="),
		verifier: "v",
		redirectUri: "http://localhost:1717/OauthRedirect",
	};

	it("sends the grant as a form and reads the reply", async () => {
		const { sent, endpoint: at } = endpoint(answered(200, BODY));
		expect(shown(await exchangeCode(at, grant))).toEqual({
			accessToken: BODY.access_token,
			refreshToken: BODY.refresh_token,
			instanceUrl: INSTANCE,
			orgId: ORG_ID,
			userId: USER_ID,
			scopes: ["refresh_token", "web", "api"],
		});
		expect(sent[0]).toMatchObject({ url: `${HOST}/services/oauth2/token`, method: "POST" });
		expect(Object.fromEntries(new URLSearchParams(String(sent[0]?.body)))).toEqual({
			grant_type: "authorization_code",
			code: "aPrx+/==",
			code_verifier: "v",
			redirect_uri: "http://localhost:1717/OauthRedirect",
			client_id: "PlatformCLI",
		});
	});

	it("takes 15-character ids, no scope, no refresh token, an instance with a path", async () => {
		const { endpoint: at } = endpoint(
			answered(200, {
				access_token: BODY.access_token,
				instance_url: `${INSTANCE}/`,
				id: `${HOST}/id/00D7g0000001abc/0057g0000002abc`,
			}),
		);
		expect(shown(await exchangeCode(at, grant))).toMatchObject({
			refreshToken: undefined,
			instanceUrl: INSTANCE,
			orgId: ORG_ID,
			scopes: [],
		});
	});

	it.each<[string, unknown]>([
		["a page", "<html><title>Maintenance</title></html>"],
		["nothing", ""],
		["no token", { ...BODY, access_token: undefined }],
		["no instance", { ...BODY, instance_url: "nowhere" }],
		["no identity", { ...BODY, id: "x" }],
	])("success that is not one: %s", async (_, body) => {
		const { endpoint: at } = endpoint(answered(200, body));
		expect(await failureFrom(exchangeCode(at, grant))).toEqual({ kind: "network", reason: "notSalesforce" });
	});
});

describe("a refusal", () => {
	it.each<[string, Respond, object]>([
		[
			"a dead refresh token",
			answered(400, { error: "invalid_grant", error_description: "expired access/refresh token" }),
			{ kind: "auth", reason: "revoked", code: "invalid_grant" },
		],
		[
			"an app that isn't there",
			answered(400, { error: "invalid_client_id" }),
			{ kind: "auth", reason: "appBlocked" },
		],
		[
			"an app that isn't installed",
			answered(401, { error: "invalid_client", error_description: "app must be installed into org" }),
			{ kind: "auth", reason: "appBlocked" },
		],
		[
			"too many logins",
			answered(400, { error: "rate_limit_exceeded" }),
			{ kind: "auth", reason: "rejected", code: "rate_limit_exceeded" },
		],
		["the org is down", PAGE, { kind: "api", status: 503 }],
		[
			"the server fails with an object",
			answered(500, { error: "invalid_grant" }),
			{ kind: "api", status: 500 },
		],
		["a page of somebody in between", answered(403, "<html></html>"), { kind: "api", status: 403 }],
	])("%s", async (_, response, failure) => {
		const { endpoint: at } = endpoint(response);
		expect(await failureFrom(refresh(at, new Secret("5Aep861.y")))).toMatchObject(failure);
	});

	it("has the platform's words", async () => {
		const { endpoint: at } = endpoint(
			answered(400, { error: "invalid_grant", error_description: "inactive user" }),
		);
		expect((await errorFrom(refresh(at, new Secret("5Aep861.y")))).message).toBe("inactive user");
	});
});

describe("revoke", () => {
	it("sends the token in the body, and is done when the org doesn't know it", async () => {
		const { sent, endpoint: at } = endpoint(answered(400, { error: "unsupported_token_type" }));
		await revoke(at, new Secret("5Aep861.y"));
		expect(sent[0]).toMatchObject({ url: `${HOST}/services/oauth2/revoke`, body: "token=5Aep861.y" });
	});
	it("fails when the org can't tell", async () => {
		const { endpoint: at } = endpoint(PAGE);
		expect(await failureFrom(revoke(at, new Secret("5Aep861.y")))).toMatchObject({
			kind: "api",
			status: 503,
		});
	});
});
