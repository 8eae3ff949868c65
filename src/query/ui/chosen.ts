import * as vscode from "vscode";
import { AppError } from "../../base/errors.ts";
import type { Org } from "../../orgs/org.ts";
import { statementAt, statements } from "../../soql/statements.ts";
import type { QueryRoomDeps } from "./deps.ts";
import type { QuerySource } from "./restorable.ts";

/**
 * The query that a command is about: the selection, else the one at `offset` or at the cursor. Throws `input`
 * (queryEmpty, querySeveral).
 */
export function chosenQuery(
	document: vscode.TextDocument,
	offset: number | undefined,
): { text: string; start: number } {
	const text = document.getText();
	const active = vscode.window.activeTextEditor;
	// One file may be in two groups: the one with the focus decides.
	const editor =
		active?.document === document
			? active
			: vscode.window.visibleTextEditors.find((one) => one.document === document);
	const selection = offset === undefined ? editor?.selection : undefined;
	if (selection && !selection.isEmpty) {
		const base = document.offsetAt(selection.start);
		const [only, ...others] = statements(document.getText(selection));
		if (others.length > 0) throw new AppError({ kind: "input", problem: "querySeveral" });
		if (only) return { text: only.text, start: base + only.start };
		throw new AppError({ kind: "input", problem: "queryEmpty" });
	}
	const found = statementAt(text, offset ?? (selection ? document.offsetAt(selection.active) : 0));
	if (!found) throw new AppError({ kind: "input", problem: "queryEmpty" });
	return found;
}

/**
 * The org of a file, decided here, once; the person is asked for a default where there is none. Throws `input` (noOrg),
 * and `cancelled` on Escape.
 */
export async function orgForFile(
	{ target, registry, commands }: Pick<QueryRoomDeps, "target" | "registry" | "commands">,
	uri: string,
): Promise<Org> {
	await target.ready;
	const found = target.forFile(uri);
	if (found.kind === "org") return registry.org(found.identity.id);
	await commands.run("orgsmith.org.choose");
	const chosen = target.current;
	if (chosen.kind !== "org") throw new AppError({ kind: "input", problem: "noOrg" });
	return registry.org(chosen.identity.id);
}

/** Puts the cursor into a query, at the error where there is one. */
export async function showQuery({ uri, start }: QuerySource): Promise<void> {
	const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
	const [diagnostic] = vscode.languages
		.getDiagnostics(document.uri)
		.filter(({ source, severity }) => source === "Orgsmith" && severity === vscode.DiagnosticSeverity.Error);
	const at = diagnostic?.range ?? new vscode.Range(document.positionAt(start), document.positionAt(start));
	const visible = vscode.window.visibleTextEditors.find((one) => one.document.uri.toString() === uri);
	await vscode.window.showTextDocument(document, {
		selection: new vscode.Range(at.start, at.start),
		...(visible?.viewColumn === undefined ? {} : { viewColumn: visible.viewColumn }),
	});
}
