import * as vscode from "vscode";
import type { FunctionInfo } from "../functions.ts";

const { l10n } = vscode;

/** What a function gives, in one line. */
export function functionWords({ name }: FunctionInfo): string {
	switch (name.toUpperCase()) {
		case "COUNT":
			return l10n.t("How many rows there are; with a field, how many have a value in it.");
		case "COUNT_DISTINCT":
			return l10n.t("How many different values there are; empty ones aren't counted.");
		case "SUM":
			return l10n.t("The sum of the values.");
		case "AVG":
			return l10n.t("The average of the values.");
		case "MIN":
			return l10n.t("The least value; of a picklist, the first in its order.");
		case "MAX":
			return l10n.t("The greatest value; of a picklist, the last in its order.");
		case "GROUPING":
			return l10n.t("1 in rows that sum up all values of the field, else 0.");
		case "FIELDS":
			return l10n.t("All fields: ALL, STANDARD or CUSTOM. ALL and CUSTOM need a LIMIT of at most 200.");
		case "FORMAT":
			return l10n.t("The value as text, in the user's language.");
		case "TOLABEL":
			return l10n.t("The label of a picklist value, in the user's language.");
		case "CONVERTCURRENCY":
			return l10n.t("The amount in the user's currency.");
		case "CONVERTTIMEZONE":
			return l10n.t("The moment in the user's time zone; inside a function of dates.");
		case "DISTANCE":
			return l10n.t("How far two places are from each other, in 'mi' or 'km'.");
		case "GEOLOCATION":
			return l10n.t("A place, by latitude and longitude.");
		case "DAY_ONLY":
			return l10n.t("The day of a moment, in UTC.");
		case "HOUR_IN_DAY":
			return l10n.t("The hour of a moment, 0 to 23, in UTC.");
		default:
			return name.startsWith("FISCAL")
				? l10n.t("That part of the org's fiscal year, as a number.")
				: l10n.t("That part of a date, as a number; of a moment, in UTC.");
	}
}

/** `SUM(field)`. */
export function signatureText({ name, parameters }: FunctionInfo): string {
	return `${name}(${parameters.map((each) => each.name).join(", ")})`;
}
