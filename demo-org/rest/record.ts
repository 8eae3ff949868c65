import { idOf, type Row, type Table } from "../data/table.ts";
import { jsonText, type Reply } from "../http.ts";
import { id18 } from "../ids.ts";
import { methodNotAllowed, notFound, notServed, PlatformError } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { addField, type Column, recordWriter } from "../soql/project.ts";
import { noSuchColumn, resolvePath } from "../soql/resolve.ts";
import { dateTimeText } from "../times.ts";
import type { Call } from "./call.ts";

/** `GET /sobjects/X/id[?fields=a,b]` (sObject Rows). */
export function readRecord(call: Call, object: ObjectType, id: string, rest: readonly string[]): Reply {
	const { request, grant, version, world } = call;
	if (["PATCH", "DELETE"].includes(request.method)) throw notServed(`${request.method} of a record`);
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD,PATCH,DELETE");
	if (object.field(id)?.idLookup === true && rest.length > 0) throw notServed("records by external id");
	if (rest.length > 0) throw notServed("relationship and blob resources of a record");
	const whole = id18(id);
	if (whole === null) {
		const message = `Provided external ID field does not exist or is not accessible: ${id}`;
		throw new PlatformError(404, "NOT_FOUND", message);
	}
	if (!whole.startsWith(object.spec.keyPrefix)) {
		const message = `${object.spec.label} ID: id value of incorrect type: ${id}`;
		throw new PlatformError(400, "MALFORMED_ID", message, ["Id"]);
	}
	const table = grant.org.table(object.name);
	const row = table.get(whole);
	if (row === undefined) throw notFound();
	if (row["IsDeleted"] === true) throw new PlatformError(404, "ENTITY_IS_DELETED", "entity is deleted", []);
	const columns = columnsOf(call, object, request.query.get("fields"));
	const scope = scopeOf(call);
	const isViewed = request.headers["sforce-mru"]?.toString().includes("updateMru=true") === true;
	const shown = isViewed ? touch(table, row, world.clock()) : row;
	return jsonText(200, recordWriter({ ...scope, version }, object, columns)(shown));
}

function touch(table: Table, row: Row, now: number): Row {
	const seen = dateTimeText(now);
	return table.change(table.indexOf(idOf(row)), { LastViewedDate: seen, LastReferencedDate: seen });
}

function scopeOf({ grant, world, version }: Call) {
	const { org, user } = grant;
	return {
		soql: "",
		schema: org.schemaFor(user),
		table: (name: string) => org.table(name),
		now: world.clock(),
		timeZone: user.timeZone,
		userId: user.id,
		includeDeleted: false,
		version,
	};
}

function columnsOf(call: Call, object: ObjectType, fields: string | null): Column[] {
	const scope = scopeOf(call);
	const names =
		fields === null ? object.fields.map(({ name }) => name) : fields.split(",").map((name) => name.trim());
	const columns: Column[] = [];
	if (fields !== null && !names.some((name) => name.toLowerCase() === "id")) names.push("Id");
	for (const name of names) {
		if (!name.includes(".") && object.field(name) === undefined) {
			throw noSuchColumn({ ...scope, soql: name }, 0, name, object.name);
		}
		addField(columns, resolvePath(scope, object, null, { parts: name.split("."), at: 0 }));
	}
	return columns;
}
