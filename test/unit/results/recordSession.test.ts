import { describe, expect, it } from "vitest";
import type { AppError } from "../../../src/base/errors.ts";
import { DescribeCache } from "../../../src/orgs/describes.ts";
import { type Org, orgOf } from "../../../src/orgs/org.ts";
import { RecordSession, type Visit } from "../../../src/results/recordSession.ts";
import { UserTimeZones } from "../../../src/results/userTimeZones.ts";
import { httpSend } from "../../../src/salesforce/http.ts";
import type { UserId } from "../../../src/salesforce/ids.ts";
import { rowsOf, useDemoOrg } from "../demo-org/demoFixture.ts";
import { IDENTITY, registry, tokens } from "../orgs/memory.ts";
import { gate, session as signedIn } from "../salesforce/gate.ts";
import { testOp } from "../testOp.ts";

const demo = useDemoOrg();

/** A session over the demo org by HTTP, and the requests it made. */
async function session(visits: readonly [Visit, ...Visit[]], user = "admin") {
	const requests: string[] = [];
	const { accessToken, userId } = await demo.client.signIn(user);
	const { connection } = gate(
		(call) => {
			const { pathname, search } = new URL(call.url);
			requests.push(`${call.method} ${pathname.replace("/services/data/v66.0", "")}${search}`);
			return httpSend(call);
		},
		{
			sessions: {
				current: () => Promise.resolve(signedIn(accessToken, demo.client.org.url)),
				renew: () => Promise.reject(new Error("no renewal here")),
			},
		},
	);
	const org: Org = { ...orgOf(IDENTITY, connection), userId: userId as UserId };
	const logins = registry();
	await logins.registry.add(IDENTITY, tokens());
	const describes = new DescribeCache(logins.registry);
	const zones = new UserTimeZones();
	const state = { org: (): Org => org };
	const subject = new RecordSession(
		{
			org: () => state.org(),
			describes: () => Promise.resolve(describes),
			timeZone: (op, one) => zones.of(op, one),
			problemOf: (error: AppError) => ({ code: null, message: error.message, actions: ["refresh"] }),
		},
		visits,
	);
	return { subject, requests, state };
}

async function firstId(object: string, where = ""): Promise<string> {
	const [row] = await rowsOf(demo, `SELECT Id FROM ${object} ${where} LIMIT 1`);
	return String(row?.["Id"]);
}

const shown = (subject: RecordSession, name: string) =>
	subject.content()?.fields.find((field) => field.name === name)?.value;

