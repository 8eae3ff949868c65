import { describe, expect, it } from "vitest";
import type { ColumnKind } from "../../../src/pages/results.ts";
import { parseFilter, passes } from "../../../src/results/store/filter.ts";

/** Those of the values that pass what was typed; undefined when it says nothing of that kind. */
function passing(
	typed: string,
	kind: ColumnKind,
	values: readonly unknown[],
	zone?: string,
): unknown[] | undefined {
	const filter = parseFilter(typed, kind, zone);
	if (filter === undefined) return undefined;
	return values.filter((value) => filter === "all" || passes(value, filter));
}

describe("what is typed over a column of text", () => {
	const values = ["Acme", "ACME Ltd", "Big Acme", "a=b", "", null];
	it.each<[typed: string, shown: unknown[]]>([
		["", values],
		["  ", values],
		["acme", ["Acme", "ACME Ltd", "Big Acme"]],
		["!acme", ["a=b", "", null]],
		["=acme", ["Acme"]],
		["!=acme", ["ACME Ltd", "Big Acme", "a=b", "", null]],
		["^acme", ["Acme", "ACME Ltd"]],
		["acme$", ["Acme", "Big Acme"]],
		["=", ["", null]],
		["!=", ["Acme", "ACME Ltd", "Big Acme", "a=b"]],
		["a=", ["a=b"]],
		["$", []],
	])("%j", (typed, shown) => {
		expect(passing(typed, "text", values)).toEqual(shown);
	});
});

describe("what is typed over a column of Ids", () => {
	const values = ["001xx000003DGb2AAG", "001xx000003DGb3AAG", null];
	it.each<[typed: string, shown: unknown[]]>([
		["=001xx000003DGb2AAG", ["001xx000003DGb2AAG"]],
		["=001xx000003DGb2", ["001xx000003DGb2AAG"]],
		["^001", ["001xx000003DGb2AAG", "001xx000003DGb3AAG"]],
		["=001", []],
	])("%j", (typed, shown) => {
		expect(passing(typed, "id", values)).toEqual(shown);
	});
});

describe("what is typed over a column of numbers", () => {
	const values = [-5, 0, 0.5, 10, 1000, null];
	it.each<[typed: string, shown: unknown[] | undefined]>([
		["10", [10]],
		["=10", [10]],
		["!=10", [-5, 0, 0.5, 1000]],
		[">0", [0.5, 10, 1000]],
		[">=0", [0, 0.5, 10, 1000]],
		["< 0", [-5]],
		["<=0", [-5, 0]],
		["-5..0.5", [-5, 0, 0.5]],
		["10..0", [0, 0.5, 10]],
		["!0..10", [-5, 1000]],
		["1,000", [1000]],
		["1e1", [10]],
		["=", [null]],
		["!=", [-5, 0, 0.5, 10, 1000]],
		["ten", undefined],
		[">", undefined],
		["1..2..3", undefined],
		[">1..2", undefined],
	])("%j", (typed, shown) => {
		expect(passing(typed, "number", values)).toEqual(shown);
	});
});

describe("what is typed over a column of dates", () => {
	const values = ["2025-12-31", "2026-01-01", "2026-05-20", null];
	it.each<[typed: string, shown: unknown[] | undefined]>([
		["2026", ["2026-01-01", "2026-05-20"]],
		["2026-05", ["2026-05-20"]],
		["2026-05-20", ["2026-05-20"]],
		["!=2026", ["2025-12-31"]],
		[">2026-01-01", ["2026-05-20"]],
		[">2025", ["2026-01-01", "2026-05-20"]],
		["<=2026-01", ["2025-12-31", "2026-01-01"]],
		["2025-12..2026-01", ["2025-12-31", "2026-01-01"]],
		["=", [null]],
		["yesterday", undefined],
		["2026-5", undefined],
	])("%j", (typed, shown) => {
		expect(passing(typed, "date", values)).toEqual(shown);
	});
});

describe("what is typed over a column of times, in the zone that they are shown in", () => {
	// In Los Angeles: 23:30 on the 19th, 00:30 and 13:00 on the 20th.
	const values = [
		"2026-05-20T06:30:00.000+0000",
		"2026-05-20T07:30:00.000+0000",
		"2026-05-20T20:00:00.000+0000",
		null,
	];
	const [night, after, noon] = values;
	it.each<[typed: string, zone: string, shown: unknown[] | undefined]>([
		["2026-05-20", "UTC", [night, after, noon]],
		["2026-05-20", "America/Los_Angeles", [after, noon]],
		["2026-05-19", "America/Los_Angeles", [night]],
		["2026-05-20 13", "America/Los_Angeles", [noon]],
		[">=2026-05-20 00:30", "America/Los_Angeles", [after, noon]],
		[">2026-05-20", "America/Los_Angeles", []],
		["<2026-05-20", "America/Los_Angeles", [night]],
		["2026-05-19..2026-05-20 00", "America/Los_Angeles", [night, after]],
		["!=2026-05-20", "America/Los_Angeles", [night]],
		["=", "UTC", [null]],
		["noon", "UTC", undefined],
	])("%j in %s", (typed, zone, shown) => {
		expect(passing(typed, "datetime", values, zone)).toEqual(shown);
	});
});

describe("what is typed over a column of booleans", () => {
	it.each<[typed: string, shown: unknown[] | undefined]>([
		["t", [true]],
		["TRUE", [true]],
		["=false", [false]],
		["f", [false]],
		["yes", undefined],
	])("%j", (typed, shown) => {
		expect(passing(typed, "boolean", [true, false])).toEqual(shown);
	});
});
