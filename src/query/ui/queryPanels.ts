import * as vscode from "vscode";
import { AppError, failureOf } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { Org } from "../../orgs/org.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../../pages/results.ts";
import { Layouts } from "../../results/layouts.ts";
import { StoreThread } from "../../results/storeThread.ts";
import { FORMAT_NAMES } from "../../results/ui/exportFile.ts";
import { ResultsPanel, type ResultsPanelDeps } from "../../results/ui/resultsPanel.ts";
import { UserTimeZones } from "../../results/userTimeZones.ts";
import type { LoginId } from "../../salesforce/ids.ts";
import { withoutComments } from "../../soql/lexer.ts";
import { wordRange } from "../../soql/position.ts";
import { readPage } from "../../workbench/panel.ts";
import { wordsFor } from "../../workbench/words.ts";
import { QueryDoors } from "../queryDoors.ts";
import { fillParameters } from "./askParameters.ts";
import { chosenQuery, orgForFile, showQuery } from "./chosen.ts";
import type { QueryRoomDeps, QueryUiDeps } from "./deps.ts";
import { QueryModel, type RunQuery } from "./queryModel.ts";
import { type QuerySource, readRestorable } from "./restorable.ts";
import { RestoredModel } from "./restoredModel.ts";
import { runOf } from "./runOf.ts";

/** Runs queries of files and shows each file's result in one panel. Loaded when the first query runs. */
export class QueryPanels {
	readonly #room: QueryRoomDeps;
	readonly #deps: QueryUiDeps;
	readonly #panelDeps: ResultsPanelDeps;
	/** The panel of each file, where its next run goes. */
	readonly #panels = new Map<string, ResultsPanel>();
	readonly #pinned = new Set<ResultsPanel>();
	readonly #life = new Lifetime();
	readonly #diagnostics: vscode.DiagnosticCollection;
	#revisions = 0;

