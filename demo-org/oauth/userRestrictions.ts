import { BlockList, isIP } from "node:net";
import type { OrgUser } from "../data/users.ts";

/** Addresses from the first to the last, both included. */
export interface IpRange {
	readonly start: string;
	readonly end: string;
}

/** Times of day, `HH:mm`, in the org's time zone; from 22:00 to 06:00 is the night. */
export interface LoginHours {
	readonly from: string;
	readonly to: string;
}

/** What a user's profile and permission sets forbid. */
export interface Restrictions {
	/** "API Enabled". */
	readonly apiEnabled: boolean;
	/** "API Only User". */
	readonly apiOnly: boolean;
	readonly loginHours: LoginHours | null;
	/** None: from anywhere. */
	readonly loginIpRanges: readonly IpRange[];
}

const API_ONLY_PROFILE = "Minimum Access - API Only Integrations";

/** Restrictions of users, by their key. */
export class UserRestrictions {
	readonly #changed = new Map<string, Partial<Restrictions>>();

	of({ key, profile }: OrgUser): Restrictions {
		const apiOnly = profile === API_ONLY_PROFILE;
		return { apiEnabled: true, apiOnly, loginHours: null, loginIpRanges: [], ...this.#changed.get(key) };
	}

	change(user: OrgUser, changes: Partial<Restrictions>): Restrictions {
		this.#changed.set(user.key, { ...this.#changed.get(user.key), ...changes });
		return this.of(user);
	}

	clear(): void {
		this.#changed.clear();
	}
}

/** Whether an address lies in one of the ranges; in no range is no restriction. */
export function isAllowedAddress(ranges: readonly IpRange[], address: string): boolean {
	if (ranges.length === 0) return true;
	const list = new BlockList();
	for (const { start, end } of ranges) list.addRange(start, end, familyOf(start));
	return list.check(address, familyOf(address));
}

function familyOf(address: string): "ipv4" | "ipv6" {
	return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** Whether a time of day, in minutes, lies in the hours; the last minute is outside. */
export function isWithinHours({ from, to }: LoginHours, minute: number): boolean {
	const [first, last] = [minutesOf(from), minutesOf(to)];
	return first <= last ? minute >= first && minute < last : minute >= first || minute < last;
}

function minutesOf(time: string): number {
	const [hours = 0, minutes = 0] = time.split(":").map(Number);
	return hours * 60 + minutes;
}
