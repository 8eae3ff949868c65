import * as vscode from "vscode";
import { AppError, cancelled, toAppError } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import { isReadOnly, type LoginIdentity } from "../identity.ts";
import type { OrgUiDeps } from "./deps.ts";

/**
 * The accounts menu's "Salesforce". VS Code asks for all sessions at once on registration: those are listed with an
 * empty token. A token leaves only on a scoped request, which VS Code answers after the person's consent, and never
 * for a read-only org: there the gate could not hold it.
 */
export function registerAuthProvider(deps: OrgUiDeps): Lifetime {
	const { registry, commands, progress } = deps;
	const life = new Lifetime();
	const changed = life.own(
		new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>(),
	);
	let listed = new Map(registry.identities.map((identity) => [identity.id, sessionOf(identity, [], "")]));
	life.own(
		registry.onChange(() => {
			const before = listed;
			const key = (sessions: typeof listed) => JSON.stringify([...sessions]);
			listed = new Map(registry.identities.map((identity) => [identity.id, sessionOf(identity, [], "")]));
			// Most changes (a colour, the last use) are nothing to the accounts menu.
			if (key(before) === key(listed)) return;
			changed.fire({
				added: [...listed].filter(([id]) => !before.has(id)).map(([, session]) => session),
				removed: [...before].filter(([id]) => !listed.has(id)).map(([, session]) => session),
				changed: [...listed]
					.filter(
						([id, session]) =>
							(before.get(id)?.account.label ?? session.account.label) !== session.account.label,
					)
					.map(([, session]) => session),
			});
		}),
	);

	const withToken = (identity: LoginIdentity, scopes: readonly string[]) =>
		progress.run({ title: "", where: "quiet" }, async (op) => {
			const { accessToken } = await registry.org(identity.id).connection.session(op);
			return sessionOf(identity, scopes, accessToken.reveal());
		});

	const provider: vscode.AuthenticationProvider = {
		onDidChangeSessions: changed.event,
		getSessions: async (scopes, options) => {
			const { account } = options;
			const fitting = registry.identities.filter(({ id }) => account === undefined || account.id === id);
			if (!scopes || scopes.length === 0) return fitting.map((identity) => sessionOf(identity, [], ""));
			const open = fitting.filter(
				(identity) => !isReadOnly(identity) && !identity.needsLogin && hasScopes(identity, scopes),
			);
			// One login whose session is gone must not take the others along.
			const sessions = await Promise.allSettled(open.map((identity) => withToken(identity, scopes)));
			return sessions.filter((one) => one.status === "fulfilled").map(({ value }) => value);
		},
		createSession: async (scopes) => {
			const id = await commands.run("orgsmith.org.signIn");
			const identity = registry.identities.find((one) => one.id === id);
			if (!identity) throw cancelled();
			if (isReadOnly(identity)) {
				throw new AppError({
					kind: "readOnly",
					loginId: identity.id,
					orgLabel: identity.label,
					action: "unknown",
				});
			}
			if (!hasScopes(identity, scopes)) {
				throw new AppError({ kind: "auth", reason: "rejected", code: "invalid_scope" }, scopes.join(" "));
			}
			return withToken(identity, scopes);
		},
		removeSession: async (sessionId) => {
			const identity = registry.identities.find(({ id }) => id === sessionId);
			if (!identity) return;
			try {
				const { signOut } = await import("../signIn.ts");
				await progress.run({ title: "", where: "quiet" }, (op) =>
					signOut(op, { registry, send: deps.send, provesDemo: () => Promise.resolve(false) }, identity),
				);
			} catch (thrown) {
				throw toAppError(thrown);
			}
		},
	};
	life.own(
		vscode.authentication.registerAuthenticationProvider("salesforce", "Salesforce", provider, {
			supportsMultipleAccounts: true,
		}),
	);
	return life;
}

/** Whether a login's grant covers these. A token that somebody brought doesn't say what it covers. */
function hasScopes({ scopes: granted, source }: LoginIdentity, wanted: readonly string[]): boolean {
	if (granted.includes("full")) return true;
	return source === "token" ? wanted.length === 0 : wanted.every((scope) => granted.includes(scope));
}

function sessionOf(
	identity: LoginIdentity,
	scopes: readonly string[],
	accessToken: string,
): vscode.AuthenticationSession {
	return { id: identity.id, account: { id: identity.id, label: identity.username }, scopes, accessToken };
}
