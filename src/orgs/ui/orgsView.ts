import * as vscode from "vscode";
import { Lifetime } from "../../base/lifetime.ts";
import { grouped } from "../../base/text.ts";
import { isReadOnly, KIND_MARKS, type LoginIdentity } from "../identity.ts";
import type { OrgUiDeps } from "./deps.ts";

const USAGE_EVERY_MS = 2000;

/** The Orgs view: a flat list drawn from global state alone, so that it is there at once. */
export function registerOrgsView({ registry, target }: Pick<OrgUiDeps, "registry" | "target">): Lifetime {
	const life = new Lifetime();
	const changed = life.own(new vscode.EventEmitter<undefined>());
	const refresh = () => changed.fire(undefined);
	const provider: vscode.TreeDataProvider<LoginIdentity> = {
		onDidChangeTreeData: changed.event,
		getChildren: (element) => (element ? [] : [...registry.identities]),
		getTreeItem: (identity) => itemFor(identity),
	};
	const itemFor = (identity: LoginIdentity): vscode.TreeItem => {
		const { mark, color } = KIND_MARKS[identity.kind];
		const current = target.current;
		const isDefault = current.kind === "org" && current.identity.id === identity.id;
		const usage = registry.usage(identity.id);
		const item = new vscode.TreeItem(identity.label);
		item.id = identity.id;
		const icon = identity.needsLogin ? "debug-disconnect" : isReadOnly(identity) ? "lock" : "cloud";
		item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(identity.color ?? color));
		item.description = [
			mark,
			...(isDefault ? [vscode.l10n.t("default")] : []),
			...(identity.needsLogin ? [vscode.l10n.t("sign in again")] : []),
			identity.username,
		].join(" · ");
		item.contextValue = [
			"org",
			identity.needsLogin ? "needsLogin" : "signedIn",
			isReadOnly(identity) ? "readOnly" : "writable",
			isDefault ? "default" : "other",
		].join(" ");
		item.tooltip = tooltip(identity, usage ? `${grouped(usage.used)} / ${grouped(usage.max)}` : undefined);
		item.accessibilityInformation = { label: `${identity.label}, ${item.description}` };
		return item;
	};
	const view = life.own(vscode.window.createTreeView("orgsmith.orgs", { treeDataProvider: provider }));
	// Usage comes with every answer of an org, and is in a tooltip: once in a while is enough.
	let later: NodeJS.Timeout | undefined;
	const refreshLater = () => {
		if (!view.visible) return;
		later ??= setTimeout(() => {
			later = undefined;
			refresh();
		}, USAGE_EVERY_MS);
	};
	life.onEnd(() => clearTimeout(later));
	life.own(registry.onChange(refresh));
	life.own(registry.onUsage(refreshLater));
	life.own(target.onChange(refresh));
	return life;
}

function tooltip(identity: LoginIdentity, usage: string | undefined): vscode.MarkdownString {
	const { l10n } = vscode;
	const rows: readonly (readonly [string, string])[] = [
		[l10n.t("User"), identity.username],
		[l10n.t("Instance"), identity.instanceUrl],
		[l10n.t("Org Id"), identity.orgId],
		[l10n.t("API version"), identity.apiVersion],
		[l10n.t("Writes"), isReadOnly(identity) ? l10n.t("locked until you unlock them") : l10n.t("allowed")],
		[l10n.t("API calls, 24 hours"), usage ?? l10n.t("not known yet")],
		[l10n.t("Last used"), new Date(identity.lastUsed).toLocaleString()],
	];
	const text = new vscode.MarkdownString();
	text.appendMarkdown("**");
	text.appendText(identity.label);
	text.appendMarkdown(`** · ${KIND_MARKS[identity.kind].mark}\n\n| | |\n|---|---|\n`);
	for (const [name, value] of rows) {
		text.appendMarkdown(`| ${name} | `);
		text.appendText(value);
		text.appendMarkdown(" |\n");
	}
	return text;
}
