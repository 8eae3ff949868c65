import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { AppError, failureOf } from "../../base/errors.ts";
import { byteSize, duration, grouped } from "../../base/text.ts";
import type { ExportAsked, ExportFormat, ResultInfo } from "../../pages/results.ts";
import type { ProgressRunner } from "../../workbench/progress.ts";
import type { Reporter } from "../../workbench/report.ts";
import { setting } from "../../workbench/settings.ts";
import { fileNameFor } from "../export/fileName.ts";
import type { CsvOptions, Exported } from "../export/options.ts";
import { partName } from "../export/partFile.ts";
import type { RemoteStore } from "../remoteStore.ts";

export interface ExportDeps {
	readonly progress: ProgressRunner;
	readonly report: Reporter;
}

const DELIMITERS = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" } as const;

/** Every format as a person reads it. */
export const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = {
	csv: "CSV",
	json: "JSON",
	jsonl: "JSON Lines",
	xlsx: "Excel",
};

/**
 * Asks where to, and writes the rows of a result there; `signal` ends it with what it belongs to. Answers what was written,
 * in words; null when the person gave it up. Throws what `RemoteStore.export` throws but a cancel.
 */
export async function exportToFile(
	{ progress, report }: ExportDeps,
	store: RemoteStore,
	info: ResultInfo,
	asked: ExportAsked,
	signal: AbortSignal,
): Promise<string | null> {
	const { format } = asked;
	const name = fileNameFor(info.objectName, info.org?.label ?? "", new Date(), format);
	const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
	const target = await vscode.window.showSaveDialog({
		title: vscode.l10n.t("Export Results as {0}", FORMAT_NAMES[format]),
		saveLabel: vscode.l10n.t("Export"),
		defaultUri: vscode.Uri.joinPath(folder, name),
		filters: { [FORMAT_NAMES[format]]: [format] },
	});
	if (!target || signal.aborted) return null;
	if (target.scheme !== "file")
		throw new AppError({ kind: "input", problem: "fileNotWritten", detail: target.toString() });
	const file = target.fsPath;
	const token = randomUUID().slice(0, 8);
	const started = performance.now();
	try {
		const title = vscode.l10n.t("Exporting to {0}", path.basename(file));
		const exported = await progress.run({ title, where: "notification", signal }, (op) =>
			store.export(
				{
					...op,
					report: (told) =>
						op.report(
							"total" in told && told.total !== undefined
								? { ...told, message: rowsOf(told.done, told.total) }
								: told,
						),
				},
				{ ...asked, file, token, title: info.objectName, csv: csvOptions() },
			),
		);
		const words = summary(exported, info, performance.now() - started);
		const isText = format !== "xlsx";
		report.done(words, [
			{
				label: vscode.l10n.t("Open"),
				act: () => (isText ? vscode.window.showTextDocument(target) : vscode.env.openExternal(target)),
			},
			{ label: vscode.l10n.t("Reveal"), act: () => vscode.commands.executeCommand("revealFileInOS", target) },
		]);
		return words;
	} catch (thrown) {
		if (!failureOf(thrown, "cancelled")) throw thrown;
		// The thread that wrote removes what it began; when it has died, nobody did.
		await rm(partName(file, token), { force: true });
		return null;
	}
}

function rowsOf(done: number, total: number): string {
	return vscode.l10n.t("{0} of {1} rows", grouped(done), grouped(total));
}

/** What was written, and what is not in it. */
function summary(exported: Exported, info: ResultInfo, elapsedMs: number): string {
	const { l10n } = vscode;
	const { files, rows, childRows, missingChildren, bytes, cutCells } = exported;
	const [first = "", ...others] = files;
	const name = path.basename(first);
	const where = others.length === 0 ? name : l10n.t("{0} and {1} more files", name, others.length);
	const what =
		childRows === 0
			? l10n.t("{0} rows", grouped(rows))
			: l10n.t("{0} rows and {1} child rows", grouped(rows), grouped(childRows));
	const said = [l10n.t("Exported {0} to {1} ({2}, {3}).", what, where, byteSize(bytes), duration(elapsedMs))];
	if (info.total !== null && info.loaded < info.total)
		said.push(
			l10n.t("The result is partial: {0} of {1} rows are loaded.", grouped(info.loaded), grouped(info.total)),
		);
	if (missingChildren > 0)
		said.push(l10n.t("{0} child rows are not loaded and not in it.", grouped(missingChildren)));
	if (cutCells > 0)
		said.push(
			l10n.t("{0} values are longer than the 32,767 characters of a cell and were cut.", grouped(cutCells)),
		);
	return said.join(" ");
}

function csvOptions(): CsvOptions {
	const delimiter = setting("orgsmith.export.csv.delimiter");
	return {
		delimiter: Object.hasOwn(DELIMITERS, delimiter) ? DELIMITERS[delimiter] : ",",
		quote: setting("orgsmith.export.csv.quote") === "always" ? "always" : "needed",
		bom: setting("orgsmith.export.csv.bom"),
		lineEnding: setting("orgsmith.export.csv.lineEnding") === "crlf" ? "crlf" : "lf",
		nullText: setting("orgsmith.export.csv.nullText"),
	};
}
