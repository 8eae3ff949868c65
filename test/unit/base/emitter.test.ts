import { describe, expect, it } from "vitest";
import { Emitter } from "../../../src/base/emitter.ts";

describe("Emitter", () => {
	it("calls listeners in order until they are disposed", () => {
		const seen: string[] = [];
		const emitter = new Emitter<number>();
		const first = emitter.event((value) => void seen.push(`a${value}`));
		emitter.event((value) => void seen.push(`b${value}`));
		emitter.fire(1);
		first.dispose();
		emitter.fire(2);
		expect(seen).toEqual(["a1", "b1", "b2"]);
	});

	it("counts one function listening twice as two listeners", () => {
		const seen: number[] = [];
		const emitter = new Emitter<number>();
		const listener = (value: number) => void seen.push(value);
		const first = emitter.event(listener);
		emitter.event(listener);
		first.dispose();
		emitter.fire(1);
		expect(seen).toEqual([1]);
	});

	it("calls the rest when one throws, then throws", () => {
		const seen: number[] = [];
		const emitter = new Emitter<number>();
		emitter.event(() => {
			throw new Error("one");
		});
		emitter.event((value) => void seen.push(value));
		expect(() => emitter.fire(7)).toThrow("one");
		expect(seen).toEqual([7]);
	});

	it("is silent after its end", () => {
		const seen: number[] = [];
		const emitter = new Emitter<number>();
		emitter.event((value) => void seen.push(value));
		emitter.dispose();
		emitter.fire(1);
		expect(seen).toEqual([]);
	});
});
