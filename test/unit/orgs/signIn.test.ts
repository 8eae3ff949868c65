import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Secret } from "../../../src/base/secret.ts";
import {
	type BrowserSignIn,
	type SignInDeps,
	signInWithBrowser,
	signInWithToken,
	signOut,
} from "../../../src/orgs/signIn.ts";
import { httpSend } from "../../../src/salesforce/http.ts";
import { DemoClient } from "../demo-org/demoClient.ts";
import { errorFrom, failureFrom } from "../failures.ts";
import { freePort } from "../freePort.ts";
import { testOp } from "../testOp.ts";
import { registry } from "./memory.ts";

const NOW = 1_790_000_000_000;
let client: DemoClient;
beforeAll(async () => {
	client = await DemoClient.start();
});
beforeEach(() => client.control("POST", "reset"));
afterAll(() => client.org.close());

function signingIn(changes: Partial<SignInDeps> = {}) {
	const parts = registry({ send: httpSend });
	const deps: SignInDeps = {
		registry: parts.registry,
		send: httpSend,
		provesDemo: (_, __, orgId) => Promise.resolve(orgId === client.org.orgId),
		now: () => NOW,
		...changes,
	};
	return { ...parts, deps };
}

/** A person in a browser: answers the sign-in page and follows the redirect. */
const person =
	(answer: { decision?: string; user?: string; state?: string } = {}) =>
	async (url: string): Promise<void> => {
		const address = await redirectOf(url, answer);
		await fetch(address);
	};

async function redirectOf(
	url: string,
	{ decision = "allow", user = "admin", state }: { decision?: string; user?: string; state?: string },
): Promise<string> {
	const fields = {
		...Object.fromEntries(new URL(url).searchParams),
		decision,
		user,
		...(state === undefined ? {} : { state }),
	};
	const reply = await fetch(new URL("/services/oauth2/authorize", url), {
		method: "POST",
		body: new URLSearchParams(fields),
		redirect: "manual",
	});
	return reply.headers.get("location") ?? "missing:";
}

async function request(
	open: BrowserSignIn["open"],
	changes: Partial<BrowserSignIn> = {},
): Promise<BrowserSignIn> {
	return {
		loginHost: client.org.url,
		clientId: "orgsmith-demo-public",
		port: await freePort(),
		timeoutMs: 60_000,
		pages: { success: "<p>in</p>", failure: "<p>failed</p>" },
		open,
		whileWaiting: () => undefined,
		...changes,
	};
}

