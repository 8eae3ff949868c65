// `npm run bench`: prints what users feel before the first query, with a calibration to compare machines by.

import { mkdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { ensurePackage } from "../scripts/tasks/build.ts";
import { installCodeServer } from "../scripts/tools/codeServer.ts";
import { runHostSuite } from "../scripts/tools/hostSuite.ts";
import { readJson } from "../scripts/tools/json.ts";
import { cache, inRoot, vsix } from "../scripts/tools/paths.ts";
import { measureDemoOrg } from "./demoOrg.ts";
import { measureExport } from "./export.ts";
import { measureFrames } from "./frames.ts";
import { measurePaint } from "./paint.ts";
import { measureResults } from "./results.ts";
import { measureSchema } from "./schema.ts";
import type { ParserFigures } from "./soql.ts";

const windows = 5;
const ms = (values: readonly number[]) => `${median(values).toFixed(1)} ms`;
const ratio = (values: readonly number[]) => `${median(values).toFixed(2)} x`;

/** One fixed piece of work: a table of another machine compares by the ratio of these. */
function calibrate(): number {
	const begin = performance.now();
	let hash = 0;
	for (let index = 0; index < 50_000_000; index++) {
		hash = (hash * 31 + index) | 0;
	}
	return hash === 0.5 ? 0 : performance.now() - begin;
}

/** The median of activation, module import included, each in a fresh window. */
async function activation(name: string, id: string, extension: string): Promise<number> {
	const file = path.join(cache, "bench", `${name}.json`);
	await mkdir(path.dirname(file), { recursive: true });
	const times: number[] = [];
	while (times.length < windows) {
		await rm(file, { force: true });
		await runHostSuite({
			name: `bench-${name}`,
			tests: inRoot("bench/host"),
			extension,
			env: { ORGSMITH_BENCH_ID: id, ORGSMITH_BENCH_FILE: file },
			quiet: true,
		});
		const measured = await readJson<{ ms: number }>(file);
		if (measured === undefined) {
			throw new Error(`The window of ${name} measured nothing.`);
		}
		times.push(measured.ms);
	}
	return median(times);
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function bundleSizes(): Promise<Record<string, string>> {
	const outputs = await readJson<Record<string, { bytes: number }>>(inRoot("dist/sizes.json"));
	return Object.fromEntries(
		Object.entries(outputs ?? {})
			.filter(([file]) => file.endsWith(".js") && !file.includes("/chunks/"))
			.map(([file, { bytes }]) => [file, `${(bytes / 1000).toFixed(1)} kB`]),
	);
}

/** All that a person feels before and at the first query. */
async function measureWindow(): Promise<Record<string, string>> {
	await installCodeServer();
	await ensurePackage();
	const table: Record<string, string> = {
		"calibration loop": `${median([calibrate(), calibrate(), calibrate()]).toFixed(1)} ms`,
		"activation, an empty extension": `${(
			await activation("empty", "orgsmith-test.empty", inRoot("test/mustFail/extension"))
		).toFixed(1)} ms`,
		"activation, Orgsmith": `${(await activation("orgsmith", "orgsmith.orgsmith", inRoot())).toFixed(1)} ms`,
		VSIX: `${((await stat(vsix)).size / 1000).toFixed(1)} kB`,
		...(await bundleSizes()),
	};
	const paint = await measurePaint();
	table["first row, open panel, after bytes"] = ms(paint.openPanelMs);
	table["first row, new panel, after command"] = ms(paint.newPanelMs);
	table["a bare webview's first frame"] = ms(paint.bareMs);
	// Each pair by itself: how fast the machine is moves from one to the next.
	table["new panel above its bare webview"] = ms(
		paint.newPanelMs.map((panelMs, pair) => panelMs - (paint.bareMs[pair] ?? Number.NaN)),
	);
	const demo = await measureDemoOrg();
	table["demo org, start to first answer"] = ms(demo.startMs);
	table["demo org, 2,000 of 100,000 rows, first"] = ms([demo.firstQueryMs]);
	table["demo org, 2,000 of 100,000 rows"] = ms(demo.queryMs);
	table["demo org, 2,000 rows by a filter"] = ms(demo.filterMs);
	table["demo org, one record"] = ms(demo.readMs);
	table[`demo org, ${demo.records.toLocaleString("en-US")} records`] = `${demo.millionMb.toFixed(0)} MB`;
	return table;
}

/** What the grid costs below its page. */
async function measureStore(): Promise<Record<string, string>> {
	const table: Record<string, string> = {};
	const results = await measureResults();
	table["50,000 rows, a bare loop"] = ms(results.bareMs);
	table["50,000 rows, into the grid's store"] = ms(results.takenMs);
	table["the store above the bare loop"] = ratio(
		results.takenMs.map((taken, run) => taken / (results.bareMs[run] ?? Number.NaN)),
	);
	table["1,000,000 x 10 rows, bytes a row"] = results.bytesPerRow.toFixed(0);
	table["1,000,000 rows, sorted by numbers"] = ms([results.numberSortMs]);
	table["1,000,000 rows, sorted by text"] = ms([results.textSortMs]);
	table["the same texts, a bare collator sort"] = ms([results.collatorMs]);
	table["1,000,000 rows, filtered by a column"] = ms([results.filterMs]);
	table["1,000,000 rows, filtered by all columns"] = ms([results.containsMs]);
	table["1,000,000 sorted rows, 100 in the middle"] = ms([results.rowsMs]);
	table["the host held meanwhile, at most"] = ms([results.hostHeldMs]);
	const frames = await measureFrames();
	table["frames (p95), wheel over 1,000,000 x 10"] = ms([frames.wheelMs]);
	table["frames, as many bare texts"] = ms([frames.bareWheelMs]);
	table["frames, five times as fast"] = ms([frames.flingMs]);
	table["frames, as many bare texts, five times"] = ms([frames.bareFlingMs]);
	table["a row in view blank, at most"] = ms([frames.blankMs]);
	table["a jump to the end, until it is there"] = ms([frames.jumpMs]);
	table["heap of the page"] = `${frames.heapMb.toFixed(1)} MB`;
	return table;
}

/** What knowing an org's schema costs. */
async function measureDescribes(): Promise<Record<string, string>> {
	const schema = await measureSchema();
	return {
		"300 describes of 200 fields, as they come": `${schema.describesMb.toFixed(1)} MB`,
		"the same, held after a bare JSON.parse": `${schema.plainMb.toFixed(1)} MB`,
		"the same, held by the schema cache": `${schema.cacheMb.toFixed(1)} MB`,
		"a describe of 200 fields, bare JSON.parse": ms(schema.plainObjectMs),
		"the same, into the schema cache": ms(schema.objectMs),
		"a list of 1,294 objects, bare JSON.parse": ms(schema.plainListMs),
		"the same list, into the schema cache": ms(schema.listMs),
	};
}

function parserRows(what: string, figures: ParserFigures): Record<string, string> {
	const { refused, oursMs, jetstreamMs, commonMs } = figures;
	return {
		[`${what}, our parser`]: `${ms(oursMs)}, ${refused.ours} refused`,
		[`${what}, soql-parser-js`]: `${ms(jetstreamMs)}, ${refused.jetstream} refused`,
		[`${what}, soql-common (soql-language-server)`]: `${ms(commonMs)}, ${refused.common} refused`,
	};
}

/** What the query language costs beside the parsers that others use. */
async function measureLanguage(): Promise<Record<string, string>> {
	const { measureSoql } = await import("./soql.ts");
	const soql = measureSoql();
	const { seeded, corpus } = soql;
	return {
		...parserRows("1,000 seeded queries", seeded),
		...parserRows(`${corpus.queries} queries of the corpus`, corpus),
		"completion (p95), 1,300 objects, 500 fields": ms([soql.completionMs]),
		"2,000 characters checked, 500 fields": ms(soql.problemsMs),
	};
}

// `npm run bench -- export`, `-- results`, `-- schema` or `-- soql` measures that alone.
const [only] = process.argv.slice(2);
const table = {
	...(only === undefined ? await measureWindow() : {}),
	...(only === undefined || only === "results" ? await measureStore() : {}),
	...(only === undefined || only === "export" ? await measureExport() : {}),
	...(only === undefined || only === "schema" ? await measureDescribes() : {}),
	...(only === undefined || only === "soql" ? await measureLanguage() : {}),
};
for (const [name, value] of Object.entries(table)) {
	console.log(`${name.padEnd(42)} ${value.padStart(10)}`);
}
