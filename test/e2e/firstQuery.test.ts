import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inRoot } from "../../scripts/tools/paths.ts";
import { DemoControl } from "./demoControl.ts";
import { startVsCode } from "./harness/vscode.ts";
import { waitFor } from "./harness/waitFor.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { cell, count, decide, resultsCounting, resultsOf, runQuery } from "./person.ts";

// One person's first quarter of an hour, in order: each test goes on where the one before it ended.
let code: VsCodeWindow;
let demo: DemoControl;

beforeAll(async () => {
	code = await startVsCode({ folder: inRoot("media/workspace") });
});

afterEach(async ({ task }) => {
	if (task.result?.state === "fail") await code.screenshot(`failed-${task.id}`);
});

afterAll(async () => {
	await code.runCommand("Orgsmith: Stop Demo Org");
	await code.close();
});

test("without an org, running asks for one; an empty file says what to write", async () => {
	await runQuery(code, "early.soql", "SELECT Id FROM Account");
	expect(await code.quickPickLabels()).toEqual([
		expect.stringContaining("Sign In to Another Org…"),
		expect.stringContaining("Start Demo Org"),
	]);
	await code.page.keyboard.press("Escape");
	await code.notification("No org is chosen. Sign in, or choose one, and run again.");
	await runQuery(code, "empty.soql", "// nothing but a comment\n");
	await code.notification(/There is no query here/);
	await code.runCommand("Notifications: Clear All Notifications");
});

test("Deny in the browser says so and leaves nothing behind", async () => {
	const signIn = await code.popup(() => code.runCommand("Orgsmith: Start Demo Org"));
	await code.screenshot("sign-in-waiting");
	await decide(signIn, "admin", "deny");
	await code.notification(/denied in the browser.*end-user denied authorization/);
	await code.statusBarItem("No org").waitFor();
	demo = await DemoControl.of(code.orgsmithHome);
	expect(await demo.stats()).toMatchObject({ families: 0 });
});

test("Allow signs in; the query under the cursor runs into a grid beside the text, which keeps the focus", async () => {
	const signIn = await code.popup(() => code.runCommand("Orgsmith: Start Demo Org"));
	await decide(signIn, "admin", "allow");
	await code.statusBarItem("Orgsmith Demo DEMO").waitFor();
	await code.openFile("queries/first.soql");
	await code.editor().locator(".view-lines").first().click();
	await code.page.keyboard.press("ControlOrMeta+Enter");
	const frame = await resultsOf(code, "Account");
	await count(frame, "120 rows");
	await code.screenshot("first-rows");
	expect(await frame.locator(".grid").getAttribute("aria-rowcount")).toBe("121");
	expect(await frame.locator(".head span").allInnerTexts()).toContain("Owner.Name");
	// What is typed now must still go to the query.
	await code.page.keyboard.press("ControlOrMeta+End");
	await code.page.keyboard.type("-- typed");
	expect(await code.editorText()).toContain("-- typed");
	await code.page.keyboard.press("ControlOrMeta+Z");
});

test("cells are chosen by keyboard and copied as they are, markup and line breaks included", async () => {
	await runQuery(
		code,
		"names.soql",
		"SELECT Name, Industry FROM Account WHERE Name LIKE '<script>%' LIMIT 1",
	);
	const frame = await resultsOf(
		code,
		"Account",
		async (frame) => (await frame.locator(".count").innerText()) === "1 row",
	);
	expect(await cell(frame, 0, 0)).toContain("<script>");
	await frame.locator("#cell-0-0").click();
	await code.page.keyboard.press("Shift+ArrowRight");
	await code.page.keyboard.press("ControlOrMeta+Shift+C");
	await frame.getByText("Copied 2 cells with headers.").first().waitFor();
	const copied = await code.page.evaluate("navigator.clipboard.readText()");
	expect(copied).toMatch(/^Name\tIndustry\n.*<script>/);
});

test("child rows open in place", async () => {
	await runQuery(
		code,
		"children.soql",
		"SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) LIMIT 5",
	);
	const frame = await resultsOf(
		code,
		"Account",
		async (frame) => (await frame.locator(".cell.children").count()) > 0,
	);
	const opener = frame.locator(".cell.children").first();
	expect(await opener.getAttribute("aria-expanded")).toBe("false");
	await opener.click();
	await frame.locator(".child .cell").first().waitFor();
	expect(await frame.locator(".child .head span").allInnerTexts()).toEqual(["LastName"]);
	await code.screenshot("child-rows");
});

test("a refused query shows the platform's code and words, and a squiggle where they point", async () => {
	await runQuery(code, "wrong.soql", "// a comment above\nSELECT Id,\n  Nmae\nFROM Contact");
	const frame = await resultsOf(code, "Contact");
	await frame.getByText("INVALID_FIELD").first().waitFor();
	expect(await frame.locator(".state p").innerText()).toContain("No such column 'Nmae' on entity 'Contact'");
	await code.page.locator(".squiggly-error").first().waitFor();
	await frame.getByRole("button", { name: "Show Query" }).click();
	await code.statusBarItem("Ln 3, Col 3").waitFor();
	await code.screenshot("query-error");
});

test("a hidden panel keeps its rows; a reloaded window keeps query and org, and asks for rows on request", async () => {
	await code.runCommand("View: Close All Editors");
	await runQuery(code, "kept.soql", "SELECT Name FROM Account ORDER BY Name LIMIT 7");
	await resultsCounting(code, "Account", "7 rows");
	const shown = await resultsOf(code, "Account");
	// The results' group is locked: what is opened there goes to another one.
	await code.page.keyboard.press("ControlOrMeta+2");
	await code.runCommand("File: New Untitled Text File");
	await code.statusBarItem("Plain Text").waitFor();
	expect(shown.isDetached()).toBe(false);
	await code.runCommand("View: Close Editor");
	await code.page.keyboard.press("ControlOrMeta+2");
	await code.runCommand("View: Unlock Editor Group");
	await code.runCommand("File: New Untitled Text File");
	await waitFor("the panel to be hidden", async () => (shown.isDetached() ? true : undefined));
	await code.runCommand("View: Close Editor");
	await resultsCounting(code, "Account", "7 rows");
	expect(await cell(await resultsOf(code, "Account"), 6, 0)).not.toBe("");

	await code.reloadAsPerson();
	const frame = await resultsOf(code, "Account");
	await frame.getByText("Rows are not kept over a reload.").waitFor();
	await code.screenshot("restored");
	await frame.locator("button.primary").click();
	await resultsCounting(code, "Account", "7 rows");
});
