import { idOf, type Row } from "../data/table.ts";
import { json, type Reply } from "../http.ts";
import { methodNotAllowed, notFound, PlatformError } from "../platformError.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { FieldNode } from "../soql/recordTree.ts";
import { runQuery } from "../soql/run.ts";
import { epochOf } from "../times.ts";
import type { Call } from "./call.ts";
import { compactFields } from "./layouts.ts";
import { scopeOf } from "./scope.ts";

/**
 * `/sobjects/X/listviews` and below (REST API Developer Guide, "List Views", "List View Basic Information", "List View
 * Describe", "List View Results"). Views show the fields of the compact layout, all records or the user's own.
 */
export function listViews(call: Call, object: ObjectType, [id, part, ...more]: readonly string[]): Reply {
	const { request, grant } = call;
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
	if (more.length > 0) throw notFound();
	const table = grant.org.table("ListView");
	if (id === undefined) {
		const views = table.filter((row) => row["SobjectType"] === object.name);
		return json(200, {
			done: true,
			listviews: views.map((view) => basics(call, object, view)),
			nextRecordsUrl: null,
			size: views.length,
			sobjectType: object.name,
		});
	}
	const view = table.get(id);
	if (view?.["SobjectType"] !== object.name) throw notFound();
	switch (part) {
		case undefined:
			return json(200, basics(call, object, view));
		case "describe":
			return json(200, describeView(object, view));
		case "results":
			return json(200, results(call, object, view));
		default:
			throw notFound();
	}
}

function basics({ version }: Call, { name }: ObjectType, view: Row): Record<string, unknown> {
	const url = `/services/data/${version}/sobjects/${name}/listviews/${idOf(view)}`;
	return {
		describeUrl: `${url}/describe`,
		developerName: view["DeveloperName"],
		id: idOf(view),
		label: view["Name"],
		resultsUrl: `${url}/results`,
		soqlCompatible: view["IsSoqlCompatible"],
		url,
	};
}

/** Columns that each view has without showing them. */
const HIDDEN = ["Id", "CreatedDate", "LastModifiedDate", "SystemModstamp"];

function shownFields(object: ObjectType): readonly FieldDescribe[] {
	return compactFields(object).filter(({ name }) => !HIDDEN.includes(name));
}

function columnsOf(object: ObjectType): readonly object[] {
	const shown = shownFields(object).map((field, index) => column(field, index === 0));
	const hidden = HIDDEN.flatMap((name) => object.field(name) ?? []).map((field) => ({
		ascendingLabel: null,
		descendingLabel: null,
		fieldNameOrPath: field.name,
		hidden: true,
		label: field.label,
		searchable: false,
		selectListItem: field.name,
		sortDirection: null,
		sortIndex: null,
		sortable: false,
		type: field.type,
	}));
	return [...shown, ...hidden];
}

function column(field: FieldDescribe, isSorted: boolean): object {
	const [ascendingLabel, descendingLabel] = sortLabels(field);
	return {
		ascendingLabel,
		descendingLabel,
		fieldNameOrPath: field.name,
		hidden: false,
		label: field.label,
		searchable: field.nameField,
		selectListItem: selectItem(field),
		sortDirection: isSorted ? "ascending" : null,
		sortIndex: isSorted ? 0 : null,
		sortable: field.sortable,
		type: field.type,
	};
}

/** As recorded for texts, phones and picklists. */
function sortLabels({ type }: FieldDescribe): readonly [string, string] {
	if (type === "picklist") return ["Low to High", "High to Low"];
	return ["string", "textarea", "email", "url"].includes(type) ? ["Z-A", "A-Z"] : ["9-0", "0-9"];
}

function selectItem({ name, type }: FieldDescribe): string {
	return type === "picklist" ? `toLabel(${name})` : name;
}

const scopeName = (view: Row): string =>
	String(view["DeveloperName"]).startsWith("Mine") ? "mine" : "everything";

function soqlOf(object: ObjectType, view: Row): string {
	const shown = shownFields(object);
	const hidden = HIDDEN.filter((name) => object.field(name) !== undefined);
	const items = [...shown.map(selectItem), ...hidden].join(", ");
	const first = shown[0]?.name ?? "Id";
	const scope = scopeName(view) === "mine" ? " USING SCOPE mine" : "";
	return `SELECT ${items} FROM ${object.name}${scope} ORDER BY ${first} ASC NULLS FIRST, Id ASC NULLS FIRST`;
}

function describeView(object: ObjectType, view: Row): object {
	const order = (fieldNameOrPath: string) => ({
		fieldNameOrPath,
		nullsPosition: "first",
		sortDirection: "ascending",
	});
	return {
		columns: columnsOf(object),
		id: idOf(view),
		orderBy: [order(shownFields(object)[0]?.name ?? "Id"), order("Id")],
		query: soqlOf(object, view),
		relatedEntityId: null,
		scope: scopeName(view),
		scopeEntityId: null,
		sobjectType: object.name,
		whereCondition: { conditions: [], conjunction: "and" },
	};
}

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 2000;

/** A number of the query string. Throws 400 for what is none. */
function countOf({ request }: Call, name: string, otherwise: number): number {
	const given = request.query.get(name);
	if (given === null) return otherwise;
	if (/^\d+$/.test(given)) return Number(given);
	throw new PlatformError(400, "INVALID_QUERY_LOCATOR", `invalid ${name}: ${given}`);
}

function results(call: Call, object: ObjectType, view: Row): object {
	const { evaluation } = runQuery(scopeOf(call, soqlOf(object, view)));
	const from = countOf(call, "offset", 0);
	const end = Math.min(evaluation.count, from + Math.min(MAX_LIMIT, countOf(call, "limit", DEFAULT_LIMIT)));
	const records: object[] = [];
	for (let index = from; index < end; index += 1) {
		const fields = evaluation.record(index)?.fields ?? [];
		records.push({
			columns: fields.map(([fieldNameOrPath, node]) => ({ fieldNameOrPath, value: textOf(node) })),
		});
	}
	return {
		columns: columnsOf(object),
		developerName: view["DeveloperName"],
		done: end >= evaluation.count,
		id: idOf(view),
		label: view["Name"],
		records,
		size: records.length,
	};
}

/** Every value is text; dates with a time are as recorded: `Fri Aug 01 21:15:46 GMT 2014`. */
function textOf(node: FieldNode): string | null {
	if (node.kind !== "value" || node.value === null) return null;
	const text = String(node.value);
	if (node.field.type !== "datetime") return text;
	const parts = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(new Date(epochOf(text)).toUTCString());
	if (parts === null) return text;
	const [, weekday = "", day = "", month = "", year = "", time = ""] = parts;
	return `${weekday} ${month} ${day} ${time} GMT ${year}`;
}
