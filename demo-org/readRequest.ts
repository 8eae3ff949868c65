import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import type { Request } from "./http.ts";
import { PlatformError } from "./platformError.ts";

const MAX_BODY = 60_000_000;
const unpack = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/** Reads a request to its end. `?_HttpMethod=PATCH` on a POST stands for that method; gzip and deflate are unpacked. */
export async function readRequest(incoming: IncomingMessage, rawUrl: string): Promise<Request> {
	const { method = "GET", headers } = incoming;
	const path = rawUrl.split("?")[0] ?? "/";
	const query = new URLSearchParams(rawUrl.slice(path.length));
	const body = await unpacked(await bodyOf(incoming), String(headers["content-encoding"] ?? ""));
	const named = method === "POST" ? (query.get("_HttpMethod") ?? method) : method;
	return { method: named === "HEAD" ? "GET" : named, path, query, headers, body };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		size += chunk.length;
		// What comes beyond is read and dropped, so that the sender gets to read the refusal.
		if (size <= MAX_BODY) chunks.push(chunk);
	}
	if (size > MAX_BODY) throw tooLarge();
	return Buffer.concat(chunks);
}

function tooLarge(): PlatformError {
	return new PlatformError(413, "REQUEST_TOO_LARGE", "Request Entity Too Large");
}

async function unpacked(body: Buffer, encoding: string): Promise<Buffer> {
	const kind = encoding.trim().toLowerCase();
	if (body.length === 0 || (kind !== "gzip" && kind !== "deflate")) return body;
	try {
		return await unpack[kind](body, { maxOutputLength: MAX_BODY });
	} catch (cause) {
		if (cause instanceof RangeError) throw tooLarge();
		throw new PlatformError(400, "INVALID_CONTENT_ENCODING", `The body is not valid ${kind}`);
	}
}
