import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inRoot } from "../../scripts/tools/paths.ts";
import { startVsCode } from "./harness/vscode.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { resultsOf, runQuery, startDemo } from "./person.ts";

// One person's way through saved and earlier queries, in order.
let code: VsCodeWindow;

beforeAll(async () => {
	code = await startVsCode({ folder: inRoot("media/workspace") });
	await startDemo(code);
});

afterEach(async ({ task }) => {
	if (task.result?.state === "fail") await code.screenshot(`failed-${task.id}`);
});

afterAll(async () => {
	await code.runCommand("Orgsmith: Stop Demo Org");
	await code.close();
});

const row = (label: string | RegExp) => code.page.locator(".monaco-list-row", { hasText: label });

test("runs are listed as they end, with org, rows and failure; a click opens one, the arrow runs it again", async () => {
	await runQuery(code, "one.soql", "SELECT Id, Name FROM Account LIMIT 3");
	await resultsOf(code, "Account");
	await runQuery(code, "two.soql", "SELECT Nmae FROM Contact");
	await resultsOf(code, "Contact");
	await code.runCommand("View: Show Orgsmith");
	await row(/SELECT Id, Name FROM Account LIMIT 3\s*Orgsmith Demo · 3 rows · /).waitFor();
	await row(/SELECT Nmae FROM Contact\s*Orgsmith Demo · INVALID_FIELD · /).waitFor();
	await row("Today").waitFor();
	await row("queries").waitFor();
	await code.screenshot("queries-view");
	await row("SELECT Id, Name FROM Account LIMIT 3").click();
	await code.page.locator(".tab.active", { hasText: "Untitled-1" }).waitFor();
	expect(await code.editorText()).toContain("SELECT Id, Name FROM Account LIMIT 3");
	await row("SELECT Id, Name FROM Account LIMIT 3").hover();
	await row("SELECT Id, Name FROM Account LIMIT 3").getByLabel("Run Saved or Earlier Query…").click();
	await row(/Orgsmith Demo · 3 rows · .* · 2 times/).waitFor();
});

test("a query is saved to the library, and opens from there", async () => {
	await code.openFile("one.soql");
	await code.runCommand("Orgsmith: Save Query to Library…");
	await code.inputBox("Three accounts");
	await row("Library").waitFor();
	await row("Library").click();
	await row("Three accounts").waitFor();
	expect(await code.editorText()).toContain("SELECT Id, Name FROM Account LIMIT 3");
	await code.screenshot("queries-library");
});

test("the plan of a query is drawn beside it, and its filters are hinted at", async () => {
	await runQuery(code, "plan.soql", "SELECT Id FROM Contact WHERE Email = 'a@b.c' AND Title = 'x'");
	await code.runCommand("Orgsmith: Show Query Plan");
	const frame = await code.webviewFrame(
		async (one) => (await one.locator("h1").innerText({ timeout: 1000 })) === "Selective: Index on Email",
	);
	expect(await frame.locator(".plan h2").first().innerText()).toBe("Index on Email");
	await code.page.locator(".squiggly-info").first().waitFor();
	expect(await code.page.locator(".editor-group-container").count()).toBe(2);
	await code.screenshot("query-plan");
});

test("signing out deletes what was run as that login", async () => {
	await code.runCommand("Orgsmith: Sign Out");
	await row("Queries that you run are listed here.").waitFor();
});
