import { AppError, cancelled } from "../base/errors.ts";
import type { Op } from "../base/op.ts";
import type { Remote } from "../pages/connect.ts";
import {
	type Arrangement,
	type ChildInfo,
	type CopyFormat,
	type Found,
	noRows,
	type RowPage,
	type RowPath,
	type RowsInfo,
	type Sums,
} from "../pages/results.ts";
import type { PageText } from "../salesforce/rest/query.ts";
import { promisedColumns } from "./columns.ts";
import type { Exported, ExportRequest } from "./export/options.ts";
import type { Block, CutChildren } from "./resultStore.ts";
import type { FindRequest } from "./store/view.ts";
import type { PageTaken, storeContract } from "./storeContract.ts";

export interface Taken {
	/** Rows the org says there are. */
	readonly total: number;
	/** The address of the next page; undefined after the last. */
	readonly next: string | undefined;
	/** Set when the page is here and there is no room for another: `input` (diskFull). */
	readonly full: AppError | undefined;
}

/** How often it is asked how far an export is. */
const PROGRESS_MS = 200;

/** The rows of one result, which are in another thread; what is known of them here is what that last told. */
export class RemoteStore {
	readonly #thread: Remote<typeof storeContract> | undefined;
	readonly #store: number;
	/** How the rows stand. Complete, and replaced as a whole. */
	info: RowsInfo;

	/** Without a thread there are no rows and never will be. */
	constructor(
		remote: Remote<typeof storeContract> | undefined,
		store: number,
		soql: string,
		revision: number,
	) {
		this.#thread = remote;
		this.#store = store;
		const columns = promisedColumns(soql).map(({ name }) => ({ name, kind: "text" }) as const);
		this.info = noRows(revision, columns);
		// Fails only with the thread, which tells of that itself.
		remote?.create({ store, soql, revision }).catch(() => undefined);
	}

	get #remote(): Remote<typeof storeContract> {
		if (!this.#thread) throw cancelled();
		return this.#thread;
	}

	/** Adds a page as it came and answers what it said of the rest. Throws what `pageOf` throws. */
	async take(page: PageText): Promise<Taken> {
		return this.#taken(await this.#remote.take({ store: this.#store, page }));
	}

	/** Adds child rows that the platform had cut. Throws as `take` does. */
	async takeChildren(path: RowPath, page: PageText): Promise<Taken> {
		return this.#taken(await this.#remote.takeChildren({ store: this.#store, path, page }));
	}

	/** The zone that times are shown in, and meant in by filters. */
	setTimeZone(timeZone: string): Promise<void> {
		return this.#remote.setTimeZone({ store: this.#store, timeZone });
	}

	rows(path: RowPath, from: number, count: number): Promise<RowPage> {
		return this.#remote.rows({ store: this.#store, path, from, count });
	}

	children(path: RowPath, revision: number): Promise<ChildInfo | null> {
		return this.#remote.children({ store: this.#store, path, revision });
	}

	/** Bytes of packed rows in memory. */
	memoryBytes(): Promise<number> {
		return this.#remote.memoryBytes({ store: this.#store });
	}

	cut(path: RowPath): Promise<readonly CutChildren[]> {
		return this.#remote.cut({ store: this.#store, path });
	}

	/** Answers whether this arrangement stands: a newer one of the same rows may have come in between. */
	async arrange(path: RowPath, arrangement: Arrangement, revision: number): Promise<boolean> {
		const stands = await this.#remote.arrange({ store: this.#store, path, arrangement, revision });
		if (stands && path.length === 0) this.info = await this.#remote.info({ store: this.#store });
		return stands;
	}

	text(path: RowPath, revision: number, row: number, column: number): Promise<string> {
		return this.#remote.text({ store: this.#store, path, revision, row, column });
	}

	copy(block: Block, format: CopyFormat): Promise<{ readonly text: string; readonly cells: number }> {
		return this.#remote.copy({ store: this.#store, block, format });
	}

	sums(block: Block): Promise<Sums> {
		return this.#remote.sums({ store: this.#store, block });
	}

	find(path: RowPath, revision: number, request: FindRequest): Promise<Found | null> {
		return this.#remote.find({ store: this.#store, path, revision, request });
	}

	/**
	 * Writes the rows to files, telling how far it is. Throws `cancelled` (also when the rows go in between) and `input`
	 * (fileNotWritten, workbookTooLarge).
	 */
	async export(op: Op, request: ExportRequest): Promise<Exported> {
		const remote = this.#remote;
		const { token } = request;
		const told = setInterval(() => {
			// Without an answer there is nothing to tell; the export itself says why.
			remote.exportProgress({ token }).then(
				(progress) => progress && op.report(progress),
				() => undefined,
			);
		}, PROGRESS_MS);
		try {
			const outcome = await remote.export({ store: this.#store, request }, op.signal);
			if (outcome.kind === "written") return outcome.exported;
			throw new AppError(outcome.failure, outcome.message);
		} finally {
			clearInterval(told);
		}
	}

	dispose(): void {
		this.#thread?.drop({ store: this.#store }).catch(() => undefined);
	}

	#taken(answer: PageTaken): Taken {
		if (answer.kind === "refused") throw new AppError(answer.failure, answer.message);
		this.info = answer.info;
		const { total, next, full } = answer;
		return { total, next, full: full && new AppError(full.failure, full.message) };
	}
}
