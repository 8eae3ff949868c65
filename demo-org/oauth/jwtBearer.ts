import { json, type Reply } from "../http.ts";
import { findUsername, type World } from "../world.ts";
import { clientOf } from "./clients.ts";
import { type ParsedJwt, parsedJwt } from "./jws.ts";
import {
	appNotFound,
	invalidGrant,
	NO_STORE,
	notPermitted,
	oauthError,
	SIGN_IN_REFUSALS,
} from "./oauthError.ts";
import { isPermitted, signInRefusal } from "./signInRules.ts";
import { tokenBody } from "./tokenBody.ts";

const LOGIN_HOSTS = ["https://login.salesforce.com", "https://test.salesforce.com"];
/** What an app gets that was approved by an administrator rather than by the user. */
const PREAPPROVED_SCOPES = ["api", "web", "id"];

/**
 * The JWT bearer flow (OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration; RFC 7523): an assertion signed
 * with the app's registered key stands for the user's sign-in. The user must have approved the app, or an
 * administrator have done so for them. There is no refresh token.
 */
export function jwtBearer(world: World, form: URLSearchParams): Reply {
	const assertion = parsedJwt(form.get("assertion") ?? "");
	if (assertion === null) return invalidGrant("invalid assertion");
	const { iss, sub } = assertion.claims;
	const client = typeof iss === "string" ? clientOf(iss) : undefined;
	if (client === undefined) return oauthError(400, "invalid_client_id", "client identifier invalid");
	if (world.settings.blockedApp === "ecaMissing") return appNotFound();
	if (world.settings.blockedApp !== null) {
		return oauthError(400, "invalid_client", "app must be installed into org");
	}
	const key = world.apps.keyOf(client.id);
	if (key === undefined || !assertion.isSignedBy(key)) return invalidGrant("invalid assertion");
	const wrong = wrongAudience(world, assertion) ?? wrongTime(world, assertion);
	if (wrong !== null) return invalidGrant(wrong);

	// Whether there is such a user is not for the app to know before they approved it.
	const found = typeof sub === "string" ? findUsername(world, sub) : undefined;
	if (found === undefined) return invalidGrant("user hasn't approved this consumer");
	const { org, user } = found;
	const refusal = signInRefusal(world, org, user);
	if (refusal !== null) return invalidGrant(SIGN_IN_REFUSALS[refusal]);
	if (!isPermitted(world, client.id, user)) return notPermitted();
	const isPreapproved = world.apps.of(client.id).permittedUsers === "adminApproved";
	const approval = isPreapproved ? undefined : world.grants.approval(client.id, user.id);
	if (!isPreapproved && approval === undefined) return invalidGrant("user hasn't approved this consumer");
	const scopes = (approval?.scopes ?? PREAPPROVED_SCOPES).filter(
		(scope) => scope !== "refresh_token" && scope !== "offline_access",
	);
	const grant = world.grants.open(org, user, client.id, scopes);
	const { signature: _, issued_at: __, ...body } = tokenBody(world, client, grant);
	return json(200, body, NO_STORE);
}

/** The words for an audience that is not this org: another Salesforce host, or none at all. */
function wrongAudience(world: World, { claims }: ParsedJwt): string | null {
	const { aud } = claims;
	const hosts = [...LOGIN_HOSTS, world.url];
	const named = (Array.isArray(aud) ? aud : [aud]).map((each) => String(each).replace(/\/$/, ""));
	if (named.some((each) => hosts.includes(each))) return null;
	const isSalesforce = named.some((each) => /\.(?:salesforce|force)\.com$/.test(each));
	return isSalesforce ? "audience is invalid" : "Audience validation failed";
}

/**
 * `exp` is seconds since 1970, as a number or as digits. The help wants it within three minutes, but nothing holds it to
 * that: Salesforce's own CLI sends milliseconds.
 */
function wrongTime(world: World, { claims }: ParsedJwt): string | null {
	const { exp } = claims;
	const text = typeof exp === "number" || typeof exp === "string" ? String(exp) : "";
	if (!/^\d+$/.test(text)) return "invalid assertion";
	return Number(text) * 1000 <= world.clock() ? "expired authorization code" : null;
}
