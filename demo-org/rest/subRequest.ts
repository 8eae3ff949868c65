import { bodyText, jsonText, pathParts, type Reply, type Request } from "../http.ts";
import { PlatformError } from "../platformError.ts";
import type { Call } from "./call.ts";
import { isObject } from "./requestBody.ts";
import { versionState } from "./versions.ts";

/** Runs one authenticated REST call that was already counted. */
export type Dispatch = (call: Call) => Reply;

/** A call inside another one. */
export interface SubRequest {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** A JSON value, undefined for none. */
	readonly body: unknown;
}

/** The headers of a sub-request in lower case. */
export function subHeaders(value: unknown): Record<string, string> {
	if (!isObject(value)) return {};
	return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]));
}

const HERE = "http://composite.invalid";

/** Answers a sub-request; refusals become its reply. What the demo org does not serve is refused as a whole (501). */
export function runSub(call: Call, { method, url, headers, body }: SubRequest, dispatch: Dispatch): Reply {
	const isPath = /^\/(?!\/)/.test(url) && URL.canParse(url, HERE);
	// An address of another host, or none at all, leads nowhere.
	const target = new URL(isPath ? url : "/", HERE);
	const match = /^\/services\/data\/(v\d\d\.0)\/(.*)$/.exec(target.pathname);
	const request: Request = {
		method,
		path: target.pathname,
		query: target.searchParams,
		headers: {
			...headers,
			authorization: call.request.headers.authorization,
			"content-type": "application/json",
		},
		body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
	};
	try {
		if (match === null) throw new PlatformError(404, "NOT_FOUND", "The requested resource does not exist");
		const [, version = "", rest = ""] = match;
		const state = versionState(version);
		if (state === null) throw new PlatformError(404, "NOT_FOUND", "The requested resource does not exist");
		if (state === "retired") throw new PlatformError(410, "GONE", `The API version ${version} is retired`);
		const resource = pathParts(rest);
		if (resource[0] === "composite" && resource[1] !== "sobjects") {
			throw new PlatformError(400, "INVALID_INPUT", "Composite requests cannot be nested.");
		}
		return dispatch({ ...call, request, version, resource });
	} catch (thrown) {
		if (!(thrown instanceof PlatformError) || thrown.status === 501) throw thrown;
		return jsonText(thrown.status, thrown.toBody());
	}
}

/** The body of a sub-request's reply as it stands in the JSON of the whole. */
export function embedded(reply: Reply): string {
	if (typeof reply.body !== "string") return JSON.stringify(reply.body.toString("base64"));
	return reply.body === "" ? "null" : bodyText(reply);
}
