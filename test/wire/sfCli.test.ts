import { generateKeyPairSync } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DemoClient, type SignedIn } from "../unit/demo-org/demoClient.ts";
import { cliIsPresent, SfCli } from "./sfCli.ts";

interface Found {
	readonly totalSize: number;
	readonly done: boolean;
	readonly records: readonly Readonly<Record<string, unknown>>[];
}
interface Written {
	readonly id: string;
	readonly success: boolean;
}
interface Called {
	readonly statusCode: number;
	readonly body: unknown;
}

/** The official CLI as somebody else's client. Commands that don't touch one another run beside one another. */
describe.skipIf(!cliIsPresent).concurrent("the sf CLI with the demo org", () => {
	let client: DemoClient;
	let admin: SignedIn;
	let sf: SfCli;
	beforeAll(async () => {
		client = await DemoClient.start({ rows: 2500, clock: Date.now });
		admin = await client.signIn();
		sf = await SfCli.create(admin.accessToken);
		await sf.result(`org login access-token --instance-url ${client.org.url} --no-prompt --alias demo`);
		await sf.result("config set --global target-org=demo");
	});
	afterAll(async () => {
		await client.org.close();
		await sf.remove();
	});

	const inOrg = async (soql: string) => ((await client.query(soql, admin.accessToken)).body as Found).records;

	it("org display: connected", async () => {
		expect(await sf.result("org display")).toMatchObject({
			id: admin.orgId,
			username: "admin@demo.orgsmith.example",
			connectedStatus: "Connected",
			apiVersion: "66.0",
		});
	});

	it("org display user: the profile", async () => {
		expect(await sf.result("org display user")).toMatchObject({
			id: admin.userId,
			profileName: "System Administrator",
		});
	});

	it("org login jwt, org list, org logout: a second user by a key", async () => {
		const { publicKey, privateKey } = generateKeyPairSync("rsa", {
			modulusLength: 2048,
			publicKeyEncoding: { type: "spki", format: "pem" },
			privateKeyEncoding: { type: "pkcs8", format: "pem" },
		});
		const clientId = "orgsmith-demo-public";
		const file = path.join(sf.home, "key.pem");
		await writeFile(file, privateKey);
		await client.control("POST", "jwtKeys", { clientId, publicKey });
		const approved = { permittedUsers: "adminApproved", approvedUsers: ["integration"] };
		await client.control("POST", "apps", { clientId, ...approved });
		const username = "integration@demo.orgsmith.example";
		expect(
			await sf.result(
				`org login jwt --client-id ${clientId} --username ${username} --instance-url ${client.org.url} --alias jwt --jwt-key-file`,
				file,
			),
		).toMatchObject({ username, orgId: admin.orgId });
		const { other } = await sf.result<{
			other: readonly { username: string; connectedStatus: string }[];
		}>("org list");
		expect(other).toContainEqual(expect.objectContaining({ username, connectedStatus: "Connected" }));
		expect(await sf.result("org logout --target-org jwt --no-prompt")).toEqual([username]);
	});

	it("org open: an address that signs in", async () => {
		const { url } = await sf.result<{ url: string }>("org open --url-only --path lightning");
		expect(url.startsWith(`${client.org.url}/secur/frontdoor.jsp?`)).toBe(true);
	});

	it("org list limits, limits api display, org list sobject record-counts", async () => {
		const again = await sf.result<readonly { name: string }[]>("limits api display");
		expect(again.map(({ name }) => name)).toContain("DataStorageMB");
		const limits = await sf.result<readonly { name: string; max: number }[]>("org list limits");
		expect(limits).toContainEqual(expect.objectContaining({ name: "DailyApiRequests", max: 15_000 }));
		const counts = "org list sobject record-counts --sobject Contact --sobject Account";
		expect(await sf.result(counts)).toContainEqual(expect.objectContaining({ name: "Account" }));
	});

	it("org list auth, org auth show-access-token, org list users", async () => {
		expect(await sf.result("org list auth")).toContainEqual(
			expect.objectContaining({ orgId: admin.orgId, oauthMethod: "token", alias: "demo" }),
		);
		expect(await sf.result("org auth show-access-token --no-prompt")).toEqual({
			accessToken: admin.accessToken,
		});
		expect(await sf.result("org list users")).toContainEqual(
			expect.objectContaining({ userId: admin.userId, profileName: "System Administrator" }),
		);
	});

	it("data query: every page", async () => {
		const found = await sf.result<Found>("data query --query", "SELECT Id FROM Contact");
		const rows = new Set(found.records.map(({ Id }) => Id)).size;
		expect({ totalSize: found.totalSize, done: found.done, rows }).toEqual({
			totalSize: 2500,
			done: true,
			rows: 2500,
		});
	});

	it("data query --all-rows: what is in the bin, too", async () => {
		const soql = "SELECT Id FROM Contact WHERE IsDeleted = true";
		expect((await sf.result<Found>("data query --all-rows --query", soql)).totalSize).toBeGreaterThan(0);
	});

	it("data query: parents in a CSV, by the column metadata", async () => {
		const soql = "SELECT LastName, Account.Name FROM Contact WHERE AccountId != null LIMIT 2";
		const csv = await sf.text("data query --result-format csv --query", soql);
		expect(csv.split("\n")[0]).toBe("LastName,Account.Name");
		expect(csv.trim().split("\n").length).toBeGreaterThan(2);
	});

	it("data query: children and groups in a table for people", async () => {
		const children = await sf.text(
			"data query --query",
			"SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'null'",
		);
		expect(children).toContain("CONTACTS.LASTNAME");
		const soql = "SELECT COUNT(Id) n, StageName FROM Opportunity GROUP BY StageName";
		expect(await sf.text("data query --query", soql)).toContain("Closed Won");
	});

	it("data query --use-tooling-api", async () => {
		const soql = "SELECT Id, Name FROM ApexClass";
		const found = await sf.result<Found>("data query --use-tooling-api --query", soql);
		expect(found.records.map(({ Name }) => Name)).toContain("ProjectService");
	});

	it("data create, get, update and delete record", async () => {
		const { id } = await sf.result<Written>(
			"data create record --sobject Account --values",
			"Name='From sf' NumberOfEmployees=7",
		);
		const at = `--sobject Account --record-id ${id}`;
		expect(await sf.result(`data get record ${at}`)).toMatchObject({ Id: id, NumberOfEmployees: 7 });
		await sf.result(`data update record ${at} --values`, "Site='New site'");
		expect(await inOrg(`SELECT Name, Site FROM Account WHERE Id = '${id}'`)).toMatchObject([
			{ Name: "From sf", Site: "New site" },
		]);
		await sf.result(`data delete record ${at}`);
		expect(await inOrg(`SELECT Id FROM Account WHERE Id = '${id}'`)).toEqual([]);
	});

	it("data get record: by a condition", async () => {
		expect(await sf.result("data get record --sobject Account --where Name=null")).toMatchObject({
			Name: "null",
			attributes: { type: "Account" },
		});
	});

	it("data create record: the platform's refusal", async () => {
		const answer = await sf.json("data create record --sobject Contact --values FirstName=Only");
		expect(answer).toMatchObject({ status: 1, name: "REQUIRED_FIELD_MISSING" });
	});

	it("data search", async () => {
		await client.send("POST", "/services/data/v66.0/sobjects/Account", admin.accessToken, {
			Name: "Quagga Herd",
		});
		const sosl = "FIND {quagga} RETURNING Account(Name)";
		expect(await sf.result("data search --query", sosl)).toMatchObject({
			searchRecords: [{ Name: "Quagga Herd" }],
		});
	});

	it("data export tree, data import tree: a family comes back as a copy", async () => {
		const Name = "Exported";
		const path66 = "/services/data/v66.0/sobjects/";
		const { body } = await client.send("POST", `${path66}Account`, admin.accessToken, { Name });
		const AccountId = (body as Written).id;
		await client.send("POST", `${path66}Contact`, admin.accessToken, { LastName: "Child", AccountId });
		const soql = `SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Id = '${AccountId}'`;
		const folder = path.join(sf.home, "tree");
		await sf.result(`data export tree --plan --output-dir ${folder} --query`, soql);
		const plan = (await readdir(folder)).find((name) => name.endsWith("plan.json")) ?? "";
		expect(await readFile(path.join(folder, plan), "utf8")).toContain('"Contact"');
		await sf.result(`data import tree --plan ${path.join(folder, plan)}`);
		const copies = await inOrg(
			`SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = '${Name}'`,
		);
		expect(copies).toHaveLength(2);
		for (const copy of copies) expect(copy["Contacts"]).toMatchObject({ records: [{ LastName: "Child" }] });
	});

	it("data create file", async () => {
		const file = path.join(sf.home, "note.txt");
		await writeFile(file, "hello");
		const { Id } = await sf.result<{ Id: string }>("data create file --file", file);
		const address = `/services/data/v66.0/sobjects/ContentVersion/${Id}/VersionData`;
		const bytes = await fetch(client.org.url + address, {
			headers: { authorization: `Bearer ${admin.accessToken}` },
		});
		expect(await bytes.text()).toBe("hello");
	});

	it("sobject list and describe, of data and tooling", async () => {
		expect(await sf.result("sobject list --sobject custom")).toContain("Project__c");
		const project = await sf.result<{ fields: readonly { name: string }[] }>(
			"sobject describe --sobject Project__c",
		);
		expect(project).toMatchObject({ name: "Project__c", keyPrefix: "a00", custom: true });
		expect(project.fields.map(({ name }) => name)).toContain("Budget_Left__c");
		expect(await sf.result("sobject describe --sobject ApexClass --use-tooling-api")).toMatchObject({
			name: "ApexClass",
		});
	});

	it("api request rest: GET, POST, PATCH and DELETE", async () => {
		const root = "api request rest /services/data/v66.0/sobjects/Account";
		const posted = await sf.result<Called>(`${root} --method POST --body`, '{"Name":"By request"}');
		expect(posted.statusCode).toBe(201);
		const { id } = posted.body as Written;
		await sf.result<Called>(`${root}/${id} --method PATCH --body`, '{"Site":"Here"}');
		expect(await sf.result<Called>(`${root}/${id}?fields=Name,Site`)).toMatchObject({
			body: { Name: "By request", Site: "Here" },
		});
		// The CLI wants a body for whatever is no GET.
		const deleted = await sf.result<Called>(`${root}/${id} --method DELETE --body`, "{}");
		expect(deleted.statusCode).toBe(204);
		expect(await sf.json(`${root}/${id}`)).toMatchObject({ status: 1, result: { statusCode: 404 } });
	});

	it("shows the platform's refusal of a query", async () => {
		const { status, name, message } = await sf.json("data query --query", "SELECT Foo FROM Contact");
		expect([status, name]).toEqual([1, "INVALID_FIELD"]);
		expect(message).toContain("ERROR at Row:1:Column:8\nNo such column 'Foo' on entity 'Contact'.");
	});
});
