import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteSize, clipped, duration, grouped } from "../../../src/base/text.ts";

describe("duration", () => {
	it.each([
		[0, "0 ms"],
		[840.4, "840 ms"],
		[999.7, "1.0 s"],
		[1234, "1.2 s"],
		[59_940, "59.9 s"],
		[59_990, "1 min 0 s"],
		[185_000, "3 min 5 s"],
		[3_600_000, "60 min 0 s"],
	])("%d ms is %s", (ms, shown) => {
		expect(duration(ms)).toBe(shown);
	});
});

describe("byteSize", () => {
	it.each([
		[0, "0 B"],
		[999, "999 B"],
		[1000, "1.0 kB"],
		[999_990, "1.0 MB"],
		[3_400_000, "3.4 MB"],
	])("%d bytes are %s", (bytes, shown) => {
		expect(byteSize(bytes)).toBe(shown);
	});
});

describe("grouped", () => {
	it("groups as the locale does", () => {
		expect(grouped(48210, "en-US")).toBe("48,210");
		expect(grouped(48210, "de-DE")).toBe("48.210");
	});
});

describe("clipped", () => {
	it("leaves short text alone and marks a cut", () => {
		expect(clipped("abc", 3)).toBe("abc");
		expect(clipped("abcd", 3)).toBe("abc…");
	});
	it("never leaves half a character at the end", () => {
		expect(clipped("ab😀d", 3)).toBe("ab…");
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, length) => {
				const out = clipped(text, length);
				expect(out.isWellFormed()).toBe(true);
				expect(out.length).toBeLessThanOrEqual(length + 1);
				expect(text.startsWith(out.replace(/…$/, "")) || out === text).toBe(true);
			}),
		);
	});
});
