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
		/^http:\/\/localhost:\d+\/OauthRedirect$/.test(uri) || /^vscode(?:-insiders)?:\/\/[\w.-]+\//.test(uri)
	);
}

const CLIENTS: readonly Client[] = [
	{ id: "PlatformCLI", secret: null, acceptsRedirect: (uri) => uri === PLATFORM_CLI_REDIRECT },
	{ id: "orgsmith-demo-public", secret: null, acceptsRedirect: isLocalRedirect },
	{ id: "orgsmith-demo-confidential", secret: "orgsmith-demo-secret", acceptsRedirect: isLocalRedirect },
];

export function clientOf(id: string): Client | undefined {
	return CLIENTS.find((client) => client.id === id);
}
