import type { Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { Place } from "./ast.ts";
import type { Landing } from "./resolve.ts";

/** The names of the two number fields below a compound location or address. */
function coordinateFields(field: FieldDescribe): readonly [latitude: string, longitude: string] {
	if (isAddress(field)) {
		const prefix = field.name.slice(0, -"Address".length);
		return [`${prefix}Latitude`, `${prefix}Longitude`];
	}
	const stem = field.name.replace(/__c$/, "");
	return [`${stem}__Latitude__s`, `${stem}__Longitude__s`];
}

export function isAddress(field: FieldDescribe): boolean {
	return field.type === "address";
}

/** A field that is made of others and holds a position. */
export function isLocation(field: FieldDescribe): boolean {
	return field.type === "location";
}

/** The position that a compound field of a record holds, null when a coordinate is missing. */
export function coordinates(
	{ row }: Landing,
	field: FieldDescribe,
): { latitude: number; longitude: number } | null {
	const [latitudeName, longitudeName] = coordinateFields(field);
	const latitude = row[latitudeName];
	const longitude = row[longitudeName];
	return typeof latitude === "number" && typeof longitude === "number" ? { latitude, longitude } : null;
}

const EARTH_RADIUS = { km: 6371.0088, mi: 3958.7613 };
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The great-circle distance in the unit of the place, by the haversine formula as the platform computes it. */
export function distanceTo(place: Place, from: { latitude: number; longitude: number } | null): Value {
	if (from === null) return null;
	const latitudes = radians(place.latitude - from.latitude);
	const longitudes = radians(place.longitude - from.longitude);
	const h =
		Math.sin(latitudes / 2) ** 2 +
		Math.cos(radians(from.latitude)) * Math.cos(radians(place.latitude)) * Math.sin(longitudes / 2) ** 2;
	return 2 * EARTH_RADIUS[place.unit] * Math.asin(Math.min(1, Math.sqrt(h)));
}
