import { bearerOf, formOf, json, type Reply, type Request } from "../http.ts";
import { id15 } from "../ids.ts";
import { NEWEST } from "../rest/versions.ts";
import { epochOf, zoneOffsetMs } from "../times.ts";
import type { World } from "../world.ts";
import { SCOPES } from "./clients.ts";
import type { Grant } from "./grants.ts";
import { livingSession } from "./session.ts";
import { publicKeys } from "./tokenBody.ts";

/** The identity service refuses in plain text (Identity URLs, "Response"). */
function refused(text: string): Reply {
	return { status: 403, body: text, headers: { "Content-Type": "text/html;charset=UTF-8" } };
}

/**
 * The grant of the request's access token (header, or the `oauth_token` / `access_token` parameter of address or form),
 * or the identity services' refusal.
 */
export function grantOf(world: World, request: Request): Grant | Reply {
	const form = request.method === "POST" ? formOf(request) : new URLSearchParams();
	const given = (name: string) => request.query.get(name) ?? form.get(name);
	const token = bearerOf(request.headers) ?? given("oauth_token") ?? given("access_token");
	if (token === null) return refused("Missing_OAuth_Token");
	return livingSession(world, token) ?? refused("Bad_OAuth_Token");
}

function urlsOf(world: World, { org, user }: Grant, version: string): Record<string, string> {
	const data = `${world.url}/services/data/v${version}`;
	const soap = `${world.url}/services/Soap`;
	const org15 = id15(org.id);
	return {
		enterprise: `${soap}/c/${version}/${org15}`,
		metadata: `${soap}/m/${version}/${org15}`,
		partner: `${soap}/u/${version}/${org15}`,
		rest: `${data}/`,
		sobjects: `${data}/sobjects/`,
		search: `${data}/search/`,
		query: `${data}/query/`,
		recent: `${data}/recent/`,
		tooling_soap: `${soap}/T/${version}/${org15}`,
		tooling_rest: `${data}/tooling/`,
		profile: `${world.url}/${user.id}`,
		feeds: `${data}/chatter/feeds`,
		groups: `${data}/chatter/groups`,
		users: `${data}/chatter/users`,
		feed_items: `${data}/chatter/feed-items`,
		feed_elements: `${data}/chatter/feed-elements`,
		custom_domain: world.url,
	};
}

function photos(world: World): { picture: string; thumbnail: string } {
	return { picture: `${world.url}/profilephoto/005/F`, thumbnail: `${world.url}/profilephoto/005/T` };
}

function common(world: World, { org, user }: Grant) {
	const modified = String(org.table("User").get(user.id)?.["LastModifiedDate"]);
	return {
		active: true,
		user_type: "STANDARD",
		language: user.language,
		locale: user.locale,
		utcOffset: zoneOffsetMs(world.clock(), user.timeZone),
		modified: new Date(epochOf(modified)).toISOString().replace(/\.\d+Z$/, "Z"),
	};
}

/** `GET /services/oauth2/userinfo` (OpenID Connect User Info). */
export function userInfo(world: World, request: Request): Reply {
	const grant = grantOf(world, request);
	if ("status" in grant) return grant;
	const { org, user } = grant;
	const { modified, ...rest } = common(world, grant);
	return json(200, {
		sub: `${world.url}/id/${org.id}/${user.id}`,
		user_id: user.id,
		organization_id: org.id,
		preferred_username: user.username,
		nickname: user.username.split("@")[0],
		name: `${user.firstName} ${user.lastName}`,
		email: user.email,
		email_verified: true,
		given_name: user.firstName,
		family_name: user.lastName,
		zoneinfo: user.timeZone,
		photos: photos(world),
		profile: `${world.url}/${user.id}`,
		picture: photos(world).picture,
		address: {},
		is_salesforce_integration_user: user.key === "integration",
		urls: urlsOf(world, grant, "{version}"),
		...rest,
		updated_at: modified,
	});
}

/** `GET /id/ORG/USER` (Identity URLs), and `GET /id/keys`: the public keys of id tokens and JWT access tokens. */
export function identity(world: World, request: Request): Reply {
	if (request.path === "/id/keys") return json(200, { keys: publicKeys(world) });
	const grant = grantOf(world, request);
	if ("status" in grant) return grant;
	const { org, user } = grant;
	const [, , orgId = "", userId = ""] = request.path.split("/");
	if (id15(orgId) !== id15(org.id)) return refused("Wrong_Org");
	if (id15(userId) !== id15(user.id)) return refused("Bad_Id");
	if (request.query.get("format") === "xml")
		return { status: 501, body: "The demo org serves JSON only", headers: {} };
	const { modified, ...rest } = common(world, grant);
	const version = request.query.get("version");
	return json(200, {
		id: `${world.url}/id/${org.id}/${user.id}`,
		asserted_user: true,
		user_id: user.id,
		organization_id: org.id,
		username: user.username,
		nick_name: user.username.split("@")[0],
		display_name: `${user.firstName} ${user.lastName}`,
		email: user.email,
		email_verified: true,
		first_name: user.firstName,
		last_name: user.lastName,
		timezone: user.timeZone,
		photos: photos(world),
		addr_street: null,
		addr_city: null,
		addr_state: null,
		addr_country: "US",
		addr_zip: null,
		mobile_phone: null,
		mobile_phone_verified: false,
		is_lightning_login_user: false,
		status: { created_date: null, body: null },
		urls: urlsOf(
			world,
			grant,
			version === null ? "{version}" : version === "latest" ? `${NEWEST}.0` : version,
		),
		...rest,
		last_modified_date: modified,
		is_app_installed: true,
	});
}

/** `GET /.well-known/openid-configuration` (OpenID Connect Discovery). */
export function openIdConfiguration(world: World): Reply {
	const oauth = `${world.url}/services/oauth2`;
	return json(200, {
		issuer: world.url,
		authorization_endpoint: `${oauth}/authorize`,
		token_endpoint: `${oauth}/token`,
		revocation_endpoint: `${oauth}/revoke`,
		userinfo_endpoint: `${oauth}/userinfo`,
		introspection_endpoint: `${oauth}/introspect`,
		jwks_uri: `${world.url}/id/keys`,
		scopes_supported: SCOPES,
		response_types_supported: ["code"],
		subject_types_supported: ["public"],
		id_token_signing_alg_values_supported: ["RS256"],
		display_values_supported: ["page", "popup", "touch"],
		code_challenge_methods_supported: ["S256"],
		token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
	});
}
