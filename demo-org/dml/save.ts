import type { Row, RowDraft } from "../data/table.ts";
import { flagsOf, type ObjectType } from "../schema/objectType.ts";
import { assignOwner } from "./assign.ts";
import {
	checkDuplicates,
	checkGeolocations,
	checkHierarchy,
	checkPicklists,
	checkReferences,
	checkRequired,
	checkRules,
	checkUnique,
} from "./checks.ts";
import { fileFacts } from "./files.ts";
import { type Given, givenValues } from "./given.ts";
import { noteHistory } from "./history.ts";
import { addPersonContact, changePersonContact, completePerson } from "./personAccount.ts";
import { RowError } from "./rowError.ts";
import { atomically, locate, mustEdit, stamp, type Writer } from "./writer.ts";

/**
 * Inserts a record and gives its id. In the platform's order: values, defaults, triggers, required fields, validation
 * rules, unique fields, duplicate rules, assignment (Apex Developer Guide, "Triggers and Order of Execution").
 * Throws RowError; the record is then not there.
 */
export function insertRecord(writer: Writer, object: ObjectType, given: Given): string {
	mayWrite(writer, object, "createable", "inserted");
	return atomically(writer, null, () => {
		const values = givenValues(writer, object, given, "create");
		const draft: RowDraft = { ...writer.org.newValues(object.name, values, writer.view), ...values };
		if (has(object, "OwnerId")) draft["OwnerId"] ??= writer.user.id;
		fileFacts(writer, object, draft);
		completePerson(writer, object, values, draft);
		runTriggers(writer, object, draft, null);
		checkAll(writer, object, draft, null, null, new Set(Object.keys(draft)));
		const owner = assignOwner(writer, object, draft);
		if (owner !== null) draft["OwnerId"] = owner;
		const id = writer.org.newId(object.name);
		const at = stamp(writer);
		const table = writer.org.table(object.name);
		const row: RowDraft = { Id: id, ...draft };
		if (has(object, "CreatedDate")) row["CreatedDate"] = at["LastModifiedDate"] ?? null;
		if (has(object, "CreatedById")) row["CreatedById"] = writer.user.id;
		for (const [name, value] of Object.entries(at)) if (has(object, name)) row[name] = value;
		if (has(object, "IsDeleted")) row["IsDeleted"] = false;
		addPersonContact(writer, object, row);
		writer.transaction.add(table, row);
		return id;
	});
}

/** Updates the record with that id. Throws RowError; the record is then as it was. */
export function updateRecord(writer: Writer, object: ObjectType, id: string, given: Given): void {
	const found = locate(writer, object, id);
	if (found === undefined || !writer.org.canSee(writer.user, object.name, found.row)) {
		throw new RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
	}
	if (found.row["IsDeleted"] === true) throw new RowError("ENTITY_IS_DELETED", "entity is deleted");
	mayWrite(writer, object, "updateable", "updated");
	mustEdit(writer, object, found.row);
	atomically(writer, id, () => {
		const values = givenValues(writer, object, given, "update");
		const draft: RowDraft = { ...found.row, ...values };
		completePerson(writer, object, values, draft);
		runTriggers(writer, object, draft, found.row);
		if ("Body" in values) fileFacts(writer, object, draft);
		const changed = Object.keys(draft).filter((name) => (draft[name] ?? null) !== (found.row[name] ?? null));
		checkAll(writer, object, draft, found.row, found.index, new Set([...changed, ...Object.keys(values)]));
		const changes = Object.fromEntries(changed.map((name) => [name, draft[name] ?? null]));
		const stamped = Object.entries(stamp(writer)).filter(([name]) => has(object, name));
		const table = writer.org.table(object.name);
		const after = writer.transaction.change(table, found.index, {
			...changes,
			...Object.fromEntries(stamped),
		});
		changePersonContact(writer, object, after);
		noteHistory(writer, object, found.row, after);
	});
}

/** Whether a trigger or check may look at a field of this object. */
function has(object: ObjectType, name: string): boolean {
	return object.spec.fields.some((field) => field.name === name);
}

/** Throws unless this user can write records of the object so: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY. */
export function mayWrite(
	{ user }: Writer,
	{ spec }: ObjectType,
	flag: "createable" | "updateable" | "deletable",
	done: "inserted" | "updated" | "deleted",
): void {
	if (user.writes && flagsOf(spec)[flag]) return;
	throw new RowError("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", `entity type cannot be ${done}: ${spec.label}`);
}

function runTriggers(writer: Writer, { spec }: ObjectType, draft: RowDraft, before: Row | null): void {
	const event = before === null ? "insert" : "update";
	for (const trigger of spec.triggers ?? []) {
		if (trigger.on.includes(event)) Object.assign(draft, trigger.sets(draft, before, writer.view));
	}
}

function checkAll(
	writer: Writer,
	object: ObjectType,
	draft: Row,
	before: Row | null,
	own: number | null,
	changed: ReadonlySet<string>,
): void {
	checkRequired(object, draft);
	checkGeolocations(object, draft, changed);
	checkPicklists(object, draft, changed);
	checkRecordTypeValues(writer, object, draft, changed);
	checkReferences(writer, object, draft, changed);
	checkHierarchy(writer, object, draft, changed);
	checkRules(writer, object, draft, before);
	checkUnique(writer.org.table(object.name), object, draft, own, changed);
	checkDuplicates(writer, object, draft, own);
}

/** Restricted picklists take only the values that the record's type offers. */
function checkRecordTypeValues(
	{ org }: Writer,
	{ name: objectName, spec }: ObjectType,
	row: Row,
	changed: ReadonlySet<string>,
): void {
	const chosen = org.recordTypes(objectName).find(({ id }) => id === row["RecordTypeId"]);
	for (const [name, offered] of Object.entries(chosen?.values ?? {})) {
		const value = row[name];
		const field = spec.fields.find((each) => each.name === name);
		if (!changed.has(name) || typeof value !== "string" || field?.restrictedPicklist !== true) continue;
		if (offered.includes(value)) continue;
		throw new RowError(
			"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
			`${field.label}: bad value for restricted picklist field: ${value}`,
			[name],
		);
	}
}
