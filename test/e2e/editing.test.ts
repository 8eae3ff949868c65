import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startVsCode } from "./harness/vscode.ts";
import { waitFor } from "./harness/waitFor.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { startDemo } from "./person.ts";

let code: VsCodeWindow;

beforeAll(async () => {
	code = await startVsCode();
	await startDemo(code);
	await writeFile(
		path.join(code.folder, "edited.soql"),
		"select o.Id, o.Account.Name, o.StageName, (select Id, Quantity from OpportunityLineItems) from Opportunity o where o.StageName = 'Closed Won' and o.CreatedDate = LAST_MONTH",
	);
	await code.openFile("edited.soql");
	await code.editor().locator(".view-lines").first().click();
});

afterEach(async ({ task }) => {
	if (task.result?.state === "fail") await code.screenshot(`failed-${task.id}`);
});

afterAll(() => code.close());

const word = (text: string) =>
	code
		.editor()
		.locator(".view-line span span", { hasText: new RegExp(`^${text}$`) })
		.first();

test("a query is formatted a clause a line", async () => {
	await code.runCommand("Format Document");
	await waitFor("lines", async () => {
		const text = await code.editorText();
		return text.includes("FROM Opportunity o") && /\n\s*\(SELECT Id, Quantity/.test(text) ? true : undefined;
	});
	expect(await code.editor().locator(".view-line").count()).toBeGreaterThan(6);
});

test("hovering tells of a field, of a parent and of a date literal", async () => {
	const hover = code.page.locator(".monaco-hover:visible");
	await word("StageName").hover();
	await hover.getByText("Opportunity.StageName").waitFor();
	await hover.getByText("Closed Won", { exact: true }).waitFor();
	await code.screenshot("hover-field");
	await word("LAST_MONTH").hover();
	await hover.getByText(/Today.that.is.\d{4}-\d{2}-01/).waitFor();
});

test("going to a field opens what the org says of its object, at the field", async () => {
	await word("StageName").click();
	await code.page.keyboard.press("F12");
	await code.page.locator(".tab", { hasText: "Opportunity" }).first().waitFor();
	await waitFor("the describe at the field", async () => {
		const line = await code.page.locator(".editor-group-container.active .view-line").allInnerTexts();
		return line.some((each) => /^StageName\s+picklist\s+Stage/.test(each)) ? true : undefined;
	});
	await code.screenshot("definition");
	await code.openFile("edited.soql");
});

test("an alias is renamed wherever it stands, and nothing else can be", async () => {
	await word("Opportunity").click();
	await code.page.keyboard.press("F2");
	await code.page.getByText("Only names that the query itself gives can be renamed.").first().waitFor();
	await code.page.keyboard.press("End");
	await code.page.keyboard.press("F2");
	const box = code.page.locator(".rename-box input:focus");
	await box.fill("opp");
	await box.press("Enter");
	await waitFor("the new name", async () => {
		const text = await code.editorText();
		return text.includes("opp.StageName") && text.includes("FROM Opportunity opp") && !/\bo\./.test(text)
			? true
			: undefined;
	});
});
