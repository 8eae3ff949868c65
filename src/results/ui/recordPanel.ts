import * as vscode from "vscode";
import { AppError } from "../../base/errors.ts";
import { Latest, Lifetime } from "../../base/lifetime.ts";
import type { Op } from "../../base/op.ts";
import { type RecordAction, type RecordInfo, record } from "../../pages/record.ts";
import { type Served, serve } from "../../pages/serve.ts";
import { isSalesforceId, type LoginId } from "../../salesforce/ids.ts";
import { type PageCode, pageHtml, webviewOptions, webviewPort } from "../../workbench/panel.ts";
import { RecordSession, type Visit } from "../recordSession.ts";
import type { UserTimeZones } from "../userTimeZones.ts";
import { PanelLogin } from "./panelLogin.ts";
import type { RecordRoomDeps } from "./recordDeps.ts";
import { recordProblem } from "./recordProblem.ts";
import { RECORD_VIEW } from "./view.ts";

/** What a panel shows, and what it comes back with after a window reload: no values, those are read again. */
export interface Shown {
	readonly loginId: LoginId;
	readonly orgLabel: string;
	readonly visits: readonly [Visit, ...Visit[]];
	readonly at: number;
}

export interface RecordPanelDeps extends RecordRoomDeps {
	/** The page's code, read ahead. */
	readonly code: Promise<PageCode>;
	readonly timeZones: UserTimeZones;
}

/** One panel of records of one login. */
export class RecordPanel {
	readonly #deps: RecordPanelDeps;
	readonly #panel: vscode.WebviewPanel;
	readonly #shown: Shown;
	readonly #life = new Lifetime();
	readonly #run: Latest;
	readonly #login: PanelLogin;
	readonly #session: RecordSession;
	readonly #served: Served<typeof record>;

	private constructor(panel: vscode.WebviewPanel, deps: RecordPanelDeps, shown: Shown) {
		this.#panel = panel;
		this.#deps = deps;
		this.#shown = shown;
		this.#login = new PanelLogin(deps.registry, deps.commands, shown.loginId, shown.orgLabel);
		this.#session = this.#life.own(
			new RecordSession(
				{
					org: () => this.#login.org(),
					describes: deps.describes,
					timeZone: (op, org) => deps.timeZones.of(op, org),
					problemOf: (error) => recordProblem(error, this.#login.instanceUrl),
				},
				shown.visits,
				shown.at,
			),
		);
		this.#run = this.#life.own(new Latest());
		this.#served = this.#life.own(this.#serve());
		this.#life.own(panel.onDidDispose(() => this.#life.dispose()));
		this.#life.own(this.#session.onChange(() => this.#draw()));
		deps.code.then(
			(read) => {
				if (this.#life.ended) return;
				panel.webview.html = pageHtml(panel.webview, deps.extensionUri, read, this.#title());
			},
			(thrown: unknown) => deps.log.error(`[record] the page could not be read: ${String(thrown)}`),
		);
		this.#draw();
	}

	static open(deps: RecordPanelDeps, shown: Shown, viewColumn: vscode.ViewColumn): RecordPanel {
		const panel = vscode.window.createWebviewPanel(
			RECORD_VIEW,
			shown.visits[0].recordId,
			viewColumn,
			webviewOptions(deps.extensionUri),
		);
		return new RecordPanel(panel, deps, shown);
	}

	/** Takes over a panel that VS Code has brought back. */
	static revive(panel: vscode.WebviewPanel, deps: RecordPanelDeps, shown: Shown): RecordPanel {
		panel.webview.options = webviewOptions(deps.extensionUri);
		return new RecordPanel(panel, deps, shown);
	}

	get onDidDispose(): vscode.Event<void> {
		return this.#panel.onDidDispose;
	}

	/** Shows another record in the same panel, where the person put it. */
	async go(recordId: string): Promise<void> {
		this.#panel.reveal(undefined, false);
		this.#session.goTo(recordId);
		await this.load();
	}

	/** Reads the record that is shown; `now` asks for new describes, too. */
	async load(now = false): Promise<void> {
		const { signal } = this.#run.next();
		await this.#quietly(signal, (op) => this.#session.load(op, now));
	}

	dispose(): void {
		this.#panel.dispose();
	}

	#quietly(signal: AbortSignal, work: (op: Op) => Promise<void>): Promise<void> {
		return this.#deps.progress.run({ title: this.#title(), where: "quiet", signal }, work);
	}

	#title(): string {
		const { recordId, name } = this.#session.current;
		return `${name ?? recordId} · ${this.#shown.orgLabel}`;
	}

	#draw(): void {
		if (this.#panel.title !== this.#title()) this.#panel.title = this.#title();
		this.#served.push("changed", this.#info());
	}

	#info(): RecordInfo {
		const { loginId, orgLabel } = this.#shown;
		const { current, back, forward, phase, visits, at } = this.#session;
		return {
			org: this.#login.shown,
			recordId: current.recordId,
			phase,
			content: this.#session.content(),
			back: back ? (back.name ?? back.recordId) : null,
			forward: forward ? (forward.name ?? forward.recordId) : null,
			restore: JSON.stringify({ loginId, orgLabel, visits, at }),
		};
	}

	async #act(action: RecordAction): Promise<void> {
		switch (action) {
			case "refresh":
				return this.load(true);
			case "signIn":
				if (await this.#login.signIn()) await this.load();
				return;
			case "startDemo":
				if (await this.#login.startDemo()) await this.load();
				return;
			case "showLog":
				await this.#deps.commands.run("orgsmith.log.show");
				return;
		}
	}

	#serve(): Served<typeof record> {
		const { log, commands } = this.#deps;
		const step = async (by: -1 | 1) => {
			if (this.#session.step(by)) await this.load();
		};
		return serve(
			record,
			webviewPort(this.#panel.webview, () => this.#life.ended),
			{
				info: () => this.#info(),
				go: async (recordId) => {
					if (!isSalesforceId(recordId)) throw new AppError({ kind: "input", problem: "recordIdMalformed" });
					this.#session.goTo(recordId);
					await this.load();
				},
				back: () => step(-1),
				forward: () => step(1),
				cancel: () => this.#run.dispose(),
				act: (action) => this.#act(action),
				related: (key) => this.#quietly(this.#life.signal, (op) => this.#session.loadRelated(op, key)),
				copy: async (name) => {
					await vscode.env.clipboard.writeText(this.#session.raw(name));
				},
				copyId: async () => {
					await vscode.env.clipboard.writeText(this.#session.current.recordId);
				},
				openInOrg: async () => {
					await commands.run("orgsmith.org.openRecord", this.#session.current.recordId, this.#shown.loginId);
				},
			},
			(error, name) => log.error(`[record] ${name}: ${error.message}`),
		);
	}
}
