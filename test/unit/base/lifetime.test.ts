import { describe, expect, it } from "vitest";
import { Latest, Lifetime } from "../../../src/base/lifetime.ts";

describe("Lifetime", () => {
	it("ends its members in reverse order, once", () => {
		const ended: string[] = [];
		const life = new Lifetime();
		for (const name of ["first", "second", "third"]) life.onEnd(() => void ended.push(name));
		life.dispose();
		life.dispose();
		expect(ended).toEqual(["third", "second", "first"]);
	});

	it("ends the others when one throws, and throws the first failure at the end", () => {
		const ended: string[] = [];
		const life = new Lifetime();
		life.onEnd(() => void ended.push("first"));
		for (const name of ["later", "sooner"]) {
			life.onEnd(() => {
				throw new Error(name);
			});
		}
		expect(() => life.dispose()).toThrow("sooner");
		expect(ended).toEqual(["first"]);
		expect(life.ended).toBe(true);
	});

	it("disposes at once what arrives after the end", () => {
		const life = new Lifetime();
		life.dispose();
		let ended = 0;
		life.onEnd(() => void ended++);
		expect(ended).toBe(1);
	});

	it("is an abort signal: aborted before its members end", () => {
		const life = new Lifetime();
		const seen: boolean[] = [];
		life.onEnd(() => void seen.push(life.signal.aborted));
		expect(life.signal.aborted).toBe(false);
		life.dispose();
		expect(seen).toEqual([true]);
	});

	it("gives back what it takes", () => {
		const member = { dispose: () => undefined, name: "mine" };
		expect(new Lifetime().own(member)).toBe(member);
	});
});

describe("Latest", () => {
	it("ends the older run when a newer begins", () => {
		const slot = new Latest();
		const older = slot.next();
		expect(older.ended).toBe(false);
		const newer = slot.next();
		expect([older.ended, newer.ended]).toEqual([true, false]);
	});

	it("ends the current run with itself", () => {
		const slot = new Latest();
		const run = slot.next();
		slot.dispose();
		expect(run.ended).toBe(true);
	});
});
