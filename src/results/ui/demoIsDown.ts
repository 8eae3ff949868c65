import { type AppError, failureOf } from "../../base/errors.ts";
import { isLoopback } from "../../salesforce/address.ts";

/** Whether it failed because the demo org isn't running: the one org that is on this computer. */
export function demoIsDown(error: AppError, instanceUrl: string): boolean {
	return failureOf(error, "network")?.reason === "offline" && isLoopback(new URL(instanceUrl).hostname);
}
