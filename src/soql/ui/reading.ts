import * as vscode from "vscode";
import { parse } from "../parse/parse.ts";
import type { Range, Statement } from "../parse/syntax.ts";
import { NO_SCHEMA } from "../schema.ts";
import { Scopes } from "../scope.ts";
import { statements } from "../statements.ts";
import type { LanguageDeps } from "./registerLanguage.ts";

/** A statement of a document as it is read now. */
export interface Reading {
	readonly statement: Statement;
	/** Where its text begins in the document: ranges of the tree count from there. */
	readonly start: number;
}

/** All statements of a document, read. */
export function readingsOf(document: vscode.TextDocument): Reading[] {
	return statements(document.getText()).flatMap(({ text, start }) => {
		const { statement } = parse(text);
		return statement ? [{ statement, start }] : [];
	});
}

/** The statement at a position, and the offset in it. */
export function readingAt(
	document: vscode.TextDocument,
	position: vscode.Position,
): (Reading & { readonly offset: number }) | undefined {
	const at = document.offsetAt(position);
	const found = statements(document.getText()).find(({ start, end }) => start <= at && at <= end);
	const statement = found && parse(found.text).statement;
	return found && statement && { statement, start: found.start, offset: at - found.start };
}

/** A range of a statement's tree in its document. */
export function placed(document: vscode.TextDocument, base: number, { start, end }: Range): vscode.Range {
	return new vscode.Range(document.positionAt(base + start), document.positionAt(base + end));
}

/** What names stand for in the org that a document's queries run in; nothing without one. */
export async function scopesFor(deps: LanguageDeps, document: vscode.TextDocument): Promise<Scopes> {
	return new Scopes((await deps.schemaFor(document.uri.toString()))?.port ?? NO_SCHEMA);
}
