import { createHash } from "node:crypto";
import { existsSync, globSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
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

/** True when the package was made from these very sources. */
export async function isPackageFresh(hash: string): Promise<boolean> {
	return existsSync(vsix) && existsSync(stampFile) && (await readFile(stampFile, "utf8")) === hash;
}

/** Remembers that the package was made from the sources with this hash. */
export async function markPackaged(hash: string): Promise<void> {
	await mkdir(cache, { recursive: true });
	await writeFile(stampFile, hash);
}

/** One hash for the content of every source. */
export async function sourceHash(): Promise<string> {
	const hash = createHash("sha256");
	const files = globSync(sources, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
	for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).toSorted()) {
		hash.update(path.relative(root, file));
		hash.update(await readFile(file));
	}
	return hash.digest("hex");
}
