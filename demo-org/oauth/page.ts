import type { OrgUser } from "../data/users.ts";
import { escapeHtml } from "../http.ts";

/** The pages that people see. Links are relative: the server may be viewed through a `/proxy/PORT/` prefix. */

const STYLE = `
:root { color-scheme: light dark; --bg: #f3f4f6; --card: #fff; --text: #16181d; --soft: #5a6270; --line: #c9ced6; --accent: #0b5cab; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --bg: #14161a; --card: #1e2127; --text: #eceef2; --soft: #a3abb8; --line: #434a56; --accent: #7ab8ff; --on-accent: #0a1a2c; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--bg); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 28px; margin: 16px; width: min(28rem, calc(100% - 32px)); overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; margin: 0 0 4px; }
p { margin: 0 0 16px; color: var(--soft); }
fieldset { border: 0; margin: 0 0 20px; padding: 0; display: grid; gap: 8px; }
legend { padding: 0; margin-bottom: 8px; font-weight: 600; }
label { display: flex; gap: 12px; align-items: flex-start; border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; cursor: pointer; }
label:has(:checked) { border-color: var(--accent); outline: 1px solid var(--accent); }
label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
input { margin-top: 6px; accent-color: var(--accent); }
small { display: block; color: var(--soft); }
.row { display: flex; gap: 12px; }
button { flex: 1; font: inherit; padding: 10px; border-radius: 8px; border: 1px solid var(--accent); background: transparent; color: var(--accent); cursor: pointer; }
button[value="allow"] { background: var(--accent); color: var(--on-accent); }
button:focus-visible { outline: 2px solid var(--text); outline-offset: 2px; }
dt { color: var(--soft); } dd { margin: 0 0 8px; font-weight: 600; }
`;

function page(title: string, content: string): string {
	return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${content}</main></body>
</html>
`;
}

/** A person to choose from, with the name of the org. */
export interface Choice {
	readonly user: OrgUser;
	readonly orgName: string;
}

/** The sign-in page: pick a user, allow or deny. The request's own parameters travel along in hidden fields. */
export function signInPage(
	parameters: URLSearchParams,
	choices: readonly Choice[],
	selected: string,
	scopes: readonly string[],
): string {
	const hidden = [...parameters]
		.map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
		.join("");
	const radios = choices
		.map(({ user, orgName }) => {
			const id = `user-${user.key}`;
			const checked = user.key === selected ? " checked" : "";
			return `<label for="${id}"><input type="radio" name="user" id="${id}" value="${user.key}"${checked} required><span>${escapeHtml(`${user.firstName} ${user.lastName}`)} · ${escapeHtml(orgName)}<small>${escapeHtml(user.username)}<br>${escapeHtml(user.summary)}</small></span></label>`;
		})
		.join("");
	const app = escapeHtml(parameters.get("client_id") ?? "");
	return page(
		"Demo org: allow access?",
		`<h1>Allow access?</h1><p>“${app}” asks for: ${escapeHtml(scopes.join(", "))}. This is the Orgsmith demo org on your own computer. Nothing here is real.</p><form method="post" action="authorize">${hidden}<fieldset><legend>Sign in as</legend>${radios}</fieldset><div class="row"><button type="submit" name="decision" value="allow">Allow</button><button type="submit" name="decision" value="deny" formnovalidate>Deny</button></div></form>`,
	);
}

export function messagePage(title: string, text: string): string {
	return page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`);
}

/** What the front door shows: which org, user and path were opened. */
export function landingPage(orgName: string, orgId: string, username: string, path: string): string {
	const facts: [string, string, string][] = [
		["Org", "org", `${orgName} (${orgId})`],
		["User", "username", username],
		["Path", "path", path],
	];
	const list = facts
		.map(([term, id, value]) => `<dt>${term}</dt><dd id="${id}">${escapeHtml(value)}</dd>`)
		.join("");
	return page("Demo org", `<h1>Demo org</h1><p>Salesforce would show this page now.</p><dl>${list}</dl>`);
}
