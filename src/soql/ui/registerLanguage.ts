import * as vscode from "vscode";
import type { Event } from "../../base/emitter.ts";
import { toAppError } from "../../base/errors.ts";
import { type Disposable, Lifetime } from "../../base/lifetime.ts";
import type { Log } from "../../base/op.ts";
import type { SchemaPort } from "../schema.ts";

/** What is known of an org, and when to look again. */
export interface WatchedSchema {
	readonly port: SchemaPort;
	readonly onChange: Event<void>;
}

export interface LanguageDeps {
	/** What is known of the org that a file's queries run in; undefined where there is none. */
	readonly schemaFor: (uri: string) => Promise<WatchedSchema | undefined>;
	/** Tells that files may run in other orgs than before. */
	readonly onOrgChange: (listener: () => void) => Disposable;
	readonly log: Log;
}

/** What the language does for a document. */
export interface SoqlLanguage {
	complete(
		document: vscode.TextDocument,
		position: vscode.Position,
		token: vscode.CancellationToken,
	): Promise<vscode.CompletionList>;
	/** Checks a text soon; what is wrong shows as problems. */
	check(document: vscode.TextDocument): void;
	forget(document: vscode.TextDocument): void;
}

// No space among them: Enter on a list that opened by itself would type what nobody chose.
const TRIGGERS = [".", "(", "'", ":"];

/** Completion and problems of SOQL files. The language itself is loaded with the first of them. */
export function registerLanguage(deps: LanguageDeps): Lifetime {
	const life = new Lifetime();
	let made: Promise<SoqlLanguage> | undefined;
	const language = (): Promise<SoqlLanguage> => {
		made ??= import("./language.ts").then(({ makeLanguage }) => life.own(makeLanguage(deps)));
		return made;
	};
	const look = (document: vscode.TextDocument): void => {
		if (document.languageId !== "soql") return;
		language().then(
			(loaded) => loaded.check(document),
			(thrown: unknown) => deps.log.error(`[soql] ${toAppError(thrown).message}`),
		);
	};
	const forget = async (document: vscode.TextDocument): Promise<void> => {
		if (made && document.languageId === "soql") (await made).forget(document);
	};
	const own = (...all: readonly Disposable[]) => {
		for (const one of all) life.own(one);
	};
	own(
		vscode.languages.registerCompletionItemProvider(
			{ language: "soql" },
			{
				provideCompletionItems: async (document, position, token) =>
					(await language()).complete(document, position, token),
			},
			...TRIGGERS,
		),
		vscode.workspace.onDidOpenTextDocument(look),
		vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
		vscode.workspace.onDidCloseTextDocument((document) => void forget(document)),
	);
	for (const document of vscode.workspace.textDocuments) look(document);
	return life;
}
