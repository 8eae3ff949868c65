import { html, type Reply } from "../http.ts";
import type { World } from "../world.ts";
import type { Grant } from "./grants.ts";
import { messagePage } from "./page.ts";
import { type SignInRefusal, signInRefusal } from "./signInRules.ts";

/** What the login page says to a user who can't sign in now and from here. */
const LOGIN_WORDS: Readonly<Record<SignInRefusal, string>> = {
	inactive:
		"Please check your username and password. If you still can't log in, contact your Salesforce administrator.",
	hours: "You can't log in at this time. Contact your Salesforce administrator for your login hours.",
	address:
		"You can't log in from this network. Contact your Salesforce administrator for your login IP ranges.",
};

/** The page in place of a sign-in that the user's rules forbid, or null. */
export function loginRefusal(world: World, { org, user }: Pick<Grant, "org" | "user">): Reply | null {
	const refusal = signInRefusal(world, org, user);
	return refusal === null ? null : html(200, messagePage("Log in failed", LOGIN_WORDS[refusal]));
}

/** What an "API Only User" sees of the user interface. */
export function apiOnlyPage(): Reply {
	return html(
		200,
		messagePage(
			"Access Restricted for API Only Users",
			"You successfully updated your settings, and can no longer access the UI. Close this window to continue.",
		),
	);
}
