import { createWriteStream, globSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { finished } from "node:stream/promises";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import type { HostResults } from "../../test/host/harness/index.ts";
import { readJson } from "./json.ts";
import { cache, inRoot, results as resultsFolder } from "./paths.ts";

export interface HostSuite {
	/** Names the bundle and the result file. */
	readonly name: string;
	/** The folder with the suite's `*.test.ts`. */
	readonly tests: string;
	/** The extension under test, as a folder. */
	readonly extension: string;
	/** The folder that the window opens; an empty one when not given. */
	readonly workspace?: string | undefined;
	readonly env?: Readonly<Record<string, string>>;
	/** Keeps mocha's report back. */
	readonly quiet?: boolean;
}

/**
 * Runs a suite in a real VS Code: desktop VS Code when `VSCODE_PATH` names it, else the server build.
 * Gives what the window reported; undefined when it ended without a report.
 */
export async function runHostSuite(suite: HostSuite): Promise<HostResults | undefined> {
	const resultFile = path.join(cache, "host", `${suite.name}.json`);
	const workspace = suite.workspace ?? path.join(cache, "host", "empty");
	await mkdir(workspace, { recursive: true });
	await rm(resultFile, { force: true });
	const bundle = await bundleTests(suite);
	const logFile = path.join(resultsFolder, `${suite.name}.log`);
	await mkdir(resultsFolder, { recursive: true });
	const log = createWriteStream(logFile);
	const profile = await mkdtemp(path.join(tmpdir(), "orgsmith-host-"));
	const code = await exitCode({
		vscodeExecutablePath: process.env["VSCODE_PATH"] ?? launcher(),
		extensionDevelopmentPath: suite.extension,
		extensionTestsPath: bundle,
		launchArgs: [workspace, `--user-data-dir=${profile}/data`, `--extensions-dir=${profile}/extensions`],
		extensionTestsEnv: { ...suite.env, ORGSMITH_HOST_RESULTS: resultFile },
		stdout: log,
		stderr: log,
	});
	log.end();
	await finished(log);
	await rm(profile, { recursive: true, force: true });
	const results = await readJson<HostResults>(resultFile);
	if (suite.quiet !== true || results === undefined) {
		console.log(results?.report ?? `VS Code ended with ${code} and no report. Its log: ${logFile}`);
	}
	if (results !== undefined && (code === 0) !== (results.failed === 0)) {
		throw new Error(`The window ended with ${code}, but reported ${results.failed} failures.`);
	}
	return results;
}

/** runTests rejects when tests fail, which is a result here. */
async function exitCode(options: Parameters<typeof runTests>[0]): Promise<number> {
	try {
		return await runTests(options);
	} catch (error) {
		const { code } = error as { code?: unknown };
		return typeof code === "number" ? code : 1;
	}
}

function launcher(): string {
	return inRoot("test/vscode", process.platform === "win32" ? "launcher.cmd" : "launcher.ts");
}

/** One CommonJS file, as extension hosts of every version load it. It lies in `node_modules`' reach for mocha. */
async function bundleTests(suite: HostSuite): Promise<string> {
	const outfile = path.join(cache, "host", `${suite.name}.cjs`);
	const files = globSync("**/*.test.ts", { cwd: suite.tests }).toSorted();
	const imports = files.map((file) => `await import(${JSON.stringify(path.join(suite.tests, file))});`);
	await build({
		entryPoints: [inRoot("test/host/harness/index.ts")],
		bundle: true,
		platform: "node",
		format: "cjs",
		target: "node22",
		outfile,
		external: ["vscode", "mocha"],
		sourcemap: "inline",
		logLevel: "warning",
		plugins: [
			{
				name: "tests",
				setup(builder) {
					builder.onResolve({ filter: /^orgsmith:tests$/ }, () => ({ path: "tests", namespace: "tests" }));
					builder.onLoad({ filter: /.*/, namespace: "tests" }, () => ({
						contents: `export async function loadTests() { ${imports.join("\n")} }`,
						resolveDir: suite.tests,
					}));
				},
			},
		],
	});
	return outfile;
}
