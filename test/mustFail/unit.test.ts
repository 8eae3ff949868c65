import { expect, test } from "vitest";

// One test passes, one fails, one is skipped: the runner asserts exactly these counts.
test("passes", () => {
	expect(1 + 1).toBe(2);
});
test("fails", () => {
	expect(1 + 1).toBe(3);
});
test.skip("is skipped", () => {
	expect.unreachable();
});
