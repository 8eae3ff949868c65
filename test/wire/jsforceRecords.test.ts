import type { Connection } from "jsforce";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient } from "../unit/demo-org/demoClient.ts";
import { jsforceConnection } from "./jsforceConnection.ts";

/** Records through jsforce's public methods, by REST and by SOAP. */
describe("jsforce writes to the demo org", () => {
	let client: DemoClient;
	let connection: Connection;
	beforeAll(async () => {
		client = await DemoClient.start({ rows: 2500 });
	});
	beforeEach(async () => {
		await client.control("POST", "reset");
		const admin = await client.signIn();
		connection = jsforceConnection(client, admin, admin.accessToken);
	});
	afterAll(() => client.org.close());

	const rows = async (soql: string) => (await connection.query(soql)).records;
	const idOf = ({ id }: { id?: string | null | undefined }): string => id ?? "";
	const createAccount = async (fields: object): Promise<string> =>
		idOf(await connection.sobject("Account").create({ Name: "A", ...fields }));

	describe("queries", () => {
		it("a page, the next one, and as many as wanted", async () => {
			const first = await connection.query("SELECT Id FROM Contact", { maxFetch: 2000 });
			expect([first.records.length, first.done]).toEqual([2000, false]);
			const second = await connection.queryMore(first.nextRecordsUrl ?? "");
			expect([second.records.length, second.done]).toEqual([500, true]);
			const some = await connection.query("SELECT Id FROM Contact", { autoFetch: true, maxFetch: 2100 });
			expect(some.records).toHaveLength(2100);
		});
		it("of what is in the bin", async () => {
			const soql = "SELECT Id FROM Contact WHERE IsDeleted = true";
			expect((await connection.query(soql)).totalSize).toBe(0);
			expect((await connection.query(soql, { scanAll: true })).totalSize).toBeGreaterThan(0);
		});
		it("one after the other, as events", async () => {
			const seen: unknown[] = [];
			await new Promise<void>((resolve, reject) => {
				connection
					.query("SELECT Id FROM Contact")
					.on("record", (record) => seen.push(record))
					.on("end", () => resolve())
					.on("error", reject)
					.run({ autoFetch: true, maxFetch: 2200 });
			});
			expect(seen).toHaveLength(2200);
		});
		it("counted, limited and put together by jsforce", async () => {
			const contacts = connection.sobject("Contact");
			expect(await contacts.count({ AccountId: null })).toBeGreaterThan(0);
			const [found] = await contacts
				.find({ AccountId: { $ne: null } })
				.select("Id, Account.Name")
				.limit(1)
				.execute();
			expect(found).toMatchObject({ Account: { Name: expect.any(String) as string } });
		});
		it("explained", async () => {
			const { plans } = await connection.query("SELECT Id FROM Contact WHERE LastName = 'a'").explain();
			expect(plans[0]).toMatchObject({ sobjectType: "Contact" });
		});
		it("changed or thrown away in one go", async () => {
			await createAccount({ Name: "Go", Site: "old" });
			const found = connection.sobject("Account").find({ Name: "Go" });
			expect(await found.update({ Site: "new" })).toMatchObject([{ success: true }]);
			expect(await rows("SELECT Site FROM Account WHERE Name = 'Go'")).toMatchObject([{ Site: "new" }]);
			expect(await connection.sobject("Account").find({ Name: "Go" }).destroy()).toMatchObject([
				{ success: true },
			]);
			expect(await rows("SELECT Id FROM Account WHERE Name = 'Go'")).toEqual([]);
		});
	});

	describe("records", () => {
		it("one: created, read, updated, deleted", async () => {
			const accounts = connection.sobject("Account");
			const id = await createAccount({ Name: "One" });
			expect(await accounts.retrieve(id, { fields: ["Name"] })).toMatchObject({ Name: "One" });
			expect(await accounts.update({ Id: id, Site: "Here" })).toMatchObject({ id, success: true });
			expect(await accounts.record(id).retrieve()).toMatchObject({ Site: "Here" });
			expect(await accounts.destroy(id)).toMatchObject({ success: true });
			await expect(accounts.retrieve(id)).rejects.toMatchObject({ errorCode: "ENTITY_IS_DELETED" });
		});
		it("many: 250 in two requests", async () => {
			const accounts = connection.sobject("Account");
			const many = Array.from({ length: 250 }, (_, at) => ({ Name: `Many ${at}` }));
			const created = await accounts.create(many, { allowRecursive: true });
			expect(created.filter(({ success }) => success)).toHaveLength(250);
			const ids = created.map(idOf);
			const read = await accounts.retrieve(ids);
			expect(read.map(({ Name }) => Name as unknown)).toEqual(many.map(({ Name }) => Name));
			const changed = ids.map((Id) => ({ Id, Site: "All" }));
			expect((await accounts.update(changed, { allowRecursive: true })).every(({ success }) => success)).toBe(
				true,
			);
			await accounts.destroy(ids, { allowRecursive: true });
			expect(await rows("SELECT Id FROM Account WHERE Site = 'All'")).toEqual([]);
		});
		it("many, of which one is refused: alone, or all together", async () => {
			const given = [{ Name: "Good" }, { Site: "nameless" }];
			const apart = await connection.sobject("Account").create(given);
			expect(apart.map(({ success }) => success)).toEqual([true, false]);
			expect(apart[1]?.errors[0]).toMatchObject({ statusCode: "REQUIRED_FIELD_MISSING", fields: ["Name"] });
			const together = await connection.sobject("Account").create(given, { allOrNone: true });
			expect(together[0]?.errors[0]).toMatchObject({ statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK" });
			expect(await rows("SELECT Id FROM Account WHERE Name = 'Good'")).toHaveLength(1);
		});
		it("by an external id, once new and once known", async () => {
			const skills = connection.sobject("Skill__c");
			const one = { Code__c: "JSF-1", Name: "New" };
			expect(await skills.upsert(one, "Code__c")).toMatchObject({ success: true });
			expect(await skills.upsert({ ...one, Name: "Newer" }, "Code__c")).toMatchObject({ success: true });
			const two = [
				{ ...one, Name: "Newest" },
				{ Code__c: "JSF-2", Name: "Other" },
			];
			expect((await skills.upsert(two, "Code__c")).every(({ success }) => success)).toBe(true);
			expect(
				await rows("SELECT Name FROM Skill__c WHERE Code__c LIKE 'JSF-%' ORDER BY Code__c"),
			).toMatchObject([{ Name: "Newest" }, { Name: "Other" }]);
		});
	});

	describe("by SOAP", () => {
		it("creates, updates, upserts, deletes, brings back, and empties the bin", async () => {
			const { soap } = connection;
			const type = "Account";
			const [made] = await soap.create([{ type, Name: "Soap" }]);
			const id = idOf(made ?? {});
			expect(await soap.update({ type, Id: id, Site: "Here" })).toMatchObject({ id, success: true });
			const skill = { type: "Skill__c", Code__c: "SOAP-1", Name: "S" };
			expect(await soap.upsert("Code__c", [skill])).toMatchObject([{ created: true, success: true }]);
			expect(await soap.delete(id)).toMatchObject({ success: true });
			expect(await soap.undelete([id])).toMatchObject([{ id, success: true }]);
			expect(await rows(`SELECT Site FROM Account WHERE Id = '${id}'`)).toMatchObject([{ Site: "Here" }]);
			await soap.delete(id);
			await soap.emptyRecycleBin([id]);
			const all = await connection.query(`SELECT Id FROM Account WHERE Id = '${id}'`, { scanAll: true });
			expect(all.totalSize).toBe(0);
		});
		it("merges nothing: what jsforce 3.10 calls mergeRequests is request in the WSDL", async () => {
			const [master, loser] = [
				await createAccount({ Name: "Master" }),
				await createAccount({ Name: "Loser" }),
			];
			const request = { masterRecord: { type: "Account", Id: master }, recordToMergeIds: [loser] };
			await expect(connection.soap.merge(request)).rejects.toThrow(/mergeRequests invalid at this location/);
			expect(await rows(`SELECT Id FROM Account WHERE Id = '${loser}'`)).toHaveLength(1);
			// What it should have sent, through its own door for any request.
			const body = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header><SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>${connection.accessToken}</sessionId></SessionHeader></Header><Body><merge xmlns="urn:partner.soap.sforce.com"><request><masterRecord><type>Account</type><Id>${master}</Id></masterRecord><recordToMergeIds>${loser}</recordToMergeIds></request></merge></Body></Envelope>`;
			await connection.request({
				method: "POST",
				url: `${client.org.url}/services/Soap/u/66.0`,
				headers: { "content-type": "text/xml", soapaction: '""' },
				body,
			});
			expect(await rows(`SELECT Id FROM Account WHERE Id = '${loser}'`)).toEqual([]);
		});
		it("converts a lead", async () => {
			const leadId = idOf(await connection.sobject("Lead").create({ LastName: "Lee", Company: "Lead Co" }));
			const converted = await connection.soap.convertLead({
				leadId,
				convertedStatus: "Closed - Converted",
				doNotCreateOpportunity: true,
			});
			expect(converted).toMatchObject({ success: true, leadId });
			expect(await rows(`SELECT Name FROM Account WHERE Id = '${converted.accountId}'`)).toMatchObject([
				{ Name: "Lead Co" },
			]);
		});
		it("says who is there and what time it is", async () => {
			expect(await connection.soap.getUserInfo()).toMatchObject({
				userName: "admin@demo.orgsmith.example",
				organizationName: "Orgsmith Demo",
			});
			const { timestamp } = await connection.soap.getServerTimestamp();
			expect(String(timestamp)).toContain("2026");
		});
		it("shows the fault of a refused call, of which nothing is written", async () => {
			const given = [
				{ type: "Account", Name: "Beside" },
				{ type: "Nonsense", Name: "N" },
			];
			await expect(connection.soap.create(given)).rejects.toMatchObject({ errorCode: "sf:INVALID_TYPE" });
			expect(await rows("SELECT Id FROM Account WHERE Name = 'Beside'")).toEqual([]);
		});
		it("refreshes on an expired session", async () => {
			await client.control("POST", "expire", { all: true });
			const refreshed: string[] = [];
			connection.on("refresh", (token: string) => refreshed.push(token));
			expect(await connection.soap.getUserInfo()).toMatchObject({ userName: "admin@demo.orgsmith.example" });
			expect(refreshed).toHaveLength(1);
		});
	});
});
