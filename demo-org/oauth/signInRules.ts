import type { OrgUser } from "../data/users.ts";
import type { Org } from "../org.ts";
import { zoneOffsetMs } from "../times.ts";
import type { World } from "../world.ts";
import type { Grant } from "./grants.ts";
import { isAllowedAddress, isWithinHours } from "./userRestrictions.ts";

/** Why a user can't sign in now and from here. */
export type SignInRefusal = "inactive" | "hours" | "address";

/** In the order of the platform's login: is the user active, are these their hours, is this their network. */
export function signInRefusal(world: World, org: Org, user: OrgUser): SignInRefusal | null {
	if (!isActive(org, user)) return "inactive";
	if (!isHour(world, org, user)) return "hours";
	const { loginIpRanges } = world.restrictions.of(user);
	return isAllowedAddress(loginIpRanges, world.settings.clientAddress) ? null : "address";
}

/** Whether a session that is neither expired nor revoked has ended nevertheless, because of what holds for its user. */
export function hasEnded(world: World, { org, user }: Grant): boolean {
	if (!isActive(org, user) || !isHour(world, org, user)) return true;
	const { enforceLoginIpRanges, clientAddress } = world.settings;
	return enforceLoginIpRanges && !isAllowedAddress(world.restrictions.of(user).loginIpRanges, clientAddress);
}

function isActive(org: Org, user: OrgUser): boolean {
	return org.table("User").get(user.id)?.["IsActive"] !== false;
}

function isHour(world: World, org: Org, user: OrgUser): boolean {
	const { loginHours } = world.restrictions.of(user);
	if (loginHours === null) return true;
	const zone = org.table("Organization").get(org.id)?.["TimeZoneSidKey"];
	const now = world.clock();
	const local = new Date(now + zoneOffsetMs(now, typeof zone === "string" ? zone : "UTC"));
	return isWithinHours(loginHours, local.getUTCHours() * 60 + local.getUTCMinutes());
}

/** Whether an app's policy lets a user in at all (`adminApproved` names who). */
export function isPermitted(world: World, clientId: string, user: OrgUser): boolean {
	const { permittedUsers, approvedUsers } = world.apps.of(clientId);
	return permittedUsers === "all" || approvedUsers.includes(user.key);
}
