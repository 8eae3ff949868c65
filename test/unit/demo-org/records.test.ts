import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, type JsonReply } from "./demoClient.ts";
import { like, someText } from "./matchers.ts";

const DATA = "/services/data/v66.0";
const MISSING = "00100000000000xAAA";
let client: DemoClient;
let token: string;
beforeAll(async () => {
	client = await DemoClient.start();
});
beforeEach(async () => {
	await client.control("POST", "reset");
	token = (await client.signIn()).accessToken;
});
afterAll(() => client.org.close());

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
	client.send(method, `${DATA}/sobjects/${path}`, token, body, headers);

async function idOf(reply: Promise<JsonReply>): Promise<string> {
	const { status, body } = await reply;
	expect([200, 201], JSON.stringify(body)).toContain(status);
	return (body as { id: string }).id;
}

async function rows(soql: string, all = false): Promise<Record<string, unknown>[]> {
	const resource = all ? "queryAll" : "query";
	const { body } = await client.get(`${DATA}/${resource}?q=${encodeURIComponent(soql)}`, token);
	return (body as { records: Record<string, unknown>[] }).records;
}

describe("one record", () => {
	it("is created with an id and an address, and has defaults, owner and stamps", async () => {
		const reply = await send("POST", "Account", { Name: "Delta", industry: "Energy", NumberOfEmployees: 7 });
		expect(reply).toMatchObject({ status: 201, body: { success: true, errors: [] } });
		const { id } = reply.body as { id: string };
		expect(reply.headers.get("location")).toBe(`${DATA}/sobjects/Account/${id}`);
		const { body } = await send("GET", `Account/${id}`);
		expect(body).toMatchObject({
			Id: id,
			Name: "Delta",
			Industry: "Energy",
			NumberOfEmployees: 7,
			IsDeleted: false,
			OwnerId: like(/^005/),
			CreatedDate: "2026-05-20T10:00:00.000+0000",
			LastModifiedDate: "2026-05-20T10:00:00.000+0000",
		});
		expect(await rows(`SELECT Name FROM Account WHERE Id = '${id}'`)).toHaveLength(1);
	});
	it("is updated in place; what was not sent stays", async () => {
		const id = await idOf(
			send("POST", "Contact", { LastName: "Li", FirstName: "Mo", Email: "mo@example.com" }),
		);
		client.pass(60_000);
		expect((await send("PATCH", `Contact/${id}`, { FirstName: null, Title: " Head " })).status).toBe(204);
		expect((await send("GET", `Contact/${id}`)).body).toMatchObject({
			Name: "Li",
			FirstName: null,
			Title: "Head",
			Email: "mo@example.com",
			CreatedDate: "2026-05-20T10:00:00.000+0000",
			LastModifiedDate: "2026-05-20T10:01:00.000+0000",
		});
	});
	it("goes to the recycle bin: gone for reads, there for queryAll", async () => {
		const id = await idOf(send("POST", "Account", { Name: "Gone" }));
		expect((await send("DELETE", `Account/${id}`)).status).toBe(204);
		expect(await send("GET", `Account/${id}`)).toMatchObject({
			status: 404,
			body: [{ errorCode: "ENTITY_IS_DELETED", message: "entity is deleted", fields: [] }],
		});
		expect((await send("DELETE", `Account/${id}`)).status).toBe(404);
		const soql = `SELECT IsDeleted FROM Account WHERE Id = '${id}'`;
		expect([await rows(soql), await rows(soql, true)]).toMatchObject([[], [{ IsDeleted: true }]]);
	});
	it("names its parent by an external id", async () => {
		const id = await idOf(
			send("POST", "Milestone__c", { Title__c: "M", Project__r: { External_Id__c: "PRJ-2" } }),
		);
		const [row] = await rows(
			`SELECT Project__r.External_Id__c, Project_Name__c FROM Milestone__c WHERE Id = '${id}'`,
		);
		expect(row).toMatchObject({
			Project__r: { External_Id__c: "PRJ-2" },
			Project_Name__c: someText,
		});
	});
	it("gets the next auto-number, a default by formula, and what a trigger sets", async () => {
		const project = { External_Id__c: "PRJ-1" };
		const id = await idOf(send("POST", "Expense__c", { Project__r: project, Amount__c: 100 }));
		const [row] = await rows(`SELECT Name, Tax_Rate__c, Gross__c FROM Expense__c WHERE Id = '${id}'`);
		expect(row).toMatchObject({ Name: like(/^EXP-\d{6}$/), Tax_Rate__c: 19, Gross__c: 119 });
		const won = { Name: "D", StageName: "Closed Won", CloseDate: "2026-06-01", Amount: 10 };
		const deal = await idOf(send("POST", "Opportunity", won));
		expect((await send("GET", `Opportunity/${deal}`)).body).toMatchObject({
			IsWon: true,
			IsClosed: true,
			Probability: 100,
			ExpectedRevenue: 10,
			FiscalYear: 2026,
		});
	});
	it("is an event when its type is one: queued, and never read", async () => {
		const { status, body } = await send("POST", "Machine_Alert__e", {});
		expect([status, body]).toMatchObject([
			201,
			{ success: true, errors: [{ statusCode: "OPERATION_ENQUEUED", fields: [] }] },
		]);
	});
	it("is reached by POST with ?_HttpMethod=PATCH", async () => {
		const id = await idOf(send("POST", "Account", { Name: "Old" }));
		expect((await send("POST", `Account/${id}?_HttpMethod=PATCH`, { Name: "New" })).status).toBe(204);
		expect((await send("GET", `Account/${id}?fields=Name`)).body).toMatchObject({ Name: "New" });
	});
});

