import { describe, expect, it } from "vitest";
import { child, type Element, parseXml, textOf, textsOf } from "../../../demo-org/soap/element.ts";
import { DemoClient } from "./demoClient.ts";
import { DATA, useDemoOrg } from "./demoFixture.ts";

const demo = useDemoOrg();

interface Answer {
	readonly status: number;
	/** The operation's response element, or the fault. */
	readonly body: Element;
}

async function raw(text: string, path = "/services/Soap/u/66.0"): Promise<Answer> {
	const response = await fetch(demo.client.org.url + path, {
		method: "POST",
		headers: { "content-type": "text/xml", soapaction: '""' },
		body: text,
	});
	const root = parseXml(await response.text());
	const body = child(root, "Body")?.children[0];
	if (body === undefined) throw new Error("no body");
	return { status: response.status, body };
}

function call(operation: string, header = "", session = demo.token): Promise<Answer> {
	return raw(
		`<?xml version="1.0"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:p="urn:partner.soap.sforce.com" xmlns:s="urn:sobject.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><env:Header><p:SessionHeader><p:sessionId>${session}</p:sessionId></p:SessionHeader>${header}</env:Header><env:Body>${operation}</env:Body></env:Envelope>`,
	);
}

/** The results of a call that was answered, one element for each record. */
async function results(operation: string, header = ""): Promise<Element[]> {
	const { status, body } = await call(operation, header);
	expect(status, JSON.stringify(body)).toBe(200);
	return body.children.filter(({ name }) => name === "result");
}

const outcome = (result: Element) => {
	const errors = child(result, "errors");
	return textOf(result, "success") === "true" ? textOf(result, "id") : errors && textOf(errors, "statusCode");
};
const record = (type: string, fields: string) => `<p:sObjects><s:type>${type}</s:type>${fields}</p:sObjects>`;
const create = (...records: string[]) => results(`<p:create>${records.join("")}</p:create>`);
const ids = (name: string, ...list: (string | null | undefined)[]) =>
	`<p:${name}>${list.map((id) => `<p:ids>${id ?? ""}</p:ids>`).join("")}</p:${name}>`;
const value = async (soql: string): Promise<Record<string, unknown> | undefined> => {
	const { body } = await demo.client.get(`${DATA}/queryAll?q=${encodeURIComponent(soql)}`, demo.token);
	return (body as { records: Record<string, unknown>[] }).records[0];
};

