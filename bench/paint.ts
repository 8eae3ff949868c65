// From Ctrl+Enter to the first painted row, in a real VS Code, beside what a bare webview takes.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { cache, inRoot } from "../scripts/tools/paths.ts";
import { runBin } from "../scripts/tools/run.ts";
import { startVsCode } from "../test/e2e/harness/vscode.ts";
import { waitFor } from "../test/e2e/harness/waitFor.ts";
import type { VsCodeWindow } from "../test/e2e/harness/window.ts";
import { issueReport, resultsCounting, startDemo } from "../test/e2e/person.ts";

const RUNS = 9;
const LIMIT = 21;
const SOQL = "SELECT Id, Name, Industry, AnnualRevenue, Owner.Name FROM Account ORDER BY Name";
/** Between bringing the cursor there and the key press: what the editor does by itself is none of ours. */
const SETTLE_MS = 600;

export interface PaintFigures {
	/** From the first page's bytes, in a panel that is open. */
	readonly openPanelMs: readonly number[];
	/** From the command, in a new panel: request, panel and rows. */
	readonly newPanelMs: readonly number[];
	/** From creating a webview to its first frame. */
	readonly bareMs: readonly number[];
}

/** All in one window, the bare webview and the new panel in turn, each beside the same text and called by a key. */
export async function measurePaint(): Promise<PaintFigures> {
	const code = await startVsCode({ more: [await packBare()] });
	try {
		await startDemo(code);
		// One query a line, each with a limit of its own: its count tells when it is the one on the screen.
		const queries = Array.from({ length: 2 * RUNS + 2 }, (_, at) => LIMIT + at);
		await writeFile(
			path.join(code.folder, "bench.soql"),
			queries.map((limit) => `${SOQL} LIMIT ${limit};`).join("\n"),
		);
		await code.openFile("bench.soql");
		const bareMs: number[] = [];
		for (const [at, limit] of queries.entries()) {
			// The first half each in a new panel, the rest in the open one.
			if (at <= RUNS) {
				if (at > 0) await code.runCommand("View: Close Editors in Other Groups");
				bareMs.push(await bareWebview(code, at));
			}
			await toLine(code, at);
			await code.page.keyboard.press("ControlOrMeta+Enter");
			await resultsCounting(code, "Account", `${limit} rows`);
		}
		// The first run loads the room's chunks: a warm-up, not counted, as is the first in the open panel.
		const painted = await reportedLog(code);
		return {
			newPanelMs: painted.slice(1, RUNS + 1).map(({ sinceCommand }) => sinceCommand),
			openPanelMs: painted.slice(RUNS + 2).map(({ sinceBytes }) => sinceBytes),
			bareMs: bareMs.slice(1),
		};
	} finally {
		await code.close();
	}
}

/** Brings the cursor to a line as a person would, and waits until the editor has done what it does by itself. */
async function toLine(code: VsCodeWindow, at: number): Promise<void> {
	await code.editor().locator(".view-lines").first().click();
	await code.page.keyboard.press("ControlOrMeta+Home");
	for (let down = 0; down < at; down++) await code.page.keyboard.press("ArrowDown");
	await code.page.waitForTimeout(SETTLE_MS);
}

/** How long a webview with one line in it took; it is gone afterwards. */
async function bareWebview(code: VsCodeWindow, run: number): Promise<number> {
	await toLine(code, run);
	await code.page.keyboard.press("ControlOrMeta+Alt+b");
	const text = await waitFor("a bare webview", async () => {
		const now = await clipboard(code);
		return now.startsWith(`bare ${run}: `) ? now : undefined;
	});
	return Number(text.split(": ")[1]);
}

async function packBare(): Promise<string> {
	const folder = path.join(cache, "bench");
	await mkdir(folder, { recursive: true });
	const vsix = path.join(folder, "bare.vsix");
	const args = [
		"package",
		"--no-dependencies",
		"--allow-missing-repository",
		"--skip-license",
		"--out",
		vsix,
	];
	const packed = await runBin("@vscode/vsce", "vsce", args, { cwd: inRoot("bench/bare"), capture: true });
	if (packed.code !== 0) throw new Error(packed.output);
	return vsix;
}

/** What the log says of painted rows, as the issue report shows it: VS Code's server build writes no log files. */
async function reportedLog(code: VsCodeWindow): Promise<{ sinceBytes: number; sinceCommand: number }[]> {
	const text = await issueReport(code);
	const lines = text.matchAll(
		/painted .*? ([\d.]+) ms after the first page's bytes, ([\d.]+) ms after the command/g,
	);
	return [...lines].map((line) => ({ sinceBytes: Number(line[1]), sinceCommand: Number(line[2]) }));
}

async function clipboard(code: VsCodeWindow): Promise<string> {
	return String(await code.page.evaluate("navigator.clipboard.readText()"));
}
