import type { Frame } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inRoot } from "../../scripts/tools/paths.ts";
import { DemoControl } from "./demoControl.ts";
import { startVsCode } from "./harness/vscode.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { cell, count, decide, resultsOf, runQuery, startDemo } from "./person.ts";

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

/** The record page that shows an object of this label, and for which `also` holds. */
const recordOf = (
	objectLabel: string,
	also: (frame: Frame) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Frame> =>
	code.webviewFrame(
		async (frame) =>
			(await frame.locator(".heading .object").innerText({ timeout: 1000 })).startsWith(objectLabel) &&
			(await frame.locator(".field").count()) > 0 &&
			(await also(frame)),
	);
const named = (name: string) => async (frame: Frame) => (await frame.locator("h1").innerText()) === name;

test("Enter on an Id in the grid opens the record beside it; a lookup is followed and Back comes back", async () => {
	await runQuery(
		code,
		"contacts.soql",
		"SELECT Id, Name, Account.Name FROM Contact WHERE AccountId != null ORDER BY Name DESC LIMIT 5",
	);
	const grid = await resultsOf(code, "Contact");
	await count(grid, "5 rows");
	const [id, name, accountName] = [await cell(grid, 0, 0), await cell(grid, 0, 1), await cell(grid, 0, 2)];
	await grid.locator("#cell-0-0").click();
	await code.page.keyboard.press("Enter");

	const contact = await recordOf("Contact", named(name));
	expect(await contact.locator(".heading code").innerText()).toBe(id);
	expect(await contact.locator(".bar .mark").innerText()).toBe("DEMO");
	await code.page.locator(".tab.active", { hasText: `${name} · Orgsmith Demo` }).waitFor();
	const account = contact.locator('.field[data-field="AccountId"] .link');
	await account.getByText(accountName, { exact: true }).waitFor();
	await code.screenshot("record");

	await contact.locator('.field[data-field="AccountId"]').focus();
	await code.page.keyboard.press("Enter");
	const there = await recordOf("Account", named(accountName));
	await there.getByRole("button", { name: /^Contacts/ }).click();
	await there.locator(".related li .link").first().waitFor();
	await code.screenshot("record-related");

	await code.page.keyboard.press("Alt+ArrowLeft");
	const back = await recordOf("Contact", named(name));
	expect(await back.getByRole("button", { name: `Forward to ${accountName} (Alt+Right)` }).isEnabled()).toBe(
		true,
	);
	// Beside: the grid is still there.
	expect(await cell(grid, 0, 0)).toBe(id);
});

test("a reloaded window reads the record again, with its way forward", async () => {
	await code.reloadAsPerson();
	const contact = await recordOf("Contact");
	expect(await contact.getByRole("button", { name: /^Forward to / }).isEnabled()).toBe(true);
});

test("the palette takes an Id or an address, and says what is no record", async () => {
	await code.runCommand("Orgsmith: Show Record…");
	await code.inputBox("https://acme.lightning.force.com/lightning/r/Account/001DEM000000001YBA/view");
	await recordOf("Account");
	await code.runCommand("Orgsmith: Show Record…");
	await code.inputBox("001000000000001AAA");
	const frame = await code.webviewFrame(
		async (one) => (await one.getByRole("heading", { name: "NOT_FOUND" }).count()) === 1,
	);
	expect(await frame.locator(".state").innerText()).toContain("It may have been deleted");
	await code.screenshot("record-failed");
});

test("it looks right in every theme, and in a narrow column", async () => {
	await code.runCommand("Orgsmith: Show Record…");
	await code.inputBox("001DEM000000001YBA");
	const frame = await recordOf("Account");
	for (const [theme, name] of [
		["Light Modern", "light"],
		["Dark High Contrast", "hc-dark"],
		["Light High Contrast", "hc-light"],
		["Dark Modern", "dark"],
	] as const) {
		await code.setTheme(theme);
		await frame.locator(".field").first().focus();
		await code.screenshot(`record-${name}`);
	}
});

test("an ended session says so where the record stands, and signing in again goes on", async () => {
	const demo = await DemoControl.of(code.orgsmithHome);
	await demo.revokeAll();
	const frame = await recordOf("Account");
	await frame.getByRole("button", { name: /^Refresh/ }).click();
	const again = frame.locator(".band").getByRole("button", { name: "Sign In Again" });
	await again.waitFor();
	await code.screenshot("record-signed-out");
	await decide(await code.popup(() => again.click()), "admin", "allow");
	await frame.locator(".band").waitFor({ state: "hidden" });
});
