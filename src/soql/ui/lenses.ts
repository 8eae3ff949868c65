import * as vscode from "vscode";
import { Lifetime } from "../../base/lifetime.ts";
import { statements } from "../statements.ts";

export interface LensDeps {
	/** The label of the org that this file's queries run in; undefined when there is none yet. */
	readonly orgLabel: (uri: string) => string | undefined;
	readonly onOrgChange: (listener: () => void) => { dispose(): void };
}

/** Above each query: Run, its plan, and the org it runs in (click to change the file's org). */
export function registerLenses({ orgLabel, onOrgChange }: LensDeps): Lifetime {
	const life = new Lifetime();
	const changed = life.own(new vscode.EventEmitter<void>());
	life.own(onOrgChange(() => changed.fire()));
	const provider: vscode.CodeLensProvider = {
		onDidChangeCodeLenses: changed.event,
		provideCodeLenses: (document) => {
			const uri = document.uri.toString();
			const org = orgLabel(uri) ?? vscode.l10n.t("Choose org");
			return statements(document.getText()).flatMap(({ start, text }) => {
				const at = document.positionAt(start);
				const range = new vscode.Range(at, at);
				return [
					new vscode.CodeLens(range, {
						title: `$(play) ${vscode.l10n.t("Run")}`,
						command: "orgsmith.query.run",
						arguments: [uri, start],
					}),
					// Salesforce explains queries, not searches.
					...(/^find\b/i.test(text)
						? []
						: [
								new vscode.CodeLens(range, {
									title: `$(graph) ${vscode.l10n.t("Plan")}`,
									command: "orgsmith.query.plan",
									arguments: [uri, start],
								}),
							]),
					new vscode.CodeLens(range, { title: org, command: "orgsmith.query.chooseOrg", arguments: [uri] }),
				];
			});
		},
	};
	life.own(vscode.languages.registerCodeLensProvider({ language: "soql" }, provider));
	return life;
}
