import { createHash } from "node:crypto";
import { existsSync, globSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { packageVsix } from "../tasks/build.ts";
import { cache, root, vsix } from "./paths.ts";

const stampFile = path.join(cache, "package.stamp");

/** What goes into the package, and what makes it. */
const sources = [
	"{src,webview-ui,demo-org,media,syntaxes,l10n}/**",
	"{package,package-lock,package.nls,language-configuration,tsconfig}.json",
	"{README,CHANGELOG}.md",
	"esbuild.mjs",
	".vscodeignore",
];

/** Packages the extension when a source has changed since; gives the hash of the sources. Throws the build's output. */
export async function ensurePackage(): Promise<string> {
	const hash = await sourceHash();
	if (existsSync(vsix) && (await stamp()) === hash) {
		return hash;
	}
	console.log("Building the extension…");
	const { code, output } = await packageVsix();
	if (code !== 0) {
		throw new Error(output);
	}
	await mkdir(cache, { recursive: true });
	await writeFile(stampFile, hash);
	return hash;
}

async function stamp(): Promise<string | undefined> {
	return existsSync(stampFile) ? readFile(stampFile, "utf8") : undefined;
}

async function sourceHash(): Promise<string> {
	const hash = createHash("sha256");
	const files = globSync(sources, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
	for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).toSorted()) {
		hash.update(path.relative(root, file));
		hash.update(await readFile(file));
	}
	return hash.digest("hex");
}
