import { N_DATE_LITERALS } from "./words.ts";

/** A day of the calendar, without a time or zone. */
export interface Day {
	readonly year: number;
	/** From 1. */
	readonly month: number;
	readonly day: number;
}

export interface CalendarRules {
	/** 0 is Sunday; where weeks begin is the user's locale's. */
	readonly firstWeekday: number;
	/** From 1: the month that the fiscal year begins with; undefined where nobody knows it. */
	readonly fiscalStart: number | undefined;
}

/** The first and the last day that a date literal means. */
export interface Period {
	readonly first: Day;
	readonly last: Day;
}

const utc = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day));
const dayOf = (date: Date): Day => ({
	year: date.getUTCFullYear(),
	month: date.getUTCMonth() + 1,
	day: date.getUTCDate(),
});

function plusDays(from: Day, count: number): Day {
	return dayOf(utc({ ...from, day: from.day + count }));
}

/** The first of the month that is `count` months from this one's. */
function monthStart({ year, month }: Day, count: number): Day {
	return dayOf(utc({ year, month: month + count, day: 1 }));
}

function span(start: Day, months: number): Period {
	return { first: start, last: plusDays(monthStart(start, months), -1) };
}

type Unit = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR" | "FISCAL_QUARTER" | "FISCAL_YEAR";
const MONTHS: Readonly<Partial<Record<Unit, number>>> = {
	MONTH: 1,
	QUARTER: 3,
	YEAR: 12,
	FISCAL_QUARTER: 3,
	FISCAL_YEAR: 12,
};

/** The day, week, month, … that lies `offset` of them after today's. */
function unitAt(unit: Unit, offset: number, today: Day, rules: CalendarRules): Period {
	if (unit === "DAY") return { first: plusDays(today, offset), last: plusDays(today, offset) };
	if (unit === "WEEK") {
		const back = (utc(today).getUTCDay() - rules.firstWeekday + 7) % 7;
		const first = plusDays(today, offset * 7 - back);
		return { first, last: plusDays(first, 6) };
	}
	const size = MONTHS[unit] ?? 1;
	const start = unit.startsWith("FISCAL") ? (rules.fiscalStart ?? 1) : 1;
	const into = (((today.month - start) % size) + size) % size;
	return span(monthStart(today, offset * size - into), size);
}

const PLAIN: Readonly<Record<string, readonly [Unit, number]>> = {
	YESTERDAY: ["DAY", -1],
	TODAY: ["DAY", 0],
	TOMORROW: ["DAY", 1],
};

/**
 * What a date literal means on a day (SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE"); `count` for
 * those that take a number. Undefined for what is none.
 */
export function meaningOf(
	literal: string,
	count: number,
	today: Day,
	rules: CalendarRules,
): Period | undefined {
	const name = literal.toUpperCase();
	if (name.includes("FISCAL") && rules.fiscalStart === undefined) return undefined;
	const plain = PLAIN[name];
	if (plain) return unitAt(...plain, today, rules);
	if (name === "LAST_90_DAYS") return { first: plusDays(today, -90), last: today };
	if (name === "NEXT_90_DAYS") return { first: plusDays(today, 1), last: plusDays(today, 90) };
	const [, when, unit] =
		/^(THIS|LAST|NEXT)_(WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)$/.exec(name) ?? [];
	if (unit !== undefined)
		return unitAt(unit as Unit, when === "THIS" ? 0 : when === "LAST" ? -1 : 1, today, rules);
	if (!N_DATE_LITERALS.includes(name) || !Number.isSafeInteger(count) || count < 0 || count > 9999)
		return undefined;
	const counted = name.replace(/^(LAST|NEXT)_N_|^N_|S(_AGO)?$/g, "").replace(/S$/, "") as Unit;
	if (name.endsWith("_AGO")) return unitAt(counted, -count, today, rules);
	if (count === 0) return undefined;
	if (name.startsWith("LAST_N_")) {
		// Of days, today is the last of them; of all others, the one that goes on isn't counted.
		if (counted === "DAY") return { first: plusDays(today, -count), last: today };
		return {
			first: unitAt(counted, -count, today, rules).first,
			last: unitAt(counted, -1, today, rules).last,
		};
	}
	return { first: unitAt(counted, 1, today, rules).first, last: unitAt(counted, count, today, rules).last };
}

/** `2026-11-23`. */
export function isoDay(day: Day): string {
	return utc(day).toISOString().slice(0, 10);
}
