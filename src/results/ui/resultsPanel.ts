import * as vscode from "vscode";
import { Emitter, type Event } from "../../base/emitter.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { Log } from "../../base/op.ts";
import {
	type Arrangement,
	type ChildInfo,
	type ColumnDescribe,
	type ExportAsked,
	type ExportFormat,
	type Layout,
	type ProblemAction,
	type ResultInfo,
	type RowPath,
	results,
} from "../../pages/results.ts";
import { type Served, serve } from "../../pages/serve.ts";
import { type PageCode, pageHtml, webviewOptions, webviewPort } from "../../workbench/panel.ts";
import { shownColumns } from "../layouts.ts";
import type { RemoteStore } from "../remoteStore.ts";
import { type RowSource, rowCalls } from "../rowCalls.ts";
import { type ExportDeps, exportToFile } from "./exportFile.ts";
import { RESULTS_VIEW } from "./view.ts";

/** How long a new run may leave the page as it was: shorter than what a person sees as a wait. */
const HOLD_MS = 50;

/** Runs that a panel keeps, to go back to. */
const MOST_RUNS = 5;

/** What a panel shows: one run of one query in one org. Whoever runs it implements this. */
export interface ResultsModel extends RowSource {
	readonly store: RemoteStore | undefined;
	readonly onChange: Event<void>;
	readonly title: string;
	/** What the page shows, but for what only the panel knows. */
	info(): ModelInfo;
	/** Whether the panel keeps this run from others of its file; remembered over a reload. */
	pinned: boolean;
	act(action: ProblemAction): Promise<void>;
	cancel(): void;
	openRecord(recordId: string): Promise<void>;
	/** Sorts and filters the rows that are here; of child rows it answers how they stand then. */
	arrange(path: RowPath, arrangement: Arrangement): Promise<ChildInfo | null>;
	/** What the org says of the columns. */
	describe(path: RowPath): Promise<readonly (ColumnDescribe | null)[]>;
	/** Remembers how the columns of such a result are set up. */
	keepLayout(layout: Layout): Promise<void>;
	/** Loads child rows that the platform cut: of one cell, or (with the empty path) all. */
	loadChildren(path: RowPath): Promise<void>;
	/** The page had painted the first rows of this run at `at`, in epoch milliseconds of its clock. */
	painted(rows: number, at: number): void;
	/** The panel is gone or shows something else: nothing may go on for it. */
	dispose(): void;
}

export type ModelInfo = Omit<ResultInfo, "earlier" | "later">;

export interface ResultsPanelDeps extends ExportDeps {
	readonly extensionUri: vscode.Uri;
	/** The page's code, read ahead. */
	readonly code: Promise<PageCode>;
	readonly log: Log;
}

/** One results panel. The host owns the rows; the page pulls what it shows, so hiding or moving it loses nothing. */
export class ResultsPanel {
	readonly #panel: vscode.WebviewPanel;
	readonly #life = new Lifetime();
	readonly #deps: ResultsPanelDeps;
	readonly #served: Served<typeof results>;
	#shown: { readonly model: ResultsModel; readonly life: Lifetime };
	/** The runs that are kept, the shown one among them. */
	readonly #runs: ResultsModel[] = [];
	readonly #pins = new Emitter<boolean>();
	/** Told when the person pins the panel, or lets it go. */
	readonly onPin = this.#pins.event;
	/** What the page was last told of: the shown one, but for the first moments of a run. */
	#onPage: ResultsModel;
	#told: Promise<void> = Promise.resolve();

	constructor(panel: vscode.WebviewPanel, deps: ResultsPanelDeps, model: ResultsModel) {
		const { extensionUri, code, log } = deps;
		this.#panel = panel;
		this.#deps = deps;
		this.#shown = { model, life: new Lifetime() };
		this.#onPage = model;
		this.#served = this.#serve(log);
		this.#life.own(this.#served);
		this.#life.own(panel.onDidDispose(() => this.#life.dispose()));
		this.#life.onEnd(() => this.#shown.life.dispose());
		this.#life.onEnd(() => {
			for (const run of this.#runs) run.dispose();
		});
		this.#runs.push(model);
		this.#enter(model);
		code.then(
			(read) => {
				if (!this.#life.ended) panel.webview.html = pageHtml(panel.webview, extensionUri, read, model.title);
			},
			(thrown: unknown) => log.error(`[results] the page could not be read: ${String(thrown)}`),
		);
	}

	static open(deps: ResultsPanelDeps, model: ResultsModel, viewColumn: vscode.ViewColumn): ResultsPanel {
		const panel = vscode.window.createWebviewPanel(
			RESULTS_VIEW,
			model.title,
			{ viewColumn, preserveFocus: true },
			webviewOptions(deps.extensionUri),
		);
		return new ResultsPanel(panel, deps, model);
	}

	/** Takes over a panel that VS Code has brought back. */
	static revive(panel: vscode.WebviewPanel, deps: ResultsPanelDeps, model: ResultsModel): ResultsPanel {
		panel.webview.options = webviewOptions(deps.extensionUri);
		return new ResultsPanel(panel, deps, model);
	}

	get title(): string {
		return this.#panel.title;
	}

