import * as vscode from "vscode";
import { duration, grouped } from "../../base/text.ts";
import { type HistoryEntry, historyId } from "../history.ts";
import { type Day, oneLine, type QueryNode } from "../queryTree.ts";

/** A node as VS Code's tree shows it. */
export function queryItem(node: QueryNode): vscode.TreeItem {
	const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
	const item = new vscode.TreeItem(labelOf(node));
	item.id = node.id;
	item.contextValue = node.kind;
	switch (node.kind) {
		case "saved":
		case "history":
			item.collapsibleState = Expanded;
			break;
		case "folder":
			item.collapsibleState = Collapsed;
			item.iconPath = node.place === null ? new vscode.ThemeIcon("library") : vscode.ThemeIcon.Folder;
			break;
		case "day":
			item.collapsibleState = node.day.kind === "today" ? Expanded : Collapsed;
			break;
		case "file":
			item.resourceUri = vscode.Uri.parse(node.saved.uri);
			item.iconPath = vscode.ThemeIcon.File;
			item.command = { command: "vscode.open", title: "", arguments: [item.resourceUri] };
			break;
		case "run":
			drawRun(item, node.entry);
			break;
		case "none":
			break;
	}
	return item;
}

function drawRun(item: vscode.TreeItem, entry: HistoryEntry): void {
	const { error } = entry;
	item.iconPath =
		error === null
			? new vscode.ThemeIcon("history")
			: error === "cancelled"
				? new vscode.ThemeIcon("debug-stop")
				: new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
	item.description = runWords(entry);
	item.tooltip = new vscode.MarkdownString()
		.appendCodeblock(entry.soql, "soql")
		.appendText(`${runWords(entry)} · ${new Date(entry.at).toLocaleString()}`);
	item.command = {
		command: "orgsmith.history.open",
		title: vscode.l10n.t("Open Query"),
		arguments: [historyId(entry)],
	};
	item.accessibilityInformation = { label: `${oneLine(entry.soql)}, ${runWords(entry)}` };
}

/** How a run went: `Acme UAT · 2,000 rows · 1.2 s · 3 times`. */
export function runWords({ orgLabel, rows, elapsedMs, error, times }: HistoryEntry): string {
	const { l10n } = vscode;
	const ended = error === "cancelled" ? l10n.t("cancelled") : error;
	return [
		orgLabel,
		...(ended === null ? [] : [ended]),
		...(ended === null || rows > 0 ? [rows === 1 ? l10n.t("1 row") : l10n.t("{0} rows", grouped(rows))] : []),
		duration(elapsedMs),
		...(times === 1 ? [] : [l10n.t("{0} times", times)]),
	].join(" · ");
}

function labelOf(node: QueryNode): string {
	const { l10n } = vscode;
	switch (node.kind) {
		case "saved":
			return l10n.t("Saved");
		case "history":
			return l10n.t("History");
		case "folder": {
			const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
			const place = node.place === null ? l10n.t("Library") : several || node.path === "" ? node.place : "";
			return [place, node.path].filter((part) => part !== "").join(" / ");
		}
		case "file":
			return node.name;
		case "day":
			return dayWords(node.day);
		case "run":
			return oneLine(node.entry.soql);
		case "none":
			return node.of === "saved"
				? l10n.t("No .soql files here, none in your library.")
				: l10n.t("Queries that you run are listed here.");
	}
}

function dayWords(day: Day): string {
	switch (day.kind) {
		case "today":
			return vscode.l10n.t("Today");
		case "yesterday":
			return vscode.l10n.t("Yesterday");
		case "date":
			return new Date(day.at).toLocaleDateString(undefined, { dateStyle: "medium" });
	}
}
