import { idOf } from "../data/table.ts";
import { recordsByKey, severalFound } from "../dml/given.ts";
import { deleteRecord } from "../dml/remove.ts";
import { limitRepeated, refuseRepeated } from "../dml/repeatedKeys.ts";
import { RowError } from "../dml/rowError.ts";
import { insertRecord, updateRecord } from "../dml/save.ts";
import { objectOfId, type Writer } from "../dml/writer.ts";
import { json, jsonText, type Reply } from "../http.ts";
import { id18 } from "../ids.ts";
import { methodNotAllowed, notFound, PlatformError } from "../platformError.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { Call } from "./call.ts";
import { schemaOf } from "./place.ts";
import { fieldNames, recordJson } from "./readRecord.ts";
import { isObject, jsonObject } from "./requestBody.ts";
import { type ItemError, itemError, writerOf } from "./writes.ts";

const MAX_RECORDS = 200;
const MAX_READ = 2000;
const MAX_CHUNKS = 10;

interface Item {
	id?: string;
	success: boolean;
	readonly errors: ItemError[];
	created?: boolean;
}

/** Writes one record; throws RowError. */
type WriteItem = (writer: Writer, given: unknown) => { readonly id: string; readonly created?: boolean };

/**
 * `/composite/sobjects` (sObject Collections): up to 200 records in one call, each with its own result; with
 * `allOrNone` a failure takes all others back. The status is 200 whatever the results.
 */
export function collections(call: Call, [name, key, ...rest]: readonly string[]): Reply {
	const { request } = call;
	if (rest.length > 0) throw notFound();
	if (name === undefined) {
		if (request.method === "POST") return written(call, bodyRecords(call), insertItem, false);
		if (request.method === "PATCH") return written(call, bodyRecords(call), updateItem(), false);
		if (request.method === "DELETE") return written(call, deleteIds(call), deleteItem, false);
		throw methodNotAllowed(request.method, "POST,PATCH,DELETE");
	}
	const object = schemaOf(call).object(name);
	if (object === undefined) throw notFound();
	if (key === undefined) return readCollection(call, object);
	const field = object.field(key);
	if (field?.idLookup !== true) {
		const message = `Provided external ID field does not exist or is not accessible: ${key}`;
		throw new PlatformError(404, "NOT_FOUND", message);
	}
	if (request.method !== "PATCH") throw methodNotAllowed(request.method, "PATCH");
	const batch = bodyRecords(call);
	return written(call, batch, upsertItem(object, field, batch.records), true);
}

interface Batch {
	readonly records: readonly unknown[];
	readonly allOrNone: boolean;
}

function bodyRecords({ request }: Call): Batch {
	const body = jsonObject(request);
	const records = body["records"];
	if (!Array.isArray(records)) {
		throw new PlatformError(400, "INVALID_INPUT", "The request must have a list of records.");
	}
	const types = records.map((record) => (isObject(record) ? typeOf(record) : ""));
	const chunks = types.filter((type, index) => type !== types[index - 1]).length;
	if (chunks > MAX_CHUNKS) {
		const message = `Records are in more than ${MAX_CHUNKS} chunks of one type`;
		throw new PlatformError(400, "INVALID_INPUT", message);
	}
	return bounded(records, body["allOrNone"] === true);
}

function deleteIds({ request }: Call): Batch {
	const ids = (request.query.get("ids") ?? "").split(",").filter((id) => id !== "");
	if (ids.length === 0) throw new PlatformError(400, "MALFORMED_ID", "The ids parameter is missing.");
	return bounded(ids, request.query.get("allOrNone") === "true");
}

function bounded(records: readonly unknown[], allOrNone: boolean): Batch {
	if (records.length > MAX_RECORDS) {
		const message = `record limit reached. cannot submit more than ${MAX_RECORDS} records in this request`;
		throw new PlatformError(400, "EXCEEDED_ID_LIMIT", message);
	}
	return { records, allOrNone };
}

const ROLLED_BACK: ItemError = {
	statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK",
	message: "Record rolled back because not all records were valid and the request was using AllOrNone header",
	fields: [],
};

function written(call: Call, { records, allOrNone }: Batch, write: WriteItem, tells: boolean): Reply {
	const writer = writerOf(call);
	const { mark } = writer.transaction;
	const items = records.map((given): Item => {
		try {
			const { id, created } = write(writer, given);
			return { id, success: true, errors: [], ...(tells ? { created: created === true } : {}) };
		} catch (thrown) {
			if (!(thrown instanceof RowError)) {
				writer.transaction.rollBack(mark);
				throw thrown;
			}
			return { success: false, errors: [itemError(thrown)], ...(tells ? { created: false } : {}) };
		}
	});
	if (allOrNone && items.some(({ success }) => !success)) {
		writer.transaction.rollBack(mark);
		for (const item of items) {
			if (!item.success) continue;
			delete item.id;
			item.success = false;
			item.errors.push(ROLLED_BACK);
		}
	}
	return json(200, items);
}

function typeOf(record: Record<string, unknown>): string {
	const { attributes } = record;
	const type = isObject(attributes) ? attributes["type"] : undefined;
	return typeof type === "string" ? type : "";
}

