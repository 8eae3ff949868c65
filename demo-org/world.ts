import type { Faults } from "./control/faults.ts";
import type { RequestLog } from "./control/requestLog.ts";
import type { Settings } from "./control/settings.ts";
import type { OrgUser } from "./data/users.ts";
import type { AppPolicies } from "./oauth/appPolicies.ts";
import type { Grants } from "./oauth/grants.ts";
import type { Signer } from "./oauth/signer.ts";
import type { UserRestrictions } from "./oauth/userRestrictions.ts";
import type { Org } from "./org.ts";
import type { IdempotentReplies } from "./rest/idempotency.ts";
import type { Locators } from "./rest/locators.ts";

/** Everything one server process holds. Handlers get it whole; they own none of it. */
export interface World {
	readonly url: string;
	readonly key: string;
	readonly orgs: readonly Org[];
	readonly settings: Settings;
	readonly grants: Grants;
	readonly apps: AppPolicies;
	readonly restrictions: UserRestrictions;
	readonly signer: Signer;
	readonly locators: Locators;
	readonly idempotent: IdempotentReplies;
	readonly faults: Faults;
	readonly requests: RequestLog;
	/** Statements that wrote most-recently-used dates: FOR VIEW and FOR REFERENCE queries. */
	readonly marks: { views: number; references: number };
	/** Records that were written or tried. */
	readonly writes: { count: number };
	readonly clock: () => number;
	/** One line for whoever watches the process. Never a token. */
	readonly log: (line: string) => void;
	/** Back to the data and settings of the start. */
	readonly reset: () => void;
}

/** The user who signs in with that name, in any letter case, with the org; or undefined. */
export function findUsername(
	world: World,
	username: string,
): { readonly org: Org; readonly user: OrgUser } | undefined {
	const wanted = username.toLowerCase();
	for (const org of world.orgs) {
		const user = org.users.find((each) => each.username.toLowerCase() === wanted);
		if (user !== undefined) return { org, user };
	}
	return undefined;
}

/** The user of that key with the org, or undefined. */
export function findUser(
	world: World,
	key: string,
): { readonly org: Org; readonly user: OrgUser } | undefined {
	for (const org of world.orgs) {
		const user = org.users.find((each) => each.key === key);
		if (user !== undefined) return { org, user };
	}
	return undefined;
}
