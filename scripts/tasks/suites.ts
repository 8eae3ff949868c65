// Every suite of `npm test`, in the order in which they run: what is cheap and tells most comes first.
import { existsSync } from "node:fs";
import { installDependencies } from "../setup/install.mjs";
import { findBrowser } from "../tools/browser.ts";
import { installCodeServer } from "../tools/codeServer.ts";
import { runHostSuite } from "../tools/hostSuite.ts";
import { inRoot } from "../tools/paths.ts";
import type { RunResult } from "../tools/run.ts";
import { closingLine, honest, single, type Tally } from "../tools/tally.ts";
import { runVitest } from "../tools/vitestSuite.ts";
import { witnessTable } from "../tools/witnessTable.ts";
import { ensurePackage, packageVsix } from "./build.ts";
import { format, lint, types, unused } from "./checks.ts";

export interface Outcome extends Tally {
	/** What was skipped, by name. */
	readonly skips?: readonly string[];
}

export interface Suite {
	readonly name: string;
	/** Part of `npm run check`, which needs no browser and no VS Code. */
	readonly quick: boolean;
	/** Suites next to each other with this set run two at a time; their output is printed when they end. */
	readonly paired?: boolean;
	readonly run: () => Promise<Outcome>;
}

export const suites: readonly Suite[] = [
	{ name: "types", quick: true, paired: true, run: () => asCheck("types", types()) },
	{ name: "lint", quick: true, paired: true, run: () => asCheck("lint", lint()) },
	{ name: "format", quick: true, paired: true, run: () => asCheck("format", format({ write: false })) },
	{ name: "unused", quick: true, paired: true, run: () => asCheck("unused", unused()) },
	// Before the rules: they look into the package too.
	{ name: "package", quick: false, run: () => asCheck("package", packageVsix()) },
	{ name: "rules", quick: true, run: () => project("rules") },
	{ name: "unit", quick: true, run: () => project("unit") },
	{ name: "wire", quick: false, run: wire },
	{ name: "page", quick: false, run: page },
	{ name: "host", quick: false, run: host },
	{ name: "e2e", quick: false, run: endToEnd },
	{ name: "mustFail", quick: false, run: mustFail },
];

async function asCheck(name: string, running: Promise<RunResult>): Promise<Outcome> {
	const { code, output } = await running;
	if (code !== 0 || name === "package") {
		process.stdout.write(output);
	}
	return single(code === 0);
}

function project(name: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
	return runVitest({ name, args: ["--project", name], env });
}

async function wire(): Promise<Outcome> {
	if (existsSync(inRoot("test/sf-cli/package-lock.json"))) {
		await installDependencies(inRoot("test/sf-cli"), "the Salesforce CLI, for the wire suite");
	}
	const outcome = await runVitest({ name: "wire", args: ["--project", "wire"] });
	if (outcome.witnesses.length > 0) {
		console.log(["", "Witnesses of the demo org:", ...witnessTable(outcome.witnesses)].join("\n"));
	}
	return outcome;
}

async function page(): Promise<Outcome> {
	return project("page", { CHROME_PATH: await findBrowser() });
}

async function host(): Promise<Outcome> {
	await installCodeServer();
	await ensurePackage();
	const workspace = inRoot("media/workspace");
	const results = await runHostSuite({
		name: "host",
		tests: inRoot("test/host/suite"),
		extension: inRoot(),
		workspace: existsSync(workspace) ? workspace : undefined,
	});
	return honest(results ?? none, results !== undefined);
}

async function endToEnd(): Promise<Outcome> {
	await installCodeServer();
	await ensurePackage();
	return project("e2e", { CHROME_PATH: await findBrowser() });
}

/** Two suites that must fail, with exact counts: a harness that swallows failures would pass everything else. */
async function mustFail(): Promise<Outcome> {
	const unit = await runVitest({
		name: "mustFail",
		args: ["--root", inRoot("test/mustFail"), "unit"],
		quiet: true,
	});
	await installCodeServer();
	const inHost = await runHostSuite({
		name: "mustFail",
		tests: inRoot("test/mustFail/host"),
		extension: inRoot("test/mustFail/extension"),
		quiet: true,
	});
	const expected = "1 passed, 1 failed, 1 skipped";
	const asExpected = [unit, inHost ?? none].map((tally) => closingLine(tally) === expected);
	console.log(
		`vitest gave ${closingLine(unit)}; VS Code gave ${closingLine(inHost ?? none)}; each must be ${expected}.`,
	);
	return {
		passed: asExpected.filter(Boolean).length,
		failed: asExpected.filter((held) => !held).length,
		skipped: 0,
	};
}

const none: Tally = { passed: 0, failed: 0, skipped: 0 };
