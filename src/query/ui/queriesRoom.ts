import * as vscode from "vscode";
import { AppError, cancelled, toAppError } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import { type HistoryEntry, historyId, QueryHistory, type QueryRun } from "../history.ts";
import { historyNodes, libraryFileName, oneLine, type QueryNode, savedNodes } from "../queryTree.ts";
import { chosenQuery } from "./chosen.ts";
import type { QueriesDeps } from "./queriesDeps.ts";
import { runWords } from "./queryItems.ts";
import { QueryLibrary } from "./queryLibrary.ts";

interface Choice extends vscode.QuickPickItem {
	readonly entry: HistoryEntry;
}

/** History and saved queries. Loaded when the view is opened, a run has ended, or one of the commands is given. */
export class QueriesRoom {
	readonly #deps: QueriesDeps;
	readonly #life = new Lifetime();
	readonly #history: QueryHistory;
	readonly #library: QueryLibrary;

	/** `onChange` is told which half of the view is to be read anew. */
	constructor(deps: QueriesDeps, onChange: (half: "saved" | "history") => void) {
		this.#deps = deps;
		this.#history = this.#life.own(
			new QueryHistory({
				folder: deps.storageUri.fsPath,
				lock: deps.lock,
				onBroken: (file) => deps.log.warn(`[history] could not be read; it was put aside as ${file}`),
			}),
		);
		this.#library = this.#life.own(new QueryLibrary(deps.storageUri));
		this.#life.own(this.#history.onChange(() => onChange("history")));
		this.#life.own(this.#library.onChange(() => onChange("saved")));
	}

	async children(of: "saved" | "history"): Promise<readonly QueryNode[]> {
		if (of === "saved") return savedNodes(await this.#library.all());
		return historyNodes(await this.#history.entries(), Date.now());
	}

	add(run: QueryRun): Promise<void> {
		return this.#history.add(run);
	}

	forget(loginId: string): Promise<void> {
		return this.#history.forget(loginId);
	}

	/** Opens an earlier query as a document of its own, for the org it ran in. */
	async open(given: unknown): Promise<void> {
		await this.#opened(await this.#entry(given, vscode.l10n.t("Open which query?")));
	}

	/** Runs a node of the view: a file's first query, or an earlier one. */
	async run(given: unknown): Promise<void> {
		const { commands } = this.#deps;
		const node = nodeOf(given);
		if (node?.kind === "file") {
			const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(node.saved.uri));
			await vscode.window.showTextDocument(document);
			return commands.run("orgsmith.query.run", node.saved.uri, 0);
		}
		const document = await this.#opened(await this.#entry(given, vscode.l10n.t("Run which query?")));
		await commands.run("orgsmith.query.run", document.uri.toString(), 0);
	}

	async remove(given: unknown): Promise<void> {
		const entry = await this.#entry(given, vscode.l10n.t("Delete which query from the history?"));
		await this.#history.remove(historyId(entry));
	}

	async clear(): Promise<void> {
		const { length } = await this.#history.entries();
		if (length === 0) return;
		const { l10n } = vscode;
		const yes = { label: l10n.t("Delete All"), description: l10n.t("{0} queries", length) };
		const picked = await vscode.window.showQuickPick([yes, { label: l10n.t("Keep Them") }], {
			title: l10n.t("Clear Query History"),
			placeHolder: l10n.t("This can't be undone. Saved queries stay."),
		});
		if (picked !== yes) throw cancelled();
		await this.#history.clear();
	}

	/** Writes a query to the library: an earlier one of the view, else the one at the cursor. */
	async save(given: unknown): Promise<void> {
		const { l10n } = vscode;
		const node = nodeOf(given);
		const soql = node?.kind === "run" ? node.entry.soql : queryInEditor();
		const name = await vscode.window.showInputBox({
			title: l10n.t("Save Query to Library"),
			prompt: oneLine(soql),
			placeHolder: l10n.t("Name"),
			validateInput: (text) =>
				text.trim() !== "" && libraryFileName(text) === null
					? l10n.t("A file can't have this name.")
					: undefined,
		});
		const file = name === undefined ? null : libraryFileName(name);
		if (file === null) throw cancelled();
		const { folder } = this.#library;
		const uri = vscode.Uri.joinPath(folder, file);
		if (await exists(uri)) await this.#askToReplace(file);
		await vscode.workspace.fs.createDirectory(folder);
		try {
			await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${soql.trim()}\n`));
		} catch (cause) {
			const detail = toAppError(cause).message;
			throw new AppError({ kind: "input", problem: "fileNotWritten", detail }, detail, { cause });
		}
		this.#library.refresh();
		await vscode.window.showTextDocument(uri);
	}

	dispose(): void {
		this.#life.dispose();
	}

	async #askToReplace(file: string): Promise<void> {
		const { l10n } = vscode;
		const yes = { label: l10n.t("Replace") };
		const picked = await vscode.window.showQuickPick([yes, { label: l10n.t("Keep It") }], {
			title: l10n.t("{0} is in your library already", file),
		});
		if (picked !== yes) throw cancelled();
	}

	async #opened({ soql, loginId }: HistoryEntry): Promise<vscode.TextDocument> {
		const document = await vscode.workspace.openTextDocument({ language: "soql", content: `${soql}\n` });
		const login = this.#deps.registry.identities.find(({ id }) => id === loginId);
		if (login) await this.#deps.target.chooseForFile(document.uri.toString(), login.id);
		await vscode.window.showTextDocument(document);
		return document;
	}

	/** The entry that a command is about: the one named, else asked for. Throws `cancelled` on Escape. */
	async #entry(given: unknown, title: string): Promise<HistoryEntry> {
		const node = nodeOf(given);
		if (node?.kind === "run") return node.entry;
		const entries = await this.#history.entries();
		const named = entries.find((one) => historyId(one) === given);
		if (named) return named;
		const picked = await vscode.window.showQuickPick<Choice>(
			entries.map((entry) => ({
				label: oneLine(entry.soql),
				description: runWords(entry),
				detail: new Date(entry.at).toLocaleString(),
				entry,
			})),
			{ title, placeHolder: vscode.l10n.t("Query or org"), matchOnDescription: true },
		);
		if (!picked) throw cancelled();
		return picked.entry;
	}
}

function queryInEditor(): string {
	const document = vscode.window.activeTextEditor?.document;
	if (document?.languageId !== "soql") throw new AppError({ kind: "input", problem: "queryEmpty" });
	return chosenQuery(document, undefined).text;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	return vscode.workspace.fs.stat(uri).then(
		() => true,
		() => false,
	);
}

/** VS Code hands a node of the view to commands of its menus. */
function nodeOf(given: unknown): QueryNode | undefined {
	return typeof given === "object" && given !== null && "kind" in given && "id" in given
		? (given as QueryNode)
		: undefined;
}
