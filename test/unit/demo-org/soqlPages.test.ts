import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idFor } from "../../../demo-org/ids.ts";
import { type Page as LocatorPage, Locators } from "../../../demo-org/rest/locators.ts";
import { runQuery } from "../../../demo-org/soql/run.ts";
import { DemoClient } from "./demoClient.ts";
import { accountRow, contactRow, SoqlPlace } from "./soqlPlace.ts";

const DATA = "/services/data/v66.0";
let client: DemoClient;
let token: string;

beforeAll(async () => {
	client = await DemoClient.start({ rows: 1500 });
	({ accessToken: token } = await client.signIn());
});
afterAll(() => client.org.close());

interface Page {
	readonly totalSize: number;
	readonly done: boolean;
	readonly nextRecordsUrl?: string;
	readonly records: readonly Record<string, unknown>[];
}
const get = async (path: string): Promise<Page> => {
	const { status, body } = await client.get(path, token, { "sforce-query-options": "batchSize=200" });
	expect(status, JSON.stringify(body)).toBe(200);
	return body as Page;
};
const query = (soql: string): Promise<Page> => get(`${DATA}/query?q=${encodeURIComponent(soql)}`);
const isPage = (value: unknown): value is Page =>
	typeof value === "object" && value !== null && "records" in value;
const rowsOf = ({ records }: Page): number =>
	records.reduce(
		(sum, record) =>
			sum +
			1 +
			Object.values(record)
				.filter(isPage)
				.reduce((n, list) => n + rowsOf(list), 0),
		0,
	);

describe("pages with children", () => {
	it("hold no more rows than the batch size, children counted, and lose none", async () => {
		const seen = new Set<unknown>();
		let children = 0;
		let next: string | undefined =
			`${DATA}/query?q=${encodeURIComponent("SELECT Id, (SELECT Id FROM Contacts) FROM Account")}`;
		let pages = 0;
		while (next !== undefined) {
			const page: Page = await get(next);
			pages += 1;
			expect(rowsOf(page)).toBeLessThanOrEqual(200);
			for (const record of page.records) {
				seen.add(record["Id"]);
				if (isPage(record["Contacts"])) children += record["Contacts"].records.length;
			}
			next = page.nextRecordsUrl;
		}
		const count = async (soql: string) => (await query(soql)).totalSize;
		expect(pages).toBeGreaterThan(5);
		expect(seen.size).toBe(await count("SELECT COUNT() FROM Account"));
		expect(children).toBe(await count("SELECT COUNT() FROM Contact WHERE AccountId != null"));
	});
});

describe("a child list that is longer than a page", () => {
	const account = accountRow(1, { Name: "many" });
	const place = new SoqlPlace().add("Account", account, accountRow(2, { Name: "none" }));
	for (let i = 1; i <= 450; i += 1) place.add("Contact", contactRow(i, { AccountId: idFor("001", 1) }));
	const scope = place.scope("SELECT Id, (SELECT Id FROM Contacts) FROM Account");
	const idsOf = ({ records }: LocatorPage): unknown[] => records.map(({ id }) => id);

	it("has a locator of its own, and the next parent comes on the next page", () => {
		const locators = new Locators(() => 0);
		const page = locators.open(runQuery(scope).evaluation, "me", 200);
		expect(idsOf(page)).toEqual([idFor("001", 1)]);
		expect(page.next).toMatch(/^0r8\w{15}-1$/);
		const node = page.records[0]?.fields[1]?.[1];
		if (node?.kind !== "children") throw new Error("no children");
		expect(node.list.totalSize).toBe(450);
		const first = locators.open(node.list, "me", page.pageSize);
		const second = locators.page(first.next ?? "", "me");
		const third = locators.page(second.next ?? "", "me");
		expect([first, second, third].map(({ records, next }) => [records.length, next === null])).toEqual([
			[200, false],
			[200, false],
			[50, true],
		]);
		expect(new Set([first, second, third].flatMap(idsOf)).size).toBe(450);
		const rest = locators.page(page.next ?? "", "me");
		expect(rest.records[0]?.fields[1]?.[1]).toEqual({ kind: "none" });
		expect(rest.next).toBeNull();
	});
});

