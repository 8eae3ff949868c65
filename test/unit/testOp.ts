import type { Op, Progress } from "../../src/base/op.ts";

export interface TestOp extends Op {
	/** Everything that was logged, each line with its level before it. */
	readonly lines: string[];
	readonly reports: Progress[];
}

/** An operation that keeps what it was told. */
export function testOp(signal: AbortSignal = new AbortController().signal): TestOp {
	const lines: string[] = [];
	const reports: Progress[] = [];
	const to = (level: string) => (line: string) => void lines.push(`${level} ${line}`);
	return {
		signal,
		log: { trace: to("trace"), info: to("info"), warn: to("warn"), error: to("error") },
		report: (progress) => void reports.push(progress),
		lines,
		reports,
	};
}
