import * as assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";

/** A starting window keeps its extension host busy for seconds; an activation amid that would measure the window. */
const SETTLE_MS = 5000;

suite("activation", () => {
	test("takes so long in a fresh window", async function () {
		this.timeout(SETTLE_MS * 4);
		const id = process.env["ORGSMITH_BENCH_ID"] ?? "";
		const extension = vscode.extensions.getExtension(id);
		assert.ok(extension, `${id} is not among the extensions`);
		assert.equal(extension.isActive, false, `${id} was active before it was measured`);
		await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
		const begin = performance.now();
		await extension.activate();
		writeFileSync(
			process.env["ORGSMITH_BENCH_FILE"] ?? "",
			JSON.stringify({ ms: performance.now() - begin }),
		);
	});
});
