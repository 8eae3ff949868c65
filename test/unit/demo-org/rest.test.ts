import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DemoClient, type JsonReply, type SignedIn } from "./demoClient.ts";

const DATA = "/services/data/v66.0";
let client: DemoClient;
let admin: SignedIn;

beforeAll(async () => {
	client = await DemoClient.start({ rows: 300 });
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

describe("versions", () => {
	it("lists v31 to v66 without a token, and takes a doubled slash", async () => {
		const { body } = await client.request("//services/data");
		const versions = body as { label: string; url: string; version: string }[];
		expect(versions).toHaveLength(36);
		expect(versions[0]?.version).toBe("31.0");
		expect(versions.at(-1)).toEqual({ label: "Spring '26", url: "/services/data/v66.0", version: "66.0" });
		expect(versions.find(({ version }) => version === "64.0")?.label).toBe("Summer '25");
	});
	it("answers 410 for a retired version and 404 for one that never was", async () => {
		expect((await get("/services/data/v30.0/limits")).status).toBe(410);
		expect(errorOf(await get("/services/data/v99.0/limits"))).toEqual([
			404,
			"NOT_FOUND",
			"The requested resource does not exist",
		]);
	});
	it("lists the resources of a version", async () => {
		const { body } = await get(`${DATA}/`);
		expect(body).toMatchObject({
			query: `${DATA}/query`,
			sobjects: `${DATA}/sobjects`,
			identity: expect.stringContaining("/id/00D") as string,
		});
	});
});

describe("tokens", () => {
	it.each([
		["a wrong token", "Bearer nonsense", "INVALID_SESSION_ID", "Session expired or invalid"],
		["no token", "", "INVALID_SESSION_ID", "Session expired or invalid"],
		["another scheme", "Basic abc", "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE"],
	])("refuses %s", async (_what, authorization, code, message) => {
		const headers: Record<string, string> = authorization === "" ? {} : { authorization };
		expect(errorOf(await client.request(`${DATA}/limits`, { headers }))).toEqual([401, code, message]);
	});
	it("refuses an old token", async () => {
		await client.control("POST", "settings", { accessTokenLifetimeMs: 5000 });
		const { accessToken } = await client.signIn();
		client.pass(4999);
		expect((await get(`${DATA}/limits`, accessToken)).status).toBe(200);
		client.pass(1);
		expect((await get(`${DATA}/limits`, accessToken)).status).toBe(401);
	});
	it("decides the org: each has its own objects and rows", async () => {
		const production = await client.signIn("production-admin");
		expect(production.orgId).not.toBe(admin.orgId);
		const organization =
			"SELECT Id, Name, OrganizationType, IsSandbox, TrialExpirationDate FROM Organization";
		expect((await query(organization)).records[0]).toMatchObject({
			Id: admin.orgId,
			OrganizationType: "Developer Edition",
			IsSandbox: false,
		});
		expect((await query(organization, production.accessToken)).records[0]).toMatchObject({
			Id: production.orgId,
			Name: "Acme Production",
			OrganizationType: "Enterprise Edition",
			IsSandbox: false,
			TrialExpirationDate: null,
		});
		expect((await query("SELECT COUNT() FROM Invoice__c", production.accessToken)).totalSize).toBeGreaterThan(
			0,
		);
		expect((await client.query("SELECT COUNT() FROM Invoice__c", admin.accessToken)).status).toBe(400);
	});
});

describe("describe", () => {
	it("gives 304 to whom knows it already", async () => {
		const path = `${DATA}/sobjects/Account/describe`;
		const first = await get(path);
		const etag = first.headers.get("etag") ?? "";
		expect((await get(path, admin.accessToken, { "if-none-match": etag })).status).toBe(304);
		const since = first.headers.get("last-modified") ?? "";
		expect((await get(path, admin.accessToken, { "if-modified-since": since })).status).toBe(304);
		expect((await get(path, admin.accessToken, { "if-none-match": '"other"' })).status).toBe(200);
	});
	it("has a relationship back for every lookup that names one", async () => {
		const { body } = await get(`${DATA}/sobjects/account/describe`);
		const { childRelationships } = body as {
			childRelationships: { relationshipName: string | null; field: string }[];
		};
		expect(childRelationships).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					childSObject: "Project__c",
					field: "Account__c",
					relationshipName: "Projects__r",
				}),
			]),
		);
	});
});

