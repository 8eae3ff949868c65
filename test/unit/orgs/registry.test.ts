import { describe, expect, it } from "vitest";
import { OrgRegistry } from "../../../src/orgs/registry.ts";
import { id18, loginIdOf } from "../../../src/salesforce/ids.ts";
import { failureFrom, failureOfCall } from "../failures.ts";
import { answered, EXPIRED } from "../salesforce/answers.ts";
import { LOGIN, ORG_ID, silence, wire } from "../salesforce/gate.ts";
import { testOp } from "../testOp.ts";
import { IDENTITY, memoryState, registry, tokens, withoutRefresh } from "./memory.ts";

const OTHER = loginIdOf(ORG_ID, id18("0057g0000009xyz") ?? IDENTITY.userId);
const LIMITS = { method: "GET", path: "/services/data/v66.0/limits" } as const;

describe("what is known", () => {
	it("comes from the state alone: no secret is read, and what doesn't fit is left out", () => {
		const { secrets, deps } = registry();
		const state = memoryState({ "orgsmith.logins": [IDENTITY, { id: "half" }, null, "x"] });
		const known = new OrgRegistry({ ...deps, state });
		expect(known.identities).toEqual([IDENTITY]);
		expect(secrets.reads).toBe(0);
		expect(new OrgRegistry({ ...deps, state: memoryState({ "orgsmith.logins": "x" }) }).identities).toEqual(
			[],
		);
	});

	it("is sorted by label and survives a restart", async () => {
		const { registry: orgs, deps } = registry();
		await orgs.add({ ...IDENTITY, label: "Zeta" }, tokens());
		await orgs.add({ ...IDENTITY, id: OTHER, label: "Alpha" }, tokens());
		expect(orgs.identities.map(({ label }) => label)).toEqual(["Alpha", "Zeta"]);
		expect(new OrgRegistry(deps).identities).toEqual(orgs.identities);
	});

	it("has no token in it", async () => {
		const { registry: orgs, state } = registry();
		await orgs.add(IDENTITY, tokens());
		expect(JSON.stringify([...state.kept])).not.toContain("token-");
		expect(JSON.stringify([...state.kept])).not.toContain("access-1");
	});
});

describe("two windows share one list", () => {
	it("what one locks is locked in the other at once, and its later writes keep it so", async () => {
		const { registry: first, deps } = registry();
		await first.add({ ...IDENTITY, kind: "sandbox" }, tokens());
		const second = new OrgRegistry(deps);
		const write = { kind: "write", action: "records", what: "change" } as const;
		expect(() => second.safety.permit(LOGIN, write, undefined)).not.toThrow();
		await first.change(LOGIN, { readOnly: true, label: "Renamed" });
		expect(() => second.safety.permit(LOGIN, write, undefined)).toThrow();
		await second.change(LOGIN, { lastUsed: 5 });
		expect(first.identity(LOGIN)).toMatchObject({ readOnly: true, label: "Renamed", lastUsed: 5 });
	});

	it("a look tells who draws that another window changed something, once", async () => {
		const { registry: first, deps } = registry();
		await first.add(IDENTITY, tokens());
		const second = new OrgRegistry(deps);
		let told = 0;
		second.onChange(() => void told++);
		second.refresh();
		expect(told).toBe(0);
		await first.change(LOGIN, { label: "Renamed" });
		second.refresh();
		second.refresh();
		expect(told).toBe(1);
	});
});

describe("add", () => {
	it("again keeps what a person chose, and takes the rest", async () => {
		const { registry: orgs } = registry();
		await orgs.add({ ...IDENTITY, needsLogin: "expired" }, tokens());
		await orgs.change(LOGIN, { label: "Mine", color: "charts.green", readOnly: false });
		const org = await orgs.add(
			{ ...IDENTITY, label: "Acme Inc", apiVersion: "67.0", kind: "unknown" },
			tokens("access-2-token"),
		);
		expect(orgs.identity(LOGIN)).toMatchObject({
			label: "Mine",
			color: "charts.green",
			readOnly: false,
			apiVersion: "67.0",
			kind: "unknown",
		});
		expect(orgs.identity(LOGIN)).not.toHaveProperty("needsLogin");
		expect([org.label, (await orgs.tokens(LOGIN))?.accessToken.reveal()]).toEqual(["Mine", "access-2-token"]);
	});

	it("gives an org that later changes don't touch", async () => {
		const { registry: orgs } = registry();
		const org = await orgs.add(IDENTITY, tokens());
		await orgs.change(LOGIN, { label: "New name" });
		expect([org.label, orgs.org(LOGIN).label]).toEqual(["Acme", "New name"]);
		expect(Object.isFrozen(org)).toBe(true);
		expect(orgs.org(LOGIN).connection).toBe(org.connection);
	});

	it("tells who listens", async () => {
		const { registry: orgs } = registry();
		let told = 0;
		orgs.onChange(() => void told++);
		await orgs.add(IDENTITY, tokens());
		await orgs.change(LOGIN, { label: "x" });
		await orgs.remove(LOGIN);
		expect(told).toBe(3);
	});
});

