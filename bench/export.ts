// Writing the whole result to files: CSV beside csv-stringify, a workbook beside write-excel-file, and the plain disk.
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { stringify } from "csv-stringify";
import { cache, inRoot } from "../scripts/tools/paths.ts";
import { exportRows } from "../src/results/export/exportRows.ts";
import { type Level, valuesOf } from "../src/results/export/levels.ts";
import type { Exported } from "../src/results/export/options.ts";
import { allRows } from "../src/results/export/rowList.ts";
import { ResultStore } from "../src/results/resultStore.ts";
import type { SfRecord } from "../src/salesforce/rest/query.ts";

const CSV_ROWS = 1_000_000;
const XLSX_ROWS = 100_000;
/** Each is measured so often, in turn; the median counts. */
const RUNS = 3;
const folder = path.join(cache, "bench", "export");

interface Measured {
	readonly ms: number;
	readonly bytes: number;
	/** Memory of the process above what it had before, at its highest: true of what is measured first, as garbage stays. */
	readonly grownMb: number;
}

const attributes = { type: "Account" };

function record(at: number, more: number): SfRecord {
	return {
		attributes,
		Id: `001${String(at).padStart(12, "0")}AAA`,
		Name: `Account number ${at} of many`,
		Industry: ["Energy", "Banking, insurance", null][at % 3],
		AnnualRevenue: at * 1000.5,
		NumberOfEmployees: at,
		IsActive: at % 2 === 0,
		CreatedDate: "2026-01-02T03:04:05.000+0000",
		Phone: `+41 44 ${at} 00 00`,
		Website: `https://www.account-${at}.example.com`,
		BillingCity: "Zürich",
		...Object.fromEntries(
			Array.from({ length: more }, (_, column) => [`Text${column}__c`, `value ${at * column}`]),
		),
	};
}

function storeOf(rows: number, columns: number): ResultStore {
	const names = Object.keys(record(0, columns - 10)).filter((name) => name !== "attributes");
	const store = new ResultStore(`SELECT ${names.join(", ")} FROM Account`, 1);
	for (let from = 0; from < rows; from += 2000)
		store.append(Array.from({ length: 2000 }, (_, at) => record(from + at, columns - 10)));
	return store;
}

async function measured(file: string, act: () => Promise<unknown>): Promise<Measured> {
	await rm(file, { force: true });
	(globalThis as { gc?: () => void }).gc?.();
	const before = process.memoryUsage().rss;
	let highest = before;
	const watch = setInterval(() => {
		highest = Math.max(highest, process.memoryUsage().rss);
	}, 20);
	const begin = performance.now();
	await act();
	const ms = performance.now() - begin;
	clearInterval(watch);
	return { ms, bytes: (await stat(file)).size, grownMb: (highest - before) / 1e6 };
}

function ours(store: ResultStore, format: "csv" | "xlsx", file: string): Promise<Exported> {
	return exportRows(
		store,
		{
			format,
			file,
			token: "bench",
			rows: "all",
			columns: undefined,
			children: false,
			title: "Account",
			csv: { delimiter: ",", quote: "needed", bom: false, lineEnding: "lf", nullText: "" },
		},
		{ signal: new AbortController().signal, report: () => undefined },
	);
}

/** The rows of a store one by one, as others' writers take them. */
function* rowsOf({ table }: ResultStore): Generator<readonly unknown[]> {
	const columns = [...table.columns.keys()];
	const level: Level = { path: "", rows: allRows(table), columns, parent: undefined };
	yield table.columns.map(({ name }) => name);
	for (const values of valuesOf(level))
		for (let row = 0; row < (values[0]?.length ?? 0); row++) yield values.map((column) => column[row]);
}

async function withCsvStringify(store: ResultStore, file: string): Promise<void> {
	const writer = stringify({ cast: { boolean: String } });
	await pipeline(Readable.from(rowsOf(store)), writer, createWriteStream(file));
}

/** The same bytes, as fast as the disk takes them, with its word that it has them, as an export waits for it. */
async function plain(from: Buffer, file: string): Promise<void> {
	const handle = await open(file, "w");
	for (let at = 0; at < from.length; at += 1_000_000) await handle.write(from.subarray(at, at + 1_000_000));
	await handle.sync();
	await handle.close();
}

