import { afterAll, beforeAll, expect, test } from "vitest";
import { inRoot } from "../../scripts/tools/paths.ts";
import { startVsCode } from "./harness/vscode.ts";
import type { VsCodeWindow } from "./harness/window.ts";

let code: VsCodeWindow;

beforeAll(async () => {
	code = await startVsCode({ folder: inRoot("media/workspace") });
});

afterAll(async () => {
	await code.close();
});

test("from nothing to rows: start the demo org, allow in the browser, run a query", async () => {
	const signIn = await code.popup(() => code.runCommand("Orgsmith: Start Demo Org"));
	await code.screenshot("signin-waiting");
	await signIn.screenshot({ path: "test/results/signin-page.png" });
	await signIn.locator('input[name="user"][value="admin"]').check();
	await signIn.locator('button[name="decision"][value="allow"]').click();
	await signIn.getByText("You are signed in").waitFor();
	await signIn.screenshot({ path: "test/results/signin-end.png" });
	await signIn.close();
	await code.statusBarItem("DEMO").waitFor();
	await code.openFile("first.soql");
	await code.screenshot("query-file");
	await code.editor().click();
	await code.page.keyboard.press("Control+Enter");
	const frame = await code.webviewFrame(async (one) => (await one.locator(".grid").count()) > 0);
	await frame.locator(".row").first().waitFor();
	await code.screenshot("first-rows");
	expect(await frame.locator(".count").innerText()).toContain("rows");
});
