import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { id18, isSalesforceId, loginIdOf, sameId } from "../../../src/salesforce/ids.ts";

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const shortId = fc.string({ unit: fc.constantFrom(...ALPHANUMERIC.split("")), minLength: 15, maxLength: 15 });

describe("id18", () => {
	it.each([
		["001000000000001", "001000000000001AAA"],
		["00130000000xEcE", "00130000000xEcEAAU"],
		["005D0000001qCvt", "005D0000001qCvtIAE"],
		["7071700002rbUCv", "7071700002rbUCvAAM"],
		["aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaAAA"],
		["AAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAA555"],
	])("%s is %s", (short, full) => {
		expect(id18(short)).toBe(full);
		expect(id18(full)).toBe(full);
	});

	it("leaves the first 15 as they are and is stable", () => {
		fc.assert(
			fc.property(shortId, (short) => {
				const full = id18(short);
				expect(full).toHaveLength(18);
				expect(full?.slice(0, 15)).toBe(short);
				expect(id18(full ?? "")).toBe(full);
			}),
		);
	});

	it("tells two ids apart that differ in case only, even when all 18 are compared without case", () => {
		fc.assert(
			fc.property(shortId, shortId, (a, pattern) => {
				const swapped = a
					.split("")
					.map((c, at) => (/[A-Z]/.test(pattern.charAt(at)) ? c.toUpperCase() : c.toLowerCase()));
				const b = swapped.join("");
				fc.pre(a !== b);
				expect(id18(a)?.toLowerCase()).not.toBe(id18(b)?.toLowerCase());
			}),
		);
	});

	it.each([
		"",
		"001",
		"00100000000000",
		"0010000000000012",
		"001000000000001AAAA",
		"00100000000000é",
		"001000000000001 ",
	])("%j is no id", (text) => {
		expect(id18(text)).toBeUndefined();
		expect(isSalesforceId(text)).toBe(false);
	});
});

describe("sameId", () => {
	it("compares 15 with 18 characters, with case", () => {
		expect(sameId("00130000000xEcE", "00130000000xEcEAAU")).toBe(true);
		expect(sameId("00130000000xEcE", "00130000000xece")).toBe(false);
		expect(sameId("x", "x")).toBe(false);
	});
});

describe("loginIdOf", () => {
	it("joins org and user with a dash", () => {
		const id = id18("001000000000001");
		expect(id && loginIdOf(id, id)).toBe("001000000000001AAA-001000000000001AAA");
	});
});
