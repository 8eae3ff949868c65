import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DemoControl } from "./demoControl.ts";
import { startVsCode } from "./harness/vscode.ts";
import { waitFor } from "./harness/waitFor.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { cell, decide, issueReport, resultsCounting, resultsOf, runQuery } from "./person.ts";

let code: VsCodeWindow;
let demo: DemoControl;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "orgsmith-project-"));
	await mkdir(path.join(folder, ".sf"));
	await writeFile(path.join(folder, ".sf/config.json"), '{"target-org":"limited@demo.orgsmith.example"}');
	code = await startVsCode({ folder });
	const signIn = await code.popup(() => code.runCommand("Orgsmith: Start Demo Org"));
	await decide(signIn, "admin", "allow");
	await code.statusBarItem("limited@demo.orgsmith.example?").waitFor();
	demo = await DemoControl.of(code.orgsmithHome);
});

afterEach(async ({ task }) => {
	if (task.result?.state === "fail") await code.screenshot(`failed-${task.id}`);
});

afterAll(async () => {
	await code.close();
	await rm(folder, { recursive: true, force: true });
});

/** A row of the Orgs view by a part of its text. */
function orgRow(text: string) {
	return code.page.locator(".part.sidebar .monaco-list-row", { hasText: text }).first();
}

/** By key: VS Code's menus ignore a click that comes right after they open. */
async function chooseFromMenu(name: string): Promise<void> {
	await code.page.getByRole("menuitem", { name }).hover();
	await code.page.locator(".action-item.focused", { hasText: name }).waitFor();
	await code.page.keyboard.press("Enter");
}

test("the Orgs view lists the login with kind and user, and opens the org by a one-time address", async () => {
	await code.runCommand("View: Show Orgsmith");
	await orgRow("Orgsmith Demo").waitFor();
	expect(await orgRow("Orgsmith Demo").innerText()).toMatch(/DEMO · admin@demo/);
	await code.screenshot("orgs-view");
	const opened = await code.popup(() => code.runCommand("Orgsmith: Open Org in Browser"));
	await opened.getByText("admin@demo.orgsmith.example").first().waitFor();
	const { accessToken } = await demo.token("admin");
	expect(opened.url()).not.toContain("sid=");
	expect(opened.url()).not.toContain(accessToken.slice(0, 15));
	await opened.close();
});

test("the accounts menu lists the login by its user, and offers to sign it out", async () => {
	await code.page.getByRole("button", { name: "Accounts" }).click();
	const account = code.page.getByRole("menuitem", { name: "admin@demo.orgsmith.example (Salesforce)" });
	await account.waitFor();
	await account.hover();
	await code.page.getByRole("menuitem", { name: "Sign Out" }).waitFor();
	await code.page.keyboard.press("Escape");
	await code.page.keyboard.press("Escape");
});

test("a port that another program has: the redirected address is pasted instead", async () => {
	const blocker = createServer((_, response) => response.end("somebody else's page"));
	await new Promise<void>((resolve) => blocker.listen(1717, "127.0.0.1", resolve));
	try {
		const signIn = await code.popup(async () => {
			await code.runCommand("Orgsmith: Sign In to an Org…");
			await code.quickPick("Demo Org");
		});
		await code.page.getByText("Port 1717 is taken").waitFor();
		await code.screenshot("paste-address");
		await signIn.locator('input[name="user"][value="production-admin"]').check();
		await signIn.locator('button[name="decision"][value="allow"]').click();
		await signIn.getByText("somebody else's page").waitFor();
		const address = signIn.url();
		await signIn.close();
		await code.inputBox("http://localhost:1717/OauthRedirect?code=forged&state=wrong");
		await code.notification(/answer to another sign-in/);
		expect(address).toContain("code=");
	} finally {
		await new Promise((resolve) => blocker.close(resolve));
	}
});

test("a forged answer ended that sign-in; the next one takes a pasted address", async () => {
	const blocker = createServer((_, response) => response.end("somebody else's page"));
	await new Promise<void>((resolve) => blocker.listen(1717, "127.0.0.1", resolve));
	try {
		const signIn = await code.popup(async () => {
			await code.runCommand("Orgsmith: Sign In to an Org…");
			await code.quickPick("Demo Org");
		});
		await signIn.locator('input[name="user"][value="production-admin"]').check();
		await signIn.locator('button[name="decision"][value="allow"]').click();
		await signIn.getByText("somebody else's page").waitFor();
		await code.inputBox(signIn.url());
		await signIn.close();
		await orgRow("Acme Production").waitFor();
		expect(await orgRow("Acme Production").innerText()).toContain("PROD");
	} finally {
		await new Promise((resolve) => blocker.close(resolve));
	}
});

