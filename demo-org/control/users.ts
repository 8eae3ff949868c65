import { isIP } from "node:net";
import { json, type Reply } from "../http.ts";
import { isAllowedAddress, type Restrictions } from "../oauth/userRestrictions.ts";
import { findUser, type World } from "../world.ts";
import { type Fields, firstWrong, refuse, textOf } from "./answer.ts";

const isFlag = (value: unknown): boolean => typeof value === "boolean";
const isTime = (value: unknown): boolean =>
	typeof value === "string" && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);

function isRange(value: unknown): boolean {
	const { start, end } = (value ?? {}) as { start?: unknown; end?: unknown };
	if (typeof start !== "string" || typeof end !== "string") return false;
	if (isIP(start) === 0 || isIP(start) !== isIP(end)) return false;
	try {
		return isAllowedAddress([{ start, end }], end);
	} catch (thrown) {
		// Node says so of a range that ends before it starts.
		if (thrown instanceof Error && "code" in thrown && thrown.code === "ERR_INVALID_ARG_VALUE") return false;
		throw thrown;
	}
}

const VALID: Readonly<Record<keyof Restrictions | "active", (value: unknown) => boolean>> = {
	active: isFlag,
	apiEnabled: isFlag,
	apiOnly: isFlag,
	loginHours: (value) =>
		value === null ||
		firstWrong({ from: isTime, to: isTime }, { from: "", to: "", ...(value as Fields) }) === null,
	loginIpRanges: (value) => Array.isArray(value) && value.every(isRange),
};

/** Changes what a user may do, and whether they are active; gives what holds now. */
export function changeUser(world: World, { user: key, ...fields }: Fields): Reply {
	const found = findUser(world, textOf(key, ""));
	if (found === undefined) return refuse(404, "no such user");
	const wrong = firstWrong(VALID, fields);
	if (wrong !== null) return refuse(400, `unknown or wrong value: ${wrong}`);
	const { org, user } = found;
	const { active, ...changes } = fields;
	const people = org.table("User");
	if (typeof active === "boolean") people.change(people.indexOf(user.id), { IsActive: active });
	const now = world.restrictions.change(user, changes as Partial<Restrictions>);
	return json(200, { active: people.get(user.id)?.["IsActive"] !== false, ...now });
}
