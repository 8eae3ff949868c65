import * as v from "valibot";
import { decodeOr, parseJson } from "../../base/decode.ts";
import { queryWrites } from "../../soql/effects.ts";
import { combined, type Effect, type EffectRequest, READ, write } from "./effect.ts";

type EffectOf = (request: EffectRequest) => Effect;

const subrequest = v.object({ method: v.string(), url: v.string(), body: v.optional(v.unknown()) });
const composite = v.object({ compositeRequest: v.array(subrequest) });
const graph = v.object({ graphs: v.array(composite) });
const batchRequest = v.object({ method: v.string(), url: v.string(), richInput: v.optional(v.unknown()) });
const batch = v.object({ batchRequests: v.array(batchRequest) });
const idsAndFields = v.strictObject({ ids: v.array(v.string()), fields: v.array(v.string()) });
const bulkQuery = v.object({ operation: v.picklist(["query", "queryAll"]), query: v.string() });
const graphql = v.object({ query: v.string() });

const asText = (value: unknown): string | undefined =>
	value === undefined ? undefined : JSON.stringify(value);

/** Composite and graph: reads when every sub-request reads. */
export function compositeEffect(body: string | undefined, effectOf: EffectOf): Effect {
	const json = parseJson(body ?? "");
	const one = decodeOr(composite, json);
	const all = [...(decodeOr(graph, json)?.graphs ?? []), ...(one ? [one] : [])];
	if (all.length === 0) return write("unknown", "composite request");
	return combined(
		all
			.flatMap(({ compositeRequest }) => compositeRequest)
			.map((sub) =>
				queryOfReference(sub.url)
					? write("unknown", "query made of another answer")
					: effectOf({ method: sub.method, path: sub.url, body: asText(sub.body) }),
			),
	);
}

/** `@{ref.field}` behind the "?": only the platform will know what the query says. */
function queryOfReference(url: string): boolean {
	return /\?.*(?:@|%40)(?:\{|%7B)/is.test(url);
}

/** Batch: its URLs begin with the version (`v66.0/limits`). */
export function batchEffect(body: string | undefined, effectOf: EffectOf): Effect {
	const requests = decodeOr(batch, parseJson(body ?? ""))?.batchRequests;
	if (!requests) return write("unknown", "batch request");
	return combined(
		requests.map((sub) =>
			effectOf({
				method: sub.method,
				path: `/services/data/${sub.url.replace(/^\/?(?:services\/data\/)?/, "")}`,
				body: asText(sub.richInput),
			}),
		),
	);
}

/** `POST composite/sobjects/X` reads only in its `{ids, fields}` form; anything more in the body makes it unknown. */
export function collectionEffect(body: string | undefined): Effect {
	return decodeOr(idsAndFields, parseJson(body ?? "")) ? READ : write("records", "sObject collection");
}

const countsViews = v.object({
	updateTracking: v.optional(v.unknown()),
	updateViewStat: v.optional(v.unknown()),
});

/** A parameterized search reads unless it counts what it finds as viewed ("Parameterized Search", REST API Guide). */
export function searchEffect(body: string | undefined): Effect {
	const request = decodeOr(countsViews, parseJson(body ?? ""));
	if (!request) return write("unknown", "search request");
	const quiet = [request.updateTracking, request.updateViewStat].every(
		(value) => value === undefined || value === false || value === "false",
	);
	return quiet ? READ : write("tracking", "search that records a view");
}

export function bulkQueryEffect(body: string | undefined): Effect {
	const job = decodeOr(bulkQuery, parseJson(body ?? ""));
	if (!job) return write("bulk", "bulk job");
	return queryWrites(job.query) ? write("tracking", "query that records a view") : READ;
}

/** GraphQL reads unless `mutation` stands outside strings and comments. */
export function graphqlEffect(body: string | undefined): Effect {
	const request = decodeOr(graphql, parseJson(body ?? ""));
	if (!request) return write("unknown", "GraphQL request");
	// Where block strings have quotes inside, one word is enough.
	const bare = request.query.includes('\\"""')
		? request.query
		: request.query.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|#[^\r\n]*/g, " ");
	return /\b(?:mutation|subscription)\b/i.test(bare) ? write("records", "GraphQL mutation") : READ;
}

/** Stopping a job or deployment is always allowed: `{"state":"Aborted"}` and nothing else in the body. */
export function isAbort(body: string | undefined): boolean {
	return decodeOr(v.strictObject({ state: v.literal("Aborted") }), parseJson(body ?? "")) !== undefined;
}

export function isDeployCancel(body: string | undefined): boolean {
	const cancel = v.strictObject({ deployResult: v.strictObject({ status: v.literal("Canceling") }) });
	return decodeOr(cancel, parseJson(body ?? "")) !== undefined;
}