describe("refusals are faults", () => {
	const fault = ({ status, body }: Answer) => [
		status,
		body.name,
		textOf(body, "faultcode"),
		textOf(body, "faultstring"),
	];
	it.each([
		["66.0", "soapenv:Client", "No operation available for request {urn:partner.soap.sforce.com}login"],
		[
			"60.0",
			"sf:INVALID_OPERATION",
			"INVALID_OPERATION: SOAP API login() is disabled by default in this org.",
		],
	])("login of v%s", async (version, code, text) => {
		const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><login xmlns="urn:partner.soap.sforce.com"><username>a</username><password>b</password></login></e:Body></e:Envelope>`;
		expect(fault(await raw(body, `/services/Soap/u/${version}`))).toEqual([500, "Fault", code, text]);
	});
	it("an unknown session", async () => {
		expect(fault(await call("<p:getUserInfo/>", "", "nope"))).toEqual([
			500,
			"Fault",
			"sf:INVALID_SESSION_ID",
			"INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session",
		]);
	});
	it("a query that can't be read, with the words of REST", async () => {
		const [, , code, text] = fault(
			await call("<p:query><p:queryString>SELECT FROM Account</p:queryString></p:query>"),
		);
		expect(code).toBe("sf:MALFORMED_QUERY");
		expect(text).toContain("unexpected token: 'FROM'");
	});
	it.each([
		["no XML", "hello"],
		["an entity that grows", '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'],
		["no envelope", "<a/>"],
		["nothing", ""],
	])("%s", async (_what, text) => {
		expect((await raw(text)).status).toBe(500);
	});
	it("a version that was retired", async () => {
		const [status, , code] = fault(await raw("<a/>", "/services/Soap/u/29.0"));
		expect([status, code]).toEqual([500, "sf:UNSUPPORTED_API_VERSION"]);
	});
});

describe("query", () => {
	it("gives Id twice, parents as records, children as results, nil for null, and pages by locator", async () => {
		const soql =
			"SELECT Name, Owner.Alias, ParentId, (SELECT LastName FROM Contacts LIMIT 1) FROM Account ORDER BY Name LIMIT 1";
		const [result] = await results(`<p:query><p:queryString>${soql}</p:queryString></p:query>`);
		const row = result && child(result, "records");
		expect(row?.children.map(({ name }) => name)).toEqual([
			"type",
			"Id",
			"Id",
			"Name",
			"Owner",
			"ParentId",
			"Contacts",
		]);
		expect(row && child(row, "Owner")?.type).toBe("sObject");
	});
	it("goes on with queryMore to the last record", async () => {
		const big = await DemoClient.start({ rows: 450 });
		const session = (await big.signIn()).accessToken;
		const ask = async (operation: string) => {
			const response = await fetch(`${big.org.url}/services/Soap/u/66.0`, {
				method: "POST",
				headers: { "content-type": "text/xml" },
				body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:p="urn:partner.soap.sforce.com"><e:Header><p:SessionHeader><p:sessionId>${session}</p:sessionId></p:SessionHeader><p:QueryOptions><p:batchSize>200</p:batchSize></p:QueryOptions></e:Header><e:Body>${operation}</e:Body></e:Envelope>`,
			});
			const root = parseXml(await response.text());
			return child(child(root, "Body")?.children[0] ?? root, "result");
		};
		let page = await ask("<p:query><p:queryString>SELECT Id FROM Contact</p:queryString></p:query>");
		let seen = 0;
		for (let guard = 0; page !== undefined && guard < 10; guard += 1) {
			seen += page.children.filter(({ name }) => name === "records").length;
			expect(textOf(page, "size")).toBe("450");
			if (textOf(page, "done") === "true") break;
			page = await ask(
				`<p:queryMore><p:queryLocator>${textOf(page, "queryLocator")}</p:queryLocator></p:queryMore>`,
			);
		}
		expect(seen).toBe(450);
		await big.org.close();
	});
});

