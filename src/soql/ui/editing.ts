import * as vscode from "vscode";
import { Lifetime } from "../../base/lifetime.ts";
import { formatEdits } from "../format/format.ts";
import { functionNamed } from "../functions.ts";
import { hoverAt } from "../hover.ts";
import { type Meaning, meaningAt, meaningsOf } from "../meaning.ts";
import { foldsOf, type Outline, outlineOf, rangesAround } from "../outline.ts";
import type { Call } from "../parse/syntax.ts";
import { allNodes } from "../parse/walk.ts";
import { NO_SCHEMA } from "../schema.ts";
import { Scopes } from "../scope.ts";
import { CLAUSE_STARTS, RESERVED } from "../words.ts";
import { clock } from "./clock.ts";
import { functionWords, signatureText } from "./functionWords.ts";
import { hoverWords } from "./hoverWords.ts";
import { placed, readingAt, readingsOf, scopesFor } from "./reading.ts";
import type { LanguageDeps } from "./registerLanguage.ts";

const SOQL = { language: "soql" };
const { languages } = vscode;

/** What an editor asks of a language beside completion and problems. None of it calls an org or changes anything. */
export function registerEditing(deps: LanguageDeps, onSchema: vscode.Event<void>): Lifetime {
	const life = new Lifetime();
	const own = (...all: readonly vscode.Disposable[]) => {
		for (const one of all) life.own(one);
	};
	own(
		languages.registerDocumentFormattingEditProvider(SOQL, {
			provideDocumentFormattingEdits: (document, options) => format(document, options),
		}),
		languages.registerDocumentRangeFormattingEditProvider(SOQL, {
			provideDocumentRangeFormattingEdits: (document, range, options) => format(document, options, range),
		}),
		languages.registerHoverProvider(SOQL, {
			provideHover: (document, position) => hover(deps, document, position),
		}),
		languages.registerSignatureHelpProvider(SOQL, { provideSignatureHelp: signature }, "(", ","),
		languages.registerDocumentSymbolProvider(SOQL, { provideDocumentSymbols: symbols }),
		languages.registerFoldingRangeProvider(SOQL, { provideFoldingRanges: folds }),
		languages.registerSelectionRangeProvider(SOQL, {
			provideSelectionRanges: (document, positions) =>
				positions.map((position) => selection(document, position)),
		}),
		languages.registerRenameProvider(SOQL, { provideRenameEdits: rename, prepareRename: renamed }),
		languages.registerDocumentSemanticTokensProvider(
			SOQL,
			{
				onDidChangeSemanticTokens: onSchema,
				provideDocumentSemanticTokens: (document) => colours(deps, document),
			},
			LEGEND,
		),
	);
	return life;
}

function format(
	document: vscode.TextDocument,
	{ tabSize, insertSpaces }: vscode.FormattingOptions,
	range?: vscode.Range,
): vscode.TextEdit[] {
	const lineEnd = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
	const within = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
	const edits = formatEdits(document.getText(), { tabSize, insertSpaces, lineEnd }, within);
	return edits.map((edit) => new vscode.TextEdit(placed(document, 0, edit), edit.text));
}

async function hover(
	deps: LanguageDeps,
	document: vscode.TextDocument,
	position: vscode.Position,
): Promise<vscode.Hover | undefined> {
	const scopes = await scopesFor(deps, document);
	const reading = readingAt(document, position);
	const found = reading && hoverAt(reading.statement, reading.offset, scopes, clock());
	return found && new vscode.Hover(hoverWords(found), placed(document, reading.start, found));
}

/** The function that the cursor is in, and at which of its arguments. */
function signature(
	document: vscode.TextDocument,
	position: vscode.Position,
): vscode.SignatureHelp | undefined {
	const reading = readingAt(document, position);
	if (!reading) return undefined;
	const { statement, offset } = reading;
	const isInside = ({ open, end, closed }: Call) => open < offset && (closed ? offset < end : offset <= end);
	const call = [...allNodes(statement)].filter((node) => node.kind === "call").findLast(isInside);
	const info = call && functionNamed(call.name.text);
	if (!info) return undefined;
	const help = new vscode.SignatureHelp();
	const shown = new vscode.SignatureInformation(signatureText(info), functionWords(info));
	shown.parameters = info.parameters.map(({ name }) => new vscode.ParameterInformation(name));
	help.signatures = [shown];
	help.activeParameter = call.commas.filter(({ end }) => end <= offset).length;
	return help;
}

function symbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
	return readingsOf(document).map(({ statement, start }) => symbolOf(document, start, outlineOf(statement)));
}

