import { createServer, request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import {
	type Loopback,
	type LoopbackOptions,
	listenForRedirect,
	pasteOnly,
} from "../../../src/salesforce/auth/loopback.ts";
import { failureFrom } from "../failures.ts";
import { freePort } from "../freePort.ts";

const STATE = "the-state";
const PAGES = { success: "<p>you are in</p>", failure: "<p>it failed</p>" };
const ends: (() => void)[] = [];
afterEach(() => {
	for (const end of ends.splice(0)) end();
});

async function listening(changes: Partial<LoopbackOptions> = {}) {
	const port = changes.port ?? (await freePort());
	const log: string[] = [];
	const wait: Loopback = await listenForRedirect({
		port,
		state: STATE,
		signal: new AbortController().signal,
		timeoutMs: 60_000,
		pages: PAGES,
		log: (line) => void log.push(line),
		...changes,
	});
	ends.push(() => wait.close());
	const get = (path: string, host = "127.0.0.1", method = "GET") => visit(host, port, path, method);
	return { wait, port, log, get };
}

function visit(host: string, port: number, path: string, method: string) {
	return new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>(
		(resolve, reject) => {
			request({ host, port, path, method, agent: false }, (response) => {
				let body = "";
				response.setEncoding("utf8");
				response.on("data", (chunk: string) => {
					body += chunk;
				});
				response.on("end", () =>
					resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
				);
			})
				.once("error", reject)
				.end();
		},
	);
}

/** Whatever bytes one likes; gives the first line of the answer. */
function raw(port: number, text: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, "127.0.0.1", () => socket.write(text));
		let got = "";
		socket.setEncoding("utf8");
		socket.on("data", (chunk: string) => {
			got += chunk;
		});
		socket.once("error", reject);
		socket.once("close", () => resolve(got.split("\r\n")[0] ?? ""));
	});
}

describe("the redirect", () => {
	it.each(["127.0.0.1", "::1"])("on %s gives the code and the page that says so", async (host) => {
		const { wait, get, log } = await listening();
		const { status, body, headers } = await get(`/OauthRedirect?code=aPrx%3D%3D&state=${STATE}`, host);
		expect([status, body]).toEqual([200, PAGES.success]);
		expect(headers).toMatchObject({
			"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
			"cache-control": "no-store",
			"referrer-policy": "no-referrer",
		});
		expect((await wait.code).reveal()).toBe("aPrx==");
		expect(log).toEqual(["[auth] redirect: code"]);
	});

	it("counts once: a second one is ignored, and then nobody listens", async () => {
		const { wait, port } = await listening();
		const first = visit("127.0.0.1", port, `/OauthRedirect?code=first&state=${STATE}`, "GET");
		await first;
		expect(wait.accept(`/OauthRedirect?code=second&state=${STATE}`)).toBe(false);
		expect((await wait.code).reveal()).toBe("first");
		await expect(visit("127.0.0.1", port, "/OauthRedirect", "GET")).rejects.toThrow(
			/ECONNREFUSED|ECONNRESET/,
		);
	});

	it("under another state is refused at once", async () => {
		const { wait, get } = await listening();
		const { status, body } = await get("/OauthRedirect?code=aPrx&state=other");
		expect([status, body]).toEqual([400, PAGES.failure]);
		expect(await failureFrom(wait.code)).toMatchObject({ kind: "auth", reason: "stateMismatch" });
	});

	it("with an error ends the wait", async () => {
		const { wait, get } = await listening();
		expect((await get(`/OauthRedirect?error=access_denied&state=${STATE}`)).status).toBe(400);
		expect(await failureFrom(wait.code)).toMatchObject({ kind: "auth", reason: "denied" });
	});
});

