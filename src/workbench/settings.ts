import * as vscode from "vscode";

/** Every setting with its type. Defaults live in `package.json` only; `test/rules/manifest.test.ts` compares. */
export interface Settings {
	/** A client id (and the port of its redirect address) for a login host, by that host's name. */
	"orgsmith.clientIds": Readonly<Record<string, { readonly clientId: string; readonly port?: number }>>;
	/** Between the values of a line. */
	"orgsmith.export.csv.delimiter": "comma" | "semicolon" | "tab" | "pipe";
	"orgsmith.export.csv.quote": "needed" | "always";
	"orgsmith.export.csv.bom": boolean;
	"orgsmith.export.csv.lineEnding": "lf" | "crlf";
	"orgsmith.export.csv.nullText": string;
	/** How long a grant to write lasts, in minutes. */
	"orgsmith.grantMinutes": number;
	/** Folder of the person's own saved queries; empty for VS Code's storage. */
	"orgsmith.query.library": string;
	/** How long a sign-in waits for the browser, in minutes. */
	"orgsmith.signInMinutes": number;
}

export function setting<Id extends keyof Settings>(id: Id): Settings[Id] {
	// `package.json` has a default for each, so there is always a value.
	return vscode.workspace.getConfiguration().get(id) as Settings[Id];
}
