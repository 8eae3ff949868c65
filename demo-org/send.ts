import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Fault } from "./control/faults.ts";
import { headerOf, type Reply, type Request } from "./http.ts";
import type { World } from "./world.ts";

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

/** Cuts the connection. */
export function drop(incoming: IncomingMessage): void {
	incoming.socket.destroy();
}

/**
 * Sends a reply, compressed where the client takes that, at the latency and rate of the settings and of a planned
 * `slow` fault; a `truncate` fault cuts it. Without a request (it could not be read) it goes plain.
 */
export async function send(
	world: World,
	request: Request | null,
	response: ServerResponse,
	reply: Reply,
	fault: Fault | null,
): Promise<void> {
	const plain = Buffer.from(reply.body);
	const headers: Record<string, string | number> = { ...COMMON, ...reply.headers };
	const isControl = request?.path.startsWith("/__demo/") === true;
	if (fault?.kind === "truncate") {
		response.writeHead(reply.status, { ...headers, "Content-Length": plain.length });
		const part = plain.subarray(0, Math.min(fault.afterBytes ?? 20, plain.length - 1));
		response.write(part, () => response.destroy());
		return;
	}
	const accepts = request === null ? "" : headerOf(request, "accept-encoding");
	const zipped = plain.length >= GZIP_FROM && /\bgzip\b/.test(accepts);
	const body = zipped ? gzipSync(plain, { level: 1 }) : plain;
	if (zipped) {
		headers["Content-Encoding"] = "gzip";
		const etag = headers["ETag"];
		if (typeof etag === "string") headers["ETag"] = etag.replace(/"$/, '-gzip"');
	}
	// Browsers would keep it for every port of that name, also for the plain redirect address of a sign-in.
	if (/^localhost(?::|$)/i.test(response.req.headers.host ?? "")) delete headers["Strict-Transport-Security"];
	headers["Content-Length"] = body.length;
	const { latencyMs, bytesPerSecond } = world.settings;
	if (!isControl && latencyMs > 0) await pause(latencyMs);
	response.writeHead(reply.status, headers);
	if (response.req.method === "HEAD" || reply.status === 304) {
		response.end();
		return;
	}
	const rate = fault?.kind === "slow" ? (fault.bytesPerSecond ?? 1000) : isControl ? null : bytesPerSecond;
	if (rate === null) response.end(body);
	else await trickle(response, body, rate);
}

const TICK_MS = 20;

/** Sends a body at a rate, in steps of 20 ms; stops when the client goes. */
async function trickle(response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> {
	const step = Math.max(1, Math.round((bytesPerSecond * TICK_MS) / 1000));
	for (let at = 0; at < body.length && !response.destroyed; at += step) {
		response.write(body.subarray(at, at + step));
		await pause(TICK_MS);
	}
	response.end();
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
