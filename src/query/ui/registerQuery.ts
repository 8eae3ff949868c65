import * as vscode from "vscode";
import { AppError, toAppError } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import { RESULTS_VIEW } from "../../results/ui/view.ts";
import type { QueryRoomDeps } from "./deps.ts";
import type { PlanPanels } from "./planPanels.ts";
import type { QueryPanels } from "./queryPanels.ts";
import { PLAN_VIEW } from "./view.ts";

const SAMPLE = "SELECT Id, Name\nFROM Account\nORDER BY Name\nLIMIT 100\n";

/** Commands and restored panels of the query room; the room itself is loaded when the first of them is used. */
export function registerQuery(deps: QueryRoomDeps): Lifetime {
	const life = new Lifetime();
	const { commands, registry, target } = deps;
	let room: Promise<QueryPanels> | undefined;
	const panels = (): Promise<QueryPanels> => {
		room ??= import("./queryPanels.ts").then(({ QueryPanels }) => {
			const made = new QueryPanels(deps);
			return life.own(made);
		});
		return room;
	};

	let planRoom: Promise<PlanPanels> | undefined;
	const plans = (): Promise<PlanPanels> => {
		planRoom ??= import("./planPanels.ts").then(({ PlanPanels }) => life.own(new PlanPanels(deps)));
		return planRoom;
	};

	life.own(
		commands.on("orgsmith.query.run", async (uri, offset) => {
			const document = await documentFor(uri);
			await (await panels()).run(document, typeof offset === "number" ? offset : undefined);
		}),
	);
	life.own(
		commands.on("orgsmith.query.plan", async (uri, offset) => {
			const document = await documentFor(uri);
			await (await plans()).show(document, typeof offset === "number" ? offset : undefined);
		}),
	);
	life.own(commands.on("orgsmith.results.export", async (format) => (await panels()).export(format)));
	life.own(
		commands.on("orgsmith.query.new", async () => {
			const document = await vscode.workspace.openTextDocument({ language: "soql", content: SAMPLE });
			await vscode.window.showTextDocument(document);
		}),
	);
	life.own(
		commands.on("orgsmith.query.chooseOrg", async (given) => {
			const uri = typeof given === "string" ? given : vscode.window.activeTextEditor?.document.uri.toString();
			if (uri === undefined) throw new AppError({ kind: "input", problem: "queryEmpty" });
			await target.ready;
			const current = target.forFile(uri);
			const choice = await deps.pickOrg(
				vscode.l10n.t("Org for this file"),
				current.kind === "org" ? current.identity.id : undefined,
			);
			if (choice.kind === "org") return target.chooseForFile(uri, choice.id);
			const before = new Set(registry.identities.map(({ id }) => id));
			await commands.run(choice.kind === "demo" ? "orgsmith.demo.start" : "orgsmith.org.signIn");
			const added = registry.identities.find(({ id }) => !before.has(id));
			if (added) await target.chooseForFile(uri, added.id);
		}),
	);
	life.own(
		vscode.window.registerWebviewPanelSerializer(RESULTS_VIEW, {
			deserializeWebviewPanel: async (panel, state) => {
				try {
					(await panels()).restore(panel, state);
				} catch (thrown) {
					deps.log.error(`[results] a panel could not be restored: ${toAppError(thrown).message}`);
					panel.dispose();
				}
			},
		}),
	);
	life.own(
		vscode.window.registerWebviewPanelSerializer(PLAN_VIEW, {
			deserializeWebviewPanel: async (panel, state) => {
				try {
					(await plans()).restore(panel, state);
				} catch (thrown) {
					deps.log.error(`[plan] a panel could not be restored: ${toAppError(thrown).message}`);
					panel.dispose();
				}
			},
		}),
	);
	return life;
}

async function documentFor(uri: unknown): Promise<vscode.TextDocument> {
	// VS Code passes the file's Uri from menus; lenses pass text.
	if (uri instanceof vscode.Uri) return vscode.workspace.openTextDocument(uri);
	if (typeof uri === "string") return vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
	const active = vscode.window.activeTextEditor?.document;
	if (active) return active;
	throw new AppError({ kind: "input", problem: "queryEmpty" });
}
