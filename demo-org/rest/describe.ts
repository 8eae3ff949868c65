import { createHash } from "node:crypto";
import { idOf } from "../data/table.ts";
import { json, jsonText, type Reply } from "../http.ts";
import { methodNotAllowed, notFound, notServed } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { Call } from "./call.ts";
import { readRecord } from "./record.ts";

const MASTER_RECORD_TYPE = "012000000000000AAA";
const HAS_LAYOUTS = ["compactLayouts", "approvalLayouts", "listviews", "quickActions", "layouts"];

/** The `urls` of an object. */
function urlsOf(call: Call, { name, spec }: ObjectType, full: boolean): Record<string, string> {
	const base = `/services/data/${call.version}/sobjects/${name}`;
	const urls: Record<string, string> = {
		sobject: base,
		describe: `${base}/describe`,
		rowTemplate: `${base}/{ID}`,
	};
	if (spec.setup !== true) {
		for (const part of HAS_LAYOUTS) {
			urls[part] =
				part === "listviews" || part === "quickActions" ? `${base}/${part}` : `${base}/describe/${part}`;
		}
	}
	if (full) {
		urls["uiDetailTemplate"] = `${call.world.url}/{ID}`;
		urls["uiEditTemplate"] = `${call.world.url}/{ID}/e`;
		urls["uiNewRecord"] = `${call.world.url}/${spec.keyPrefix}/e`;
	}
	return urls;
}

/** What both describe forms say of an object. */
function header(call: Call, object: ObjectType): Record<string, unknown> {
	const { spec, name } = object;
	const data = spec.setup !== true;
	const readOnlyUser = call.grant.user.profile === "Read Only";
	const writeable = data && !readOnlyUser;
	return {
		activateable: false,
		associateEntityType: null,
		associateParentEntity: null,
		createable: writeable,
		custom: name.endsWith("__c"),
		customSetting: false,
		deepCloneable: false,
		deletable: writeable,
		deprecatedAndHidden: false,
		feedEnabled: data,
		hasSubtypes: false,
		isInterface: false,
		isSubtype: false,
		keyPrefix: spec.keyPrefix,
		label: spec.label,
		labelPlural: spec.labelPlural,
		layoutable: data,
		mergeable: ["Account", "Contact", "Case"].includes(name),
		mruEnabled: data,
		name,
		queryable: true,
		replicateable: true,
		retrieveable: true,
		searchable: data,
		triggerable: data,
		undeletable: writeable,
		updateable: writeable,
	};
}

/** The 45 top-level keys of a full describe. */
function fullDescribe(call: Call, object: ObjectType): Record<string, unknown> {
	const { name, spec } = object;
	const data = spec.setup !== true;
	const layout = `/services/data/${call.version}/sobjects/${name}/describe/layouts/${MASTER_RECORD_TYPE}`;
	const label = spec.labelPlural.toLowerCase();
	return {
		...header(call, object),
		actionOverrides: [],
		childRelationships: object.children,
		compactLayoutable: data,
		defaultImplementation: null,
		extendedBy: null,
		extendsInterfaces: null,
		fields: object.fields,
		implementedBy: null,
		implementsInterfaces: null,
		listviewable: null,
		lookupLayoutable: null,
		namedLayoutInfos: [],
		networkScopeFieldName: null,
		recordTypeInfos: [
			{
				active: true,
				available: true,
				defaultRecordTypeMapping: true,
				developerName: "Master",
				master: true,
				name: "Master",
				recordTypeId: MASTER_RECORD_TYPE,
				urls: { layout },
			},
		],
		searchLayoutable: data,
		sobjectDescribeOption: "FULL",
		supportedScopes: data
			? [
					{ label: `All ${label}`, name: "everything" },
					{ label: `My ${label}`, name: "mine" },
				]
			: [],
		urls: urlsOf(call, object, true),
	};
}

/** `GET /sobjects` and what lies below it. */
export function sobjects(call: Call): Reply {
	const { request, resource, grant } = call;
	const [, name, part, ...rest] = resource;
	const schema = grant.org.schemaFor(grant.user);
	if (name === undefined) {
		onlyGet(call);
		const all = schema.objects.map((each) => ({ ...header(call, each), urls: urlsOf(call, each, false) }));
		return json(200, { encoding: "UTF-8", maxBatchSize: 200, sobjects: all });
	}
	const object = schema.object(name);
	if (object === undefined) throw notFound();
	if (part === undefined) {
		if (request.method === "POST") throw notServed("record creation");
		onlyGet(call);
		return basicInformation(call, object);
	}
	if (part === "describe") {
		if (rest.length > 0) throw notServed(`describe/${rest.join("/")}`);
		onlyGet(call);
		return conditional(call, JSON.stringify(fullDescribe(call, object)));
	}
	if (
		["listviews", "quickActions", "deleted", "updated", "approvalLayouts", "compactLayouts"].includes(part)
	) {
		throw notServed(`sobjects/${object.name}/${part}`);
	}
	return readRecord(call, object, part, rest);
}

function onlyGet({ request }: Call): void {
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
}

function basicInformation(call: Call, object: ObjectType): Reply {
	const nameField = object.fields.find((field) => field.nameField)?.name ?? "Id";
	const recent = call.grant.org
		.table(object.name)
		.filter((row) => typeof row["LastViewedDate"] === "string")
		.slice(0, 10);
	const recentItems = recent.map((row) => ({
		attributes: {
			type: object.name,
			url: `/services/data/${call.version}/sobjects/${object.name}/${idOf(row)}`,
		},
		Id: row["Id"],
		[nameField]: row[nameField],
	}));
	return json(200, {
		objectDescribe: { ...header(call, object), urls: urlsOf(call, object, true) },
		recentItems,
	});
}

/** ETag and Last-Modified, and 304 for a client that has this describe already. */
function conditional({ request, grant }: Call, body: string): Reply {
	const stamp = createHash("sha256").update(body).digest("hex").slice(0, 16);
	const created = String(grant.org.table("Organization").at(0)?.["CreatedDate"]).replace("+0000", "Z");
	const lastModified = new Date(created).toUTCString();
	const headers = { ETag: `"${stamp}"`, "Last-Modified": lastModified };
	const { "if-none-match": noneMatch, "if-modified-since": since } = request.headers;
	const same = noneMatch !== undefined && noneMatch.replace(/-*gzip/, "").includes(stamp);
	const notModified =
		since !== undefined && noneMatch === undefined && Date.parse(since) >= Date.parse(lastModified);
	if (same || notModified) return { status: 304, body: "", headers };
	return jsonText(200, body, headers);
}
