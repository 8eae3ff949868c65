import type { Row, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";

/** JSON text of a value as the REST API writes it: decimals always with a point (`605.0`). */
export function jsonValue(field: FieldDescribe, value: Value): string {
	if (typeof value === "number")
		return isDecimal(field) && Number.isInteger(value) ? `${value}.0` : String(value);
	if (value === null && field.type === "boolean") return "false";
	return JSON.stringify(value);
}

function isDecimal({ type }: FieldDescribe): boolean {
	return type === "double" || type === "currency" || type === "percent";
}

const ADDRESS_PARTS = [
	["city", "City"],
	["country", "Country"],
	["geocodeAccuracy", "GeocodeAccuracy"],
	["latitude", "Latitude"],
	["longitude", "Longitude"],
	["postalCode", "PostalCode"],
	["state", "State"],
	["street", "Street"],
] as const;

/** JSON text of a compound address, null when none of its parts has a value. */
export function jsonAddress(field: FieldDescribe, row: Row): string {
	const prefix = field.name.slice(0, -"Address".length);
	const parts = ADDRESS_PARTS.map(([key, part]) => [key, row[prefix + part] ?? null] as const);
	return parts.every(([, value]) => value === null) ? "null" : JSON.stringify(Object.fromEntries(parts));
}
