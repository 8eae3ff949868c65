// From Ctrl+Enter to the first painted row, in a real VS Code, beside what a bare webview takes.
import path from "node:path";
import { cache, inRoot } from "../scripts/tools/paths.ts";
import { runBin } from "../scripts/tools/run.ts";
import { startVsCode } from "../test/e2e/harness/vscode.ts";
import { waitFor } from "../test/e2e/harness/waitFor.ts";
import type { VsCodeWindow } from "../test/e2e/harness/window.ts";
import { count, issueReport, resultsOf, runQuery, startDemo } from "../test/e2e/person.ts";

const RUNS = 5;

export interface PaintFigures {
	/** From the first page's bytes, in a panel that is open. */
	readonly openPanelMs: readonly number[];
	/** From the command, in a new panel: request, panel and rows. */
	readonly newPanelMs: readonly number[];
	/** From creating a webview to its first frame. */
	readonly bareMs: readonly number[];
}

export async function measurePaint(): Promise<PaintFigures> {
	return { ...(await paintedRows()), bareMs: await bareWebviews() };
}

async function paintedRows(): Promise<Omit<PaintFigures, "bareMs">> {
	const code = await startVsCode();
	try {
		await startDemo(code);
		let limit = 20;
		// Each run has a limit of its own, so that its count tells when it is the one on the screen.
		const soql = () =>
			`SELECT Id, Name, Industry, AnnualRevenue, Owner.Name FROM Account ORDER BY Name LIMIT ${++limit}`;
		const shown = async () => count(await resultsOf(code, "Account"), `${limit} rows`);
		for (let run = 0; run <= RUNS; run++) {
			await code.runCommand("View: Close All Editors");
			await runQuery(code, `new${run}.soql`, soql());
			await shown();
		}
		for (let run = 0; run < RUNS; run++) {
			await code.replaceEditorText(soql());
			await code.page.keyboard.press("ControlOrMeta+Enter");
			await shown();
		}
		// The first run loads the room's chunks: a warm-up, not counted.
		const painted = (await reportedLog(code)).slice(1);
		return {
			newPanelMs: painted.slice(0, RUNS).map(({ sinceCommand }) => sinceCommand),
			openPanelMs: painted.slice(RUNS).map(({ sinceBytes }) => sinceBytes),
		};
	} finally {
		await code.close();
	}
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

async function bareWebviews(): Promise<number[]> {
	const vsix = path.join(cache, "bench", "bare.vsix");
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
	const code = await startVsCode({ vsix });
	try {
		const times: number[] = [];
		// One more than is counted: the first warms the webview's service worker up.
		for (let run = 0; run <= RUNS; run++) {
			await code.runCommand("Bench: Open Bare Webview");
			const text = await waitFor("a bare webview", async () => {
				const now = await clipboard(code);
				return now.startsWith(`bare ${run}: `) ? now : undefined;
			});
			times.push(Number(text.split(": ")[1]));
		}
		return times.slice(1);
	} finally {
		await code.close();
	}
}
