import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "./control/faults.ts";
import { controlRoute } from "./control/routes.ts";
import { bearerOf, json, jsonText, pathParts, type Reply, type Request } from "./http.ts";
import { frontDoor } from "./oauth/frontDoor.ts";
import { identity, openIdConfiguration } from "./oauth/identity.ts";
import { oauthRoute } from "./oauth/routes.ts";
import { sessionOf } from "./oauth/session.ts";
import { faultReply, plannedFault } from "./plannedFault.ts";
import { methodNotAllowed, notFound, notServed, PlatformError } from "./platformError.ts";
import { readRequest } from "./readRequest.ts";
import { countCall, limitInfo } from "./rest/apiUsage.ts";
import { browserId } from "./rest/browserId.ts";
import { formatted, wantedForm } from "./rest/format.ts";
import { dispatch } from "./rest/routes.ts";
import { VERSIONS, versionState } from "./rest/versions.ts";
import { drop, send } from "./send.ts";
import { partnerRoute } from "./soap/partner.ts";
import type { World } from "./world.ts";

/**
 * What becomes of a request, in order: it is read, a planned fault acts, the sizes of its address and headers are
 * checked, its door answers (the REST APIs': version, session, limits, resource, form), and the reply is sent. Refusals
 * on the way become the REST API's error array, and whatever else is thrown a 500 of the platform's form.
 */
export async function answer(
	world: World,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const startedAt = performance.now();
	const { method = "GET", url = "/" } = incoming;
	const rawUrl = url.replace(/^\/+/, "/");
	const path = rawUrl.split("?")[0] ?? "/";
	let status = 0;
	try {
		const request = await readRequest(incoming, rawUrl);
		const fault = plannedFault(world, request, rawUrl);
		if (fault?.ms !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.ms));
		if (fault?.kind === "drop" && fault.when !== "after") return drop(incoming);
		const reply = faultReply(fault) ?? replyTo(world, request, rawUrl, incoming, fault);
		if (fault?.kind === "drop") return drop(incoming);
		status = reply.status;
		await send(world, request, response, reply, fault);
	} catch (thrown) {
		const refusal = refusalOf(world, thrown, `${method} ${path}`);
		status = refusal.status;
		if (response.headersSent) response.destroy();
		else await send(world, null, response, refusal, null);
	} finally {
		note(world, method, path, status, startedAt);
	}
}

const MAX_URI_AND_HEADERS = 16_384;

function replyTo(
	world: World,
	request: Request,
	rawUrl: string,
	incoming: IncomingMessage,
	fault: Fault | null,
): Reply {
	return answered(() => {
		if (rawUrl.length > MAX_URI_AND_HEADERS) throw new PlatformError(414, "URI_TOO_LONG", "URI Too Long");
		const headerBytes = incoming.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
		if (rawUrl.length + headerBytes > MAX_URI_AND_HEADERS) {
			throw new PlatformError(431, "REQUEST_HEADER_FIELDS_TOO_LARGE", "Request Header Fields Too Large");
		}
		if (fault?.kind === "expireToken" || fault?.kind === "revoke") endSession(world, request, fault.kind);
		return route(world, request);
	});
}

/** What the faults expireToken and revoke do before the request goes on. */
function endSession(world: World, { headers, body }: Request, kind: "expireToken" | "revoke"): void {
	const token = bearerOf(headers) ?? "";
	if (kind === "expireToken") {
		world.grants.endAll("expire", (_grant, each) => each === token);
		return;
	}
	const refreshToken = new URLSearchParams(body.toString("utf8")).get("refresh_token") ?? "";
	const grant = world.grants.byAccessToken(token) ?? world.grants.byRefreshToken(refreshToken);
	world.grants.endAll("revoke", (each) => each === grant);
}

/** Families of paths that the platform serves and the demo org does not. */
const NOT_SERVED = ["/services/Soap", "/services/async", "/cometd", "/services/metadata"];

function route(world: World, request: Request): Reply {
	const { path } = request;
	if (path.startsWith("/__demo/")) return controlRoute(world, request);
	if (path.startsWith("/services/oauth2/")) return oauthRoute(world, request);
	if (path === "/services/data" || path.startsWith("/services/data/")) return rest(world, request);
	if (path.startsWith("/services/Soap/u/")) return partnerRoute(world, request);
	if (path.startsWith("/id/")) return identity(world, request);
	if (path === "/.well-known/openid-configuration") return openIdConfiguration(world);
	if (path === "/secur/frontdoor.jsp") return frontDoor(world, request);
	if (NOT_SERVED.some((prefix) => path.startsWith(prefix))) throw notServed(path);
	throw notFound();
}

/** The door of the REST APIs; the Partner API's is `partnerRoute`, whose session is inside its envelope. */
function rest(world: World, request: Request): Reply {
	const [, , , version = "", ...parts] = request.path.split("/");
	if (version === "") {
		if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
		return json(200, VERSIONS);
	}
	const state = versionState(version);
	if (state === "retired") throw new PlatformError(410, "GONE", `The API version ${version} is retired`);
	const grant = sessionOf(world, request);
	if (state === null) throw notFound();
	countCall(world, grant.org);
	const { resource, xml } = wantedForm(request, version, pathParts(parts.join("/")));
	const reply = answered(() => dispatch({ world, grant, request, version, resource }));
	const cookie = browserId(request, world.clock());
	const headers = { ...limitInfo(world, grant.org), ...cookie, ...reply.headers };
	return formatted({ ...reply, headers }, request, resource, xml);
}

/** A reply, or the error array of its refusal. */
function answered(reply: () => Reply): Reply {
	try {
		return reply();
	} catch (thrown) {
		if (!(thrown instanceof PlatformError)) throw thrown;
		return jsonText(thrown.status, thrown.toBody());
	}
}

function refusalOf(world: World, thrown: unknown, what: string): Reply {
	if (thrown instanceof PlatformError) return jsonText(thrown.status, thrown.toBody());
	const words = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
	world.log(`FAILED ${what}: ${words}`);
	const unexpected = new PlatformError(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred.");
	return jsonText(unexpected.status, unexpected.toBody());
}

/** The log line: loud for what is not there, not served or broken. Status 0 is a connection that was cut. */
function note(world: World, method: string, path: string, status: number, startedAt: number): void {
	if (!path.startsWith("/__demo/")) world.requests.add(method, path, status);
	const loud = status === 404 || status === 501 || status >= 500 ? "!! " : "";
	const outcome = status === 0 ? "dropped" : String(status);
	world.log(`${loud}${method} ${path} ${outcome} ${Math.round(performance.now() - startedAt)} ms`);
}