describe("upsert", () => {
	const path = "Project__c/External_Id__c/NEW-1";
	it("creates, then updates, and says which", async () => {
		const first = await send("PATCH", path, { Name: "One" });
		expect(first).toMatchObject({ status: 201, body: { created: true, success: true, errors: [] } });
		const second = await send("PATCH", path, { Name: "Two" });
		expect(second).toMatchObject({ status: 200, body: { created: false } });
		expect((second.body as { id: string }).id).toBe((first.body as { id: string }).id);
		expect((await send("GET", `${path}?fields=Name`)).body).toMatchObject({ Name: "Two" });
	});
	it("answers an update without a body before v46", async () => {
		await send("PATCH", path, { Name: "One" });
		const old = `/services/data/v45.0/sobjects/${path}`;
		expect(await client.send("PATCH", old, token, { Name: "Two" })).toMatchObject({ status: 204, body: "" });
	});
	it("lists the addresses when the key is not unique: 300", async () => {
		for (const name of ["a", "b"]) await send("POST", "Skill__c", { Name: name, Legacy_Key__c: "same" });
		const { status, body } = await send("PATCH", "Skill__c/Legacy_Key__c/same", { Name: "c" });
		expect([status, (body as string[]).length]).toEqual([300, 2]);
		expect((body as string[])[0]).toMatch(/^\/services\/data\/v66\.0\/sobjects\/Skill__c\/a0/);
	});
	it.each([
		["with updateOnly and no such record", `${path}?updateOnly=true`, {}, 404, "NOT_FOUND"],
		["by a field that is no key", "Project__c/Notes__c/x", {}, 404, "NOT_FOUND"],
		["with the key in the body too", path, { External_Id__c: "x" }, 400, "INVALID_FIELD"],
		["of another record by Id", `Account/Id/${MISSING}`, { Name: "x" }, 404, "NOT_FOUND"],
	])("is refused %s", async (_what, target, body, status, code) => {
		expect(await send("PATCH", target, body)).toMatchObject({ status, body: [{ errorCode: code }] });
	});
	it("is not sensitive to case where the field is not, and is where it is", async () => {
		await send("PATCH", "Skill__c/Code__c/abc", { Name: "a" });
		expect((await send("PATCH", "Skill__c/Code__c/ABC", { Name: "b" })).status).toBe(200);
		await send("PATCH", "Project__c/External_Id__c/abc", { Name: "a" });
		expect((await send("PATCH", "Project__c/External_Id__c/ABC", { Name: "b" })).status).toBe(201);
	});
});

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
		const limited = (await client.signIn("limited")).accessToken;
		const reply = await client.send("POST", `${DATA}/sobjects/Account`, limited, { Name: "x" });
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
		const limited = (await client.signIn("limited")).accessToken;
		const id = await idOf(send("POST", "Account", { Name: "mine" }));
		const reply = await client.send("DELETE", `${DATA}/sobjects/Account/${id}`, limited);
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

