// Installs a folder's npm dependencies from its lock file, when they aren't there or differ. Plain JavaScript: this runs
// before anything is installed.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";

/**
 * Makes `folder/node_modules` what `folder/package-lock.json` says; prints one line when there is something to do.
 * Install scripts never run.
 */
export async function installDependencies(folder, what) {
	if (await isCurrent(folder)) {
		return;
	}
	console.error(`Installing ${what}…`);
	// Not `npm ci`: it refuses a lock file that lacks other platforms' optional packages, which a registry may not have.
	await npm(
		["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"],
		folder,
	);
}

/** Runs npm in `folder`, the same npm that runs us where there is one. Its output goes to stderr. */
export function npm(args, folder) {
	// What npm tells its scripts about the outer package must not steer an inner npm.
	const env = Object.fromEntries(
		Object.entries(process.env).filter(
			([key]) => !/^npm_(package|lifecycle)_|^npm_config_local_prefix$/i.test(key),
		),
	);
	const own = process.env.npm_execpath;
	const windows = process.platform === "win32";
	const [command, leading, shell] =
		own?.endsWith("npm-cli.js") === true
			? [process.execPath, [own], false]
			: [windows ? "npm.cmd" : "npm", [], windows];
	return new Promise((resolve, reject) => {
		const child = spawn(command, [...leading, ...args], { cwd: folder, env, shell, stdio: ["ignore", 2, 2] });
		child.on("error", reject);
		child.on("exit", (code) =>
			code === 0
				? resolve()
				: reject(new Error(`\`npm ${args[0]}\` failed in ${folder} (${code}); its output is above.`)),
		);
	});
}

/** npm writes `node_modules/.package-lock.json` last, so that it tells what a finished install put there. */
async function isCurrent(folder) {
	const wanted = await packagesOf(path.join(folder, "package-lock.json"));
	const present = await packagesOf(path.join(folder, "node_modules/.package-lock.json"));
	if (wanted === undefined || present === undefined) {
		return false;
	}
	return Object.entries(wanted).every(([name, entry]) => {
		const installed = present[name];
		if (name === "" || entry.link === true) {
			return true;
		}
		return installed === undefined
			? entry.optional === true || entry.devOptional === true || entry.peer === true
			: installed.version === entry.version;
	});
}

async function packagesOf(lockFile) {
	try {
		return JSON.parse(await readFile(lockFile, "utf8")).packages;
	} catch (error) {
		if (error.code === "ENOENT") {
			return undefined;
		}
		throw error;
	}
}
