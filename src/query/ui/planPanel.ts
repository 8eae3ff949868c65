import * as vscode from "vscode";
import { Latest, Lifetime } from "../../base/lifetime.ts";
import { type PlanAction, type PlanInfo, type PlanPhase, plan } from "../../pages/plan.ts";
import { type Served, serve } from "../../pages/serve.ts";
import { PanelLogin } from "../../results/ui/panelLogin.ts";
import type { LoginId } from "../../salesforce/ids.ts";
import { queriedObject } from "../../soql/selectList.ts";
import { type PageCode, pageHtml, webviewOptions, webviewPort } from "../../workbench/panel.ts";
import { costTop, planCards, planText } from "../plan.ts";
import { PlanSession } from "../planSession.ts";
import type { QueryRoomDeps } from "./deps.ts";
import { planProblem } from "./planProblem.ts";
import type { Restorable } from "./restorable.ts";
import { PLAN_VIEW } from "./view.ts";

export interface PlanPanelDeps extends Pick<QueryRoomDeps, "registry" | "commands" | "progress" | "log"> {
	readonly extensionUri: vscode.Uri;
	/** The page's code, read ahead. */
	readonly code: Promise<PageCode>;
	/** Told each time that plans are here or gone. */
	readonly onPlans: (panel: PlanPanel) => void;
	readonly showQuery: (panel: PlanPanel) => Promise<void>;
}

/** The plans of one query of a file, in the org it was asked in. Another query of the file takes its place. */
export class PlanPanel {
	readonly #deps: PlanPanelDeps;
	readonly #panel: vscode.WebviewPanel;
	readonly #life = new Lifetime();
	readonly #run: Latest;
	readonly #served: Served<typeof plan>;
	#shown: Restorable;
	#session: PlanSession;

	private constructor(panel: vscode.WebviewPanel, deps: PlanPanelDeps, shown: Restorable) {
		this.#panel = panel;
		this.#deps = deps;
		this.#shown = shown;
		this.#session = this.#newSession();
		this.#run = this.#life.own(new Latest());
		this.#served = this.#life.own(this.#serve());
		this.#life.onEnd(() => this.#session.dispose());
		this.#life.own(panel.onDidDispose(() => this.#life.dispose()));
		deps.code.then(
			(read) => {
				if (this.#life.ended) return;
				panel.webview.html = pageHtml(panel.webview, deps.extensionUri, read, this.#title);
			},
			(thrown: unknown) => deps.log.error(`[plan] the page could not be read: ${String(thrown)}`),
		);
		this.#draw();
	}

	static open(deps: PlanPanelDeps, shown: Restorable): PlanPanel {
		const panel = vscode.window.createWebviewPanel(
			PLAN_VIEW,
			"",
			{ viewColumn: besideText(), preserveFocus: true },
			webviewOptions(deps.extensionUri),
		);
		return new PlanPanel(panel, deps, shown);
	}

	/** Takes over a panel that VS Code has brought back. */
	static revive(panel: vscode.WebviewPanel, deps: PlanPanelDeps, shown: Restorable): PlanPanel {
		panel.webview.options = webviewOptions(deps.extensionUri);
		return new PlanPanel(panel, deps, shown);
	}

	get onDidDispose(): vscode.Event<void> {
		return this.#panel.onDidDispose;
	}

	get source(): Restorable {
		return this.#shown;
	}

	get session(): PlanSession {
		return this.#session;
	}

	/** Shows the plans of another query in the same place. */
	async show(shown: Restorable): Promise<void> {
		this.#shown = shown;
		this.#session.dispose();
		this.#session = this.#newSession();
		this.#panel.reveal(undefined, true);
		this.#draw();
		await this.load();
	}

	async load(): Promise<void> {
		const { signal } = this.#run.next();
		const session = this.#session;
		await this.#deps.progress.run({ title: this.#title, where: "quiet", signal }, (op) => session.load(op));
		if (session === this.#session && !this.#life.ended) this.#deps.onPlans(this);
	}

	dispose(): void {
		this.#panel.dispose();
	}

	get #title(): string {
		const { soql, orgLabel } = this.#shown;
		return vscode.l10n.t("Plan: {0} · {1}", queriedObject(soql), orgLabel);
	}

	get #login(): PanelLogin {
		const { loginId, orgLabel } = this.#shown;
		return new PanelLogin(this.#deps.registry, this.#deps.commands, loginId as LoginId, orgLabel);
	}

	#newSession(): PlanSession {
		const login = this.#login;
		const session = new PlanSession(() => login.org(), this.#shown.soql);
		session.onChange(() => this.#draw());
		return session;
	}

	#draw(): void {
		if (this.#panel.title !== this.#title) this.#panel.title = this.#title;
		this.#served.push("changed", this.#info());
	}

	#info(): PlanInfo {
		const { soql } = this.#shown;
		const plans = this.#session.plans && planCards(this.#session.plans);
		return {
			org: this.#login.shown,
			soql: soql.trim(),
			phase: this.#phase(),
			plans,
			costTop: costTop(plans ?? []),
			restore: JSON.stringify(this.#shown),
		};
	}

	#phase(): PlanPhase {
		const { state } = this.#session;
		if (state.kind !== "stopped") return state;
		if (state.error.failure.kind === "cancelled") return { kind: "cancelled" };
		return { kind: "failed", problem: planProblem(state.error, this.#login.instanceUrl) };
	}

	async #act(action: PlanAction): Promise<void> {
		switch (action) {
			case "refresh":
				return this.load();
			case "showQuery":
				return this.#deps.showQuery(this);
			case "showLog":
				await this.#deps.commands.run("orgsmith.log.show");
				return;
			case "signIn":
				if (await this.#login.signIn()) await this.load();
				return;
			case "startDemo":
				if (await this.#login.startDemo()) await this.load();
				return;
		}
	}

	async #copy(at: number | null): Promise<void> {
		const cards = planCards(this.#session.plans ?? []);
		const chosen = at === null ? cards : cards.slice(at, at + 1);
		await vscode.env.clipboard.writeText(`${chosen.map(planText).join("\n\n")}\n`);
	}

	#serve(): Served<typeof plan> {
		return serve(
			plan,
			webviewPort(this.#panel.webview, () => this.#life.ended),
			{
				info: () => this.#info(),
				cancel: () => this.#run.dispose(),
				act: (action) => this.#act(action),
				copy: (at) => this.#copy(at),
			},
			(error, name) => this.#deps.log.error(`[plan] ${name}: ${error.message}`),
		);
	}
}

/** Where results are: the first group that isn't the text's, else a new one beside it. */
function besideText(): vscode.ViewColumn {
	const { all, activeTabGroup } = vscode.window.tabGroups;
	return all.find((group) => group !== activeTabGroup)?.viewColumn ?? vscode.ViewColumn.Beside;
}
