import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoOrgProcess } from "../../../src/orgs/demoOrg.ts";
import { httpSend } from "../../../src/salesforce/http.ts";
import { DemoClient } from "../demo-org/demoClient.ts";
import { failureFrom } from "../failures.ts";
import { freePort } from "../freePort.ts";
import { testOp } from "../testOp.ts";

let client: DemoClient;
let home = "";
let productionId = "";
beforeAll(async () => {
	client = await DemoClient.start();
	home = await mkdtemp(path.join(tmpdir(), "orgsmith-home-"));
	const { orgs } = (await client.control("GET", "orgs")).body as { orgs: { id: string; kind: string }[] };
	productionId = orgs.find(({ kind }) => kind === "production")?.id ?? "";
});
beforeEach(() => rm(path.join(home, "demo-org.json"), { force: true }));
afterAll(async () => {
	await client.org.close();
	await rm(home, { recursive: true, force: true });
});

const subject = () => new DemoOrgProcess({ send: httpSend, script: "unused.js", home });
const state = () => ({ url: client.org.url, pid: 1, key: client.org.key, orgId: client.org.orgId });
const writeState = (content: unknown) =>
	writeFile(
		path.join(home, "demo-org.json"),
		typeof content === "string" ? content : JSON.stringify(content),
	);

describe("find", () => {
	it("finds the process that knows the key in the owner-only file", async () => {
		await writeState(state());
		expect(await subject().find(testOp())).toEqual(state());
	});

	it.each<[string, () => unknown]>([
		["no file", () => undefined],
		["a file that is garbage", () => "{"],
		["a file of another shape", () => ({ url: client.org.url })],
		["another key", () => ({ ...state(), key: "guessed" })],
		["an org it doesn't prove", () => ({ ...state(), orgId: productionId })],
	])("finds nothing: %s", async (_, content) => {
		const written = content();
		if (written !== undefined) await writeState(written);
		expect(await subject().find(testOp())).toBeUndefined();
	});

	it("finds nothing where nobody listens any more", async () => {
		await writeState({ ...state(), url: `http://127.0.0.1:${await freePort()}` });
		expect(await subject().find(testOp())).toBeUndefined();
	});

	it("is cancelled with its operation", async () => {
		await writeState(state());
		expect(await failureFrom(subject().find(testOp(AbortSignal.abort())))).toEqual({ kind: "cancelled" });
	});
});

describe("proves", () => {
	it("the demo org, and never the production-kind org of the same process", async () => {
		await writeState(state());
		expect(productionId).not.toBe("");
		expect(await subject().proves(testOp(), `${client.org.url}/x`, client.org.orgId)).toBe(true);
		expect(await subject().proves(testOp(), client.org.url, productionId)).toBe(false);
	});

	it("nothing at another address, without asking there", async () => {
		await writeState(state());
		const asked: string[] = [];
		const process = new DemoOrgProcess({
			home,
			script: "unused.js",
			send: (call) => {
				asked.push(call.url);
				return httpSend(call);
			},
		});
		expect(await process.proves(testOp(), "https://acme.my.salesforce.com", client.org.orgId)).toBe(false);
		expect(asked).toEqual([]);
	});

	it.each<[string, string]>([
		["with another's key", "0".repeat(64)],
		["with no hex", "zz"],
		["with nothing", ""],
	])("nothing to one that answers %s", async (_, mac) => {
		await writeState(state());
		const process = new DemoOrgProcess({
			home,
			script: "unused.js",
			send: () => Promise.resolve({ status: 200, headers: new Headers(), text: JSON.stringify({ mac }) }),
		});
		expect(await process.proves(testOp(), client.org.url, client.org.orgId)).toBe(false);
	});
});

describe("stop", () => {
	it("leaves alone what it can't prove to be ours", async () => {
		await writeState({ ...state(), key: "guessed", pid: process.pid });
		expect(await subject().stop(testOp())).toBe(false);
	});
});
