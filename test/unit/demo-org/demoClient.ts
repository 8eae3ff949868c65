import { createHash } from "node:crypto";
import { type DemoOrg, type DemoOrgOptions, startDemoOrg } from "../../../demo-org/server.ts";

/** 10 o'clock UTC on a Wednesday: 03:00 in Los Angeles, 12:00 in Berlin. */
export const NOW = Date.parse("2026-05-20T10:00:00Z");

export interface JsonReply {
	readonly status: number;
	readonly headers: Headers;
	readonly body: unknown;
}

export interface SignedIn {
	readonly accessToken: string;
	readonly refreshToken: string;
	readonly orgId: string;
	readonly userId: string;
}

/** A demo org in this process with a clock that the test moves, and a plain HTTP client for it. */
export class DemoClient {
	readonly org: DemoOrg;
	readonly #time: { now: number };

	private constructor(org: DemoOrg, time: { now: number }) {
		this.org = org;
		this.#time = time;
	}

	static async start(options: DemoOrgOptions = {}): Promise<DemoClient> {
		const time = { now: NOW };
		const org = await startDemoOrg({ rows: 60, clock: () => time.now, key: "test-key", ...options });
		return new DemoClient(org, time);
	}

	pass(ms: number): void {
		this.#time.now += ms;
	}

	async request(path: string, init: RequestInit = {}): Promise<JsonReply> {
		const response = await fetch(this.org.url + path, { redirect: "manual", ...init });
		const text = await response.text();
		const isJson =
			response.headers.get("content-type")?.startsWith("application/json") === true && text !== "";
		const body: unknown = isJson ? JSON.parse(text) : text;
		return { status: response.status, headers: response.headers, body };
	}

	control(method: string, path: string, body?: object): Promise<JsonReply> {
		return this.request(`/__demo/${path}`, {
			method,
			headers: { "x-demo-key": this.org.key },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	}

	async signIn(user = "admin", scope = "refresh_token api web"): Promise<SignedIn> {
		const { body } = await this.control("POST", "token", { user, scope });
		return body as SignedIn;
	}

	get(path: string, token: string, headers: Record<string, string> = {}): Promise<JsonReply> {
		return this.request(path, { headers: { authorization: `Bearer ${token}`, ...headers } });
	}

	/** A call with a JSON body. */
	send(
		method: string,
		path: string,
		token: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<JsonReply> {
		return this.request(path, {
			method,
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	}

	query(soql: string, token: string, headers: Record<string, string> = {}): Promise<JsonReply> {
		return this.get(`/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, token, headers);
	}

	form(
		path: string,
		fields: Record<string, string>,
		headers: Record<string, string> = {},
	): Promise<JsonReply> {
		return this.request(path, { method: "POST", headers, body: new URLSearchParams(fields) });
	}
}

/** The S256 challenge of a code verifier (RFC 7636). */
export function challengeOf(verifier: string): string {
	return createHash("sha256").update(verifier).digest("base64url");
}