interface Plan {
	readonly cardinality: number;
	readonly fields: readonly string[];
	readonly leadingOperationType: string;
	readonly notes: readonly { readonly description: string; readonly fields: readonly string[] }[];
	readonly relativeCost: number;
	readonly sobjectCardinality: number;
	readonly sobjectType: string;
}
const explain = async (soql: string): Promise<{ plans: readonly Plan[]; sourceQuery: string }> => {
	const { status, body } = await client.get(`${DATA}/query?explain=${encodeURIComponent(soql)}`, token);
	expect(status, JSON.stringify(body)).toBe(200);
	return body as { plans: readonly Plan[]; sourceQuery: string };
};

describe("query?explain=", () => {
	it("begins with the index when the filter is selective", async () => {
		const soql = "SELECT Id FROM Contact WHERE Email = 'person5@example.com' AND Title = 'x'";
		const { plans, sourceQuery } = await explain(soql);
		expect(sourceQuery).toBe(soql);
		expect(plans.map(({ leadingOperationType }) => leadingOperationType)).toEqual(["Index", "TableScan"]);
		expect(plans[0]).toEqual({
			cardinality: 1,
			fields: ["Email"],
			leadingOperationType: "Index",
			notes: ["IsDeleted", "Title"].map((field) => ({
				description: "Not considering filter for optimization because unindexed",
				fields: [field],
				tableEnumOrId: "Contact",
			})),
			relativeCost: 0.002,
			sobjectCardinality: 1500,
			sobjectType: "Contact",
		});
	});
	it.each<[soql: string, leading: string[]]>([
		["SELECT Id FROM Contact", ["TableScan"]],
		["SELECT Id FROM Contact WHERE CreatedDate > 2001-01-01T00:00:00Z", ["TableScan", "Index"]],
		["SELECT Id FROM Contact WHERE Name LIKE '%x'", ["TableScan"]],
		["SELECT Id FROM Contact WHERE Name != 'x'", ["TableScan"]],
		["SELECT Id FROM Contact USING SCOPE mine", ["TableScan", "Sharing"]],
		["SELECT COUNT(Id) FROM Contact WHERE Id = '003DEM000000001'", ["Index", "TableScan"]],
	])("%s", async (soql, leading) => {
		const { plans } = await explain(soql);
		expect(plans.map(({ leadingOperationType }) => leadingOperationType)).toEqual(leading);
		expect([...plans].sort((a, b) => a.relativeCost - b.relativeCost)).toEqual(plans);
	});
	it("refuses what the query itself would be refused for", async () => {
		const { status, body } = await client.get(`${DATA}/query?explain=SELECT+Foo+FROM+Contact`, token);
		expect([status, (body as { errorCode: string }[])[0]?.errorCode]).toEqual([400, "INVALID_FIELD"]);
	});
});

describe("FOR VIEW and FOR REFERENCE", () => {
	it("put the records into RecentlyViewed", async () => {
		await query("SELECT Id FROM Account ORDER BY Id LIMIT 2 FOR VIEW");
		await query("SELECT Id FROM Case ORDER BY Id LIMIT 1 FOR REFERENCE");
		const { records } = await query(
			"SELECT Id, Name, Type, LastViewedDate, LastReferencedDate FROM RecentlyViewed ORDER BY Id",
		);
		expect(records).toMatchObject([
			{ Type: "Account", LastViewedDate: expect.any(String) as string },
			{ Type: "Account", LastReferencedDate: expect.any(String) as string },
			{
				Type: "Case",
				Name: "00001001",
				LastViewedDate: null,
				LastReferencedDate: expect.any(String) as string,
			},
		]);
	});
});

describe("what single objects refuse", () => {
	it.each<[soql: string, errorCode: string, detail: string]>([
		[
			"SELECT Id FROM ContentDocumentLink",
			"MALFORMED_QUERY",
			"requires a filter by a single Id on ContentDocumentId",
		],
		["SELECT Id FROM Machine_Alert__e", "INVALID_TYPE_FOR_OPERATION", "does not support query"],
		["SELECT COUNT(Degrees__c) FROM Reading__b", "MALFORMED_QUERY", "aggregate"],
		["SELECT Degrees__c FROM Reading__b WHERE Degrees__c > 5", "MALFORMED_QUERY", "index"],
	])("%s", async (soql, errorCode, detail) => {
		const { status, body } = await client.query(soql, token);
		const [error] = body as { errorCode: string; message: string }[];
		expect([status, error?.errorCode]).toEqual([400, errorCode]);
		expect(error?.message).toContain(detail);
	});
	it("and takes them with the filter they want", async () => {
		const soql = "SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId = '001DEM000000001YBA'";
		expect((await query(soql)).done).toBe(true);
	});
});
