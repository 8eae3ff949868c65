import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startVsCode } from "./harness/vscode.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { count, resultsOf, runQuery, startDemo } from "./person.ts";

let code: VsCodeWindow;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "orgsmith-e2e-export-"));
	await mkdir(path.join(folder, "already-here"));
	code = await startVsCode();
});

afterEach(async ({ task }) => {
	if (task.result?.state === "fail") await code.screenshot(`failed-${task.id}`);
});

afterAll(async () => {
	await code.close();
	await rm(folder, { recursive: true, force: true });
});

test("a result goes to the file that the person names, and what was written is told", async () => {
	await startDemo(code);
	await runQuery(code, "accounts.soql", "SELECT Id, Name FROM Account ORDER BY Name");
	const frame = await resultsOf(code, "Account");
	await count(frame, "120 rows");
	await frame.getByRole("button", { name: "Export", exact: true }).click();
	await frame.getByRole("menuitem", { name: "Export as CSV…" }).click();
	const file = path.join(folder, "accounts.csv");
	await code.saveAs(file, "already-here");
	await code.notification(/Exported 120 rows to accounts\.csv \(/);
	await code.screenshot("exported");
	const rows: string[][] = parse(await readFile(file, "utf8"));
	expect(rows).toHaveLength(121);
	expect(rows[0]).toEqual(["Id", "Name"]);
	expect(await readdir(folder)).toEqual(["accounts.csv", "already-here"]);
});