describe("a login that needs its person", () => {
	it("stays in the list when its secret is gone", async () => {
		const { registry: orgs, secrets } = registry();
		const { connection } = await orgs.add(IDENTITY, tokens());
		await secrets.window().delete(`orgsmith.login.${LOGIN}`);
		expect(await failureFrom(connection.send(testOp(), LIMITS))).toMatchObject({ reason: "secretMissing" });
		expect(orgs.identity(LOGIN)?.needsLogin).toBe("secretMissing");
	});

	it("stays when its session ends for good, over a restart, until it is added again", async () => {
		const { registry: orgs, deps } = registry({ send: wire(EXPIRED).send });
		const { connection } = await orgs.add(IDENTITY, withoutRefresh("access-1-token"));
		expect(await failureFrom(connection.send(testOp(), LIMITS))).toMatchObject({
			reason: "expired",
			loginId: LOGIN,
		});
		expect(new OrgRegistry(deps).identity(LOGIN)?.needsLogin).toBe("expired");
		await orgs.add(IDENTITY, tokens());
		expect(new OrgRegistry(deps).identity(LOGIN)?.needsLogin).toBeUndefined();
	});
});

describe("an org's connection", () => {
	it("is refused writes while the org is read-only", async () => {
		const { send, sent } = wire(answered(201, {}));
		const { registry: orgs } = registry({ send });
		const { connection } = await orgs.add(IDENTITY, tokens());
		const create = { method: "POST", path: "/services/data/v66.0/sobjects/Account", body: "{}" } as const;
		expect(await failureFrom(connection.send(testOp(), create))).toMatchObject({
			kind: "readOnly",
			orgLabel: "Acme",
		});
		expect(sent).toEqual([]);
		await orgs.change(LOGIN, { readOnly: false });
		await connection.send(testOp(), create);
		expect(sent).toHaveLength(1);
	});

	it("tells how many calls were used", async () => {
		const { registry: orgs } = registry({
			send: wire(answered(200, {}, { "sforce-limit-info": "api-usage=5/10" })).send,
		});
		const { connection } = await orgs.add(IDENTITY, tokens());
		const seen: unknown[] = [];
		orgs.onUsage((value) => void seen.push(value));
		await connection.send(testOp(), LIMITS);
		expect(seen).toEqual([{ id: LOGIN, usage: { used: 5, max: 10 } }]);
		expect(orgs.usage(LOGIN)).toEqual({ used: 5, max: 10 });
		expect(orgs.usage(OTHER)).toBeUndefined();
	});

	it.each(["remove", "dispose"] as const)("ends what is under way on %s", async (how) => {
		const { registry: orgs } = registry({ send: wire(silence).send });
		const { connection } = await orgs.add(IDENTITY, tokens());
		const sending = failureFrom(connection.send(testOp(), LIMITS));
		await new Promise((resolve) => setImmediate(resolve));
		if (how === "remove") await orgs.remove(LOGIN);
		else orgs.dispose();
		expect(await sending).toEqual({ kind: "cancelled" });
	});
});

describe("remove", () => {
	it("leaves neither identity nor secret", async () => {
		const { registry: orgs, secrets, state } = registry();
		await orgs.add(IDENTITY, tokens());
		await orgs.remove(LOGIN);
		expect([orgs.identities, secrets.kept.size, state.kept.get("orgsmith.logins")]).toEqual([[], 0, []]);
		expect(failureOfCall(() => orgs.org(LOGIN))).toEqual({ kind: "input", problem: "noOrg" });
	});
});
