import { describe, expect, it } from "vitest";
import { httpSend } from "../../src/salesforce/http.ts";
import { firstPage } from "../../src/salesforce/rest/query.ts";
import { idOf, sender, useDemoOrg } from "../unit/demo-org/demoFixture.ts";
import { gate, session } from "../unit/salesforce/gate.ts";
import { testOp } from "../unit/testOp.ts";

const demo = useDemoOrg();
const send = sender(demo);
const connection = () =>
	gate(httpSend, {
		sessions: {
			current: () => Promise.resolve(session(demo.token, demo.client.org.url)),
			renew: () => Promise.reject(new Error("no renewal here")),
		},
	}).connection;
const count = async (soql: string) =>
	(await firstPage(testOp(), connection(), { soql, apiVersion: "66.0" })).totalSize;

/** Longer than an address may be. */
const LONG = Array.from({ length: 2_000 }, (_, at) => `'no name ${at}'`).join(", ");

describe("ALL ROWS", () => {
	it.each([
		"SELECT Id FROM Account WHERE Name = 'Gone'",
		`SELECT Id FROM Account WHERE Name IN ('Gone', ${LONG})`,
	])("finds what is in the recycle bin (%.60s)", async (soql) => {
		const id = await idOf(send("POST", "sobjects/Account", { Name: "Gone" }));
		expect(await count(`${soql} ALL ROWS`)).toBe(1);
		await send("DELETE", `sobjects/Account/${id}`);
		expect(await count(soql)).toBe(0);
		expect(await count(`${soql} ALL ROWS`)).toBe(1);
	});
});
