import { createHash } from "node:crypto";
import { idOf, type Row } from "../data/table.ts";
import { recordsByKey } from "../dml/given.ts";
import { deleteRecord } from "../dml/remove.ts";
import { insertRecord, updateRecord } from "../dml/save.ts";
import { headerOf, json, jsonText, type Reply } from "../http.ts";
import { id18 } from "../ids.ts";
import { methodNotAllowed, notFound, PlatformError } from "../platformError.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { epochOf } from "../times.ts";
import type { Call } from "./call.ts";
import { recordContent } from "./multipart.ts";
import { tableOf } from "./place.ts";
import { fieldNames, noRecord, noteViewed, recordJson } from "./readRecord.ts";
import { related } from "./related.ts";
import { jsonObject } from "./requestBody.ts";
import { singly, writerOf } from "./writes.ts";

const NO_CONTENT: Reply = { status: 204, body: "", headers: {} };

/** `POST /sobjects/X` (sObject Basic Information, POST): 201 with the new id and its address. */
export function createRecord(call: Call, object: ObjectType): Reply {
	const given = recordContent(call.request, object);
	const id = singly(() => insertRecord(writerOf(call), object, given));
	return created(call, object, id);
}

function created({ version }: Call, { name, spec }: ObjectType, id: string, more: object = {}): Reply {
	// An event has no record: its id is of the publishing, and the list of "errors" says that it waits in a queue.
	const isEvent = spec.kind === "event";
	const queued = { statusCode: "OPERATION_ENQUEUED", message: eventUuid(id), fields: [] };
	const body = { id, success: true, errors: isEvent ? [queued] : [], ...more };
	const location = `/services/data/${version}/sobjects/${name}/${id}`;
	return json(201, body, isEvent ? {} : { Location: location });
}

function eventUuid(id: string): string {
	const hex = createHash("sha256").update(id).digest("hex");
	return [8, 4, 4, 4, 12].map((length, at) => hex.slice(at * 12, at * 12 + length)).join("-");
}

/** `/sobjects/X/...`: a record by its Id, or by an external id field and a value, and what is below it. */
export function recordResource(call: Call, object: ObjectType, parts: readonly string[]): Reply {
	const [first = "", ...rest] = parts;
	const key = object.field(first);
	if (key?.idLookup === true && (rest.length > 0 || call.request.method === "POST")) {
		return byKey(call, object, key, rest);
	}
	// Definitions go by names.
	const id = object.spec.kind === "definition" ? first : id18(first);
	if (id === null) throw noRecord(first);
	return byId(call, object, id, rest);
}

function byId(call: Call, object: ObjectType, id: string, rest: readonly string[]): Reply {
	const row = livingRecord(call, object, id);
	if (rest.length > 0) return related(call, object, row, rest);
	const { request } = call;
	switch (request.method) {
		case "GET":
			return read(call, object, row);
		case "PATCH": {
			checkConditions(call, object, row);
			const given = recordContent(request, object);
			singly(() => updateRecord(writerOf(call), object, id, given));
			return NO_CONTENT;
		}
		case "DELETE":
			checkConditions(call, object, row);
			singly(() => deleteRecord(writerOf(call), object, id));
			return NO_CONTENT;
		default:
			throw methodNotAllowed(request.method, "GET,HEAD,PATCH,DELETE");
	}
}

/** The record with that id. Throws MALFORMED_ID for another type's, 404 for none, a deleted and an unseen one. */
function livingRecord(call: Call, object: ObjectType, id: string): Row {
	const { org, user } = call.grant;
	if (object.spec.kind !== "definition" && !id.startsWith(object.spec.keyPrefix)) {
		const message = `${object.spec.label} ID: id value of incorrect type: ${id}`;
		throw new PlatformError(400, "MALFORMED_ID", message, ["Id"]);
	}
	const row = tableOf(call, object.name).get(id);
	if (row === undefined || !org.canSee(user, object.name, row)) throw notFound();
	if (row["IsDeleted"] === true) throw new PlatformError(404, "ENTITY_IS_DELETED", "entity is deleted", []);
	return row;
}

function read(call: Call, object: ObjectType, row: Row): Reply {
	const { request } = call;
	const conditional = checkConditions(call, object, row);
	if (conditional !== null) return conditional;
	const write = recordJson(call, object, fieldNames(request.query.get("fields")));
	const wantsMru = /updateMru\s*=\s*true/i.test(headerOf(request, "sforce-mru"));
	const shown = wantsMru ? noteViewed(call, object, row) : row;
	return jsonText(200, write(shown), conditionHeaders(object, row));
}

