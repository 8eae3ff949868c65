import { jsonText, type Reply } from "../http.ts";
import { methodNotAllowed } from "../platformError.ts";
import type { Call } from "./call.ts";
import { type Node, processing, readNodes, runNodes } from "./nodes.ts";
import { isObject, jsonObject } from "./requestBody.ts";
import type { Dispatch } from "./subRequest.ts";

const MAX_GRAPHS = 75;
const MAX_NODES = 500;
const MAX_DEPTH = 15;
const MAX_KINDS = 15;
const MAX_FAILURES = 14;

/** `POST /composite/graph`: graphs of calls, each of them all or none; up to 75 graphs with 500 nodes in all. */
export function graph(call: Call, dispatch: Dispatch): Reply {
	const { request } = call;
	if (request.method !== "POST") throw methodNotAllowed(request.method, "POST");
	const list = jsonObject(request)["graphs"];
	if (!Array.isArray(list) || list.length === 0) throw processing("The request must have a graphs array.");
	if (list.length > MAX_GRAPHS) throw processing(`Limit of ${MAX_GRAPHS} reached for number of graphs.`);
	const graphs = list.map((each: unknown) => {
		const { graphId, compositeRequest } = isObject(each) ? each : {};
		if (typeof graphId !== "string" || !/^[A-Za-z0-9_]{1,40}$/.test(graphId)) {
			throw processing(`Provided graphId ('${String(graphId)}') is invalid.`);
		}
		return { graphId, nodes: readNodes(compositeRequest) };
	});
	const ids = graphs.map(({ graphId }) => graphId);
	const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
	if (repeated !== undefined) throw processing(`Duplicate graph id: ${repeated}`);
	const total = graphs.reduce((sum, { nodes }) => sum + nodes.length, 0);
	if (total > MAX_NODES) throw processing(`Limit of ${MAX_NODES} reached for number of nodes.`);
	checkKinds(graphs.flatMap(({ nodes }) => nodes));
	for (const { graphId, nodes } of graphs) checkGraph(graphId, nodes);
	let failures = 0;
	const results = graphs.map(({ graphId, nodes }) => {
		const { texts, failed } =
			failures >= MAX_FAILURES ? skipped(nodes) : runNodes(call, nodes, true, dispatch);
		if (failed) failures += 1;
		return `{"graphId":${JSON.stringify(graphId)},"graphResponse":{"compositeResponse":[${texts.join(",")}]},"isSuccessful":${!failed}}`;
	});
	return jsonText(200, `{"graphs":[${results.join(",")}]}`);
}

function skipped(nodes: readonly Node[]): { texts: string[]; failed: boolean } {
	const message = "The graph was not processed because too many other graphs of the request failed.";
	const body = JSON.stringify([{ errorCode: "PROCESSING_HALTED", message }]);
	const texts = nodes.map(
		({ referenceId }) =>
			`{"body":${body},"httpHeaders":{},"httpStatusCode":400,"referenceId":${JSON.stringify(referenceId)}}`,
	);
	return { texts, failed: true };
}

/** The depth of nodes within its limit; every reference names an earlier node. */
function checkGraph(graphId: string, nodes: readonly Node[]): void {
	const depths = new Map<string, number>();
	for (const node of nodes) {
		const text = `${node.url} ${JSON.stringify(node.body ?? null)}`;
		let depth = 1;
		for (const [, id = ""] of text.matchAll(/@\{([^.}[]+)/g)) {
			const above = depths.get(id);
			if (above === undefined) {
				throw processing(`Graph ${graphId}: reference ${id} in ${node.referenceId} names no earlier node.`);
			}
			depth = Math.max(depth, above + 1);
		}
		if (depth > MAX_DEPTH) throw processing(`Graph ${graphId}: the depth is more than ${MAX_DEPTH}.`);
		depths.set(node.referenceId, depth);
	}
}

/** A record, new or named by its id or an external id: `/services/data/vXX.X/sobjects/Type[/id | /field/value]`. */
const RECORD_URL =
	/^\/services\/data\/(v\d+\.\d)\/sobjects\/(\w+)(?:\/(?!describe\b)[^/?]+){0,2}\/?(?:\?.*)?$/i;

/**
 * Only records are nodes, and those of one payload are of no more than 15 kinds: a method, a version and a type of
 * object each (REST API Developer Guide, "Composite Graphs" and "Composite Graph Limits").
 */
function checkKinds(nodes: readonly Node[]): void {
	const kinds = new Set<string>();
	for (const { method, url, referenceId } of nodes) {
		const [, version = "", type] = RECORD_URL.exec(url) ?? [];
		if (type === undefined)
			throw processing(`Node ${referenceId}: ${url} is not supported in a composite graph.`);
		kinds.add(`${method} ${version} ${type.toLowerCase()}`);
	}
	if (kinds.size > MAX_KINDS)
		throw processing(`Limit of ${MAX_KINDS} reached for number of different nodes.`);
}
