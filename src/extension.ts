import type * as vscode from "vscode";
import { createApp } from "./app.ts";
import { toAppError } from "./base/errors.ts";
import { reportActivationFailure } from "./workbench/report.ts";

/** Builds the app. VS Code disposes what is in `subscriptions` when the extension ends. */
export function activate(context: vscode.ExtensionContext): void {
	try {
		context.subscriptions.push(createApp(context));
	} catch (thrown) {
		reportActivationFailure(toAppError(thrown));
		throw thrown;
	}
}