describe("sign-in in the browser", () => {
	it("allowed: the login is there, with all that is known of it", async () => {
		const { deps, registry: orgs } = signingIn();
		const org = await signInWithBrowser(testOp(), deps, await request(person()));
		expect(org).toMatchObject({
			kind: "demo",
			instanceUrl: client.org.url,
			apiVersion: "66.0",
			orgId: client.org.orgId,
		});
		expect(orgs.identity(org.id)).toMatchObject({
			source: "web",
			loginHost: client.org.url,
			clientId: "orgsmith-demo-public",
			scopes: ["refresh_token", "api", "web"],
			lastUsed: NOW,
		});
		expect((await orgs.tokens(org.id))?.refreshToken).toBeDefined();
		const limits = { method: "GET", path: "/services/data/v66.0/limits" } as const;
		expect((await org.connection.send(testOp(), limits)).status).toBe(200);
	});

	it("tells apart the production-kind org of the same process: read-only, never demo", async () => {
		const { deps } = signingIn();
		const org = await signInWithBrowser(testOp(), deps, await request(person({ user: "production-admin" })));
		expect(org.kind).toBe("production");
		const create = { method: "POST", path: "/services/data/v66.0/sobjects/Account", body: "{}" } as const;
		expect(await failureFrom(org.connection.send(testOp(), create))).toMatchObject({ kind: "readOnly" });
	});

	it("counts an org whose row can't be read as unknown, so as read-only", async () => {
		const { deps } = signingIn({ provesDemo: () => Promise.resolve(false) });
		await client.control("POST", "faults", {
			match: { path: "Organization" },
			fault: { kind: "status", status: 400, body: [{ errorCode: "INVALID_TYPE", message: "no" }] },
		});
		expect((await signInWithBrowser(testOp(), deps, await request(person()))).kind).toBe("unknown");
	});

	it("takes its grant back when the org can't be read after all", async () => {
		const { deps, registry: orgs, secrets } = signingIn();
		await client.control("POST", "faults", {
			match: { path: "userinfo" },
			fault: { kind: "status", status: 500, body: "" },
			count: 20,
		});
		await failureFrom(signInWithBrowser(testOp(), deps, await request(person())));
		expect(orgs.identities).toEqual([]);
		expect(secrets.kept.size).toBe(0);
		expect((await client.control("GET", "stats")).body).toMatchObject({ families: 0 });
	});

	it("gives a second user of one org a label of their own", async () => {
		const { deps, registry: orgs } = signingIn();
		await signInWithBrowser(testOp(), deps, await request(person()));
		await signInWithBrowser(testOp(), deps, await request(person({ user: "limited" })));
		expect(new Set(orgs.identities.map(({ label }) => label)).size).toBe(2);
	});

	it.each<[string, { decision?: string; state?: string }, object]>([
		["denied", { decision: "deny" }, { kind: "auth", reason: "denied" }],
		["with a changed state", { state: "another" }, { kind: "auth", reason: "stateMismatch" }],
	])("%s: refused, and nothing is kept", async (_, answer, failure) => {
		const { deps, registry: orgs, secrets } = signingIn();
		expect(await failureFrom(signInWithBrowser(testOp(), deps, await request(person(answer))))).toMatchObject(
			failure,
		);
		expect([orgs.identities, secrets.kept.size]).toEqual([[], 0]);
	});

	it("with a code that is too old: rejected, not revoked", async () => {
		const { deps } = signingIn();
		await client.control("POST", "settings", { codeLifetimeMs: 0 });
		const late = async (url: string) => {
			const address = await redirectOf(url, {});
			client.pass(1);
			await fetch(address);
		};
		expect(await failureFrom(signInWithBrowser(testOp(), deps, await request(late)))).toMatchObject({
			kind: "auth",
			reason: "rejected",
		});
	});

	it("with an app that the org blocks: says so", async () => {
		const { deps } = signingIn();
		await client.control("POST", "settings", { blockedApp: "redirect" });
		const error = await errorFrom(signInWithBrowser(testOp(), deps, await request(person())));
		expect(error.failure).toMatchObject({ kind: "auth", reason: "appBlocked" });
		expect(error.message).toBe("app must be installed into org");
	});

	it("ends with its operation, while the browser is open", async () => {
		const { deps } = signingIn();
		const abort = new AbortController();
		const open = () => {
			abort.abort();
			return Promise.resolve();
		};
		expect(await failureFrom(signInWithBrowser(testOp(abort.signal), deps, await request(open)))).toEqual({
			kind: "cancelled",
		});
	});

	it("ends after its time", async () => {
		const { deps } = signingIn();
		const idle = await request(() => Promise.resolve(), { timeoutMs: 1 });
		expect(await failureFrom(signInWithBrowser(testOp(), deps, idle))).toMatchObject({ reason: "timedOut" });
	});

	it("by a pasted address where the port is taken", async () => {
		const { deps } = signingIn();
		const squatter = createServer();
		const port = await freePort();
		await new Promise<void>((resolve) => squatter.listen(port, "127.0.0.1", resolve));
		const told: boolean[] = [];
		const pasted = await request(() => Promise.resolve(), {
			port,
			whileWaiting: ({ portTaken, url, paste }) => {
				told.push(portTaken, paste("something else"));
				void redirectOf(url, {}).then((address) => told.push(paste(address)));
			},
		});
		const org = await signInWithBrowser(testOp(), deps, pasted);
		squatter.close();
		expect([org.kind, told]).toEqual(["demo", [true, false, true]]);
	});

	it("twice at once: each gets its own", async () => {
		const { deps, registry: orgs } = signingIn();
		const both = await Promise.all([
			signInWithBrowser(testOp(), deps, await request(person())),
			signInWithBrowser(testOp(), deps, await request(person({ user: "production-admin" }))),
		]);
		expect(both.map(({ kind }) => kind)).toEqual(["demo", "production"]);
		expect(orgs.identities).toHaveLength(2);
	});

	it("logs neither code nor token", async () => {
		const { deps, registry: orgs } = signingIn();
		const op = testOp();
		const org = await signInWithBrowser(op, deps, await request(person()));
		const tokens = await orgs.tokens(org.id);
		expect(op.lines.length).toBeGreaterThan(1);
		expect(op.lines.join("\n")).not.toMatch(/aPrx|5Aep|code=|00D\w{12,15}!/);
		expect(op.lines.join("\n")).not.toContain(tokens?.accessToken.reveal());
	});
});

describe("sign-in with a token", () => {
	it("takes it as it is: nothing renews it, and signing out leaves it alone", async () => {
		const { deps, registry: orgs } = signingIn();
		const { accessToken } = await client.signIn();
		const org = await signInWithToken(testOp(), deps, {
			instanceUrl: client.org.url,
			accessToken: new Secret(accessToken),
		});
		const identity = orgs.identity(org.id);
		expect(identity).toMatchObject({ source: "token", kind: "demo" });
		if (identity) await signOut(testOp(), deps, identity);
		expect(orgs.identities).toEqual([]);
		expect((await client.get("/services/data/v66.0/limits", accessToken)).status).toBe(200);
	});

	it("that is dead is refused", async () => {
		const { deps } = signingIn();
		const dead = { instanceUrl: client.org.url, accessToken: new Secret("00D7g0000001abc!dead") };
		expect(await failureFrom(signInWithToken(testOp(), deps, dead))).toMatchObject({ kind: "auth" });
	});
});

describe("sign-out", () => {
	it("revokes our own grant and forgets the login", async () => {
		const { deps, registry: orgs, secrets } = signingIn();
		const org = await signInWithBrowser(testOp(), deps, await request(person()));
		const token = (await orgs.tokens(org.id))?.accessToken.reveal() ?? "";
		const identity = orgs.identity(org.id);
		if (identity) await signOut(testOp(), deps, identity);
		expect([orgs.identities, secrets.kept.size]).toEqual([[], 0]);
		expect((await client.get("/services/data/v66.0/limits", token)).status).toBe(401);
	});

	it("works also when the org can't be reached", async () => {
		const { deps, registry: orgs } = signingIn();
		const org = await signInWithBrowser(testOp(), deps, await request(person()));
		await client.control("POST", "faults", { match: { path: "revoke" }, fault: { kind: "drop" } });
		const op = testOp();
		const identity = orgs.identity(org.id);
		if (identity) await signOut(op, deps, identity);
		expect(orgs.identities).toEqual([]);
		expect(op.lines.some((line) => line.startsWith("warn [auth]"))).toBe(true);
	});
});