/** `/sobjects/X/field/value`: reads, upserts or deletes the one record; 300 with addresses when there are several. */
function byKey(call: Call, object: ObjectType, key: FieldDescribe, rest: readonly string[]): Reply {
	const { request, version } = call;
	const writer = writerOf(call);
	if (rest.length === 0) {
		if (request.method !== "POST" || key.type !== "id") throw notFound();
		return createRecord(call, object);
	}
	const [value = "", ...below] = rest;
	const found = singly(() => recordsByKey(writer, object, key, value));
	if (found.length > 1) {
		return json(
			300,
			found.map((row) => `/services/data/${version}/sobjects/${object.name}/${idOf(row)}`),
		);
	}
	const [row] = found;
	if (request.method === "PATCH") return upsert(call, object, key, value, row);
	if (row === undefined) throw noRecord(value);
	return byId(call, object, idOf(row), below);
}

/** Since v46 an upsert says what it did (recorded bodies of older versions don't). */
const UPSERT_TELLS_SINCE = 46;

function upsert(
	call: Call,
	object: ObjectType,
	key: FieldDescribe,
	value: string,
	row: Row | undefined,
): Reply {
	const { request, version } = call;
	const given = jsonObject(request);
	if (Object.keys(given).some((name) => name.toLowerCase() === key.name.toLowerCase())) {
		const message = `The ${key.name} field should not be specified in the sobject data.`;
		throw new PlatformError(400, "INVALID_FIELD", message);
	}
	const writer = writerOf(call);
	const tells = Number.parseInt(version.slice(1), 10) >= UPSERT_TELLS_SINCE;
	if (row === undefined) {
		if (key.type === "id" || request.query.get("updateOnly") === "true") throw notFound();
		const id = singly(() => insertRecord(writer, object, { ...given, [key.name]: value }));
		return created(call, object, id, tells ? { created: true } : {});
	}
	checkConditions(call, object, row);
	singly(() => updateRecord(writer, object, idOf(row), given));
	return tells ? json(200, { id: idOf(row), success: true, errors: [], created: false }) : NO_CONTENT;
}

/** Records of these have an ETag (REST API Developer Guide, "Conditional Request Headers"). */
const WITH_ETAG = new Set(["Account"]);

function conditionHeaders({ name }: ObjectType, row: Row): Record<string, string> {
	const modified = modifiedAt(row);
	return {
		...(modified === null ? {} : { "Last-Modified": new Date(modified).toUTCString() }),
		...(WITH_ETAG.has(name) ? { ETag: etagOf(row) } : {}),
	};
}

function modifiedAt(row: Row): number | null {
	const text = row["LastModifiedDate"] ?? row["SystemModstamp"];
	return typeof text === "string" ? Math.floor(epochOf(text) / 1000) * 1000 : null;
}

function etagOf(row: Row): string {
	const facts = `${idOf(row)} ${String(row["SystemModstamp"])} ${String(row["LastModifiedDate"])}`;
	return `"${createHash("sha256").update(facts).digest("base64url").slice(0, 24)}"`;
}

/**
 * If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since. Throws 412; gives the 304 of a read whose record is
 * as the client knows it, else null.
 */
function checkConditions({ request }: Call, object: ObjectType, row: Row): Reply | null {
	const headers = conditionHeaders(object, row);
	const own = headers["ETag"];
	const isRead = request.method === "GET";
	const same = (list: string) =>
		list.split(",").some((each) => {
			const tag = each
				.trim()
				.replace(/^W\//, "")
				.replace(/-gzip"$/, '"');
			return tag === "*" || tag === own;
		});
	const failed = new PlatformError(
		412,
		"PRECONDITION_FAILED",
		"Precondition failed: the record was changed since the given state",
	);
	const match = headerOf(request, "if-match");
	const noneMatch = headerOf(request, "if-none-match");
	if (own !== undefined && match !== "" && !same(match)) throw failed;
	const unchanged: Reply = { status: 304, body: "", headers };
	if (own !== undefined && noneMatch !== "" && same(noneMatch)) {
		if (isRead) return unchanged;
		throw failed;
	}
	const modified = modifiedAt(row);
	if (modified === null) return null;
	const since = Date.parse(headerOf(request, "if-modified-since"));
	const unmodifiedSince = Date.parse(headerOf(request, "if-unmodified-since"));
	if (!Number.isNaN(unmodifiedSince) && modified > unmodifiedSince) throw failed;
	if (!Number.isNaN(since) && modified <= since) {
		if (isRead) return unchanged;
		throw failed;
	}
	return null;
}
