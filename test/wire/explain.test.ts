import { describe, expect, it } from "vitest";
import { failureOf } from "../../src/base/errors.ts";
import { orgOf } from "../../src/orgs/org.ts";
import { filterHints } from "../../src/query/plan.ts";
import { PlanSession } from "../../src/query/planSession.ts";
import { httpSend } from "../../src/salesforce/http.ts";
import { explainQuery } from "../../src/salesforce/rest/explain.ts";
import { useDemoOrg } from "../unit/demo-org/demoFixture.ts";
import { IDENTITY } from "../unit/orgs/memory.ts";
import { gate, session } from "../unit/salesforce/gate.ts";
import { testOp } from "../unit/testOp.ts";

const demo = useDemoOrg();
const connection = () =>
	gate(httpSend, {
		sessions: {
			current: () => Promise.resolve(session(demo.token, demo.client.org.url)),
			renew: () => Promise.reject(new Error("no renewal here")),
		},
	}).connection;
const explain = (soql: string) => explainQuery(testOp(), connection(), { soql, apiVersion: "66.0" });

describe("the plans of a query, over HTTP", () => {
	it("are decoded, and hint at the filters they are about", async () => {
		const soql = "SELECT Id FROM Contact WHERE Email = 'person5@example.com' AND Title = 'x'";
		const plans = await explain(soql);
		expect(plans.map(({ leadingOperationType }) => leadingOperationType)).toEqual(["Index", "TableScan"]);
		expect(
			filterHints(soql, plans).map(({ start, end, says }) => [soql.slice(start, end), says.kind]),
		).toEqual([
			["Email", "leads"],
			["Title", "note"],
		]);
	});

	it("of one that is too long for an address come all the same", async () => {
		const names = Array.from({ length: 2_000 }, (_, at) => `'name ${at}'`).join(", ");
		const [best] = await explain(`SELECT Id FROM Contact WHERE Name IN (${names})`);
		expect(best?.sobjectType).toBe("Contact");
	});

	it("of one that would be refused are its refusal", async () => {
		const refused = await explain("SELECT Foo FROM Contact").catch((thrown: unknown) => thrown);
		expect(failureOf(refused, "query")?.code).toBe("INVALID_FIELD");
	});

	it("stay when they are asked for again in vain", async () => {
		const org = orgOf(IDENTITY, connection());
		const plans = new PlanSession(() => org, "SELECT Id FROM Contact");
		await plans.load(testOp());
		expect(plans.state).toEqual({ kind: "shown" });
		const before = plans.plans;
		expect(before).toHaveLength(1);
		await demo.client.control("POST", "faults", {
			match: { path: "/query" },
			fault: { kind: "body", status: 400, body: '[{"errorCode":"INVALID_TYPE","message":"no plan"}]' },
			count: 1,
		});
		await plans.load(testOp());
		expect(plans.state).toMatchObject({ kind: "stopped", error: { failure: { code: "INVALID_TYPE" } } });
		expect(plans.plans).toBe(before);
		const over = new AbortController();
		over.abort();
		await plans.load(testOp(over.signal));
		expect(plans.state).toMatchObject({ kind: "stopped", error: { failure: { kind: "cancelled" } } });
		plans.dispose();
	});
});