type WriteExcelFile = (data: readonly (readonly unknown[])[]) => { toFile(file: string): Promise<void> };

async function writeExcelFile(): Promise<WriteExcelFile> {
	const at = createRequire(inRoot("bench/package.json")).resolve("write-excel-file/node");
	const { default: loaded } = (await import(pathToFileURL(at).href)) as {
		default: WriteExcelFile | { default: WriteExcelFile };
	};
	return typeof loaded === "function" ? loaded : loaded.default;
}

async function lines(file: string): Promise<number> {
	let count = 0;
	for await (const chunk of createReadStream(file))
		for (const byte of chunk as Buffer) if (byte === 10) count++;
	return count;
}

function expectRows(what: string, rows: number, expected: number): void {
	if (rows !== expected) throw new Error(`${what} has ${rows} rows instead of ${expected}.`);
}

const middle = (all: readonly Measured[]): Measured =>
	all.toSorted((a, b) => a.ms - b.ms)[Math.floor(all.length / 2)] ?? { ms: 0, bytes: 0, grownMb: 0 };

const speed = ({ bytes, ms }: Measured) => `${(bytes / ms / 1000).toFixed(0)} MB/s`;
const inAll = (one: Measured) => `${one.ms.toFixed(0)} ms, +${one.grownMb.toFixed(0)} MB`;

/** Rows of a table for people. Every count of rows is checked. */
export async function measureExport(): Promise<Record<string, string>> {
	await mkdir(folder, { recursive: true });
	const file = (name: string) => path.join(folder, name);
	try {
		const csv = await measureCsv(file);
		const xlsx = await measureXlsx(file);
		const what = `CSV, ${CSV_ROWS.toLocaleString("en-US")} x 10`;
		const sheet = `XLSX, ${XLSX_ROWS.toLocaleString("en-US")} x 20`;
		return {
			[what]: speed(csv.own),
			[`${what}, time and memory`]: inAll(csv.own),
			[`${what}, csv-stringify`]: speed(csv.other),
			[`${what}, the disk alone`]: speed(csv.disk),
			[sheet]: inAll(xlsx.own),
			[`${sheet}, write-excel-file`]: `${xlsx.other.ms.toFixed(0)} ms`,
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function measureCsv(
	file: (name: string) => string,
): Promise<{ own: Measured; other: Measured; disk: Measured }> {
	const store = storeOf(CSV_ROWS, 10);
	const [own, other, disk]: [Measured[], Measured[], Measured[]] = [[], [], []];
	for (let run = 0; run < RUNS; run++) {
		own.push(
			await measured(file("own.csv"), async () => {
				expectRows("own.csv", (await ours(store, "csv", file("own.csv"))).rows, CSV_ROWS);
			}),
		);
		expectRows("own.csv", (await lines(file("own.csv"))) - 1, CSV_ROWS);
		const bytes = Buffer.alloc(own[0]?.bytes ?? 0, 65);
		disk.push(await measured(file("plain.csv"), () => plain(bytes, file("plain.csv"))));
	}
	for (let run = 0; run < RUNS; run++) {
		other.push(await measured(file("other.csv"), () => withCsvStringify(store, file("other.csv"))));
		expectRows("other.csv", (await lines(file("other.csv"))) - 1, CSV_ROWS);
	}
	store.dispose();
	return { own: middle(own), other: middle(other), disk: middle(disk) };
}

async function measureXlsx(file: (name: string) => string): Promise<{ own: Measured; other: Measured }> {
	const store = storeOf(XLSX_ROWS, 20);
	const [own, other]: [Measured[], Measured[]] = [[], []];
	for (let run = 0; run < RUNS; run++) {
		own.push(
			await measured(file("own.xlsx"), async () => {
				expectRows("own.xlsx", (await ours(store, "xlsx", file("own.xlsx"))).rows, XLSX_ROWS);
			}),
		);
	}
	const write = await writeExcelFile();
	const data = [...rowsOf(store)];
	expectRows("other.xlsx", data.length - 1, XLSX_ROWS);
	for (let run = 0; run < RUNS; run++)
		other.push(await measured(file("other.xlsx"), () => write(data).toFile(file("other.xlsx"))));
	return { own: middle(own), other: middle(other) };
}
