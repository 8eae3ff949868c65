import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, type SignedIn } from "./demoClient.ts";

const LIMITS = "/services/data/v66.0/limits";
let client: DemoClient;
let admin: SignedIn;

beforeAll(async () => {
	client = await DemoClient.start();
});
beforeEach(async () => {
	await client.control("POST", "reset");
	admin = await client.signIn();
});
afterAll(() => client.org.close());

const fault = (body: object) => client.control("POST", "faults", body);
const limits = () => client.get(LIMITS, admin.accessToken);

describe("the challenge", () => {
	const challenge = (body: object) =>
		client.request("/__demo/challenge", { method: "POST", body: JSON.stringify(body) });
	it("proves the demo org, by its 15 or 18 characters, without the key being sent", async () => {
		const mac = createHmac("sha256", "test-key").update(`n1:${admin.orgId}`).digest("hex");
		expect(client.org.orgId).toBe(admin.orgId);
		expect(await challenge({ nonce: "n1", orgId: admin.orgId })).toMatchObject({
			status: 200,
			body: { mac },
		});
		expect(await challenge({ nonce: "n1", orgId: admin.orgId.slice(0, 15) })).toMatchObject({
			body: { mac },
		});
	});
	it("proves nothing for the org of the production kind, or any other", async () => {
		const { orgId } = await client.signIn("production-admin");
		for (const other of [orgId, "00D000000000001", "nonsense"]) {
			expect(await challenge({ nonce: "n1", orgId: other })).toMatchObject({
				status: 404,
				body: { error: "not a demo org" },
			});
		}
	});
	it("needs a nonce", async () => {
		expect((await challenge({ orgId: admin.orgId })).status).toBe(400);
	});
});

describe("the guard", () => {
	it("asks for the key everywhere else", async () => {
		for (const key of ["", "wrong"]) {
			const reply = await client.request("/__demo/log", { headers: { "x-demo-key": key } });
			expect(reply.status).toBe(401);
		}
	});
	it("knows no other paths", async () => {
		expect((await client.control("GET", "nonsense")).status).toBe(404);
		expect((await client.control("GET", "reset")).status).toBe(404);
	});
});

