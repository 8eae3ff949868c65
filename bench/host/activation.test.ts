import * as assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";

suite("activation", () => {
	test("takes so long in a fresh window", async () => {
		const id = process.env["ORGSMITH_BENCH_ID"] ?? "";
		const extension = vscode.extensions.getExtension(id);
		assert.ok(extension, `${id} is not among the extensions`);
		assert.equal(extension.isActive, false, `${id} was active before it was measured`);
		const begin = performance.now();
		await extension.activate();
		writeFileSync(
			process.env["ORGSMITH_BENCH_FILE"] ?? "",
			JSON.stringify({ ms: performance.now() - begin }),
		);
	});
});
