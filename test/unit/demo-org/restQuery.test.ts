import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, type JsonReply, NOW, type SignedIn } from "./demoClient.ts";
import { someText } from "./matchers.ts";

const DATA = "/services/data/v66.0";
let client: DemoClient;
let admin: SignedIn;

beforeAll(async () => {
	client = await DemoClient.start({ rows: 2500 });
});
beforeEach(async () => {
	await client.control("POST", "reset");
	admin = await client.signIn();
});
afterAll(() => client.org.close());

interface Page {
	totalSize: number;
	done: boolean;
	nextRecordsUrl?: string;
	records: { attributes: { type: string; url: string }; Id: string; Name?: string }[];
}
const get = (path: string, token = admin.accessToken, headers: Record<string, string> = {}) =>
	client.get(path, token, headers);
const query = async (
	soql: string,
	token = admin.accessToken,
	headers: Record<string, string> = {},
): Promise<Page> => {
	const { status, body } = await client.query(soql, token, headers);
	expect(status, JSON.stringify(body)).toBe(200);
	return body as Page;
};
const errorOf = ({ status, body }: JsonReply): [number, string, string] => {
	const [first] = body as { errorCode: string; message: string }[];
	return [status, first?.errorCode ?? "", first?.message ?? ""];
};

describe("query pages", () => {
	const walk = async (soql: string, headers: Record<string, string> = {}): Promise<number[]> => {
		const sizes: number[] = [];
		let page = await query(soql, admin.accessToken, headers);
		for (;;) {
			sizes.push(page.records.length);
			expect(page.done).toBe(page.nextRecordsUrl === undefined);
			if (page.nextRecordsUrl === undefined) return sizes;
			const { totalSize } = page;
			page = (await get(page.nextRecordsUrl)).body as Page;
			expect(page.totalSize).toBe(totalSize);
		}
	};
	it("hold 2000 rows", async () => {
		expect(await walk("SELECT Id FROM Contact")).toEqual([2000, 500]);
	});
	it("take batchSize as a wish between 200 and 2000", async () => {
		const options = (size: number) => ({ "sforce-query-options": `batchSize=${size}` });
		expect(await walk("SELECT Id FROM Contact LIMIT 1300", options(500))).toEqual([500, 500, 300]);
		expect(await walk("SELECT Id FROM Contact LIMIT 250", options(1))).toEqual([200, 50]);
	});
	it("shrink for long texts", async () => {
		expect(await walk("SELECT Id, Description FROM Contact")).toEqual([1000, 1000, 500]);
		expect(await walk("SELECT Id, Notes__c, Risks__c FROM Project__c")).toEqual([200, 50]);
	});
	it("name the next page by locator and offset", async () => {
		const { nextRecordsUrl } = await query("SELECT Id FROM Contact");
		expect(nextRecordsUrl).toMatch(/^\/services\/data\/v66\.0\/query\/0r8\w{15}-2000$/);
	});
	it("give every row once, in order", async () => {
		const first = await query("SELECT Id FROM Contact ORDER BY Id");
		const second = (await get(first.nextRecordsUrl ?? "")).body as Page;
		const ids = [...first.records, ...second.records].map(({ Id }) => Id);
		expect(new Set(ids).size).toBe(2500);
		expect(ids).toEqual([...ids].sort());
	});
	it("are refused to others and after two days", async () => {
		const { nextRecordsUrl = "" } = await query("SELECT Id FROM Contact");
		const other = await client.signIn("integration");
		const refusal = [400, "INVALID_QUERY_LOCATOR", "invalid query locator"];
		expect(errorOf(await get(nextRecordsUrl, other.accessToken))).toEqual(refusal);
		expect(errorOf(await get(`${DATA}/query/0r8nonsense-2000`))).toEqual(refusal);
		client.pass(2 * 86_400_000 + 1);
		const later = await client.signIn();
		expect(errorOf(await get(nextRecordsUrl, later.accessToken))).toEqual(refusal);
	});
	it("are one page with OFFSET", async () => {
		const page = await query("SELECT Id FROM Contact OFFSET 100");
		expect(page).toMatchObject({ totalSize: 2400, done: true });
		expect(page.records).toHaveLength(2400);
	});
	it("carry decimals with a point", async () => {
		const response = await fetch(
			`${client.org.url}${DATA}/query?q=${encodeURIComponent("SELECT AnnualRevenue FROM Account WHERE AnnualRevenue != null LIMIT 1")}`,
			{ headers: { authorization: `Bearer ${admin.accessToken}` } },
		);
		expect(await response.text()).toMatch(/"AnnualRevenue":\d+\.0\}/);
	});
	it("queryAll finds what is in the recycle bin", async () => {
		const soql = encodeURIComponent("SELECT COUNT() FROM Contact WHERE IsDeleted = true");
		expect((await get(`${DATA}/queryAll?q=${soql}`)).body).toMatchObject({ totalSize: 25 });
		expect((await get(`${DATA}/query?q=${soql}`)).body).toMatchObject({ totalSize: 0 });
	});
	it("describe their columns with columns=true", async () => {
		const soql = encodeURIComponent("SELECT Id, Account.Name, (SELECT Subject FROM Cases) FROM Contact");
		const { body } = await get(`${DATA}/query?q=${soql}&columns=true`);
		expect(body).toMatchObject({ entityName: "Contact", groupBy: false, idSelected: true, keyPrefix: "003" });
		const { columnMetadata } = body as { columnMetadata: { columnName: string; joinColumns: object[] }[] };
		expect(columnMetadata.map(({ columnName }) => columnName)).toEqual(["Id", "Account", "Cases"]);
		expect(columnMetadata[1]?.joinColumns).toMatchObject([{ columnName: "Name", textType: true }]);
		expect(columnMetadata[2]).toMatchObject({ aggregate: true });
	});
});

