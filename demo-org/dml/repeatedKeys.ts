import { id15 } from "../ids.ts";
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
		const [what, fields] = field.type === "id" ? ["id", []] : ["external id", [field.name]];
		throw new RowError("DUPLICATE_VALUE", `Duplicate ${what} specified: ${String(key)}`, fields);
	};
}

const MAX_REPEATED = 12;

/**
 * A check for the records of one update: ids may come again twelve times in all; it throws DUPLICATE_VALUE for every
 * further one (SOAP API Developer Guide, "update()"; developers pasted the rest of the words).
 */
export function limitRepeated(): (id: string) => void {
	const seen = new Set<string>();
	let repeated = 0;
	return (id) => {
		const isAgain = seen.has(id);
		if (isAgain) repeated += 1;
		seen.add(id);
		if (!isAgain || repeated <= MAX_REPEATED) return;
		throw new RowError(
			"DUPLICATE_VALUE",
			`Maximum number of duplicate updates in one batch (${MAX_REPEATED} allowed). Attempt to update Id more than once in this Api call: ${id15(id)}`,
		);
	};
}
