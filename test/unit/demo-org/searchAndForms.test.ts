import { beforeEach, describe, expect, it } from "vitest";
import { DATA, sender, useDemoOrg } from "./demoFixture.ts";
import { like, someText } from "./matchers.ts";

const demo = useDemoOrg();

const send = sender(demo);

describe("search", () => {
	const find = async (sosl: string) => {
		const reply = await send("GET", `search?q=${encodeURIComponent(sosl)}`);
		expect(reply.status, JSON.stringify(reply.body)).toBe(200);
		return (reply.body as { searchRecords: Record<string, unknown>[] }).searchRecords;
	};
	beforeEach(async () => {
		const account = (fields: object) => ({ attributes: { type: "Account" }, ...fields });
		const records = [
			account({ Name: "Zebra Works", Site: "north", Phone: "+49 30 555" }),
			account({ Name: "Works of Zebra and Okapi", Site: "south", Description: "stripes" }),
			account({ Name: "Okapi Ltd", Site: "south" }),
			{ attributes: { type: "Contact" }, LastName: "Zebra", Email: "kim@zebra.example" },
		];
		await send("POST", "composite/sobjects", { records });
	});
	const names = async (sosl: string) => (await find(sosl)).map((row) => row["Name"] ?? row["LastName"]);
	it.each<[string, readonly string[]]>([
		["FIND {zebra} RETURNING Account(Name ORDER BY Name)", ["Works of Zebra and Okapi", "Zebra Works"]],
		[
			"FIND {zeb*} IN NAME FIELDS RETURNING Account(Name ORDER BY Name LIMIT 1)",
			["Works of Zebra and Okapi"],
		],
		["FIND {zebra AND okapi} RETURNING Account(Name)", ["Works of Zebra and Okapi"]],
		["FIND {zebra AND NOT okapi} RETURNING Account(Name)", ["Zebra Works"]],
		[
			"FIND {(zebra OR okapi)} RETURNING Account(Name WHERE Site = 'south' ORDER BY Name)",
			["Okapi Ltd", "Works of Zebra and Okapi"],
		],
		['FIND {"zebra works"} RETURNING Account(Name)', ["Zebra Works"]],
		[
			"FIND {zebr?} IN NAME FIELDS RETURNING Account(Name ORDER BY Name), Contact(LastName) LIMIT 3",
			["Works of Zebra and Okapi", "Zebra Works", "Zebra"],
		],
		["FIND {kim@zebra.example} IN EMAIL FIELDS RETURNING Contact(LastName)", ["Zebra"]],
		["FIND {stripes} IN NAME FIELDS RETURNING Account(Name)", []],
		["FIND {zeb} RETURNING Account(Name)", []],
	])("%s", async (sosl, expected) => {
		expect(await names(sosl)).toEqual(expected);
	});
	it("without RETURNING gives types and ids of all searchable objects", async () => {
		const found = await find("FIND {zebra}");
		expect(new Set(found.map((row) => (row["attributes"] as { type: string }).type))).toEqual(
			new Set(["Account", "Contact"]),
		);
	});
	it.each([
		["zebra", "MALFORMED_SEARCH", "No search term found. The search term must be enclosed in braces."],
		["FIND {z}", "MALFORMED_SEARCH", "search term must be longer than one character: z"],
		["FIND {zebra} RETURNING Nope(Id)", "INVALID_TYPE", like(/^sObject type 'Nope'/)],
		["FIND {zebra} RETURNING Account(Nope)", "INVALID_FIELD", like(/No such column 'Nope'/)],
		["FIND {zebra} RETURNING Account(Id", "MALFORMED_SEARCH", someText],
	])("refuses %s", async (sosl, errorCode, message) => {
		const reply = await send("GET", `search?q=${encodeURIComponent(sosl)}`);
		expect(reply).toMatchObject({ status: 400, body: [{ errorCode, message }] });
	});
	it("by parameters, and as a bare list before v37", async () => {
		const query = "parameterizedSearch?q=zebra&sobject=Account&Account.fields=Name&Account.limit=1";
		expect((await send("GET", query)).body).toMatchObject({ searchRecords: [{ Name: someText }] });
		const body = { q: "okapi", fields: ["Name"], sobjects: [{ name: "Account", where: "Site = 'south'" }] };
		const found = (await send("POST", "parameterizedSearch", body)).body as { searchRecords: unknown[] };
		expect(found.searchRecords).toHaveLength(2);
		const old = await demo.client.get("/services/data/v36.0/search?q=FIND%20%7Bzebra%7D", demo.token);
		expect(Array.isArray(old.body)).toBe(true);
	});
});

it("recent lists what was looked at last, newest first", async () => {
	const id = async (name: string) =>
		((await send("POST", "sobjects/Account", { Name: name })).body as { id: string }).id;
	const [first, second] = [await id("First"), await id("Second")];
	for (const each of [second, first]) {
		demo.client.pass(1000);
		await send("GET", `sobjects/Account/${each}`, undefined, { "sforce-mru": "updateMru=true" });
	}
	expect((await send("GET", "recent?limit=2")).body).toMatchObject([
		{ attributes: { type: "Account" }, Id: first, Name: "First" },
		{ Id: second, Name: "Second" },
	]);
});

