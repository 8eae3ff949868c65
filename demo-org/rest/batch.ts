import { jsonText, type Reply } from "../http.ts";
import { methodNotAllowed, PlatformError } from "../platformError.ts";
import { countCall } from "./apiUsage.ts";
import type { Call } from "./call.ts";
import { isObject, jsonObject } from "./requestBody.ts";
import { type Dispatch, embedded, runSub, subHeaders } from "./subRequest.ts";

const MAX_SUBREQUESTS = 25;

/** `POST /composite/batch`: up to 25 independent calls, each of which counts. `haltOnError` skips those after a failure. */
export function batch(call: Call, dispatch: Dispatch): Reply {
	const { request, world, grant } = call;
	if (request.method !== "POST") throw methodNotAllowed(request.method, "POST");
	const body = jsonObject(request);
	const list = body["batchRequests"];
	if (!Array.isArray(list) || list.length === 0) {
		throw new PlatformError(400, "INVALID_INPUT", "The batch must have a batchRequests array.");
	}
	if (list.length > MAX_SUBREQUESTS) {
		const message = `Batch size must not exceed ${MAX_SUBREQUESTS}`;
		throw new PlatformError(400, "INVALID_BATCH_SIZE", message);
	}
	const haltOnError = body["haltOnError"] === true;
	let hasErrors = false;
	const results = list.map((each: unknown, index) => {
		if (hasErrors && haltOnError) {
			const halted = new PlatformError(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request");
			return `{"statusCode":412,"result":${halted.toBody()}}`;
		}
		const fields = isObject(each) ? each : {};
		const { method, url, richInput } = fields;
		if (typeof method !== "string" || typeof url !== "string") {
			throw new PlatformError(400, "INVALID_INPUT", "Each batch request must have a method and a url.");
		}
		if (index > 0) countCall(world, grant.org);
		const headers = subHeaders(fields["httpHeaders"]);
		const target = `/services/data/${url.replace(/^\/+/, "").replace(/^services\/data\//, "")}`;
		const reply = runSub(call, { method, url: target, headers, body: richInput }, dispatch);
		hasErrors ||= reply.status >= 400;
		return `{"statusCode":${reply.status},"result":${embedded(reply)}}`;
	});
	return jsonText(200, `{"hasErrors":${hasErrors},"results":[${results.join(",")}]}`);
}
