import { json, type Reply, type Request } from "../http.ts";
import { findUser, type World } from "../world.ts";
import { clientOfRequest } from "./clientOfRequest.ts";
import { appNotFound, invalidGrant, NO_STORE, SIGN_IN_REFUSALS } from "./oauthError.ts";
import { signInRefusal } from "./signInRules.ts";
import { tokenBody } from "./tokenBody.ts";

/** The scopes of the demo org's apps, without those that make no sense for a program on its own. */
const SCOPES = ["api", "id"];

/**
 * The client credentials flow (OAuth 2.0 Client Credentials Flow for Server-to-Server Integration): an app that can
 * keep a secret signs in as the user whom its policy names. On the org's own domain only; no refresh token.
 */
export function clientCredentials(world: World, request: Request, form: URLSearchParams): Reply {
	if (/^(?:login|test)\.salesforce\.com(?::|$)/i.test(request.headers.host ?? "")) {
		return invalidGrant("request not supported on this domain");
	}
	const client = clientOfRequest(request, form, { mustProve: true });
	if ("status" in client) return client;
	if (world.settings.blockedApp === "ecaMissing") return appNotFound();
	const { runAs } = world.apps.of(client.id);
	const found = runAs === null ? undefined : findUser(world, runAs);
	if (found === undefined) return invalidGrant("no client credentials user enabled");
	const refusal = signInRefusal(world, found.org, found.user);
	if (refusal !== null) return invalidGrant(SIGN_IN_REFUSALS[refusal]);
	const grant = world.grants.open(found.org, found.user, client.id, SCOPES);
	return json(200, tokenBody(world, client, grant), NO_STORE);
}