describe("anything else", () => {
	it.each<[string, string, string, number]>([
		["no code", "GET", "/OauthRedirect", 400],
		["an empty query", "GET", "/OauthRedirect?", 400],
		["a code that is empty", "GET", `/OauthRedirect?code=&state=${STATE}`, 400],
		["somebody else's error", "GET", "/OauthRedirect?error=access_denied&state=other", 400],
		["another path", "GET", `/?code=aPrx&state=${STATE}`, 404],
		["a longer path", "GET", `/OauthRedirect/x?code=aPrx&state=${STATE}`, 404],
		["a POST", "POST", `/OauthRedirect?code=aPrx&state=${STATE}`, 404],
		["a HEAD", "HEAD", `/OauthRedirect?code=aPrx&state=${STATE}`, 404],
		["an icon", "GET", "/favicon.ico", 404],
		["markup in it", "GET", "/OauthRedirect?x=%3Cscript%3E&y=<script>", 400],
	])("%s is answered and the wait goes on", async (_, method, path, expected) => {
		const { wait, get } = await listening();
		const { status, body } = await get(path, "127.0.0.1", method);
		expect(status).toBe(expected);
		expect(body).not.toMatch(/script|aPrx|the-state/);
		await get(`/OauthRedirect?code=real&state=${STATE}`);
		expect((await wait.code).reveal()).toBe("real");
	});

	it.each(["//", "http://[", "//:99999/", "*"])(
		"a request target that is no address (%j) does not end the process",
		async (target) => {
			const { wait, port, get } = await listening();
			expect(await raw(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
				/^HTTP\/1\.1 4\d\d/,
			);
			await get(`/OauthRedirect?code=real&state=${STATE}`);
			expect((await wait.code).reveal()).toBe("real");
		},
	);
});

describe("the wait", () => {
	it("takes a pasted address", async () => {
		const { wait } = await listening();
		expect(wait.accept("not it")).toBe(false);
		expect(wait.accept(`http://localhost:1717/OauthRedirect?code=pasted&state=${STATE}`)).toBe(true);
		expect((await wait.code).reveal()).toBe("pasted");
	});

	it("ends with its signal, and frees the port", async () => {
		const abort = new AbortController();
		const { wait, port } = await listening({ signal: abort.signal });
		abort.abort();
		expect(await failureFrom(wait.code)).toEqual({ kind: "cancelled" });
		await listening({ port });
	});

	it("ends under a signal that is aborted already", async () => {
		const { wait } = await listening({ signal: AbortSignal.abort() });
		expect(await failureFrom(wait.code)).toEqual({ kind: "cancelled" });
	});

	it("ends after its time", async () => {
		const { wait } = await listening({ timeoutMs: 1 });
		expect(await failureFrom(wait.code)).toMatchObject({ kind: "auth", reason: "timedOut" });
	});

	it("ends when it is closed", async () => {
		const { wait } = await listening();
		wait.close();
		expect(await failureFrom(wait.code)).toEqual({ kind: "cancelled" });
	});
});

describe("a port that is taken", () => {
	it.each(["127.0.0.1", "::1"])("on %s is told, and the other address is given back", async (host) => {
		const port = await freePort();
		const squatter = createServer();
		await new Promise<void>((resolve) => squatter.listen({ port, host, ipv6Only: host === "::1" }, resolve));
		ends.push(() => void squatter.close());
		expect(await failureFrom(listening({ port }))).toEqual({
			kind: "input",
			problem: "portTaken",
			detail: String(port),
		});
		squatter.closeAllConnections();
		await new Promise((resolve) => squatter.close(resolve));
		await listening({ port });
	});

	it("by another sign-in: that one is not disturbed, and this one can be pasted", async () => {
		const first = await listening();
		expect(await failureFrom(listening({ port: first.port, state: "second" }))).toMatchObject({
			problem: "portTaken",
		});
		const second = pasteOnly({ state: "second", signal: new AbortController().signal, timeoutMs: 60_000 });
		ends.push(() => second.close());
		expect(second.accept("/OauthRedirect?code=two&state=second")).toBe(true);
		await first.get(`/OauthRedirect?code=one&state=${STATE}`);
		expect([(await first.wait.code).reveal(), (await second.code).reveal()]).toEqual(["one", "two"]);
	});
});

it("two sign-ins at once, each with its own port and state, don't meet", async () => {
	const [a, b] = [await listening({ state: "a" }), await listening({ state: "b" })];
	await a.get("/OauthRedirect?code=for-a&state=a");
	await b.get("/OauthRedirect?code=for-b&state=b");
	expect([(await a.wait.code).reveal(), (await b.wait.code).reveal()]).toEqual(["for-a", "for-b"]);
});
