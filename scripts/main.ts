// Runs one task of package.json's scripts. `scripts/run.mjs` starts it under Node 24 with everything installed.
import { bench } from "./tasks/bench.ts";
import { build, packageVsix } from "./tasks/build.ts";
import { format, lint, types, unused } from "./tasks/checks.ts";
import { demo } from "./tasks/demo.ts";
import { demoOrg } from "./tasks/demoOrg.ts";
import { check, test } from "./tasks/test.ts";

/** A task takes the words after its name and gives the exit code. */
type Task = (args: readonly string[]) => Promise<number>;

const tasks = new Map<string, Task>([
	["build", async () => report(await build())],
	["package", async () => report(await packageVsix())],
	["demo", demo],
	["demo-org", demoOrg],
	["test", test],
	["check", check],
	["types", async () => report(await types())],
	["lint", async () => report(await lint())],
	["format", async (args) => report(await format({ write: !args.includes("--check") }))],
	["unused", async () => report(await unused())],
	["bench", bench],
]);

function report({ code, output }: { code: number; output: string }): number {
	process.stdout.write(output);
	return code;
}

const [name = "", ...args] = process.argv.slice(2);
const task = tasks.get(name);
if (task === undefined) {
	console.error(`No task "${name}". There are: ${[...tasks.keys()].join(", ")}.`);
	process.exitCode = 1;
} else {
	process.exitCode = await task(args);
}
