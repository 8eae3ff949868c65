import { defineConfig } from "vitest/config";

const suite = (name: string, timeoutMs: number, parallel = true) => ({
	test: {
		name,
		include: [`test/${name}/**/*.test.ts`],
		testTimeout: timeoutMs,
		hookTimeout: timeoutMs,
		fileParallelism: parallel,
	},
});

export default defineConfig({
	test: {
		projects: [
			suite("rules", 30_000),
			suite("unit", 20_000),
			suite("wire", 120_000, false),
			suite("page", 60_000, false),
			suite("e2e", 240_000, false),
		],
	},
});
