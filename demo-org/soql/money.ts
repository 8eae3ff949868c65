import type { ObjectType } from "../schema/objectType.ts";
import type { Landing, Scope } from "./resolve.ts";
import { currencyOf } from "./scope.ts";

/** The currencies of an org with more than one: units of each for one unit of the corporate currency. */
export type Rates = ReadonlyMap<string, number>;

/** The rates of the org's active currencies, null for an org with a single one. */
export function ratesOf(scope: Scope): Rates | null {
	if (scope.schema.object("CurrencyType") === undefined) return null;
	const rates = new Map<string, number>();
	scope.table("CurrencyType").each((row) => {
		const { IsoCode: code, ConversionRate: rate, IsActive: active } = row;
		if (typeof code === "string" && typeof rate === "number" && active !== false) rates.set(code, rate);
	});
	return rates.size > 0 ? rates : null;
}

/** An amount of one currency in another; unchanged when a rate is unknown. */
export function converted(rates: Rates, amount: number, from: string, to: string): number {
	const fromRate = rates.get(from);
	const toRate = rates.get(to);
	if (from === to || fromRate === undefined || toRate === undefined) return amount;
	return (amount / fromRate) * toRate;
}

/** The currency of a record's amounts: its own, or the user's where records have none. */
export function currencyOfRecord(scope: Scope, { row, object }: Landing): string {
	const code = hasCurrency(object) ? row["CurrencyIsoCode"] : null;
	return typeof code === "string" ? code : currencyOf(scope);
}

function hasCurrency(object: ObjectType): boolean {
	return object.field("CurrencyIsoCode") !== undefined;
}
