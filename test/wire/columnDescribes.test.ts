import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childObject, columnDescribes, type DescribeOf } from "../../src/results/columnDescribes.ts";
import { promisedColumns } from "../../src/results/columns.ts";
import type { ObjectDescribe } from "../../src/salesforce/rest/describeShapes.ts";
import { DemoClient, type SignedIn } from "../unit/demo-org/demoClient.ts";

// The describes are the demo org's, over HTTP: parents, polymorphic ones and child relationships as orgs have them.

let client: DemoClient;
let admin: SignedIn;
const asked: string[] = [];
const describeOf: DescribeOf = async (name) => {
	asked.push(name);
	const { status, body } = await client.request(`/services/data/v66.0/sobjects/${name}/describe`, {
		headers: { authorization: `Bearer ${admin.accessToken}` },
	});
	return status === 200 ? (body as ObjectDescribe) : undefined;
};

beforeAll(async () => {
	client = await DemoClient.start();
	admin = await client.signIn();
});
afterAll(() => client.org.close());

const columnsOf = (soql: string) =>
	promisedColumns(soql).map(({ name }) => ({ name, kind: "text" as const }));

describe("what describes say of columns", () => {
	it.each<[field: string, label: string | null, type: string | null]>([
		["Name", "Account Name", "Text(255), required"],
		["annualrevenue", "Annual Revenue", "Currency(18, 0)"],
		["Owner.Name", "Owner › Full Name", "Text(121), read-only"],
		["Parent.Owner.Profile.Name", "Parent Account › Owner › Profile › Name", null],
		["BillingAddress", "Billing Address", "Address, read-only"],
		["OwnerId", "Owner ID", "Lookup(User), required"],
		["Nowhere__c", null, null],
		["Owner.Nowhere", null, null],
	])("Account.%s", async (field, label, type) => {
		const [described] = await columnDescribes(
			columnsOf(`SELECT ${field} FROM Account`),
			"Account",
			describeOf,
		);
		expect(described?.label ?? null).toBe(label);
		if (type !== null) expect(described?.type).toBe(type);
	});

	it("a polymorphic parent is looked for in its targets", async () => {
		const [subject, who, alias] = await columnDescribes(
			columnsOf("SELECT What.Name, Who.Name, Owner.Alias FROM Task"),
			"Task",
			describeOf,
		);
		expect([subject, who, alias].map((one) => one?.label)).toEqual([
			expect.stringMatching(/ › .*Name/) as unknown,
			expect.stringMatching(/^Name › /) as unknown,
			expect.stringMatching(/ › Alias$/) as unknown,
		]);
	});

	it("an aggregate is no field", async () => {
		const columns = columnsOf(
			"SELECT Industry, COUNT(Id), MAX(AnnualRevenue) biggest FROM Account GROUP BY Industry",
		);
		const labels = (await columnDescribes(columns, "Account", describeOf)).map((one) => one?.label ?? null);
		expect(labels).toEqual(["Industry", null, null]);
	});

	it("child rows are named after their object, and their own columns by it", async () => {
		const [contacts] = await columnDescribes(
			columnsOf("SELECT (SELECT Id FROM Contacts) FROM Account"),
			"Account",
			describeOf,
		);
		expect(contacts).toMatchObject({ label: "Contacts", type: "child rows: Contact by AccountId" });
		expect(await childObject("contacts", "Account", describeOf)).toBe("Contact");
		expect(await childObject("Nothing", "Account", describeOf)).toBeUndefined();
	});

	it("an object that this user doesn't see says nothing", async () => {
		expect(await columnDescribes(columnsOf("SELECT Id FROM Secret__c"), "Secret__c", describeOf)).toEqual([
			null,
		]);
	});
});
