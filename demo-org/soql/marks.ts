import { idOf, type RowDraft, type Table } from "../data/table.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { dateTimeText } from "../times.ts";
import type { Query } from "./ast.ts";

/** What RecentlyViewed says of a record, besides its type and dates. */
const SHOWN = ["FirstName", "LastName", "Alias", "IsActive", "Title", "Email", "Phone"];

/**
 * Writes what FOR VIEW and FOR REFERENCE write: the most-recently-used dates of the records at these indexes, and the
 * records into RecentlyViewed (SOQL and SOSL Reference, "FOR VIEW" and "FOR REFERENCE").
 */
export function markSeen(
	tableOf: (name: string) => Table,
	object: ObjectType,
	indexes: readonly number[],
	marks: Query["marks"],
	now: number,
): void {
	if (marks.length === 0) return;
	const at = dateTimeText(now);
	const seen: RowDraft = { LastReferencedDate: at };
	if (marks.includes("VIEW")) seen["LastViewedDate"] = at;
	const table = tableOf(object.name);
	const recent = tableOf("RecentlyViewed");
	const nameField = object.fields.find((field) => field.nameField)?.name ?? "Id";
	for (const index of indexes) {
		if (table.at(index) === undefined) continue;
		const row = table.change(index, seen);
		const shown = Object.fromEntries(SHOWN.map((field) => [field, row[field] ?? null]));
		const entry = { ...shown, Id: idOf(row), Name: row[nameField] ?? null, Type: object.name, ...seen };
		const known = recent.indexOf(idOf(row));
		if (known < 0) recent.add(entry);
		else recent.change(known, entry);
	}
}
