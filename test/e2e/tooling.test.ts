import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startVsCode } from "./harness/vscode.ts";
import { waitFor } from "./harness/waitFor.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { cell, count, resultsOf, runQuery, startDemo } from "./person.ts";

let code: VsCodeWindow;

beforeAll(async () => {
	code = await startVsCode();
});

afterEach(async ({ task }) => {
	if (task.result?.state === "fail") await code.screenshot(`failed-${task.id}`);
});

afterAll(() => code.close());

/** What the extension has on disk of what orgs describe, without its folders. */
async function describesOnDisk(): Promise<string[]> {
	const storage = path.join(path.dirname(code.folder), "data/User/globalStorage/orgsmith.orgsmith/describes");
	const names = await readdir(storage, { recursive: true });
	return names.map((name) => path.basename(name)).filter((name) => name.endsWith(".json"));
}

test("an object that only the Tooling API has is queried through it, and its columns are described", async () => {
	await startDemo(code);
	await runQuery(
		code,
		"rules.soql",
		"SELECT ValidationName, Active FROM ValidationRule ORDER BY ValidationName",
	);
	const frame = await resultsOf(code, "ValidationRule");
	await count(frame, /^\d+ rows?$/);
	expect(await cell(frame, 0, 0)).toMatch(/\w/);
	// Columns are described once somebody looks at one.
	await frame.locator('[title^="ValidationName ("]').first().hover();
	await frame.locator('[title*="Validation Name (Validation Rule)"]').first().waitFor();
	await waitFor("describes on disk", async () => {
		const names = await describesOnDisk();
		return names.includes("tooling.validationrule.json") && names.includes("tooling.json") ? true : undefined;
	});
});

test("signing out deletes what was on disk", async () => {
	expect(await describesOnDisk()).not.toEqual([]);
	await code.runCommand("Orgsmith: Sign Out");
	await waitFor("an empty folder", async () => ((await describesOnDisk()).length === 0 ? true : undefined));
});
