import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DemoClient, type SignedIn } from "../unit/demo-org/demoClient.ts";

/** Traffic recorded from real orgs, kept beside the repository and not in it. */
const RECORDINGS = path.resolve(import.meta.dirname, "../../../shared/wire");
const present = existsSync(RECORDINGS);
if (!present)
	console.warn(`skipped: no recordings at ${RECORDINGS}, so nothing to compare the demo org with`);

type Json = Record<string, unknown>;
const recording = (name: string): unknown => JSON.parse(readFileSync(path.join(RECORDINGS, name), "utf8"));
const keys = (value: unknown): string[] => Object.keys(value as Json).sort();
const DATA = "/services/data/v66.0";

describe.skipIf(!present)("the demo org against recordings of real orgs", () => {
	let client: DemoClient;
	let admin: SignedIn;
	beforeAll(async () => {
		client = await DemoClient.start({ rows: 900 });
		admin = await client.signIn();
	});
	afterAll(() => client.org.close());

	const get = async (url: string): Promise<unknown> => (await client.get(url, admin.accessToken)).body;
	const query = async (soql: string, headers = {}): Promise<Json> =>
		(await client.query(soql, admin.accessToken, headers)).body as Json;

	describe.each(["Account", "Contact", "Opportunity", "Case"])("describe of %s", (name) => {
		const recorded = present
			? (recording(`CumulusCI/decoded/GET_sobjects_${name}_describe.json`) as { fields: Json[] } & Json)
			: { fields: [] };
		let ours: { fields: Json[] } & Json;
		beforeAll(async () => {
			ours = (await get(`${DATA}/sobjects/${name}/describe`)) as typeof ours;
		});
		// The recordings of Account and Case are older and lack three keys of the others.
		const newest = ["Contact", "Opportunity"].includes(name);
		it("has the same top-level keys", () => {
			expect(keys(ours)).toHaveLength(45);
			const wanted = keys(recorded);
			expect(keys(ours)).toEqual(newest ? wanted : expect.arrayContaining(wanted));
		});
		it("has the same keys in every field", () => {
			const wanted = keys(recorded.fields[0]);
			expect(wanted).toHaveLength(57);
			for (const field of ours.fields) expect(keys(field), String(field["name"])).toEqual(wanted);
		});
		it("has the same keys in urls, child relationships and record types", () => {
			const wanted = keys(recorded["urls"]);
			if (newest) expect(keys(ours["urls"])).toEqual(wanted);
			else expect(wanted).toEqual(expect.arrayContaining(keys(ours["urls"])));
			for (const part of ["childRelationships", "recordTypeInfos"]) {
				const theirs = (recorded[part] as Json[])[0];
				for (const own of ours[part] as Json[]) expect(keys(own)).toEqual(keys(theirs));
			}
		});
		it("gives the fields that both have the same type, label, length and abilities", () => {
			const compared = [
				"type",
				"label",
				"soapType",
				"length",
				"byteLength",
				"precision",
				"scale",
				"digits",
				"nillable",
				"aggregatable",
				"filterable",
				"groupable",
				"sortable",
				"createable",
				"updateable",
				"defaultedOnCreate",
				"permissionable",
				"idLookup",
				"restrictedPicklist",
				"searchPrefilterable",
				"queryByDistance",
				"nameField",
				"relationshipName",
				"referenceTo",
				"extraTypeInfo",
				"compoundFieldName",
			];
			const differences: string[] = [];
			let shared = 0;
			for (const theirs of recorded.fields) {
				const own = ours.fields.find((field) => field["name"] === theirs["name"]);
				if (own === undefined) continue;
				shared += 1;
				for (const key of compared) {
					const [a, b] = [JSON.stringify(own[key]), JSON.stringify(theirs[key])];
					if (a !== b) differences.push(`${String(theirs["name"])}.${key}: ours ${a}, recorded ${b}`);
				}
			}
			expect(shared).toBeGreaterThan(15);
			expect(differences).toEqual([]);
		});
	});

	it("describes a custom object with the same keys", async () => {
		const recorded = recording("CumulusCI/decoded/GET_sobjects_Custom__c_describe.json") as Json;
		expect(keys(await get(`${DATA}/sobjects/Project__c/describe`))).toEqual(keys(recorded));
	});

	it("has the same keys in the global describe", async () => {
		const recorded = recording("CumulusCI/decoded/GET_sobjects_Global_describe.json") as {
			sobjects: Json[];
		} & Json;
		const ours = (await get(`${DATA}/sobjects`)) as { sobjects: Json[] } & Json;
		expect(keys(ours)).toEqual(keys(recorded));
		const entry = (of: { sobjects: Json[] }) => of.sobjects.find(({ name }) => name === "Account");
		expect(keys(entry(ours))).toEqual(keys(entry(recorded)));
		expect(keys(entry(ours)?.["urls"])).toEqual(keys(entry(recorded)?.["urls"]));
	});

	it("names the versions that were recorded alike", async () => {
		const recorded = recording("NetCoreForce/versions.json") as Json[];
		const ours = (await client.request("/services/data")).body as Json[];
		expect(recorded.length).toBeGreaterThan(20);
		expect(ours.slice(0, recorded.length)).toEqual(recorded);
	});

	it("has the same envelope of a query on first and last page", async () => {
		const [first, last] = [1, 4].map(
			(page) => recording(`NetCoreForce/querybatch/batch-${page}.json`) as Json,
		);
		const ours = await query("SELECT Id FROM Contact LIMIT 800", { "sforce-query-options": "batchSize=200" });
		expect(Object.keys(ours)).toEqual(Object.keys(first ?? {}));
		expect(ours["totalSize"]).toBe(first?.["totalSize"]);
		const shape = /^\/services\/data\/v\d\d\.0\/query\/[\w]{18}-200$/;
		expect(first?.["nextRecordsUrl"]).toMatch(shape);
		expect(ours["nextRecordsUrl"]).toMatch(shape);
		const rest = String(ours["nextRecordsUrl"]).replace(/-200$/, "-600");
		expect(Object.keys((await get(rest)) as Json)).toEqual(Object.keys(last ?? {}));
	});

	it("answers no rows, counts, groups, parents and children in the recorded shapes", async () => {
		expect(await query("SELECT Id FROM Contact WHERE LastName = 'nobody'")).toEqual(
			recording("NetCoreForce/query_empty_result.json"),
		);
		const firstOf = (body: unknown) => (body as { records: Json[] }).records[0] ?? {};
		const group = firstOf(recording("SwiftlySalesforce/MockAggregateQueryResult.json"));
		const ourGroup = firstOf(
			await query("SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName"),
		);
		expect(ourGroup["attributes"]).toEqual(group["attributes"]);
		const parent = (recording("spring-social-salesforce/query-parent2child.json") as { records: Json[] })
			.records[0];
		const ours = await query("SELECT Name, (SELECT LastName FROM Contacts) FROM Account");
		const withContacts = (ours as unknown as { records: Json[] }).records.find(
			({ Contacts }) => Contacts !== null,
		);
		expect(keys(withContacts)).toEqual(keys(parent));
		expect(keys(withContacts?.["Contacts"])).toEqual(keys(parent?.["Contacts"]));
		const orphan = (recording("spring-social-salesforce/query-child2parent.json") as { records: Json[] })
			.records[0];
		const ourOrphan = firstOf(
			await query("SELECT FirstName, Account.Name FROM Contact WHERE AccountId = null"),
		);
		expect(Object.keys(ourOrphan)).toEqual(Object.keys(orphan ?? {}));
		expect(ourOrphan["Account"]).toBe(orphan?.["Account"]);
	});

	it("lists at least the recorded limits, with the same entries", async () => {
		const recorded = recording("SwiftlySalesforce/MockLimits.json") as Record<string, Json>;
		const ours = (await get(`${DATA}/limits`)) as Record<string, Json>;
		// The documents of v66 have some more than the recording of v53.
		expect(keys(ours)).toEqual(expect.arrayContaining(keys(recorded)));
		for (const [name, entry] of Object.entries(ours)) {
			const nested = name === "PermissionSets" ? ["CreateCustom"] : [];
			expect(keys(entry), name).toEqual([...nested, "Max", "Remaining"]);
			if (recorded[name] !== undefined) expect(entry["Max"], name).toBe(recorded[name]["Max"]);
		}
	});

	it("has the same keys in an identity and its urls", async () => {
		const recorded = recording("SwiftlySalesforce/MockIdentity.json") as Json;
		const ours = (await get(`/id/${admin.orgId}/${admin.userId}`)) as Json;
		expect(keys(ours)).toEqual(keys(recorded));
		expect(keys(ours["urls"])).toEqual(keys(recorded["urls"]));
		expect(keys(ours["photos"])).toEqual(keys(recorded["photos"]));
	});

	it("gives every key of a recorded token body, and of its refusal exactly the recorded one", async () => {
		const { response } = recording("restforce-db/01_post_services_oauth_token_200.json") as {
			response: { body: Json };
		};
		const refresh = (refresh_token: string) =>
			client.form("/services/oauth2/token", {
				grant_type: "refresh_token",
				client_id: "PlatformCLI",
				refresh_token,
			});
		const { body } = await refresh(admin.refreshToken);
		expect(keys(body)).toEqual(expect.arrayContaining(keys(response.body)));
		for (const [name, value] of Object.entries(response.body)) {
			expect(typeof (body as Json)[name], name).toBe(typeof value);
		}
		const refused = await refresh("nonsense");
		expect(refused).toMatchObject({ status: 400 });
		expect(refused.body).toEqual(recording("restforce/refresh_error_response.json"));
	});

	it("refuses with bodies that were recorded, word for word", async () => {
		const { rest } = recording("errors/errors.json") as { rest: { status: number; body: Json[] }[] };
		const bodies = rest.map(({ status, body }) => JSON.stringify([status, sorted(body)]));
		const replies = await Promise.all([
			client.get(`${DATA}/query?q=${encodeURIComponent("select count() from XYZZY")}`, admin.accessToken),
			client.get(`${DATA}/nonsense`, admin.accessToken),
			client.get(`${DATA}/limits`, "nonsense"),
			client.request(`${DATA}/limits`, { headers: { authorization: "Basic x" } }),
			client.query("SELECT Id FROM Account OFFSET 2001", admin.accessToken),
			client.query("SELECT FIELDS(ALL) FROM Account", admin.accessToken),
			client.query(" ", admin.accessToken),
			client.query("SELECT Id, FIELDS(STANDARD) FROM Account", admin.accessToken),
			client.get(`${DATA}/query/0r8nonsense-2000`, admin.accessToken),
			client.request(`${DATA}/composite`, {
				method: "POST",
				headers: { authorization: `Bearer ${admin.accessToken}` },
			}),
		]);
		for (const { status, body } of replies) {
			expect(bodies).toContain(JSON.stringify([status, sorted(body as Json[])]));
		}
		await client.control("POST", "settings", { dailyApiLimit: 0 });
		const limited = await client.get(`${DATA}/limits`, admin.accessToken);
		await client.control("POST", "settings", { dailyApiLimit: null });
		expect(bodies).toContain(JSON.stringify([limited.status, sorted(limited.body as Json[])]));
	});
});

/** Key order set aside: the platform's own differs from reply to reply. */
function sorted(body: readonly Json[]): Json[] {
	return body.map((each) => Object.fromEntries(Object.entries(each).sort(([a], [b]) => a.localeCompare(b))));
}
