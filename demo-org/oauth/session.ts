import { bearerOf, type Request } from "../http.ts";
import { PlatformError } from "../platformError.ts";
import type { World } from "../world.ts";
import type { Grant } from "./grants.ts";

/**
 * The living grant behind a REST request's token. Throws the platform's 401s: INVALID_AUTH_HEADER for a header that is
 * no bearer's, INVALID_SESSION_ID for a missing, unknown, expired or revoked token.
 */
export function sessionOf(world: World, request: Request): Grant {
	const token = bearerOf(request.headers);
	if (token === null) throw new PlatformError(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE");
	const grant = token === undefined ? undefined : world.grants.byAccessToken(token);
	if (grant === undefined) throw new PlatformError(401, "INVALID_SESSION_ID", "Session expired or invalid");
	return grant;
}
