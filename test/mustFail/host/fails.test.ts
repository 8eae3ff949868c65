import * as assert from "node:assert/strict";
import * as vscode from "vscode";

// One test passes, one fails, one is skipped: the runner asserts exactly these counts.
suite("must fail", () => {
	test("passes, in a real VS Code", () => {
		assert.ok(vscode.version.startsWith("1."));
	});
	test("fails", () => {
		assert.equal(vscode.version, "not this version");
	});
	test.skip("is skipped", () => {
		assert.fail("a skipped test ran");
	});
});
