import { stat } from "node:fs/promises";
import { inRoot, root, vsix } from "../tools/paths.ts";
import { type RunResult, runBin, runNode } from "../tools/run.ts";

/** Builds everything that ships into `dist/`, with the sizes in `dist/sizes.json`. */
export function build(): Promise<RunResult> {
	return runNode(inRoot("esbuild.mjs"), ["--production", "--metafile"], { capture: true });
}

/** Builds and packages the extension into `dist/orgsmith.vsix`. Needs no network. */
export async function packageVsix(): Promise<RunResult> {
	const built = await build();
	if (built.code !== 0) {
		return built;
	}
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
		{ cwd: root, capture: true },
	);
	if (packed.code !== 0) {
		return { code: packed.code, output: built.output + packed.output };
	}
	const { size } = await stat(vsix);
	return {
		code: 0,
		output: `${built.output}dist/orgsmith.vsix: ${(size / 1_000_000).toFixed(2)} MB\n`,
	};
}
