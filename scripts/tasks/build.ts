import { existsSync } from "node:fs";
import { cp, mkdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { isPackageFresh, markPackaged, sourceHash } from "../tools/fresh.ts";
import { cache, inRoot, vsix } from "../tools/paths.ts";
import { type RunResult, runBin, runNode } from "../tools/run.ts";

/** What `.vscodeignore` chooses from. */
const packaged = [
	".vscodeignore",
	"package.json",
	"package.nls.json",
	"README.md",
	"CHANGELOG.md",
	"LICENSE",
	"language-configuration.json",
	"l10n",
	"dist",
	"media",
	"syntaxes",
];

const staged = path.join(cache, "package");

/** Builds everything that ships into `dist/`, with the sizes in `dist/sizes.json`. */
export function build(): Promise<RunResult> {
	return runNode(inRoot("esbuild.mjs"), ["--production", "--metafile"], { capture: true });
}

/** Builds and packages the extension into `dist/orgsmith.vsix`. Needs no network. */
export async function packageVsix(): Promise<RunResult> {
	const hash = await sourceHash();
	const built = await build();
	if (built.code !== 0) {
		return built;
	}
	await stage();
	const packed = await runBin(
		"@vscode/vsce",
		"vsce",
		[
			"package",
			"--no-dependencies",
			"--no-rewrite-relative-links",
			"--allow-missing-repository",
			"--out",
			vsix,
		],
		{ cwd: staged, capture: true },
	);
	if (packed.code !== 0) {
		return { code: packed.code, output: built.output + packed.output };
	}
	await markPackaged(hash);
	const { size } = await stat(vsix);
	return {
		code: 0,
		output: `${built.output}dist/orgsmith.vsix: ${(size / 1_000_000).toFixed(2)} MB\n`,
	};
}

/** Packages the extension when a source has changed since; gives the hash of the sources. Throws the build's output. */
export async function ensurePackage(): Promise<string> {
	const hash = await sourceHash();
	if (!(await isPackageFresh(hash))) {
		console.log("Building the extension…");
		const { code, output } = await packageVsix();
		if (code !== 0) {
			throw new Error(output);
		}
	}
	return hash;
}

/** vsce walks every folder that it is run in: in the clone these are the tests' thousands of packages as well. */
async function stage(): Promise<void> {
	await rm(staged, { recursive: true, force: true });
	await mkdir(staged, { recursive: true });
	for (const name of packaged.filter((file) => existsSync(inRoot(file)))) {
		await cp(inRoot(name), path.join(staged, name), { recursive: true });
	}
}
