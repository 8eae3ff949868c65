import { jsonText, type Reply } from "../http.ts";
import { methodNotAllowed, notServed, PlatformError } from "../platformError.ts";
import { jsonRecord, jsonWholeList } from "../soql/jsonValue.ts";
import { checkedTerm, parseSearch, type Returning, type Search, type SearchGroup } from "../sosl/parse.ts";
import { runSearch } from "../sosl/run.ts";
import type { Call } from "./call.ts";
import { isObject, jsonObject } from "./requestBody.ts";
import { scopeOf } from "./scope.ts";

/** `GET /search?q=` with a SOSL text (REST API Developer Guide, "Search"). */
export function search(call: Call): Reply {
	const { request, resource } = call;
	if (resource.length > 1) throw notServed(resource.join("/"));
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
	const text = request.query.get("q");
	if (text === null || text.trim() === "") {
		throw new PlatformError(400, "MALFORMED_SEARCH", "SOSL statements cannot be empty or null");
	}
	return reply(call, text, parseSearch(text));
}

const WRAPPED_SINCE = 37;

function reply(call: Call, text: string, wanted: Search): Reply {
	const { version } = call;
	const records = runSearch(scopeOf(call, text), wanted)
		.map((record) => jsonRecord(record, version, (list) => jsonWholeList(list, version)))
		.join(",");
	const isWrapped = Number.parseInt(version.slice(1), 10) >= WRAPPED_SINCE;
	return jsonText(200, isWrapped ? `{"searchRecords":[${records}]}` : `[${records}]`);
}

/** `/parameterizedSearch`: the same search by parameters or by a JSON body ("Parameterized Search"). */
export function parameterizedSearch(call: Call): Reply {
	const { request } = call;
	if (request.method === "GET") return reply(call, "", fromQuery(request.query));
	if (request.method === "POST") return reply(call, "", fromBody(jsonObject(request)));
	throw methodNotAllowed(request.method, "GET,HEAD,POST");
}

const DEFAULT_LIMIT = 2000;

function groupOf(value: unknown): SearchGroup {
	const name = typeof value === "string" ? value.toUpperCase() : "ALL";
	const known: readonly SearchGroup[] = ["ALL", "NAME", "EMAIL", "PHONE", "SIDEBAR"];
	const group = known.find((each) => each === name);
	if (group === undefined) throw new PlatformError(400, "INVALID_SEARCH", `${name} is no group of fields`);
	return group;
}

function limitOf(value: unknown): number {
	const limit = Number(value ?? DEFAULT_LIMIT);
	return Number.isFinite(limit) ? Math.max(0, Math.min(DEFAULT_LIMIT, Math.floor(limit))) : DEFAULT_LIMIT;
}

function list(value: unknown): string[] {
	if (Array.isArray(value)) return value.map(String);
	return typeof value === "string" ? value.split(",").map((each) => each.trim()) : [];
}

function termOf(value: unknown): string {
	if (typeof value === "string" && value.trim() !== "") return checkedTerm(value);
	throw new PlatformError(400, "MALFORMED_SEARCH", "The search term is missing: q");
}

function returning(
	name: string,
	fields: readonly string[],
	where: unknown,
	orderBy: unknown,
	limit: unknown,
): Returning {
	const clauses = [
		typeof where === "string" ? `WHERE ${where}` : "",
		typeof orderBy === "string" ? `ORDER BY ${orderBy}` : "",
		limit === undefined || limit === null ? "" : `LIMIT ${limitOf(limit)}`,
	];
	return { name, fields, clauses: clauses.filter((clause) => clause !== "").join(" ") };
}

function fromQuery(query: URLSearchParams): Search {
	const shared = list(query.get("fields"));
	return {
		term: termOf(query.get("q")),
		group: groupOf(query.get("in") ?? undefined),
		returning: query.getAll("sobject").map((name) => {
			const own = list(query.get(`${name}.fields`));
			const limit = query.get(`${name}.limit`) ?? query.get("defaultLimit");
			const where = query.get(`${name}.where`);
			return returning(name, own.length > 0 ? own : shared, where, null, limit);
		}),
		limit: limitOf(query.get("overallLimit")),
	};
}

function fromBody(body: Record<string, unknown>): Search {
	const shared = list(body["fields"]);
	const objects = Array.isArray(body["sobjects"]) ? body["sobjects"] : [];
	return {
		term: termOf(body["q"]),
		group: groupOf(body["in"]),
		returning: objects.filter(isObject).map((each) => {
			const own = list(each["fields"]);
			const limit = each["limit"] ?? body["defaultLimit"];
			const name = typeof each["name"] === "string" ? each["name"] : "";
			return returning(name, own.length > 0 ? own : shared, each["where"], each["orderBy"], limit);
		}),
		limit: limitOf(body["overallLimit"]),
	};
}
