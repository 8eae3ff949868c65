import { describe, expect, it } from "vitest";
import { aliasedUsername, TargetOrg, targetOrgOf } from "../../../src/orgs/targetOrg.ts";
import { id18, loginIdOf } from "../../../src/salesforce/ids.ts";
import { LOGIN, ORG_ID } from "../salesforce/gate.ts";
import { IDENTITY, memoryState, registry, tokens } from "./memory.ts";

const OTHER = {
	...IDENTITY,
	id: loginIdOf(ORG_ID, id18("0057g0000009xyz") ?? IDENTITY.userId),
	username: "bob@acme.example",
	label: "Beta",
};

async function target(count: 0 | 1 | 2 = 2, state = memoryState()) {
	const { registry: orgs } = registry();
	for (const identity of [IDENTITY, OTHER].slice(0, count)) await orgs.add(identity, tokens());
	return { orgs, state, subject: new TargetOrg(state, orgs) };
}

describe("the default org", () => {
	it("is none without a reason for one, and the only one there is", async () => {
		expect((await target(0)).subject.current).toEqual({ kind: "none" });
		expect((await target(1)).subject.current).toMatchObject({
			kind: "org",
			from: "only",
			identity: { id: LOGIN },
		});
		expect((await target(2)).subject.current).toEqual({ kind: "none" });
	});

	it("is none once the chosen one is signed out, never the one that is left", async () => {
		const { orgs, subject } = await target(2);
		await subject.choose(LOGIN);
		expect(subject.current).toMatchObject({ kind: "org", from: "chosen" });
		await orgs.remove(LOGIN);
		expect(orgs.identities).toHaveLength(1);
		expect(subject.current).toEqual({ kind: "none" });
	});

	it.each([OTHER.username, OTHER.label])(
		"is the project's target-org, by user name or label: %s",
		async (name) => {
			const { subject } = await target();
			await subject.setTargetOrg(name);
			expect(subject.current).toMatchObject({ kind: "org", from: "target-org", identity: { id: OTHER.id } });
		},
	);

	it("is missing, not another one, when the project names an org that isn't signed in", async () => {
		const { subject } = await target(1);
		await subject.setTargetOrg("ci@acme.example");
		expect(subject.current).toEqual({ kind: "missing", targetOrg: "ci@acme.example" });
		await subject.setTargetOrg(undefined);
		expect(subject.current).toMatchObject({ from: "only" });
	});

	it("is what the person chose before all else, until that org is signed out", async () => {
		const { subject, orgs } = await target();
		await subject.setTargetOrg(OTHER.username);
		await subject.choose(LOGIN);
		expect(subject.current).toMatchObject({ from: "chosen", identity: { id: LOGIN } });
		await orgs.remove(LOGIN);
		expect(subject.current).toMatchObject({ from: "target-org" });
	});

	it("is the last known until the file was read", async () => {
		const { subject, state } = await target();
		expect(subject.settled).toBe(false);
		await subject.setTargetOrg(OTHER.username);
		expect(subject.settled).toBe(true);
		const { subject: later } = await target(2, state);
		expect([later.settled, later.current.kind]).toEqual([false, "org"]);
	});

	it("tells of its changes, those of the logins too", async () => {
		const { subject, orgs } = await target();
		let told = 0;
		subject.onChange(() => void told++);
		await subject.choose(LOGIN);
		await subject.setTargetOrg("x");
		await orgs.change(LOGIN, { label: "y" });
		expect(told).toBe(3);
		subject.dispose();
		await orgs.change(LOGIN, { label: "z" });
		expect(told).toBe(3);
	});
});

describe("a file's org", () => {
	it("is its own when it has one, else the default", async () => {
		const { subject, orgs } = await target();
		await subject.choose(LOGIN);
		await subject.chooseForFile("file:///a.soql", OTHER.id);
		expect(subject.forFile("file:///a.soql")).toMatchObject({ identity: { id: OTHER.id } });
		expect(subject.forFile("file:///b.soql")).toMatchObject({ identity: { id: LOGIN } });
		await orgs.remove(OTHER.id);
		expect(subject.forFile("file:///a.soql")).toMatchObject({ identity: { id: LOGIN } });
		await subject.chooseForFile("file:///a.soql", undefined);
		expect(subject.forFile("file:///a.soql")).toMatchObject({ identity: { id: LOGIN } });
	});

	it.each(["__proto__", "constructor", "toString"])(
		"is not found in an object's own ways: %s",
		async (uri) => {
			const { subject } = await target();
			expect(subject.forFile(uri)).toEqual({ kind: "none" });
		},
	);
});

describe("targetOrgOf", () => {
	it.each<[string, string | undefined]>([
		['{"target-org":"dev"}', "dev"],
		['{"target-org":"dev","target-dev-hub":"hub"}', "dev"],
		["{}", undefined],
		['{"target-org":1}', undefined],
		["", undefined],
		["{", undefined],
	])("%j names %j", (text, name) => {
		expect(targetOrgOf(text)).toBe(name);
	});
});

describe("the CLI's aliases", () => {
	it.each([
		['{"orgs":{"dev":"ada@acme.example"}}', "dev", "ada@acme.example"],
		['{"orgs":{"dev":"ada@acme.example"}}', "uat", undefined],
		["not json", "dev", undefined],
		["{}", "dev", undefined],
	])("%s has for %s: %s", (text, alias, expected) => {
		expect(aliasedUsername(text, alias)).toBe(expected);
	});
});
