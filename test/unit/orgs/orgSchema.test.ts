import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { Secret } from "../../../src/base/secret.ts";
import { DescribeFiles } from "../../../src/orgs/describeFiles.ts";
import { DescribeCache, FRESH_MS } from "../../../src/orgs/describes.ts";
import type { OrgSchema } from "../../../src/orgs/orgSchema.ts";
import { OrgSchemas } from "../../../src/orgs/orgSchemas.ts";
import { type HttpSend, httpSend } from "../../../src/salesforce/http.ts";
import { id18, type LoginId, loginIdOf } from "../../../src/salesforce/ids.ts";
import { useDemoOrg } from "../demo-org/demoFixture.ts";
import { testOp } from "../testOp.ts";
import { IDENTITY, registry } from "./memory.ts";

const demo = useDemoOrg();
let folder = "";
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "orgsmith-schema-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A window over the folder, the admin signed in; `offline` cuts it off. */
async function newWindow() {
	const requests: string[] = [];
	const wire = { offline: false, tries: 0 };
	const time = { now: Date.now() };
	const send: HttpSend = async (call) => {
		wire.tries++;
		if (wire.offline) throw new AppError({ kind: "network", reason: "offline" });
		const answer = await httpSend(call);
		requests.push(`${new URL(call.url).pathname.replace(/.*\/v66\.0\//, "")} ${answer.status}`);
		return answer;
	};
	const logins = registry({ send }).registry;
	const { log, lines } = testOp();
	const signIn = async (user = "admin"): Promise<LoginId> => {
		const { accessToken, orgId, userId } = await demo.client.signIn(user);
		const [org, person] = [id18(orgId), id18(userId)];
		if (!org || !person) throw new Error("not ids");
		const instanceUrl = demo.client.org.url;
		const id = loginIdOf(org, person);
		const tokens = { accessToken: new Secret(accessToken), refreshToken: undefined, instanceUrl };
		await logins.add({ ...IDENTITY, id, orgId: org, userId: person, instanceUrl }, tokens);
		return id;
	};
	// A window begins with the logins it had.
	const id = await signIn();
	const describes = new DescribeCache(logins, new DescribeFiles(folder, log), () => time.now);
	const schemas = new OrgSchemas(logins, describes, log, () => time.now);
	return { requests, wire, time, logins, schemas, schema: schemas.of(id), id, lines, signIn };
}

