import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cache, inRoot } from "../../../scripts/tools/paths.ts";
import { runBin } from "../../../scripts/tools/run.ts";
import { startVsCode } from "./vscode.ts";
import type { VsCodeWindow } from "./window.ts";

// The harness itself, against an extension of its own: when one of these fails, no end-to-end test can be trusted.
let code: VsCodeWindow;

beforeAll(async () => {
	const vsix = path.join(cache, "e2e/fixture.vsix");
	const folder = path.join(cache, "e2e/folder");
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, "note.txt"), "first line\nsecond line\n");
	const packed = await runBin(
		"@vscode/vsce",
		"vsce",
		["package", "--no-dependencies", "--allow-missing-repository", "--skip-license", "--out", vsix],
		{ cwd: inRoot("test/e2e/harness/fixture"), capture: true },
	);
	expect(packed).toMatchObject({ code: 0 });
	code = await startVsCode({ vsix, folder });
});

afterAll(async () => {
	await code.close();
});

test("a webview under a strict policy talks with its extension", async () => {
	await code.runCommand("Fixture: Open Page");
	const frame = await code.webviewFrame("Fixture");
	await frame.getByText("Say hello").click();
	await frame.getByText("host heard hello").waitFor();
});

test("a command runs while a webview has the focus", async () => {
	await code.runCommand("Fixture: Ask");
	expect(await code.quickPickLabels()).toEqual(["Apple", "Apple pie"]);
	await code.quickPick("Apple");
	await code.inputBox("3");
	expect(await code.modalButton("Eat")).toContain("Eat 3 Apple?");
	await code.notification("Eat: 3 Apple");
	expect(await code.notifications()).toContain("Eat: 3 Apple");
	expect(await code.statusBarText()).toContain("fixture ready");
});

test("a page outside opens as a popup", async () => {
	const popup = await code.popup(() => code.runCommand("Fixture: Open Outside"));
	expect(await popup.title()).toBe("Outside");
	await popup.close();
});

test("files open, show their text and take text", async () => {
	await code.openFile("note.txt");
	expect(await code.editorText()).toBe("first line\nsecond line\n");
	await code.replaceEditorText("one\ntwo");
	await code.typeInEditor("!");
	expect(await code.editorText()).toContain("two!");
});

test("themes switch and settings change", async () => {
	await code.setTheme("Light High Contrast");
	await code.setTheme("Dark High Contrast");
	await code.setTheme("Light Modern");
	await code.setTheme("Dark Modern");
	await code.setSettings({ "workbench.statusBar.visible": false });
	await code.page.locator(".part.statusbar").waitFor({ state: "hidden" });
	await code.screenshot("smoke");
});