describe("FOR VIEW", () => {
	it("really writes the dates, and is counted", async () => {
		const soql = "SELECT Id FROM Account ORDER BY Id LIMIT 1";
		await query(`${soql} FOR VIEW`);
		await query("SELECT Id FROM Account ORDER BY Id LIMIT 1 OFFSET 1 FOR REFERENCE");
		const viewed = await query(
			"SELECT Id, LastViewedDate, LastReferencedDate FROM Account WHERE LastReferencedDate != null ORDER BY Id",
		);
		const now = new Date(NOW).getUTCFullYear().toString();
		expect(viewed.records).toMatchObject([
			{ LastViewedDate: expect.stringContaining(now) as string },
			{ LastViewedDate: null, LastReferencedDate: expect.stringContaining(now) as string },
		]);
		expect((await client.control("GET", "stats")).body).toMatchObject({ views: 1, references: 1 });
	});
});

describe("field-level security", () => {
	it("hides fields and objects as if they were absent", async () => {
		const { accessToken } = await client.signIn("limited");
		const hidden = await client.query("SELECT Amount FROM Opportunity", accessToken);
		expect(errorOf(hidden)[2]).toContain("No such column 'Amount' on entity 'Opportunity'");
		const [, code] = errorOf(await client.query("SELECT Id FROM Case", accessToken));
		expect(code).toBe("INVALID_TYPE");
		const { body } = await get(`${DATA}/sobjects/Opportunity/describe`, accessToken);
		const { fields, updateable } = body as { fields: { name: string }[]; updateable: boolean };
		expect(fields.some(({ name }) => name === "Amount")).toBe(false);
		expect(updateable).toBe(false);
		expect((await get(`${DATA}/sobjects/Case/describe`, accessToken)).status).toBe(404);
		expect((await client.query("SELECT Amount FROM Opportunity LIMIT 1", admin.accessToken)).status).toBe(
			200,
		);
	});
});

describe("composite", () => {
	const post = (body: object) => client.send("POST", `${DATA}/composite`, admin.accessToken, body);
	const sub = (referenceId: string, path: string, method = "GET") => ({
		method,
		referenceId,
		url: DATA + path,
	});
	it("runs queries for one call, and puts references in", async () => {
		const reply = await post({
			compositeRequest: [
				sub("first", "/query?q=SELECT+Id+FROM+Account+ORDER+BY+Id+LIMIT+1"),
				sub("record", "/sobjects/Account/@{first.records[0].Id}?fields=Name"),
				sub("broken", "/query?q=SELECT+Id+FROM+XYZZY"),
				sub("missing", "/sobjects/Account/@{first.records[7].Id}"),
			],
		});
		expect(reply.headers.get("sforce-limit-info")).toBe("api-usage=1/15000");
		expect(reply).toMatchObject({
			status: 200,
			body: {
				compositeResponse: [
					{ referenceId: "first", httpStatusCode: 200, body: { totalSize: 1 }, httpHeaders: {} },
					{ referenceId: "record", httpStatusCode: 200, body: { attributes: { type: "Account" } } },
					{ referenceId: "broken", httpStatusCode: 400, body: [{ errorCode: "INVALID_TYPE" }] },
					{ referenceId: "missing", httpStatusCode: 400, body: [{ errorCode: "PROCESSING_HALTED" }] },
				],
			},
		});
	});
	it("with allOrNone halts all when one fails", async () => {
		const { body } = await post({
			allOrNone: true,
			compositeRequest: [sub("a", "/limits"), sub("b", "/nonsense"), sub("c", "/limits")],
		});
		const { compositeResponse } = body as { compositeResponse: { body: { errorCode: string }[] }[] };
		expect(compositeResponse.map(({ body: [first] }) => first?.errorCode)).toEqual([
			"PROCESSING_HALTED",
			"NOT_FOUND",
			"PROCESSING_HALTED",
		]);
	});
	it.each<[string, object]>([
		["26 sub-requests", { compositeRequest: Array.from({ length: 26 }, (_, i) => sub(`r${i}`, "/limits")) }],
		["6 queries", { compositeRequest: Array.from({ length: 6 }, (_, i) => sub(`r${i}`, "/query?q=x")) }],
		["a reference id with a dash", { compositeRequest: [sub("a-b", "/limits")] }],
		["the same reference id twice", { compositeRequest: [sub("a", "/limits"), sub("a", "/limits")] }],
		["no list", {}],
	])("refuses %s whole", async (_what, body) => {
		expect((await post(body)).status).toBe(400);
	});
	it("says 501 for sub-requests that the demo org does not serve", async () => {
		expect((await post({ compositeRequest: [sub("a", "/jobs/ingest", "POST")] })).status).toBe(501);
	});
});

describe("a default namespace", () => {
	const header = { "sforce-call-options": "client=test, defaultNamespace=orgkit" };
	it("lets names go without its prefix; what comes back has it", async () => {
		const soql = "SELECT Name, Account__r.Name, (SELECT Message__c FROM Lines__r) FROM Job__c LIMIT 1";
		expect((await client.query(soql, admin.accessToken)).status).toBe(400);
		const { status, body } = await client.query(soql, admin.accessToken, header);
		expect([status, body]).toMatchObject([
			200,
			{ records: [{ attributes: { type: "orgkit__Job__c" }, Name: someText }] },
		]);
	});
	it("holds for records that are written, too", async () => {
		const path = `${DATA}/sobjects/Job__c`;
		expect((await client.send("POST", path, admin.accessToken, { Name: "J" })).status).toBe(404);
		expect((await client.send("POST", path, admin.accessToken, { Name: "J" }, header)).status).toBe(201);
	});
});
