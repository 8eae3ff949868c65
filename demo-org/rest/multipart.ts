import { headerOf, type Request } from "../http.ts";
import { PlatformError } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { isObject, jsonObject } from "./requestBody.ts";

interface Part {
	readonly name: string;
	readonly type: string;
	readonly body: Buffer;
}

/**
 * The record in a request's body: JSON, or `multipart/form-data` with a JSON part and a binary part named after a
 * base64 field (REST API Developer Guide, "Insert or Update Blob Data").
 */
export function recordContent(request: Request, object: ObjectType): Record<string, unknown> {
	const boundary = /^multipart\/form-data\s*;.*boundary="?([^";]+)"?/i.exec(
		headerOf(request, "content-type"),
	)?.[1];
	if (boundary === undefined) return jsonObject(request);
	const parts = partsOf(request.body, boundary);
	const json = parts.find(({ type }) => type.startsWith("application/json"));
	if (json === undefined) throw malformed("Multipart message must include a JSON part.");
	const record = jsonObject({ ...request, body: json.body, headers: {} });
	for (const part of parts) {
		if (part === json) continue;
		const field = object.field(part.name);
		if (field?.type !== "base64")
			throw malformed(`Multipart message has a part of no binary field: ${part.name}`);
		record[field.name] = part.body.toString("base64");
	}
	return isObject(record) ? record : {};
}

function malformed(message: string): PlatformError {
	return new PlatformError(400, "INVALID_MULTIPART_REQUEST", message);
}

function partsOf(body: Buffer, boundary: string): Part[] {
	const mark = Buffer.from(`--${boundary}`);
	const parts: Part[] = [];
	let at = body.indexOf(mark);
	while (at >= 0) {
		const start = at + mark.length;
		const next = body.indexOf(mark, start);
		if (next < 0) break;
		const part = partOf(body.subarray(start, next));
		if (part !== null) parts.push(part);
		at = next;
	}
	if (parts.length === 0) throw malformed("The multipart message has no parts.");
	return parts;
}

function partOf(raw: Buffer): Part | null {
	const gap = raw.indexOf("\r\n\r\n");
	if (gap < 0) return null;
	const head = raw.subarray(0, gap).toString("utf8");
	const name = /\bname="([^"]*)"/i.exec(head)?.[1];
	if (name === undefined) return null;
	const type = /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? "";
	const end = raw.subarray(-2).toString("latin1") === "\r\n" ? raw.length - 2 : raw.length;
	return { name, type, body: raw.subarray(gap + 4, end) };
}