/** Reads until it is so, each time that something arrived: as an editor does. */
async function until<T>(schema: OrgSchema, read: () => T, isSo: (value: T) => boolean): Promise<T> {
	for (;;) {
		const arrived = Promise.withResolvers<void>();
		const listening = schema.onChange(arrived.resolve);
		const value = read();
		if (isSo(value)) return value;
		await arrived.promise;
		listening.dispose();
	}
}
const objectOf = async (schema: OrgSchema, name: string) => {
	const found = await until(
		schema,
		() => schema.object(name),
		(one) => one !== "unknown",
	);
	if (typeof found === "string") throw new Error(`${name} is ${found}`);
	return found;
};
const objectsOf = async (schema: OrgSchema) => {
	const isWhole = () => schema.objects?.some(({ api }) => api === "tooling") === true;
	await until(schema, isWhole, (whole) => whole);
	return schema.objects ?? [];
};
/** Whatever was begun has had its turns. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const plan = (pathPattern: string, fault: object, count: number | null = null) =>
	demo.client.control("POST", "faults", { match: { path: pathPattern }, fault, count });

describe("what the language knows of an org", () => {
	it("is nothing at first, arrives unwaited for, and is asked for once", async () => {
		const { schema, requests } = await newWindow();
		for (let read = 0; read < 20; read++) {
			expect([schema.objects, schema.object("account"), schema.object("Account")]).toEqual([
				undefined,
				"unknown",
				"unknown",
			]);
		}
		const account = await objectOf(schema, "ACCOUNT");
		expect(account).toMatchObject({ name: "Account", label: "Account", api: "rest", keyPrefix: "001" });
		expect(schema.object("account")).toBe(account);
		expect(requests.sort()).toEqual([
			"sobjects 200",
			"sobjects/Account/describe 200",
			"tooling/sobjects 200",
		]);
	});

	it("comes whole to who reads once: an object too, that was read before it was known whose it is", async () => {
		const { schema, requests } = await newWindow();
		expect(schema.object("TraceFlag")).toBe("unknown");
		await expect.poll(() => requests).toContain("tooling/sobjects/TraceFlag/describe 200");
	});

	it("is fields with what clauses take them, relationships, record types and scopes", async () => {
		const { schema } = await newWindow();
		const machine = await objectOf(schema, "machine__c");
		const field = (name: string) => machine.fields.find((one) => one.name === name);
		expect(field("Manual__c")).toMatchObject({ type: "textarea", filterable: false, sortable: false });
		expect(field("Name")).toMatchObject({ filterable: true, sortable: true, groupable: true, custom: false });
		expect(field("Account__c")).toMatchObject({
			type: "reference",
			custom: true,
			referenceTo: ["Account"],
			relationshipName: "Account__r",
		});
		expect(machine.fields.find(({ formula }) => formula !== null)).toMatchObject({ calculated: true });
		expect(machine.recordTypes.map(({ developerName }) => developerName)).toContain("Vehicle");
		expect(machine.recordTypes.map(({ developerName }) => developerName)).not.toContain("Master");
		expect(machine.scopes.map(({ name }) => name)).toEqual(["everything", "mine"]);
		expect(machine.custom).toBe(true);
		const account = await objectOf(schema, "Account");
		expect(account.childRelationships).toContainEqual({
			childObject: "Contact",
			field: "AccountId",
			relationshipName: "Contacts",
		});
		expect(account.childRelationships.map(({ relationshipName }) => relationshipName)).not.toContain(null);
	});

	it("is of both APIs: what both have is the REST API's, what one has is asked of that one", async () => {
		const { schema, requests } = await newWindow();
		const objects = await objectsOf(schema);
		const doors = ["Account", "ApexClass", "TraceFlag", "ValidationRule"].map((name) => [
			name,
			objects.filter((one) => one.name === name).map(({ api }) => api),
		]);
		expect(doors).toEqual([
			["Account", ["rest"]],
			["ApexClass", ["rest"]],
			["TraceFlag", ["tooling"]],
			["ValidationRule", ["tooling"]],
		]);
		expect((await objectOf(schema, "traceflag")).fields.map(({ name }) => name)).toContain("LogType");
		expect(requests).toContain("tooling/sobjects/TraceFlag/describe 200");
	});

	it("is that an object is absent when neither list has it, or when the org says 404", async () => {
		const { schema, requests } = await newWindow();
		await objectsOf(schema);
		expect(schema.object("Nothing__c")).toBe("absent");
		await plan("/sobjects/Contact/describe", {
			kind: "status",
			status: 404,
			body: [{ errorCode: "NOT_FOUND", message: "The requested resource does not exist" }],
		});
		const contact = await until(
			schema,
			() => schema.object("Contact"),
			(one) => one !== "unknown",
		);
		expect(contact).toBe("absent");
		expect(requests.filter((one) => one.includes("Nothing__c"))).toEqual([]);
	});

	it("is in the user's language, and what they may see", async () => {
		const { schemas, signIn, id: admin } = await newWindow();
		const [german, limited] = [await signIn("german"), await signIn("limited")];
		const labels = await Promise.all(
			[admin, german].map(async (id) => (await objectOf(schemas.of(id), "Contact")).label),
		);
		expect(labels).toEqual(["Contact", "Kontakt"]);
		const fields = async (id: LoginId) =>
			(await objectOf(schemas.of(id), "Account")).fields.map(({ name }) => name);
		expect(await fields(admin)).toContain("AnnualRevenue");
		expect(await fields(limited)).not.toContain("AnnualRevenue");
		await objectsOf(schemas.of(limited));
		expect(schemas.of(limited).object("Case")).toBe("absent");
	});

	it("is of one org each: two with different schemas stand side by side", async () => {
		const { schemas, schema: one, signIn } = await newWindow();
		const other = schemas.of(await signIn("production-admin"));
		const [ours, theirs] = [await objectsOf(one), await objectsOf(other)];
		const names = (of: typeof ours) => new Set(of.map(({ name }) => name));
		const only = ours.find(({ name }) => !names(theirs).has(name))?.name ?? "";
		expect(only).not.toBe("");
		expect(other.object(only)).toBe("absent");
		expect((await objectOf(one, only)).name).toBe(only);
		expect(other.object(only)).toBe("absent");
	});

	it("is there after a restart: at once from disk, unasked while it is fresh, offline however old", async () => {
		const first = await newWindow();
		await objectOf(first.schema, "Account");
		await objectsOf(first.schema);
		await expect
			.poll(async () => (await readdir(path.join(folder, first.id, "66.0"))).sort())
			.toEqual(["rest.account.json", "rest.json", "tooling.json"]);
		const second = await newWindow();
		await objectOf(second.schema, "Account");
		expect(second.requests).toEqual([]);

		const third = await newWindow();
		third.time.now += 100 * FRESH_MS;
		third.wire.offline = true;
		expect((await objectOf(third.schema, "Account")).name).toBe("Account");
		expect(third.schema.object("Nothing__c")).toBe("absent");
		expect(third.schema.object("Contact")).toBe("unknown");
	});

	it("serves while it is old, and the org is asked behind; what changed is told", async () => {
		const { schema, requests, time } = await newWindow();
		const before = await objectOf(schema, "Account");
		await objectsOf(schema);
		requests.length = 0;
		time.now += FRESH_MS;
		expect(schema.object("Account")).toBe(before);
		await expect
			.poll(() => [...requests].sort())
			.toEqual(["sobjects 304", "sobjects/Account/describe 304", "tooling/sobjects 304"]);
		expect(schema.object("Account")).toBe(before);
		await demo.client.control("POST", "settings", { multiCurrency: true });
		time.now += FRESH_MS;
		const hasCurrency = () => {
			const account = schema.object("Account");
			return typeof account !== "string" && account.fields.some(({ name }) => name === "CurrencyIsoCode");
		};
		expect(hasCurrency()).toBe(false);
		await until(schema, hasCurrency, (has) => has);
	});

	it("never waits for an org that is slow", async () => {
		const { schema } = await newWindow();
		await objectsOf(schema);
		await plan("/sobjects/Account/describe", { kind: "delay", ms: 300 });
		const begin = performance.now();
		expect(schema.object("Account")).toBe("unknown");
		expect(performance.now() - begin).toBeLessThan(100);
		expect((await objectOf(schema, "Account")).name).toBe("Account");
	});
});

describe("an org that refuses", () => {
	it("one object: it is left alone for a while, the others are asked", async () => {
		const { schema, requests, time, lines } = await newWindow();
		await objectsOf(schema);
		await plan(
			"/sobjects/Case/describe",
			{ kind: "status", status: 400, body: [{ errorCode: "UNKNOWN", message: "?" }] },
			1,
		);
		schema.object("Case");
		await expect
			.poll(() => lines.filter((line) => line.includes("[schema] no v66.0 rest case")))
			.toHaveLength(1);
		for (let read = 0; read < 20; read++) expect(schema.object("Case")).toBe("unknown");
		await objectOf(schema, "Account");
		expect(requests.filter((one) => one.includes("/Case/"))).toHaveLength(1);
		time.now += 30_000;
		expect((await objectOf(schema, "Case")).name).toBe("Case");
	});

	it("its list: single objects are asked for all the same", async () => {
		const { schema } = await newWindow();
		await plan("/v66.0/sobjects$", {
			kind: "status",
			status: 400,
			body: [{ errorCode: "UNKNOWN", message: "?" }],
		});
		expect((await objectOf(schema, "Account")).name).toBe("Account");
		expect(schema.objects).toBeUndefined();
	});

	it("the Tooling API to this user: the REST API's list says what is absent", async () => {
		const { schema } = await newWindow();
		await plan("/tooling/sobjects", {
			kind: "status",
			status: 403,
			body: [{ errorCode: "FUNCTIONALITY_NOT_ENABLED", message: "no" }],
		});
		const nothing = await until(
			schema,
			() => schema.object("Nothing__c"),
			(one) => one !== "unknown",
		);
		expect(nothing).toBe("absent");
		expect(schema.objects?.some(({ name }) => name === "TraceFlag")).toBe(false);
	});

	it("all: offline it is asked now and then only, and nobody is told", async () => {
		const { schema, wire, time, lines, requests } = await newWindow();
		wire.offline = true;
		schema.object("Account");
		await expect.poll(() => lines.filter((line) => line.includes("[schema] no")).length).toBeGreaterThan(0);
		const tries = lines.length;
		for (let read = 0; read < 50; read++) schema.object(`Object_${read}__c`);
		await settled();
		expect(lines.length).toBe(tries);
		wire.offline = false;
		time.now += 60_000;
		await objectOf(schema, "Account");
		expect(requests).toContain("sobjects/Account/describe 200");
	});
});

describe("an old schema offline", () => {
	it("serves, and the org is tried now and then only", async () => {
		const { schema, wire, time, lines } = await newWindow();
		await objectsOf(schema);
		const account = await objectOf(schema, "Account");
		wire.offline = true;
		time.now += FRESH_MS;
		const failures = () => lines.filter((line) => line.includes("[schema] no")).length;
		schema.object("Account");
		await expect.poll(failures).toBe(3);
		for (let read = 0; read < 50; read++) {
			expect(schema.object("Account")).toBe(account);
			await settled();
		}
		expect(failures()).toBe(3);
	});
});

describe("a login that is gone", () => {
	it("knows nothing, keeps nothing, and hears of nothing", async () => {
		const { schemas, schema, id, logins } = await newWindow();
		await objectOf(schema, "Account");
		await logins.remove(id);
		expect([schema.objects, schema.object("Account")]).toEqual([undefined, "unknown"]);
		await expect.poll(() => readdir(folder)).toEqual([]);
		expect(schemas.of(id).object("Account")).toBe("unknown");
	});

	it("waits for a sign-in without asking the org, and is asked again after it", async () => {
		const { schema, signIn, wire, time, lines, logins, id } = await newWindow();
		await demo.client.control("POST", "expire", { all: true });
		schema.object("Account");
		await expect.poll(() => lines.filter((line) => line.includes("[schema] no")).length).toBeGreaterThan(0);
		await expect.poll(() => logins.identity(id)?.needsLogin).toBe("expired");
		wire.tries = 0;
		time.now += 60_000;
		for (let read = 0; read < 20; read++) {
			schema.object("Contact");
			await settled();
		}
		expect(wire.tries).toBe(0);
		await signIn();
		expect((await objectOf(schema, "Contact")).name).toBe("Contact");
	});
});