describe("faults", () => {
	it("pass the first few, then fail so many, then pass", async () => {
		const { body } = await fault({
			match: { path: "/limits$" },
			fault: { kind: "status", status: 503 },
			skip: 1,
			count: 2,
		});
		expect(body).toEqual({ id: expect.any(String) as string });
		const seen: number[] = [];
		for (let i = 0; i < 5; i += 1) seen.push((await limits()).status);
		expect(seen).toEqual([200, 503, 503, 200, 200]);
		expect((await client.control("GET", "faults")).body).toMatchObject({
			faults: [{ remaining: 0, hits: 2 }],
		});
	});
	it("match by method, path and org", async () => {
		const { orgId } = await client.signIn("production-admin");
		const failing = { kind: "status", status: 500 };
		await fault({ match: { method: "POST" }, fault: failing });
		await fault({ match: { path: "/query" }, fault: failing });
		await fault({ match: { orgId }, fault: failing });
		expect((await limits()).status).toBe(200);
		await fault({ match: { orgId: admin.orgId }, fault: failing });
		expect((await limits()).status).toBe(500);
		await client.control("DELETE", "faults");
		expect((await limits()).status).toBe(200);
	});
	it("answer with any status, body, headers or page", async () => {
		const body = [{ message: "UNABLE_TO_LOCK_ROW", errorCode: "UNABLE_TO_LOCK_ROW", fields: [] }];
		await fault({ fault: { kind: "body", status: 400, body, headers: { "Retry-After": "3" } }, count: 1 });
		const first = await limits();
		expect(first).toMatchObject({ status: 400, body });
		expect(first.headers.get("retry-after")).toBe("3");
		await fault({ fault: { kind: "html" }, count: 1 });
		const second = await limits();
		expect(second.status).toBe(503);
		expect(second.headers.get("content-type")).toContain("text/html");
	});
	it("drop the connection before the request takes effect, or after", async () => {
		await fault({ fault: { kind: "drop" }, count: 1 });
		await expect(limits()).rejects.toThrow();
		expect((await client.control("GET", "stats")).body).toMatchObject({ apiUsage: { [admin.orgId]: 0 } });
		await fault({ fault: { kind: "drop", when: "after" }, count: 1 });
		await expect(limits()).rejects.toThrow();
		expect((await client.control("GET", "stats")).body).toMatchObject({ apiUsage: { [admin.orgId]: 1 } });
	});
	it("cut a body short of what was promised", async () => {
		await fault({ fault: { kind: "truncate", afterBytes: 10 }, count: 1 });
		await expect(limits()).rejects.toThrow();
		expect((await limits()).status).toBe(200);
	});
	it("expire the token that is sent, but not its family", async () => {
		await fault({ fault: { kind: "expireToken" }, count: 1 });
		expect((await limits()).status).toBe(401);
		const refresh = {
			grant_type: "refresh_token",
			refresh_token: admin.refreshToken,
			client_id: "PlatformCLI",
		};
		expect((await client.form("/services/oauth2/token", refresh)).status).toBe(200);
	});
	it("revoke the family of the token that is sent", async () => {
		await fault({ fault: { kind: "revoke" }, count: 1 });
		expect((await limits()).status).toBe(401);
		const refresh = {
			grant_type: "refresh_token",
			refresh_token: admin.refreshToken,
			client_id: "PlatformCLI",
		};
		expect((await client.form("/services/oauth2/token", refresh)).status).toBe(400);
	});
	it("wait before the answer", async () => {
		await fault({ fault: { kind: "delay", ms: 60 }, count: 1 });
		const startedAt = performance.now();
		expect((await limits()).status).toBe(200);
		expect(performance.now() - startedAt).toBeGreaterThan(55);
	});
	it.each([{ fault: { kind: "nonsense" } }, {}, { match: { path: "(" }, fault: { kind: "drop" } }])(
		"refuse %o",
		async (body) => {
			expect((await fault(body)).status).toBe(400);
		},
	);
});

describe("tokens from outside", () => {
	it("expire by token, by user or all", async () => {
		const limited = await client.signIn("limited");
		expect((await client.control("POST", "expire", { accessToken: limited.accessToken })).body).toEqual({
			ended: 1,
		});
		expect((await client.get(LIMITS, limited.accessToken)).status).toBe(401);
		expect((await limits()).status).toBe(200);
		await client.control("POST", "expire", { user: "admin" });
		expect((await limits()).status).toBe(401);
		expect((await client.control("GET", "stats")).body).toMatchObject({ families: 2, accessTokens: 0 });
	});
	it("are revoked with their family", async () => {
		expect((await client.control("POST", "revoke", { accessToken: admin.accessToken })).body).toEqual({
			ended: 1,
		});
		expect((await client.control("GET", "stats")).body).toMatchObject({ families: 0 });
	});
	it("are given for known users only", async () => {
		expect((await client.control("POST", "token", { user: "nobody" })).status).toBe(404);
	});
});

describe("settings", () => {
	it("refuse what is unknown or of a wrong type, and change nothing then", async () => {
		const before = (await client.control("GET", "settings")).body;
		expect((await client.control("POST", "settings", { requirePkce: true, nonsense: 1 })).status).toBe(400);
		expect((await client.control("POST", "settings", { codeLifetimeMs: "soon" })).status).toBe(400);
		expect((await client.control("GET", "settings")).body).toEqual(before);
	});
});

describe("the log", () => {
	it("counts equal requests in a row and holds no query strings or tokens", async () => {
		await limits();
		await limits();
		await client.query("SELECT Id FROM Account", admin.accessToken);
		expect((await client.control("GET", "log")).body).toEqual({
			requests: [
				{ method: "GET", path: LIMITS, status: 200, count: 2 },
				{ method: "GET", path: "/services/data/v66.0/query", status: 200, count: 1 },
			],
		});
		expect((await client.control("GET", "stats")).body).toMatchObject({ requests: { [LIMITS]: 2 } });
	});
});
