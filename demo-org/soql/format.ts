import type { Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { epochOf } from "../times.ts";
import type { Scope } from "./resolve.ts";
import { currencyOf, localeOf } from "./scope.ts";

/** Writes a value as the user interface does in a locale; `currency` is that of the record. */
export type Format = (value: Value, currency: string) => string | null;

/**
 * How `FORMAT()` writes the values of a field: numbers, dates and amounts by the user's locale and time zone, an
 * amount of another currency with the user's own in parentheses (SOQL and SOSL Reference, "FORMAT ()").
 */
export function formatOf(
	scope: Scope,
	field: FieldDescribe,
	inOwnCurrency: (amount: number, from: string) => number,
): Format {
	const locale = localeOf(scope);
	const { timeZone } = scope;
	const digits = { minimumFractionDigits: field.scale, maximumFractionDigits: field.scale };
	const money = (amount: number, currency: string, unit: "symbol" | "code"): string =>
		new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: unit, ...digits })
			.format(amount)
			.replaceAll("\u00A0", " ");
	const date: Intl.DateTimeFormatOptions = { year: "numeric", month: "numeric", day: "numeric" };
	const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "numeric" };
	const written = (options: Intl.DateTimeFormatOptions) => {
		const format = new Intl.DateTimeFormat(locale, options);
		return (value: Value) => format.format(epochOf(String(value))).replaceAll("\u202F", " ");
	};
	const whole = (write: (value: Value, currency: string) => string): Format => {
		return (value, currency) => (value === null ? null : write(value, currency));
	};
	switch (field.type) {
		case "date":
			return whole(written({ ...date, timeZone: "UTC" }));
		case "datetime":
			return whole(written({ ...date, ...time, timeZone }));
		case "int":
		case "double":
			return whole((value) => new Intl.NumberFormat(locale, digits).format(Number(value)));
		case "percent":
			return whole((value) => `${new Intl.NumberFormat(locale, digits).format(Number(value))}%`);
		case "currency": {
			const own = currencyOf(scope);
			return whole((value, currency) => {
				if (currency === own) return money(Number(value), own, "symbol");
				const converted = inOwnCurrency(Number(value), currency);
				return `${money(Number(value), currency, "code")} (${money(converted, own, "code")})`;
			});
		}
		default:
			return whole(String);
	}
}
