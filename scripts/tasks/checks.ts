import { existsSync } from "node:fs";
import { inRoot } from "../tools/paths.ts";
import { type RunResult, runBin } from "../tools/run.ts";

const projects = ["tsconfig.json", "webview-ui/tsconfig.json", "test/page/tsconfig.json"];

/** Type-checks every TypeScript project of the clone; the result's output holds the errors. */
export async function types(): Promise<RunResult> {
	let code = 0;
	let output = "";
	for (const project of projects.filter((file) => existsSync(inRoot(file)))) {
		const result = await runBin("typescript", "tsc", ["--project", project, "--pretty", "false"], {
			capture: true,
		});
		// TS18003: a project that has no file yet.
		if (result.code !== 0 && !result.output.includes("TS18003")) {
			code = result.code;
			output += result.output;
		}
	}
	return { code, output };
}

/** Lints with type information; a warning fails. */
export function lint(): Promise<RunResult> {
	return runBin("oxlint", "oxlint", ["--type-aware", "--deny-warnings"], { capture: true });
}

/** Formats the clone, or with `write: false` only tells what isn't formatted. */
export function format({ write }: { write: boolean }): Promise<RunResult> {
	return runBin("@biomejs/biome", "biome", ["check", ...(write ? ["--write"] : []), "."], { capture: true });
}

/** Finds files, exports and dependencies that nothing uses. */
export function unused(): Promise<RunResult> {
	return runBin("knip", "knip", ["--no-progress"], { capture: true });
}
