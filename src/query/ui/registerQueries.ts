import * as vscode from "vscode";
import { toAppError } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { QueryRun } from "../history.ts";
import type { QueryNode } from "../queryTree.ts";
import type { QueriesDeps } from "./queriesDeps.ts";
import type { QueriesRoom } from "./queriesRoom.ts";

export interface Queries {
	readonly life: Lifetime;
	/** Told of a run that has ended. */
	readonly ran: (run: QueryRun) => void;
}

const SAVED: QueryNode = { kind: "saved", id: "saved", children: [] };
const HISTORY: QueryNode = { kind: "history", id: "history", children: [] };

/** The view of saved and earlier queries and its commands. Nothing is read before the view is seen or a run has ended. */
export function registerQueries(deps: QueriesDeps): Queries {
	const life = new Lifetime();
	const { commands, log, registry, report, target } = deps;
	const changed = life.own(new vscode.EventEmitter<QueryNode>());
	let made: Promise<QueriesRoom> | undefined;
	const room = (): Promise<QueriesRoom> => {
		made ??= import("./queriesRoom.ts").then(({ QueriesRoom }) =>
			life.own(new QueriesRoom(deps, (half) => changed.fire(half === "saved" ? SAVED : HISTORY))),
		);
		return made;
	};
	const quietly = (work: Promise<void>) => {
		work.catch((thrown: unknown) => log.error(`[history] ${toAppError(thrown).message}`));
	};

	const provider: vscode.TreeDataProvider<QueryNode> = {
		onDidChangeTreeData: changed.event,
		getChildren: async (node) => {
			if (!node) return [SAVED, HISTORY];
			if (node.kind !== "saved" && node.kind !== "history")
				return "children" in node ? [...node.children] : [];
			try {
				return [...(await (await room()).children(node.kind))];
			} catch (thrown) {
				void report.show(toAppError(thrown));
				return [];
			}
		},
		getTreeItem: async (node) => (await import("./queryItems.ts")).queryItem(node),
	};
	const view = life.own(vscode.window.createTreeView("orgsmith.queries", { treeDataProvider: provider }));
	// Other windows' runs, and yesterday's "Today": looked at when the person comes back.
	life.own(
		vscode.window.onDidChangeWindowState(({ focused }) => {
			if (focused && view.visible) changed.fire(HISTORY);
		}),
	);

	life.own(commands.on("orgsmith.history.open", async (given) => (await room()).open(given)));
	life.own(commands.on("orgsmith.queries.run", async (given) => (await room()).run(given)));
	life.own(commands.on("orgsmith.history.remove", async (given) => (await room()).remove(given)));
	life.own(commands.on("orgsmith.history.clear", async () => (await room()).clear()));
	life.own(commands.on("orgsmith.query.save", async (given) => (await room()).save(given)));

	let logins = new Set(registry.identities.map(({ id }) => id));
	life.own(
		registry.onChange(() => {
			const now = new Set(registry.identities.map(({ id }) => id));
			for (const gone of [...logins].filter((id) => !now.has(id))) {
				quietly(room().then((one) => one.forget(gone)));
			}
			logins = now;
		}),
	);
	// An untitled document's name is given again to another: the org it was bound to goes with it.
	life.own(
		vscode.workspace.onDidCloseTextDocument(({ uri, languageId }) => {
			if (uri.scheme === "untitled" && languageId === "soql") {
				quietly(target.chooseForFile(uri.toString(), undefined));
			}
		}),
	);
	return { life, ran: (run) => quietly(room().then((one) => one.add(run))) };
}