describe("deleting", () => {
	it("takes details along, empties lookups, and leaves no roll-up behind", async () => {
		const project = await idOf(send("POST", "Project__c", { Name: "P" }));
		const milestone = await idOf(send("POST", "Milestone__c", { Title__c: "M", Project__c: project }));
		expect(await rows(`SELECT Milestones__c FROM Project__c WHERE Id = '${project}'`)).toMatchObject([
			{ Milestones__c: 1 },
		]);
		await send("DELETE", `Project__c/${project}`);
		expect((await send("GET", `Milestone__c/${milestone}`)).status).toBe(404);
		const account = await idOf(send("POST", "Account", { Name: "A" }));
		const other = await idOf(send("POST", "Project__c", { Name: "Q", Account__c: account }));
		await send("DELETE", `Account/${account}`);
		expect((await send("GET", `Project__c/${other}?fields=Account__c`)).body).toMatchObject({
			Account__c: null,
		});
	});
	it("takes along what the parent's describe says cascades: contacts, opportunities and their lines, files", async () => {
		const account = await idOf(send("POST", "Account", { Name: "Along" }));
		const contact = await idOf(send("POST", "Contact", { LastName: "C", AccountId: account }));
		const task = await idOf(send("POST", "Task", { Subject: "T", WhoId: contact }));
		const note = await idOf(send("POST", "Note", { Title: "N", ParentId: account }));
		const { childRelationships } = (await send("GET", "Account/describe")).body as {
			childRelationships: { childSObject: string; field: string }[];
		};
		const list = (name: string) =>
			childRelationships.find(({ childSObject, field }) => childSObject === name && field === "AccountId");
		expect(list("Contact")).toMatchObject({ cascadeDelete: true, restrictedDelete: false });
		expect(list("Case")).toMatchObject({ cascadeDelete: false, restrictedDelete: true });
		expect((await send("DELETE", `Account/${account}`)).status).toBe(204);
		for (const gone of [`Contact/${contact}`, `Task/${task}`, `Note/${note}`]) {
			expect((await send("GET", gone)).body).toMatchObject([{ errorCode: "ENTITY_IS_DELETED" }]);
		}
	});
	it("is refused while cases point to the record; nothing below it has gone then", async () => {
		const account = await idOf(send("POST", "Account", { Name: "Held" }));
		const contact = await idOf(send("POST", "Contact", { LastName: "C", AccountId: account }));
		const held = await idOf(send("POST", "Case", { Subject: "S", ContactId: contact }));
		for (const path of [`Contact/${contact}`, `Account/${account}`]) {
			expect(await send("DELETE", path)).toMatchObject({
				status: 400,
				body: [{ errorCode: "DELETE_FAILED", message: like(/following cases\.: /) }],
			});
		}
		expect((await send("GET", `Contact/${contact}?fields=AccountId`)).body).toMatchObject({
			AccountId: account,
		});
		await send("DELETE", `Case/${held}`);
		expect((await send("DELETE", `Contact/${contact}`)).status).toBe(204);
	});
	it("is listed by deleted, and a change by updated, within their times", async () => {
		const kept = await idOf(send("POST", "Account", { Name: "K" }));
		const gone = await idOf(send("POST", "Account", { Name: "G" }));
		await send("DELETE", `Account/${gone}`);
		const range = `start=${encodeURIComponent("2026-05-20T09:00:00+00:00")}&end=${encodeURIComponent("2026-05-20T11:00:00+00:00")}`;
		expect((await send("GET", `Account/updated?${range}`)).body).toMatchObject({ ids: [kept] });
		expect((await send("GET", `Account/deleted?${range}`)).body).toMatchObject({
			deletedRecords: [{ id: gone }],
			earliestDateAvailable: someText,
			latestDateCovered: someText,
		});
		expect(
			(await send("GET", "Account/updated?start=2026-01-01T00:00:00Z&end=2026-05-01T00:00:00Z")).status,
		).toBe(400);
	});
});

