import * as assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import * as path from "node:path";
import * as vscode from "vscode";

interface Manifest {
	readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function orgsmith(): vscode.Extension<unknown> {
	const extension = vscode.extensions.getExtension("orgsmith.orgsmith");
	assert.ok(extension, "orgsmith.orgsmith is not among the extensions");
	return extension;
}

// Default imports: only they are the modules themselves, which everybody shares; `* as` would be a copy in this bundle.

/** Runs `work` and tells which files and sockets code below `folder` opened meanwhile; other extensions go on as they do. */
async function opened(folder: string, work: () => Promise<void>): Promise<string[]> {
	const seen: string[] = [];
	const undo: (() => void)[] = [];
	const watch = (owner: object, name: string, what: (first: unknown) => string) => {
		const original: unknown = Reflect.get(owner, name);
		if (typeof original !== "function") return;
		Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
			// Without the first two lines: the message, and this watcher.
			const callers = new Error("who asks?").stack?.split("\n").slice(2).join("\n") ?? "";
			if (callers.includes(folder)) seen.push(`${name} ${what(args[0])}`);
			const result: unknown = Reflect.apply(original, this, args);
			return result;
		});
		undo.push(() => Reflect.set(owner, name, original));
	};
	for (const name of [
		"readFile",
		"readFileSync",
		"open",
		"openSync",
		"readdir",
		"stat",
		"createReadStream",
	]) {
		watch(fs, name, String);
	}
	for (const name of ["readFile", "open", "readdir", "stat", "mkdir"]) watch(fs.promises, name, String);
	for (const owner of [http, https]) watch(owner, "request", () => "");
	watch(net, "connect", () => "");
	watch(globalThis, "fetch", String);
	syncBuiltinESMExports();
	try {
		await work();
	} finally {
		for (const restore of undo) restore();
		syncBuiltinESMExports();
	}
	return seen;
}

suite("activation", () => {
	test("waits until somebody uses it", () => {
		assert.equal(orgsmith().isActive, false);
	});

	test("the watcher of the next test sees what is opened", async () => {
		const seen = await opened(path.dirname(__filename), async () => {
			fs.readFileSync(__filename);
			await fs.promises.readFile(__filename);
		});
		// One may open by way of another: each is told once at least.
		assert.ok(seen.includes(`readFileSync ${__filename}`), seen.join("\n"));
		assert.ok(seen.includes(`readFile ${__filename}`), seen.join("\n"));
	});

	test("reads no file and opens no connection", async () => {
		const own = vscode.Uri.joinPath(orgsmith().extensionUri, "dist").fsPath;
		const seen = await opened(own, async () => {
			await orgsmith().activate();
		});
		assert.deepEqual(seen, []);
	});

	test("registers every command that package.json lists", async () => {
		const manifest = orgsmith().packageJSON as Manifest;
		const registered = new Set(await vscode.commands.getCommands(true));
		const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
		assert.deepEqual(missing, []);
	});

	test("the accounts menu has the provider, and nobody signed in", async () => {
		assert.deepEqual(await vscode.authentication.getAccounts("salesforce"), []);
	});

	test("each query of a file has Run, Plan and the org above it", async () => {
		const content = "SELECT Id FROM Account;\n\n// next\nSELECT Id FROM Contact";
		const document = await vscode.workspace.openTextDocument({ language: "soql", content });
		const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
			"vscode.executeCodeLensProvider",
			document.uri,
			10,
		);
		const shown = lenses.map(({ range, command }) => `${range.start.line}: ${command?.title ?? ""}`);
		assert.deepEqual(
			shown.sort(),
			[0, 3]
				.flatMap((line) => ["$(play) Run", "$(graph) Plan", "Choose org"].map((title) => `${line}: ${title}`))
				.sort(),
		);
	});

	test("a new query opens as SOQL", async () => {
		await vscode.commands.executeCommand("orgsmith.query.new");
		assert.equal(vscode.window.activeTextEditor?.document.languageId, "soql");
	});
});
