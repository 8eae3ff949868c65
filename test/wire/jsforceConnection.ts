import { Connection } from "jsforce";
import type { DemoClient, SignedIn } from "../unit/demo-org/demoClient.ts";

/** jsforce signed in to the demo org with tokens that somebody has. */
export function jsforceConnection(
	client: DemoClient,
	{ refreshToken }: SignedIn,
	accessToken: string,
): Connection {
	return new Connection({
		instanceUrl: client.org.url,
		accessToken,
		refreshToken,
		version: "66.0",
		oauth2: {
			loginUrl: client.org.url,
			clientId: "PlatformCLI",
			redirectUri: "http://localhost:1717/OauthRedirect",
		},
	});
}
