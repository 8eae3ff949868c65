import type { CalendarRules, Day } from "../dateMeaning.ts";

/** What date literals are told by: this computer's day, weeks from Sunday, no fiscal year. */
export function clock(): { readonly today: Day; readonly calendar: CalendarRules } {
	const now = new Date();
	return {
		today: { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() },
		calendar: { firstWeekday: 0, fiscalStart: undefined },
	};
}
