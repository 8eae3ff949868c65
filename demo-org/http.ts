import type { IncomingHttpHeaders } from "node:http";

/** A request as the handlers see it: whole body read, repeated leading slashes of the path taken off. */
export interface Request {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

export interface Reply {
	readonly status: number;
	/** Text, or the bytes of a file. */
	readonly body: string | Buffer;
	readonly headers: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json;charset=UTF-8";

/** The body of a reply as text. */
export function bodyText({ body }: Reply): string {
	return typeof body === "string" ? body : body.toString("utf8");
}

/** A reply whose body is JSON text already. */
export function jsonText(status: number, body: string, headers: Record<string, string> = {}): Reply {
	return { status, body, headers: { "Content-Type": JSON_TYPE, ...headers } };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
	return jsonText(status, JSON.stringify(body), headers);
}

export function html(status: number, body: string): Reply {
	return {
		status,
		body,
		headers: {
			"Content-Type": "text/html; charset=UTF-8",
			"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
			"Cache-Control": "no-cache,must-revalidate,max-age=0,no-store,private",
			"Referrer-Policy": "no-referrer",
		},
	};
}

export function redirect(location: string): Reply {
	return { status: 302, body: "", headers: { Location: location, "Cache-Control": "no-store" } };
}

/** The fields of a form-encoded body. */
export function formOf(request: Request): URLSearchParams {
	return new URLSearchParams(request.body.toString("utf8"));
}

/** The token of an `Authorization: Bearer` (or `OAuth`) header; undefined without header, null for another scheme. */
export function bearerOf(headers: IncomingHttpHeaders): string | null | undefined {
	const header = headers.authorization;
	if (header === undefined) return undefined;
	return /^(?:bearer|oauth)\s+(\S+)$/i.exec(header)?.[1] ?? null;
}

/** The parts of a path between its slashes, decoded; a part that is not well encoded stays as it is. */
export function pathParts(path: string): string[] {
	return path
		.split("/")
		.filter((part) => part !== "")
		.map(decoded);
}

/** Percent-decoded text, or the text itself when it is not well encoded. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch (thrown) {
		if (thrown instanceof URIError) return text;
		throw thrown;
	}
}

export function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;")
		.replaceAll("'", "&#39;");
}

/** The value of a header, empty when it is not there. */
export function headerOf({ headers }: Pick<Request, "headers">, name: string): string {
	const value = headers[name];
	return Array.isArray(value) ? value.join(",") : (value ?? "");
}
