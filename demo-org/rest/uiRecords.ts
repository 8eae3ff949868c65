import { createHash } from "node:crypto";
import { idOf, type Row, type Value } from "../data/table.ts";
import { deleteRecord } from "../dml/remove.ts";
import { insertRecord, updateRecord } from "../dml/save.ts";
import { objectOfId } from "../dml/writer.ts";
import { headerOf, json, type Reply } from "../http.ts";
import { id18 } from "../ids.ts";
import { methodNotAllowed, notFound, PlatformError } from "../platformError.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { resolvePath } from "../soql/resolve.ts";
import { epochOf } from "../times.ts";
import type { Call } from "./call.ts";
import { schemaOf } from "./place.ts";
import { isObject, jsonObject } from "./requestBody.ts";
import { scopeOf } from "./scope.ts";
import { askedFields, isKnown } from "./uiRecordFields.ts";
import { singly, writerOf } from "./writes.ts";

/**
 * `/ui-api/records[/id]`: a record with displayed values, and writes of one record, once for each Idempotency-Key
 * (User Interface API Developer Guide, "Records"). `parts` is what follows `records`.
 */
export function uiRecords(call: Call, [givenId, ...more]: readonly string[]): Reply {
	const { request, world, grant } = call;
	if (more.length > 0) throw notFound();
	const once = (write: () => Reply) => world.idempotent.once(request, grant, write);
	if (givenId === undefined) {
		if (request.method !== "POST") throw methodNotAllowed(request.method, "POST");
		return once(() => create(call));
	}
	const id = id18(givenId);
	const object = id === null ? undefined : objectOfId(writerOf(call), id);
	if (id === null || object === undefined) throw notFound();
	switch (request.method) {
		case "GET":
			return json(200, recordOf(call, object, living(call, object, id), askedFields(call, object)));
		case "PATCH":
			return once(() => update(call, object, id));
		case "DELETE":
			return once(() => {
				singly(() => deleteRecord(writerOf(call), object, idOf(living(call, object, id))));
				return { status: 204, body: "", headers: {} };
			});
		default:
			throw methodNotAllowed(request.method, "GET,HEAD,PATCH,DELETE");
	}
}

function living({ grant }: Call, object: ObjectType, id: string): Row {
	const row = grant.org.table(object.name).get(id);
	if (row === undefined || !grant.org.canSee(grant.user, object.name, row)) throw notFound();
	if (row["IsDeleted"] === true) throw new PlatformError(404, "ENTITY_IS_DELETED", "entity is deleted");
	return row;
}

function create(call: Call): Reply {
	const { request } = call;
	const { apiName, fields } = jsonObject(request);
	const object = typeof apiName === "string" ? schemaOf(call).object(apiName) : undefined;
	if (object === undefined) {
		throw new PlatformError(400, "INVALID_TYPE", `Object ${String(apiName)} is not supported in UI API`);
	}
	const id = singly(() => insertRecord(writerOf(call), object, isObject(fields) ? fields : {}));
	return json(201, shown(call, object, living(call, object, id)));
}

function update(call: Call, object: ObjectType, id: string): Reply {
	const { request } = call;
	const row = living(call, object, id);
	const since = Date.parse(headerOf(request, "if-modified-since"));
	const modified = row["LastModifiedDate"];
	if (!Number.isNaN(since) && typeof modified === "string" && epochOf(modified) > since) {
		throw new PlatformError(412, "PRECONDITION_FAILED", "The record has been modified since the given date");
	}
	const { fields } = jsonObject(request);
	singly(() => updateRecord(writerOf(call), object, id, isObject(fields) ? fields : {}));
	return json(200, shown(call, object, living(call, object, id)));
}

/** The record after a write: all its fields. */
function shown(call: Call, object: ObjectType, row: Row): object {
	return recordOf(
		call,
		object,
		row,
		object.fields.map(({ name }) => name),
	);
}

interface Shown {
	readonly displayValue: string | null;
	readonly value: unknown;
}

/** A record in the form of the API; parents (`Owner.Name`) are records of their own inside. */
function recordOf(call: Call, object: ObjectType, row: Row, names: readonly string[]): object {
	const scope = scopeOf(call, "");
	const fields: Record<string, Shown> = {};
	for (const name of names) {
		const [relationship = "", ...rest] = name.split(".");
		const lookup = rest.length === 0 ? undefined : object.lookup(relationship);
		if (lookup !== undefined) {
			const key = lookup.relationshipName ?? relationship;
			const start = `${relationship.toLowerCase()}.`;
			const below = names.filter((each) => each.toLowerCase().startsWith(start));
			fields[key] ??= parentOf(
				call,
				row[lookup.name] ?? null,
				below.map((each) => each.slice(start.length)),
			);
			continue;
		}
		const { field, get } = resolvePath(scope, object, null, { parts: [name], at: 0 });
		if (field.type === "address" || field.type === "location" || field.type === "base64") continue;
		const value = get(row);
		fields[field.name] = { displayValue: displayed(field, value), value };
	}
	const type = call.grant.org.recordTypes(object.name).find(({ id }) => id === row["RecordTypeId"]);
	const modified = row["LastModifiedDate"];
	const stamp = row["SystemModstamp"];
	const facts = `${idOf(row)} ${String(stamp)} ${names.join()}`;
	return {
		apiName: object.name,
		childRelationships: {},
		eTag: createHash("sha256").update(facts).digest("hex").slice(0, 32),
		fields,
		id: idOf(row),
		lastModifiedById: row["LastModifiedById"] ?? null,
		lastModifiedDate: typeof modified === "string" ? new Date(epochOf(modified)).toISOString() : null,
		recordTypeId: row["RecordTypeId"] ?? "012000000000000AAA",
		recordTypeInfo:
			type === undefined
				? null
				: {
						available: true,
						defaultRecordTypeMapping: type.isDefault,
						master: false,
						name: type.label,
						recordTypeId: type.id,
					},
		systemModstamp: typeof stamp === "string" ? new Date(epochOf(stamp)).toISOString() : null,
		weakEtag: typeof stamp === "string" ? epochOf(stamp) : 0,
	};
}

/** The record that a lookup points to, by its name; null where there is none or the user doesn't see it. */
function parentOf(call: Call, id: Value, names: readonly string[]): Shown {
	const { grant } = call;
	const object = typeof id === "string" ? objectOfId(writerOf(call), id) : undefined;
	const row = object === undefined ? undefined : grant.org.table(object.name).get(String(id));
	if (object === undefined || row === undefined || !grant.org.canSee(grant.user, object.name, row)) {
		return { displayValue: null, value: null };
	}
	const nameField = object.fields.find((field) => field.nameField)?.name ?? "Name";
	const name = row[nameField];
	const known = names.filter((each) => isKnown(object, each));
	return { displayValue: typeof name === "string" ? name : null, value: recordOf(call, object, row, known) };
}

/** What a page shows where that differs from the value: labels and grouped numbers; else null. */
function displayed(field: FieldDescribe, value: Value): string | null {
	if (value === null) return null;
	if (typeof value === "number" && field.type !== "int") return value.toLocaleString("en-US");
	const label = field.picklistValues.find((each) => each.value === value)?.label;
	return label === undefined || label === value ? null : label;
}