	get column(): vscode.ViewColumn | undefined {
		return this.#panel.viewColumn;
	}

	get active(): boolean {
		return this.#panel.active;
	}

	get onDidDispose(): vscode.Event<void> {
		return this.#panel.onDidDispose;
	}

	/** Shows another run in the same panel, where the person put it; the focus stays where it is. */
	show(model: ResultsModel): void {
		const { model: before } = this.#shown;
		// Nothing may go on for what is not shown.
		before.cancel();
		const at = this.#runs.indexOf(before);
		// What only stood for a run that was not made again is nothing to go back to.
		const stoodIn = before.store === undefined ? 1 : 0;
		this.#runs.splice(at + 1 - stoodIn, stoodIn, model);
		if (stoodIn === 1) before.dispose();
		while (this.#runs.length > MOST_RUNS) {
			const oldest = this.#runs.findIndex((run) => run !== model);
			for (const run of this.#runs.splice(oldest, 1)) run.dispose();
		}
		this.#turnTo(model);
		if (!this.#panel.visible) this.#panel.reveal(undefined, true);
	}

	#turnTo(model: ResultsModel): void {
		// It is the panel that is pinned, whichever run it shows.
		model.pinned = this.#shown.model.pinned;
		this.#shown.life.dispose();
		this.#shown = { model, life: new Lifetime() };
		this.#enter(model);
	}

	#go(step: -1 | 1): void {
		const to = this.#runs[this.#runs.indexOf(this.#shown.model) + step];
		if (!to) return;
		this.#shown.model.cancel();
		this.#turnTo(to);
	}

	#pin(pinned: boolean): void {
		this.#shown.model.pinned = pinned;
		this.#served.push("changed", this.#info(this.#shown.model));
		this.#pins.fire(pinned);
	}

	#info(model: ResultsModel): ResultInfo {
		const at = this.#runs.indexOf(model);
		return { ...model.info(), earlier: at, later: this.#runs.length - 1 - at };
	}

	/** As `export`, of the rows and columns that are shown. */
	async exportShown(format: ExportFormat): Promise<void> {
		const { columns, layout } = this.#shown.model.info();
		await this.export({
			format,
			rows: "shown",
			columns: shownColumns(columns, layout),
			children: format !== "csv" && columns.some(({ kind }) => kind === "children"),
		});
	}

	/** Writes what is shown to a file that the person is asked for. Throws what `exportToFile` throws. */
	async export(asked: ExportAsked): Promise<string | null> {
		const { model, life } = this.#shown;
		if (!model.store || model.info().columns.length === 0) return null;
		return exportToFile(this.#deps, model.store, this.#info(model), asked, life.signal);
	}

	dispose(): void {
		this.#panel.dispose();
	}

	/**
	 * A run that answers at once is one message to the page and one drawing: its start is told of only when nothing else
	 * is to be told for a while. Until then the page shows, and asks for, what it showed before.
	 */
	#enter(model: ResultsModel): void {
		if (this.#panel.title !== model.title) this.#panel.title = model.title;
		const { life } = this.#shown;
		let told = Promise.withResolvers<void>();
		let revision = -1;
		let held: NodeJS.Timeout | undefined;
		const tell = (info: ResultInfo) => {
			clearTimeout(held);
			held = undefined;
			revision = info.revision;
			this.#onPage = model;
			this.#served.push("changed", info);
			told.resolve();
		};
		const changed = () => {
			const info = this.#info(model);
			const isStart = info.phase.kind === "loading" && info.loaded === 0 && info.revision !== revision;
			if (!isStart) return tell(info);
			if (held) return;
			told = Promise.withResolvers<void>();
			this.#told = told.promise;
			held = setTimeout(() => tell(this.#info(model)), HOLD_MS);
		};
		life.onEnd(() => clearTimeout(held));
		life.onEnd(() => told.resolve());
		life.own(model.onChange(changed));
		changed();
	}

	#serve(log: Log): Served<typeof results> {
		return serve(
			results,
			webviewPort(this.#panel.webview, () => this.#life.ended),
			{
				info: async () => {
					await this.#told;
					return this.#info(this.#shown.model);
				},
				...rowCalls(
					() => this.#onPage,
					(text) => vscode.env.clipboard.writeText(text),
				),
				arrange: ({ path, arrangement }) => this.#shown.model.arrange(path, arrangement),
				describe: (path) => this.#shown.model.describe(path),
				keepLayout: (layout) => this.#shown.model.keepLayout(layout),
				loadChildren: (path) => this.#shown.model.loadChildren(path),
				go: (step) => this.#go(step),
				pin: (pinned) => this.#pin(pinned),
				export: (asked) => this.export(asked),
				cancel: () => this.#shown.model.cancel(),
				act: (action) => this.#shown.model.act(action),
				openRecord: (recordId) => this.#shown.model.openRecord(recordId),
				painted: ({ rows, at }) => this.#shown.model.painted(rows, at),
			},
			(error, name) => {
				// What a person asked for and waited for is told as failures of commands are.
				if (name === "export") void this.#deps.report.show(error);
				else log.error(`[results] ${name}: ${error.message}`);
			},
		);
	}
}
