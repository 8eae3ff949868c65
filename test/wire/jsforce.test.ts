import { Connection } from "jsforce";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, type SignedIn } from "../unit/demo-org/demoClient.ts";
import { jsforceConnection } from "./jsforceConnection.ts";

/** jsforce as somebody else's client: what it makes of the demo org is what it makes of Salesforce. */
describe("jsforce with the demo org", () => {
	let client: DemoClient;
	let admin: SignedIn;
	let connection: Connection;
	beforeAll(async () => {
		client = await DemoClient.start({ rows: 4500 });
	});
	beforeEach(async () => {
		await client.control("POST", "reset");
		admin = await client.signIn();
		connection = connect(admin.accessToken);
	});
	afterAll(() => client.org.close());

	const connect = (accessToken: string): Connection => jsforceConnection(client, admin, accessToken);

	it("walks every page of a query", async () => {
		const { totalSize, records } = await connection.query("SELECT Id FROM Contact", {
			autoFetch: true,
			maxFetch: 10_000,
		});
		expect(totalSize).toBe(4500);
		expect(new Set(records.map(({ Id }) => Id)).size).toBe(4500);
	});

	it("describes objects, globally and one", async () => {
		const { sobjects } = await connection.describeGlobal();
		expect(sobjects.map(({ name }) => name)).toContain("Project__c");
		const { fields, childRelationships } = await connection.describe("Account");
		expect(fields.find(({ name }) => name === "AnnualRevenue")).toMatchObject({
			type: "currency",
			precision: 18,
		});
		expect(childRelationships.map(({ relationshipName }) => relationshipName)).toContain("Contacts");
	});

	it("reads a record, who it is, and the limits", async () => {
		const [first] = (await connection.query("SELECT Id FROM Account LIMIT 1")).records;
		const record = await connection.sobject("Account").retrieve(String(first?.Id));
		expect(record).toMatchObject({ Id: first?.Id, IsDeleted: false });
		expect(await connection.identity()).toMatchObject({
			user_id: admin.userId,
			organization_id: admin.orgId,
		});
		const { DailyApiRequests } = (await connection.limits()) as Record<string, { Max: number }>;
		expect(DailyApiRequests?.Max).toBe(15_000);
		expect(connection.limitInfo.apiUsage?.limit).toBe(15_000);
	});

	it("builds queries that the demo org understands", async () => {
		const found = await connection
			.sobject("Contact")
			.find({ LastName: { $like: "%'%" }, AccountId: { $ne: null } }, "Id, LastName, Account.Name")
			.sort({ LastName: -1 })
			.limit(5);
		expect(found.length).toBeGreaterThan(0);
		for (const { LastName } of found) expect(LastName).toContain("'");
	});

	it("refreshes on an expired session and goes on", async () => {
		await client.control("POST", "expire", { all: true });
		const refreshed: string[] = [];
		connection.on("refresh", (token: string) => refreshed.push(token));
		expect((await connection.query("SELECT COUNT() FROM Account")).totalSize).toBe(900);
		expect(refreshed).toHaveLength(1);
		expect(refreshed[0]).not.toBe(admin.accessToken);
	});

	it("shows the platform's refusal", async () => {
		await expect(connection.query("SELECT Foo FROM Account")).rejects.toMatchObject({
			errorCode: "INVALID_FIELD",
			message: expect.stringContaining("ERROR at Row:1:Column:8") as string,
		});
	});

	it("exchanges a code, with the verifier it made, and revokes", async () => {
		const { oauth2 } = new Connection({
			oauth2: {
				loginUrl: client.org.url,
				clientId: "PlatformCLI",
				redirectUri: "http://localhost:1717/OauthRedirect",
				useVerifier: true,
			},
		});
		const address = new URL(oauth2.getAuthorizationUrl({ scope: "api refresh_token", state: "s" }));
		expect(address.searchParams.has("code_challenge_method")).toBe(false);
		const fields = { ...Object.fromEntries(address.searchParams), user: "admin", decision: "allow" };
		const { headers } = await client.form("/services/oauth2/authorize", fields);
		const code = new URL(headers.get("location") ?? "").searchParams.get("code") ?? "";
		const { access_token, instance_url } = await oauth2.requestToken(code);
		expect(instance_url).toBe(client.org.url);
		expect((await connect(access_token).query("SELECT COUNT() FROM Account")).totalSize).toBe(900);
		await oauth2.revokeToken(access_token);
		expect((await client.query("SELECT COUNT() FROM Account", access_token)).status).toBe(401);
	});
});
