import type { Fault } from "./control/faults.ts";
import { bearerOf, jsonText, type Reply, type Request } from "./http.ts";
import type { World } from "./world.ts";

/** The fault that is due for a request, counted as used; never one for the control plane. */
export function plannedFault(world: World, request: Request, rawUrl: string): Fault | null {
	if (request.path.startsWith("/__demo/")) return null;
	const token = bearerOf(request.headers) ?? null;
	// A token that is no JWT begins with its org's id, also when it is no longer good.
	const orgId = token === null ? null : (world.grants.byAccessToken(token)?.org.id ?? token);
	return world.faults.take(request.method, rawUrl, orgId);
}

const NOT_HOSTED = `<html><head><title>Site not found</title></head><body><h1>420</h1>
<p>No route to this host.</p></body></html>`;
const MAINTENANCE = `<html><head><title>Maintenance</title></head><body>
<h1>We are down for maintenance.</h1><p>We'll be back shortly.</p></body></html>`;

/** The reply that a fault puts in place of the real one, or null. */
export function faultReply(fault: Fault | null): Reply | null {
	switch (fault?.kind) {
		case "status":
		case "body": {
			const { kind, status, body, headers = {} } = fault;
			const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
			return jsonText(status ?? (kind === "body" ? 200 : 503), text, { ...headers });
		}
		case "html": {
			const { status, body, headers } = fault;
			const page = typeof body === "string" ? body : "<html><body><h1>Service Unavailable</h1></body></html>";
			return htmlPage(status ?? 503, page, headers);
		}
		case "edge":
			return htmlPage(420, NOT_HOSTED, fault.headers);
		case "maintenance":
			return htmlPage(503, MAINTENANCE, fault.headers);
		case "concurrentLimit":
			return refusal(
				403,
				"REQUEST_LIMIT_EXCEEDED",
				"ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
			);
		case "dailyLimit":
			return refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
		case "queryTimeout":
			return refusal(400, "QUERY_TIMEOUT", "Your query request was running for too long.");
		default:
			return null;
	}
}

function refusal(status: number, errorCode: string, message: string): Reply {
	return jsonText(status, JSON.stringify([{ message, errorCode }]));
}

function htmlPage(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
	return { status, body, headers: { "Content-Type": "text/html", ...headers } };
}
