import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DemoClient } from "./demoClient.ts";
import { like, someText } from "./matchers.ts";

const TOOLING = "/services/data/v66.0/tooling";
let client: DemoClient;
let token: string;
beforeAll(async () => {
	client = await DemoClient.start();
	token = (await client.signIn()).accessToken;
});
afterAll(() => client.org.close());

const query = (soql: string) => client.get(`${TOOLING}/query?q=${encodeURIComponent(soql)}`, token);
const rows = async (soql: string) => {
	const { status, body } = await query(soql);
	expect(status, JSON.stringify(body)).toBe(200);
	return (body as { records: Record<string, unknown>[] }).records;
};

it("a query's reply has the recorded keys, and addresses of the Tooling API", async () => {
	const { body } = await query("SELECT Id, Name FROM ApexClass WHERE NamespacePrefix = null");
	expect(body).toMatchObject({
		size: (body as { records: unknown[] }).records.length,
		totalSize: (body as { records: unknown[] }).records.length,
		done: true,
		queryLocator: null,
		entityTypeName: "ApexClass",
	});
	expect((body as { records: { attributes: object }[] }).records[0]?.attributes).toEqual({
		type: "ApexClass",
		url: like(/^\/services\/data\/v66\.0\/tooling\/sobjects\/ApexClass\/01p/),
	});
});

describe("object and field definitions follow the org's object types", () => {
	it.each([
		[
			"Account",
			{ DeveloperName: "Account", NamespacePrefix: null, KeyPrefix: "001", IsCustomSetting: false },
		],
		["Project__c", { DeveloperName: "Project", NamespacePrefix: null, PluralLabel: "Projects" }],
		["Project_Skill__c", { DeveloperName: "Project_Skill", NamespacePrefix: null }],
		["orgkit__Job_Line__c", { DeveloperName: "Job_Line", NamespacePrefix: "orgkit" }],
	])("%s", async (name, expected) => {
		const soql = `SELECT DeveloperName, NamespacePrefix, KeyPrefix, IsCustomSetting, PluralLabel FROM EntityDefinition WHERE QualifiedApiName = '${name}'`;
		expect(await rows(soql)).toMatchObject([expected]);
	});
	it.each([
		["Account", "Name", "Text(255)"],
		["Account", "AnnualRevenue", "Currency(18, 0)"],
		["Contact", "AccountId", "Lookup(Account)"],
		["Milestone__c", "Project__c", "Master-Detail(Project__c)"],
		["Milestone__c", "Account_Name__c", "Formula (Text)"],
		["Machine__c", "Position__c", "Geolocation"],
		["Project__c", "Tags__c", "Picklist (Multi-Select)"],
	])("%s.%s is %s", async (entity, field, dataType) => {
		const soql = `SELECT DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = '${entity}' AND QualifiedApiName = '${field}'`;
		expect(await rows(soql)).toMatchObject([{ DataType: dataType }]);
	});
	it("gives the fields below their object", async () => {
		const [account] = await rows(
			"SELECT QualifiedApiName, (SELECT QualifiedApiName FROM Fields) FROM EntityDefinition WHERE QualifiedApiName = 'Account'",
		);
		const { body } = await client.get("/services/data/v66.0/sobjects/Account/describe", token);
		const list = account?.["Fields"] as { totalSize: number } | undefined;
		expect(list?.totalSize).toBe((body as { fields: unknown[] }).fields.length);
	});
	it("hides what the user does not see", async () => {
		const limited = (await client.signIn("limited")).accessToken;
		const soql = encodeURIComponent(
			"SELECT QualifiedApiName FROM EntityDefinition WHERE QualifiedApiName = 'Case'",
		);
		expect((await client.get(`${TOOLING}/query?q=${soql}`, limited)).body).toMatchObject({ totalSize: 0 });
	});
});

describe("virtual objects can do less", () => {
	const GROUPS = like(/^The requested operation is not yet supported by this SObject storage type/);
	it.each([
		["SELECT DeveloperName FROM EntityDefinition GROUP BY DeveloperName", GROUPS],
		["SELECT COUNT() FROM EntityDefinition", GROUPS],
		[
			"SELECT DeveloperName FROM EntityDefinition WHERE KeyPrefix != '001'",
			"Only equals comparisons permitted",
		],
		[
			"SELECT DeveloperName FROM EntityDefinition WHERE KeyPrefix = '001' OR KeyPrefix = '003'",
			"Disjunctions not supported",
		],
	])("%s is refused", async (soql, message) => {
		expect(await query(soql)).toMatchObject({ status: 400, body: [{ message }] });
	});
	it("LIMIT and OFFSET are silently ignored", async () => {
		const all = await rows("SELECT DurableId FROM EntityDefinition");
		expect((await rows("SELECT DurableId FROM EntityDefinition LIMIT 1 OFFSET 3")).length).toBe(all.length);
		expect((await rows("SELECT Id FROM ApexClass LIMIT 1")).length).toBe(1);
	});
});

