import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { readJson } from "./json.ts";
import { cache } from "./paths.ts";
import { runBin } from "./run.ts";
import { honest, type Tally } from "./tally.ts";
import type { Witness } from "./witnessTable.ts";

export interface VitestSuite {
	/** Names the result file. */
	readonly name: string;
	/** Vitest's own arguments: which project, which files. */
	readonly args: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** Keeps vitest's output back. */
	readonly quiet?: boolean;
}

interface VitestReport {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
	readonly numTodoTests: number;
	readonly testResults: readonly {
		readonly name: string;
		readonly assertionResults: readonly {
			readonly status: string;
			readonly fullName: string;
			readonly meta?: { readonly witness?: Witness };
		}[];
	}[];
}

export interface VitestOutcome extends Tally {
	/** What was skipped, by name. */
	readonly skips: readonly string[];
	/** What tests left for the witness table. */
	readonly witnesses: readonly Witness[];
}

/** Runs vitest, its output streaming to ours, and gives its counts, what it skipped, and what it has witnessed. */
export async function runVitest(suite: VitestSuite): Promise<VitestOutcome> {
	const outputFile = path.join(cache, "vitest", `${suite.name}.json`);
	await mkdir(path.dirname(outputFile), { recursive: true });
	await rm(outputFile, { force: true });
	const { code } = await runBin(
		"vitest",
		"vitest",
		["run", ...suite.args, "--reporter=default", "--reporter=json", `--outputFile.json=${outputFile}`],
		{ env: { ...suite.env }, capture: suite.quiet === true },
	);
	const report = await readJson<VitestReport>(outputFile);
	const tally = {
		passed: report?.numPassedTests ?? 0,
		failed: report?.numFailedTests ?? 0,
		skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
	};
	const skips = (report?.testResults ?? []).flatMap((file) =>
		file.assertionResults
			.filter(({ status }) => status !== "passed" && status !== "failed")
			.map(({ fullName }) => fullName),
	);
	const witnesses = (report?.testResults ?? []).flatMap((file) =>
		file.assertionResults.flatMap(({ meta }) => meta?.witness ?? []),
	);
	return { ...honest(tally, code === 0), skips, witnesses };
}
