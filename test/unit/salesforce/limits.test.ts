import { expect, it } from "vitest";
import { apiUsage } from "../../../src/salesforce/limits.ts";

it.each<[string | null | undefined, { used: number; max: number } | undefined]>([
	["api-usage=18/5000", { used: 18, max: 5000 }],
	["api-usage=73994/305000", { used: 73994, max: 305000 }],
	["api-usage=25/5000; per-app-api-usage=17/250(appName=sample-app)", { used: 25, max: 5000 }],
	["per-app-api-usage=17/250(appName=x); api-usage=25/5000", { used: 25, max: 5000 }],
	["per-app-api-usage=17/250(appName=x)", undefined],
	["api-usage=/", undefined],
	["", undefined],
	[null, undefined],
	[undefined, undefined],
])("Sforce-Limit-Info %j is %j", (header, usage) => {
	expect(apiUsage(header)).toEqual(usage);
});
