import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fullJitter, SingleFlight, sleep, untilAborted } from "../../../src/base/async.ts";
import { failureFrom } from "../failures.ts";

const CANCELLED = { kind: "cancelled" };

describe("sleep", () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it("resolves after its time, not before", async () => {
		const order: string[] = [];
		const slept = sleep(1000, new AbortController().signal).then(() => order.push("slept"));
		await vi.advanceTimersByTimeAsync(999);
		order.push("before");
		await vi.advanceTimersByTimeAsync(1);
		await slept;
		expect(order).toEqual(["before", "slept"]);
	});

	it("rejects at once when aborted, and leaves no timer", async () => {
		const abort = new AbortController();
		const slept = failureFrom(sleep(60_000, abort.signal));
		abort.abort();
		expect(await slept).toEqual(CANCELLED);
		expect(vi.getTimerCount()).toBe(0);
	});

	it("does not begin under an aborted signal", async () => {
		expect(await failureFrom(sleep(0, AbortSignal.abort()))).toEqual(CANCELLED);
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe("untilAborted", () => {
	it("gives what the work gives", async () => {
		const { signal } = new AbortController();
		expect(await untilAborted(Promise.resolve(3), signal)).toBe(3);
		await expect(untilAborted(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
	});

	it("stops waiting when aborted; the work goes on", async () => {
		const abort = new AbortController();
		const work = Promise.withResolvers<string>();
		const waiting = failureFrom(untilAborted(work.promise, abort.signal));
		abort.abort();
		expect(await waiting).toEqual(CANCELLED);
		work.resolve("for the others");
		expect(await work.promise).toBe("for the others");
	});

	it("takes care of work that fails after everybody left", async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => void unhandled.push(reason);
		process.on("unhandledRejection", note);
		const work = Promise.withResolvers<never>();
		expect(await failureFrom(untilAborted(work.promise, AbortSignal.abort()))).toEqual(CANCELLED);
		work.reject(new Error("late"));
		await new Promise((resolve) => setImmediate(resolve));
		process.off("unhandledRejection", note);
		expect(unhandled).toEqual([]);
	});
});

describe("SingleFlight", () => {
	it("shares a run among all who come while it runs", async () => {
		const flight = new SingleFlight<number>();
		let starts = 0;
		const gate = Promise.withResolvers<void>();
		const start = async () => {
			starts++;
			await gate.promise;
			return starts;
		};
		const all = [flight.run(start), flight.run(start), flight.run(start)];
		gate.resolve();
		expect(await Promise.all(all)).toEqual([1, 1, 1]);
		expect(await flight.run(start)).toBe(2);
	});

	it("starts anew after a failure", async () => {
		const flight = new SingleFlight<number>();
		await expect(flight.run(() => Promise.reject(new Error("first")))).rejects.toThrow("first");
		expect(await flight.run(() => Promise.resolve(2))).toBe(2);
	});
});

describe("fullJitter", () => {
	const backoff = { baseMs: 500, capMs: 30_000 };
	it.each([
		[1, 499],
		[2, 999],
		[4, 3999],
		[7, 29_999],
		[60, 29_999],
	])("try %i waits at most %i ms", (attempt, most) => {
		expect(fullJitter(attempt, backoff, () => 1 - Number.EPSILON)).toBe(most);
		expect(fullJitter(attempt, backoff, () => 0)).toBe(0);
	});

	it("is whole, never negative, never above the cap", () => {
		const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2000 }), fraction, (attempt, random) => {
				const ms = fullJitter(attempt, backoff, () => random);
				expect(Number.isInteger(ms) && ms >= 0 && ms < backoff.capMs).toBe(true);
			}),
		);
	});
});
