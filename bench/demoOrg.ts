// What the demo org costs: start, queries, reads and memory, as a process of its own, over HTTP.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { inRoot } from "../scripts/tools/paths.ts";
import { stop } from "../scripts/tools/run.ts";

const RUNS = 5;
const READS = 200;
/** Contacts of which there are 100,000; with all other objects `MILLION` makes 1,000,000 records. */
const HUNDRED_THOUSAND = 100_000;
const MILLION = 141_000;

export interface DemoOrgFigures {
	/** From the start of the process to the first answered query, 600 contacts. */
	readonly startMs: readonly number[];
	/** 2,000 rows of two fields over 100,000 records, read whole; the first one apart. */
	readonly firstQueryMs: number;
	readonly queryMs: readonly number[];
	/** The same with a filter that reads every record. */
	readonly filterMs: readonly number[];
	readonly readMs: readonly number[];
	/** How many records "1,000,000" are. */
	readonly records: number;
	/** Resident memory with 1,000,000 records after a query that reads each object whole. */
	readonly millionMb: number;
}

interface Running {
	readonly child: ChildProcess;
	readonly url: string;
	readonly controlKey: string;
	readonly startedAt: number;
}

async function start(rows: number): Promise<Running> {
	const startedAt = performance.now();
	const child = spawn(
		process.execPath,
		[inRoot("dist/demoOrg.js"), "--rows", String(rows), "--idle-minutes", "0"],
		{
			stdio: ["ignore", "pipe", "ignore"],
		},
	);
	const line = await new Promise<string>((resolve, reject) => {
		child.once("error", reject);
		createInterface(child.stdout).once("line", resolve);
	});
	const { url, controlKey } = JSON.parse(line) as { url: string; controlKey: string };
	return { child, url, controlKey, startedAt };
}

/** A function that gets a path as the admin and gives how long that took, and the body. */
async function signedIn({ url, controlKey }: Running) {
	const reply = await fetch(`${url}/__demo/token`, {
		method: "POST",
		headers: { "x-demo-key": controlKey },
		body: JSON.stringify({ user: "admin" }),
	});
	const { accessToken } = (await reply.json()) as { accessToken: string };
	const headers = { authorization: `Bearer ${accessToken}` };
	return async (path: string): Promise<{ ms: number; body: Record<string, unknown> }> => {
		const begin = performance.now();
		const answer = await fetch(`${url}/services/data/v66.0${path}`, { headers });
		const text = await answer.text();
		const ms = performance.now() - begin;
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
		return { ms, body: JSON.parse(text) as Record<string, unknown> };
	};
}

const query = (soql: string) => `/query?q=${encodeURIComponent(soql)}`;
const PAGE = query("SELECT Id, Name FROM Contact");
const FILTER = query("SELECT Id, Name FROM Contact WHERE Title LIKE '%a%' LIMIT 2000");

async function startUp(): Promise<number> {
	const running = await start(600);
	const get = await signedIn(running);
	await get(query("SELECT Id FROM Account LIMIT 1"));
	const ms = performance.now() - running.startedAt;
	await stop(running.child);
	return ms;
}

export async function measureDemoOrg(): Promise<DemoOrgFigures> {
	const startMs: number[] = [];
	for (let run = 0; run < RUNS; run++) startMs.push(await startUp());

	const large = await start(HUNDRED_THOUSAND);
	const get = await signedIn(large);
	const first = await get(PAGE);
	const page = first.body as { totalSize: number; records: { Id: string }[] };
	if (page.totalSize !== HUNDRED_THOUSAND || page.records.length !== 2000) {
		throw new Error(`expected 2,000 of 100,000 rows, not ${page.records.length} of ${page.totalSize}`);
	}
	await get(FILTER);
	const queryMs: number[] = [];
	const filterMs: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		queryMs.push((await get(PAGE)).ms);
		filterMs.push((await get(FILTER)).ms);
	}
	const readMs: number[] = [];
	for (let at = 0; at < READS; at++) {
		readMs.push((await get(`/sobjects/Contact/${page.records[at]?.Id}`)).ms);
	}
	await stop(large.child);
	return { startMs, firstQueryMs: first.ms, queryMs, filterMs, readMs, ...(await million()) };
}

async function million(): Promise<{ records: number; millionMb: number }> {
	const running = await start(MILLION);
	const get = await signedIn(running);
	const { sObjects } = (await get("/limits/recordCount")).body as {
		sObjects: { name: string; count: number }[];
	};
	const large = sObjects.filter(({ count }) => count > 5000);
	for (const { name } of large) await get(query(`SELECT COUNT() FROM ${name} WHERE Id != null`));
	const kilobytes = Number(
		execFileSync("ps", ["-o", "rss=", "-p", String(running.child.pid)], { encoding: "utf8" }),
	);
	await stop(running.child);
	return { records: sObjects.reduce((sum, { count }) => sum + count, 0), millionMb: kilobytes / 1000 };
}
