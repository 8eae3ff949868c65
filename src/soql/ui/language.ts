import * as vscode from "vscode";
import { Lifetime } from "../../base/lifetime.ts";
import { complete } from "../complete/complete.ts";
import type { Suggestion, SuggestionKind } from "../complete/suggestion.ts";
import { NO_SCHEMA } from "../schema.ts";
import { regionAt } from "../statements.ts";
import { clock } from "./clock.ts";
import { registerDefinition } from "./definition.ts";
import { registerEditing } from "./editing.ts";
import { Problems } from "./problems.ts";
import type { LanguageDeps, SoqlLanguage, WatchedSchema } from "./registerLanguage.ts";

/** So long a list of suggestions waits for a schema that is on its way, and so long it may be opened anew. */
const ANSWER_MS = 100;
const AGAIN_MS = 10_000;
const { CompletionItemKind } = vscode;
const ICONS: Readonly<Record<SuggestionKind, vscode.CompletionItemKind>> = {
	keyword: CompletionItemKind.Keyword,
	object: CompletionItemKind.Class,
	field: CompletionItemKind.Field,
	relationship: CompletionItemKind.Reference,
	children: CompletionItemKind.Interface,
	function: CompletionItemKind.Function,
	value: CompletionItemKind.EnumMember,
	dateLiteral: CompletionItemKind.Constant,
	operator: CompletionItemKind.Operator,
	alias: CompletionItemKind.Variable,
	scope: CompletionItemKind.EnumMember,
	frame: CompletionItemKind.Snippet,
	allFields: CompletionItemKind.Snippet,
};

/** The part of the language that needs the parser; loaded when the first SOQL document is looked at. */
export function makeLanguage(deps: LanguageDeps): SoqlLanguage & Lifetime {
	const life = new Lifetime();
	const problems = life.own(new Problems(deps));
	life.own(registerEditing(deps, problems.onSchema));
	life.own(registerDefinition(deps, problems.onSchema));
	return Object.assign(life, {
		complete: (document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken) =>
			completionAt(deps, document, position, token),
		check: (document: vscode.TextDocument) => problems.check(document),
		forget: (document: vscode.TextDocument) => problems.forget(document),
	});
}

/**
 * What is known now; where it isn't enough, what is known a moment later, and the list is asked for again when still
 * more has come while the person is at the same place.
 */
async function completionAt(
	{ schemaFor }: LanguageDeps,
	document: vscode.TextDocument,
	position: vscode.Position,
	token: vscode.CancellationToken,
): Promise<vscode.CompletionList> {
	const offset = document.offsetAt(position);
	const region = regionAt(document.getText(), offset);
	const { version } = document;
	const watched = await schemaFor(document.uri.toString());
	const find = () =>
		complete(region.text, offset - region.start, {
			schema: watched?.port ?? NO_SCHEMA,
			dialect: "rest",
			...clock(),
			uses: () => 0,
		});
	let found = find();
	const until = performance.now() + ANSWER_MS;
	while (watched && found.incomplete && !token.isCancellationRequested) {
		const left = until - performance.now();
		if (left <= 0 || !(await changes(watched, left))) break;
		found = find();
	}
	if (watched && found.incomplete) void askAgain(watched, document, version, position);
	const range = new vscode.Range(
		document.positionAt(region.start + found.start),
		document.positionAt(region.start + found.end),
	);
	return new vscode.CompletionList(
		found.suggestions.map((suggestion) => itemOf(suggestion, range)),
		found.incomplete,
	);
}

/** Waits for something new in a schema; false when nothing came in time. */
function changes({ onChange }: WatchedSchema, limitMs: number): Promise<boolean> {
	return new Promise((resolve) => {
		const end = (isNew: boolean) => {
			clearTimeout(timer);
			listening.dispose();
			resolve(isNew);
		};
		const timer = setTimeout(end, limitMs, false);
		const listening = onChange(() => end(true));
	});
}

/** Opens the list anew when more is known, unless the person has gone on meanwhile. */
async function askAgain(
	watched: WatchedSchema,
	document: vscode.TextDocument,
	version: number,
	position: vscode.Position,
): Promise<void> {
	if (!(await changes(watched, AGAIN_MS))) return;
	const editor = vscode.window.activeTextEditor;
	if (editor?.document !== document || document.version !== version) return;
	if (!editor.selection.isEmpty || !editor.selection.active.isEqual(position)) return;
	// A list that is open, be it of no suggestions, isn't asked for a second time.
	await vscode.commands.executeCommand("hideSuggestWidget");
	await vscode.commands.executeCommand("editor.action.triggerSuggest");
}

function itemOf(suggestion: Suggestion, range: vscode.Range): vscode.CompletionItem {
	const { kind, label, detail, insert, snippet, filter, order, again } = suggestion;
	const shown = kind === "allFields" ? vscode.l10n.t("All {0} fields", label) : label;
	const item = new vscode.CompletionItem(
		detail === undefined ? shown : { label: shown, description: detail },
		ICONS[kind],
	);
	item.insertText = snippet ? new vscode.SnippetString(insert) : insert;
	item.range = range;
	item.sortText = order;
	item.filterText = filter ?? (kind === "allFields" ? "*" : label);
	if (again) item.command = { command: "editor.action.triggerSuggest", title: "" };
	return item;
}
