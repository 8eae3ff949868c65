import { describe, expect, it } from "vitest";
import type { LoginIdentity } from "../../../src/orgs/identity.ts";
import { Safety } from "../../../src/orgs/safety.ts";
import { READ, write } from "../../../src/salesforce/effect/effect.ts";
import { id18, type LoginId, loginIdOf } from "../../../src/salesforce/ids.ts";
import { failureOfCall } from "../failures.ts";
import { ORG_ID } from "../salesforce/gate.ts";
import { IDENTITY } from "./memory.ts";

const PROD = IDENTITY.id;
const SANDBOX = loginIdOf(ORG_ID, id18("0057g0000009xyz") ?? IDENTITY.userId);
const NOBODY = loginIdOf(ORG_ID, id18("0057g0000008xyz") ?? IDENTITY.userId);
const MINUTES = 60_000;
const records = write("records", "record change");

function safety() {
	const time = { now: 1_000_000 };
	const known = new Map<LoginId, LoginIdentity>([
		[PROD, IDENTITY],
		[SANDBOX, { ...IDENTITY, id: SANDBOX, kind: "sandbox" }],
	]);
	const subject = new Safety(
		(id) => known.get(id),
		() => time.now,
	);
	const may = (id: LoginId, effect = records, lease?: Parameters<Safety["permit"]>[2]): boolean => {
		try {
			subject.permit(id, effect, lease);
			return true;
		} catch {
			return false;
		}
	};
	return { subject, time, may, known };
}

describe("permit", () => {
	it("lets reads through, and writes to orgs that aren't read-only", () => {
		const { may } = safety();
		expect([may(PROD, READ), may(NOBODY, READ), may(SANDBOX)]).toEqual([true, true, true]);
	});

	it("refuses a write to a read-only org, and says which and what", () => {
		const { subject } = safety();
		expect(failureOfCall(() => subject.permit(PROD, records, undefined))).toEqual({
			kind: "readOnly",
			loginId: PROD,
			orgLabel: "Acme",
			action: "records",
		});
	});

	it("takes an unknown login for read-only", () => {
		const { subject } = safety();
		expect(failureOfCall(() => subject.permit(NOBODY, records, undefined))).toMatchObject({
			orgLabel: NOBODY,
		});
	});

	it("follows the person's own switch at once", () => {
		const { may, known } = safety();
		known.set(SANDBOX, { ...IDENTITY, id: SANDBOX, kind: "sandbox", readOnly: true });
		known.set(PROD, { ...IDENTITY, readOnly: false });
		expect([may(SANDBOX), may(PROD)]).toEqual([false, true]);
	});
});

describe("a grant", () => {
	it("opens one kind of action in one login until its time", () => {
		const { subject, time, may } = safety();
		expect(subject.allow(PROD, "records", 15 * MINUTES)).toEqual({
			loginId: PROD,
			action: "records",
			until: 1_900_000,
		});
		expect([may(PROD), may(PROD, write("bulk", "x")), may(PROD, write("unknown", "x")), may(NOBODY)]).toEqual(
			[true, false, false, false],
		);
		time.now += 15 * MINUTES - 1;
		expect([may(PROD), subject.grants.length]).toEqual([true, 1]);
		time.now += 1;
		expect([may(PROD), subject.grants.length]).toEqual([false, 0]);
	});

	it("ends with Lock now, and its changes are told", () => {
		const { subject, may } = safety();
		let told = 0;
		subject.onChange(() => void told++);
		subject.allow(PROD, "records", MINUTES);
		subject.lockNow();
		expect([may(PROD), told]).toEqual([false, 2]);
	});

	it("is longer when it is given again", () => {
		const { subject, time, may } = safety();
		subject.allow(PROD, "records", MINUTES);
		time.now += MINUTES - 1;
		subject.allow(PROD, "records", MINUTES);
		time.now += 2;
		expect([may(PROD), subject.grants.length]).toEqual([true, 1]);
	});
});

describe("a lease", () => {
	it("needs a grant to begin with", () => {
		const { subject, time } = safety();
		expect(subject.lease(PROD, "records")).toBeUndefined();
		subject.allow(PROD, "records", MINUTES);
		time.now += MINUTES;
		expect(subject.lease(PROD, "records")).toBeUndefined();
	});

	it("outlives its grant's time, but not Lock now", () => {
		const { subject, time, may } = safety();
		subject.allow(PROD, "records", MINUTES);
		const lease = subject.lease(PROD, "records");
		time.now += 60 * MINUTES;
		expect([may(PROD), may(PROD, records, lease)]).toEqual([false, true]);
		subject.lockNow();
		expect(may(PROD, records, lease)).toBe(false);
		subject.allow(PROD, "bulk", MINUTES);
		expect(may(PROD, records, lease)).toBe(false);
	});

	it("covers its own login and action only", () => {
		const { subject, known, may } = safety();
		known.set(SANDBOX, { ...IDENTITY, id: SANDBOX });
		subject.allow(PROD, "records", MINUTES);
		const lease = subject.lease(PROD, "records");
		expect([may(SANDBOX, records, lease), may(PROD, write("deploy", "x"), lease)]).toEqual([false, false]);
		expect([lease?.covers(PROD, records), lease?.covers(PROD, READ)]).toEqual([true, false]);
	});
});

it("nothing is open after the end", () => {
	const { subject, may } = safety();
	subject.allow(PROD, "records", MINUTES);
	subject.dispose();
	expect(may(PROD)).toBe(false);
});
