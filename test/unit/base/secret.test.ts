import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/base/secret.ts";

const VALUE = "00Dxx0000000001!AQEAQ_value_of_a_token";

describe("Secret", () => {
	const secret = new Secret(VALUE);
	it.each<[string, string]>([
		["String()", String(secret)],
		["a template", `${secret.toString()}`],
		["concatenation", "" + secret.toString()],
		["JSON", JSON.stringify({ deep: { token: secret } })],
		["inspect", inspect({ deep: { token: secret } }, { depth: 9, showHidden: true })],
		["an error's cause", inspect(new Error("x", { cause: secret }))],
		["its own properties", JSON.stringify(Object.entries(secret))],
		["a spread", JSON.stringify(Object.assign({}, secret))],
	])("does not show its value through %s", (_, shown) => {
		expect(shown).not.toContain("AQEAQ");
	});

	it("can't be cloned with its value, so it can't cross to a webview", () => {
		expect(JSON.stringify(structuredClone(secret))).not.toContain("AQEAQ");
	});

	it("gives its value to who reveals it, and compares by value", () => {
		expect(secret.reveal()).toBe(VALUE);
		expect(secret.equals(new Secret(VALUE))).toBe(true);
		expect(secret.equals(new Secret(`${VALUE}x`))).toBe(false);
	});
});
