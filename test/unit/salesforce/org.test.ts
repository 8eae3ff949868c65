import { describe, expect, it } from "vitest";
import {
	apiVersionOf,
	readOrganization,
	singleAccessUrl,
	userInfo,
} from "../../../src/salesforce/rest/org.ts";
import { failureFrom } from "../failures.ts";
import { testOp } from "../testOp.ts";
import { answered, DAILY, refused } from "./answers.ts";
import { gate, INSTANCE, type Respond, wire } from "./gate.ts";

const { signal } = new AbortController();
const list = (...versions: number[]) =>
	answered(
		200,
		versions.map((version) => ({ label: "x", url: `/services/data/v${version}.0`, version: `${version}.0` })),
	);

describe("apiVersionOf", () => {
	it.each<[number[], string]>([
		[[31, 65, 66], "66.0"],
		[[66, 31], "66.0"],
		[[64, 65], "65.0"],
		[[66, 67, 68], "66.0"],
	])("of %j is %s: the newest that was tested", async (versions, expected) => {
		const { send, sent } = wire(list(...versions));
		expect(await apiVersionOf(send, `${INSTANCE}/x`, signal)).toBe(expected);
		expect(sent[0]).toMatchObject({ url: `${INSTANCE}/services/data`, method: "GET" });
		expect(sent[0]?.headers).not.toHaveProperty("authorization");
	});

	it.each<[string, unknown]>([
		["a page", "<html></html>"],
		["none", []],
		["another shape", { versions: [] }],
		["no numbers", [{ version: "latest" }]],
	])("of %s is not Salesforce", async (_, body) => {
		expect(await failureFrom(apiVersionOf(wire(answered(200, body)).send, INSTANCE, signal))).toEqual({
			kind: "network",
			reason: "notSalesforce",
		});
	});
});

describe("userInfo", () => {
	it("says who a token belongs to", async () => {
		const body = { user_id: "005", organization_id: "00D", preferred_username: "ann@acme.example", extra: 1 };
		const { send, sent } = wire(answered(200, body));
		expect(await userInfo(testOp(), gate(send).connection)).toEqual({
			username: "ann@acme.example",
			orgId: "00D",
			userId: "005",
		});
		expect(sent[0]?.url).toBe(`${INSTANCE}/services/oauth2/userinfo`);
	});
});

describe("readOrganization", () => {
	const row = {
		Name: "Acme",
		OrganizationType: "Enterprise Edition",
		IsSandbox: false,
		TrialExpirationDate: null,
	};
	const read = (...responses: readonly Respond[]) =>
		readOrganization(testOp(), gate(wire(...responses).send).connection, "66.0");
	const page = (records: unknown[]) => answered(200, { totalSize: records.length, done: true, records });

	it("reads the row", async () => {
		expect(await read(page([row]))).toEqual({
			name: "Acme",
			organizationType: "Enterprise Edition",
			isSandbox: false,
			trialExpirationDate: null,
		});
	});

	it.each<[string, Respond]>([
		["no row", page([])],
		["a row without the deciding field", page([{ ...row, IsSandbox: undefined }])],
		["no right to the object", refused(400, "INVALID_TYPE", "sObject type 'Organization' is not supported.")],
		["no right to the API", refused(403, "API_DISABLED_FOR_ORG")],
	])("is unknown: %s", async (_, response) => {
		expect(await read(response)).toBeUndefined();
	});

	it("does not take a passing failure for a missing right", async () => {
		expect(await failureFrom(read(DAILY))).toMatchObject({ kind: "limit" });
	});
});

describe("singleAccessUrl", () => {
	it("asks for a one-time address; the session is in the header only", async () => {
		const uri = `${INSTANCE}/secur/frontdoor.jsp?otp=x`;
		const { send, sent } = wire(answered(200, {}), answered(200, { frontdoor_uri: uri }));
		expect(await singleAccessUrl(testOp(), gate(send).connection, "66.0", "/lightning/r/001/view")).toBe(uri);
		expect(sent[0]).toMatchObject({ method: "GET", url: `${INSTANCE}/services/data/v66.0/` });
		expect(sent[1]).toMatchObject({
			method: "POST",
			url: `${INSTANCE}/services/oauth2/singleaccess`,
			body: "redirect_uri=%2Flightning%2Fr%2F001%2Fview",
		});
	});
});
