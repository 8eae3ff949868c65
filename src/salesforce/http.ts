import { AppError, toAppError } from "../base/errors.ts";

export interface HttpCall {
	readonly url: string;
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array<ArrayBuffer>;
	readonly signal: AbortSignal;
}

/** An answer whose body was read to its end. */
export interface HttpAnswer {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

export type HttpSend = (call: HttpCall) => Promise<HttpAnswer>;

/**
 * The one place that puts bytes on the wire. Uses the host's `fetch`, so that VS Code's proxy and certificates apply.
 * Redirects are not followed: a token must not travel to another host. Throws `network` or `cancelled`.
 */
export const httpSend: HttpSend = async ({ url, method, headers, body, signal }) => {
	try {
		const response = await fetch(url, {
			method,
			headers: { ...headers },
			signal,
			redirect: "manual",
			...(body === undefined ? {} : { body }),
		});
		return { status: response.status, headers: response.headers, text: await response.text() };
	} catch (thrown) {
		if (signal.aborted && signal.reason instanceof DOMException && signal.reason.name === "TimeoutError") {
			throw new AppError({ kind: "network", reason: "timeout" }, "no answer in time", { cause: thrown });
		}
		if (signal.aborted) throw toAppError(new DOMException("aborted", "AbortError"));
		throw new AppError({ kind: "network", reason: networkReason(thrown) }, networkText(thrown), {
			cause: thrown,
		});
	}
};

const OFFLINE = new Set([
	"ENOTFOUND",
	"EAI_AGAIN",
	"ECONNREFUSED",
	"ENETUNREACH",
	"EHOSTUNREACH",
	"EHOSTDOWN",
]);
const TIMEOUT = new Set([
	"ETIMEDOUT",
	"UND_ERR_CONNECT_TIMEOUT",
	"UND_ERR_HEADERS_TIMEOUT",
	"UND_ERR_BODY_TIMEOUT",
]);

function networkReason(thrown: unknown): "offline" | "timeout" | "tls" | "reset" {
	const code = causeCode(thrown);
	if (OFFLINE.has(code)) return "offline";
	if (TIMEOUT.has(code)) return "timeout";
	return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code) ? "tls" : "reset";
}

function networkText(thrown: unknown): string {
	const code = causeCode(thrown);
	return code === "" && thrown instanceof Error ? thrown.message : code;
}

function causeCode(thrown: unknown): string {
	for (let at: unknown = thrown; at instanceof Error; at = at.cause) {
		if (at instanceof AggregateError && at.errors.length > 0) return causeCode(at.errors[0]);
		if ("code" in at && typeof at.code === "string") return at.code;
	}
	return "";
}
