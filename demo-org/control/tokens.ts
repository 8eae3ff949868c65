import { json, type Reply } from "../http.ts";
import { clientOf } from "../oauth/clients.ts";
import type { Grant } from "../oauth/grants.ts";
import { tokenBody } from "../oauth/tokenBody.ts";
import { findUser, type World } from "../world.ts";
import { type Fields, refuse, textOf } from "./answer.ts";

/** An access and a refresh token for a user, as if they had signed in; the user's restrictions are not asked. */
export function issueToken(world: World, fields: Fields): Reply {
	const found = findUser(world, textOf(fields["user"], "admin"));
	const client = clientOf(textOf(fields["clientId"], "PlatformCLI"));
	if (found === undefined || client === undefined) return refuse(404, "no such user or client");
	const scopes = textOf(fields["scope"], "refresh_token api web").split(" ");
	const grant = world.grants.open(found.org, found.user, client.id, scopes);
	const refreshToken = world.grants.newRefreshToken(grant);
	const token = tokenBody(world, client, grant, { refreshToken });
	return json(200, {
		accessToken: token.access_token,
		refreshToken,
		instanceUrl: world.url,
		id: token.id,
		orgId: found.org.id,
		userId: found.user.id,
		username: found.user.username,
	});
}

/** Ends the access tokens, or the whole families, of one token, one user or all. */
export function endTokens(world: World, fields: Fields, what: "expire" | "revoke"): Reply {
	const accessToken = fields["accessToken"];
	const user = fields["user"];
	const all = fields["all"] === true;
	const named = typeof accessToken === "string" ? world.grants.byAccessToken(accessToken) : undefined;
	if (!all && typeof user !== "string" && typeof accessToken !== "string") {
		return refuse(400, "one of accessToken, user or all is needed");
	}
	const matches = (grant: Grant, token: string | null): boolean =>
		all || grant.user.key === user || (token === null ? grant === named : token === accessToken);
	return json(200, { ended: world.grants.endAll(what, matches) });
}
