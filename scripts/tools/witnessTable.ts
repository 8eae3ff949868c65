/** What a test found out about one recording: how much it compared, and how many differences are known. */
export interface Witness {
	readonly recording: string;
	readonly checks: number;
	readonly differences: number;
}

/** A line for each recording, the findings of several tests of one added up, and the sum. */
export function witnessTable(witnesses: readonly Witness[]): readonly string[] {
	const sums = new Map<string, Witness>();
	for (const { recording, checks, differences } of witnesses) {
		const sum = sums.get(recording) ?? { recording, checks: 0, differences: 0 };
		sums.set(recording, {
			recording,
			checks: sum.checks + checks,
			differences: sum.differences + differences,
		});
	}
	const rows = [...sums.values()].sort((a, b) => a.recording.localeCompare(b.recording));
	const total = (key: "checks" | "differences"): number => rows.reduce((sum, row) => sum + row[key], 0);
	const width = Math.max(...rows.map(({ recording }) => recording.length));
	const line = (name: string, checks: number, differences: number): string =>
		`${name.padEnd(width)} ${String(checks).padStart(7)} checks ${String(differences).padStart(4)} known differences`;
	return [
		...rows.map(({ recording, checks, differences }) => line(recording, checks, differences)),
		line(`${rows.length} recordings`, total("checks"), total("differences")),
	];
}
