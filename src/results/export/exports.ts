import { toAppError } from "../../base/errors.ts";
import type { ResultStore } from "../resultStore.ts";
import { exportRows } from "./exportRows.ts";
import type { ExportOutcome, ExportProgress, ExportRequest } from "./options.ts";

/** What is being written, by its token, and how far it is. */
export class Exports {
	readonly #running = new Map<
		string,
		{ readonly store: ResultStore; readonly abort: AbortController; progress: ExportProgress }
	>();

	async run(store: ResultStore, request: ExportRequest, signal: AbortSignal): Promise<ExportOutcome> {
		const running = { store, abort: new AbortController(), progress: { done: 0, total: 0 } };
		this.#running.set(request.token, running);
		try {
			const exported = await exportRows(store, request, {
				signal: AbortSignal.any([signal, running.abort.signal]),
				report: (progress) => {
					running.progress = progress;
				},
			});
			return { kind: "written", exported };
		} catch (thrown) {
			const { failure, message } = toAppError(thrown);
			return { kind: "refused", failure, message };
		} finally {
			this.#running.delete(request.token);
		}
	}

	/** Null when it has ended. */
	progress(token: string): ExportProgress | null {
		return this.#running.get(token)?.progress ?? null;
	}

	/** The rows are about to go. */
	drop(store: ResultStore): void {
		for (const running of this.#running.values()) if (running.store === store) running.abort.abort();
	}
}
