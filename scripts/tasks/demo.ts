import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import {
	type CodeServerProfile,
	installCodeServer,
	installExtension,
	startCodeServer,
	writeSettings,
} from "../tools/codeServer.ts";
import { ensureDemoOrg } from "../tools/demoOrgProcess.ts";
import { cache, inRoot, vsix } from "../tools/paths.ts";
import { ensurePackage } from "./build.ts";

/**
 * `npm run demo [-- --port N --no-open]`: VS Code in the browser with the packaged extension, a sample workspace and the
 * demo org running. Ends with Ctrl+C.
 */
export async function demo(args: readonly string[]): Promise<number> {
	const { values } = parseArgs({
		args: [...args],
		options: { port: { type: "string" }, "no-open": { type: "boolean", default: false } },
	});
	const asked = new Promise<void>((resolve) => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
			process.on(signal, () => resolve());
		}
	});
	await installCodeServer();
	const hash = await ensurePackage();
	const folder = path.join(cache, "demo");
	const profile = { dataDir: path.join(folder, "data"), extensionsDir: path.join(folder, "extensions") };
	const workspace = await sampleWorkspace(path.join(folder, "workspace"));
	await install(profile, hash);
	const org = await ensureDemoOrg();
	try {
		const server = await startCodeServer({
			...profile,
			port: values.port === undefined ? undefined : Number(values.port),
		});
		try {
			const query = new URLSearchParams({ folder: decodeURIComponent(pathToFileURL(workspace).pathname) });
			const address = `${server.url}/?${query.toString().replaceAll("%2F", "/")}`;
			console.log(`Demo org: ${org.url}`);
			console.log(`Orgsmith demo: ${address}`);
			console.log("Ctrl+C ends both.");
			if (!values["no-open"] && process.env["CI"] === undefined) {
				openInBrowser(address);
			}
			await Promise.race([asked, server.ended]);
		} finally {
			await server.stop();
		}
	} finally {
		await org.stop();
	}
	return 0;
}

/** A copy, so that playing leaves the clone as it is; what is already there stays. */
async function sampleWorkspace(workspace: string): Promise<string> {
	await mkdir(workspace, { recursive: true });
	const sample = inRoot("media/workspace");
	if (existsSync(sample)) {
		await cp(sample, workspace, { recursive: true, force: false });
	}
	return workspace;
}

/** Installs the package, once for each version of the sources; settings that the person changed stay. */
async function install(profile: CodeServerProfile, hash: string): Promise<void> {
	const stamp = path.join(profile.extensionsDir, ".package");
	if (existsSync(stamp) && (await readFile(stamp, "utf8")) === hash) {
		return;
	}
	await rm(profile.extensionsDir, { recursive: true, force: true });
	await mkdir(profile.extensionsDir, { recursive: true });
	if (!existsSync(path.join(profile.dataDir, "User/settings.json"))) {
		await writeSettings(profile, { "workbench.startupEditor": "readme" });
	}
	await installExtension(profile, vsix);
	await writeFile(stamp, hash);
}

function openInBrowser(address: string): void {
	const [command, ...args] =
		process.platform === "darwin"
			? ["open", address]
			: process.platform === "win32"
				? ["rundll32", "url.dll,FileProtocolHandler", address]
				: ["xdg-open", address];
	const child = spawn(command, args, { stdio: "ignore", detached: true });
	child.on("error", () => console.log("No browser could be opened: open the address above."));
	child.unref();
}
