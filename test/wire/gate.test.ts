import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Secret } from "../../src/base/secret.ts";
import type { LoginIdentity } from "../../src/orgs/identity.ts";
import { fileLock } from "../../src/orgs/refreshLock.ts";
import { OrgRegistry } from "../../src/orgs/registry.ts";
import { TokenStore } from "../../src/orgs/tokenStore.ts";
import { QuerySession } from "../../src/query/querySession.ts";
import { effectOf } from "../../src/salesforce/effect/classify.ts";
import { httpSend } from "../../src/salesforce/http.ts";
import { id18, loginIdOf } from "../../src/salesforce/ids.ts";
import { firstPage, MAX_SOQL } from "../../src/salesforce/rest/query.ts";
import { DemoClient, type SignedIn } from "../unit/demo-org/demoClient.ts";
import { failureFrom } from "../unit/failures.ts";
import { IDENTITY, memoryState, Secrets } from "../unit/orgs/memory.ts";
import { rowsThread } from "../unit/results/rowsThread.ts";
import { testOp } from "../unit/testOp.ts";

const LIMITS = { method: "GET", path: "/services/data/v66.0/limits" } as const;
const ROWS = 4500;

let client: DemoClient;
let folder = "";
let secrets: Secrets;
let admin: SignedIn;
let identity: LoginIdentity;
const ends: (() => void)[] = [];

const rows = rowsThread();

beforeAll(async () => {
	client = await DemoClient.start({ rows: ROWS });
	folder = await mkdtemp(path.join(tmpdir(), "orgsmith-gate-"));
});
beforeEach(async () => {
	for (const end of ends.splice(0)) end();
	await client.control("POST", "reset");
	secrets = new Secrets();
	admin = await client.signIn();
	const orgId = id18(admin.orgId) ?? IDENTITY.orgId;
	const userId = id18(admin.userId) ?? IDENTITY.userId;
	const url = client.org.url;
	identity = {
		...IDENTITY,
		id: loginIdOf(orgId, userId),
		orgId,
		userId,
		kind: "demo",
		instanceUrl: url,
		loginHost: url,
	};
});
afterAll(async () => {
	await client.org.close();
	await rm(folder, { recursive: true, force: true });
});

/** A VS Code window: a registry and a token store of its own over the machine's secrets and lock files. */
function openWindow(): OrgRegistry {
	const store = new TokenStore(secrets.window());
	const state = memoryState({ "orgsmith.logins": [identity] });
	const registry = new OrgRegistry({ state, store, lock: fileLock(folder), send: httpSend, effectOf });
	ends.push(() => {
		registry.dispose();
		store.dispose();
	});
	return registry;
}

async function signedIn(): Promise<OrgRegistry> {
	const window = openWindow();
	await window.add(identity, {
		accessToken: new Secret(admin.accessToken),
		refreshToken: new Secret(admin.refreshToken),
		instanceUrl: client.org.url,
	});
	return window;
}

const expireAll = () => client.control("POST", "expire", { all: true });
const fault = (fields: object) => client.control("POST", "faults", fields);
const stats = async () => (await client.control("GET", "stats")).body as Record<string, unknown>;
const queryIn = (window: OrgRegistry, soql = "SELECT Id, LastName FROM Contact ORDER BY LastName, Id") => {
	const session = new QuerySession(window.org(identity.id), soql, rows.create(soql, 1));
	return { session, load: (signal?: AbortSignal) => session.load(testOp(signal)) };
};
const idsOf = async ({ store }: QuerySession) => (await store.rows([], 0, ROWS + 1)).rows.map(([id]) => id);

describe("two windows and one login", () => {
	it("keep it alive over 50 expiries with rotation on: nobody uses a refresh token twice, nobody is signed out", async () => {
		await client.control("POST", "settings", { rotateRefreshTokens: true });
		const windows = [await signedIn(), openWindow()];
		for (let round = 0; round < 50; round++) {
			await expireAll();
			const all = windows.flatMap((window) =>
				[1, 2].map(() => window.org(identity.id).connection.send(testOp(), LIMITS)),
			);
			expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		}
		expect(await stats()).toMatchObject({ families: 1, reuseDetections: 0, refreshes: 50 });
		for (const window of windows) expect(window.identity(identity.id)?.needsLogin).toBeUndefined();
	});

	it("both learn that the grant was revoked", async () => {
		const windows = [await signedIn(), openWindow()];
		await client.control("POST", "revoke", { all: true });
		for (const window of windows) {
			const failure = await failureFrom(window.org(identity.id).connection.send(testOp(), LIMITS));
			expect(failure).toMatchObject({ kind: "auth", reason: "revoked", loginId: identity.id });
			expect(window.identity(identity.id)?.needsLogin).toBe("revoked");
		}
	});
});

