import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, test } from "vitest";
import { startVsCode } from "./harness/vscode.ts";
import { waitFor } from "./harness/waitFor.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { startDemo } from "./person.ts";

let code: VsCodeWindow;

beforeAll(async () => {
	code = await startVsCode();
	await startDemo(code);
});

afterEach(async ({ task }) => {
	if (task.result?.state === "fail") await code.screenshot(`failed-${task.id}`);
});

afterAll(() => code.close());

const widget = () => code.page.locator(".suggest-widget.visible");
const suggestion = (label: string) => widget().locator(".monaco-list-row", { hasText: label });

test("a parent path of three levels and a picklist value are completed, and a mistake shows as one types", async () => {
	await writeFile(path.join(code.folder, "typed.soql"), "");
	await code.openFile("typed.soql");
	await code.editor().locator(".view-lines").first().click();
	await code.page.keyboard.type("SELECT Id, Account.Pare");
	await code.page.keyboard.type("nt.Owner.User FROM Contact");
	for (let back = 0; back < " FROM Contact".length; back++) await code.page.keyboard.press("ArrowLeft");
	// Nothing is known of the org yet: the list fills as its describes come.
	await code.page.keyboard.press("Control+Space");
	await suggestion("Username").first().waitFor();
	await code.screenshot("completion");
	await suggestion("Username").first().click();
	await waitFor("the chosen field", async () =>
		(await code.editorText()).includes("Account.Parent.Owner.Username FROM Contact") ? true : undefined,
	);
	await code.page.keyboard.press("End");
	await code.page.keyboard.type(" WHERE LeadSource = ");
	await code.page.keyboard.press("Control+Space");
	await suggestion("Web").first().click();
	await waitFor("the chosen value", async () =>
		(await code.editorText()).includes("LeadSource = 'Web'") ? true : undefined,
	);
	await code.page.keyboard.type(" ORDER Name");
	await waitFor("one problem", async () =>
		(await code.page.locator(".squiggly-error").count()) === 1 ? true : undefined,
	);
});

test("text without quotes is told of, and gets them by a quick fix", async () => {
	// What the test before left is told of no more.
	await code.replaceEditorText("SELECT Id FROM Contact");
	await code.page.locator(".squiggly-error").first().waitFor({ state: "detached" });
	await code.replaceEditorText("SELECT Id FROM Contact WHERE LeadSource = Web");
	await code.page.locator(".squiggly-error").first().waitFor();
	await code.page.keyboard.press("End");
	await code.page.keyboard.press("ArrowLeft");
	await code.page.keyboard.press("ControlOrMeta+.");
	await code.page.getByText("Put in quotes: 'Web'").first().click();
	await waitFor("quotes", async () =>
		(await code.editorText()).includes("LeadSource = 'Web'") ? true : undefined,
	);
	await code.page.locator(".squiggly-error").first().waitFor({ state: "detached" });
});

test.each([
	["SELECT Id FROM Acount", "Change to Account", "SELECT Id FROM Account"],
	["SELECT Id FROM Account ORDER BY Nmae", "Change to Name", "SELECT Id FROM Account ORDER BY Name"],
])("%s is told of by what is known of the org, and mended by a quick fix", async (wrong, title, right) => {
	await code.replaceEditorText("SELECT Id FROM Contact");
	await code.page.locator(".squiggly-error").first().waitFor({ state: "detached" });
	await code.replaceEditorText(wrong);
	await code.page.locator(".squiggly-error").first().waitFor();
	await code.page.keyboard.press("End");
	await code.page.keyboard.press("ArrowLeft");
	await code.page.keyboard.press("ControlOrMeta+.");
	await code.page.getByText(title).first().click();
	await waitFor("the fix", async () => ((await code.editorText()).includes(right) ? true : undefined));
	await code.page.locator(".squiggly-error").first().waitFor({ state: "detached" });
});
