import * as vscode from "vscode";
import type { Disposable } from "../base/lifetime.ts";
import type { CommandRegistrar } from "./commands.ts";
import type { OutputLog } from "./log.ts";

/**
 * "Report Issue…": opens a document with versions and the latest log lines for the person to read, change and send.
 * Lines were redacted when they were written; org labels, user names and addresses are left out.
 */
export function registerIssueReport(
	commands: CommandRegistrar,
	log: OutputLog,
	orgs: () => readonly string[],
): Disposable {
	return commands.on("orgsmith.reportIssue", async () => {
		const self = vscode.extensions.getExtension("orgsmith.orgsmith");
		const version = (self?.packageJSON as { version?: string } | undefined)?.version ?? "?";
		const content = [
			"# Orgsmith issue",
			"",
			"What did you do, what did you expect, what happened?",
			"",
			"## About this installation",
			`- Orgsmith ${version}, VS Code ${vscode.version}, ${vscode.env.appHost}, ${process.platform} ${process.arch}`,
			`- remote: ${vscode.env.remoteName ?? "no"}; orgs: ${orgs().join(", ") || "none"}`,
			"",
			"## Latest log lines (tokens removed; please read before you send)",
			"```",
			...log.recent,
			"```",
			"",
		].join("\n");
		const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
		await vscode.window.showTextDocument(document);
	});
}
