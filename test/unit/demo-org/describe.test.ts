import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DemoClient, type SignedIn } from "./demoClient.ts";

type Json = Record<string, unknown>;
const DATA = "/services/data/v66.0";

describe("describes over REST", () => {
	let client: DemoClient;
	let admin: SignedIn;
	const get = (path: string, headers: Record<string, string> = {}, token = admin.accessToken) =>
		client.get(`${DATA}/${path}`, token, headers);
	const body = async (path: string): Promise<Json> => (await get(path)).body as Json;

	beforeAll(async () => {
		client = await DemoClient.start();
		admin = await client.signIn();
	});
	afterAll(() => client.org.close());

	it.each(["sobjects", "sobjects/Account/describe"])(
		"%s has validators and answers 304 to them",
		async (path) => {
			const first = await get(path);
			const etag = first.headers.get("etag") ?? "";
			const modified = first.headers.get("last-modified") ?? "";
			expect([first.status, etag, modified]).toEqual([
				200,
				expect.stringMatching(/^".+"$/),
				expect.stringMatching(/GMT$/),
			]);
			const status = async (headers: Record<string, string>) => (await get(path, headers)).status;
			expect(await status({ "if-none-match": etag })).toBe(304);
			expect(await status({ "if-none-match": '"other"' })).toBe(200);
			expect(await status({ "if-modified-since": modified })).toBe(304);
			expect(await status({ "if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT" })).toBe(200);
		},
	);

	it("give another user another document", async () => {
		const gerda = await client.signIn("german");
		const { body: german } = await get("sobjects/Contact/describe", {}, gerda.accessToken);
		expect(german).toMatchObject({ label: "Kontakt", labelPlural: "Kontakte" });
		const etags = await Promise.all(
			[admin, gerda].map(async ({ accessToken }) =>
				(await get("sobjects/Contact/describe", {}, accessToken)).headers.get("etag"),
			),
		);
		expect(etags[0]).not.toBe(etags[1]);
		const limited = await client.signIn("limited");
		expect((await get("sobjects/Case/describe", {}, limited.accessToken)).status).toBe(404);
	});

	it.each([
		["Account", { keyPrefix: "001", custom: false, mergeable: true, createable: true }],
		["Project__c", { keyPrefix: "a00", custom: true, layoutable: true }],
		[
			"AccountHistory",
			{
				keyPrefix: null,
				createable: false,
				associateEntityType: "History",
				associateParentEntity: "Account",
			},
		],
		["Expense__Share", { keyPrefix: null, createable: true, associateParentEntity: "Expense__c" }],
		["Org_Settings__c", { customSetting: true, custom: true, layoutable: false }],
		["Tax_Rate__mdt", { custom: true, createable: false, queryable: true }],
		["Reading__b", { custom: true, triggerable: false, createable: true }],
		["Machine_Alert__e", { custom: true, queryable: false, createable: true }],
		["orgkit__Job__c", { custom: true }],
	])("%s says what it is", async (name, flags) => {
		expect(await body(`sobjects/${name}/describe`)).toMatchObject({ name, ...flags });
	});

	it("dependent values say which controlling values they go with", async () => {
		const { fields } = (await body("sobjects/Machine__c/describe")) as { fields: Json[] };
		const model = fields.find(({ name }) => name === "Model__c") ?? {};
		expect(model).toMatchObject({ dependentPicklist: true, controllerName: "Category__c" });
		const bits = Object.fromEntries(
			(model["picklistValues"] as Json[]).map(({ value, validFor }) => [
				value,
				Buffer.from(String(validFor), "base64").readUInt8(0).toString(2).padStart(8, "0"),
			]),
		) as Json;
		// Vehicle, Printer, Sensor from the top bit on.
		expect(bits).toMatchObject({ "Van 3": "10000000", "Laser 10": "01000000", "Combi X": "01100000" });
	});

	it("list record types and their layouts", async () => {
		const { recordTypeInfos } = (await body("sobjects/Machine__c/describe")) as { recordTypeInfos: Json[] };
		expect(recordTypeInfos.map(({ developerName, master }) => [developerName, master])).toEqual([
			["Vehicle", false],
			["Device", false],
			["Master", true],
		]);
		const [vehicle = {}] = recordTypeInfos;
		const all = await body("sobjects/Machine__c/describe/layouts");
		expect(Object.keys(all).sort()).toEqual(["layouts", "recordTypeMappings", "recordTypeSelectorRequired"]);
		const one = (await client.get(String((vehicle["urls"] as Json)["layout"]), admin.accessToken))
			.body as Json;
		expect(Object.keys(one)).toEqual(
			expect.arrayContaining(["buttonLayoutSection", "detailLayoutSections", "id"]),
		);
		expect(JSON.stringify(one)).toContain('"Van 3"');
		const states = (layout: Json): string[] =>
			[...JSON.stringify(layout).matchAll(/"value":"(Printing|On the Road)"/g)].map(([, state]) =>
				String(state),
			);
		expect(new Set(states(one))).toEqual(new Set(["On the Road"]));
		const device = await body(
			`sobjects/Machine__c/describe/layouts/${String(recordTypeInfos[1]?.["recordTypeId"])}`,
		);
		expect(new Set(states(device))).toEqual(new Set(["Printing"]));
	});

	it.each([
		[
			"sobjects/Account/describe/compactLayouts",
			["compactLayouts", "defaultCompactLayoutId", "recordTypeCompactLayoutMappings", "urls"],
		],
		["sobjects/Account/describe/approvalLayouts", ["approvalLayouts"]],
		["sobjects/Account", ["objectDescribe", "recentItems"]],
		["ui-api/object-info", ["eTag", "objects"]],
		["ui-api/object-info/batch/Account,Nothing", ["results"]],
	])("%s answers with its keys", async (path, keys) => {
		expect(Object.keys(await body(path)).sort()).toEqual([...keys].sort());
	});

	it.each([
		["sobjects/Nothing/describe", 404],
		["sobjects/Profile/describe/layouts", 404],
		["sobjects/Account/describe/layouts/012000000000001AAA", 404],
		["sobjects/Account/describe/nonsense", 404],
		["sobjects/Account/describe/compactLayouts/primary", 200],
		["sobjects/Account/describe/compactLayouts/012000000000001AAA", 404],
		["sobjects/Account/listviews/00B000000000099AAA", 404],
		["sobjects/Account/quickActions", 501],
		["ui-api/object-info/Nothing", 404],
		["ui-api/object-info/ApexClass", 404],
		["ui-api/object-info/Account/picklist-values/012000000000000AAA/Name", 404],
	])("%s answers %i", async (path, status) => {
		expect((await get(path)).status).toBe(status);
	});

	it("object-info says what a form needs", async () => {
		const info = await body("ui-api/object-info/Machine__c");
		expect(info).toMatchObject({
			apiName: "Machine__c",
			nameFields: ["Name"],
			dependentFields: { Category__c: { Model__c: {} } },
			fields: {
				RecordTypeId: {
					reference: true,
					referenceToInfos: [{ apiName: "RecordType", nameFields: ["Name"] }],
				},
				Access_Code__c: { dataType: "EncryptedString", maskType: "lastFour" },
				Position__c: { compound: true, dataType: "Location" },
				Position__Latitude__s: { compoundFieldName: "Position__c", compoundComponentName: "Latitude" },
				Number__c: { required: true, unique: true },
			},
		});
		const { eTag } = info as { eTag: string };
		expect((await get("ui-api/object-info/Machine__c", { "if-none-match": `"${eTag}"` })).status).toBe(304);
	});

	it("picklist values follow the record type, and the controlling values are counted within it", async () => {
		const info = await body("ui-api/object-info/Machine__c");
		const types = Object.values(info["recordTypeInfos"] as Record<string, Json>);
		const device = types.find(({ name }) => name === "Device")?.["recordTypeId"];
		const path = `ui-api/object-info/Machine__c/picklist-values/${String(device)}`;
		const model = await body(`${path}/Model__c`);
		expect(model["controllerValues"]).toEqual({ Printer: 0, Sensor: 1 });
		const byValue = Object.fromEntries(
			(model["values"] as Json[]).map(({ value, validFor }) => [value, validFor]),
		) as Json;
		expect(byValue).toMatchObject({ "Van 3": [], "Ink 2": [0], "Combi X": [0, 1] });
		const state = await body(`${path}/State__c`);
		expect((state["values"] as Json[]).map(({ value }) => value)).toEqual([
			"In Stock",
			"Printing",
			"Measuring",
			"Scrapped",
		]);
		expect(state["defaultValue"]).toMatchObject({ value: "In Stock" });
		const { picklistFieldValues } = await body(path);
		expect(Object.keys(picklistFieldValues as Json)).toContain("Category__c");
	});
});
