import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Fault } from "./control/faults.ts";
import { controlRoute } from "./control/routes.ts";
import { bearerOf, jsonText, type Reply, type Request } from "./http.ts";
import { identity, openIdConfiguration } from "./oauth/identity.ts";
import { frontDoor, oauthRoute } from "./oauth/routes.ts";
import { notFound, notServed, PlatformError } from "./platformError.ts";
import { restRoute } from "./rest/routes.ts";
import type { World } from "./world.ts";

const MAX_URI_AND_HEADERS = 16_384;
const MAX_BODY = 60_000_000;
const GZIP_FROM = 2_000;

/** Headers that real replies carry (recorded 2024). */
const COMMON = {
	"Cache-Control": "no-cache,must-revalidate,max-age=0,no-store,private",
	"Strict-Transport-Security": "max-age=63072000; includeSubDomains",
	"X-Content-Type-Options": "nosniff",
	"X-Robots-Tag": "none",
	Vary: "Accept-Encoding",
	Server: "sfdcedge",
};

const UNEXPECTED = new PlatformError(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred.");

/** Answers one request: reads it, lets planned faults act, routes it, writes the reply and the log line. */
export async function answer(
	world: World,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const startedAt = performance.now();
	const { method = "GET" } = incoming;
	const rawUrl = (incoming.url ?? "/").replace(/^\/+/, "/");
	const path = rawUrl.split("?")[0] ?? "/";
	let status = 0;
	try {
		const body = await bodyOf(incoming);
		const query = new URLSearchParams(rawUrl.slice(path.length));
		const request: Request = {
			method: effectiveMethod(method, query),
			path,
			query,
			headers: incoming.headers,
			body,
		};
		const isControl = path.startsWith("/__demo/");
		const token = bearerOf(request.headers) ?? null;
		const fault = isControl ? null : world.faults.take(method, rawUrl, token);
		status = await respond(world, request, fault, rawUrl, incoming, response);
	} catch (thrown) {
		const refusal = thrown instanceof PlatformError ? thrown : UNEXPECTED;
		if (refusal === UNEXPECTED) {
			const words = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
			world.log(`FAILED ${method} ${path}: ${words}`);
		}
		status = refusal.status;
		if (response.headersSent) response.destroy();
		else send(incoming, response, jsonText(status, refusal.toBody()));
	}
	if (!path.startsWith("/__demo/")) world.requests.add(method, path, status);
	const loud = status === 404 || status === 501 || status >= 500 ? "!! " : "";
	world.log(
		`${loud}${method} ${path} ${status === 0 ? "dropped" : status} ${Math.round(performance.now() - startedAt)} ms`,
	);
}

/** `?_HttpMethod=PATCH` on a POST stands for that method. */
function effectiveMethod(method: string, query: URLSearchParams): string {
	return method === "POST" ? (query.get("_HttpMethod") ?? method) : method === "HEAD" ? "GET" : method;
}

async function respond(
	world: World,
	request: Request,
	fault: Fault | null,
	rawUrl: string,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<number> {
	if (fault?.ms !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.ms));
	if (fault?.kind === "drop" && fault.when !== "after") {
		incoming.socket.destroy();
		return 0;
	}
	const token = bearerOf(request.headers);
	if (fault?.kind === "expireToken") world.grants.endAll("expire", (_grant, each) => each === token);
	if (fault?.kind === "revoke") {
		const grant =
			world.grants.byAccessToken(token ?? "") ?? world.grants.byRefreshToken(refreshTokenOf(request));
		world.grants.endAll("revoke", (each) => each === grant);
	}
	const reply = (fault === null ? null : faultReply(fault)) ?? routed(world, request, rawUrl, incoming);
	if (fault?.kind === "drop") {
		incoming.socket.destroy();
		return 0;
	}
	if (fault?.kind === "truncate") return truncated(reply, fault.afterBytes ?? 20, response);
	send(incoming, response, reply);
	return reply.status;
}

function refreshTokenOf(request: Request): string {
	return new URLSearchParams(request.body.toString("utf8")).get("refresh_token") ?? "";
}

/** The reply that a fault puts in place of the real one, or null. */
function faultReply({ kind, status, body, headers = {} }: Fault): Reply | null {
	switch (kind) {
		case "status":
		case "body": {
			const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
			return jsonText(status ?? (kind === "body" ? 200 : 503), text, { ...headers });
		}
		case "html": {
			const page = typeof body === "string" ? body : "<html><body><h1>Service Unavailable</h1></body></html>";
			return { status: status ?? 503, body: page, headers: { "Content-Type": "text/html", ...headers } };
		}
		default:
			return null;
	}
}

/** The real reply. Refusals become the REST API's error array. */
function routed(world: World, request: Request, rawUrl: string, incoming: IncomingMessage): Reply {
	try {
		if (rawUrl.length > MAX_URI_AND_HEADERS) throw new PlatformError(414, "URI_TOO_LONG", "URI Too Long");
		const headerBytes = incoming.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
		if (rawUrl.length + headerBytes > MAX_URI_AND_HEADERS) {
			throw new PlatformError(431, "REQUEST_HEADER_FIELDS_TOO_LARGE", "Request Header Fields Too Large");
		}
		return route(world, request);
	} catch (thrown) {
		if (!(thrown instanceof PlatformError)) throw thrown;
		return jsonText(thrown.status, thrown.toBody());
	}
}

/** Families of paths that the platform serves and the demo org does not. */
const NOT_SERVED = ["/services/Soap", "/services/async", "/cometd", "/services/metadata"];

function route(world: World, request: Request): Reply {
	const { path } = request;
	if (path.startsWith("/__demo/")) return controlRoute(world, request);
	if (path.startsWith("/services/oauth2/")) return oauthRoute(world, request);
	if (path === "/services/data" || path.startsWith("/services/data/")) return restRoute(world, request);
	if (path.startsWith("/id/")) return identity(world, request);
	if (path === "/.well-known/openid-configuration") return openIdConfiguration(world);
	if (path === "/secur/frontdoor.jsp") return frontDoor(world, request);
	if (NOT_SERVED.some((prefix) => path.startsWith(prefix))) throw notServed(path);
	throw notFound();
}

function send(incoming: IncomingMessage, response: ServerResponse, reply: Reply): void {
	const plain = Buffer.from(reply.body);
	const headers: Record<string, string | number> = { ...COMMON, ...reply.headers };
	const zipped =
		plain.length >= GZIP_FROM && /\bgzip\b/.test(String(incoming.headers["accept-encoding"] ?? ""));
	const body = zipped ? gzipSync(plain, { level: 1 }) : plain;
	if (zipped) {
		headers["Content-Encoding"] = "gzip";
		const etag = headers["ETag"];
		if (typeof etag === "string") headers["ETag"] = etag.replace(/"$/, '-gzip"');
	}
	headers["Content-Length"] = body.length;
	response.writeHead(reply.status, headers);
	response.end(incoming.method === "HEAD" || reply.status === 304 ? undefined : body);
}

/** Promises the whole body, sends a part of it and cuts the connection. */
function truncated(reply: Reply, afterBytes: number, response: ServerResponse): number {
	const whole = Buffer.from(reply.body);
	response.writeHead(reply.status, { ...COMMON, ...reply.headers, "Content-Length": whole.length });
	response.write(whole.subarray(0, Math.min(afterBytes, whole.length - 1)), () => response.destroy());
	return reply.status;
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > MAX_BODY) throw new PlatformError(413, "REQUEST_TOO_LARGE", "Request Entity Too Large");
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
