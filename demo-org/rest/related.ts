import { idOf, type Row } from "../data/table.ts";
import { deleteRecord } from "../dml/remove.ts";
import { updateRecord } from "../dml/save.ts";
import { jsonText, type Reply } from "../http.ts";
import { methodNotAllowed, notFound, PlatformError } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { Call } from "./call.ts";
import { schemaOf } from "./place.ts";
import { fieldNames, recordJson } from "./readRecord.ts";
import { jsonObject } from "./requestBody.ts";
import { singly, writerOf } from "./writes.ts";

/**
 * What is below a record: the content of a base64 field (sObject Blob Get), or a parent or child list by relationship
 * names (sObject Relationships). Relationships follow one another from parent to parent.
 */
export function related(
	call: Call,
	object: ObjectType,
	row: Row,
	[name = "", ...rest]: readonly string[],
): Reply {
	const { grant } = call;
	const { org } = grant;
	const field = object.field(name);
	if (field?.type === "base64" && rest.length === 0) {
		onlyGet(call);
		const content = org.blob(object.name, row, field.name);
		return {
			status: 200,
			body: content,
			headers: { "Content-Type": contentTypeOf(object, row), "Content-Disposition": "attachment" },
		};
	}
	const lookup = object.lookup(name);
	if (lookup !== undefined) {
		const id = row[lookup.name];
		for (const type of lookup.referenceTo) {
			const parent = schemaOf(call).object(type);
			const found = typeof id === "string" ? org.table(type).get(id) : undefined;
			if (parent === undefined || found === undefined || found["IsDeleted"] === true) continue;
			if (!org.canSee(grant.user, type, found)) continue;
			return rest.length > 0 ? related(call, parent, found, rest) : parentRecord(call, parent, found);
		}
		throw noRelation(name);
	}
	if (rest.length > 0) throw notFound();
	return childRecords(call, object, row, name);
}

function noRelation(name: string): PlatformError {
	return new PlatformError(404, "NOT_FOUND", `The requested resource does not exist: ${name}`);
}

function contentTypeOf({ name }: ObjectType, row: Row): string {
	if (name === "EventLogFile") return "text/csv";
	const type = row["ContentType"];
	return typeof type === "string" && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : "application/octet-stream";
}

function onlyGet({ request }: Call): void {
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
}

function parentRecord(call: Call, object: ObjectType, row: Row): Reply {
	const { request } = call;
	if (request.method === "PATCH") {
		singly(() => updateRecord(writerOf(call), object, idOf(row), jsonObject(request)));
		return { status: 204, body: "", headers: {} };
	}
	if (request.method === "DELETE") {
		singly(() => deleteRecord(writerOf(call), object, idOf(row)));
		return { status: 204, body: "", headers: {} };
	}
	onlyGet(call);
	return jsonText(200, recordJson(call, object, fieldNames(request.query.get("fields")))(row));
}

/** A child list in the form of a query result. */
function childRecords(call: Call, object: ObjectType, row: Row, name: string): Reply {
	const { grant, request } = call;
	const { org, user } = grant;
	const relation = object.child(name);
	const child = relation && schemaOf(call).object(relation.childSObject);
	if (relation === undefined || child === undefined) throw noRelation(name);
	onlyGet(call);
	const table = org.table(child.name);
	const write = recordJson(call, child, fieldNames(request.query.get("fields")));
	const texts = table
		.where(relation.field, idOf(row))
		.map((index) => table.at(index))
		.filter((each) => each !== undefined)
		.filter((each) => each["IsDeleted"] !== true && org.canSee(user, child.name, each))
		.map(write);
	return jsonText(200, `{"totalSize":${texts.length},"done":true,"records":[${texts.join(",")}]}`);
}
