import { existsSync } from "node:fs";
import path from "node:path";
import type { ResultStore } from "../resultStore.ts";
import { ChildRows } from "../store/childRows.ts";
import { type Pause, pauses } from "../store/pause.ts";
import { Chunks } from "./chunks.ts";
import { CsvLines } from "./csv.ts";
import { recordTexts } from "./json.ts";
import { BATCH_ROWS, batchesOf, childLevels, headerOf, type Level } from "./levels.ts";
import type { Exported, ExportProgress, ExportRequest } from "./options.ts";
import { type OpenNew, PartFile, stopIfAborted } from "./partFile.ts";
import { allRows } from "./rowList.ts";
import { writeXlsx } from "./xlsx.ts";

export interface ExportOp {
	readonly signal: AbortSignal;
	readonly report: (progress: ExportProgress) => void;
	/** How files are opened; for tests of what can go wrong. */
	readonly open?: OpenNew;
}

/**
 * Writes the rows of a store to files, as they were when it began. Other work has its turn in between. Throws `cancelled`
 * and `input` (fileNotWritten, workbookTooLarge); then nothing is left of it, and what had the names before is as it was.
 */
export async function exportRows(
	store: ResultStore,
	request: ExportRequest,
	op: ExportOp,
): Promise<Exported> {
	const run = new Run(request, op);
	try {
		return await run.all(store);
	} finally {
		await run.discard();
	}
}

/** Rows whose child rows are in memory together. */
const BATCH_OF_PARENTS = 64;

class Run {
	readonly #request: ExportRequest;
	readonly #op: ExportOp;
	readonly #pause: Pause;
	readonly #files: PartFile[] = [];
	#done = 0;
	#total = 0;

	constructor(request: ExportRequest, op: ExportOp) {
		this.#request = request;
		this.#op = op;
		this.#pause = pauses(op.signal);
	}

	async all(store: ResultStore): Promise<Exported> {
		const { format, rows, columns, children } = this.#request;
		const { table } = store;
		const known = [...table.columns.keys()];
		const top: Level = {
			path: "",
			rows: rows === "all" ? allRows(table) : store.shownRows,
			columns: columns ? columns.filter((column) => column < known.length) : known,
			parent: undefined,
		};
		const isNested = format === "json" || format === "jsonl";
		const below = children && !isNested ? await childLevels(top, this.#pause) : [];
		const levels = [top, ...below];
		this.#total = levels.reduce((sum, level) => sum + level.rows.length, 0);
		const missingChildren = children || isNested ? await this.#missingChildren(top) : 0;
		let cutCells = 0;
		if (isNested) await this.#json(top);
		else if (format === "xlsx") cutCells = await this.#xlsx(levels);
		else for (const level of levels) await this.#csv(level);
		for (const file of this.#files) await file.finish();
		stopIfAborted(this.#op.signal);
		for (const file of this.#files) await file.replace();
		return {
			files: this.#files.map(({ file }) => file),
			rows: top.rows.length,
			childRows: this.#total - top.rows.length,
			missingChildren,
			bytes: this.#files.reduce((sum, { bytes }) => sum + bytes, 0),
			cutCells,
		};
	}

	async discard(): Promise<void> {
		for (const file of this.#files) await file.discard();
	}

	async #csv(level: Level): Promise<void> {
		const { file, csv } = this.#request;
		const into = await this.#file(level.path === "" ? file : freeName(besides(file, level.path)));
		const lines = new CsvLines(csv, level.columns.length + (level.parent ? 1 : 0) === 1);
		const header = headerOf(level);
		const chunks = new Chunks(into);
		await chunks.add(lines.header(header));
		for (const { parents, batch } of batchesOf(level)) {
			const columns = [
				...parents.map((values) => lines.column(values)),
				...level.columns.map((column) => lines.columnOf(batch, column)),
			];
			await chunks.add(lines.lines(columns));
			await this.#rowsDone(batch.length);
		}
		await chunks.flush();
	}

	async #json(level: Level): Promise<void> {
		const { format, file } = this.#request;
		const { rows, columns } = level;
		const chunks = new Chunks(await this.#file(file));
		const put = (text: string) => chunks.add(Buffer.from(text));
		const isList = format === "json";
		const hasChildren = columns.some((column) => rows.table.childTable(column));
		const step = hasChildren ? BATCH_OF_PARENTS : BATCH_ROWS;
		const between = isList ? ",\n" : "\n";
		if (isList) await put("[");
		for (let from = 0; from < rows.length; from += step) {
			const indexes = rows.indexes(from, Math.min(from + step, rows.length));
			const texts = recordTexts(rows.table, indexes, columns);
			await put((from > 0 ? between : isList ? "\n" : "") + texts.join(between));
			await this.#rowsDone(texts.length);
		}
		await put(isList ? (rows.length > 0 ? "\n]\n" : "]\n") : rows.length > 0 ? "\n" : "");
		await chunks.flush();
	}

	async #xlsx(levels: readonly Level[]): Promise<number> {
		const into = await this.#file(this.#request.file);
		const { cut } = await writeXlsx(
			levels,
			this.#request.title,
			(bytes) => into.write(bytes),
			(count) => this.#rowsDone(count),
		);
		return cut;
	}

	async #file(name: string): Promise<PartFile> {
		stopIfAborted(this.#op.signal);
		const file = await PartFile.create(name, this.#request.token, this.#op.open);
		this.#files.push(file);
		return file;
	}

	#rowsDone(count: number): Promise<void> | undefined {
		this.#done += count;
		this.#op.report({ done: this.#done, total: this.#total });
		return this.#pause();
	}

	/** Child rows that the platform cut, of the rows that are written. */
	async #missingChildren({ rows, columns }: Level): Promise<number> {
		let missing = 0;
		for (const column of columns) {
			if (!rows.table.childTable(column)) continue;
			for (let from = 0; from < rows.length; from += BATCH_ROWS) {
				for (const row of rows.indexes(from, Math.min(from + BATCH_ROWS, rows.length))) {
					const value = rows.table.value(row, column);
					if (value instanceof ChildRows) missing += Math.max(0, value.totalSize - value.length);
				}
				await this.#pause();
			}
		}
		return missing;
	}
}

/** `accounts.csv` → `accounts-Contacts.csv`. */
function besides(file: string, of: string): string {
	const { dir, name, ext } = path.parse(file);
	return path.join(dir, `${name}-${of}${ext}`);
}

/** A name that no file has: nobody was asked whether it may be replaced. */
function freeName(file: string): string {
	const { dir, name, ext } = path.parse(file);
	for (let number = 1; ; number++) {
		const tried = number === 1 ? file : path.join(dir, `${name} (${number})${ext}`);
		if (!existsSync(tried)) return tried;
	}
}
