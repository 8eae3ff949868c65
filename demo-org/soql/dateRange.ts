import { DAY_MS, dateText, epochOf, zoneOffsetMs } from "../times.ts";

/** A span of local days: from the first to just before `to`, both `YYYY-MM-DD`. */
export interface DayRange {
	readonly from: string;
	readonly to: string;
}

type Unit = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR";

/** The local date of an instant. */
function localDate(epochMs: number, timeZone: string): string {
	return dateText(epochMs + zoneOffsetMs(epochMs, timeZone));
}

function monthStart(date: string, monthsLater: number): string {
	const at = new Date(epochOf(date));
	return dateText(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + monthsLater, 1));
}

/** The first day of the unit that lies `steps` units after the one `date` is in. Weeks begin on Sunday (en_US). */
function startOfUnit(date: string, unit: Unit, steps: number): string {
	const day = epochOf(date);
	if (unit === "DAY") return dateText(day + steps * DAY_MS);
	if (unit === "WEEK") return dateText(day + (steps * 7 - new Date(day).getUTCDay()) * DAY_MS);
	if (unit === "MONTH") return monthStart(date, steps);
	const month = new Date(day).getUTCMonth();
	return unit === "QUARTER"
		? monthStart(date, steps * 3 - (month % 3))
		: monthStart(date, steps * 12 - month);
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
 * excludes today. Fiscal periods begin in January.
 * Gives null for a name that is no date literal.
 */
export function dayRange(name: string, count: number, now: number, timeZone: string): DayRange | null {
	const today = localDate(now, timeZone);
	const span = (unit: Unit, from: number, to: number): DayRange => ({
		from: startOfUnit(today, unit, from),
		to: startOfUnit(today, unit, to),
	});
	const named = NAMED[name];
	if (named !== undefined) return span(...named);
	const plain = name.replace("FISCAL_", "");
	const match = /^(LAST|THIS|NEXT)_(?:(N)_)?(DAY|WEEK|MONTH|QUARTER|YEAR)S?$/.exec(plain);
	if (match !== null) {
		const unit = unitOf(match[3]);
		const counted = match[2] === "N";
		const steps = counted ? count : 1;
		if (match[1] === "THIS") return span(unit, 0, 1);
		if (match[1] === "NEXT") return span(unit, 1, steps + 1);
		return span(unit, -steps, counted && unit === "DAY" ? 1 : 0);
	}
	const ago = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(plain);
	return ago === null ? null : span(unitOf(ago[1]), -count, 1 - count);
}

function unitOf(text: string | undefined): Unit {
	switch (text) {
		case "WEEK":
		case "MONTH":
		case "QUARTER":
		case "YEAR":
			return text;
		default:
			return "DAY";
	}
}
