import * as v from "valibot";
import * as vscode from "vscode";
import { AppError } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import { grouped } from "../../base/text.ts";
import { withoutComments } from "../../soql/lexer.ts";
import { queriedObject } from "../../soql/selectList.ts";
import { readPage } from "../../workbench/panel.ts";
import { type FilterHint, filterHints, isSelective } from "../plan.ts";
import { fillParameters } from "./askParameters.ts";
import { chosenQuery, orgForFile, showQuery } from "./chosen.ts";
import type { QueryRoomDeps } from "./deps.ts";
import { PlanPanel, type PlanPanelDeps } from "./planPanel.ts";
import { type Restorable, readRestorable } from "./restorable.ts";

/** The page adds what it remembers of itself. */
const pageState = v.object({ restore: v.string() });

/** Shows the plans of queries, one panel a file, and the same as hints in the text. Loaded when the first is asked for. */
export class PlanPanels {
	readonly #deps: PlanPanelDeps;
	readonly #room: QueryRoomDeps;
	readonly #panels = new Map<string, PlanPanel>();
	readonly #life = new Lifetime();
	readonly #diagnostics: vscode.DiagnosticCollection;

	constructor(deps: QueryRoomDeps) {
		this.#room = deps;
		this.#diagnostics = this.#life.own(vscode.languages.createDiagnosticCollection("orgsmith.plan"));
		this.#deps = {
			...deps,
			code: readPage(deps.extensionUri, "plan"),
			onPlans: (panel) => this.#hint(panel),
			showQuery: ({ source }) => showQuery(source),
		};
		// A plan says nothing of text that has changed since.
		this.#life.own(
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				if (contentChanges.length > 0) this.#diagnostics.delete(document.uri);
			}),
		);
		this.#life.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#diagnostics.delete(uri)));
	}

	/**
	 * Shows the plans of a query: the selection, else the one at `offset` or at the cursor. The org is decided here, once.
	 * Throws `input` (queryEmpty, querySeveral, searchHasNoPlan) and what choosing an org throws.
	 */
	async show(document: vscode.TextDocument, offset: number | undefined): Promise<void> {
		const { text, start } = chosenQuery(document, offset);
		if (queriedObject(text) === "" || /^find\b/i.test(text)) {
			throw new AppError({ kind: "input", problem: "searchHasNoPlan" });
		}
		const uri = document.uri.toString();
		const org = await orgForFile(this.#room, uri);
		const { text: soql } = await fillParameters(this.#room, org, withoutComments(text));
		const shown: Restorable = {
			uri,
			start,
			soql,
			loginId: org.id,
			orgLabel: org.label,
			pinned: false,
		};
		this.#diagnostics.delete(document.uri);
		const open = this.#panels.get(uri);
		if (open) return open.show(shown);
		const panel = PlanPanel.open(this.#deps, shown);
		this.#keep(uri, panel);
		await panel.load();
	}

	/** Gives a panel of the last session its query back. VS Code does so when it is seen: it is asked for at once. */
	restore(panel: vscode.WebviewPanel, state: unknown): void {
		const restored = v.is(pageState, state) ? readRestorable(state.restore) : undefined;
		if (!restored || this.#panels.has(restored.uri)) {
			panel.dispose();
			return;
		}
		const revived = PlanPanel.revive(panel, this.#deps, restored);
		this.#keep(restored.uri, revived);
		void revived.load();
	}

	dispose(): void {
		for (const panel of this.#panels.values()) panel.dispose();
		this.#life.dispose();
	}

	#keep(uri: string, panel: PlanPanel): void {
		this.#panels.set(uri, panel);
		panel.onDidDispose(() => {
			if (this.#panels.get(uri) === panel) this.#panels.delete(uri);
			this.#diagnostics.delete(vscode.Uri.parse(uri));
		});
	}

	#hint({ source, session }: PlanPanel): void {
		const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === source.uri);
		if (!document || session.state.kind !== "shown") return;
		const { start, soql } = source;
		// Positions mean something only as long as the query stands where it stood.
		if (withoutComments(document.getText()).slice(start, start + soql.length) !== soql) return;
		const diagnostics = filterHints(soql, session.plans ?? []).map((hint) => {
			const range = new vscode.Range(
				document.positionAt(start + hint.start),
				document.positionAt(start + hint.end),
			);
			const isNote = hint.says.kind === "note";
			const { Information, Hint } = vscode.DiagnosticSeverity;
			const diagnostic = new vscode.Diagnostic(range, hintWords(hint), isNote ? Information : Hint);
			diagnostic.source = "Orgsmith";
			diagnostic.code = "plan";
			return diagnostic;
		});
		this.#diagnostics.set(document.uri, diagnostics);
	}
}

function hintWords({ says }: FilterHint): string {
	const { l10n } = vscode;
	if (says.kind === "note") return l10n.t("Query plan: {0}", says.text);
	const { cost, cardinality, objectCardinality, objectName } = says.plan;
	return l10n.t(
		"Query plan: an index on this field leads ({0} of {1} {2}; relative cost {3}, {4}).",
		grouped(cardinality),
		grouped(objectCardinality),
		objectName,
		cost,
		isSelective(says.plan) ? l10n.t("selective") : l10n.t("not selective"),
	);
}
