import { Connection } from "jsforce";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, type SignedIn } from "../unit/demo-org/demoClient.ts";
import { jsforceConnection } from "./jsforceConnection.ts";

/** What an org is like, and how to get in, through jsforce's public methods. */
describe("jsforce asks the demo org", () => {
	let client: DemoClient;
	let admin: SignedIn;
	let connection: Connection;
	beforeAll(async () => {
		client = await DemoClient.start();
	});
	beforeEach(async () => {
		await client.control("POST", "reset");
		admin = await client.signIn();
		connection = jsforceConnection(client, admin, admin.accessToken);
	});
	afterAll(() => client.org.close());

	it("describes, from its cache when there is one", async () => {
		const once = await connection.describe$("Account");
		const before = await requests("/sobjects/Account/describe");
		expect(await connection.describe$("Account")).toEqual(once);
		expect(await requests("/sobjects/Account/describe")).toBe(before);
		connection.describe$.clear("Account");
		await connection.describe$("Account");
		expect(await requests("/sobjects/Account/describe")).toBe(before + 1);
		expect((await connection.describeGlobal$()).sobjects.length).toBeGreaterThan(50);
	});

	it("layouts of all kinds", async () => {
		const accounts = connection.sobject("Account");
		expect((await accounts.layouts()).layouts[0]).toHaveProperty("detailLayoutSections");
		expect((await accounts.compactLayouts()).compactLayouts).not.toEqual([]);
		expect(await accounts.approvalLayouts()).toHaveProperty("approvalLayouts");
	});

	it("what was looked at, updated and deleted of late", async () => {
		const accounts = connection.sobject("Account");
		const { id = "" } = await accounts.create({ Name: "Late" });
		await connection.query(`SELECT Id FROM Account WHERE Id = '${id}' FOR VIEW`);
		expect((await accounts.recent()).map(({ Id }) => Id)).toContain(id);
		expect((await connection.recent(5)).map(({ Id }) => Id)).toContain(id);
		client.pass(3_600_000);
		const span = ["2026-05-19T00:00:00Z", "2026-05-21T00:00:00Z"] as const;
		expect((await accounts.updated(...span)).ids).toContain(id);
		await accounts.destroy(id);
		client.pass(3_600_000);
		expect((await connection.deleted("Account", ...span)).deletedRecords.map((each) => each.id)).toContain(
			id,
		);
	});

	it("searches", async () => {
		await connection.sobject("Account").create({ Name: "Quagga Herd" });
		const { searchRecords } = await connection.search("FIND {quagga} RETURNING Account(Name)");
		expect(searchRecords).toMatchObject([{ Name: "Quagga Herd" }]);
	});

	it("who is signed in, and what it costs", async () => {
		expect(await connection.identity()).toMatchObject({ username: "admin@demo.orgsmith.example" });
		const { DailyApiRequests } = (await connection.limits()) as Record<string, { Remaining: number }>;
		expect(DailyApiRequests?.Remaining).toBeLessThan(15_000);
		expect(connection.limitInfo.apiUsage?.limit).toBe(15_000);
	});

	it("requests of any kind: get, post, patch, put and delete", async () => {
		const root = "/services/data/v66.0/sobjects/Account";
		const { id } = await connection.requestPost<{ id: string }>(root, { Name: "Any" });
		await connection.requestPatch(`${root}/${id}`, { Site: "Here" });
		expect(await connection.requestGet(`${root}/${id}?fields=Site`)).toMatchObject({ Site: "Here" });
		await expect(connection.requestPut(`${root}/${id}`, {})).rejects.toMatchObject({
			errorCode: "METHOD_NOT_ALLOWED",
		});
		await connection.requestDelete(`${root}/${id}`);
		await expect(connection.requestGet(`${root}/${id}`)).rejects.toMatchObject({
			errorCode: "ENTITY_IS_DELETED",
		});
	});

	it("several requests in one, that build on one another", async () => {
		const sobjects = "/services/data/v66.0/sobjects";
		const { compositeResponse } = await connection.requestPost<{
			compositeResponse: readonly { httpStatusCode: number; body: unknown }[];
		}>("/services/data/v66.0/composite", {
			compositeRequest: [
				{ method: "POST", url: `${sobjects}/Account`, referenceId: "a", body: { Name: "Composed" } },
				{ method: "GET", url: `${sobjects}/Account/@{a.id}?fields=Name`, referenceId: "b" },
			],
		});
		expect(compositeResponse).toMatchObject([
			{ httpStatusCode: 201 },
			{ httpStatusCode: 200, body: { Name: "Composed" } },
		]);
	});

	it("Tooling: describes and queries", async () => {
		const { records } = await connection.tooling.query("SELECT Name FROM ApexClass");
		expect(records.map(({ Name }) => Name as unknown)).toContain("ProjectService");
		expect(await connection.tooling.describe("ApexClass")).toMatchObject({ keyPrefix: "01p" });
	});

	it("login() by SOAP is refused, as in a new org", async () => {
		const fresh = new Connection({ loginUrl: client.org.url, version: "66.0" });
		await expect(fresh.login("admin@demo.orgsmith.example", "secret")).rejects.toThrow(/login/);
	});

	it("OAuth: a code, a refresh, and the end of it", async () => {
		const config = {
			loginUrl: client.org.url,
			clientId: "orgsmith-demo-confidential",
			clientSecret: "orgsmith-demo-secret",
			redirectUri: "http://localhost:1717/OauthRedirect",
		};
		const fresh = new Connection({ oauth2: config, version: "66.0" });
		const address = new URL(fresh.oauth2.getAuthorizationUrl({ scope: "api refresh_token id", state: "s" }));
		const fields = { ...Object.fromEntries(address.searchParams), user: "admin", decision: "allow" };
		const { headers } = await client.form("/services/oauth2/authorize", fields);
		const { id, organizationId } = await fresh.authorize(
			new URL(headers.get("location") ?? "").searchParams.get("code") ?? "",
		);
		expect([id, organizationId]).toEqual([admin.userId, admin.orgId]);
		const { access_token } = await fresh.oauth2.refreshToken(fresh.refreshToken ?? "");
		expect(access_token).not.toBe(fresh.accessToken);
		await fresh.logout(true);
		expect((await client.query("SELECT Id FROM Account", access_token)).status).toBe(401);
	});

	/** How many requests there were so far for an address. */
	async function requests(path: string): Promise<number> {
		const { body } = await client.control("GET", "log");
		const log = (body as { requests: readonly { path: string; count: number }[] }).requests;
		return log.filter((each) => each.path.endsWith(path)).reduce((sum, { count }) => sum + count, 0);
	}
});
