/** Apps that the demo org knows. */
export interface Client {
	readonly id: string;
	/** Null for a public client, which proves itself with PKCE at most. */
	readonly secret: string | null;
	readonly acceptsRedirect: (uri: string) => boolean;
}

const PLATFORM_CLI_REDIRECT = "http://localhost:1717/OauthRedirect";

function isLocalRedirect(uri: string): boolean {
	return (
		/^http:\/\/localhost:\d+\/OauthRedirect$/.test(uri) ||
		/^vscode(?:-insiders)?:\/\/[\w.-]+\/[!-~]*$/.test(uri)
	);
}

const CLIENTS: readonly Client[] = [
	{ id: "PlatformCLI", secret: null, acceptsRedirect: (uri) => uri === PLATFORM_CLI_REDIRECT },
	{ id: "orgsmith-demo-public", secret: null, acceptsRedirect: isLocalRedirect },
	{ id: "orgsmith-demo-confidential", secret: "orgsmith-demo-secret", acceptsRedirect: isLocalRedirect },
];

/** Scopes that the platform has for connected apps (help: OAuth Tokens and Scopes). */
export const SCOPES = [
	..."address api cdp_api cdp_calculated_insight_api cdp_identityresolution_api cdp_ingest_api".split(" "),
	..."cdp_profile_api cdp_query_api cdp_segment_api chatbot_api chatter_api content custom_permissions".split(
		" ",
	),
	..."eclair_api einstein_gpt_api email forgot_password full id interaction_api lightning mcp_api".split(" "),
	..."offline_access openid pardot_api phone profile pwdless_login_api refresh_token scrt_api sfap_api".split(
		" ",
	),
	..."user_registration_api visualforce wave_api web".split(" "),
];

export function clientOf(id: string): Client | undefined {
	return CLIENTS.find((client) => client.id === id);
}
