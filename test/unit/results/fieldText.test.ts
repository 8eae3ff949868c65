import { describe, expect, it } from "vitest";
import { dateTimeText } from "../../../src/base/times.ts";
import type { RecordValue } from "../../../src/pages/record.ts";
import { plainText, shownValue, typeText } from "../../../src/results/fieldText.ts";
import type { FieldDescribe } from "../../../src/salesforce/rest/describeShapes.ts";
import { ExactNumber } from "../../../src/salesforce/rest/query.ts";
import { field } from "./describes.ts";

const BERLIN = { timeZone: "Europe/Berlin", locale: "en-US" };

describe("a field's type", () => {
	it.each<[string, Partial<FieldDescribe>]>([
		["Text(80)", { type: "string", length: 80 }],
		["Text Area(255)", { type: "textarea", length: 255, extraTypeInfo: "plaintextarea" }],
		["Long Text(32000)", { type: "textarea", length: 32_000 }],
		["Rich Text(32768)", { type: "textarea", length: 32_768, extraTypeInfo: "richtextarea" }],
		["Encrypted Text(20)", { type: "encryptedstring", length: 20 }],
		["Number(16, 2)", { type: "double", precision: 18, scale: 2 }],
		["Currency(18, 0)", { type: "currency", precision: 18 }],
		["Percent(3, 0)", { type: "percent", precision: 3 }],
		["Number(8, 0)", { type: "int", digits: 8 }],
		["Auto Number", { type: "string", length: 30, autoNumber: true }],
		["Formula (Text)", { type: "string", length: 1300, calculated: true }],
		["Formula (Checkbox)", { type: "boolean", calculated: true }],
		["Lookup(User, Group)", { type: "reference", referenceTo: ["User", "Group"] }],
		["Lookup(A, B and 3 more)", { type: "reference", referenceTo: ["A", "B", "C", "D", "E"] }],
		["Multi-Select Picklist", { type: "multipicklist" }],
		["Complex Value", { type: "complexvalue" }],
		["somethingNew", { type: "somethingNew" }],
	])("%s", (words, changes) => {
		expect(typeText(field("F", changes))).toBe(words);
	});
});

describe("a value as it is shown", () => {
	const picklist = {
		type: "picklist",
		picklistValues: [{ value: "hot", label: "Sehr gut", active: true }],
	};
	it.each<[string, Partial<FieldDescribe>, unknown, RecordValue]>([
		["null", {}, null, { kind: "null" }],
		["nothing", {}, undefined, { kind: "null" }],
		["empty text is not null", {}, "", { kind: "text", text: "" }],
		["markup is text", {}, "<b>&amp;</b>", { kind: "text", text: "<b>&amp;</b>" }],
		["line breaks stay", { type: "textarea" }, "a\nb", { kind: "text", text: "a\nb" }],
		["a boolean", { type: "boolean" }, false, { kind: "boolean", value: false }],
		["a small number", { type: "int" }, 12, { kind: "number", text: "12" }],
		["a big one", { type: "int" }, -27357, { kind: "number", text: "-27,357", raw: "-27357" }],
		[
			"a currency to its scale",
			{ type: "currency", scale: 2 },
			1234.5,
			{ kind: "number", text: "1,234.50", raw: "1234.5" },
		],
		["less than one, below zero", { type: "double" }, -0.25, { kind: "number", text: "-0.25" }],
		["a percent", { type: "percent" }, 12.5, { kind: "number", text: "12.5 %", raw: "12.5" }],
		["with an exponent", { type: "double" }, 1e-7, { kind: "number", text: "1e-7" }],
		[
			"digits that a double would lose",
			{ type: "double" },
			new ExactNumber("12345678901234567.89"),
			{ kind: "number", text: "12,345,678,901,234,567.89", raw: "12345678901234567.89" },
		],
		["a date is never shifted", { type: "date" }, "2026-03-29", { kind: "text", text: "2026-03-29" }],
		[
			"a time in the user's zone",
			{ type: "datetime" },
			"2026-05-01T22:35:37.000+0000",
			{ kind: "text", text: "2026-05-02 00:35:37", raw: "2026-05-01T22:35:37.000+0000" },
		],
		[
			"a time of day",
			{ type: "time" },
			"16:30:00.000Z",
			{ kind: "text", text: "16:30:00", raw: "16:30:00.000Z" },
		],
		["a picklist by its label", picklist, "hot", { kind: "text", text: "Sehr gut", raw: "hot" }],
		["a value that is no longer in the list", picklist, "old", { kind: "text", text: "old" }],
		[
			"several, one a line",
			{ ...picklist, type: "multipicklist" },
			"hot;b",
			{ kind: "text", text: "Sehr gut\nb", raw: "hot;b" },
		],
		[
			"rich text as its text",
			{ type: "textarea", extraTypeInfo: "richtextarea" },
			"<p>a &amp; b</p>",
			{ kind: "text", text: "a & b", raw: "<p>a &amp; b</p>" },
		],
		[
			"an address on lines",
			{ type: "address" },
			{ street: "1 High St\nFloor 2", city: "Malmö", postalCode: "84244", state: null, country: "Sweden" },
			{
				kind: "text",
				text: "1 High St\nFloor 2\n84244 Malmö\nSweden",
				raw: '{"street":"1 High St\\nFloor 2","city":"Malmö","postalCode":"84244","state":null,"country":"Sweden"}',
			},
		],
		["an address with nothing in it", { type: "address" }, { street: null, city: null }, { kind: "null" }],
		[
			"a location",
			{ type: "location" },
			{ latitude: -58.3, longitude: 96 },
			{ kind: "text", text: "-58.3, 96", raw: '{"latitude":-58.3,"longitude":96}' },
		],
		[
			"a lookup by its name",
			{ type: "reference" },
			"005000000000001AAA",
			{ kind: "lookup", recordId: "005000000000001AAA", name: "Ann" },
		],
	])("%s", (_, changes, value, shown) => {
		expect(shownValue(field("F", changes), value, BERLIN, "Ann")).toEqual(shown);
	});

	it.each([
		["summer and winter", "2026-01-01T00:00:00.000+0000", "America/Los_Angeles", "2025-12-31 16:00:00"],
		["midnight is 00", "2026-06-01T00:00:00.000Z", "UTC", "2026-06-01 00:00:00"],
		["an offset", "2026-06-01T02:00:00.000+02:00", "UTC", "2026-06-01 00:00:00"],
		["no time", "soon", "UTC", "soon"],
	])("times: %s", (_, raw, zone, text) => {
		expect(dateTimeText(raw, zone)).toBe(text);
	});

	it.each([
		["a<br>b<br/>c", "a\nb\nc"],
		["<p>a</p><p>b</p>", "a\nb"],
		["<ul><li>a</li><li>b</li></ul>", "• a\n• b"],
		['x <a href="https://e.example?a=1&amp;b=2">here</a>', "x here"],
		['<img src="x" alt="a flag">', "[a flag]"],
		["&lt;b&gt; &#65;&#x42; &unknown; &#99999999;", "<b> AB &unknown; &#99999999;"],
		["<script>alert(1)</script>ok<!-- gone -->", "ok"],
		["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
	])("rich text %s", (markup, text) => {
		expect(plainText(markup)).toBe(text);
	});
});