describe("ui-api records", () => {
	const key = { "idempotency-key": "12cfe4e6-e477-4de8-aa4e-95d31aa2be24" };
	const body = { apiName: "Account", fields: { Name: "Once" } };
	const count = async () =>
		(
			(await demo.client.query("SELECT COUNT() FROM Account WHERE Name = 'Once'", demo.token)).body as {
				totalSize: number;
			}
		).totalSize;
	it("one key writes once, and gives the same reply again", async () => {
		const first = await send("POST", "ui-api/records", body, key);
		expect(first).toMatchObject({
			status: 201,
			body: {
				apiName: "Account",
				fields: { Name: { displayValue: null, value: "Once" } },
				id: someText,
			},
		});
		const again = await send("POST", "ui-api/records", body, key);
		expect([again.status, again.body]).toEqual([first.status, first.body]);
		expect(await count()).toBe(1);
		await send("POST", "ui-api/records", body);
		expect(await count()).toBe(2);
		demo.client.pass(31 * 86_400_000);
		demo.token = (await demo.client.signIn()).accessToken;
		await send("POST", "ui-api/records", body, key);
		expect(await count()).toBe(3);
	});
	it("parents that are asked for are records inside the record", async () => {
		const { id } = (await send("POST", "ui-api/records", body)).body as { id: string };
		const fields = "Account.Name,Account.Owner.Name,Account.Owner.Profile.Name,Account.Parent.Name";
		expect((await send("GET", `ui-api/records/${id}?fields=${fields}`)).body).toMatchObject({
			fields: {
				Name: { value: "Once" },
				Owner: {
					displayValue: "Ada Admin",
					value: {
						apiName: "User",
						fields: {
							Name: { value: "Ada Admin" },
							Profile: { value: { apiName: "Profile", fields: { Name: { value: someText } } } },
						},
					},
				},
				Parent: { displayValue: null, value: null },
			},
		});
		const unknown = await send("GET", `ui-api/records/${id}?fields=Account.Parent.Nope`);
		expect(unknown).toMatchObject({ status: 400, body: [{ errorCode: "INVALID_FIELD" }] });
	});
	it("refuses a key that is none, and a change of what was changed since", async () => {
		expect((await send("POST", "ui-api/records", body, { "idempotency-key": "1" })).status).toBe(400);
		const { id } = (await send("POST", "ui-api/records", body)).body as { id: string };
		demo.client.pass(5000);
		await send("PATCH", `ui-api/records/${id}`, { fields: { Site: "a" } });
		const since = { "if-modified-since": new Date(Date.parse("2026-05-20T10:00:01Z")).toUTCString() };
		const late = await send("PATCH", `ui-api/records/${id}`, { fields: { Site: "b" } }, since);
		expect(late).toMatchObject({ status: 412, body: [{ errorCode: "PRECONDITION_FAILED" }] });
		expect((await send("GET", `ui-api/records/${id}?fields=Account.Site`)).body).toMatchObject({
			fields: { Site: { value: "a" } },
		});
		expect((await send("DELETE", `ui-api/records/${id}`)).status).toBe(204);
		expect((await send("GET", `ui-api/records/${id}`)).status).toBe(404);
	});
});

describe("forms of a reply", () => {
	const text = async (path: string, headers: Record<string, string>) => {
		const reply = await demo.client.get(path, demo.token, headers);
		return [reply.headers.get("content-type"), String(reply.body)] as const;
	};
	const xml = { accept: "application/xml" };
	it("XML for Accept: application/xml: records, query results, errors", async () => {
		const soql = encodeURIComponent("SELECT Name, Amount FROM Opportunity WHERE Amount != null LIMIT 1");
		const [type, body] = await text(`${DATA}/query?q=${soql}`, xml);
		expect(type).toBe("application/xml;charset=UTF-8");
		expect(body).toMatch(
			/^<\?xml version="1.0" encoding="UTF-8"\?><QueryResult><totalSize>1<\/totalSize><done>true<\/done><records type="Opportunity" url="[^"]+"><Name>[^<]+<\/Name><Amount>[\d.]+<\/Amount><\/records><\/QueryResult>$/,
		);
		const [, errors] = await text(`${DATA}/sobjects/Nope`, xml);
		expect(errors).toContain("<Errors><Error>");
		expect(errors).toContain("<errorCode>NOT_FOUND</errorCode>");
	});
	it("suffixes up to v57", async () => {
		const [type] = await text("/services/data/v57.0/limits.xml", {});
		expect(type).toBe("application/xml;charset=UTF-8");
		expect((await demo.client.get("/services/data/v58.0/limits.json", demo.token)).status).toBe(404);
	});
	it("lines and blanks for X-PrettyPrint: 1, the same values", async () => {
		const plain = await demo.client.get(`${DATA}/limits/recordCount?sObjects=Account,Contact`, demo.token);
		const response = await fetch(
			`${demo.client.org.url}${DATA}/limits/recordCount?sObjects=Account,Contact`,
			{
				headers: { authorization: `Bearer ${demo.token}`, "x-prettyprint": "1" },
			},
		);
		const body = await response.text();
		expect(body).toContain('"sObjects" : [ {\n');
		expect(JSON.parse(body)).toEqual(plain.body);
	});
});
