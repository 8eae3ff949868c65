import { randomBytes } from "node:crypto";
import { headerOf, type Request } from "../http.ts";

const LIFETIME_MS = 365 * 86_400_000;

/** The cookie that recorded replies give to clients that send none: it tells browsers apart and lets nobody in. */
export function browserId(request: Request, now: number): Record<string, string> {
	if (/(?:^|;\s*)BrowserId=/.test(headerOf(request, "cookie"))) return {};
	const expires = new Date(now + LIFETIME_MS).toUTCString();
	const id = randomBytes(16).toString("base64url");
	return { "Set-Cookie": `BrowserId=${id}; path=/; expires=${expires}; Max-Age=${LIFETIME_MS / 1000}` };
}
