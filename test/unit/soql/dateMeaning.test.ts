import { describe, expect, it } from "vitest";
import { dayRange } from "../../../demo-org/soql/dateRange.ts";
import { isoDay, meaningOf } from "../../../src/soql/dateMeaning.ts";
import { DATE_LITERALS, N_DATE_LITERALS } from "../../../src/soql/words.ts";

const DAYS = ["2026-11-23", "2024-02-29", "2026-01-01", "2025-12-31"];

describe("meaningOf", () => {
	it.each(DAYS)("agrees with the demo org's own reading, for every literal on %s", (text) => {
		const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
		for (const weekStart of [0, 1]) {
			for (const fiscalStartMonth of [1, 2, 10]) {
				const calendar = { timeZone: "UTC", weekStart, fiscalStartMonth };
				const rules = { firstWeekday: weekStart, fiscalStart: fiscalStartMonth };
				for (const name of [...DATE_LITERALS, ...N_DATE_LITERALS]) {
					const theirs = dayRange(name, 3, Date.parse(`${text}T12:00:00Z`), calendar);
					const ours = meaningOf(name, 3, { year, month, day }, rules);
					// Theirs ends before a day, ours on one.
					const end =
						ours &&
						new Date(Date.parse(`${isoDay(ours.last)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
					expect([name, ours && isoDay(ours.first), end]).toEqual([name, theirs?.from, theirs?.to]);
				}
			}
		}
	});

	it("says nothing of fiscal periods where the fiscal year isn't known", () => {
		const rules = { firstWeekday: 0, fiscalStart: undefined };
		expect(meaningOf("THIS_FISCAL_YEAR", 0, { year: 2026, month: 11, day: 23 }, rules)).toBeUndefined();
	});
});
