import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { authorizeUrl, readRedirect, redirectUri } from "../../../src/salesforce/auth/authorize.ts";
import { endPage } from "../../../src/salesforce/auth/pages.ts";
import { newState, pkce } from "../../../src/salesforce/auth/pkce.ts";

describe("pkce", () => {
	it("makes the challenge as RFC 7636 does (appendix B)", () => {
		const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
		const octets = Buffer.from(verifier, "base64url");
		expect(pkce(() => octets)).toEqual({
			verifier,
			challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
		});
	});

	it("is new each time, long enough, and fit for an address", () => {
		const made = Array.from({ length: 50 }, () => pkce());
		expect(new Set(made.map(({ verifier }) => verifier)).size).toBe(50);
		for (const { verifier, challenge } of made) {
			expect(verifier).toMatch(/^[\w-]{43,128}$/);
			expect(challenge).toBe(createHash("sha256").update(verifier).digest("base64url"));
		}
	});
});

describe("newState", () => {
	it("survives a query string as it is", () => {
		const worst = newState((bytes) => Buffer.alloc(bytes, 0xfb));
		expect(new URLSearchParams(`state=${worst}`).get("state")).toBe(worst);
		expect(newState()).toMatch(/^[\w-]{32}$/);
		expect(newState()).not.toBe(newState());
	});
});

describe("authorizeUrl", () => {
	const request = {
		loginHost: "https://acme.my.salesforce.com",
		clientId: "PlatformCLI",
		redirectUri: redirectUri(1717),
		state: "s-1_x",
		challenge: "c-1_x",
	};

	it("has what the web server flow with PKCE needs", () => {
		const url = new URL(authorizeUrl({ ...request, loginHint: "ann@acme.example" }));
		expect(url.origin + url.pathname).toBe("https://acme.my.salesforce.com/services/oauth2/authorize");
		expect(Object.fromEntries(url.searchParams)).toEqual({
			response_type: "code",
			client_id: "PlatformCLI",
			redirect_uri: "http://localhost:1717/OauthRedirect",
			scope: "refresh_token api web",
			state: "s-1_x",
			prompt: "login",
			code_challenge: "c-1_x",
			code_challenge_method: "S256",
			login_hint: "ann@acme.example",
		});
	});

	it("has no +, which some turn into a plus sign", () => {
		const url = authorizeUrl({ ...request, loginHint: "ann+test@acme.example", state: "a b+c" });
		expect(url).not.toContain("+");
		expect(new URL(url).searchParams.get("login_hint")).toBe("ann+test@acme.example");
		expect(new URL(url).searchParams.get("scope")).toBe("refresh_token api web");
	});
});

describe("readRedirect", () => {
	const STATE = "the-state";
	const at = (query: string) => `http://localhost:1717/OauthRedirect?${query}`;
	it.each<[string, string, object]>([
		["code and state", at(`code=aPrx%3D%3D&state=${STATE}`), { kind: "code" }],
		["the path alone", `/OauthRedirect?code=aPrx&state=${STATE}`, { kind: "code" }],
		[
			"a wrong state",
			at("code=aPrx&state=other"),
			{ kind: "denied", error: { failure: { reason: "stateMismatch" } } },
		],
		["no state", at("code=aPrx"), { kind: "denied", error: { failure: { reason: "stateMismatch" } } }],
		["a state of another case", at(`code=aPrx&state=${STATE.toUpperCase()}`), { kind: "denied" }],
		["no code", at(`state=${STATE}`), { kind: "ignored" }],
		["an empty code", at(`code=&state=${STATE}`), { kind: "ignored" }],
		["nothing", at(""), { kind: "ignored" }],
		[
			"denied",
			at(`error=access_denied&error_description=end-user%20denied&state=${STATE}`),
			{
				kind: "denied",
				error: { failure: { reason: "denied", code: "access_denied" }, message: "end-user denied" },
			},
		],
		[
			"denied, other spelling, no state",
			at("error=access-denied"),
			{ kind: "denied", error: { failure: { reason: "denied" } } },
		],
		["an error of another sign-in", at("error=access_denied&state=other"), { kind: "ignored" }],
		[
			"app not installed",
			at("error=invalid_client&error_description=app+must+be+installed+into+org"),
			{
				kind: "denied",
				error: { failure: { reason: "appBlocked" }, message: "app must be installed into org" },
			},
		],
		[
			"app not approved",
			at("error=OAUTH_APPROVAL_ERROR_GENERIC"),
			{ kind: "denied", error: { failure: { reason: "appBlocked" } } },
		],
		[
			"no External Client App",
			at("error=x&error_description=OAUTH_EC_APP_NOT_FOUND+y"),
			{ kind: "denied", error: { failure: { reason: "appBlocked" } } },
		],
		[
			"another error",
			at(`error=server_error&state=${STATE}`),
			{ kind: "denied", error: { failure: { reason: "rejected", code: "server_error" } } },
		],
		["a code and an error", at(`code=aPrx&error=access_denied&state=${STATE}`), { kind: "denied" }],
		["garbage", "http://[", { kind: "ignored" }],
		["text", "hello", { kind: "ignored" }],
		["empty", "", { kind: "ignored" }],
	])("%s", (_, address, expected) => {
		expect(readRedirect(address, STATE)).toMatchObject(expected);
	});

	it("gives the code as it was before encoding", () => {
		const redirect = readRedirect(at(`code=aPrx%2B%2F%3D%3D&state=${STATE}`), STATE);
		expect(redirect.kind === "code" && redirect.code.reveal()).toBe("aPrx+/==");
	});
});

describe("endPage", () => {
	it("escapes its texts and loads nothing", () => {
		const page = endPage('<b>"Title"</b>', "it's & done");
		expect(page).toContain("&#60;b&#62;&#34;Title&#34;&#60;/b&#62;");
		expect(page).toContain("it&#39;s &#38; done");
		expect(page).not.toMatch(/<script|src=|href=/);
	});
});
