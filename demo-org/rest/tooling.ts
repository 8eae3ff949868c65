import { jsonText, type Reply } from "../http.ts";
import { methodNotAllowed, notFound, notServed, PlatformError } from "../platformError.ts";
import type { Query } from "../soql/ast.ts";
import { columnMetadata } from "../soql/columnMetadata.ts";
import { type Evaluation, evaluateQuery } from "../soql/evaluate.ts";
import { jsonRecord, jsonWholeList } from "../soql/jsonValue.ts";
import { parseQuery } from "../soql/parse.ts";
import { fromObject } from "../soql/rows.ts";
import type { Scope } from "../soql/scope.ts";
import { WITHOUT_METADATA } from "../tooling/metadata.ts";
import type { Call } from "./call.ts";
import { sobjects } from "./describe.ts";
import { scopeOf } from "./scope.ts";

/** `/tooling/...` for reading: describes, records and queries of the main objects (Tooling API, "REST Resources"). */
export function tooling(call: Call): Reply {
	const [, name, ...rest] = call.resource;
	// Addresses of the Tooling API have its name after the version.
	const own: Call = {
		...call,
		isTooling: true,
		version: `${call.version}/tooling`,
		resource: call.resource.slice(1),
	};
	switch (name) {
		case "sobjects": {
			const isWrite = call.request.method !== "GET";
			if (isWrite) throw notServed(`tooling/${[name, ...rest].join("/")} with ${call.request.method}`);
			return sobjects(own);
		}
		case "query":
			return toolingQuery(own);
		case undefined:
			throw notFound();
		default:
			throw notServed(call.resource.join("/"));
	}
}

function toolingQuery(call: Call): Reply {
	const { request } = call;
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
	const soql = request.query.get("q");
	if (soql === null)
		throw new PlatformError(400, "MALFORMED_QUERY", "SOQL statements cannot be empty or null");
	const parsed = parseQuery(soql);
	const evaluation = evaluated(scopeOf(call, soql), parsed);
	if (request.query.get("columns") === "true")
		return jsonText(200, JSON.stringify(columnMetadata(evaluation, parsed)));
	const { count, object, totalSize, aggregateColumns } = evaluation;
	const records: string[] = [];
	for (let index = 0; index < count; index += 1) {
		const tree = evaluation.record(index);
		if (tree !== undefined)
			records.push(jsonRecord(tree, call.version, (list) => jsonWholeList(list, call.version)));
	}
	const type = aggregateColumns.length > 0 ? "AggregateResult" : object.name;
	// No rows, no type (recorded).
	const entity = records.length === 0 ? null : type;
	return jsonText(
		200,
		`{"size":${records.length},"totalSize":${totalSize},"done":true,"queryLocator":null,"entityTypeName":${JSON.stringify(entity)},"records":[${records.join(",")}]}`,
	);
}

/** `Metadata` and `FullName` are for one record at a time (Tooling API, "SOQL Operation Limitations"). */
function evaluated(scope: Scope, query: Query): Evaluation {
	const selected = query.select.flatMap((item) =>
		item.kind === "path" ? [item.path.parts.at(-1)?.toLowerCase()] : [],
	);
	const wantsMetadata = selected.includes("metadata");
	if (!wantsMetadata && !selected.includes("fullname")) return evaluateQuery(scope, query);
	const { name } = fromObject(scope, query.from);
	const isUnserved = wantsMetadata && WITHOUT_METADATA.has(name);
	// What is not served is left out to learn how many rows there are: their number comes first.
	const select = query.select.filter(
		(item) => !isUnserved || item.kind !== "path" || item.path.parts.at(-1)?.toLowerCase() !== "metadata",
	);
	const evaluation = evaluateQuery(scope, { ...query, select });
	if (evaluation.totalSize > 1) {
		throw new PlatformError(
			400,
			"MALFORMED_QUERY",
			`When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: ${evaluation.totalSize}`,
		);
	}
	if (isUnserved) throw notServed(`Metadata of ${name}`);
	return evaluation;
}
