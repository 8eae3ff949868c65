import * as vscode from "vscode";
import { type Disposable, Lifetime } from "../../base/lifetime.ts";
import { check } from "../check/check.ts";
import { type Fix, type SemanticProblem, severityOf } from "../check/problem.ts";
import { quoted } from "../complete/values.ts";
import { parse } from "../parse/parse.ts";
import type { Range } from "../parse/syntax.ts";
import { NO_SCHEMA } from "../schema.ts";
import { statements } from "../statements.ts";
import { fixWords, problemWords } from "./problemWords.ts";
import type { LanguageDeps, WatchedSchema } from "./registerLanguage.ts";
import { syntaxWords } from "./syntaxWords.ts";

/** So long after the last key, or after more is known of the org, a text is checked. */
const CHECK_MS = 150;
const SEVERITIES = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	hint: vscode.DiagnosticSeverity.Hint,
} as const;

/** One thing that is wrong, in words, at its place in the document. */
interface Told {
	readonly range: vscode.Range;
	readonly message: string;
	readonly code: string;
	readonly severity: vscode.DiagnosticSeverity;
	/** Found when they are asked for: what a name may have meant is looked for among all of them. */
	readonly fixes: () => readonly { readonly title: string; readonly edits: Fix["edits"] }[];
}

/** A document that is open, and how what is known of its org is listened to. */
interface Watch {
	readonly document: vscode.TextDocument;
	timer: NodeJS.Timeout | undefined;
	schema: WatchedSchema | undefined;
	listening: Disposable | undefined;
}

/** Problems of SOQL documents and their quick fixes: checked soon after each change of the text or of the schema. */
export class Problems extends Lifetime {
	readonly #deps: LanguageDeps;
	readonly #shown = this.own(vscode.languages.createDiagnosticCollection("orgsmith.soql"));
	readonly #watched = new Map<string, Watch>();
	readonly #schema = this.own(new vscode.EventEmitter<void>());
	/** More is known of an org of an open document. */
	readonly onSchema = this.#schema.event;

	constructor(deps: LanguageDeps) {
		super();
		this.#deps = deps;
		const provider: vscode.CodeActionProvider = {
			provideCodeActions: (document, at, { diagnostics }) => this.#fixes(document, at, diagnostics),
		};
		const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
		this.own(vscode.languages.registerCodeActionsProvider({ language: "soql" }, provider, metadata));
		this.own(
			deps.onOrgChange(() => {
				for (const { document } of this.#watched.values()) this.check(document);
			}),
		);
		this.onEnd(() => {
			for (const watch of this.#watched.values()) end(watch);
		});
	}

	/** Checks a text soon. */
	check(document: vscode.TextDocument): void {
		const uri = document.uri.toString();
		const watch = this.#watched.get(uri) ?? {
			document,
			timer: undefined,
			schema: undefined,
			listening: undefined,
		};
		this.#watched.set(uri, watch);
		clearTimeout(watch.timer);
		watch.timer = setTimeout(() => void this.#look(watch), CHECK_MS);
	}

	forget({ uri }: vscode.TextDocument): void {
		const watch = this.#watched.get(uri.toString());
		if (watch) end(watch);
		this.#watched.delete(uri.toString());
		this.#shown.delete(uri);
	}

	async #look(watch: Watch): Promise<void> {
		const { document } = watch;
		const schema = await this.#deps.schemaFor(document.uri.toString());
		if (this.ended || this.#watched.get(document.uri.toString()) !== watch) return;
		if (schema?.port !== watch.schema?.port) {
			watch.listening?.dispose();
			watch.schema = schema;
			watch.listening = schema?.onChange(() => {
				this.check(document);
				this.#schema.fire();
			});
		}
		this.#shown.set(document.uri, problemsOf(document, schema).map(diagnosticOf));
	}

	/** What mends a problem here; read from the text as it is, not from what was last told of it. */
	#fixes(
		document: vscode.TextDocument,
		at: vscode.Range,
		diagnostics: readonly vscode.Diagnostic[],
	): vscode.CodeAction[] {
		const schema = this.#watched.get(document.uri.toString())?.schema;
		return problemsOf(document, schema).flatMap(({ range, fixes, code }) => {
			if (range.intersection(at) === undefined) return [];
			return fixes().map(({ title, edits }, index) => {
				const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
				action.edit = new vscode.WorkspaceEdit();
				for (const { start, end: to, text } of edits) {
					action.edit.replace(document.uri, rangeOf(document, { start, end: to }), text);
				}
				action.diagnostics = diagnostics.filter((one) => one.code === code && one.range.isEqual(range));
				action.isPreferred = index === 0;
				return action;
			});
		});
	}
}

function end({ timer, listening }: Watch): void {
	clearTimeout(timer);
	listening?.dispose();
}

function rangeOf(document: vscode.TextDocument, { start, end: to }: Range): vscode.Range {
	return new vscode.Range(document.positionAt(start), document.positionAt(to));
}

/** All that is wrong in a document: syntax, and what is known of the org. */
function problemsOf(document: vscode.TextDocument, watched: WatchedSchema | undefined): Told[] {
	const context = { schema: watched?.port ?? NO_SCHEMA, dialect: "rest" } as const;
	return statements(document.getText()).flatMap(({ text, start }) => {
		const parsed = parse(text);
		const place = (range: Range) => ({ start: start + range.start, end: start + range.end });
		const syntax = parsed.problems.map((problem): Told => {
			const { code } = problem;
			const range = rangeOf(document, place(problem));
			const message = syntaxWords(problem);
			const told = { range, message, code, severity: SEVERITIES.error };
			if (code !== "unquoted") return { ...told, fixes: () => [] };
			const replacement = quoted(problem.text);
			const title = vscode.l10n.t("Put in quotes: {0}", replacement);
			return { ...told, fixes: () => [{ title, edits: [{ ...place(problem), text: replacement }] }] };
		});
		return [...syntax, ...check(text, parsed, context).map((problem) => toldOf(document, problem, place))];
	});
}

function toldOf(
	document: vscode.TextDocument,
	problem: SemanticProblem,
	place: (range: Range) => Range,
): Told {
	return {
		range: rangeOf(document, place(problem)),
		message: problemWords(problem),
		code: problem.code,
		severity: SEVERITIES[severityOf(problem.code)],
		fixes: () =>
			problem.fixes.map((fix) => ({
				title: fixWords(fix),
				edits: fix.edits.map((edit) => ({ ...place(edit), text: edit.text })),
			})),
	};
}

function diagnosticOf({ range, message, code, severity }: Told): vscode.Diagnostic {
	const diagnostic = new vscode.Diagnostic(range, message, severity);
	diagnostic.source = "SOQL";
	diagnostic.code = code;
	return diagnostic;
}
