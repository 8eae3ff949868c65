import { describe, expect, it } from "vitest";
import { DATA, idOf, rowsOf, sender, useDemoOrg } from "./demoFixture.ts";
import { like } from "./matchers.ts";

const MISSING = "00100000000000xAAA";
const demo = useDemoOrg();
const send = sender(demo, `${DATA}/sobjects`);
const rows = (soql: string, all = false) => rowsOf(demo, soql, all);

describe("a record that does not fit is refused with the platform's code", () => {
	const account = "POST Account";
	it.each<[string, string, unknown, string, string | RegExp, readonly string[] | undefined]>([
		["no name", account, {}, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", ["Name"]],
		["only white space", account, { Name: "  " }, "REQUIRED_FIELD_MISSING", /Name/, ["Name"]],
		[
			"an unknown field",
			account,
			{ Nam: 1 },
			"INVALID_FIELD",
			"No such column 'Nam' on sobject of type Account",
			undefined,
		],
		[
			"an Id",
			account,
			{ Id: MISSING },
			"INVALID_FIELD",
			"The Id field should not be specified in the sobject data.",
			undefined,
		],
		[
			"a field that is only read",
			account,
			{ Name: "a", CreatedDate: "2026-01-01T00:00:00Z" },
			"INVALID_FIELD_FOR_INSERT_UPDATE",
			"Unable to create/update fields: CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.",
			["CreatedDate"],
		],
		[
			"a text too long",
			account,
			{ Name: "x".repeat(256) },
			"STRING_TOO_LONG",
			/^Account Name: data value too large: x+ \(max length=255\)$/,
			["Name"],
		],
		[
			"a number that is none",
			account,
			{ Name: "a", NumberOfEmployees: "many" },
			"JSON_PARSER_ERROR",
			/^Cannot deserialize instance of int from VALUE_STRING value many/,
			undefined,
		],
		[
			"a number too large",
			account,
			{ Name: "a", AnnualRevenue: 1e20 },
			"NUMBER_OUTSIDE_VALID_RANGE",
			"Annual Revenue: value outside of valid range on numeric field: 1.0E20",
			["AnnualRevenue"],
		],
		["a record where a text is", account, { Name: { a: 1 } }, "JSON_PARSER_ERROR", /START_OBJECT/, undefined],
		[
			"a parent that is none",
			account,
			{ Name: "a", ParentId: MISSING },
			"INVALID_CROSS_REFERENCE_KEY",
			"invalid cross reference id",
			[],
		],
		[
			"a parent of another type",
			account,
			{ Name: "a", ParentId: "003DEM000000001" },
			"MALFORMED_ID",
			/^Parent Account ID: id value of incorrect type: 003/,
			["ParentId"],
		],
		[
			"an id that is none",
			account,
			{ Name: "a", ParentId: "x" },
			"MALFORMED_ID",
			/incorrect type: x$/,
			["ParentId"],
		],
		[
			"a validation rule",
			account,
			{ Name: "a", AnnualRevenue: -1 },
			"FIELD_CUSTOM_VALIDATION_EXCEPTION",
			"Annual revenue can't be negative.",
			["AnnualRevenue"],
		],
		[
			"an email that is none",
			"POST Contact",
			{ LastName: "a", Email: "a@b" },
			"INVALID_EMAIL_ADDRESS",
			"Email: invalid email address: a@b",
			["Email"],
		],
		[
			"a date that is none",
			"POST Contact",
			{ LastName: "a", Birthdate: "2026-02-30" },
			"JSON_PARSER_ERROR",
			/^Cannot deserialize instance of date/,
			undefined,
		],
		[
			"a moment without zone",
			"POST Project__c",
			{ Name: "a", Go_Live__c: "2026-02-03T10:00:00" },
			"JSON_PARSER_ERROR",
			/instance of datetime/,
			undefined,
		],
		[
			"a time without seconds",
			"POST Machine__c",
			{ Name: "a", Serviced_At__c: "10:00" },
			"JSON_PARSER_ERROR",
			/instance of time from VALUE_STRING value 10:00/,
			undefined,
		],
		[
			"a latitude beyond the pole",
			"POST Machine__c",
			{ Name: "a", Position__Latitude__s: 90.5, Position__Longitude__s: 8 },
			"NUMBER_OUTSIDE_VALID_RANGE",
			"Position (Latitude): value outside of valid range on numeric field: 90.5",
			["Position__Latitude__s"],
		],
		[
			"a longitude that no map has, of an address",
			account,
			{ Name: "a", BillingLatitude: 50, BillingLongitude: -180.1 },
			"NUMBER_OUTSIDE_VALID_RANGE",
			"Billing Longitude: value outside of valid range on numeric field: -180.1",
			["BillingLongitude"],
		],
		[
			"half a geolocation",
			"POST Machine__c",
			{ Number__c: "M-1", Position__Latitude__s: 50 },
			"FIELD_INTEGRITY_EXCEPTION",
			/^Position: both latitude and longitude/,
			["Position__Longitude__s"],
		],
		[
			"a value that the picklist lacks",
			"POST Project__c",
			{ Name: "a", Status__c: "Nope" },
			"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
			"Status: bad value for restricted picklist field: Nope",
			["Status__c"],
		],
		[
			"a unique value again",
			"POST Project__c",
			{ Name: "a", External_Id__c: "PRJ-1" },
			"DUPLICATE_VALUE",
			/^duplicate value found: External_Id__c duplicates value on record with id: a00\w{12}$/,
			[],
		],
		[
			"a foreign key that finds nothing",
			"POST Milestone__c",
			{ Title__c: "m", Project__r: { External_Id__c: "none" } },
			"INVALID_FIELD",
			"Foreign key external ID: none not found for field External_Id__c in entity Project__c",
			undefined,
		],
		[
			"a parent of several types without its type",
			"POST Task",
			{ Subject: "s", What: { External_Id__c: "PRJ-1" } },
			"JSON_PARSER_ERROR",
			"Nested object for polymorphic foreign key must have an attributes field before any other fields.",
			undefined,
		],
		[
			"a type that nobody writes",
			"POST ApexLog",
			{},
			"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
			/^entity type cannot be inserted: /,
			undefined,
		],
	])("%s", async (_what, target, body, errorCode, message, fields) => {
		const [method = "", path = ""] = target.split(" ");
		const before = await rows("SELECT COUNT(Id) n FROM Account");
		const reply = await send(method, path, body);
		expect(reply.status).toBe(400);
		const [error] = reply.body as { errorCode: string; message: string; fields?: string[] }[];
		expect(error).toMatchObject({
			errorCode,
			message: typeof message === "string" ? message : like(message),
		});
		expect(error?.fields).toEqual(fields);
		expect(await rows("SELECT COUNT(Id) n FROM Account")).toEqual(before);
	});
	it("a duplicate, unless the header lets it be saved", async () => {
		const twin = { Name: "Twin", BillingCity: "Köln" };
		const id = await idOf(send("POST", "Account", twin));
		expect(await send("POST", "Account", twin)).toMatchObject({
			status: 400,
			body: [
				{
					errorCode: "DUPLICATES_DETECTED",
					duplicateResut: {
						allowSave: true,
						duplicateRule: "Standard_Account_Duplicate_Rule",
						matchResults: [{ size: 1, matchRecords: [{ record: { Id: id } }] }],
					},
				},
			],
		});
		const header = { "sforce-duplicate-rule-header": "allowSave=true" };
		expect((await send("POST", "Account", twin, header)).status).toBe(201);
	});
	it("a record of a user who may only read", async () => {
		const limited = (await demo.client.signIn("limited")).accessToken;
		const reply = await demo.client.send("POST", `${DATA}/sobjects/Account`, limited, { Name: "x" });
		expect(reply.status).toBeGreaterThanOrEqual(400);
		expect(reply.status).toBeLessThan(500);
	});
	it.each([
		["a value that the record type doesn't offer", { Category__c: "Printer" }, "Category__c"],
		[
			"a value that doesn't go with the controlling one",
			{ Category__c: "Vehicle", Model__c: "Laser 9" },
			"Model__c",
		],
	])("%s", async (_what, fields, name) => {
		expect(await send("POST", "Machine__c", { Number__c: "S-new", ...fields })).toMatchObject({
			status: 400,
			body: [{ errorCode: "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", fields: [name] }],
		});
	});
	it("one that a user may not delete, and one whose type nobody deletes", async () => {
		const limited = (await demo.client.signIn("limited")).accessToken;
		const id = await idOf(send("POST", "Account", { Name: "mine" }));
		const reply = await demo.client.send("DELETE", `${DATA}/sobjects/Account/${id}`, limited);
		expect(reply).toMatchObject({
			status: 400,
			body: [{ errorCode: "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" }],
		});
		expect((await send("GET", `Account/${id}`)).status).toBe(200);
	});
});

it("no record becomes its own ancestor", async () => {
	const [a, b, c] = await Promise.all(["A", "B", "C"].map((Name) => idOf(send("POST", "Account", { Name }))));
	await send("PATCH", `Account/${b}`, { ParentId: a });
	await send("PATCH", `Account/${c}`, { ParentId: b });
	for (const parent of [a, b, c]) {
		expect(await send("PATCH", `Account/${a}`, { ParentId: parent })).toMatchObject({
			status: 400,
			body: [{ errorCode: "CIRCULAR_DEPENDENCY", message: "attempt to violate hierarchy constraints" }],
		});
	}
	expect((await send("PATCH", `Account/${c}`, { ParentId: a })).status).toBe(204);
});
