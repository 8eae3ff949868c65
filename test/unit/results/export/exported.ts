import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type ExportOp, exportRows } from "../../../../src/results/export/exportRows.ts";
import type { CsvOptions, Exported, ExportRequest } from "../../../../src/results/export/options.ts";
import { ResultStore } from "../../../../src/results/resultStore.ts";
import type { SfRecord } from "../../../../src/salesforce/rest/query.ts";

export const CSV: CsvOptions = {
	delimiter: ",",
	quote: "needed",
	bom: false,
	lineEnding: "lf",
	nullText: "",
};

/** A folder of its own for the exports of one test file. */
export function exportFolder() {
	let folder = "";
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "orgsmith-export-"));
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));
	const run = (
		store: ResultStore,
		request: Partial<ExportRequest> & Pick<ExportRequest, "format">,
		op: Partial<ExportOp> = {},
	): Promise<Exported> =>
		exportRows(
			store,
			{
				file: path.join(folder, `out.${request.format}`),
				token: "test",
				rows: "all",
				columns: undefined,
				children: false,
				title: "Account",
				csv: CSV,
				...request,
			},
			{ signal: new AbortController().signal, report: () => undefined, ...op },
		);
	return {
		run,
		file: (name: string) => path.join(folder, name),
		names: async () => (await readdir(folder)).sort(),
		/** The bytes of the (first) file of an export. */
		bytes: async (...given: Parameters<typeof run>): Promise<Buffer> => {
			const { files } = await run(...given);
			return readFile(files[0] ?? "");
		},
	};
}

/** A store of records with these values under names `A`, `B`, …, which a query named. */
export function storeOf(rows: readonly (readonly unknown[])[], width: number): ResultStore {
	const names = namesOf(width);
	const store = new ResultStore(`SELECT ${names.join(", ")} FROM Account`, 1);
	store.append(
		rows.map(
			(row): SfRecord => ({
				attributes: { type: "Account" },
				...Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])),
			}),
		),
	);
	return store;
}

export function namesOf(width: number): string[] {
	return Array.from({ length: width }, (_, at) => String.fromCharCode(65 + at));
}
