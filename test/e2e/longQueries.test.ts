import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inRoot } from "../../scripts/tools/paths.ts";
import { DemoControl } from "./demoControl.ts";
import { startVsCode } from "./harness/vscode.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { count, decide, resultsOf, runQuery, startDemo } from "./person.ts";

// A demo org with more rows than a page has, started by our script as `npm run demo` starts it.
let home: string;
let server: ChildProcess;
let code: VsCodeWindow;
let demo: DemoControl;

beforeAll(async () => {
	home = await mkdtemp(path.join(tmpdir(), "orgsmith-home-"));
	const args = [
		inRoot("dist/demoOrg.js"),
		"--port",
		"0",
		"--rows",
		"4500",
		"--state-file",
		path.join(home, "demo-org.json"),
	];
	server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
	if (server.stdout) await once(server.stdout, "data");
	demo = await DemoControl.of(home);
	code = await startVsCode({ orgsmithHome: home });
	await startDemo(code);
});

afterAll(async () => {
	await code.close();
	server.kill();
	await once(server, "exit");
	await rm(home, { recursive: true, force: true });
});

test("a slow second page can be cancelled; rows so far stay, and Resume brings the rest", async () => {
	await demo.fault("/query/0r8", { kind: "delay", ms: 60_000 });
	await runQuery(code, "many.soql", "SELECT Id, Name, Email FROM Contact ORDER BY Name, Id");
	const frame = await resultsOf(code, "Contact", async (frame) => (await frame.locator(".row").count()) > 0);
	if ((await frame.locator(".count").innerText()) === "4,500 rows")
		throw new Error("more than one page is needed");
	await frame.getByRole("button", { name: /^Cancel/ }).click();
	await frame.locator(".band", { hasText: "rows are missing" }).waitFor();
	await code.screenshot("cancelled");
	await frame.getByRole("button", { name: "Resume" }).click();
	await count(frame, "4,500 rows");
});

test("a page that breaks off again and again leaves the rows so far, marked partial; Resume brings the rest", async () => {
	await demo.fault("/query/0r8", { kind: "truncate", afterBytes: 5_000 }, 5);
	await runQuery(code, "breaking.soql", "SELECT Id, Name, Phone FROM Contact ORDER BY Name, Id");
	const frame = await resultsOf(
		code,
		"Contact",
		async (frame) => (await frame.locator(".band", { hasText: "The connection broke off" }).count()) > 0,
	);
	expect(await frame.locator(".band").innerText()).toContain("2,500 rows are missing");
	await frame.getByRole("button", { name: "Resume" }).click();
	await count(frame, "4,500 rows");
});

test("a proxy's page instead of data is said to be one, with its title and without its markup", async () => {
	await demo.fault("/query", {
		kind: "html",
		status: 200,
		body: "<html><title>Guest Wi-Fi</title><b>Log in</b></html>",
	});
	await runQuery(code, "proxied.soql", "SELECT Id, Name FROM User LIMIT 1");
	const frame = await resultsOf(code, "User");
	await frame
		.getByText(/not Salesforce's: a proxy or login page may be in between \(Guest Wi-Fi\)/)
		.first()
		.waitFor();
	await frame.getByRole("button", { name: "Run Again" }).first().click();
	await count(frame, "1 row");
});

test("a session that dies while a query runs: sign in again, and that query goes on", async () => {
	await demo.fault("/query/0r8", { kind: "revoke" });
	await runQuery(code, "dying.soql", "SELECT Id, Name, Email FROM Contact ORDER BY Name DESC, Id");
	const frame = await resultsOf(
		code,
		"Contact",
		async (frame) => (await frame.locator(".band", { hasText: "session has ended" }).count()) > 0,
	);
	await code.screenshot("dead-session");
	const signIn = await code.popup(() => frame.getByRole("button", { name: "Sign In Again" }).click());
	await decide(signIn, "admin", "allow");
	await count(frame, "4,500 rows");
	await code.statusBarItem("Orgsmith Demo DEMO").waitFor();
});