describe("records", () => {
	it("are read whole or by fields", async () => {
		const id = (await query("SELECT Id FROM Account ORDER BY Id LIMIT 1")).records[0]?.Id ?? "";
		const whole = await get(`${DATA}/sobjects/Account/${id.slice(0, 15)}`);
		expect(whole.body).toMatchObject({
			attributes: { type: "Account", url: `${DATA}/sobjects/Account/${id}` },
			Id: id,
			IsDeleted: false,
		});
		const { body } = await get(`${DATA}/sobjects/Account/${id}?fields=name,Owner.Name`);
		expect(Object.keys(body as object)).toEqual(["attributes", "Name", "Owner", "Id"]);
	});
	it.each<[path: string, status: number, code: string]>([
		["Account/001DEM0000ZZZZZ", 404, "NOT_FOUND"],
		["Account/003DEM000000001YBA", 400, "MALFORMED_ID"],
		["Account/nonsense", 404, "NOT_FOUND"],
		["Nothing/001DEM000000001YBA", 404, "NOT_FOUND"],
		["Account/001DEM000000001YBA?fields=Nope", 400, "INVALID_FIELD"],
		["Contact/003DEM000000eLMYBQ", 404, "NOT_FOUND"],
	])("%s answers %i", async (path, status, code) => {
		expect(errorOf(await get(`${DATA}/sobjects/${path}`)).slice(0, 2)).toEqual([status, code]);
	});
	it("that were deleted say so", async () => {
		const soql = encodeURIComponent("SELECT Id FROM Contact WHERE IsDeleted = true LIMIT 1");
		const { records } = (await get(`${DATA}/queryAll?q=${soql}`)).body as Page;
		expect(errorOf(await get(`${DATA}/sobjects/Contact/${records[0]?.Id}`))).toEqual([
			404,
			"ENTITY_IS_DELETED",
			"entity is deleted",
		]);
	});
	it("read most-recently-used dates only when told to", async () => {
		const id = (await query("SELECT Id FROM Account ORDER BY Id LIMIT 1")).records[0]?.Id ?? "";
		const path = `${DATA}/sobjects/Account/${id}?fields=LastViewedDate`;
		expect((await get(path, admin.accessToken, { "sforce-mru": "updateMru=false" })).body).toMatchObject({
			LastViewedDate: null,
		});
		expect((await get(path, admin.accessToken, { "sforce-mru": "updateMru=true" })).body).not.toMatchObject({
			LastViewedDate: null,
		});
	});
});

it("gives a BrowserId to clients without one", async () => {
	const cookie = (await get(`${DATA}/limits`)).headers.get("set-cookie");
	expect(cookie).toMatch(/^BrowserId=[\w-]{22}; path=\/; expires=/);
	const again = await get(`${DATA}/limits`, admin.accessToken, { cookie: `a=b; ${cookie?.split(";")[0]}` });
	expect(again.headers.get("set-cookie")).toBeNull();
});

describe("limits", () => {
	it("have the names of their version", async () => {
		const names = async (version: string) =>
			Object.keys((await get(`/services/data/${version}/limits`)).body as object);
		const now = await names("v66.0");
		expect(now).toEqual(
			expect.arrayContaining([
				"ContentPublicationLimit",
				"DailyApexCursorLimit",
				"DailyMetadataRetrievesWithDependencies",
				"ExternalServicesOperations",
				"MaxContentDocumentsLimit",
				"PublishCallbackUsageInApex",
				"ScheduledFlowRunLimit",
				"ScheduledPathRunLimit",
				"MonthlyPlatformEventsUsageEntitlement",
			]),
		);
		expect(now.length).toBeGreaterThan(71);
		expect(now).not.toContain("MonthlyPlatformEvents");
		expect(await names("v47.0")).toEqual(
			expect.arrayContaining(["DailyBulkApiRequests", "MonthlyPlatformEvents"]),
		);
	});
	it("count calls per org, and not sign-in, identity or the version list", async () => {
		const production = await client.signIn("production-admin");
		await client.request("/services/data");
		await get("/services/oauth2/userinfo");
		const first = await get(`${DATA}/limits`);
		expect(first.headers.get("sforce-limit-info")).toBe("api-usage=1/15000");
		expect(first.body).toMatchObject({ DailyApiRequests: { Max: 15_000, Remaining: 14_999 } });
		expect((await get(`${DATA}/nonsense`)).headers.get("sforce-limit-info")).toBe("api-usage=2/15000");
		const other = await get(`${DATA}/limits`, production.accessToken);
		expect(other.headers.get("sforce-limit-info")).toBe("api-usage=1/100000");
		expect((await client.request("/services/data")).headers.get("sforce-limit-info")).toBeNull();
	});
	it("end the day", async () => {
		await client.control("POST", "settings", { dailyApiLimit: 1 });
		await get(`${DATA}/limits`);
		expect(errorOf(await get(`${DATA}/limits`))).toEqual([
			403,
			"REQUEST_LIMIT_EXCEEDED",
			"TotalRequests Limit exceeded.",
		]);
	});
	it("hold a URI, and URI with headers, to 16,384 bytes", async () => {
		expect((await get(`${DATA}/query?q=${"x".repeat(16_384)}`)).status).toBe(414);
		expect((await get(`${DATA}/limits`, admin.accessToken, { "x-long": "x".repeat(16_400) })).status).toBe(
			431,
		);
	});
	it("recordCount drops unknown names", async () => {
		const { body } = await get(`${DATA}/limits/recordCount?sObjects=Account,Nope`);
		expect(body).toEqual({ sObjects: [{ count: 60, name: "Account" }] });
	});
});

