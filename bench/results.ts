// What the results grid costs below the page: rows from the wire into the thread that holds them, sorting, filtering.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { inRoot } from "../scripts/tools/paths.ts";
import { StoreThread } from "../src/results/storeThread.ts";

const PAGE = 2_000;
const ROWS = 50_000;
const MANY = 1_000_000;
const RUNS = 5;
const SOQL =
	"SELECT Id, Name, Industry, AnnualRevenue, NumberOfEmployees, IsActive, CreatedDate, CloseDate, Phone, City FROM Account";

const CITIES = ["Zürich", "Łódź", "Berlin", "San Francisco", "東京", "São Paulo", null];

function record(at: number): Record<string, unknown> {
	return {
		attributes: {
			type: "Account",
			url: `/services/data/v66.0/sobjects/Account/001${String(at).padStart(15, "0")}`,
		},
		Id: `001${String(at).padStart(15, "0")}`,
		Name: `Account ${(at * 7_919) % 999_983}`,
		Industry: ["Energy", "Banking", null, "Retail"][at % 4],
		AnnualRevenue: ((at * 104_729) % 1_000_003) + 0.5,
		NumberOfEmployees: at % 5_000,
		IsActive: at % 3 === 0,
		CreatedDate: `20${String(10 + (at % 16)).padStart(2, "0")}-0${1 + (at % 9)}-15T10:00:00.000+0000`,
		CloseDate: `2026-0${1 + (at % 9)}-1${at % 9}`,
		Phone: `+41 44 ${String(at % 1_000_000).padStart(6, "0")}`,
		City: CITIES[at % CITIES.length],
	};
}

function pageText(from: number, total: number): string {
	const count = Math.min(PAGE, total - from);
	const next = from + count;
	return JSON.stringify({
		totalSize: total,
		done: next >= total,
		...(next >= total ? {} : { nextRecordsUrl: `/services/data/v66.0/query/${next}` }),
		records: Array.from({ length: count }, (_, at) => record(from + at)),
	});
}

export interface ResultsFigures {
	/** All rows through a bare loop of fetch and parse, and through the thread, over the same pages. */
	readonly bareMs: number[];
	readonly takenMs: number[];
	readonly bytesPerRow: number;
	readonly numberSortMs: number;
	readonly textSortMs: number;
	/** The same texts by `Intl.Collator` in an array. */
	readonly collatorMs: number;
	readonly filterMs: number;
	readonly containsMs: number;
	readonly rowsMs: number;
	/** The longest that this thread was held while the other worked. */
	readonly hostHeldMs: number;
}

export async function measureResults(): Promise<ResultsFigures> {
	const pages = Array.from({ length: ROWS / PAGE }, (_, at) => pageText(at * PAGE, ROWS));
	const server = createServer((request, response) => {
		const from = Number(request.url?.split("/").at(-1)) || 0;
		response.writeHead(200, { "content-type": "application/json" }).end(pages[from / PAGE]);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const log = { trace: ignore, info: ignore, warn: ignore, error: (line: string) => console.error(line) };
	const thread = new StoreThread(inRoot("dist/storeWorker.js"), log);
	try {
		const bareMs: number[] = [];
		const takenMs: number[] = [];
		for (let run = 0; run <= RUNS; run++) {
			const bare = await timed(() => bareLoop(base));
			const taken = await timed(() => throughThread(base, thread));
			// The first of each is for the machine to warm up.
			if (run === 0) continue;
			bareMs.push(bare);
			takenMs.push(taken);
		}
		return { bareMs, takenMs, ...(await many(thread)) };
	} finally {
		thread.dispose();
		server.close();
	}
}

async function bareLoop(base: string): Promise<void> {
	const rows: unknown[] = [];
	for (let path: string | undefined = "/services/data/v66.0/query/0"; path !== undefined; ) {
		const answer = await fetch(base + path);
		const page = (await answer.json()) as { records: unknown[]; nextRecordsUrl?: string };
		rows.push(...page.records);
		path = page.nextRecordsUrl;
	}
	check(rows.length, ROWS);
}

/** As a query does it: the next page is asked for while the one before is decoded. */
async function throughThread(base: string, thread: StoreThread): Promise<void> {
	const store = thread.create(SOQL, 1);
	const get = async (path: string) => (await fetch(base + path)).text();
	let coming: Promise<string> | undefined = get("/services/data/v66.0/query/0");
	while (coming) {
		const text: string = await coming;
		const next = /"nextRecordsUrl":"([^"]+)"/.exec(text.slice(0, 500))?.[1];
		coming = next === undefined ? undefined : get(next);
		await store.take({ text, contentType: "application/json", inComposite: false });
	}
	check(store.info.loaded, ROWS);
	store.dispose();
}

async function many(thread: StoreThread): Promise<Omit<ResultsFigures, "bareMs" | "takenMs">> {
	const store = thread.create(SOQL, 1);
	for (let from = 0; from < MANY; from += PAGE)
		await store.take({ text: pageText(from, MANY), contentType: "application/json", inComposite: false });
	check(store.info.loaded, MANY);
	const expected = Array.from({ length: MANY }, (_, at) => `Account ${(at * 7_919) % 999_983}`);
	const found = expected.filter((name) => name.toLowerCase().includes("account 77")).length;
	const held = monitorEventLoopDelay({ resolution: 1 });
	held.enable();
	let revision = 1;
	const arrange = (column: number, text: string, contains = "") =>
		store.arrange(
			[],
			{
				sort: column >= 0 && text === "" ? [{ column, descending: false }] : [],
				filters: text === "" ? [] : [{ column, text }],
				contains,
			},
			++revision,
		);
	const numberSortMs = await timed(() => arrange(3, ""));
	check(store.info.shown, MANY);
	const textSortMs = await timed(() => arrange(1, ""));
	const filterMs = await timed(() => arrange(1, "account 77"));
	check(store.info.shown, found);
	const containsMs = await timed(() => arrange(-1, "", "zürich"));
	check(store.info.shown, Math.ceil(MANY / CITIES.length));
	await arrange(1, "");
	const rowsMs = await timed(() => store.rows([], 500_000, 100));
	held.disable();
	const bytes = await store.memoryBytes();
	store.dispose();
	const collator = new Intl.Collator();
	const collatorMs = await timed(() => Promise.resolve(expected.sort(collator.compare)));
	return {
		bytesPerRow: bytes / MANY,
		numberSortMs,
		textSortMs,
		collatorMs,
		filterMs,
		containsMs,
		rowsMs,
		hostHeldMs: held.max / 1e6,
	};
}

async function timed(act: () => Promise<unknown>): Promise<number> {
	const begin = performance.now();
	await act();
	return performance.now() - begin;
}

function check(found: number, wanted: number): void {
	if (found !== wanted) throw new Error(`${found} rows instead of ${wanted}`);
}

function ignore(): void {}