test("an access token signs in; what is no token or address is refused while typing", async () => {
	const { accessToken } = await demo.token("limited");
	await code.runCommand("Orgsmith: Sign In with Access Token…");
	await code.inputBox("not an address");
	await code.page.getByText("is not an address").waitFor();
	await code.inputBox(demo.url);
	await code.page.getByText("Sign In: Access Token").waitFor();
	await code.inputBox("short");
	await code.page.getByText("An access token looks like").waitFor();
	await code.inputBox(accessToken);
	await orgRow("limited@demo").waitFor();
});

test("the project's target-org is the default as soon as it is signed in; its user sees what that user may", async () => {
	await code.statusBarItem("limited@demo").waitFor();
	expect(await orgRow("limited@demo").innerText()).toContain("default");
	await runQuery(code, "seen.soql", "SELECT Id, AnnualRevenue FROM Account LIMIT 3");
	const frame = await resultsOf(code, "Account");
	await frame.getByText("No such column 'AnnualRevenue'").first().waitFor();
	await runQuery(code, "seen2.soql", "SELECT Id FROM Account LIMIT 3");
	await resultsCounting(code, "Account", "3 rows");
});

test("a record opens in the browser from the org's menu, and from the panel that its Id in the grid opens", async () => {
	await code.runCommand("View: Show Orgsmith");
	await orgRow("admin@demo").click({ button: "right" });
	const fromMenu = await code.popup(async () => {
		await chooseFromMenu("Open Record in Browser…");
		await code.inputBox("not an id");
		await code.page.getByText("15 or 18 letters and digits").waitFor();
		await code.inputBox("001000000000001AAA");
	});
	await fromMenu.getByText("/001000000000001AAA").waitFor();
	await fromMenu.close();
	await runQuery(code, "ids.soql", "SELECT Id FROM Account LIMIT 2");
	const frame = await resultsOf(
		code,
		"Account",
		async (one) => (await one.locator(".count").innerText()) === "2 rows",
	);
	const id = await cell(frame, 0, 0);
	await frame.locator("#cell-0-0").click();
	await code.page.keyboard.press("Enter");
	const record = await code.webviewFrame(
		async (one) => (await one.locator(".heading code").innerText({ timeout: 1000 })) === id,
	);
	const fromPanel = await code.popup(() => record.getByRole("button", { name: "Open in Org" }).click());
	await fromPanel.getByText(`/${id}`).waitFor();
	await fromPanel.close();
	await code.runCommand("View: Close Editor");
});

test("renaming, read-only switch and sign-out with revocation", async () => {
	const before = (await demo.stats()) as { families: number };
	await code.runCommand("View: Show Orgsmith");
	await orgRow("Acme Production").click({ button: "right" });
	await chooseFromMenu("Rename Org…");
	await code.inputBox("Acme");
	await orgRow("Acme").waitFor();
	await orgRow("admin@acme").click({ button: "right" });
	await chooseFromMenu("Sign Out");
	await orgRow("admin@acme").waitFor({ state: "detached" });
	await waitFor("the revocation", async () => {
		const { families } = (await demo.stats()) as { families: number };
		return families === before.families - 1 ? true : undefined;
	});
});

test("the issue report names no user, address or token", async () => {
	const report = await issueReport(code);
	expect(report).toMatch(/\[http\] GET .*query\?… 200/);
	expect(report).not.toMatch(/00D\w{12,15}!|@demo|5Aep|code=|state=/);
});

test("Escape cancels a sign-in that waits", async () => {
	const signIn = await code.popup(async () => {
		await code.runCommand("Orgsmith: Sign In to an Org…");
		await code.quickPick("Demo Org");
	});
	await code.page.bringToFront();
	await code.page.locator(".quick-input-widget input").press("Escape");
	await signIn.locator('button[name="decision"][value="allow"]').click();
	// Nobody listens any more: the browser can't reach the address.
	await waitFor("the browser to find nobody", () =>
		signIn.url().startsWith("chrome-error:") ? true : undefined,
	);
	await signIn.close();
	expect(await code.notifications()).toEqual([]);
});

test("a newer sign-in takes the place of one that waits", async () => {
	const start = async () => {
		await code.runCommand("Orgsmith: Sign In to an Org…");
		await code.quickPick("Demo Org");
	};
	const abandoned = await code.popup(start);
	await abandoned.close();
	const signIn = await code.popup(start);
	await decide(signIn, "integration", "allow");
	await code.runCommand("View: Show Orgsmith");
	await orgRow("integration@demo").waitFor();
});
