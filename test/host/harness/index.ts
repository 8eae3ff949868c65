// Runs inside VS Code's extension host: bundled with the suite's tests, it runs mocha and writes the counts for the runner.
import { writeFileSync } from "node:fs";
import { format } from "node:util";
import { loadTests } from "orgsmith:tests";
import Mocha from "mocha";

/** What a window tells the runner about its tests. */
export interface HostResults {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	/** Mocha's report, for people. */
	readonly report: string;
}

/** VS Code calls this; a rejection makes the window's exit code 1. */
export async function run(): Promise<void> {
	const mocha = new Mocha({ ui: "tdd", color: false, timeout: 60_000, reporter: "spec" });
	let report = "";
	// The window's own log is full of other things: the report goes to the runner apart.
	Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
		report += `${format(...args)}\n`;
	};
	mocha.suite.emit("pre-require", globalThis, "", mocha);
	await loadTests();
	const failures = await new Promise<number>((resolve) => {
		const { stats } = mocha.run((count) => {
			const results: HostResults = {
				passed: stats?.passes ?? 0,
				failed: count,
				skipped: stats?.pending ?? 0,
				report,
			};
			const file = process.env["ORGSMITH_HOST_RESULTS"];
			if (file !== undefined) {
				writeFileSync(file, JSON.stringify(results));
			}
			resolve(count);
		});
	});
	if (failures > 0) {
		throw new Error(`${failures} host tests failed.`);
	}
}
