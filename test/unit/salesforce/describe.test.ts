import { describe, expect, it } from "vitest";
import { failureOf } from "../../../src/base/errors.ts";
import { DescribeCache, FRESH_MS } from "../../../src/orgs/describes.ts";
import { type Org, orgOf } from "../../../src/orgs/org.ts";
import { httpSend } from "../../../src/salesforce/http.ts";
import {
	type DescribeDoor,
	describeGlobal,
	describeLayout,
	describeObject,
} from "../../../src/salesforce/rest/describe.ts";
import { readNames, readRecord, readTimeZone } from "../../../src/salesforce/rest/record.ts";
import { DATA, rowsOf, useDemoOrg } from "../demo-org/demoFixture.ts";
import { IDENTITY, registry, tokens } from "../orgs/memory.ts";
import { testOp } from "../testOp.ts";
import { gate, session } from "./gate.ts";

const demo = useDemoOrg();
const VERSION = "66.0";
const REST: DescribeDoor = { apiVersion: VERSION, api: "rest" };

/** The demo org over HTTP, through the gate. */
async function org(user = "admin"): Promise<Org & { readonly requests: string[] }> {
	const requests: string[] = [];
	const { accessToken } = await demo.client.signIn(user);
	const { connection } = gate(
		async (call) => {
			const answer = await httpSend(call);
			requests.push(`${new URL(call.url).pathname.replace(DATA, "")} ${answer.status}`);
			return answer;
		},
		{
			sessions: {
				current: () => Promise.resolve(session(accessToken, demo.client.org.url)),
				renew: () => Promise.reject(new Error("no renewal here")),
			},
		},
	);
	return { ...orgOf(IDENTITY, connection), requests };
}

describe("what the demo org describes", () => {
	it("is read into what the product uses, and no more", async () => {
		const { connection } = await org();
		const answer = await describeObject(testOp(), connection, REST, "Machine__c");
		if (answer.kind !== "new") throw new Error("nothing was known");
		const { value, validators } = answer;
		expect(value).toMatchObject({ name: "Machine__c", keyPrefix: "a06", labelPlural: "Machines" });
		const field = (name: string) => value.fields.find((one) => one.name === name);
		expect(field("Manual__c")).toMatchObject({ extraTypeInfo: "richtextarea", htmlFormatted: true });
		expect(field("Account__c")).toMatchObject({ type: "reference", referenceTo: ["Account"] });
		expect(field("Access_Code__c")).toMatchObject({ type: "encryptedstring", encrypted: false });
		expect(field("Position__Latitude__s")).toMatchObject({ compoundFieldName: "Position__c" });
		expect(field("Category__c")?.picklistValues[0]).toEqual({
			value: expect.any(String) as string,
			label: expect.any(String) as string,
			active: true,
		});
		expect(value.recordTypeInfos.map(({ name }) => name)).toContain("Vehicle");
		expect(Object.keys(field("Name") ?? {})).not.toContain("soapType");
		expect(validators.etag).toMatch(/^"/);
		expect(await describeObject(testOp(), connection, REST, "Machine__c", validators)).toEqual({
			kind: "same",
		});
	});

	it("names every object with its key prefix, and one page layout by record type", async () => {
		const { connection } = await org();
		const all = await describeGlobal(testOp(), connection, REST);
		expect(all.kind === "new" && all.value.find(({ keyPrefix }) => keyPrefix === "500")?.name).toBe("Case");
		const layout = await describeLayout(testOp(), connection, VERSION, "Account", "012000000000000AAA");
		if (layout.kind !== "new") throw new Error("nothing was known");
		expect(layout.value.detailLayoutSections.map(({ heading }) => heading)).toEqual([
			"Information",
			"System Information",
		]);
		expect(layout.value.relatedLists.map(({ name }) => name)).toContain("Contacts");
	});

	it("hides from a user what they may not read", async () => {
		const limited = await org("limited");
		const answer = await describeObject(testOp(), limited.connection, REST, "Account");
		expect(answer.kind === "new" && answer.value.fields.map(({ name }) => name)).not.toContain(
			"AnnualRevenue",
		);
		const hidden = await describeObject(testOp(), limited.connection, REST, "Case").catch((thrown: unknown) =>
			failureOf(thrown, "api"),
		);
		expect(hidden).toMatchObject({ status: 404, code: "NOT_FOUND" });
	});

	it("comes from the cache, and after its time as a 304", async () => {
		const time = { now: 0 };
		const logins = registry();
		await logins.registry.add(IDENTITY, tokens());
		const cache = new DescribeCache(logins.registry, undefined, () => time.now);
		const here = await org();
		const first = await cache.object(testOp(), here, "Account");
		time.now += FRESH_MS;
		expect(await cache.object(testOp(), here, "Account")).toBe(first);
		expect(here.requests).toEqual(["/sobjects/Account/describe 200", "/sobjects/Account/describe 304"]);
	});
});

describe("a record", () => {
	it("is read whole, with all its digits, and only with what its reader may see", async () => {
		const [row] = await rowsOf(demo, "SELECT Id FROM Account LIMIT 1");
		const id = String(row?.["Id"]);
		const all = await readRecord(testOp(), (await org()).connection, VERSION, "Account", id);
		expect(all).toMatchObject({ Id: id, AnnualRevenue: expect.anything() as unknown });
		const less = await readRecord(testOp(), (await org("limited")).connection, VERSION, "Account", id);
		expect(less).not.toHaveProperty("AnnualRevenue");
		const none = readRecord(testOp(), (await org()).connection, VERSION, "Account", "001000000000000AAA");
		await expect(none).rejects.toMatchObject({ failure: { kind: "api", status: 404 } });
	});

	it("gets the names of the records it points to in one call; those that can't be read are left out", async () => {
		const here = await org();
		const [row] = await rowsOf(demo, "SELECT OwnerId, Owner.Name, ContactId FROM Case LIMIT 1");
		const { OwnerId: ownerId, Owner: owner } = row as { OwnerId: string; Owner: { Name: string } };
		const names = await readNames(testOp(), here.connection, VERSION, [
			{ recordId: ownerId, objectName: "User", nameField: "Name" },
			{ recordId: "003000000000000AAA", objectName: "Contact", nameField: "Name" },
			{ recordId: ownerId, objectName: "Nothing__c", nameField: "Name" },
		]);
		expect([...names]).toEqual([[ownerId, owner.Name]]);
		expect(here.requests).toEqual(["/composite 200"]);
		expect(await readNames(testOp(), here.connection, VERSION, [])).toEqual(new Map());
	});

	it("is shown in its reader's time zone", async () => {
		const { userId } = await demo.client.signIn();
		const { connection } = await org();
		expect(await readTimeZone(testOp(), connection, VERSION, userId)).toBe("America/Los_Angeles");
	});
});
