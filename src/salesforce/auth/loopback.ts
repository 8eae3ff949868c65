import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AppError, cancelled } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import { REDIRECT_PATH, readRedirect } from "./authorize.ts";

export interface LoopbackOptions {
	readonly port: number;
	readonly state: string;
	readonly signal: AbortSignal;
	readonly timeoutMs: number;
	/** Pages the browser shows at the end, finished HTML without anything from the request in it. */
	readonly pages: { readonly success: string; readonly failure: string };
	readonly log: (line: string) => void;
}

export interface Loopback {
	/** The first valid code; rejects with `auth` (denied, stateMismatch, timedOut, …) or `cancelled`. */
	readonly code: Promise<Secret>;
	/** Hands in an address that a person pasted. False when it is not a redirect of this sign-in: keep asking. */
	accept(address: string): boolean;
	close(): void;
}

/**
 * Listens on 127.0.0.1 and ::1 for the one redirect of a sign-in: `GET /OauthRedirect?code&state`, once. Anything else
 * gets 400 or 404 and the wait goes on. Throws `input` with `portTaken` when neither address can be had.
 */
export async function listenForRedirect(options: LoopbackOptions): Promise<Loopback> {
	const wait = waitForCode(options);
	const onRequest = (request: IncomingMessage, response: ServerResponse) => {
		// A request target may be anything, and what throws here ends the process.
		const pathname = URL.parse(request.url ?? "/", "http://localhost")?.pathname;
		if (request.method !== "GET" || pathname !== REDIRECT_PATH) return answer(response, 404, "Not found");
		const outcome = wait.accept(request.url ?? "/");
		options.log(`[auth] redirect: ${outcome}`);
		if (outcome === "ignored") return answer(response, 400, "This address is for the end of a sign-in only.");
		answer(
			response,
			outcome === "code" ? 200 : 400,
			options.pages[outcome === "code" ? "success" : "failure"],
		);
	};
	const servers = await Promise.all(
		["127.0.0.1", "::1"].map((host) =>
			listen(host, options.port, onRequest).catch((thrown: unknown) => portError(thrown)),
		),
	);
	const listening = servers.filter((server) => server !== "taken" && server !== "unavailable");
	const close = () => {
		for (const server of listening) {
			server.close();
			server.closeIdleConnections();
		}
	};
	// A port that someone else has on one address would answer in our place there.
	if (servers.includes("taken") || listening.length === 0) {
		close();
		wait.end();
		throw new AppError({ kind: "input", problem: "portTaken", detail: String(options.port) });
	}
	wait.code.catch(() => undefined).finally(close);
	return {
		code: wait.code,
		accept: (address) => wait.accept(address) !== "ignored",
		close: () => {
			wait.end();
			close();
		},
	};
}

/** The same wait without a listener, for when the port is taken or the browser is elsewhere. */
export function pasteOnly(options: Pick<LoopbackOptions, "state" | "signal" | "timeoutMs">): Loopback {
	const wait = waitForCode(options);
	return { code: wait.code, accept: (address) => wait.accept(address) !== "ignored", close: wait.end };
}

function waitForCode({ state, signal, timeoutMs }: Pick<LoopbackOptions, "state" | "signal" | "timeoutMs">) {
	const { promise, resolve, reject } = Promise.withResolvers<Secret>();
	let ended = false;
	const finish = (act: () => void) => {
		if (ended) return;
		ended = true;
		clearTimeout(timer);
		signal.removeEventListener("abort", onAbort);
		act();
	};
	const onAbort = () => finish(() => reject(cancelled()));
	const timer = setTimeout(
		() => finish(() => reject(new AppError({ kind: "auth", reason: "timedOut" }))),
		timeoutMs,
	);
	signal.addEventListener("abort", onAbort, { once: true });
	if (signal.aborted) onAbort();
	promise.catch(() => undefined);
	return {
		code: promise,
		end: onAbort,
		accept: (address: string): "code" | "denied" | "ignored" => {
			if (ended) return "ignored";
			const redirect = readRedirect(address, state);
			if (redirect.kind === "code") finish(() => resolve(redirect.code));
			if (redirect.kind === "denied") finish(() => reject(redirect.error));
			return redirect.kind;
		},
	};
}

function listen(
	host: string,
	port: number,
	onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer(onRequest);
		server.once("error", reject);
		server.listen({ host, port, exclusive: true, ipv6Only: host === "::1" }, () => resolve(server));
	});
}

function portError(thrown: unknown): "taken" | "unavailable" {
	const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
	return code === "EADDRINUSE" || code === "EACCES" ? "taken" : "unavailable";
}

function answer(response: ServerResponse, status: number, body: string): void {
	const isPage = body.startsWith("<");
	response.writeHead(status, {
		"content-type": `${isPage ? "text/html" : "text/plain"};charset=utf-8`,
		"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
		"cache-control": "no-store",
		"referrer-policy": "no-referrer",
		connection: "close",
	});
	response.end(body);
}