describe("what is not there", () => {
	it.each([
		["GET", `${DATA}/nonsense`, 404, "NOT_FOUND"],
		["GET", "/nonsense", 404, "NOT_FOUND"],
		["GET", `${DATA}/%ZZ`, 404, "NOT_FOUND"],
		["GET", `${DATA}/tooling/completions?type=apex`, 501, "DEMO_ORG_NOT_IMPLEMENTED"],
		["POST", `${DATA}/jobs/ingest`, 501, "DEMO_ORG_NOT_IMPLEMENTED"],
		["DELETE", `${DATA}/sobjects/Account/00100000000000x`, 404, "NOT_FOUND"],
		["POST", "/services/Soap/m/66.0", 501, "DEMO_ORG_NOT_IMPLEMENTED"],
		["POST", `${DATA}/limits`, 405, "METHOD_NOT_ALLOWED"],
		["PUT", `${DATA}/sobjects`, 405, "METHOD_NOT_ALLOWED"],
	])("%s %s answers %i", async (method, path, status, code) => {
		const reply = await client.request(path, {
			method,
			headers: { authorization: `Bearer ${admin.accessToken}` },
		});
		expect(errorOf(reply).slice(0, 2)).toEqual([status, code]);
	});
	it("is logged loudly, and no token ever is", async () => {
		const lines: string[] = [];
		const other = await DemoClient.start({ rows: 1, log: (line) => lines.push(line) });
		const { accessToken } = await other.signIn();
		await other.get(`${DATA}/tooling/completions`, accessToken);
		await other.query("SELECT Id FROM Account", accessToken);
		await other.org.close();
		expect(lines.some((line) => line.startsWith(`!! GET ${DATA}/tooling/completions 501`))).toBe(true);
		expect(lines.join("\n")).not.toContain(accessToken.slice(16));
	});
});

describe("transport", () => {
	it("ends by itself when nobody asks any more", async () => {
		const idle = await new Promise<boolean>((resolve, reject) => {
			DemoClient.start({ rows: 1, idleMinutes: 0.0005, onIdle: () => resolve(true) }).catch(reject);
		});
		expect(idle).toBe(true);
	});
	it("answers on ::1 as on 127.0.0.1, where there is one", async () => {
		const reply = await fetch(`http://localhost:${client.org.port}/services/data`);
		expect(reply.status).toBe(200);
	});
	it("compresses large bodies for clients that can take it", async () => {
		const headers = (encoding: string) =>
			new Promise<string | undefined>((resolve, reject) => {
				const options = {
					headers: { authorization: `Bearer ${admin.accessToken}`, "accept-encoding": encoding },
				};
				const path = `${client.org.url}${DATA}/query?q=SELECT+Id+FROM+Contact`;
				const sent = httpRequest(path, options, (response) => {
					response.resume();
					resolve(response.headers["content-encoding"]);
				});
				sent.on("error", reject).end();
			});
		expect(await headers("gzip, deflate")).toBe("gzip");
		expect(await headers("identity")).toBeUndefined();
	});
	it("gives the same data for the same seed and day, and other data for another seed", async () => {
		const soql = "SELECT Id, Name, Email, CreatedDate FROM Contact ORDER BY Id";
		const [same, other] = await Promise.all([
			DemoClient.start({ rows: 30 }),
			DemoClient.start({ rows: 30, seed: 8 }),
		]);
		const again = await DemoClient.start({ rows: 30 });
		const rows = async (from: DemoClient) => (await from.query(soql, (await from.signIn()).accessToken)).body;
		const first = await rows(same);
		expect(await rows(again)).toEqual(first);
		expect(await rows(other)).not.toEqual(first);
		await Promise.all([same, other, again].map((each) => each.org.close()));
	});
});
