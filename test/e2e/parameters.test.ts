import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startVsCode } from "./harness/vscode.ts";
import { waitFor } from "./harness/waitFor.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { cell, count, resultsOf, runQuery, startDemo } from "./person.ts";

let code: VsCodeWindow;

beforeAll(async () => {
	code = await startVsCode();
	await startDemo(code);
});

afterEach(async ({ task }) => {
	if (task.result?.state === "fail") await code.screenshot(`failed-${task.id}`);
});

afterAll(() => code.close());

const asked = () => code.page.locator(".quick-input-widget:visible");

test("a query's parameters are asked for once each, by what they are compared with, and remembered", async () => {
	await runQuery(
		code,
		"asked.soql",
		"SELECT StageName, CloseDate FROM Opportunity WHERE StageName = :stage AND CloseDate > :since AND Name != null",
	);
	await asked().getByText("Value of :stage (1 of 2)").waitFor();
	await code.screenshot("parameter-picklist");
	await asked().getByText("Closed Won", { exact: true }).click();
	await asked().getByText("Value of :since (2 of 2)").waitFor();
	await code.page.keyboard.type("soon");
	await asked()
		.getByText(/Expected: a day/)
		.waitFor();
	await code.screenshot("parameter-date");
	await code.page.keyboard.press("ControlOrMeta+a");
	await code.page.keyboard.type("last_n_years:20");
	await code.page.keyboard.press("Enter");
	const frame = await resultsOf(code, "Opportunity");
	await count(frame, /^[\d,]+ rows?$/);
	expect(await cell(frame, 0, 0)).toBe("Closed Won");

	await code.page.keyboard.press("ControlOrMeta+1");
	await code.page.keyboard.press("ControlOrMeta+Enter");
	await asked().getByText("Value of :stage (1 of 2)").waitFor();
	// What was chosen last comes first.
	await code.page.keyboard.press("Enter");
	await asked().getByText("Value of :since (2 of 2)").waitFor();
	await waitFor("the remembered day", async () =>
		(await asked().locator("input").first().inputValue()) === "last_n_years:20" ? true : undefined,
	);
	await code.page.keyboard.press("Escape");
	await asked().waitFor({ state: "hidden" });
});
