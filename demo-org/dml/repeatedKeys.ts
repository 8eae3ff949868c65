import type { FieldDescribe } from "../schema/describeTypes.ts";
import { RowError } from "./rowError.ts";

/**
 * A check for the records of one upsert: given the keys of all of them, it throws DUPLICATE_VALUE for a key that
 * several of them have, letter case aside unless it counts in that field. None of those records is written (SOAP API
 * Developer Guide, "upsert()").
 */
export function refuseRepeated(field: FieldDescribe, keys: readonly unknown[]): (key: unknown) => void {
	const normal = (key: unknown) => (field.caseSensitive ? String(key) : String(key).toLowerCase());
	const times = new Map<string, number>();
	for (const key of keys) times.set(normal(key), (times.get(normal(key)) ?? 0) + 1);
	return (key) => {
		if ((times.get(normal(key)) ?? 0) < 2) return;
		throw new RowError("DUPLICATE_VALUE", `Duplicate external id specified: ${String(key)}`, [field.name]);
	};
}
