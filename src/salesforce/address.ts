import { AppError } from "../base/errors.ts";

export const PRODUCTION_LOGIN = "https://login.salesforce.com";
export const SANDBOX_LOGIN = "https://test.salesforce.com";

// A My Domain's other faces, each with the host that answers logins and APIs for it ("My Domain URL Formats", Help).
const FACES: readonly [RegExp, string][] = [
	[/^(.+)\.lightning\.force\.com$/, "$1.my.salesforce.com"],
	[/^(.+)\.my\.salesforce-setup\.com$/, "$1.my.salesforce.com"],
	[/^(.+)--[a-z0-9_]+((?:\.[a-z]+)?)\.vf\.force\.com$/, "$1$2.my.salesforce.com"],
	[
		/^([^.]+)--c\.(?:[a-z]+\d+\.)?(?:visual\.force|content\.force|documentforce)\.com$/,
		"$1.my.salesforce.com",
	],
	[/^(.+)--[a-z0-9_]+((?:\.[a-z]+)?)\.(?:file|content)\.force\.com$/, "$1$2.my.salesforce.com"],
	[/^(.+)\.file\.force\.com$/, "$1.my.salesforce.com"],
	[/^(?:www\.)?salesforce\.com$/, "login.salesforce.com"],
];

/** Whether the host is this computer. Only there plain http is accepted (the demo org). */
export function isLoopback(hostname: string): boolean {
	return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * The login host behind whatever address a person pastes: a My Domain, a Lightning, Setup or Visualforce page, with
 * or without scheme and path. Answers an origin such as `https://acme.my.salesforce.com`. Throws `input` for text
 * that is no address, has a user name in it, or would send a password over plain http.
 */
export function loginHost(pasted: string): string {
	const trimmed = pasted.trim();
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
		? trimmed
		: `${schemeFor(trimmed)}://${trimmed}`;
	let url: URL;
	try {
		url = new URL(withScheme);
	} catch (cause) {
		throw new AppError({ kind: "input", problem: "addressMalformed", detail: trimmed }, undefined, { cause });
	}
	if (
		url.username !== "" ||
		url.password !== "" ||
		!(url.hostname.includes(".") || isLoopback(url.hostname))
	) {
		throw new AppError({ kind: "input", problem: "addressMalformed", detail: url.hostname });
	}
	if (isLoopback(url.hostname) && (url.protocol === "http:" || url.protocol === "https:")) return url.origin;
	if (url.protocol !== "https:") {
		throw new AppError({ kind: "input", problem: "addressNotHttps", detail: url.hostname });
	}
	const face = FACES.find(([pattern]) => pattern.test(url.hostname));
	const host = face ? url.hostname.replace(face[0], face[1]) : url.hostname;
	return `https://${host}${url.port === "" ? "" : `:${url.port}`}`;
}

function schemeFor(address: string): string {
	const hostname = /^(\[[^\]]*\]|[^:/?#]*)/.exec(address)?.[0] ?? "";
	return isLoopback(hostname.toLowerCase()) ? "http" : "https";
}