describe("conditions", () => {
	it("hold back a change that somebody else overtook, and spare a read that brings nothing new", async () => {
		const id = await idOf(send("POST", "Account", { Name: "A" }));
		const read = await send("GET", `Account/${id}`);
		const etag = read.headers.get("etag") ?? "";
		expect(etag).not.toBe("");
		expect((await send("GET", `Account/${id}`, undefined, { "if-none-match": etag })).status).toBe(304);
		client.pass(5000);
		await send("PATCH", `Account/${id}`, { Name: "B" });
		const late = { "if-match": etag };
		expect(await send("PATCH", `Account/${id}`, { Name: "C" }, late)).toMatchObject({
			status: 412,
			body: [{ errorCode: "PRECONDITION_FAILED" }],
		});
		const contact = await idOf(send("POST", "Contact", { LastName: "C" }));
		const since = new Date(Date.parse("2026-05-20T09:00:00Z")).toUTCString();
		const unmodified = { "if-unmodified-since": since };
		expect((await send("DELETE", `Contact/${contact}`, undefined, unmodified)).status).toBe(412);
		expect((await send("GET", `Account/${id}?fields=Name`)).body).toMatchObject({ Name: "B" });
	});
});

describe("below a record", () => {
	it("parents and children by relationship names, and the bytes of a file", async () => {
		const account = await idOf(send("POST", "Account", { Name: "A" }));
		const contact = await idOf(send("POST", "Contact", { LastName: "C", AccountId: account }));
		expect((await send("GET", `Contact/${contact}/Account?fields=Name`)).body).toMatchObject({ Name: "A" });
		expect((await send("GET", `Account/${account}/Contacts?fields=LastName`)).body).toMatchObject({
			totalSize: 1,
			done: true,
			records: [{ LastName: "C" }],
		});
		expect((await send("GET", `Account/${account}/Nobody`)).status).toBe(404);
		expect((await send("GET", `Account/${account}/Parent`)).status).toBe(404);
		const file = await idOf(
			send("POST", "Attachment", {
				ParentId: account,
				Name: "a.txt",
				Body: Buffer.from("hällo").toString("base64"),
			}),
		);
		const response = await fetch(`${client.org.url}${DATA}/sobjects/Attachment/${file}/Body`, {
			headers: { authorization: `Bearer ${token}` },
		});
		expect(await response.text()).toBe("hällo");
		expect((await send("GET", `Attachment/${file}`)).body).toMatchObject({
			Body: `${DATA}/sobjects/Attachment/${file}/Body`,
			BodyLength: 6,
		});
	});
	it("takes a file as multipart form data", async () => {
		const account = await idOf(send("POST", "Account", { Name: "A" }));
		const form = new FormData();
		const entity = JSON.stringify({ ParentId: account, Name: "b.bin" });
		form.append("entity_attachment", new Blob([entity], { type: "application/json" }));
		form.append("Body", new Blob([new Uint8Array([0, 255, 13, 10, 7])]), "b.bin");
		const reply = await client.request(`${DATA}/sobjects/Attachment`, {
			method: "POST",
			headers: { authorization: `Bearer ${token}` },
			body: form,
		});
		const { id } = reply.body as { id: string };
		const response = await fetch(`${client.org.url}${DATA}/sobjects/Attachment/${id}/Body`, {
			headers: { authorization: `Bearer ${token}` },
		});
		expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 13, 10, 7]);
	});
});

