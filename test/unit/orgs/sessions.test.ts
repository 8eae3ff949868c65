import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { loginSessions } from "../../../src/orgs/sessions.ts";
import { TokenStore } from "../../../src/orgs/tokenStore.ts";
import { errorFrom, failureFrom } from "../failures.ts";
import { answered, PAGE } from "../salesforce/answers.ts";
import { INSTANCE, LOGIN, type Respond, session, wire } from "../salesforce/gate.ts";
import { testOp } from "../testOp.ts";
import { noLock, Secrets, tokens, withoutRefresh } from "./memory.ts";

const renewed = (refresh?: string) =>
	answered(200, {
		access_token: "access-2-token",
		instance_url: INSTANCE,
		id: "https://login.salesforce.com/id/00D7g0000001abcEAA/0057g0000002abcAAA",
		...(refresh === undefined ? {} : { refresh_token: refresh }),
	});
const DEAD = answered(400, { error: "invalid_grant", error_description: "expired access/refresh token" });
const STALE = session("access-1-token");

async function login(first: ReturnType<typeof tokens> | undefined, ...responses: readonly Respond[]) {
	const secrets = new Secrets();
	const store = new TokenStore(secrets.window());
	const other = new TokenStore(secrets.window());
	if (first) await store.write(LOGIN, first);
	const { send, sent } = wire(...responses);
	const dead: string[] = [];
	const locks: string[] = [];
	const sessions = loginSessions({
		id: LOGIN,
		store,
		lock: (name, signal, work) => {
			locks.push(name);
			return noLock(name, signal, work);
		},
		send,
		grant: () => ({ loginHost: "https://login.salesforce.com", clientId: "PlatformCLI" }),
		onDead: (reason) => void dead.push(reason),
	});
	return { secrets, store, other, sessions, sent, dead, locks };
}

describe("current", () => {
	it("is the stored session", async () => {
		const { sessions } = await login(tokens(), DEAD);
		const { accessToken, instanceUrl } = await sessions.current(testOp());
		expect([accessToken.reveal(), instanceUrl]).toEqual(["access-1-token", INSTANCE]);
	});

	it("without a secret needs the person", async () => {
		const { sessions, dead } = await login(undefined, DEAD);
		expect(await failureFrom(sessions.current(testOp()))).toEqual({
			kind: "auth",
			reason: "secretMissing",
			loginId: LOGIN,
		});
		expect(dead).toEqual(["secretMissing"]);
	});
});

describe("renew", () => {
	it("asks with the refresh token under the login's lock, and stores the answer", async () => {
		const { sessions, sent, store, locks } = await login(tokens(), renewed());
		const op = testOp();
		expect((await sessions.renew(op, STALE)).accessToken.reveal()).toBe("access-2-token");
		expect(String(sent[0]?.body)).toBe(
			"grant_type=refresh_token&refresh_token=refresh-1-token&client_id=PlatformCLI",
		);
		const stored = await store.readAgain(LOGIN);
		expect([stored?.accessToken.reveal(), stored?.refreshToken?.reveal()]).toEqual([
			"access-2-token",
			"refresh-1-token",
		]);
		expect(locks).toEqual([`refresh-${LOGIN}`]);
		expect(op.lines.join()).not.toContain("access-2");
	});

	it("keeps a rotated refresh token", async () => {
		const { sessions, store } = await login(tokens(), renewed("refresh-2-token"));
		await sessions.renew(testOp(), STALE);
		expect((await store.readAgain(LOGIN))?.refreshToken?.reveal()).toBe("refresh-2-token");
	});

	it("uses the token of another window instead of asking", async () => {
		const { sessions, other, sent } = await login(tokens(), DEAD);
		await other.write(LOGIN, tokens("from-the-other-window", "refresh-2-token"));
		expect((await sessions.renew(testOp(), STALE)).accessToken.reveal()).toBe("from-the-other-window");
		expect(sent).toEqual([]);
	});

	it("uses the token of another window that got in between, also when the org refused ours", async () => {
		const parts = await login(tokens(), async () => {
			await parts.other.write(LOGIN, tokens("just-in-time", "refresh-2-token"));
			return DEAD;
		});
		expect((await parts.sessions.renew(testOp(), STALE)).accessToken.reveal()).toBe("just-in-time");
		expect(parts.dead).toEqual([]);
	});

	it.each<[string, ReturnType<typeof tokens> | undefined, Respond, string]>([
		["revoked", tokens(), DEAD, "revoked"],
		["blocked later", tokens(), answered(400, { error: "invalid_client" }), "expired"],
		["brought without a refresh token", withoutRefresh("access-1-token"), DEAD, "expired"],
		["gone from the storage", undefined, DEAD, "secretMissing"],
	])("a login that is %s is dead, told once, and says whose it is", async (_, first, response, reason) => {
		const { sessions, dead } = await login(first, response);
		expect(await failureFrom(sessions.renew(testOp(), STALE))).toMatchObject({
			kind: "auth",
			reason,
			loginId: LOGIN,
		});
		expect(dead).toEqual([reason]);
	});

	it("keeps the platform's code and words", async () => {
		const { sessions } = await login(tokens(), DEAD);
		const error = await errorFrom(sessions.renew(testOp(), STALE));
		expect([error.message, error.failure]).toMatchObject([
			"expired access/refresh token",
			{ code: "invalid_grant" },
		]);
	});

	it.each<[string, Respond, object]>([
		[
			"the network is away",
			new AppError({ kind: "network", reason: "offline" }),
			{ kind: "network", reason: "offline" },
		],
		["the org is down", PAGE, { kind: "api", status: 503 }],
		["a proxy answers", answered(200, "<html></html>"), { kind: "network", reason: "notSalesforce" }],
	])("a login is not dead when %s", async (_, response, failure) => {
		const { sessions, dead, store } = await login(tokens(), response);
		expect(await failureFrom(sessions.renew(testOp(), STALE))).toMatchObject(failure);
		expect(dead).toEqual([]);
		expect((await store.readAgain(LOGIN))?.refreshToken?.reveal()).toBe("refresh-1-token");
	});
	it("a login is not dead when the token endpoint has too much to do", async () => {
		const { sessions, dead } = await login(tokens(), answered(400, { error: "rate_limit_exceeded" }));
		expect(await failureFrom(sessions.renew(testOp(), STALE))).toMatchObject({ code: "rate_limit_exceeded" });
		expect(dead).toEqual([]);
	});
});