describe("writing", () => {
	it("creates, updates, empties fields, upserts", async () => {
		const [a, bad] = await create(
			record("Account", "<s:Name>A &amp; B</s:Name><s:Site>here</s:Site>"),
			record("Account", "<s:Site>nameless</s:Site>"),
		);
		const id = a && outcome(a);
		expect(id).toMatch(/^001/);
		expect(bad && outcome(bad)).toBe("REQUIRED_FIELD_MISSING");
		const update = record(
			"Account",
			`<s:fieldsToNull>Site</s:fieldsToNull><s:Id>${id}</s:Id><s:NumberOfEmployees>7</s:NumberOfEmployees>`,
		);
		expect((await results(`<p:update>${update}</p:update>`)).map(outcome)).toEqual([id]);
		expect(await value(`SELECT Name, Site, NumberOfEmployees FROM Account WHERE Id = '${id}'`)).toMatchObject(
			{
				Name: "A & B",
				Site: null,
				NumberOfEmployees: 7,
			},
		);
		const project = record("Project__c", "<s:External_Id__c>S-1</s:External_Id__c><s:Name>P</s:Name>");
		const upsert = `<p:upsert><p:externalIDFieldName>External_Id__c</p:externalIDFieldName>${project}</p:upsert>`;
		expect((await results(upsert)).map((each) => textOf(each, "created"))).toEqual(["true"]);
		expect((await results(upsert)).map((each) => textOf(each, "created"))).toEqual(["false"]);
	});
	it("a type or field that nobody has fails the whole call, and what came before it is not written", async () => {
		const good = record("Account", "<s:Name>Before</s:Name>");
		for (const [bad, code, text] of [
			[record("Nope", ""), "INVALID_TYPE", "sObject type 'Nope' is not supported."],
			[record("Account", "<s:Foo>1</s:Foo>"), "INVALID_FIELD", "No such column 'Foo' on entity 'Account'."],
		]) {
			const { status, body } = await call(`<p:create>${good}${bad}</p:create>`);
			expect([status, textOf(body, "faultcode")]).toEqual([500, `sf:${code}`]);
			expect(textOf(body, "faultstring")).toContain(text);
		}
		expect(await value("SELECT Id FROM Account WHERE Name = 'Before'")).toBeUndefined();
	});
	it("a key that two records of one upsert have is refused for both", async () => {
		const project = record("Project__c", "<s:External_Id__c>TWICE</s:External_Id__c><s:Name>P</s:Name>");
		const upsert = `<p:upsert><p:externalIDFieldName>External_Id__c</p:externalIDFieldName>${project}${project}</p:upsert>`;
		expect((await results(upsert)).map(outcome)).toEqual(["DUPLICATE_VALUE", "DUPLICATE_VALUE"]);
	});
	it("all or none", async () => {
		const operation = `<p:create>${record("Account", "<s:Name>Solo</s:Name>")}${record("Account", "")}</p:create>`;
		const header = "<p:AllOrNoneHeader><p:allOrNone>true</p:allOrNone></p:AllOrNoneHeader>";
		expect((await results(operation, header)).map(outcome)).toEqual([
			"ALL_OR_NONE_OPERATION_ROLLED_BACK",
			"REQUIRED_FIELD_MISSING",
		]);
		expect(await value("SELECT Id FROM Account WHERE Name = 'Solo'")).toBeUndefined();
	});
	it("deletes with details, brings them back together, and empties the bin for good", async () => {
		const [p] = await create(record("Project__c", "<s:Name>P</s:Name>"));
		const project = p && outcome(p);
		const [m] = await create(
			record("Milestone__c", `<s:Title__c>M</s:Title__c><s:Project__c>${project}</s:Project__c>`),
		);
		const milestone = m && outcome(m);
		const state = async (id: string | null | undefined, type: string) =>
			(await value(`SELECT IsDeleted FROM ${type} WHERE Id = '${id}'`))?.["IsDeleted"];
		await results(ids("delete", project));
		expect([await state(project, "Project__c"), await state(milestone, "Milestone__c")]).toEqual([
			true,
			true,
		]);
		expect((await results(ids("undelete", project))).map(outcome)).toEqual([project]);
		expect([await state(project, "Project__c"), await state(milestone, "Milestone__c")]).toEqual([
			false,
			false,
		]);
		expect((await results(ids("undelete", project))).map(outcome)).toEqual(["UNDELETE_FAILED"]);
		await results(ids("delete", project));
		expect((await results(ids("emptyRecycleBin", project))).map(outcome)).toEqual([project]);
		expect([await state(project, "Project__c"), await state(milestone, "Milestone__c")]).toEqual([
			undefined,
			undefined,
		]);
	});
	it("merges: children move, the loser says who it became", async () => {
		const [a, b] = await create(
			record("Account", "<s:Name>Master</s:Name>"),
			record("Account", "<s:Name>Loser</s:Name>"),
		);
		const [master, loser] = [a && outcome(a), b && outcome(b)];
		const [c] = await create(
			record("Contact", `<s:LastName>C</s:LastName><s:AccountId>${loser}</s:AccountId>`),
		);
		const contact = c && outcome(c);
		const request = `<p:merge><p:request><p:masterRecord><s:type>Account</s:type><s:Id>${master}</s:Id><s:Site>merged</s:Site></p:masterRecord><p:recordToMergeIds>${loser}</p:recordToMergeIds></p:request></p:merge>`;
		const [merged] = await results(request);
		expect(
			merged && [outcome(merged), textsOf(merged, "mergedRecordIds"), textsOf(merged, "updatedRelatedIds")],
		).toEqual([master, [loser], [contact]]);
		expect(await value(`SELECT Site FROM Account WHERE Id = '${master}'`)).toMatchObject({ Site: "merged" });
		expect(await value(`SELECT IsDeleted, MasterRecordId FROM Account WHERE Id = '${loser}'`)).toMatchObject({
			IsDeleted: true,
			MasterRecordId: master,
		});
		expect(await value(`SELECT AccountId FROM Contact WHERE Id = '${contact}'`)).toMatchObject({
			AccountId: master,
		});
	});
	it("converts a lead once", async () => {
		const [l] = await create(
			record(
				"Lead",
				"<s:LastName>Lee</s:LastName><s:Company>Lead Co</s:Company><s:Email>lee@example.com</s:Email>",
			),
		);
		const lead = l && outcome(l);
		const convert = `<p:convertLead><p:leadConverts><p:convertedStatus>Closed - Converted</p:convertedStatus><p:doNotCreateOpportunity>false</p:doNotCreateOpportunity><p:leadId>${lead}</p:leadId><p:opportunityName>Big</p:opportunityName><p:overwriteLeadSource>false</p:overwriteLeadSource><p:sendNotificationEmail>false</p:sendNotificationEmail></p:leadConverts></p:convertLead>`;
		const [converted] = await results(convert);
		expect(
			converted &&
				["accountId", "contactId", "opportunityId"].map((name) => textOf(converted, name)?.slice(0, 3)),
		).toEqual(["001", "003", "006"]);
		expect(
			await value(`SELECT IsConverted, ConvertedAccount.Name FROM Lead WHERE Id = '${lead}'`),
		).toMatchObject({
			IsConverted: true,
			ConvertedAccount: { Name: "Lead Co" },
		});
		const [again] = await results(convert);
		expect(again && textOf(child(again, "errors") ?? again, "statusCode")).toBe(
			"CANNOT_UPDATE_CONVERTED_LEAD",
		);
	});
	it("runs no assignment rule unless the header asks", async () => {
		const owner = async (header: string) => {
			const operation = `<p:create>${record("Case", "<s:Subject>s</s:Subject><s:Origin>Web</s:Origin>")}</p:create>`;
			const [made] = await results(operation, header);
			return String(
				(await value(`SELECT OwnerId FROM Case WHERE Id = '${made && outcome(made)}'`))?.["OwnerId"],
			).slice(0, 3);
		};
		expect(await owner("")).toBe("005");
		const header =
			"<p:AssignmentRuleHeader><p:useDefaultRule>true</p:useDefaultRule></p:AssignmentRuleHeader>";
		expect(await owner(header)).toBe("00G");
	});
});

