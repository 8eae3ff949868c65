import { describe, expect, it } from "vitest";
import { DATA, sender, useDemoOrg } from "./demoFixture.ts";

const demo = useDemoOrg();
const send = sender(demo);
const APIS = ["query", "tooling/query"] as const;
type Rows = Record<string, unknown>[];
const ask = (api: string, soql: string) => send("GET", `${api}?q=${encodeURIComponent(soql)}`);
const rows = async (api: string, soql: string): Promise<Rows> => {
	const { status, body } = await ask(api, soql);
	expect(status, JSON.stringify(body)).toBe(200);
	return (body as { records: Rows }).records;
};

describe.each(APIS)("%s finds definitions", (api) => {
	it("of objects, with the columns that clients ask for", async () => {
		const columns =
			"QualifiedApiName, Label, PluralLabel, DurableId, KeyPrefix, IsCustomizable, IsQueryable, IsCustomSetting, NamespacePrefix, DeveloperName, IsApexTriggerable, IsEverUpdatable, PublisherId";
		const [account] = await rows(
			api,
			`SELECT ${columns} FROM EntityDefinition WHERE QualifiedApiName IN ('Account')`,
		);
		expect(account).toMatchObject({
			QualifiedApiName: "Account",
			Label: "Account",
			PluralLabel: "Accounts",
			DurableId: "Account",
			KeyPrefix: "001",
			IsCustomizable: true,
			IsQueryable: true,
			IsCustomSetting: false,
			NamespacePrefix: null,
			DeveloperName: "Account",
			IsApexTriggerable: true,
			PublisherId: "System",
		});
		expect(
			await rows(api, "SELECT PublisherId FROM EntityDefinition WHERE DeveloperName = 'Project'"),
		).toMatchObject([{ PublisherId: "<local>" }]);
	});
	it.each([
		"EntityDefinitionId = 'ContentDocument'",
		"EntityDefinition.QualifiedApiName = 'ContentDocument'",
		"EntityDefinitionId IN ('ContentDocument', 'Nothing')",
		"DurableId LIKE 'ContentDocument.%' AND EntityDefinition.DurableId = 'ContentDocument'",
	])("of the fields of an object: %s", async (where) => {
		const found = await rows(api, `SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE ${where}`);
		const { body } = await send("GET", "sobjects/ContentDocument/describe");
		expect(found.map((row) => row["QualifiedApiName"])).toEqual(
			(body as { fields: { name: string }[] }).fields.map(({ name }) => name),
		);
	});
	it("of the parts of a field, with lists of their own", async () => {
		const [particle] = await rows(
			api,
			"SELECT DataType, ReferenceTo, IsCreatable, IsUpdatable FROM EntityParticle WHERE EntityDefinitionId = 'Contact' AND QualifiedApiName = 'AccountId'",
		);
		expect(particle).toMatchObject({
			DataType: "reference",
			ReferenceTo: { referenceTo: ["Account"] },
			IsCreatable: true,
		});
		expect(
			await rows(
				api,
				"SELECT QualifiedApiName FROM EntityParticle WHERE FieldDefinitionId = 'Account.BillingAddress' AND DataType = 'string'",
			),
		).toContainEqual(expect.objectContaining({ QualifiedApiName: "BillingCity" }));
	});
	it("of relationships and picklist values", async () => {
		const info = "SELECT RelationshipName, IsCascadeDelete FROM RelationshipInfo";
		expect(await rows(api, `${info} WHERE ChildSobjectId = 'Milestone__c'`)).toContainEqual(
			expect.objectContaining({ RelationshipName: "Milestones__r", IsCascadeDelete: true }),
		);
		const domains = await rows(
			api,
			"SELECT ParentSobjectId FROM RelationshipDomain WHERE RelationshipInfoId = 'Task.WhoId'",
		);
		expect(new Set(domains.map((row) => row["ParentSobjectId"]))).toEqual(new Set(["Contact", "Lead"]));
		expect(
			await rows(
				api,
				"SELECT Label, IsActive FROM PicklistValueInfo WHERE EntityParticleId = 'Account.Rating'",
			),
		).toContainEqual(expect.objectContaining({ Label: "Hot", IsActive: true }));
	});
});

describe.each(APIS)("%s refuses to look through all of them", (api) => {
	it.each([
		["FieldDefinition", "[EntityDefinitionId,DurableId]"],
		["EntityParticle", "[EntityDefinitionId,FieldDefinitionId,DurableId]"],
		["RelationshipInfo", "[ChildSobjectId,FieldId,DurableId]"],
		["PicklistValueInfo", "[EntityParticleId,DurableId]"],
	])("%s", async (name, columns) => {
		const message = `${name}: a filter on a reified column is required ${columns}`;
		const refusal = { status: 400, body: [{ errorCode: "MALFORMED_QUERY", message }] };
		expect(await ask(api, `SELECT DurableId FROM ${name}`)).toMatchObject(refusal);
		expect(await ask(api, `SELECT DurableId FROM ${name} WHERE DurableId > 'A'`)).toMatchObject(refusal);
	});
	it.each([
		["IsQueryable = true OR IsCustomSetting = true", "Disjunctions not supported"],
		["QualifiedApiName != 'Account'", "Only equals comparisons permitted"],
	])("%s", async (where, message) => {
		const reply = await ask(api, `SELECT DurableId FROM EntityDefinition WHERE ${where}`);
		expect(reply).toMatchObject({ status: 400, body: [{ message }] });
	});
});

it("REST describes definitions, and lets nobody write them", async () => {
	const all = (await send("GET", "sobjects")).body as { sobjects: { name: string; queryable: boolean }[] };
	expect(all.sobjects).toContainEqual(expect.objectContaining({ name: "EntityParticle", queryable: true }));
	expect(await send("GET", "sobjects/FieldDefinition/describe")).toMatchObject({
		body: { name: "FieldDefinition", createable: false, updateable: false },
	});
	expect((await send("POST", "sobjects/EntityDefinition", { Label: "x" })).status).toBe(400);
});

it("a definition is read at its address, which in REST is REST's", async () => {
	const [account] = await rows("query", "SELECT DurableId FROM EntityDefinition WHERE DurableId = 'Account'");
	expect(account?.["attributes"]).toEqual({
		type: "EntityDefinition",
		url: `${DATA}/sobjects/EntityDefinition/Account`,
	});
	for (const base of ["sobjects", "tooling/sobjects"]) {
		const reply = await send("GET", `${base}/EntityDefinition/Account`);
		expect(reply).toMatchObject({ status: 200, body: { QualifiedApiName: "Account" } });
	}
	expect((await send("GET", "sobjects/EntityDefinition/Nothing")).status).toBe(404);
});

it("somebody who doesn't see an object doesn't find its definition", async () => {
	const { accessToken } = await demo.client.signIn("limited");
	const soql = "SELECT DurableId FROM FieldDefinition WHERE EntityDefinitionId = 'Case'";
	expect((await demo.client.query(soql, accessToken)).body).toMatchObject({ totalSize: 0 });
	const seen = "SELECT DurableId FROM EntityDefinition WHERE DurableId = 'Account'";
	expect((await demo.client.query(seen, accessToken)).body).toMatchObject({ totalSize: 1 });
});
