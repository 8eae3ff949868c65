#!/usr/bin/env node
// Takes the arguments of desktop VS Code for an extension test and does the same in VS Code's server build, driven by a
// headless browser. @vscode/test-electron runs it as its `vscodeExecutablePath`.
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { format, parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { launchOptions } from "../../scripts/tools/browser.ts";
import { startCodeServer, writeSettings } from "../../scripts/tools/codeServer.ts";

/** A window that never reports an end would otherwise hang the suite. */
const limitMs = Number(process.env["ORGSMITH_HOST_LIMIT_MS"] ?? 300_000);

const { values, positionals } = parseArgs({
	args: process.argv.slice(2),
	strict: false,
	allowPositionals: true,
	options: {
		extensionDevelopmentPath: { type: "string", multiple: true },
		extensionTestsPath: { type: "string" },
		"user-data-dir": { type: "string" },
		"extensions-dir": { type: "string" },
	},
});

const own = await mkdtemp(path.join(os.tmpdir(), "orgsmith-vscode-"));
try {
	process.exitCode = await runInWindow();
} finally {
	await rm(own, { recursive: true, force: true });
}

/** Opens one window with the payload that makes VS Code run the tests; gives their exit code. */
async function runInWindow(): Promise<number> {
	const profile = {
		dataDir: text(values["user-data-dir"]) ?? path.join(own, "data"),
		extensionsDir: text(values["extensions-dir"]) ?? path.join(own, "extensions"),
		env: { HOME: own, USERPROFILE: own, ORGSMITH_HOME: path.join(own, "orgsmith") },
	};
	await writeSettings(profile);
	const server = await startCodeServer({
		...profile,
		args: ["--vscode-option", "enable-smoke-test-driver"],
	});
	const browser = await chromium.launch(await launchOptions());
	try {
		const page = await browser.newPage();
		const ended = new Promise<number>((resolve, reject) => {
			const timer = setTimeout(() => {
				reject(new Error(`The window reported no end within ${limitMs / 1000} s.\n${server.log()}`));
			}, limitMs);
			void page.exposeFunction("codeAutomationExit", (code: number) => {
				clearTimeout(timer);
				resolve(code);
			});
			void page.exposeFunction("codeAutomationLog", (_kind: string, args: unknown[]) => {
				process.stdout.write(`${format(...args)}\n`);
			});
			page.on("crash", () => reject(new Error("The window crashed.")));
		});
		const folder = path.resolve(positionals[0] ?? own);
		await page.goto(`${server.url}/?${query(folder, `127.0.0.1:${server.port}`)}`);
		return await ended;
	} finally {
		await browser.close();
		await server.stop();
	}
}

function query(folder: string, authority: string): string {
	const remote = (file: string): string => `vscode-remote://${authority}${pathToFileURL(file).pathname}`;
	const development = [values.extensionDevelopmentPath ?? []].flat().map(String);
	const payload = [
		...development.map((file) => ["extensionDevelopmentPath", remote(file)]),
		["extensionTestsPath", remote(text(values.extensionTestsPath) ?? "")],
	];
	return new URLSearchParams({
		folder: pathToFileURL(folder).pathname,
		payload: JSON.stringify(payload),
	}).toString();
}

function text(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}
