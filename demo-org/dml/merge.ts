import { idOf } from "../data/table.ts";
import { id18 } from "../ids.ts";
import { flagsOf, type ObjectType } from "../schema/objectType.ts";
import type { Given } from "./given.ts";
import { discard } from "./remove.ts";
import { RowError } from "./rowError.ts";
import { updateRecord } from "./save.ts";
import { atomically, locate, mustEdit, type Writer } from "./writer.ts";

const MOST_MERGED = 2;

export interface Merged {
	readonly mergedIds: readonly string[];
	/** Records of other objects that now point to the master. */
	readonly relatedIds: readonly string[];
}

/**
 * Merges up to two records into a master (SOAP API Developer Guide, "merge()"): the master takes `given`, records that
 * pointed to the others point to it, and the others go to the recycle bin with `MasterRecordId`. Throws RowError.
 */
export function mergeRecords(
	writer: Writer,
	object: ObjectType,
	masterId: string,
	given: Given,
	ids: readonly string[],
): Merged {
	if (!flagsOf(object.spec).mergeable) {
		throw new RowError("INVALID_TYPE", `${object.name} records can't be merged`);
	}
	if (ids.length > MOST_MERGED) {
		throw new RowError("TOO_MANY_MERGE_RECORDS", `at most ${MOST_MERGED} records can be merged into one`);
	}
	const master = living(writer, object, masterId);
	const losers = ids.map((id) => living(writer, object, id));
	if (losers.some((id) => id === master)) {
		throw new RowError("INVALID_MERGE_RECORD", `bad id in recordsToMerge: ${master}`);
	}
	return atomically(writer, master, () => {
		const relatedIds = losers.flatMap((id) => repoint(writer, object, id, master));
		for (const id of losers) {
			const table = writer.org.table(object.name);
			writer.transaction.change(table, table.indexOf(id), { MasterRecordId: master });
			discard(writer, object, id, id);
		}
		if (Object.keys(given).length > 0) updateRecord(writer, object, master, given);
		return { mergedIds: losers, relatedIds };
	});
}

/** The id of a living record that the user may edit. */
function living(writer: Writer, object: ObjectType, given: string): string {
	const id = id18(given);
	const found = id === null ? undefined : locate(writer, object, id);
	if (found === undefined) throw new RowError("MALFORMED_ID", `bad id in recordsToMerge: ${given}`);
	if (found.row["IsDeleted"] === true) throw new RowError("ENTITY_IS_DELETED", "entity is deleted");
	mustEdit(writer, object, found.row);
	return idOf(found.row);
}

function repoint({ org, transaction }: Writer, { name }: ObjectType, from: string, to: string): string[] {
	const moved: string[] = [];
	for (const { childSObject, field } of org.everything.object(name)?.children ?? []) {
		if (field === "MasterRecordId") continue;
		const table = org.table(childSObject);
		for (const index of table.where(field, from)) {
			if (table.isDeleted(index)) continue;
			moved.push(idOf(transaction.change(table, index, { [field]: to })));
		}
	}
	return moved;
}
