// VS Code's server build (the npm package code-server): where desktop VS Code can't be downloaded, it is the real VS Code
// for the host suite, the end-to-end suite and the demo.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { installDependencies, npm } from "../setup/install.mjs";
import { freePort } from "./freePort.ts";
import { inRoot } from "./paths.ts";
import { run, stop } from "./run.ts";

const folder = inRoot("test/vscode");
const server = path.join(folder, "node_modules/code-server");
const entry = path.join(server, "out/node/entry.js");
const startTimeoutMs = 60_000;

/** Where one VS Code keeps everything: nothing of the person's own VS Code is read or written. */
export interface CodeServerProfile {
	/** User data, settings included. */
	readonly dataDir: string;
	readonly extensionsDir: string;
	/** Added to the environment of VS Code and its extension host. */
	readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface CodeServerOptions extends CodeServerProfile {
	/** A free one when not given. */
	readonly port?: number | undefined;
	/** More arguments of code-server. */
	readonly args?: readonly string[];
}

export interface CodeServer {
	/** `http://127.0.0.1:PORT`, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	/** Everything that the server has printed so far. */
	log(): string;
	/** Resolves when the server has ended by itself or by `stop`. */
	readonly ended: Promise<void>;
	stop(): Promise<void>;
}

/** Installs VS Code's server build when it isn't there; prints one line when there is something to do. */
export async function installCodeServer(): Promise<void> {
	await installDependencies(folder, "VS Code's server build");
	const inner = path.join(server, "lib/vscode");
	// npm writes this file last.
	if (!existsSync(path.join(inner, "node_modules/.package-lock.json"))) {
		console.error("Installing what VS Code's server build needs…");
		await npm(
			["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
			inner,
		);
	}
}

/** Settings that keep a test's or the demo's VS Code quiet: the gallery is unreachable offline. */
const quietSettings: Readonly<Record<string, unknown>> = {
	"chat.commandCenter.enabled": false,
	"chat.disableAIFeatures": true,
	"extensions.autoCheckUpdates": false,
	"extensions.autoUpdate": false,
	"extensions.ignoreRecommendations": true,
	"git.openRepositoryInParentFolders": "never",
	"remote.autoForwardPorts": false,
	"security.workspace.trust.enabled": false,
	"telemetry.telemetryLevel": "off",
	"update.showReleaseNotes": false,
	"window.restoreWindows": "none",
	"workbench.enableExperiments": false,
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
	"workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** Writes the profile's user settings before VS Code starts. */
export async function writeSettings(
	profile: CodeServerProfile,
	settings?: Readonly<Record<string, unknown>>,
): Promise<void> {
	const file = path.join(profile.dataDir, "User/settings.json");
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, "\t"));
}

/** Installs a VSIX into the profile's extensions folder. */
export async function installExtension(profile: CodeServerProfile, vsix: string): Promise<void> {
	const args = [...profileArguments(profile), "--install-extension", vsix, "--force"];
	const { code, output } = await run(process.execPath, [entry, ...args], {
		capture: true,
		env: { ...profile.env },
	});
	if (code !== 0) {
		throw new Error(`VS Code didn't install ${vsix}:\n${output}`);
	}
}

/** Starts VS Code's server on a loopback port; resolves once it answers. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
	const port = options.port ?? (await freePort());
	await mkdir(options.extensionsDir, { recursive: true });
	const child = spawn(
		process.execPath,
		[
			entry,
			...profileArguments(options),
			"--auth=none",
			`--bind-addr=127.0.0.1:${port}`,
			"--ignore-last-opened",
			"--disable-telemetry",
			"--disable-update-check",
			"--disable-workspace-trust",
			"--disable-getting-started-override",
			...(options.args ?? []),
		],
		{ stdio: ["ignore", "pipe", "pipe"], env: cleanEnvironment(options.env) },
	);
	let log = "";
	const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	await new Promise<void>((resolve, reject) => {
		const timer = setTimeout(() => {
			child.kill("SIGKILL");
			reject(new Error(`VS Code's server didn't start within ${startTimeoutMs / 1000} s:\n${log}`));
		}, startTimeoutMs);
		const read = (part: string): void => {
			log += part;
			if (log.includes("HTTP server listening on")) {
				clearTimeout(timer);
				resolve();
			}
		};
		child.stdout.setEncoding("utf8").on("data", read);
		child.stderr.setEncoding("utf8").on("data", read);
		child.once("error", reject);
		child.once("exit", () => {
			clearTimeout(timer);
			reject(new Error(`VS Code's server ended at its start:\n${log}`));
		});
	});
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		log: () => log,
		ended,
		stop: () => stop(child),
	};
}

function profileArguments(profile: CodeServerProfile): string[] {
	return [
		`--user-data-dir=${profile.dataDir}`,
		`--extensions-dir=${profile.extensionsDir}`,
		`--config=${path.join(profile.dataDir, "code-server.yaml")}`,
	];
}

/** A terminal of VS Code, or an outer test, must not steer this VS Code. */
function cleanEnvironment(more: CodeServerProfile["env"]): NodeJS.ProcessEnv {
	const own = Object.entries({ ...process.env, ...more }).filter(
		([key, value]) => value !== undefined && !/^(VSCODE_|CODE_SERVER_|NODE_OPTIONS$|VITEST|PORT$)/.test(key),
	);
	return Object.fromEntries(own);
}
