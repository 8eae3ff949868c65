import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { isLoopback, loginHost } from "../../../src/salesforce/address.ts";
import { failureOfCall } from "../failures.ts";

describe("loginHost", () => {
	it.each<[string, string]>([
		// The standard ones
		["https://login.salesforce.com", "https://login.salesforce.com"],
		["login.salesforce.com", "https://login.salesforce.com"],
		["https://test.salesforce.com/?locale=de", "https://test.salesforce.com"],
		["https://www.salesforce.com", "https://login.salesforce.com"],
		// My Domain
		["acme.my.salesforce.com", "https://acme.my.salesforce.com"],
		["  https://ACME.my.salesforce.com/secur/login  ", "https://acme.my.salesforce.com"],
		["acme.my.salesforce.com/home/home.jsp?x=1#y", "https://acme.my.salesforce.com"],
		["acme--uat.sandbox.my.salesforce.com", "https://acme--uat.sandbox.my.salesforce.com"],
		["https://acme-dev-ed.develop.my.salesforce.com", "https://acme-dev-ed.develop.my.salesforce.com"],
		["https://x-1.scratch.my.salesforce.com", "https://x-1.scratch.my.salesforce.com"],
		// Lightning
		["https://acme.lightning.force.com/lightning/page/home", "https://acme.my.salesforce.com"],
		[
			"https://acme--uat.sandbox.lightning.force.com/lightning/o/Account/list",
			"https://acme--uat.sandbox.my.salesforce.com",
		],
		["https://acme-dev-ed.develop.lightning.force.com", "https://acme-dev-ed.develop.my.salesforce.com"],
		["https://x-1.scratch.lightning.force.com/one/one.app", "https://x-1.scratch.my.salesforce.com"],
		["https://acme.trailblaze.lightning.force.com", "https://acme.trailblaze.my.salesforce.com"],
		// Setup
		["https://acme.my.salesforce-setup.com/lightning/setup/Users", "https://acme.my.salesforce.com"],
		[
			"https://acme--uat.sandbox.my.salesforce-setup.com/lightning/setup",
			"https://acme--uat.sandbox.my.salesforce.com",
		],
		// Visualforce and content, with and without a namespace
		["https://acme--c.vf.force.com/apex/Page", "https://acme.my.salesforce.com"],
		["https://acme--my_ns.vf.force.com/apex/Page", "https://acme.my.salesforce.com"],
		["https://acme--uat--c.sandbox.vf.force.com/apex/P", "https://acme--uat.sandbox.my.salesforce.com"],
		["https://acme-dev-ed--c.develop.vf.force.com", "https://acme-dev-ed.develop.my.salesforce.com"],
		["https://acme--c.na139.visual.force.com/apex/Page", "https://acme.my.salesforce.com"],
		["https://acme--c.documentforce.com/servlet", "https://acme.my.salesforce.com"],
		["https://acme.file.force.com/sfc/servlet", "https://acme.my.salesforce.com"],
		// Experience sites, gov and own domains are what they are
		["https://acme.my.site.com/portal/s", "https://acme.my.site.com"],
		["https://sso.acme.example:8443/x", "https://sso.acme.example:8443"],
		// This computer
		["http://localhost:7811", "http://localhost:7811"],
		["localhost:7811/services", "http://localhost:7811"],
		["127.0.0.1:7811", "http://127.0.0.1:7811"],
		["http://[::1]:7811/", "http://[::1]:7811"],
		["https://localhost:8443", "https://localhost:8443"],
	])("%s → %s", (pasted, host) => {
		expect(loginHost(pasted)).toBe(host);
	});

	it.each<[string, string]>([
		["http://acme.my.salesforce.com", "addressNotHttps"],
		["http://127.0.0.1.evil.example", "addressNotHttps"],
		["http://localhost.evil.example", "addressNotHttps"],
		["ftp://acme.my.salesforce.com", "addressNotHttps"],
		["javascript://acme.my.salesforce.com/%0aalert(1)", "addressNotHttps"],
		["https://user@acme.my.salesforce.com", "addressMalformed"],
		["https://user:secret@acme.my.salesforce.com", "addressMalformed"],
		["acme.my.salesforce.com@evil.example", "addressMalformed"],
		["", "addressMalformed"],
		["   ", "addressMalformed"],
		["acme", "addressMalformed"],
		["https://", "addressMalformed"],
		["not an address", "addressMalformed"],
		["https://acme .my.salesforce.com", "addressMalformed"],
	])("refuses %j: %s", (pasted, problem) => {
		expect(failureOfCall(() => loginHost(pasted))).toMatchObject({ kind: "input", problem });
	});

	it("does not repeat a pasted password in its error", () => {
		const failure = failureOfCall(() => loginHost("https://user:hunter22@acme.my.salesforce.com"));
		expect(JSON.stringify(failure)).not.toContain("hunter22");
	});

	it("gives an https origin, a loopback origin, or an input error, whatever is pasted", () => {
		const pieces = fc.constantFrom(
			"https://",
			"http:",
			"//",
			"acme",
			".my.salesforce.com",
			":80",
			"@",
			"/",
			"localhost",
			"[::1]",
			" ",
			"%",
			"?",
			"ü",
		);
		const pasted = fc.oneof(
			fc.string(),
			fc.array(pieces).map((parts) => parts.join("")),
			fc.webUrl(),
		);
		fc.assert(
			fc.property(pasted, (text) => {
				let host: string;
				try {
					host = loginHost(text);
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(AppError);
					return;
				}
				const url = new URL(host);
				expect(url.origin).toBe(host);
				expect(url.protocol === "https:" || isLoopback(url.hostname)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});

describe("isLoopback", () => {
	it.each([
		["localhost", true],
		["127.0.0.1", true],
		["127.1.2.3", true],
		["[::1]", true],
		["localhost.example", false],
		["127.0.0.1.example", false],
		["128.0.0.1", false],
		["10.0.0.1", false],
	])("%s: %s", (hostname, expected) => {
		expect(isLoopback(hostname)).toBe(expected);
	});
});