describe("what goes wrong on the way", () => {
	it.each<[string, object]>([
		["420", { kind: "status", status: 420 }],
		["429", { kind: "status", status: 429, headers: { "retry-after": "0" } }],
		["503", { kind: "status", status: 503, headers: { "retry-after": "0" } }],
		["a cut connection", { kind: "drop" }],
		["an expired token", { kind: "expireToken" }],
		[
			"too many at once",
			{
				kind: "status",
				status: 403,
				body: [
					{
						errorCode: "REQUEST_LIMIT_EXCEEDED",
						message: "ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
					},
				],
			},
		],
	])("%s once: the query comes through, every row once", async (_, what) => {
		const { session, load } = queryIn(await signedIn());
		await fault({ match: { path: "/query" }, fault: what, skip: 1, count: 1 });
		await load();
		expect(session.state).toEqual({ kind: "complete" });
		expect(new Set(await idsOf(session)).size).toBe(ROWS);
		expect(session.store.info.loaded).toBe(ROWS);
	});

	it.each<[string, object, object]>([
		["a page of HTML", { kind: "html", status: 200 }, { kind: "network", reason: "notSalesforce" }],
		["half an answer", { kind: "truncate", afterBytes: 200 }, { kind: "network" }],
		[
			"a refusal",
			{ kind: "status", status: 500, body: [{ errorCode: "UNKNOWN_EXCEPTION", message: "x" }] },
			{ kind: "api", code: "UNKNOWN_EXCEPTION" },
		],
	])("%s on page 2: the rows stay, and resuming brings the rest", async (_, what, failure) => {
		const { session, load } = queryIn(await signedIn());
		await fault({ match: { path: "/query/" }, fault: what });
		await load();
		expect(session.state).toMatchObject({ kind: "stopped", error: { failure } });
		expect(session.store.info.loaded).toBe(2000);
		await client.control("DELETE", "faults");
		await load();
		expect(session.state.kind).toBe("complete");
		expect(new Set(await idsOf(session)).size).toBe(ROWS);
		expect(session.store.info.loaded).toBe(ROWS);
	});

	it("a grant that is revoked while paging: signed in again, the query goes on where it was", async () => {
		const window = await signedIn();
		const { session, load } = queryIn(window);
		await fault({ match: { path: "/query/" }, fault: { kind: "revoke" }, count: 1 });
		await load();
		expect(session.state).toMatchObject({
			kind: "stopped",
			error: { failure: { kind: "auth", reason: "revoked" } },
		});
		expect(session.store.info.loaded).toBe(2000);
		const again = await client.signIn();
		await window.add(identity, {
			accessToken: new Secret(again.accessToken),
			refreshToken: new Secret(again.refreshToken),
			instanceUrl: client.org.url,
		});
		await load();
		expect(session.state.kind).toBe("complete");
		expect(new Set(await idsOf(session)).size).toBe(ROWS);
	});

	it("the daily limit stops at once, and says so", async () => {
		const window = await signedIn();
		await client.control("POST", "settings", { dailyApiLimit: 0 });
		const { session, load } = queryIn(window);
		await load();
		expect(session.state).toMatchObject({
			error: { failure: { kind: "limit", reason: "daily" }, message: "TotalRequests Limit exceeded." },
		});
		expect(session.calls).toBe(1);
	});

	it("a cancel ends the request under way, and the rest can be had later", async () => {
		const { session, load } = queryIn(await signedIn());
		await fault({ match: { path: "/query/" }, fault: { kind: "delay", ms: 60_000 }, count: 1 });
		const abort = new AbortController();
		// The request for the second page is there when its delay is used up.
		const underWay = async (): Promise<void> => {
			const { faults } = (await client.control("GET", "faults")).body as { faults: { hits: number }[] };
			return faults[0]?.hits === 1 ? undefined : underWay();
		};
		session.onChange(() => {
			if (session.store.info.loaded === 2000 && session.state.kind === "loading")
				void underWay().then(() => abort.abort());
		});
		await load(abort.signal);
		expect(session.state).toMatchObject({ kind: "stopped", error: { failure: { kind: "cancelled" } } });
		await load();
		expect(session.store.info.loaded).toBe(ROWS);
	});
});

describe("long queries", () => {
	const ofLength = (length: number): string => {
		const [head, tail] = ["SELECT Id FROM Contact WHERE LastName = 'x'", " LIMIT 1"];
		const more = " OR LastName = 'y'";
		const body = head + more.repeat(Math.floor((length - head.length - tail.length) / more.length));
		return body.padEnd(length - tail.length) + tail;
	};
	it("of 100,000 characters go through; one more is refused before it is sent", async () => {
		const { connection } = (await signedIn()).org(identity.id);
		const ask = (soql: string) => firstPage(testOp(), connection, { soql, apiVersion: "66.0" });
		expect((await ask(ofLength(MAX_SOQL))).done).toBe(true);
		const before = await stats();
		expect(await failureFrom(ask(ofLength(MAX_SOQL + 1)))).toMatchObject({
			kind: "input",
			problem: "queryTooLong",
		});
		expect((await stats())["apiUsage"]).toEqual(before["apiUsage"]);
	});
});

describe("a read-only org", () => {
	it("gets no write, and no query that records a view, until it is unlocked", async () => {
		const window = await signedIn();
		await window.change(identity.id, { readOnly: true });
		const { session, load } = queryIn(window, "SELECT Id FROM Account LIMIT 1 FOR VIEW");
		await load();
		expect(session.state).toMatchObject({ error: { failure: { kind: "readOnly", action: "tracking" } } });
		expect(await stats()).toMatchObject({ views: 0 });
		window.safety.allow(identity.id, "tracking", 60_000);
		await load();
		expect(session.state.kind).toBe("complete");
		expect(await stats()).toMatchObject({ views: 1 });
	});
});
