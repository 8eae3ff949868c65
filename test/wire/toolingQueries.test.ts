import { describe, expect, it } from "vitest";
import { Secret } from "../../src/base/secret.ts";
import { DescribeCache } from "../../src/orgs/describes.ts";
import { QueryDoors } from "../../src/query/queryDoors.ts";
import { QuerySession } from "../../src/query/querySession.ts";
import { columnDescribes } from "../../src/results/columnDescribes.ts";
import { type HttpSend, httpSend } from "../../src/salesforce/http.ts";
import { id18, loginIdOf } from "../../src/salesforce/ids.ts";
import { queriedObject } from "../../src/soql/selectList.ts";
import { DATA, useDemoOrg } from "../unit/demo-org/demoFixture.ts";
import { IDENTITY, registry } from "../unit/orgs/memory.ts";
import { rowsThread } from "../unit/results/rowsThread.ts";
import { testOp } from "../unit/testOp.ts";

// The demo org over HTTP: which API answers a query, found out by running it.

const demo = useDemoOrg();
const rows = rowsThread();

async function signedIn() {
	const requests: string[] = [];
	const send: HttpSend = async (call) => {
		const answer = await httpSend(call);
		requests.push(`${new URL(call.url).pathname.replace(`${DATA}/`, "")} ${answer.status}`);
		return answer;
	};
	const logins = registry({ send }).registry;
	const { accessToken, orgId, userId } = await demo.client.signIn();
	const [org18, user18] = [id18(orgId), id18(userId)];
	if (!org18 || !user18) throw new Error("not ids");
	const instanceUrl = demo.client.org.url;
	const org = await logins.add(
		{ ...IDENTITY, id: loginIdOf(org18, user18), orgId: org18, userId: user18, instanceUrl },
		{ accessToken: new Secret(accessToken), refreshToken: undefined, instanceUrl },
	);
	const describes = new DescribeCache(logins);
	const doors = new QueryDoors(() => Promise.resolve(describes));
	const run = async (soql: string) => {
		const store = rows.create(soql, 1);
		const session = new QuerySession(org, soql, store, undefined, doors.of(org, queriedObject(soql)));
		await session.load(testOp());
		return session;
	};
	return { requests, run, org, describes };
}

describe("queries through both APIs", () => {
	it.each([
		["SELECT Id, Name FROM ApexClass", ["query 200"]],
		["SELECT DurableId, QualifiedApiName FROM EntityDefinition LIMIT 5", ["query 200"]],
		[
			"SELECT Id, ValidationName FROM validationrule",
			["query 400", "sobjects 200", "tooling/sobjects 200", "tooling/query 200"],
		],
	])("%s", async (soql, expected) => {
		const { run, requests } = await signedIn();
		const session = await run(soql);
		expect(session.state).toEqual({ kind: "complete" });
		expect(session.store.info.loaded).toBeGreaterThan(0);
		expect([...requests].sort()).toEqual([...expected].sort());
		// By now it is known: no detour.
		requests.length = 0;
		expect((await run(soql)).state.kind).toBe("complete");
		expect(requests).toEqual(expected.slice(-1));
		session.dispose();
	});

	it("an object that nobody has is refused in the REST API's words", async () => {
		const { run } = await signedIn();
		const { state } = await run("SELECT Id FROM Nothing__c");
		expect(state).toMatchObject({
			kind: "stopped",
			error: { failure: { kind: "query", code: "INVALID_TYPE" } },
		});
	});

	it("columns are described by the API that answered", async () => {
		const { run, org, describes } = await signedIn();
		const session = await run("SELECT ValidationName, EntityDefinition.Label FROM ValidationRule");
		const described = await columnDescribes(session.store.info.columns, "ValidationRule", (name) =>
			describes.object(testOp(), org, name, { api: session.api }),
		);
		expect(described.map((one) => one?.label)).toEqual([
			"Validation Name",
			expect.stringMatching(/^Entity Definition › /),
		]);
		session.dispose();
	});
});
