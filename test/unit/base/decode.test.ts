import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { decode, decodeJson, decodeOr, natural, parseJson, text } from "../../../src/base/decode.ts";
import { AppError } from "../../../src/base/errors.ts";

const job = v.object({ id: v.string(), rows: v.array(v.object({ count: natural(10) })) });

describe("decode", () => {
	it("gives the checked value, without what nobody asked for", () => {
		expect(decode(job, { id: "750", rows: [{ count: 1 }], extra: true }, "job")).toEqual({
			id: "750",
			rows: [{ count: 1 }],
		});
	});

	it.each<[unknown, RegExp]>([
		[null, /^job: .*Expected Object/],
		[{ id: 1, rows: [] }, /^job: id: /],
		[{ id: "750", rows: [{ count: 1 }, { count: 11 }] }, /^job: rows\.1\.count: /],
	])("names what and where: %j", (value, message) => {
		const act = () => decode(job, value, "job");
		expect(act).toThrow(message);
		expect(act).toThrow(AppError);
	});
});

describe("lenient forms", () => {
	it("give undefined for what doesn't fit", () => {
		expect(decodeOr(job, {})).toBeUndefined();
		expect(decodeJson(job, "not json")).toBeUndefined();
		expect(decodeJson(job, '{"id":"1","rows":[]}')).toEqual({ id: "1", rows: [] });
		expect(parseJson("")).toBeUndefined();
		expect(parseJson("null")).toBeNull();
	});
});

describe("natural", () => {
	it.each<[unknown, boolean]>([
		[0, true],
		[10, true],
		[11, false],
		[-1, false],
		[1.5, false],
		[Number.NaN, false],
		[Number.POSITIVE_INFINITY, false],
		["1", false],
	])("%s: %s", (value, fits) => {
		expect(decodeOr(natural(10), value) !== undefined).toBe(fits);
	});
});

describe("text", () => {
	it("has a longest length", () => {
		expect(decodeOr(text(3), "abc")).toBe("abc");
		expect(decodeOr(text(3), "abcd")).toBeUndefined();
	});
});
