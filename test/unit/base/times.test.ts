import { describe, expect, it } from "vitest";
import { periodIn } from "../../../src/base/times.ts";

describe("a period in a zone", () => {
	const iso = (text: string, zone: string) => {
		const period = periodIn(text, zone);
		return period && [period.from, period.before].map((at) => new Date(at).toISOString().slice(0, 19));
	};
	it.each<[text: string, zone: string, period: string[] | undefined]>([
		["2026", "UTC", ["2026-01-01T00:00:00", "2027-01-01T00:00:00"]],
		["2026-12", "UTC", ["2026-12-01T00:00:00", "2027-01-01T00:00:00"]],
		["2026-05-20", "Europe/Berlin", ["2026-05-19T22:00:00", "2026-05-20T22:00:00"]],
		["2026-05-20 07:35", "Asia/Kolkata", ["2026-05-20T02:05:00", "2026-05-20T02:06:00"]],
		// Clocks go forward: the day has 23 hours; back: 25.
		["2026-03-29", "Europe/Berlin", ["2026-03-28T23:00:00", "2026-03-29T22:00:00"]],
		["2026-10-25", "Europe/Berlin", ["2026-10-24T22:00:00", "2026-10-25T23:00:00"]],
		["May", "UTC", undefined],
	])("%s in %s", (text, zone, period) => {
		expect(iso(text, zone)).toEqual(period);
	});
});
