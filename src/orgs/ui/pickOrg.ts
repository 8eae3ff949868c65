import * as vscode from "vscode";
import { AppError, cancelled } from "../../base/errors.ts";
import type { LoginId } from "../../salesforce/ids.ts";
import { KIND_MARKS, type LoginIdentity } from "../identity.ts";
import type { OrgRegistry } from "../registry.ts";

export type OrgChoice = { readonly kind: "org"; readonly id: LoginId } | { readonly kind: "signIn" | "demo" };

interface Item extends vscode.QuickPickItem {
	readonly choice?: OrgChoice;
}

/** Asks for an org: the ones signed in, or a way to another. Throws `cancelled` on Escape. */
export async function pickOrg(
	registry: OrgRegistry,
	placeHolder: string,
	current?: LoginId,
): Promise<OrgChoice> {
	const { l10n } = vscode;
	const orgs: Item[] = registry.identities.map((identity) => ({
		label: `$(${identity.id === current ? "check" : "cloud"}) ${identity.label}`,
		description: `${KIND_MARKS[identity.kind].mark} · ${identity.username}`,
		...(identity.needsLogin ? { detail: l10n.t("Sign in again to use it") } : {}),
		choice: { kind: "org", id: identity.id },
	}));
	const others: Item[] = [
		{ label: "", kind: vscode.QuickPickItemKind.Separator },
		{ label: `$(add) ${l10n.t("Sign In to Another Org…")}`, choice: { kind: "signIn" } },
		{
			label: `$(beaker) ${l10n.t("Start Demo Org")}`,
			description: l10n.t("no Salesforce account needed"),
			choice: { kind: "demo" },
		},
	];
	const picked = await vscode.window.showQuickPick<Item>([...orgs, ...others], {
		placeHolder,
		matchOnDescription: true,
	});
	if (!picked?.choice) throw cancelled();
	return picked.choice;
}

/** The login a command is about: its argument (an id, or a node of the orgs view), else asked for. */
export async function loginFor(
	registry: OrgRegistry,
	argument: unknown,
	placeHolder: string,
): Promise<LoginIdentity> {
	const id = typeof argument === "object" && argument !== null && "id" in argument ? argument.id : argument;
	const known = registry.identities.find((identity) => identity.id === id);
	if (known) return known;
	// The command was about one login, and that one is signed out: no other may take its place.
	if (id !== undefined) throw new AppError({ kind: "input", problem: "noOrg" });
	const { identities } = registry;
	const [only] = identities;
	if (only && identities.length === 1) return only;
	const picked = await vscode.window.showQuickPick(
		identities.map((identity) => ({
			label: identity.label,
			description: `${KIND_MARKS[identity.kind].mark} · ${identity.username}`,
			identity,
		})),
		{ placeHolder },
	);
	if (!picked) throw cancelled();
	return picked.identity;
}
