import * as assert from "node:assert/strict";
import * as vscode from "vscode";

suite("activation", () => {
	test("the extension is present and activates", async () => {
		const extension = vscode.extensions.getExtension("orgsmith.orgsmith");
		assert.ok(extension, "orgsmith.orgsmith is not among the extensions");
		await extension.activate();
		assert.equal(extension.isActive, true);
	});
});
