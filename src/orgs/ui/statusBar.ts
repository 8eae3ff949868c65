import * as vscode from "vscode";
import { Lifetime } from "../../base/lifetime.ts";
import { isReadOnly, KIND_MARKS, startsReadOnly } from "../identity.ts";
import type { OrgUiDeps } from "./deps.ts";

const USAGE_SHOWN_FROM = 50;
const MINUTE_MS = 60_000;

/** The default org, a running grant with its minutes left, and API usage once half of it is gone. */
export function registerStatusBar({ registry, target }: Pick<OrgUiDeps, "registry" | "target">): Lifetime {
	const life = new Lifetime();
	const { l10n } = vscode;
	const org = life.own(vscode.window.createStatusBarItem("orgsmith.org", vscode.StatusBarAlignment.Left, 50));
	const grant = life.own(
		vscode.window.createStatusBarItem("orgsmith.grant", vscode.StatusBarAlignment.Left, 49),
	);
	const usage = life.own(
		vscode.window.createStatusBarItem("orgsmith.usage", vscode.StatusBarAlignment.Left, 48),
	);
	org.name = l10n.t("Orgsmith: Default Org");
	org.command = "orgsmith.org.choose";
	grant.name = l10n.t("Orgsmith: Writes Unlocked");
	grant.command = "orgsmith.org.lockNow";
	usage.name = l10n.t("Orgsmith: API Usage");

	let drawn = "";
	const draw = () => {
		// What a query in the file at hand would run in.
		const document = vscode.window.activeTextEditor?.document;
		const current =
			document?.languageId === "soql" ? target.forFile(document.uri.toString()) : target.current;
		const spent = current.kind === "org" ? registry.usage(current.identity.id) : undefined;
		const percent = spent && spent.max > 0 ? Math.round((100 * spent.used) / spent.max) : 0;
		// Each assignment below is a message to the window: usage comes with every answer of an org.
		const next = JSON.stringify([current, target.settled, percent >= USAGE_SHOWN_FROM ? percent : 0]);
		if (next === drawn) return;
		drawn = next;
		org.backgroundColor = undefined;
		org.color = target.settled ? undefined : new vscode.ThemeColor("disabledForeground");
		if (current.kind === "org") {
			const { identity } = current;
			const { mark } = KIND_MARKS[identity.kind];
			const icon = identity.needsLogin ? "debug-disconnect" : isReadOnly(identity) ? "lock" : "cloud";
			org.text = `$(${icon}) ${identity.label} ${mark}`;
			org.tooltip = l10n.t(
				"Org: {0} ({1}). Click to choose the default org.",
				identity.label,
				identity.username,
			);
			if (startsReadOnly(identity.kind)) {
				org.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
				org.color = new vscode.ThemeColor("statusBarItem.warningForeground");
			}
		} else if (current.kind === "missing") {
			org.text = `$(cloud) ${current.targetOrg}?`;
			org.tooltip = l10n.t(
				"The project's target-org {0} is not signed in here. Click to choose.",
				current.targetOrg,
			);
		} else {
			org.text = `$(cloud) ${l10n.t("No org")}`;
			org.tooltip = l10n.t("Click to choose or sign in to an org.");
		}
		org.show();

		if (spent && percent >= USAGE_SHOWN_FROM) {
			usage.text = `$(dashboard) ${percent}%`;
			usage.tooltip = l10n.t("{0} of {1} API calls used in the last 24 hours", spent.used, spent.max);
			usage.show();
		} else usage.hide();
	};

	let countdown: NodeJS.Timeout | undefined;
	const drawGrant = () => {
		clearTimeout(countdown);
		const { grants } = registry.safety;
		const until = Math.max(0, ...grants.map((one) => one.until));
		const left = until - Date.now();
		if (left <= 0) return grant.hide();
		const orgs = [...new Set(grants.map(({ loginId }) => registry.identity(loginId)?.label ?? ""))].join(
			", ",
		);
		grant.text = `$(unlock) ${l10n.t("{0}: writes {1} min", orgs, Math.ceil(left / MINUTE_MS))}`;
		grant.tooltip = l10n.t("Writes are unlocked in {0}. Click to lock now.", orgs);
		grant.show();
		countdown = setTimeout(drawGrant, left % MINUTE_MS || MINUTE_MS);
	};
	life.onEnd(() => clearTimeout(countdown));
	life.own(target.onChange(draw));
	life.own(vscode.window.onDidChangeActiveTextEditor(draw));
	life.own(registry.onUsage(draw));
	life.own(registry.safety.onChange(drawGrant));
	draw();
	return life;
}
