import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Redactor, revealAwareRedactor } from "../../../src/base/redact.ts";
import { Secret } from "../../../src/base/secret.ts";

const TOKEN_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-!+/=~ '(*%";
const token = fc
	.string({ unit: fc.constantFrom(...TOKEN_CHARACTERS.split("")), minLength: 8, maxLength: 120 })
	.map((text) => text.trim().padEnd(8, "x"));

/** Every way in which a value may stand in a line. */
const CARRIERS: readonly [string, (value: string) => string][] = [
	["plain", (value) => value],
	["error message", (value) => `Error: failed for ${value}`],
	["URL, encoded", (value) => `https://acme.my.salesforce.com/x?a=1&t=${encodeURIComponent(value)}&b=2`],
	["URL, raw", (value) => `https://acme.my.salesforce.com/x?t=${value}`],
	["form body", (value) => new URLSearchParams({ grant: "x", token: value }).toString()],
	["header", (value) => `authorization: Bearer ${value}`],
	["JSON body", (value) => JSON.stringify({ a: [{ b: { c: value } }] })],
	["JSON in JSON", (value) => JSON.stringify({ body: JSON.stringify({ token: value }) })],
	["inspect", (value) => inspect(new Error("outer", { cause: { value } }), { depth: 9 })],
];

const nested = (carrier: string, depth: number): string =>
	Array.from({ length: depth }).reduce<string>((text, _, at) => `level ${at}: {${text}}`, carrier);

describe("Redactor, by value", () => {
	it("leaves no trace of a value it learned, wherever it stands", () => {
		fc.assert(
			fc.property(token, fc.constantFrom(...CARRIERS), fc.nat(6), (value, [, carry], depth) => {
				const redactor = new Redactor();
				redactor.learn(value);
				const line = nested(carry(value), depth);
				const shown = redactor.redact(line);
				expect(shown).not.toContain(value);
				expect(shown).not.toContain(encodeURIComponent(value));
				expect(shown).not.toContain(new URLSearchParams({ x: value }).toString().slice(2));
			}),
			{ numRuns: 400 },
		);
	});

	it("replaces the longer of two values first, so that no tail stays", () => {
		const redactor = new Redactor();
		redactor.learn("abcdefgh");
		redactor.learn("abcdefghIJKLMNOP");
		expect(redactor.redact("x abcdefghIJKLMNOP y")).toBe("x [secret] y");
	});

	it("ignores what is too short to be a secret: it would blank ordinary words", () => {
		const redactor = new Redactor();
		redactor.learn("Account");
		expect(redactor.redact("FROM Account")).toBe("FROM Account");
	});

	it("learns any text without failing", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", minLength: 8 }), (value) => {
				new Redactor().learn(value);
			}),
		);
		expect(() => new Redactor().learn("lone surrogate \ud800 in it")).not.toThrow();
	});

	it("learns each secret at the moment it is revealed", () => {
		const redactor = revealAwareRedactor();
		const secret = new Secret("just-revealed-value");
		expect(redactor.redact("just-revealed-value")).toBe("just-revealed-value");
		secret.reveal();
		expect(redactor.redact("just-revealed-value")).toBe("[secret]");
	});
});

describe("Redactor, by shape", () => {
	const SESSION = "00D7g0000001abc!AQEAQ.x_y-Z~1";
	it.each<[string, string, string]>([
		["session id", `sid is ${SESSION} here`, "sid is [session] here"],
		["18-character org id in it", "00D7g0000001abcEAA!AQ.x", "[session]"],
		["encoded session id", "?x=00D7g0000001abc%21AQEAQ.x_y", "?x=[session]"],
		["session id in XML", `<a>${SESSION}</a>`, "<a>[session]</a>"],
		["header", "Authorization: Bearer abc.def", "Authorization: Bearer [secret]"],
		["old header", "authorization: OAuth abc.def", "authorization: OAuth [secret]"],
		["client authentication", "Basic Zm9vOmJhcg==", "Basic [secret]"],
		["refresh token", "with 5Aep861Lx.y_z-0 done", "with [refresh token] done"],
		["JWT", "got eyJhbGciOi.eyJzdWIiOiJ.c2ln-X_ ok", "got [jwt] ok"],
		["SOAP header", "<sessionId>anything at all</sessionId>", "<sessionId>[secret]</sessionId>"],
		["with a prefix", "<met:sessionId>any</met:sessionId>", "<met:sessionId>[secret]</met:sessionId>"],
		["query string", "/x?code=aPrxQ&state=1", "/x?code=[secret]&state=1"],
		["form", "refresh_token=abc&client_id=PlatformCLI", "refresh_token=[secret]&client_id=PlatformCLI"],
		["JSON", '{"access_token":"abc","x":1}', '{"access_token":"[secret]","x":1}'],
		["verifier", "code_verifier: abc", "code_verifier: [secret]"],
		["front door", "frontdoor.jsp?sid=abc&x=1", "frontdoor.jsp?sid=[secret]&x=1"],
		["one-time pass", "secur/frontdoor.jsp?otp=abc", "secur/frontdoor.jsp?otp=[secret]"],
		["assertion", "assertion=abc", "assertion=[secret]"],
	])("%s", (_, line, expected) => {
		expect(new Redactor().redact(line)).toBe(expected);
	});

	it.each([
		"org 00D7g0000001abcEAA, user 0057g0000002abcAAA",
		"[http] GET /services/data/v66.0/query?… 200 31 ms 4.2 kB",
		"api-usage=18/5000",
		"INVALID_FIELD: No such column 'Foo' on entity 'Account'",
		"errorCode=MALFORMED_QUERY",
	])("leaves alone: %s", (line) => {
		expect(new Redactor().redact(line)).toBe(line);
	});

	it("blanks a random session id of any tail", () => {
		const opaque = fc.string({
			unit: fc.constantFrom(..."ABCabc019._-~!".split("")),
			minLength: 12,
			maxLength: 90,
		});
		fc.assert(
			fc.property(opaque, fc.constantFrom(...CARRIERS), (tail, [, carry]) => {
				expect(new Redactor().redact(carry(`00D7g0000001abc!${tail}`))).not.toContain(tail.slice(1));
			}),
		);
	});
});