it("custom fields and validation rules are listed; a class has its body", async () => {
	const fields = await rows("SELECT DeveloperName FROM CustomField WHERE TableEnumOrId = 'Skill__c'");
	expect(fields.map((row) => row["DeveloperName"])).toEqual(["Code", "Number", "Legacy_Key"]);
	expect(
		await rows(
			"SELECT ValidationName FROM ValidationRule WHERE EntityDefinition.QualifiedApiName = 'Account'",
		),
	).toMatchObject([{ ValidationName: "Revenue_not_negative" }]);
	const [first] = await rows("SELECT Id, Body FROM ApexClass WHERE NamespacePrefix = null LIMIT 1");
	expect(first?.["Body"]).toMatch(/class/);
	const record = await client.get(`${TOOLING}/sobjects/ApexClass/${String(first?.["Id"])}`, token);
	expect(record).toMatchObject({ status: 200, body: { Id: first?.["Id"] } });
});

it("describes its own objects, and says 501 for what it does not serve", async () => {
	const { body } = await client.get(`${TOOLING}/sobjects/FieldDefinition/describe`, token);
	expect(body).toMatchObject({
		name: "FieldDefinition",
		urls: { describe: `${TOOLING}/sobjects/FieldDefinition/describe` },
	});
	const all = (await client.get(`${TOOLING}/sobjects`, token)).body as { sobjects: { name: string }[] };
	expect(all.sobjects.map(({ name }) => name)).toEqual(
		expect.arrayContaining(["EntityDefinition", "ApexClass", "TraceFlag"]),
	);
	expect((await client.send("POST", `${TOOLING}/sobjects/TraceFlag`, token, {})).status).toBe(501);
	expect((await client.get(`${TOOLING}/sobjects/Contact/describe`, token)).status).toBe(404);
});

describe("Metadata and FullName are for one row", () => {
	it.each([
		["SELECT FullName FROM ApexClass", "MALFORMED_QUERY"],
		["SELECT Id, Metadata FROM CustomField WHERE TableEnumOrId = 'Skill__c'", "MALFORMED_QUERY"],
		["SELECT Metadata FROM ValidationRule", "MALFORMED_QUERY"],
	])("%s", async (soql, errorCode) => {
		const message = like(
			/^When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval\. Result size: \d+$/,
		);
		expect(await query(soql)).toMatchObject({ status: 400, body: [{ errorCode, message }] });
	});
	it("gives what a class and a field are made of", async () => {
		const [first] = await rows(
			"SELECT FullName, Metadata FROM ApexClass WHERE NamespacePrefix = null LIMIT 1",
		);
		expect(first).toMatchObject({ FullName: someText, Metadata: { status: "Active", packageVersions: [] } });
		const code = "TableEnumOrId = 'Skill__c' AND DeveloperName = 'Code'";
		expect(await rows(`SELECT FullName, Metadata FROM CustomField WHERE ${code}`)).toMatchObject([
			{
				FullName: "Skill__c.Code__c",
				Metadata: { type: "Text", externalId: true, unique: true, formula: null },
			},
		]);
		const definition = "DurableId = 'Machine__c.Model__c'";
		expect(await rows(`SELECT Metadata FROM FieldDefinition WHERE ${definition}`)).toMatchObject([
			{ Metadata: { type: "Picklist", valueSet: { controllingField: "Category__c" } } },
		]);
	});
	it("REST knows neither", async () => {
		const soql = encodeURIComponent("SELECT FullName FROM ApexClass LIMIT 1");
		const reply = await client.get(`/services/data/v66.0/query?q=${soql}`, token);
		expect(reply).toMatchObject({ status: 400, body: [{ errorCode: "INVALID_FIELD" }] });
	});
	it("says 501 for Metadata that it does not have", async () => {
		const soql = "SELECT Metadata FROM EntityDefinition WHERE QualifiedApiName = 'Account'";
		expect((await query(soql)).status).toBe(501);
	});
});

describe("objects that the platform has and the demo org doesn't answer with 501", () => {
	it.each(["ApexTestQueueItem", "apexcodecoverage", "InstalledSubscriberPackage", "Flow"])(
		"%s",
		async (name) => {
			expect((await query(`SELECT Id FROM ${name}`)).status).toBe(501);
			expect((await client.get(`${TOOLING}/sobjects/${name}/describe`, token)).status).toBe(501);
			expect(
				(await query(`SELECT Id FROM ApexClass WHERE Id IN (SELECT ApexClassId FROM ${name})`)).status,
			).toBe(501);
		},
	);
	it("what no API has is an unknown type", async () => {
		expect(await query("SELECT Id FROM Nothing")).toMatchObject({
			status: 400,
			body: [{ errorCode: "INVALID_TYPE" }],
		});
		const { body } = await client.query("SELECT Id FROM ApexCodeCoverage", token);
		expect(body).toMatchObject([{ errorCode: "INVALID_TYPE" }]);
		expect((await client.query("SELECT Id FROM LoginHistory", token)).status).toBe(501);
	});
});
