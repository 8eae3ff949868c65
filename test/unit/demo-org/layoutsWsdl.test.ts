import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DemoClient } from "./demoClient.ts";

/** The official Partner WSDL of v66, kept beside the repository and not in it. */
const WSDL = path.resolve(import.meta.dirname, "../../../../shared/wire/forcedotcom-wsdl/partner.v66.wsdl");
const present = existsSync(WSDL);
if (!present) console.warn(`skipped: no WSDL at ${WSDL}`);

type Json = Record<string, unknown>;

/** What the documents of the REST resource add to the elements of the SOAP type. */
const REST_ADDS: Readonly<Record<string, readonly string[]>> = {
	DescribeLayoutComponent: ["details"],
	RecordTypeMapping: ["urls"],
	RecordTypeInfo: ["urls"],
	DescribeCompactLayoutsResult: ["urls"],
	RecordTypeCompactLayoutMapping: ["urls"],
};

describe.skipIf(!present)("layouts beside the types of the WSDL", () => {
	let client: DemoClient;
	let all: Json;
	let compact: Json;
	const elementsOf = (type: string): string[] => {
		const wsdl = readFileSync(WSDL, "utf8");
		const body = new RegExp(`<complexType name="${type}">(.*?)</complexType>`, "s").exec(wsdl)?.[1] ?? "";
		return [...body.matchAll(/<element name="(\w+)"/g)].map(([, name]) => name ?? "");
	};
	/** Every object found at a path, lists looked into. */
	const reach = (value: unknown, [step, ...rest]: readonly string[]): Json[] => {
		if (Array.isArray(value))
			return value.flatMap((each) => reach(each, step === undefined ? [] : [step, ...rest]));
		if (typeof value !== "object" || value === null) return [];
		return step === undefined ? [value as Json] : reach((value as Json)[step], rest);
	};

	beforeAll(async () => {
		client = await DemoClient.start();
		const { accessToken } = await client.signIn();
		const get = async (what: string): Promise<Json> =>
			(await client.get(`/services/data/v66.0/sobjects/Machine__c/describe/${what}`, accessToken))
				.body as Json;
		[all, compact] = [await get("layouts"), await get("compactLayouts")];
	});
	afterAll(() => client.org.close());

	it.each([
		["DescribeLayoutResult", []],
		["DescribeLayout", ["layouts"]],
		["DescribeLayoutButtonSection", ["layouts", "buttonLayoutSection"]],
		["DescribeLayoutButton", ["layouts", "buttonLayoutSection", "detailButtons"]],
		["DescribeLayoutSection", ["layouts", "detailLayoutSections"]],
		["DescribeLayoutSection", ["layouts", "editLayoutSections"]],
		["DescribeLayoutRow", ["layouts", "detailLayoutSections", "layoutRows"]],
		["DescribeLayoutItem", ["layouts", "editLayoutSections", "layoutRows", "layoutItems"]],
		[
			"DescribeLayoutComponent",
			["layouts", "editLayoutSections", "layoutRows", "layoutItems", "layoutComponents"],
		],
		["DescribeQuickActionListResult", ["layouts", "quickActionList"]],
		["RecordTypeMapping", ["recordTypeMappings"]],
		["PicklistForRecordType", ["recordTypeMappings", "picklistsForRecordType"]],
	] as const)("%s at %j", (type, steps) => {
		const found = reach(all, steps);
		expect(found.length).toBeGreaterThan(0);
		const wanted = [...elementsOf(type), ...(REST_ADDS[type] ?? [])].sort();
		for (const each of found) expect(Object.keys(each).sort()).toEqual(wanted);
	});

	it.each([
		["DescribeCompactLayoutsResult", []],
		["DescribeCompactLayout", ["compactLayouts"]],
		["DescribeLayoutItem", ["compactLayouts", "fieldItems"]],
		["RecordTypeCompactLayoutMapping", ["recordTypeCompactLayoutMappings"]],
	] as const)("compact: %s at %j", (type, steps) => {
		const found = reach(compact, steps);
		expect(found.length).toBeGreaterThan(0);
		const wanted = [...elementsOf(type), ...(REST_ADDS[type] ?? [])].sort();
		for (const each of found) expect(Object.keys(each).sort()).toEqual(wanted);
	});

	it("related lists of Account", async () => {
		const { accessToken } = await client.signIn();
		const path = "/services/data/v66.0/sobjects/Account/describe/layouts/012000000000000AAA";
		const layout = (await client.get(path, accessToken)).body;
		for (const [type, steps] of [
			["RelatedList", ["relatedLists"]],
			["RelatedListColumn", ["relatedLists", "columns"]],
			["RelatedListSort", ["relatedLists", "sort"]],
		] as const) {
			const found = reach(layout, steps);
			expect(found.length).toBeGreaterThan(5);
			for (const each of found) expect(Object.keys(each).sort()).toEqual(elementsOf(type).sort());
		}
	});
});
