import type { Row, Table, Value } from "../data/table.ts";
import type { Schema } from "../schema/schema.ts";
import type { Calendar } from "./dateRange.ts";

/** What a query is evaluated against. `now` is one instant for the whole query. */
export interface Scope {
	readonly soql: string;
	readonly schema: Schema;
	readonly table: (name: string) => Table;
	readonly now: number;
	readonly timeZone: string;
	readonly userId: string;
	readonly includeDeleted: boolean;
	/** `v66.0`, for the URLs of records and for what older versions cannot do. */
	readonly version: string;
	/** The value of a calculated field; without it what is stored counts. */
	readonly value?: (objectName: string, row: Row, fieldName: string) => Value;
	/** Whether the user sees of encrypted texts only what their mask leaves. */
	readonly masksEncrypted?: boolean;
	/** Whether the API has an object of that name which the demo org does not serve. */
	readonly isUnserved?: (objectName: string) => boolean;
	/** Whether sharing lets the user see a record; absent for a user who sees all. */
	readonly canSee?: (objectName: string, row: Row) => boolean;
}

/** The number of the API version: 66 for `v66.0`. */
export function versionOf({ version }: Scope): number {
	return Number.parseInt(version.slice(1), 10);
}

function userOf({ table, userId }: Scope): Row {
	return table("User").get(userId) ?? {};
}

function organizationOf({ table }: Scope): Row {
	return table("Organization").at(0) ?? {};
}

/** The user's locale as a language tag (`de-DE`), English of the United States when it is none. */
export function localeOf(scope: Scope): string {
	const key = userOf(scope)["LocaleSidKey"];
	const tag = typeof key === "string" ? key.replaceAll("_", "-") : "en-US";
	return Intl.DateTimeFormat.supportedLocalesOf([tag]).length > 0 ? tag : "en-US";
}

/** Regions whose week begins on Sunday. */
const SUNDAY_REGIONS = new Set([
	"US",
	"CA",
	"MX",
	"BR",
	"JP",
	"IL",
	"IN",
	"KR",
	"TW",
	"HK",
	"ZA",
	"CO",
	"PE",
]);

/** What date literals and fiscal functions go by for this user and org. */
export function calendarOf(scope: Scope): Calendar {
	const month = organizationOf(scope)["FiscalYearStartMonth"];
	const region = new Intl.Locale(localeOf(scope)).maximize().region ?? "US";
	return {
		timeZone: scope.timeZone,
		weekStart: SUNDAY_REGIONS.has(region) ? 0 : 1,
		fiscalStartMonth: typeof month === "number" ? month : 1,
	};
}

/** Whether a fiscal year is named after the calendar year it begins in; else after the one it ends in. */
export function namedByFiscalStart(scope: Scope): boolean {
	return organizationOf(scope)["UsesStartDateAsFiscalYearName"] === true;
}

/** The ISO code of the user's currency. */
export function currencyOf(scope: Scope): string {
	const own = userOf(scope)["DefaultCurrencyIsoCode"] ?? userOf(scope)["CurrencyIsoCode"];
	const corporate = organizationOf(scope)["DefaultCurrencyIsoCode"];
	return [own, corporate].find((code): code is string => typeof code === "string") ?? "USD";
}
