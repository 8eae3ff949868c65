import { describe, expect, it } from "vitest";
import { AppError, type Failure } from "../../../src/base/errors.ts";
import { BackgroundLoads } from "../../../src/orgs/backgroundLoads.ts";
import { testOp } from "../testOp.ts";

function loads() {
	const time = { now: 1_000_000 };
	const { log, lines } = testOp();
	const subject = new BackgroundLoads(log, () => time.now);
	const begun: string[] = [];
	const ends = new Map<string, PromiseWithResolvers<void>>();
	/** Wants a load that ends when it is told to. */
	const want = (key: string) =>
		subject.want(key, async ({ signal }) => {
			begun.push(key);
			const end = Promise.withResolvers<void>();
			ends.set(key, end);
			signal.addEventListener("abort", () => end.reject(new AppError({ kind: "cancelled" })));
			await end.promise;
		});
	const settle = () => new Promise((resolve) => setImmediate(resolve));
	const succeed = (key: string) => {
		ends.get(key)?.resolve();
		return settle();
	};
	const fail = (key: string, failure: Failure) => {
		ends.get(key)?.reject(new AppError(failure));
		return settle();
	};
	return { subject, time, lines, begun, want, succeed, fail };
}

const REFUSED: Failure = { kind: "api", status: 500, code: "UNKNOWN" };

describe("BackgroundLoads", () => {
	it("runs three at once, each key once, what was wanted last first", async () => {
		const { begun, want, succeed } = loads();
		for (const key of ["a", "b", "c", "d", "e", "a", "d"]) want(key);
		expect(begun).toEqual(["a", "b", "c"]);
		await succeed("b");
		await succeed("a");
		expect(begun).toEqual(["a", "b", "c", "d", "e"]);
		await succeed("d");
		want("a");
		expect(begun.at(-1)).toBe("a");
	});

	it.each<[string, number, number]>([
		["once", 1, 30_000],
		["twice", 2, 60_000],
		["five times", 5, 480_000],
		["ten times", 10, 600_000],
	])("what failed %s is left alone for a while", async (_, times, waitMs) => {
		const { begun, time, want, fail, lines } = loads();
		for (let at = 0; at < times; at++) {
			want("a");
			await fail("a", REFUSED);
			time.now += at < times - 1 ? 600_000 : waitMs - 1;
		}
		want("a");
		expect(begun).toHaveLength(times);
		time.now += 1;
		want("a");
		expect(begun).toHaveLength(times + 1);
		expect(lines).toHaveLength(times);
	});

	it.each<[string, Failure, boolean]>([
		["can't be reached", { kind: "network", reason: "offline" }, true],
		["has no calls left", { kind: "limit", reason: "daily" }, true],
		["wants a sign-in", { kind: "auth", reason: "expired" }, true],
		["refuses one thing", REFUSED, false],
	])("an org that %s", async (_, failure, isPaused) => {
		const { begun, time, want, fail } = loads();
		for (const key of ["a", "b", "c", "waiting"]) want(key);
		await fail("a", failure);
		want("other");
		expect(begun.includes("waiting")).toBe(!isPaused);
		time.now += 10_000;
		want("later");
		expect(begun.includes("later")).toBe(isPaused);
	});

	it("tells of a failure once it is noted, and forgets it when something changed for the better", async () => {
		const { subject, begun, want } = loads();
		const told: unknown[] = [];
		subject.want(
			"a",
			() => Promise.reject(new AppError(REFUSED)),
			(error) => told.push(error, subject.failure("a")),
		);
		await expect.poll(() => told).toHaveLength(2);
		expect(told[0]).toBe(told[1]);
		want("a");
		expect(begun).toEqual([]);
		subject.retry();
		want("a");
		expect([begun, subject.failure("a")]).toEqual([["a"], undefined]);
	});

	it("ends what runs and drops what waits", async () => {
		const { subject, begun, want, lines } = loads();
		for (const key of ["a", "b", "c", "d"]) want(key);
		subject.dispose();
		want("e");
		await new Promise((resolve) => setImmediate(resolve));
		expect([begun, lines]).toEqual([["a", "b", "c"], []]);
	});
});