describe("RecordSession", () => {
	it("reads a record in one request beside the describes, and then the names it points to in one", async () => {
		const recordId = await firstId("Account");
		const { subject, requests } = await session([{ recordId }]);
		await subject.load(testOp());
		expect(subject.phase).toEqual({ kind: "shown" });
		expect(requests.filter((one) => one.includes(recordId))).toEqual([`GET /sobjects/Account/${recordId}`]);
		expect(requests).toHaveLength(6);
		const content = subject.content();
		expect(content).toMatchObject({ objectName: "Account", objectLabel: "Account" });
		expect(content?.sections?.map(({ heading }) => heading)).toEqual([
			"Information",
			"System Information",
			null,
		]);
		expect(shown(subject, "OwnerId")).toMatchObject({
			kind: "lookup",
			name: expect.stringMatching(/\w/) as string,
		});
		expect(shown(subject, "CreatedDate")).toMatchObject({
			text: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:/) as string,
		});
		await subject.load(testOp());
		// The second time all but the record is known.
		expect(requests.slice(6)).toEqual([`GET /sobjects/Account/${recordId}`]);
	});

	it("follows a lookup, goes back and forward, and a new way ends the old one", async () => {
		const recordId = await firstId("Contact", "WHERE AccountId != null");
		const { subject } = await session([{ recordId }]);
		await subject.load(testOp());
		const account = shown(subject, "AccountId");
		if (account?.kind !== "lookup") throw new Error("no lookup");
		subject.goTo(account.recordId);
		expect([subject.phase.kind, subject.content()]).toEqual(["loading", null]);
		await subject.load(testOp());
		expect(subject.content()).toMatchObject({ objectName: "Account", name: account.name });
		expect(subject.step(-1)).toBe(true);
		// What was here is there at once, while it is read again.
		expect([subject.phase.kind, subject.content()?.objectName]).toEqual(["loading", "Contact"]);
		await subject.load(testOp());
		expect([subject.back, subject.forward?.name]).toEqual([undefined, account.name]);
		const owner = shown(subject, "OwnerId");
		if (owner?.kind !== "lookup") throw new Error("no lookup");
		subject.goTo(owner.recordId);
		await subject.load(testOp());
		expect([subject.forward, subject.visits.map(({ objectName }) => objectName)]).toEqual([
			undefined,
			["Contact", "User"],
		]);
		expect(subject.step(1)).toBe(false);
	});

	it("reads a related list on request, with the name field of its own object", async () => {
		const recordId = await firstId("Account", "WHERE Id IN (SELECT AccountId FROM Case)");
		const { subject, requests } = await session([{ recordId }]);
		await subject.load(testOp());
		const list = () => subject.content()?.related.find(({ key }) => key === "Case.AccountId");
		expect(list()).toMatchObject({ state: { kind: "closed" }, onLayout: true });
		await subject.loadRelated(testOp(), "Case.AccountId");
		const state = list()?.state;
		if (state?.kind !== "rows") throw new Error("no rows");
		expect(state.rows[0]?.name).toMatch(/^\d{8}$/);
		expect(decodeURIComponent(requests.at(-1) ?? "")).toBe(
			`GET /query?q=SELECT Id, CaseNumber FROM Case WHERE AccountId = '${recordId}' LIMIT 51`,
		);
		subject.goTo(state.rows[0]?.recordId ?? "");
		await subject.load(testOp());
		expect(subject.content()?.objectName).toBe("Case");
	});

	it("a refresh reads what is open of its lists anew, and asks whether the describes still hold", async () => {
		const recordId = await firstId("Account", "WHERE Id NOT IN (SELECT AccountId FROM Case)");
		const { subject, requests } = await session([{ recordId }]);
		await subject.load(testOp());
		await subject.loadRelated(testOp(), "Case.AccountId");
		const state = () => subject.content()?.related.find(({ key }) => key === "Case.AccountId")?.state;
		expect(state()).toEqual({ kind: "rows", rows: [], more: false });
		const made = { AccountId: recordId, Subject: "New" };
		await demo.client.send("POST", "/services/data/v66.0/sobjects/Case", demo.token, made);
		requests.length = 0;
		await subject.load(testOp(), true);
		expect(state()).toMatchObject({ rows: [{ name: expect.stringMatching(/^\d+$/) as string }] });
		expect(requests.filter((one) => one.endsWith("/describe"))).toEqual(["GET /sobjects/Account/describe"]);
	});

	it("going to where one is makes no step", async () => {
		const recordId = await firstId("Account");
		const { subject } = await session([{ recordId }]);
		subject.goTo(recordId.slice(0, 15));
		expect(subject.visits).toHaveLength(1);
	});

	it("shows fifty of a longer list and says that there are more", async () => {
		const recordId = await firstId("Account");
		const records = Array.from({ length: 51 }, (_, at) => ({
			attributes: { type: "Contact" },
			LastName: `Many ${at}`,
			AccountId: recordId,
		}));
		await demo.client.send("POST", "/services/data/v66.0/composite/sobjects", demo.token, { records });
		const { subject } = await session([{ recordId }]);
		await subject.load(testOp());
		await subject.loadRelated(testOp(), "Contact.AccountId");
		const state = subject.content()?.related.find(({ key }) => key === "Contact.AccountId")?.state;
		expect(state?.kind === "rows" && [state.rows.length, state.more]).toEqual([50, true]);
	});

	it("a related list that is refused says so in its place, and the record stays", async () => {
		const { subject } = await session([{ recordId: await firstId("Account") }]);
		await subject.load(testOp());
		await demo.client.control("POST", "faults", {
			match: { path: "/query" },
			fault: {
				kind: "body",
				status: 400,
				body: '[{"errorCode":"INVALID_FIELD","message":"No such column"}]',
			},
			count: 1,
		});
		await subject.loadRelated(testOp(), "Contact.AccountId");
		const list = subject.content()?.related.find(({ key }) => key === "Contact.AccountId");
		expect(list?.state).toMatchObject({ kind: "failed", problem: { message: "No such column" } });
		expect(subject.phase.kind).toBe("shown");
	});

	it.each<[string, string, string]>([
		["a record that is gone", "001000000000000AAA", "The requested resource does not exist"],
		["an Id of no object here", "zzz000000000000AAA", "input: recordPrefixUnknown"],
	])("%s is how it stands", async (_, recordId, message) => {
		const { subject } = await session([{ recordId }]);
		await subject.load(testOp());
		expect(subject.phase).toMatchObject({ kind: "failed", problem: { message } });
		expect(subject.content()).toBeNull();
	});

	it("a record that was deleted meanwhile leaves the page; one that can't be read again stays", async () => {
		const recordId = await firstId("Lead");
		const { subject } = await session([{ recordId }]);
		await subject.load(testOp());
		await demo.client.control("POST", "faults", {
			match: { path: `/Lead/${recordId}` },
			fault: { kind: "status", status: 500 },
			count: 1,
		});
		await subject.load(testOp(), true);
		expect([subject.phase.kind, subject.content()?.objectName]).toEqual(["failed", "Lead"]);
		await demo.client.send("DELETE", `/services/data/v66.0/sobjects/Lead/${recordId}`, demo.token);
		await subject.load(testOp(), true);
		expect([subject.phase.kind, subject.content()]).toEqual(["failed", null]);
	});

	it("cancelled, it says so, or shows what was here", async () => {
		const { subject } = await session([{ recordId: await firstId("Account") }]);
		await subject.load(testOp(AbortSignal.abort()));
		expect(subject.phase).toEqual({ kind: "cancelled" });
		await subject.load(testOp());
		await subject.load(testOp(AbortSignal.abort()));
		expect(subject.phase).toEqual({ kind: "shown" });
	});

	it("an object without layouts has no groups, and a user sees what they may", async () => {
		const { subject } = await session([{ recordId: await firstId("CaseComment") }]);
		await subject.load(testOp());
		expect(subject.content()).toMatchObject({ objectName: "CaseComment", sections: null });
		const limited = await session([{ recordId: await firstId("Account") }], "limited");
		await limited.subject.load(testOp());
		expect(shown(limited.subject, "Name")).toBeDefined();
		expect(shown(limited.subject, "AnnualRevenue")).toBeUndefined();
	});

	it("copies as the API gave it", async () => {
		const { subject } = await session([{ recordId: await firstId("Machine__c") }]);
		await subject.load(testOp());
		expect(subject.raw("Manual__c")).toMatch(/^<p>/);
		expect(shown(subject, "Manual__c")).toMatchObject({ text: expect.not.stringContaining("<p>") as string });
		expect([subject.raw("constructor"), subject.raw("Nothing__c")]).toEqual(["", ""]);
	});

	it("an older load that still unwinds doesn't speak for the newer", async () => {
		const [recordId, other] = [await firstId("Account"), await firstId("Contact")];
		const { subject } = await session([{ recordId }]);
		const abort = new AbortController();
		const first = subject.load(testOp(abort.signal));
		subject.goTo(other);
		abort.abort();
		const second = subject.load(testOp());
		await first;
		expect(subject.phase.kind).toBe("loading");
		await second;
		expect([subject.phase.kind, subject.content()?.objectName]).toEqual(["shown", "Contact"]);
	});
});
