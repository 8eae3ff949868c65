import { idOf, type Row } from "../data/table.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { RowError } from "./rowError.ts";
import { mayWrite } from "./save.ts";
import { atomically, locate, mustEdit, stamp, type Writer } from "./writer.ts";

const NO_SUCH = () => new RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");

/**
 * Deletes a record: details of a master go with it, and the children that its describe says cascade; other lookups to
 * it are emptied, and where records that may not lose it point to it, it stays (DELETE_FAILED). Objects with a recycle bin keep it there.
 * Throws RowError; everything is then as it was.
 */
export function deleteRecord(writer: Writer, object: ObjectType, id: string): void {
	const found = locate(writer, object, id);
	if (found === undefined || !writer.org.canSee(writer.user, object.name, found.row)) throw NO_SUCH();
	if (found.row["IsDeleted"] === true) throw new RowError("ENTITY_IS_DELETED", "entity is deleted");
	mayWrite(writer, object, "deletable", "deleted");
	mustEdit(writer, object, found.row);
	atomically(writer, id, () => discard(writer, object, idOf(found.row), idOf(found.row)));
}

/** Deletes without looking at rights: what a master takes along its own user need not be allowed to delete. */
export function discard(writer: Writer, object: ObjectType, id: string, root: string): void {
	const { org, transaction } = writer;
	const found = locate(writer, object, id);
	if (found === undefined || found.row["IsDeleted"] === true) return;
	for (const { childSObject, field, cascadeDelete, restrictedDelete } of childLists(writer, object)) {
		const table = org.table(childSObject);
		const living = table.where(field, id).filter((index) => !table.isDeleted(index));
		const child = org.everything.object(childSObject);
		if (living.length === 0 || child === undefined) continue;
		const rows = living.map((index) => table.at(index)).filter((row) => row !== undefined);
		const holding = cascadeDelete ? rows.filter(isActivated) : rows;
		if (restrictedDelete && holding.length > 0) {
			throw blocked(object, found.row, child.spec.labelPlural, holding);
		}
		if (cascadeDelete) {
			for (const row of rows) discard(writer, child, idOf(row), root);
		} else {
			for (const index of living) {
				transaction.change(table, index, { [field]: null });
				transaction.did(org.bin.unlinked(root, { objectName: childSObject, index, field, id }));
			}
		}
	}
	const table = org.table(object.name);
	const hasBin = object.spec.fields.some(({ name }) => name === "IsDeleted");
	if (!hasBin) {
		const { row } = found;
		table.remove(found.index);
		transaction.did(() => table.restore(found.index, row));
		return;
	}
	const stamped = Object.entries(stamp(writer)).filter(([name]) => name !== "LastModifiedById");
	const known = stamped.filter(([name]) => object.spec.fields.some((field) => field.name === name));
	transaction.change(table, found.index, { IsDeleted: true, ...Object.fromEntries(known) });
	transaction.did(org.bin.add(root, { objectName: object.name, index: found.index }));
}

/** Orders and contracts keep their account once they are activated. */
function isActivated(row: Row): boolean {
	return row["StatusCode"] === "Activated" || row["Status"] === "Activated";
}

/** The lists of other records below an object, hidden ones included. */
function childLists({ org }: Writer, { name }: ObjectType) {
	return org.everything.object(name)?.children ?? [];
}

function blocked(
	{ name, spec }: ObjectType,
	row: Row,
	labelPlural: string,
	children: readonly Row[],
): RowError {
	const nameField = spec.fields.find((field) => field.nameField)?.name ?? "Name";
	const names = children.map((child) => String(child["Name"] ?? child["CaseNumber"] ?? child["Id"] ?? ""));
	const shown = String(row[nameField] ?? name);
	const list = `${labelPlural.toLowerCase()}.: ${names.slice(0, 5).join(", ")}`;
	return new RowError(
		"DELETE_FAILED",
		`Your attempt to delete ${shown} could not be completed because it is associated with the following ${list}\n`,
	);
}

/** Brings a record back from the recycle bin, with what went there along with it. Throws RowError. */
export function undeleteRecord(writer: Writer, object: ObjectType, id: string): void {
	const { org, transaction } = writer;
	const found = locate(writer, object, id);
	if (found === undefined) throw NO_SUCH();
	if (found.row["IsDeleted"] !== true) {
		throw new RowError("UNDELETE_FAILED", "Entity is not in the recycle bin");
	}
	atomically(writer, id, () => {
		const entry = org.bin.take(idOf(found.row));
		transaction.did(() => org.bin.put(idOf(found.row), entry));
		const records = entry?.records ?? [{ objectName: object.name, index: found.index }];
		for (const { objectName, index } of records) {
			transaction.change(org.table(objectName), index, { IsDeleted: false });
		}
		for (const { objectName, index, field, id: parent } of entry?.links ?? []) {
			const table = org.table(objectName);
			if ((table.at(index)?.[field] ?? null) === null) transaction.change(table, index, { [field]: parent });
		}
	});
}

/** Takes a record out of the recycle bin for good, with what went there along with it. Throws RowError. */
export function emptyBin(writer: Writer, object: ObjectType, id: string): void {
	const { org } = writer;
	const found = locate(writer, object, id);
	if (found === undefined || found.row["IsDeleted"] !== true) throw NO_SUCH();
	const entry = org.bin.take(idOf(found.row));
	for (const { objectName, index } of entry?.records ?? [{ objectName: object.name, index: found.index }]) {
		org.table(objectName).remove(index);
	}
}
