import { json, type Reply } from "../http.ts";
import type { AppPolicy } from "../oauth/appPolicies.ts";
import { clientOf } from "../oauth/clients.ts";
import { findUser, type World } from "../world.ts";
import { type Fields, firstWrong, refuse, textOf } from "./answer.ts";

/** Registers the public key or certificate that an app signs its JWT assertions with. */
export function registerJwtKey(world: World, fields: Fields): Reply {
	const client = clientOf(textOf(fields["clientId"], ""));
	if (client === undefined) return refuse(404, "no such client");
	try {
		world.apps.registerKey(client.id, textOf(fields["publicKey"], ""));
	} catch (thrown) {
		if (thrown instanceof TypeError) return refuse(400, thrown.message);
		throw thrown;
	}
	return json(200, {});
}

/** Changes what an administrator decides about an app; gives the policy as it is now. */
export function changeApp(world: World, { clientId, ...changes }: Fields): Reply {
	const client = clientOf(textOf(clientId, ""));
	if (client === undefined) return refuse(404, "no such client");
	const isUser = (value: unknown) => typeof value === "string" && findUser(world, value) !== undefined;
	const valid: Readonly<Record<keyof AppPolicy, (value: unknown) => boolean>> = {
		permittedUsers: (value) => value === "all" || value === "adminApproved",
		approvedUsers: (value) => Array.isArray(value) && value.every(isUser),
		runAs: (value) => value === null || isUser(value),
	};
	const wrong = firstWrong(valid, changes);
	if (wrong !== null) return refuse(400, `unknown or wrong value: ${wrong}`);
	return json(200, world.apps.change(client.id, changes as Partial<AppPolicy>));
}
