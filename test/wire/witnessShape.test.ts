import { describe, expect, it } from "vitest";
import { compareShapes, shapeOf } from "./witness/shape.ts";
import { compareAnswers } from "./witness/witness.ts";

const differences = (recorded: unknown, ours: unknown) =>
	Object.fromEntries(compareShapes(shapeOf([recorded]), shapeOf([ours])).differences);

describe("shapes", () => {
	it.each<[string, unknown, unknown, Record<string, string>]>([
		["alike", { a: 1, b: [{ c: "x" }] }, { b: [{ c: "y" }], a: 2 }, {}],
		["a key less", { a: 1, b: 2 }, { a: 1 }, { "body.b": "recorded, not here" }],
		["a key more", { a: 1 }, { a: 1, b: 2 }, { "body.b": "here, not recorded" }],
		["another type", { a: 1 }, { a: "1" }, { "body.a": "recorded number, here text" }],
		["null says nothing", { a: null, b: 1 }, { a: 1, b: null }, {}],
		["a list for an object", [{}], {}, { body: "recorded list, here object" }],
		["an empty list says nothing", [], [{ a: 1 }], {}],
		["no elements where some were", [{ a: 1 }], [], { "body[]": "recorded, none here" }],
		["a key that some elements lack", [{ a: 1, b: 1 }, { a: 1 }], [{ a: 1 }], {}],
		["a key in some elements of ours only", [{ a: 1 }], [{ a: 1, b: 1 }, { a: 1 }], {}],
		[
			"deep in lists",
			{ r: [{ x: [{ y: true }] }] },
			{ r: [{ x: [{ y: "true" }] }] },
			{ "body.r[].x[].y": "recorded boolean, here text" },
		],
		[
			"a date for a time",
			["2026-05-20T10:00:00.000+0000"],
			["2026-05-20"],
			{ "body[]": "recorded datetime, here date" },
		],
		[
			"times with another zone",
			["2026-05-20T10:00:00.000+0000"],
			["2026-05-20T10:00:00Z"],
			{ "body[]": "recorded datetime, here datetime Z" },
		],
		[
			"an address of the API",
			["/services/data/v37.0/limits"],
			["limits"],
			{ "body[]": "recorded version url, here text" },
		],
	])("%s", (_what, recorded, ours, wanted) => {
		expect(differences(recorded, ours)).toEqual(wanted);
	});
});

describe("answers", () => {
	it("differ by status and by headers, ids and versions aside", () => {
		const headers = (fields: Record<string, string>) => new Headers(fields);
		const location = (version: string, id: string) => `/services/data/${version}/sobjects/Account/${id}`;
		const { found } = compareAnswers(
			{
				status: 201,
				headers: headers({
					location: location("v33.0", "0031a000005hwVQAAY"),
					"content-type": "application/json;charset=UTF-8",
					etag: "x",
				}),
				body: {},
			},
			{
				status: 200,
				headers: headers({ location: location("v66.0", "003DEM000000001YBA"), "content-type": "text/html" }),
				body: {},
			},
		);
		expect([...found.keys()].sort((a, b) => a.localeCompare(b))).toEqual([
			"header content-type",
			"header etag",
			"status",
		]);
	});
});
