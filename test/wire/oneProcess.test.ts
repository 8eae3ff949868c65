import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { Connection } from "jsforce";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliIsPresent, SfCli } from "./sfCli.ts";

const MAIN = path.resolve(import.meta.dirname, "../../demo-org/main.ts");

interface Ready {
	readonly url: string;
	readonly controlKey: string;
}

/** What `npm run demo-org` starts, alone, with everybody at once. */
describe("one process", () => {
	let server: ChildProcess;
	let ready: Ready;
	let accessToken = "";
	beforeAll(async () => {
		server = spawn(process.execPath, [MAIN, "--rows", "300"], { stdio: ["ignore", "pipe", "inherit"] });
		if (server.stdout === null) throw new Error("no stdout");
		const [line] = (await once(createInterface(server.stdout), "line")) as [string];
		ready = JSON.parse(line) as Ready;
		const reply = await fetch(`${ready.url}/__demo/token`, {
			method: "POST",
			headers: { "x-demo-key": ready.controlKey },
			body: JSON.stringify({ user: "admin" }),
		});
		({ accessToken } = (await reply.json()) as { accessToken: string });
	});
	afterAll(async () => {
		server.kill("SIGTERM");
		expect(await once(server, "exit")).toEqual([0, null]);
	});

	/** The CLI signs in and counts. */
	async function byCli(): Promise<number> {
		const sf = await SfCli.create(accessToken);
		try {
			await sf.result(`org login access-token --instance-url ${ready.url} --no-prompt --alias demo`);
			const soql = "SELECT Id FROM Contact";
			const command = "data query --target-org demo --query";
			return (await sf.result<{ totalSize: number }>(command, soql)).totalSize;
		} finally {
			await sf.remove();
		}
	}

	async function byJsforce(): Promise<number> {
		const connection = new Connection({ instanceUrl: ready.url, accessToken, version: "66.0" });
		return (await connection.query("SELECT COUNT() FROM Contact")).totalSize;
	}

	/** As a browser does: the sign-in page, its form, the way back with a code, the token, a query. */
	async function byBrowser(): Promise<number> {
		const client = { client_id: "orgsmith-demo-public", redirect_uri: "http://localhost:1717/OauthRedirect" };
		const asked = new URLSearchParams({
			...client,
			response_type: "code",
			scope: "api refresh_token",
			state: "s",
		});
		const authorize = `${ready.url}/services/oauth2/authorize`;
		const page = await fetch(`${authorize}?${asked.toString()}`);
		expect(page.headers.get("content-type")).toContain("text/html");
		const html = await page.text();
		const fields = new URLSearchParams({ user: "admin", decision: "allow" });
		for (const [, name = "", value = ""] of html.matchAll(
			/<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
		))
			fields.set(name, value.replaceAll("&amp;", "&"));
		const answer = await fetch(authorize, { method: "POST", body: fields, redirect: "manual" });
		const back = new URL(answer.headers.get("location") ?? "");
		expect(back.searchParams.get("state")).toBe("s");
		const code = back.searchParams.get("code") ?? "";
		const token = await fetch(`${ready.url}/services/oauth2/token`, {
			method: "POST",
			body: new URLSearchParams({ ...client, grant_type: "authorization_code", code }),
		});
		const { access_token } = (await token.json()) as { access_token: string };
		const count = await fetch(
			`${ready.url}/services/data/v66.0/query?q=${encodeURIComponent("SELECT COUNT() FROM Contact")}`,
			{ headers: { authorization: `Bearer ${access_token}` } },
		);
		return ((await count.json()) as { totalSize: number }).totalSize;
	}

	it("serves the sf CLI, jsforce and a browser at once", async () => {
		const all = [byJsforce(), byBrowser(), ...(cliIsPresent ? [byCli()] : [])];
		expect(new Set(await Promise.all(all))).toEqual(new Set([300]));
	});
});
