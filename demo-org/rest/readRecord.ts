import { idOf, type Row } from "../data/table.ts";
import { PlatformError } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { markSeen } from "../soql/marks.ts";
import { addField, type Column, recordWriter, treeBuilder } from "../soql/project.ts";
import type { RecordTree } from "../soql/recordTree.ts";
import { noSuchColumn, resolvePath } from "../soql/resolve.ts";
import type { Call } from "./call.ts";
import { scopeOf } from "./scope.ts";

/** Compiles what a record read shows to a writer of JSON text: all fields, or those of `fields` and the Id. */
export function recordJson(
	call: Call,
	object: ObjectType,
	fields: readonly string[] | null,
): (row: Row) => string {
	return recordWriter(scopeOf(call, ""), object, columnsOf(call, object, fields));
}

/** The same without a format, for the APIs that write others. */
export function recordList(
	call: Call,
	object: ObjectType,
	fields: readonly string[],
): (row: Row) => RecordTree {
	return treeBuilder(scopeOf(call, ""), object, columnsOf(call, object, fields));
}

function columnsOf(call: Call, object: ObjectType, fields: readonly string[] | null): Column[] {
	const scope = scopeOf(call, "");
	const names = fields === null ? object.fields.map(({ name }) => name) : [...fields];
	if (fields !== null && !names.some((name) => name.toLowerCase() === "id")) names.push("Id");
	const columns: Column[] = [];
	for (const name of names) {
		if (!name.includes(".") && object.field(name) === undefined) {
			throw noSuchColumn({ ...scope, soql: name }, 0, name, object.name);
		}
		addField(columns, resolvePath(scope, object, null, { parts: name.split("."), at: 0 }));
	}
	return columns;
}

/** The names of a `fields` parameter, or null for all. */
export function fieldNames(list: string | null): readonly string[] | null {
	if (list === null || list.trim() === "") return null;
	return list
		.split(",")
		.map((name) => name.trim())
		.filter((name) => name !== "");
}

/** Notes that a person looked at a record, as the header Sforce-Mru asks for. */
export function noteViewed({ grant, world }: Call, object: ObjectType, row: Row): Row {
	if (object.spec.fields.every(({ name }) => name !== "LastViewedDate")) return row;
	const { org } = grant;
	const index = org.table(object.name).indexOf(idOf(row));
	markSeen((name) => org.table(name), object, [index], ["VIEW"], world.clock());
	return org.table(object.name).at(index) ?? row;
}

/** `[{"errorCode":"NOT_FOUND"…` of a record that a key does not find. */
export function noRecord(what: string): PlatformError {
	const message = `Provided external ID field does not exist or is not accessible: ${what}`;
	return new PlatformError(404, "NOT_FOUND", message);
}
