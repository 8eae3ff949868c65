import type { Org } from "../org.ts";
import { PlatformError } from "../platformError.ts";
import type { World } from "../world.ts";

/** How many API calls an org may make a day. */
export function dailyLimitOf(world: World, org: Org): number {
	return world.settings.dailyApiLimit ?? org.dailyApiLimit;
}

/** Counts one API call. Throws REQUEST_LIMIT_EXCEEDED when the day's calls are used up. */
export function countCall(world: World, org: Org): void {
	if (org.apiUsed >= dailyLimitOf(world, org)) {
		throw new PlatformError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
	}
	org.apiUsed += 1;
}

/** The header on every counted reply. */
export function limitInfo(world: World, org: Org): Record<string, string> {
	return { "Sforce-Limit-Info": `api-usage=${org.apiUsed}/${dailyLimitOf(world, org)}` };
}
