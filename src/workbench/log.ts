import * as vscode from "vscode";
import type { Disposable } from "../base/lifetime.ts";
import type { Log } from "../base/op.ts";
import type { Redactor } from "../base/redact.ts";

const KEPT_LINES = 200;

export interface OutputLog extends Log, Disposable {
	show(): void;
	/** The latest lines, redacted as they were written: for the issue report. */
	readonly recent: readonly string[];
}

/** The one log channel. Every line is redacted on its way in; a person sets the level in the Output view. */
export function outputLog(name: string, redactor: Redactor): OutputLog {
	const channel = vscode.window.createOutputChannel(name, { log: true });
	const recent: string[] = [];
	const to = (level: "trace" | "info" | "warn" | "error") => (line: string) => {
		const safe = redactor.redact(line);
		recent.push(`${new Date().toISOString()} [${level}] ${safe}`);
		if (recent.length > KEPT_LINES) recent.shift();
		channel[level](safe);
	};
	return {
		trace: to("trace"),
		info: to("info"),
		warn: to("warn"),
		error: to("error"),
		show: () => channel.show(),
		recent,
		dispose: () => channel.dispose(),
	};
}
