import * as vscode from "vscode";
import { Lifetime } from "../../base/lifetime.ts";
import { describeDocument, leadsTo } from "../describeDocument.ts";
import { meaningAt } from "../meaning.ts";
import { readingAt, scopesFor } from "./reading.ts";
import type { LanguageDeps } from "./registerLanguage.ts";

const SCHEME = "orgsmith-describe";

/**
 * Go to definition: what the org says of an object, as a document that can't be changed, at the field. It is made of
 * what is known already; the address names the file whose org it is.
 */
export function registerDefinition(deps: LanguageDeps, onSchema: vscode.Event<void>): Lifetime {
	const life = new Lifetime();
	const changed = life.own(new vscode.EventEmitter<vscode.Uri>());
	life.own(
		onSchema(() => {
			for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === SCHEME) changed.fire(uri);
		}),
	);
	life.own(
		vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
			onDidChange: changed.event,
			provideTextDocumentContent: async ({ path, query }) => {
				const object = (await deps.schemaFor(query))?.port.object(path.slice(1));
				return object === undefined || typeof object === "string" ? "" : describeDocument(object).text;
			},
		}),
	);
	life.own(
		vscode.languages.registerDefinitionProvider(
			{ language: "soql" },
			{ provideDefinition: (document, position) => definition(deps, document, position) },
		),
	);
	return life;
}

async function definition(
	deps: LanguageDeps,
	document: vscode.TextDocument,
	position: vscode.Position,
): Promise<vscode.Location | undefined> {
	const scopes = await scopesFor(deps, document);
	const reading = readingAt(document, position);
	const meaning = reading && meaningAt(reading.statement, reading.offset, scopes);
	const target = meaning && leadsTo(meaning);
	const object = target && scopes.object(target.object);
	if (!target || object === undefined || typeof object === "string") return undefined;
	const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${object.name}`, query: document.uri.toString() });
	return new vscode.Location(uri, new vscode.Position(describeDocument(object).lineOf(target.field), 0));
}