it("assigns a new case by the active rule, unless the header says not to", async () => {
	const owner = async (headers: Record<string, string>) => {
		const id = await idOf(send("POST", "Case", { Subject: "s", Origin: "Web" }, headers));
		return String((await rows(`SELECT OwnerId FROM Case WHERE Id = '${id}'`))[0]?.["OwnerId"]).slice(0, 3);
	};
	expect(await owner({})).toBe("00G");
	expect(await owner({ "sforce-auto-assign": "FALSE" })).toBe("005");
	expect(await owner({ "sforce-auto-assign": "TRUE" })).toBe("00G");
});

describe("person accounts", () => {
	const typeId = async (developerName: string) => {
		const [row] = await rows(
			`SELECT Id, IsPersonType FROM RecordType WHERE SobjectType = 'Account' AND DeveloperName = '${developerName}'`,
		);
		return String(row?.["Id"]);
	};
	const contactsOf = (account: string) =>
		rows(`SELECT Id, Name, Email, MailingCity, IsPersonAccount FROM Contact WHERE AccountId = '${account}'`);

	beforeEach(() => client.control("POST", "settings", { personAccounts: true }));

	it("are made with their contact, follow changes, and go with it", async () => {
		const RecordTypeId = await typeId("PersonAccount");
		const person = { RecordTypeId, FirstName: "Ada", LastName: "Byron", PersonEmail: "ada@example.com" };
		const id = await idOf(send("POST", "Account", person));
		const [contact] = await contactsOf(id);
		expect(contact).toMatchObject({ Name: "Ada Byron", Email: "ada@example.com", IsPersonAccount: true });
		expect((await send("GET", `Account/${id}`)).body).toMatchObject({
			Name: "Ada Byron",
			IsPersonAccount: true,
			PersonContactId: contact?.["Id"],
		});
		const change = { LastName: "Lovelace", PersonMailingCity: "London" };
		expect((await send("PATCH", `Account/${id}`, change)).status).toBe(204);
		expect(await contactsOf(id)).toMatchObject([{ Name: "Ada Lovelace", MailingCity: "London" }]);
		expect((await send("DELETE", `Account/${id}`)).status).toBe(204);
		expect(await contactsOf(id)).toEqual([]);
	});

	it("a company stays a company, without a contact", async () => {
		const id = await idOf(send("POST", "Account", { Name: "Delta" }));
		expect((await send("GET", `Account/${id}`)).body).toMatchObject({
			IsPersonAccount: false,
			RecordTypeId: await typeId("Business_Account"),
			PersonContactId: null,
		});
		expect(await contactsOf(id)).toEqual([]);
	});

	it.each([
		["a person with a whole name", "PersonAccount", { Name: "Ada Byron", LastName: "Byron" }, /call: Name$/],
		["a person without a last name", "PersonAccount", { FirstName: "Ada" }, /missing: \[LastName\]$/],
		[
			"a company with a last name",
			"Business_Account",
			{ Name: "Delta", LastName: "Byron" },
			/call: LastName$/,
		],
	])("%s is refused, and nothing is made", async (_what, type, values, words) => {
		const all = () => rows("SELECT COUNT(Id) accounts FROM Account");
		const before = await all();
		const reply = await send("POST", "Account", { RecordTypeId: await typeId(type), ...values });
		expect(reply).toMatchObject({ status: 400, body: [{ message: like(words) }] });
		expect(await all()).toEqual(before);
	});
});