function objectOf(writer: Writer, given: unknown): { object: ObjectType; fields: Record<string, unknown> } {
	if (!isObject(given)) throw new RowError("JSON_PARSER_ERROR", "Unexpected content in the list of records");
	const type = typeOf(given);
	const object = writer.schema.object(type);
	if (object === undefined) {
		throw new RowError("INVALID_TYPE", `sObject type '${type}' is not supported.`);
	}
	return { object, fields: given };
}

const insertItem: WriteItem = (writer, given) => {
	const { object, fields } = objectOf(writer, given);
	return { id: insertRecord(writer, object, fields) };
};

function updateItem(): WriteItem {
	const check = limitRepeated();
	return (writer, given) => {
		const { object, fields } = objectOf(writer, given);
		const [id, rest] = splitId(fields);
		if (id === undefined) throw new RowError("MISSING_ARGUMENT", "Id not specified in an update call");
		check(id);
		updateRecord(writer, object, id, rest);
		return { id };
	};
}

/** The id among a record's fields, 18 characters, and the fields without it. */
function splitId(fields: Record<string, unknown>): [string | undefined, Record<string, unknown>] {
	const name = Object.keys(fields).find((each) => each.toLowerCase() === "id");
	if (name === undefined) return [undefined, fields];
	const { [name]: given, ...rest } = fields;
	// As if there were none: an upsert by Id then creates (recorded).
	if (given === null) return [undefined, rest];
	const id = typeof given === "string" ? id18(given) : null;
	if (id === null)
		throw new RowError("MALFORMED_ID", `malformed id ${typeof given === "string" ? given : typeof given}`, [
			"Id",
		]);
	return [id, rest];
}

const deleteItem: WriteItem = (writer, given) => {
	const id = id18(String(given));
	const object = id === null ? undefined : objectOfId(writer, id);
	if (id === null || object === undefined)
		throw new RowError("MALFORMED_ID", `malformed id ${String(given)}`);
	deleteRecord(writer, object, id);
	return { id };
};

function upsertItem(object: ObjectType, key: FieldDescribe, records: readonly unknown[]): WriteItem {
	const keys = records.map((record) => {
		const given = isObject(record) ? keyOf(record, key) : undefined;
		return key.type === "id" && typeof given === "string" ? (id18(given) ?? given) : given;
	});
	const refuse = refuseRepeated(
		key,
		keys.filter((each) => each != null),
	);
	return (writer, given) => {
		const { object: own, fields } = objectOf(writer, given);
		if (own !== object) {
			throw new RowError("INVALID_TYPE", `record type ${own.name} does not match ${object.name}`);
		}
		const name = nameIn(fields, key);
		if (key.type === "id") {
			const [id, rest] = splitId(fields);
			if (id === undefined) return { id: insertRecord(writer, object, rest), created: true };
			refuse(id);
			updateRecord(writer, object, id, rest);
			return { id, created: false };
		}
		if (name === undefined || fields[name] === null || fields[name] === "") {
			throw new RowError("MISSING_ARGUMENT", `${key.name} not specified`, []);
		}
		refuse(fields[name]);
		const found = recordsByKey(writer, object, key, fields[name]);
		if (found.length > 1) throw severalFound(key, found);
		const [row] = found;
		if (row === undefined) return { id: insertRecord(writer, object, fields), created: true };
		const { [name]: _key, ...rest } = fields;
		updateRecord(writer, object, idOf(row), rest);
		return { id: idOf(row), created: false };
	};
}

/** What a record calls that field, in whatever letter case. */
function nameIn(record: Record<string, unknown>, { name }: FieldDescribe): string | undefined {
	return Object.keys(record).find((each) => each.toLowerCase() === name.toLowerCase());
}

function keyOf(record: Record<string, unknown>, key: FieldDescribe): unknown {
	const name = nameIn(record, key);
	return name === undefined ? undefined : record[name];
}

/** Reads up to 2000 records; `null` stands for each that is missing or hidden. */
function readCollection(call: Call, object: ObjectType): Reply {
	const { request } = call;
	let ids: readonly unknown[];
	let fields: readonly string[] | null;
	if (request.method === "GET") {
		ids = (request.query.get("ids") ?? "").split(",").filter((id) => id !== "");
		fields = fieldNames(request.query.get("fields"));
	} else if (request.method === "POST") {
		const body = jsonObject(request);
		ids = Array.isArray(body["ids"]) ? body["ids"] : [];
		fields = Array.isArray(body["fields"]) ? body["fields"].map(String) : null;
	} else throw methodNotAllowed(request.method, "GET,POST");
	if (ids.length === 0 || fields === null) {
		const message = `The request must specify ${ids.length === 0 ? "ids" : "fields"}.`;
		throw new PlatformError(400, "INVALID_INPUT", message);
	}
	if (ids.length > MAX_READ) {
		const message = `record limit reached. cannot submit more than ${MAX_READ} records in this request`;
		throw new PlatformError(400, "EXCEEDED_ID_LIMIT", message);
	}
	const { org, user } = call.grant;
	const write = recordJson(call, object, fields);
	const texts = ids.map((given) => {
		const id = id18(String(given));
		const row = id === null ? undefined : org.table(object.name).get(id);
		const isShown = row !== undefined && row["IsDeleted"] !== true && org.canSee(user, object.name, row);
		return isShown ? write(row) : "null";
	});
	return jsonText(200, `[${texts.join(",")}]`);
}
