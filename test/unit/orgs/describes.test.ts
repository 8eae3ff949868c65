import { describe, expect, it } from "vitest";
import { failureOf } from "../../../src/base/errors.ts";
import { DescribeCache, FRESH_MS } from "../../../src/orgs/describes.ts";
import { orgOf } from "../../../src/orgs/org.ts";
import { answered, DAILY, refused } from "../salesforce/answers.ts";
import { gate, LOGIN, type Respond, silence, wire } from "../salesforce/gate.ts";
import { testOp } from "../testOp.ts";
import { IDENTITY, registry, tokens } from "./memory.ts";

const account = (label = "Account") =>
	answered(
		200,
		{
			name: "Account",
			label,
			labelPlural: "Accounts",
			keyPrefix: "001",
			fields: [],
			childRelationships: [],
			recordTypeInfos: [],
		},
		{ etag: `"${label}-gzip"`, "last-modified": "Wed, 28 Feb 2024 00:00:00 GMT" },
	);
const SAME = answered(304);

async function cache(...responses: readonly Respond[]) {
	const { send, sent } = wire(...responses);
	const time = { now: 1_000_000 };
	const logins = registry();
	await logins.registry.add(IDENTITY, tokens());
	const org = orgOf(IDENTITY, gate(send).connection);
	const subject = new DescribeCache(logins.registry, undefined, () => time.now);
	return { subject, sent, time, org, logins: logins.registry };
}

describe("DescribeCache", () => {
	it("asks once for what is asked at once, and not again while it is fresh, in whatever case it is spelt", async () => {
		const { subject, sent, org, time } = await cache(account());
		const [one, two] = await Promise.all([
			subject.object(testOp(), org, "Account"),
			subject.object(testOp(), org, "account"),
		]);
		expect(one).toBe(two);
		time.now += FRESH_MS - 1;
		expect(await subject.object(testOp(), org, "ACCOUNT")).toBe(one);
		expect(sent).toHaveLength(1);
		expect(sent[0]?.headers).not.toHaveProperty("if-none-match");
	});

	it.each<[string, Respond, string, number]>([
		["is kept when nothing changed", SAME, "Account", 3],
		["is replaced when something did", account("Firm"), "Firm", 3],
	])("an old describe %s", async (_, second, label, calls) => {
		const { subject, sent, org, time } = await cache(account(), second, SAME);
		await subject.object(testOp(), org, "Account");
		time.now += FRESH_MS;
		expect((await subject.object(testOp(), org, "Account")).label).toBe(label);
		expect(sent[1]?.headers).toMatchObject({
			"if-none-match": '"Account-gzip"',
			"if-modified-since": "Wed, 28 Feb 2024 00:00:00 GMT",
		});
		// Fresh again from now on, and asked for with the validators of what is kept.
		await subject.object(testOp(), org, "Account");
		time.now += FRESH_MS;
		await subject.object(testOp(), org, "Account");
		expect(sent).toHaveLength(calls);
		expect(sent[2]?.headers["if-none-match"]).toBe(`"${label}-gzip"`);
	});

	it("asks a fresh one's org too when the person refreshes", async () => {
		const { subject, sent, org } = await cache(account(), SAME);
		await subject.object(testOp(), org, "Account");
		await subject.object(testOp(), org, "Account", { now: true });
		expect(sent).toHaveLength(2);
	});

	it("keeps API versions, objects and layouts apart", async () => {
		const layout = answered(200, { detailLayoutSections: [], relatedLists: [] });
		const { subject, sent, org } = await cache(account(), account("Older"), layout, layout);
		await subject.object(testOp(), org, "Account");
		const older = { ...org, apiVersion: "65.0" };
		expect((await subject.object(testOp(), older, "Account")).label).toBe("Older");
		await subject.layout(testOp(), org, "Account", "012000000000000AAA");
		await subject.layout(testOp(), org, "Account", "012000000000001AAA");
		expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
			"/services/data/v66.0/sobjects/Account/describe",
			"/services/data/v65.0/sobjects/Account/describe",
			"/services/data/v66.0/sobjects/Account/describe/layouts/012000000000000AAA",
			"/services/data/v66.0/sobjects/Account/describe/layouts/012000000000001AAA",
		]);
	});

	it("remembers that an object has no layouts", async () => {
		const { subject, sent, org } = await cache(refused(404, "NOT_FOUND"));
		expect(await subject.layout(testOp(), org, "CaseComment", "012000000000000AAA")).toBeUndefined();
		expect(await subject.layout(testOp(), org, "CaseComment", "012000000000000AAA")).toBeUndefined();
		expect(sent).toHaveLength(1);
	});

	it("one who aborts fails alone; the others get the answer of the same request", async () => {
		const answer = Promise.withResolvers<void>();
		const { subject, sent, org } = await cache(async () => {
			await answer.promise;
			return account();
		});
		const abort = new AbortController();
		const leaving = subject.object(testOp(abort.signal), org, "Account");
		const staying = subject.object(testOp(), org, "Account");
		await expect.poll(() => sent.length).toBe(1);
		abort.abort();
		await expect(leaving).rejects.toMatchObject({ failure: { kind: "cancelled" } });
		expect(sent[0]?.signal.aborted).toBe(false);
		answer.resolve();
		expect((await staying).label).toBe("Account");
		expect(sent).toHaveLength(1);
	});

	it("the request ends with the last who waits, and who comes then starts another", async () => {
		const { subject, sent, org } = await cache(silence, account());
		const abort = new AbortController();
		const first = subject.object(testOp(abort.signal), org, "Account");
		await expect.poll(() => sent.length).toBe(1);
		abort.abort();
		await expect(first).rejects.toMatchObject({ failure: { kind: "cancelled" } });
		expect(sent[0]?.signal.aborted).toBe(true);
		expect((await subject.object(testOp(), org, "Account")).label).toBe("Account");
	});

	it("a failure is nobody's answer but theirs who waited", async () => {
		const { subject, sent, org } = await cache(DAILY, account());
		const both = await Promise.allSettled([
			subject.object(testOp(), org, "Account"),
			subject.object(testOp(), org, "Account"),
		]);
		expect(both.map((one) => one.status === "rejected" && failureOf(one.reason, "limit")?.reason)).toEqual([
			"daily",
			"daily",
		]);
		expect(subject.knownObject(org, "Account")).toBeUndefined();
		expect((await subject.object(testOp(), org, "Account")).label).toBe("Account");
		expect(sent).toHaveLength(2);
	});

	it("known answers at once with what is here, however old, and asks nobody", async () => {
		const { subject, sent, org, time } = await cache(account());
		expect(subject.knownObject(org, "Account")).toBeUndefined();
		await subject.object(testOp(), org, "Account");
		time.now += 10 * FRESH_MS;
		expect(subject.knownObject(org, "aCCount")?.value.keyPrefix).toBe("001");
		expect(sent).toHaveLength(1);
	});

	it("forgets on sign-out, also what is still under way", async () => {
		const late = Promise.withResolvers<void>();
		const { subject, sent, org, logins } = await cache(account(), async () => {
			await late.promise;
			return account("Late");
		});
		await subject.object(testOp(), org, "Account");
		const underway = subject.object(testOp(), org, "Contact");
		await expect.poll(() => sent.length).toBe(2);
		await logins.remove(LOGIN);
		expect(subject.knownObject(org, "Account")).toBeUndefined();
		late.resolve();
		await underway.catch(() => undefined);
		expect(subject.knownObject(org, "Contact")).toBeUndefined();
		expect(subject.knownObject(org, "Account")).toBeUndefined();
	});
});
