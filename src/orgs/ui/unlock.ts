import * as vscode from "vscode";
import { cancelled } from "../../base/errors.ts";
import type { ActionKind } from "../../salesforce/effect/effect.ts";
import { setting } from "../../workbench/settings.ts";
import { isReadOnly, KIND_MARKS, type LoginIdentity, startsReadOnly } from "../identity.ts";
import type { OrgRegistry } from "../registry.ts";

const ACTIONS: readonly ActionKind[] = [
	"records",
	"tracking",
	"bulk",
	"deploy",
	"validate",
	"tests",
	"metadata",
	"apex",
	"unknown",
];

function actionWords(action: ActionKind): string {
	const { l10n } = vscode;
	switch (action) {
		case "records":
			return l10n.t("Change records");
		case "tracking":
			return l10n.t("Queries that record a view (FOR VIEW, FOR REFERENCE, UPDATE TRACKING)");
		case "bulk":
			return l10n.t("Bulk jobs");
		case "deploy":
			return l10n.t("Deploy");
		case "validate":
			return l10n.t("Validate a deployment");
		case "tests":
			return l10n.t("Run tests");
		case "metadata":
			return l10n.t("Change metadata");
		case "apex":
			return l10n.t("Run Apex");
		case "unknown":
			return l10n.t("Requests that Orgsmith doesn't know");
	}
}

/** Makes a grant after the person typed the org's label. False when they thought better of it. */
export async function unlock(
	registry: OrgRegistry,
	identity: LoginIdentity,
	given?: string,
): Promise<boolean> {
	const { l10n } = vscode;
	const action = ACTIONS.find((one) => one === given) ?? (await askAction(identity));
	const minutes = setting("orgsmith.grantMinutes");
	const typed = await typeLabel(
		identity,
		l10n.t("Unlock writes in {0} ({1})", identity.label, KIND_MARKS[identity.kind].mark),
		l10n.t(
			"{0}: allowed in this window for {1} minutes. Type the org's label, {2}, to unlock.",
			actionWords(action),
			minutes,
			identity.label,
		),
	);
	if (typed) registry.safety.allow(identity.id, action, minutes * 60_000);
	return typed;
}

/** Switches an org's read-only lock for good. Taking it off production asks for the label; putting it on never asks. */
export async function toggleReadOnly(registry: OrgRegistry, identity: LoginIdentity): Promise<void> {
	const { l10n } = vscode;
	const locked = isReadOnly(identity);
	if (locked && startsReadOnly(identity.kind)) {
		const typed = await typeLabel(
			identity,
			l10n.t("Make {0} ({1}) writable", identity.label, KIND_MARKS[identity.kind].mark),
			l10n.t(
				"Writes will be allowed from now on, in every window. Type the org's label, {0}, to go on.",
				identity.label,
			),
		);
		if (!typed) return;
	}
	await registry.change(identity.id, { readOnly: !locked });
}

async function askAction(identity: LoginIdentity): Promise<ActionKind> {
	const picked = await vscode.window.showQuickPick(
		ACTIONS.map((action) => ({ label: actionWords(action), action })),
		{ placeHolder: vscode.l10n.t("What may be done in {0}?", identity.label) },
	);
	if (!picked) throw cancelled();
	return picked.action;
}

async function typeLabel(identity: LoginIdentity, title: string, prompt: string): Promise<boolean> {
	const typed = await vscode.window.showInputBox({
		title,
		prompt,
		placeHolder: identity.label,
		ignoreFocusOut: true,
		validateInput: (text) =>
			text === "" || text.trim() === identity.label
				? undefined
				: vscode.l10n.t("This is not the label of {0}.", identity.label),
	});
	return typed?.trim() === identity.label;
}