function symbolOf(document: vscode.TextDocument, base: number, outline: Outline): vscode.DocumentSymbol {
	const range = placed(document, base, outline);
	const isQuery = outline.kind === "query";
	const kind = isQuery ? vscode.SymbolKind.Class : vscode.SymbolKind.Field;
	const name = outline.name === "" ? vscode.l10n.t("Query") : outline.name;
	const symbol = new vscode.DocumentSymbol(name, "", kind, range, range);
	symbol.children = outline.children.map((child) => symbolOf(document, base, child));
	return symbol;
}

function folds(document: vscode.TextDocument): vscode.FoldingRange[] {
	return readingsOf(document).flatMap(({ statement, start }) =>
		foldsOf(statement).flatMap((each) => {
			const range = placed(document, start, each);
			return range.isSingleLine ? [] : [new vscode.FoldingRange(range.start.line, range.end.line)];
		}),
	);
}

function selection(document: vscode.TextDocument, position: vscode.Position): vscode.SelectionRange {
	const last = document.lineAt(document.lineCount - 1).range.end;
	const whole = new vscode.SelectionRange(new vscode.Range(new vscode.Position(0, 0), last));
	const reading = readingAt(document, position);
	if (!reading) return whole;
	return rangesAround(reading.statement, reading.offset).reduceRight(
		(parent, each) => new vscode.SelectionRange(placed(document, reading.start, each), parent),
		whole,
	);
}

/** The alias at a position. Aliases are known from the text alone. */
function aliasAt(document: vscode.TextDocument, position: vscode.Position) {
	const reading = readingAt(document, position);
	const scopes = new Scopes(NO_SCHEMA);
	const found = reading && meaningAt(reading.statement, reading.offset, scopes);
	if (!reading || found?.kind !== "alias") return undefined;
	// The object's own name before a dot is none that the query gives.
	const given = [...allNodes(reading.statement)].flatMap((node) => {
		const isGiving = node.kind === "from" || node.kind === "fieldItem";
		return isGiving && node.alias ? [node.alias.text.toLowerCase()] : [];
	});
	if (!given.includes(found.name.toLowerCase())) return undefined;
	const isSame = (meaning: Meaning) =>
		meaning.kind === "alias" && meaning.name.toLowerCase() === found.name.toLowerCase();
	const all = meaningsOf(reading.statement, scopes).filter(isSame);
	return {
		found: placed(document, reading.start, found),
		uses: all.map((each) => placed(document, reading.start, each)),
	};
}

function renamed(document: vscode.TextDocument, position: vscode.Position): vscode.Range {
	const alias = aliasAt(document, position);
	if (!alias) throw new Error(vscode.l10n.t("Only names that the query itself gives can be renamed."));
	return alias.found;
}

function rename(
	document: vscode.TextDocument,
	position: vscode.Position,
	name: string,
): vscode.WorkspaceEdit | undefined {
	const word = name.toUpperCase();
	if (!/^[A-Z]\w*$/.test(word) || RESERVED.has(word) || CLAUSE_STARTS.has(word)) {
		throw new Error(vscode.l10n.t("{0} can't be a name: letters, digits and _, and no word of SOQL.", name));
	}
	const edit = new vscode.WorkspaceEdit();
	for (const use of aliasAt(document, position)?.uses ?? []) edit.replace(document.uri, use, name);
	return edit;
}

const LEGEND = new vscode.SemanticTokensLegend([
	"class",
	"property",
	"namespace",
	"function",
	"variable",
	"parameter",
]);
const COLOURS: Readonly<Record<Meaning["kind"], string | undefined>> = {
	object: "class",
	children: "class",
	field: "property",
	relationship: "namespace",
	function: "function",
	alias: "variable",
	parameter: "parameter",
	dateLiteral: undefined,
};

/** What the grammar can't know: which word is an object, which a parent, which a field. */
async function colours(deps: LanguageDeps, document: vscode.TextDocument): Promise<vscode.SemanticTokens> {
	const scopes = await scopesFor(deps, document);
	const builder = new vscode.SemanticTokensBuilder(LEGEND);
	for (const { statement, start } of readingsOf(document)) {
		let last = -1;
		for (const meaning of meaningsOf(statement, scopes)) {
			const type = COLOURS[meaning.kind];
			const range = placed(document, start, meaning);
			if (type === undefined || !range.isSingleLine || meaning.start < last) continue;
			builder.push(range, type);
			last = meaning.end;
		}
	}
	return builder.build();
}