it("describes, retrieves, searches, and says who is there", async () => {
	const [info] = await results("<p:getUserInfo/>");
	expect(info && textOf(info, "userName")).toBe("admin@demo.orgsmith.example");
	const [described] = await results(
		"<p:describeSObject><p:sObjectType>Account</p:sObjectType></p:describeSObject>",
	);
	const { body } = await demo.client.get(`${DATA}/sobjects/Account/describe`, demo.token);
	const { fields } = body as { fields: { name: string }[] };
	expect(
		described?.children.filter(({ name }) => name === "fields").map((field) => textOf(field, "name")),
	).toEqual(fields.map(({ name }) => name));
	const [global] = await results("<p:describeGlobal/>");
	expect(global?.children.filter(({ name }) => name === "sobjects").length).toBeGreaterThan(30);
	const [made] = await create(record("Account", "<s:Name>Quagga Herd</s:Name>"));
	const id = made && outcome(made);
	const retrieve = `<p:retrieve><p:fieldList>Id, Name</p:fieldList><p:sObjectType>Account</p:sObjectType><p:ids>${id}</p:ids><p:ids>00100000000000xAAA</p:ids></p:retrieve>`;
	const [found, missing] = await results(retrieve);
	expect([found && textOf(found, "Name"), missing?.isNil]).toEqual(["Quagga Herd", true]);
	const [search] = await results(
		"<p:search><p:searchString>FIND {quagga} RETURNING Account(Name)</p:searchString></p:search>",
	);
	const hit = search && child(search, "searchRecords");
	expect(hit && textOf(child(hit, "record") ?? hit, "Name")).toBe("Quagga Herd");
});
