import { DAY_MS } from "../times.ts";

const dayOfYear = (at: Date): number =>
	Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;

/** How the org's fiscal year lies: its first month (1-12), and whether it is named after the year it begins in. */
export interface FiscalYear {
	readonly startMonth: number;
	readonly namedByStart: boolean;
}

const fiscalMonth = (at: Date, { startMonth }: FiscalYear): number =>
	((at.getUTCMonth() + 13 - startMonth) % 12) + 1;

function fiscalYear(at: Date, fiscal: FiscalYear): number {
	const begun = at.getUTCMonth() + 1 >= fiscal.startMonth;
	const startYear = at.getUTCFullYear() - (begun ? 0 : 1);
	return fiscal.namedByStart || fiscal.startMonth === 1 ? startYear : startYear + 1;
}

/** The date functions over an instant that is already shifted to the wanted zone (SOQL, "Date Functions"). */
export const DATE_PARTS: Readonly<Record<string, (at: Date, fiscal: FiscalYear) => number>> = {
	CALENDAR_YEAR: (at) => at.getUTCFullYear(),
	CALENDAR_QUARTER: (at) => Math.floor(at.getUTCMonth() / 3) + 1,
	CALENDAR_MONTH: (at) => at.getUTCMonth() + 1,
	FISCAL_YEAR: fiscalYear,
	FISCAL_QUARTER: (at, fiscal) => Math.ceil(fiscalMonth(at, fiscal) / 3),
	FISCAL_MONTH: fiscalMonth,
	DAY_IN_WEEK: (at) => at.getUTCDay() + 1,
	DAY_IN_MONTH: (at) => at.getUTCDate(),
	DAY_IN_YEAR: dayOfYear,
	HOUR_IN_DAY: (at) => at.getUTCHours(),
	WEEK_IN_MONTH: (at) => Math.ceil(at.getUTCDate() / 7),
	WEEK_IN_YEAR: (at) => Math.ceil(dayOfYear(at) / 7),
};
