// Builds everything that ships: the extension (one ESM build with splitting, so that each class exists once), the
// demo org (a bundle apart, a process apart) and the webview pages. `--production` minifies; `--metafile` keeps sizes.

import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes("--production");
const require = createRequire(import.meta.url);

const common = {
	absWorkingDir: root,
	bundle: true,
	minify: production,
	sourcemap: production ? false : "linked",
	legalComments: "none",
	metafile: true,
	logLevel: "warning",
};

const node = { ...common, platform: "node", format: "esm", target: "node22" };

const builds = [
	{
		...node,
		entryPoints: { extension: "src/extension.ts" },
		outdir: "dist",
		splitting: true,
		chunkNames: "chunks/[name]-[hash]",
		external: ["vscode"],
	},
	{
		...node,
		entryPoints: { demoOrg: "demo-org/main.ts", storeWorker: "src/results/storeWorker.ts" },
		outdir: "dist",
	},
	{
		...common,
		entryPoints: {
			results: "webview-ui/results/main.ts",
			record: "webview-ui/record/main.ts",
			plan: "webview-ui/plan/main.ts",
		},
		outdir: "dist/pages",
		platform: "browser",
		format: "iife",
		target: "chrome130",
		entryNames: "[name]/[name]",
		loader: { ".ttf": "file" },
		assetNames: "[dir]/[name]",
	},
];

await rm(path.join(root, "dist"), { recursive: true, force: true });
const inputs = {};
for (const build of builds) {
	const { metafile } = await esbuild.build(build);
	Object.assign(inputs, metafile.outputs);
}
const codicons = path.dirname(require.resolve("@vscode/codicons/dist/codicon.css"));
await mkdir(path.join(root, "dist/pages/codicons"), { recursive: true });
for (const file of ["codicon.css", "codicon.ttf"]) {
	await cp(path.join(codicons, file), path.join(root, "dist/pages/codicons", file));
}
if (process.argv.includes("--metafile")) {
	await writeFile(path.join(root, "dist/sizes.json"), JSON.stringify(inputs, undefined, "\t"));
}
