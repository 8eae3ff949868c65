/** Where lines for people who look for a cause go. Implemented by VS Code's log channel and by tests. */
export interface Log {
	trace(line: string): void;
	info(line: string): void;
	warn(line: string): void;
	error(line: string): void;
}

export type Progress =
	| { readonly message: string }
	| { readonly done: number; readonly total?: number; readonly message?: string };

/** First parameter of everything that can wait: how to stop it, where it logs, how it tells how far it is. */
export interface Op {
	readonly signal: AbortSignal;
	readonly log: Log;
	readonly report: (progress: Progress) => void;
}
