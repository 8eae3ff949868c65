import { closingLine, sum } from "../tools/tally.ts";
import { type Outcome, type Suite, suites } from "./suites.ts";

/** `npm test [suite…]`: runs every suite, or the named ones, and ends with the line that counts. Gives the exit code. */
export function test(names: readonly string[]): Promise<number> {
	const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
	if (unknown.length > 0) {
		console.error(`No suite ${unknown.join(", ")}. There are: ${suites.map(({ name }) => name).join(", ")}.`);
		return Promise.resolve(1);
	}
	return runAll(names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name)));
}

/** `npm run check`: what needs neither a browser nor VS Code. Gives the exit code. */
export function check(): Promise<number> {
	return runAll(suites.filter(({ quick }) => quick));
}

interface Ended extends Outcome {
	readonly name: string;
	readonly seconds: number;
}

async function runAll(wanted: readonly Suite[]): Promise<number> {
	const ended: Ended[] = [];
	for (const group of groups(wanted)) {
		ended.push(...(await Promise.all(group.map(runSuite))));
	}
	console.log("");
	for (const { name, seconds, passed, failed, skipped } of ended) {
		const counts = closingLine({ passed, failed, skipped });
		console.log(`${failed === 0 ? "ok  " : "FAIL"} ${name.padEnd(9)} ${counts} (${seconds.toFixed(1)} s)`);
	}
	for (const { name, skips = [] } of ended) {
		for (const skip of skips) {
			console.log(`skipped in ${name}: ${skip}`);
		}
	}
	const total = sum(ended);
	console.log(`\n${closingLine(total)}`);
	return total.failed === 0 ? 0 : 1;
}

async function runSuite(suite: Suite): Promise<Ended> {
	const begin = performance.now();
	console.log(`\n=== ${suite.name}`);
	const outcome = await suite.run().catch((error: unknown): Outcome => {
		console.error(error instanceof Error ? error.message : error);
		return { passed: 0, failed: 1, skipped: 0 };
	});
	return { ...outcome, name: suite.name, seconds: (performance.now() - begin) / 1000 };
}

/** Neighbours that may run beside each other, two at a time. */
function groups(wanted: readonly Suite[]): Suite[][] {
	const grouped: Suite[][] = [];
	for (const suite of wanted) {
		const last = grouped.at(-1);
		if (suite.paired === true && last?.length === 1 && last[0]?.paired === true) {
			last.push(suite);
		} else {
			grouped.push([suite]);
		}
	}
	return grouped;
}
