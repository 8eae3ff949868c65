import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { Log, Op, Progress } from "../base/op.ts";

export interface ProgressOptions {
	readonly title: string;
	/** `quiet` shows nothing by itself: a panel or an input shows it. */
	readonly where: "notification" | "window" | "quiet" | { readonly view: string };
	/** Ends the operation from outside: the panel or view it belongs to. */
	readonly signal?: AbortSignal;
}

export interface ProgressRunner {
	/** Runs `work` with an `Op`. It can always be cancelled. */
	run<T>(options: ProgressOptions, work: (op: Op) => Promise<T>): Promise<T>;
}

/** The one place that knows VS Code's cancellation tokens and progress increments. */
export function progressRunner(log: Log): ProgressRunner {
	return {
		run: async ({ title, where, signal }, work) => {
			const life = new Lifetime();
			const abort = signal ? AbortSignal.any([life.signal, signal]) : life.signal;
			try {
				if (where === "quiet") return await work({ signal: abort, log, report: () => undefined });
				const location =
					where === "notification"
						? vscode.ProgressLocation.Notification
						: where === "window"
							? vscode.ProgressLocation.Window
							: { viewId: where.view };
				return await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
					token.onCancellationRequested(() => life.dispose());
					return work({ signal: abort, log, report: translated(progress) });
				});
			} finally {
				life.dispose();
			}
		},
	};
}

function translated(
	progress: vscode.Progress<{ message?: string; increment?: number }>,
): (value: Progress) => void {
	let shown = 0;
	return (value) => {
		const message = value.message === undefined ? {} : { message: value.message };
		if (!("done" in value) || value.total === undefined || value.total === 0) return progress.report(message);
		const percent = (100 * value.done) / value.total;
		progress.report({ ...message, increment: percent - shown });
		shown = percent;
	};
}
