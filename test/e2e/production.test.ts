import { afterAll, beforeAll, expect, test } from "vitest";
import { DemoControl } from "./demoControl.ts";
import { startVsCode } from "./harness/vscode.ts";
import type { VsCodeWindow } from "./harness/window.ts";
import { count, resultsCounting, resultsOf, runQuery, startDemo } from "./person.ts";

let code: VsCodeWindow;
let demo: DemoControl;

beforeAll(async () => {
	code = await startVsCode();
	await startDemo(code, "production-admin");
	demo = await DemoControl.of(code.orgsmithHome);
});

afterAll(async () => {
	await code.runCommand("Orgsmith: Stop Demo Org");
	await code.close();
});

test("production starts read-only: a query that records a view is refused before it is sent, then unlocked", async () => {
	await code.statusBarItem("Acme Production PROD").waitFor();
	await runQuery(code, "viewed.soql", "SELECT Id, Name FROM Account ORDER BY Name LIMIT 5 FOR VIEW");
	const frame = await resultsOf(code, "Account");
	await frame.locator(".state", { hasText: "Acme Production is read-only" }).waitFor();
	await code.screenshot("read-only");
	expect(await demo.stats()).toMatchObject({ views: 0 });

	await frame.getByRole("button", { name: "Unlock Writes…" }).click();
	await code.inputBox("Acme Production");
	await count(frame, "5 rows");
	await code.statusBarItem(/Acme Production: writes 15 min/).waitFor();
	await code.screenshot("unlocked");
	expect(await demo.stats()).toMatchObject({ views: 1 });

	await code.statusBarItem(/Acme Production: writes 15 min/).click();
	await runQuery(code, "viewed.soql", "SELECT Id, Name FROM Account ORDER BY Name LIMIT 5 FOR VIEW");
	await frame.locator(".state", { hasText: "Acme Production is read-only" }).waitFor();
});

test("reading production needs no unlocking", async () => {
	await runQuery(code, "plain.soql", "SELECT Id, Name FROM Account ORDER BY Name LIMIT 3");
	await resultsCounting(code, "Account", "3 rows");
});
