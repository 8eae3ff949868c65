import * as v from "valibot";
import * as vscode from "vscode";
import { decodeJson } from "../../base/decode.ts";
import { AppError, cancelled } from "../../base/errors.ts";
import type { LoginIdentity } from "../../orgs/identity.ts";
import { id18, type LoginId } from "../../salesforce/ids.ts";
import { readPage } from "../../workbench/panel.ts";
import { type RecordAddress, recordAddress } from "../recordAddress.ts";
import { UserTimeZones } from "../userTimeZones.ts";
import type { RecordRoomDeps } from "./recordDeps.ts";
import { RecordPanel, type RecordPanelDeps, type Shown } from "./recordPanel.ts";
import { RESULTS_VIEW } from "./view.ts";

const visit = v.object({
	recordId: v.string(),
	objectName: v.optional(v.string()),
	name: v.optional(v.string()),
});
const restorable = v.object({
	loginId: v.string(),
	orgLabel: v.string(),
	visits: v.pipe(v.array(visit), v.minLength(1)),
	at: v.number(),
});
/** The page adds what it remembers of itself. */
const pageState = v.object({ restore: v.string() });

/** Shows records, one panel for each login. Loaded when the first one is asked for. */
export class RecordPanels {
	readonly #deps: RecordPanelDeps;
	readonly #panels = new Map<LoginId, RecordPanel>();

	constructor(deps: RecordRoomDeps) {
		this.#deps = {
			...deps,
			code: readPage(deps.extensionUri, "record"),
			timeZones: new UserTimeZones(),
		};
	}

	/**
	 * Shows a record: the one given, else one that the person names. The org is decided here, once: the given login, else
	 * the one whose address was pasted, else the default. Throws `input` (recordIdMalformed, noOrg), `cancelled` on Escape.
	 */
	async show(given: unknown, loginId: unknown): Promise<void> {
		const { registry, target } = this.#deps;
		await target.ready;
		// From an org's context menu the first argument is the org.
		const login = registry.identities.find(
			({ id }) => id === loginId || (isObject(given) && given["id"] === id),
		);
		// The command was about one login, and that one is signed out: no other may take its place.
		if (loginId !== undefined && !login) throw new AppError({ kind: "input", problem: "noOrg" });
		const address = typeof given === "string" ? recordAddress(given) : await this.#ask(login);
		if (!address) throw new AppError({ kind: "input", problem: "recordIdMalformed" });
		const identity = login ?? this.#loginAt(address) ?? (await this.#defaultLogin());
		const recordId = id18(address.recordId) ?? address.recordId;
		const open = this.#panels.get(identity.id);
		if (open) return open.go(recordId);
		const shown: Shown = {
			loginId: identity.id,
			orgLabel: identity.label,
			visits: [{ recordId }],
			at: 0,
		};
		const panel = RecordPanel.open(this.#deps, shown, besideGrid());
		this.#keep(identity.id, panel);
		await panel.load();
	}

	/** Gives a panel of the last session its record back. VS Code does so when it is seen: it is read at once. */
	restore(panel: vscode.WebviewPanel, state: unknown): void {
		const { restore } = v.is(pageState, state) ? state : { restore: "" };
		const read = decodeJson(restorable, restore);
		const [first, ...others] = read?.visits ?? [];
		const loginId = read?.loginId as LoginId | undefined;
		if (!read || !first || loginId === undefined || this.#panels.has(loginId)) {
			panel.dispose();
			return;
		}
		const revived = RecordPanel.revive(panel, this.#deps, { ...read, loginId, visits: [first, ...others] });
		this.#keep(loginId, revived);
		void revived.load();
	}

	dispose(): void {
		for (const panel of this.#panels.values()) panel.dispose();
	}

	#keep(id: LoginId, panel: RecordPanel): void {
		this.#panels.set(id, panel);
		panel.onDidDispose(() => {
			if (this.#panels.get(id) === panel) this.#panels.delete(id);
		});
	}

	async #ask(login: LoginIdentity | undefined): Promise<RecordAddress | undefined> {
		const found = this.#deps.target.current;
		const label = login?.label ?? (found.kind === "org" ? found.identity.label : undefined);
		const text = await vscode.window.showInputBox({
			title: label === undefined ? vscode.l10n.t("Show Record") : vscode.l10n.t("Show Record of {0}", label),
			prompt: vscode.l10n.t("A record Id, or the address of its page in Lightning or Classic"),
			placeHolder: "001…",
			validateInput: (value) =>
				value.trim() === "" || recordAddress(value)
					? undefined
					: vscode.l10n.t("There is no record Id in this: it has 15 or 18 letters and digits."),
		});
		if (text === undefined || text.trim() === "") throw cancelled();
		return recordAddress(text);
	}

	/** The one login of the org that an address is of. */
	#loginAt({ instance }: RecordAddress): LoginIdentity | undefined {
		const there = this.#deps.registry.identities.filter(
			({ instanceUrl }) => new URL(instanceUrl).origin === instance,
		);
		return there.length === 1 ? there[0] : undefined;
	}

	async #defaultLogin(): Promise<LoginIdentity> {
		const { target, commands } = this.#deps;
		if (target.current.kind !== "org") await commands.run("orgsmith.org.choose");
		if (target.current.kind !== "org") throw new AppError({ kind: "input", problem: "noOrg" });
		return target.current.identity;
	}
}

/**
 * Right of the grid where one is seen, else of what is active. Which group is active isn't asked alone: VS Code learns
 * of a click into a webview later than the webview itself.
 */
function besideGrid(): vscode.ViewColumn {
	const { all, activeTabGroup } = vscode.window.tabGroups;
	const grids = all.filter(
		({ activeTab }) =>
			activeTab?.input instanceof vscode.TabInputWebview && activeTab.input.viewType.endsWith(RESULTS_VIEW),
	);
	const grid = grids.includes(activeTabGroup) ? activeTabGroup : grids.at(-1);
	return grid ? grid.viewColumn + 1 : vscode.ViewColumn.Beside;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null;
}
