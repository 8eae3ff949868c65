import { describe, expect, it } from "vitest";
import {
	isReadOnly,
	KIND_MARKS,
	ORG_KINDS,
	type OrgKind,
	orgKind,
	startsReadOnly,
} from "../../../src/orgs/identity.ts";
import type { Organization } from "../../../src/salesforce/rest/org.ts";
import { IDENTITY } from "./memory.ts";

const MY_DOMAIN = "https://acme.my.salesforce.com";
const row = (changes: Partial<Organization> = {}): Organization => ({
	name: "Acme",
	organizationType: "Enterprise Edition",
	isSandbox: false,
	trialExpirationDate: null,
	...changes,
});

describe("orgKind", () => {
	it.each<[string, Organization | undefined, string, boolean, OrgKind]>([
		["production", row(), MY_DOMAIN, false, "production"],
		["a trial is production", row({ trialExpirationDate: "2026-12-01" }), MY_DOMAIN, false, "production"],
		["developer", row({ organizationType: "Developer Edition" }), MY_DOMAIN, false, "developer"],
		["sandbox", row({ isSandbox: true }), "https://acme--uat.sandbox.my.salesforce.com", false, "sandbox"],
		[
			"a developer sandbox",
			row({ isSandbox: true, organizationType: "Developer Edition" }),
			MY_DOMAIN,
			false,
			"sandbox",
		],
		[
			"scratch by its end",
			row({ isSandbox: true, trialExpirationDate: "2026-06-01" }),
			MY_DOMAIN,
			false,
			"scratch",
		],
		[
			"scratch by its host",
			row({ isSandbox: true }),
			"https://x-1.scratch.my.salesforce.com",
			false,
			"scratch",
		],
		[
			"a host that only looks so",
			row({ isSandbox: true }),
			"https://x.scratch.my.salesforce.com.evil.example",
			false,
			"sandbox",
		],
		[
			"a production org on a scratch host",
			row(),
			"https://x-1.scratch.my.salesforce.com",
			false,
			"production",
		],
		["unreadable", undefined, "https://x-1.scratch.my.salesforce.com", false, "unknown"],
		["unreadable, on this computer", undefined, "http://localhost:1", false, "unknown"],
		[
			"a row that says demo is no proof",
			row({ name: "Demo", organizationType: "Demo" }),
			"http://localhost:1",
			false,
			"production",
		],
		["proven demo", row(), "http://localhost:1", true, "demo"],
	])("%s", (_, organization, instance, proven, kind) => {
		expect(orgKind(organization, instance, proven)).toBe(kind);
	});
});

describe("read-only", () => {
	it.each<[OrgKind, boolean]>([
		["production", true],
		["unknown", true],
		["sandbox", false],
		["scratch", false],
		["developer", false],
		["demo", false],
	])("%s starts so: %s", (kind, expected) => {
		expect(startsReadOnly(kind)).toBe(expected);
		expect(isReadOnly({ ...IDENTITY, kind })).toBe(expected);
	});

	it("is a person's own choice after that", () => {
		expect(isReadOnly({ ...IDENTITY, kind: "production", readOnly: false })).toBe(false);
		expect(isReadOnly({ ...IDENTITY, kind: "scratch", readOnly: true })).toBe(true);
	});
});

it("every kind has a mark of its own", () => {
	expect(new Set(ORG_KINDS.map((kind) => KIND_MARKS[kind].mark)).size).toBe(ORG_KINDS.length);
});
