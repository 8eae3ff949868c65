import { describe, expect, it } from "vitest";
import { DATA, idOf, rowsOf, sender, useDemoOrg } from "./demoFixture.ts";
import { like, someText } from "./matchers.ts";

const MISSING = "00100000000000xAAA";
const demo = useDemoOrg();
const send = sender(demo, `${DATA}/sobjects`);
const rows = (soql: string, all = false) => rowsOf(demo, soql, all);

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
		demo.client.pass(60_000);
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
		expect(await demo.client.send("PATCH", old, demo.token, { Name: "Two" })).toMatchObject({
			status: 204,
			body: "",
		});
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
		demo.client.pass(5000);
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
		const response = await fetch(`${demo.client.org.url}${DATA}/sobjects/Attachment/${file}/Body`, {
			headers: { authorization: `Bearer ${demo.token}` },
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
		const reply = await demo.client.request(`${DATA}/sobjects/Attachment`, {
			method: "POST",
			headers: { authorization: `Bearer ${demo.token}` },
			body: form,
		});
		const { id } = reply.body as { id: string };
		const response = await fetch(`${demo.client.org.url}${DATA}/sobjects/Attachment/${id}/Body`, {
			headers: { authorization: `Bearer ${demo.token}` },
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
