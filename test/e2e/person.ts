import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Frame, Page } from "playwright-core";
import { waitFor } from "./harness/waitFor.ts";
import type { VsCodeWindow } from "./harness/window.ts";

export type DemoUser = "admin" | "limited" | "integration" | "production-admin";

/** What a person does in the browser's sign-in page. */
export async function decide(signIn: Page, user: DemoUser, decision: "allow" | "deny"): Promise<void> {
	await signIn.locator(`input[name="user"][value="${user}"]`).check();
	await signIn.locator(`button[name="decision"][value="${decision}"]`).click();
	await signIn.getByText(decision === "allow" ? "You are signed in" : "You are not signed in").waitFor();
	await signIn.close();
}

/** Starts the demo org and signs in to it as `user`. */
export async function startDemo(code: VsCodeWindow, user: DemoUser = "admin"): Promise<void> {
	const signIn = await code.popup(() => code.runCommand("Orgsmith: Start Demo Org"));
	await decide(signIn, user, "allow");
	await code.statusBarItem(/DEMO|PROD/).waitFor();
}

/** The text of "Report Issue…": the latest log lines are in it. */
export async function issueReport(code: VsCodeWindow): Promise<string> {
	await code.runCommand("Orgsmith: Report Issue…");
	await code.page.locator(".tab.active", { hasText: "Orgsmith issue" }).waitFor();
	await code.editor().locator(".view-lines").first().click();
	await code.page.keyboard.press("ControlOrMeta+A");
	await code.page.keyboard.press("ControlOrMeta+C");
	return waitFor("the copied report", async () => {
		const text = String(await code.page.evaluate("navigator.clipboard.readText()"));
		return text.startsWith("# Orgsmith issue") ? text : undefined;
	});
}

/** Writes a file with this query into the workspace, opens it and presses Ctrl+Enter. */
export async function runQuery(code: VsCodeWindow, name: string, soql: string): Promise<void> {
	await writeFile(path.join(code.folder, name), soql);
	// Files open in the group that has the focus: not over the results.
	await code.page.keyboard.press("ControlOrMeta+1");
	await code.openFile(name);
	await code.editor().locator(".view-lines").first().click();
	await code.page.keyboard.press("ControlOrMeta+Enter");
}

/** The visible results page whose bar shows this object, and for which `also` holds: there may be one a file. */
export function resultsOf(
	code: VsCodeWindow,
	objectName: string,
	also: (frame: Frame) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Frame> {
	return code.webviewFrame(
		async (frame) =>
			(await frame.locator(".bar .object").innerText({ timeout: 1000 })) === objectName &&
			(await also(frame)),
	);
}

/** The visible results page of this object whose bar counts so: another one may be about to be covered by it. */
export function resultsCounting(code: VsCodeWindow, objectName: string, text: string): Promise<Frame> {
	return resultsOf(
		code,
		objectName,
		async (frame) => (await frame.locator(".bar .count").innerText({ timeout: 1000 })) === text,
	);
}

/** Waits until the bar's count reads so. */
export async function count(frame: Frame, text: string | RegExp): Promise<void> {
	await waitFor(`the count ${text}, not ${await frame.locator(".bar .count").innerText()}`, async () => {
		const now = await frame.locator(".bar .count").innerText();
		return (typeof text === "string" ? now === text : text.test(now)) ? true : undefined;
	});
}

/** The text of a cell, counted from 0, once its row is here. */
export function cell(frame: Frame, row: number, column: number): Promise<string> {
	return frame.locator(`#cell-${row}-${column}:not(.pending)`).innerText();
}
