import { jsonText, pathParts, type Reply, type Request } from "../http.ts";
import { methodNotAllowed, notServed, PlatformError } from "../platformError.ts";
import type { Call } from "./call.ts";

interface SubRequest {
	readonly method: string;
	readonly url: string;
	readonly referenceId: string;
	readonly headers: Record<string, string>;
}

const MAX_SUBREQUESTS = 25;
const MAX_QUERIES = 5;

/** Runs one authenticated REST call that was already counted. */
export type Dispatch = (call: Call) => Reply;

/**
 * `POST /composite` with GET sub-requests (REST API Developer Guide, "Composite"): up to 25, at most 5 of them
 * queries, `@{ref.path}` references, allOrNone. The whole counts as one call and answers 200.
 */
export function composite(call: Call, dispatch: Dispatch): Reply {
	const { request, resource } = call;
	if (resource.length > 1) throw notServed(resource.join("/"));
	if (request.method !== "POST") throw methodNotAllowed(request.method, "POST");
	const body = parseObject(request.body.toString("utf8"));
	const list = body["compositeRequest"];
	if (!Array.isArray(list)) throw processing("The composite request must have a compositeRequest array.");
	const subRequests = list.map(readSubRequest);
	if (subRequests.length > MAX_SUBREQUESTS) {
		throw processing(
			`Limit of ${MAX_SUBREQUESTS} reached for number of subrequests in one composite request.`,
		);
	}
	const queries = subRequests.filter(({ url }) => /\/query(?:All)?[/?]/.test(url)).length;
	if (queries > MAX_QUERIES) {
		throw processing(`Limit of ${MAX_QUERIES} reached for number of queries in one composite request.`);
	}
	const ids = subRequests.map(({ referenceId }) => referenceId);
	const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
	if (repeated !== undefined) throw processing(`Duplicate reference id: ${repeated}`);
	return jsonText(
		200,
		`{"compositeResponse":[${runAll(call, subRequests, body["allOrNone"] === true, dispatch).join(",")}]}`,
	);
}

function processing(message: string): PlatformError {
	return new PlatformError(400, "INVALID_INPUT", message);
}

interface Done {
	readonly reply: Reply;
	readonly referenceId: string;
}

function runAll(
	call: Call,
	subRequests: readonly SubRequest[],
	allOrNone: boolean,
	dispatch: Dispatch,
): string[] {
	const done: Done[] = [];
	let failed = false;
	for (const subRequest of subRequests) {
		const reply: Reply = failed && allOrNone ? halted(HALTED) : run(call, subRequest, done, dispatch);
		failed ||= reply.status >= 400;
		done.push({ reply, referenceId: subRequest.referenceId });
	}
	return done.map(({ reply, referenceId }) => {
		const isHalted = failed && allOrNone && reply.status < 400;
		const { status, body } = isHalted ? halted(HALTED) : reply;
		return `{"body":${body === "" ? "null" : body},"httpHeaders":{},"httpStatusCode":${status},"referenceId":${JSON.stringify(referenceId)}}`;
	});
}

const HALTED = "The transaction was rolled back since another operation in the same transaction failed.";

function halted(message: string): Reply {
	return jsonText(400, new PlatformError(400, "PROCESSING_HALTED", message).toBody());
}

function run(call: Call, subRequest: SubRequest, done: readonly Done[], dispatch: Dispatch): Reply {
	let missing: string | undefined;
	const url = subRequest.url.replace(/@\{([^.}[]+)([^}]*)\}/g, (_whole, id: string, path: string) => {
		const source = done.find((each) => each.referenceId === id);
		const found =
			source === undefined || source.reply.status >= 400 ? undefined : valueAt(source.reply.body, path);
		if (found === undefined)
			missing = `Invalid reference specified. No value for ${id}${path} found in ${id}`;
		return encodeURIComponent(String(found));
	});
	if (missing !== undefined) return halted(missing);
	if (subRequest.method !== "GET") throw notServed(`composite sub-requests with ${subRequest.method}`);
	const target = new URL(url, "http://composite.invalid");
	const match = /^\/services\/data\/(v\d\d\.0)\/(.*)$/.exec(target.pathname);
	const request: Request = {
		method: subRequest.method,
		path: target.pathname,
		query: target.searchParams,
		headers: { ...subRequest.headers, authorization: call.request.headers.authorization },
		body: Buffer.alloc(0),
	};
	try {
		if (match === null) throw new PlatformError(404, "NOT_FOUND", "The requested resource does not exist");
		const [, version = "", rest = ""] = match;
		const resource = pathParts(rest);
		if (resource[0] === "composite") throw processing("Composite requests cannot be nested.");
		return dispatch({ ...call, request, version, resource });
	} catch (thrown) {
		if (!(thrown instanceof PlatformError) || thrown.status === 501) throw thrown;
		return jsonText(thrown.status, thrown.toBody());
	}
}

/** The value at a path like `.records[0].Id` of a JSON body. */
function valueAt(body: string, path: string): unknown {
	let value: unknown = JSON.parse(body);
	for (const [, key, index] of path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)) {
		if (typeof value !== "object" || value === null) return undefined;
		value = Object.entries(value).find(([name]) => name === (key ?? index))?.[1];
	}
	return typeof value === "object" ? undefined : value;
}

function parseObject(text: string): Record<string, unknown> {
	if (text === "") {
		const message = "The HTTP entity body is required, but this request has no entity body.";
		throw new PlatformError(400, "JSON_PARSER_ERROR", message);
	}
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
	} catch (cause) {
		if (!(cause instanceof SyntaxError)) throw cause;
	}
	throw new PlatformError(400, "JSON_PARSER_ERROR", "Unexpected content at [line:1, column:1]");
}

function readSubRequest(value: unknown): SubRequest {
	const fields: Record<string, unknown> = typeof value === "object" && value !== null ? { ...value } : {};
	const { method, url, referenceId, httpHeaders } = fields;
	if (typeof method !== "string" || typeof url !== "string" || typeof referenceId !== "string") {
		throw processing("Each subrequest must have a method, a url and a referenceId.");
	}
	if (!/^[A-Za-z0-9_]+$/.test(referenceId))
		throw processing(`Provided referenceId ('${referenceId}') is invalid.`);
	const headers: Record<string, string> = {};
	if (typeof httpHeaders === "object" && httpHeaders !== null) {
		for (const [name, text] of Object.entries(httpHeaders)) headers[name.toLowerCase()] = String(text);
	}
	return { method, url, referenceId, headers };
}
