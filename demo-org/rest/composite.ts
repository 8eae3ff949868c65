import { json, jsonText, type Reply } from "../http.ts";
import { methodNotAllowed, notFound } from "../platformError.ts";
import { batch } from "./batch.ts";
import type { Call } from "./call.ts";
import { collections } from "./collections.ts";
import { graph } from "./graph.ts";
import { processing, readNodes, runNodes } from "./nodes.ts";
import { jsonObject } from "./requestBody.ts";
import type { Dispatch } from "./subRequest.ts";
import { tree } from "./tree.ts";

const MAX_SUBREQUESTS = 25;
const MAX_HEAVY = 5;

/** `/composite` and what is below it (REST API Developer Guide, "Composite Resources"). */
export function compositeResource(call: Call, dispatch: Dispatch): Reply {
	const [, name, ...rest] = call.resource;
	switch (name) {
		case undefined:
			return call.request.method === "GET" ? directory(call) : composite(call, dispatch);
		case "batch":
			return batch(call, dispatch);
		case "sobjects":
			return collections(call, rest);
		case "tree":
			return tree(call, rest);
		case "graph":
			return graph(call, dispatch);
		default:
			throw notFound();
	}
}

function directory({ version }: Call): Reply {
	const names = ["tree", "batch", "sobjects", "graph"];
	return json(
		200,
		Object.fromEntries(names.map((name) => [name, `/services/data/${version}/composite/${name}`])),
	);
}

/**
 * `POST /composite`: up to 25 sub-requests, at most 5 of them queries or collections, in order, later ones with
 * `@{ref.path}` of earlier ones; with `allOrNone` all writes or none. The whole counts as one call and answers 200.
 */
function composite(call: Call, dispatch: Dispatch): Reply {
	const { request } = call;
	if (request.method !== "POST") throw methodNotAllowed(request.method, "GET,HEAD,POST");
	const body = jsonObject(request);
	const nodes = readNodes(body["compositeRequest"]);
	if (nodes.length > MAX_SUBREQUESTS) {
		const message = `Limit of ${MAX_SUBREQUESTS} reached for number of subrequests in one composite request.`;
		throw processing(message);
	}
	const heavy = nodes.filter(({ url }) =>
		/\/(?:query(?:All)?(?:[/?]|$)|composite\/sobjects)/.test(url),
	).length;
	if (heavy > MAX_HEAVY) {
		throw processing(`Limit of ${MAX_HEAVY} reached for number of queries in one composite request.`);
	}
	const { texts } = runNodes(call, nodes, body["allOrNone"] === true, dispatch);
	return jsonText(200, `{"compositeResponse":[${texts.join(",")}]}`);
}
