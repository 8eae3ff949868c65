import { createHash } from "node:crypto";
import { idOf } from "../data/table.ts";
import { json, jsonText, type Reply } from "../http.ts";
import { methodNotAllowed, notFound, notServed } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { DAY_MS } from "../times.ts";
import { isUnserved } from "../tooling/unservedObjects.ts";
import type { Call } from "./call.ts";
import { changes } from "./changes.ts";
import { describeHeader, fullDescribe, urlsOf } from "./describeDocument.ts";
import { approvalLayouts, compactLayouts, layouts } from "./layouts.ts";
import { listViews } from "./listViews.ts";
import { schemaOf } from "./place.ts";
import { createRecord, recordResource } from "./record.ts";

/** `GET /sobjects` and what lies below it (REST API Developer Guide, "Describe Global" to "sObject Describe"). */
export function sobjects(call: Call): Reply {
	const { request, resource } = call;
	const [, name, part, ...rest] = resource;
	const schema = schemaOf(call);
	if (name === undefined) {
		onlyGet(call);
		const all = schema.objects.map((each) => ({
			...describeHeader(call, each),
			urls: urlsOf(call, each, false),
		}));
		return conditional(call, JSON.stringify({ encoding: "UTF-8", maxBatchSize: 200, sobjects: all }));
	}
	const object = schema.object(name);
	if (object === undefined) {
		if (isUnserved(name, call.isTooling === true)) throw notServed(resource.join("/"));
		throw notFound();
	}
	if (part === undefined) {
		if (request.method === "POST") return createRecord(call, object);
		onlyGet(call);
		return basicInformation(call, object);
	}
	if (part === "describe") {
		onlyGet(call);
		return describeResource(call, object, rest);
	}
	if (part === "updated" || part === "deleted") return changes(call, object, part);
	if (part === "listviews") return listViews(call, object, rest);
	if (["quickActions", "defaultValues", "eventSchema"].includes(part)) {
		throw notServed(`sobjects/${object.name}/${part}`);
	}
	return recordResource(call, object, [part, ...rest]);
}

function describeResource(call: Call, object: ObjectType, [part, recordTypeId, ...more]: string[]): Reply {
	if (more.length > 0) throw notFound();
	switch (part) {
		case undefined:
			return conditional(call, JSON.stringify(fullDescribe(call, object)));
		case "layouts":
			return json(200, layouts(call, object, recordTypeId));
		case "compactLayouts":
			return json(200, compactLayouts(call, object, recordTypeId));
		case "approvalLayouts":
			return json(200, approvalLayouts(object, recordTypeId));
		default:
			throw notFound();
	}
}

function onlyGet({ request }: Call): void {
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
}

const RECENT = 10;

function basicInformation(call: Call, object: ObjectType): Reply {
	const nameField = object.fields.find((field) => field.nameField)?.name ?? "Id";
	const recent = call.grant.org
		.table(object.name)
		.filter((row) => typeof row["LastViewedDate"] === "string" && row["IsDeleted"] !== true)
		.sort((a, b) => (String(a["LastViewedDate"]) < String(b["LastViewedDate"]) ? 1 : -1))
		.slice(0, RECENT);
	const recentItems = recent.map((row) => ({
		attributes: {
			type: object.name,
			url: `/services/data/${call.version}/sobjects/${object.name}/${idOf(row)}`,
		},
		Id: row["Id"],
		[nameField]: row[nameField],
	}));
	return json(200, {
		objectDescribe: { ...describeHeader(call, object), urls: urlsOf(call, object, true) },
		recentItems,
	});
}

/**
 * ETag and Last-Modified, and 304 for a client that has this describe already. The schema was last modified when the
 * org was made, and a day later for each switch thrown since: dates have no finer grain that a client could rely on.
 */
function conditional({ request, grant }: Call, body: string): Reply {
	const { org } = grant;
	const stamp = createHash("sha256").update(body).digest("hex").slice(0, 16);
	const created = Date.parse(String(org.table("Organization").at(0)?.["CreatedDate"]).replace("+0000", "Z"));
	const lastModified = new Date(created + org.schemaVersion * DAY_MS).toUTCString();
	const headers = { ETag: `"${stamp}"`, "Last-Modified": lastModified };
	const { "if-none-match": noneMatch, "if-modified-since": since } = request.headers;
	const same = noneMatch !== undefined && noneMatch.replace(/-*gzip/, "").includes(stamp);
	const notModified =
		since !== undefined && noneMatch === undefined && Date.parse(since) >= Date.parse(lastModified);
	if (same || notModified) return { status: 304, body: "", headers };
	return jsonText(200, body, headers);
}