	constructor(deps: QueryRoomDeps) {
		this.#room = deps;
		const { extensionUri, log, progress, report } = deps;
		this.#panelDeps = { extensionUri, log, progress, report, code: readPage(extensionUri, "results") };
		this.#diagnostics = this.#life.own(vscode.languages.createDiagnosticCollection("orgsmith.query"));
		this.#deps = {
			...deps,
			layouts: new Layouts(deps.state),
			doors: new QueryDoors(deps.describes),
			timeZones: new UserTimeZones(),
			rows: this.#life.own(
				new StoreThread(vscode.Uri.joinPath(extensionUri, "dist/storeWorker.js").fsPath, log),
			),
			nextRevision: () => ++this.#revisions,
			isTitleTaken: (title, uri) =>
				[...this.#panels].some(([other, panel]) => other !== uri && panel.title === title),
			onEnd: (model, error) => {
				this.#ended(model, error);
				deps.ran(runOf(model, error));
			},
			showQuery: (model) => showQuery(model.source),
		};
		// A squiggle of the last run says nothing about text that has changed since.
		this.#life.own(
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				// Saving is told as a change too, without any.
				if (contentChanges.length > 0) this.#diagnostics.delete(document.uri);
			}),
		);
		this.#life.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#diagnostics.delete(uri)));
	}

	/**
	 * Runs a query: the selection, else the one at `offset` or at the cursor. The org is decided here, once. Throws
	 * `input` (queryEmpty, querySeveral), what choosing an org throws, and `cancelled` when a parameter is not given.
	 */
	async run(document: vscode.TextDocument, offset: number | undefined): Promise<void> {
		const begun = performance.timeOrigin + performance.now();
		const { text, start } = chosenQuery(document, offset);
		const uri = document.uri.toString();
		const org = await orgForFile(this.#deps, uri);
		const asWritten = withoutComments(text);
		const query = await fillParameters(this.#room, org, asWritten);
		// What the person takes to answer isn't ours.
		const started = query.text === asWritten ? begun : performance.timeOrigin + performance.now();
		await this.#show(org, { ...query, asWritten }, { uri, start }, started);
	}

	/** Gives a panel of the last session its query and org back; rows come when the person asks for them. */
	restore(panel: vscode.WebviewPanel, state: unknown): void {
		const restored = readRestorable(state);
		// VS Code brings hidden panels back late: by then the file may have another one.
		if (!restored || (!restored.pinned && this.#panels.has(restored.uri))) {
			panel.dispose();
			return;
		}
		const model = new RestoredModel(this.#deps, restored, async () => {
			const org = this.#deps.registry.org(restored.loginId as LoginId);
			const { soql } = restored;
			const query = { text: soql, asWritten: soql, written: (offset: number) => offset };
			await this.#show(org, query, restored, performance.timeOrigin + performance.now(), revived);
		});
		const revived = ResultsPanel.revive(panel, this.#panelDeps, model);
		this.#keep(restored.uri, revived, restored.pinned);
	}

	/** Writes the result that has the focus to a file, in a format that is asked for unless it is given. */
	async export(given: unknown): Promise<void> {
		const panel = [...this.#panels.values()].find(({ active }) => active);
		if (!panel) throw new AppError({ kind: "input", problem: "noResult" });
		const format = EXPORT_FORMATS.find((one) => one === given) ?? (await pickFormat());
		if (format) await panel.exportShown(format);
	}

	dispose(): void {
		for (const panel of [...this.#panels.values(), ...this.#pinned]) panel.dispose();
		this.#life.dispose();
	}

	/** Runs a query and shows it: in its file's panel, unless in the one that it is given. */
	async #show(
		org: Org,
		query: RunQuery,
		source: QuerySource,
		started: number,
		open = this.#panels.get(source.uri),
	): Promise<void> {
		this.#diagnostics.delete(vscode.Uri.parse(source.uri));
		const model = new QueryModel(this.#deps, org, query, source, started);
		// The request leaves before the panel is made: both take their time side by side.
		const loading = model.load();
		model.pinned = open !== undefined && this.#pinned.has(open);
		if (open) open.show(model);
		else this.#keep(source.uri, ResultsPanel.open(this.#panelDeps, model, this.#column()));
		await loading;
		// Afterwards: what this redraws must not stand in the way of the rows.
		await this.#deps.registry.change(org.id, { lastUsed: Date.now() });
	}

	/** Where a new panel goes: to the other results, else to any group without the text, else beside it. */
	#column(): vscode.ViewColumn {
		const active = vscode.window.tabGroups.activeTabGroup.viewColumn;
		const others = vscode.window.tabGroups.all
			.map(({ viewColumn }) => viewColumn)
			.filter((one) => one !== active);
		const results = [...this.#panels.values(), ...this.#pinned].map(({ column }) => column);
		return others.find((one) => results.includes(one)) ?? others[0] ?? vscode.ViewColumn.Beside;
	}

	#keep(uri: string, panel: ResultsPanel, pinned = false): void {
		const keep = (isPinned: boolean) => {
			this.#forget(uri, panel);
			if (isPinned) this.#pinned.add(panel);
			// Another panel may have taken the file's place meanwhile.
			else if (!this.#panels.has(uri)) this.#panels.set(uri, panel);
		};
		keep(pinned);
		panel.onPin(keep);
		panel.onDidDispose(() => this.#forget(uri, panel));
	}

	#forget(uri: string, panel: ResultsPanel): void {
		this.#pinned.delete(panel);
		if (this.#panels.get(uri) === panel) this.#panels.delete(uri);
	}

	#ended(model: QueryModel, error: AppError | undefined): void {
		const query = error && failureOf(error, "query");
		if (!error || !query) return;
		const uri = vscode.Uri.parse(model.source.uri);
		const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === model.source.uri);
		if (!document || !model.isStillIn(document)) return;
		const at = query.line === undefined ? 0 : model.offsetOf(query.line, query.column ?? 1);
		const { start, end } = wordRange(model.query.asWritten, at);
		const base = model.source.start;
		const range = new vscode.Range(document.positionAt(base + start), document.positionAt(base + end));
		const diagnostic = new vscode.Diagnostic(
			range,
			wordsFor(model.located(error)),
			vscode.DiagnosticSeverity.Error,
		);
		diagnostic.source = "Orgsmith";
		diagnostic.code = query.code;
		this.#diagnostics.set(uri, [diagnostic]);
	}
}

async function pickFormat(): Promise<ExportFormat | undefined> {
	const items = EXPORT_FORMATS.map((format) => ({ label: FORMAT_NAMES[format], format }));
	const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Export Results") });
	return chosen?.format;
}
