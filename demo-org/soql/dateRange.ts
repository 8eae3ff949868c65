import { DAY_MS, dateText, epochOf, zoneOffsetMs } from "../times.ts";

/** A span of local days: from the first to just before `to`, both `YYYY-MM-DD`. */
export interface DayRange {
	readonly from: string;
	readonly to: string;
}

/** What date literals depend on besides the clock. */
export interface Calendar {
	readonly timeZone: string;
	/** 0 for Sunday, 1 for Monday, as the user's locale has it. */
	readonly weekStart: number;
	/** The month (1-12) in which the org's fiscal year begins. */
	readonly fiscalStartMonth: number;
}

type Unit = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR" | "FISCAL_QUARTER" | "FISCAL_YEAR";

const PLAIN_NAMES = new Set([
	"YESTERDAY",
	"TODAY",
	"TOMORROW",
	"LAST_90_DAYS",
	"NEXT_90_DAYS",
	...["LAST", "THIS", "NEXT"].flatMap((when) =>
		["WEEK", "MONTH", "QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR"].map((unit) => `${when}_${unit}`),
	),
]);
const UNITS_COUNTED = "DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS";
const COUNTED_NAME = new RegExp(`^(?:(?:LAST|NEXT)_N_(?:${UNITS_COUNTED})|N_(?:${UNITS_COUNTED})_AGO)$`);

/** Whether a word is a date literal; those with a number (`LAST_N_DAYS:7`) are only with one. */
export function isDateLiteral(name: string, counted: boolean): boolean {
	return counted ? COUNTED_NAME.test(name) : PLAIN_NAMES.has(name);
}

/** The local date of an instant. */
function localDate(epochMs: number, timeZone: string): string {
	return dateText(epochMs + zoneOffsetMs(epochMs, timeZone));
}

function monthStart(date: string, monthsLater: number): string {
	const at = new Date(epochOf(date));
	return dateText(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + monthsLater, 1));
}

/** The first day of the unit that lies `steps` units after the one `date` is in. */
function startOfUnit(date: string, unit: Unit, steps: number, calendar: Calendar): string {
	const day = epochOf(date);
	const month = new Date(day).getUTCMonth();
	const fiscalMonth = (month + 13 - calendar.fiscalStartMonth) % 12;
	switch (unit) {
		case "DAY":
			return dateText(day + steps * DAY_MS);
		case "WEEK": {
			const intoWeek = (new Date(day).getUTCDay() + 7 - calendar.weekStart) % 7;
			return dateText(day + (steps * 7 - intoWeek) * DAY_MS);
		}
		case "MONTH":
			return monthStart(date, steps);
		case "QUARTER":
			return monthStart(date, steps * 3 - (month % 3));
		case "YEAR":
			return monthStart(date, steps * 12 - month);
		case "FISCAL_QUARTER":
			return monthStart(date, steps * 3 - (fiscalMonth % 3));
		case "FISCAL_YEAR":
			return monthStart(date, steps * 12 - fiscalMonth);
	}
}

const NAMED: Readonly<Record<string, readonly [unit: Unit, from: number, to: number]>> = {
	YESTERDAY: ["DAY", -1, 0],
	TODAY: ["DAY", 0, 1],
	TOMORROW: ["DAY", 1, 2],
	LAST_90_DAYS: ["DAY", -90, 1],
	NEXT_90_DAYS: ["DAY", 1, 91],
};

/**
 * The days that a date literal stands for (SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE").
 * LAST_N_DAYS and LAST_90_DAYS include today; every other LAST_N_x ends before the current unit, NEXT_N_DAYS
 * excludes today. A count that leads out of the years 1700 to 4000 is held at their edges.
 * Gives null for a name that is no date literal.
 */
export function dayRange(name: string, count: number, now: number, calendar: Calendar): DayRange | null {
	const today = localDate(now, calendar.timeZone);
	const span = (unit: Unit, from: number, to: number): DayRange => ({
		from: within(startOfUnit(today, unit, from, calendar)),
		to: within(startOfUnit(today, unit, to, calendar)),
	});
	const named = NAMED[name];
	if (named !== undefined) return span(...named);
	const match = /^(LAST|THIS|NEXT)_(?:(N)_)?((?:FISCAL_)?[A-Z]+?)S?$/.exec(name);
	const unit = unitOf(match?.[3]);
	if (match !== null && unit !== null) {
		const counted = match[2] === "N";
		const steps = counted ? held(count, unit) : 1;
		if (match[1] === "THIS") return span(unit, 0, 1);
		if (match[1] === "NEXT") return span(unit, 1, steps + 1);
		return span(unit, -steps, counted && unit === "DAY" ? 1 : 0);
	}
	const ago = unitOf(/^N_((?:FISCAL_)?[A-Z]+)S_AGO$/.exec(name)?.[1]);
	if (ago === null) return null;
	const steps = held(count, ago);
	return span(ago, -steps, 1 - steps);
}

/** Enough to leave the supported years from any day in them, and few enough for the calendar of JavaScript. */
const MOST_DAYS = 1_000_000;
const DAYS_OF: Readonly<Record<Unit, number>> = {
	DAY: 1,
	WEEK: 7,
	MONTH: 30,
	QUARTER: 91,
	YEAR: 365,
	FISCAL_QUARTER: 91,
	FISCAL_YEAR: 365,
};
const held = (count: number, unit: Unit): number => Math.min(count, Math.ceil(MOST_DAYS / DAYS_OF[unit]));

const FIRST_DAY = "1700-01-01";
const LAST_DAY = "4001-01-01";

function within(day: string): string {
	// Years beyond 9999 and before 0 are written with a sign.
	if (day.startsWith("+")) return LAST_DAY;
	return day < FIRST_DAY ? FIRST_DAY : day > LAST_DAY ? LAST_DAY : day;
}

function unitOf(text: string | undefined): Unit | null {
	switch (text) {
		case "DAY":
		case "WEEK":
		case "MONTH":
		case "QUARTER":
		case "YEAR":
		case "FISCAL_QUARTER":
		case "FISCAL_YEAR":
			return text;
		default:
			return null;
	}
}
