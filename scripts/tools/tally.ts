/** What a suite, or the sum of several, came to. */
export interface Tally {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

/** The sum of `tallies`. */
export function sum(tallies: readonly Tally[]): Tally {
	return {
		passed: total(tallies, "passed"),
		failed: total(tallies, "failed"),
		skipped: total(tallies, "skipped"),
	};
}

/** A check that either holds or doesn't, such as a build. */
export function single(passed: boolean): Tally {
	return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** A suite that ran nothing, or whose runner failed without naming a test, has failed. */
export function honest(tally: Tally, runnerPassed: boolean): Tally {
	const ran = tally.passed + tally.failed + tally.skipped;
	return tally.failed === 0 && (!runnerPassed || ran === 0) ? { ...tally, failed: 1 } : tally;
}

/** The closing line that other programs read. */
export function closingLine({ passed, failed, skipped }: Tally): string {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function total(tallies: readonly Tally[], key: keyof Tally): number {
	return tallies.reduce((count, tally) => count + tally[key], 0);
}
