// A host for the built results page: the real contract, the real store, the real policy; only VS Code's pipe is ours.
import type { Page } from "playwright-core";
import {
	type ColumnDescribe,
	type ExportAsked,
	type Layout,
	type ProblemAction,
	type ResultInfo,
	type RowPath,
	type RowsInfo,
	results,
} from "../../../src/pages/results.ts";
import { type Served, serve } from "../../../src/pages/serve.ts";
import { ResultStore } from "../../../src/results/resultStore.ts";
import { rowCalls } from "../../../src/results/rowCalls.ts";
import type { SfRecord } from "../../../src/salesforce/rest/query.ts";
import { BuiltPage, type ThemeName } from "./builtPage.ts";

/** What the page and its host said to each other, for tests to look at. */
export interface Heard {
	readonly acts: ProblemAction[];
	readonly painted: { readonly revision: number; readonly rows: number }[];
	readonly pulls: { readonly from: number; readonly count: number }[];
	readonly opened: string[];
	readonly went: number[];
	readonly exports: ExportAsked[];
	cancels: number;
	described: number;
	clipboard: string;
}

export class ResultsHost {
	readonly page: Page;
	readonly problems: string[];
	readonly heard: Heard = {
		acts: [],
		painted: [],
		pulls: [],
		opened: [],
		went: [],
		cancels: 0,
		described: 0,
		exports: [],
		clipboard: "",
	};
	readonly #built: BuiltPage;
	#served: Served<typeof results>;
	#info: Omit<ResultInfo, Exclude<keyof RowsInfo, "revision">>;
	#revision = 1;
	store: ResultStore;
	/** What the page was told of, and has kept. */
	layout: Layout | null = null;
	describes: readonly (ColumnDescribe | null)[] = [];
	/** What loads the rest of child rows that are cut. */
	loadRest: (path: RowPath) => void = () => undefined;
	/** Answers to `rows` wait for this. */
	gate: Promise<void> = Promise.resolve();

	private constructor(built: BuiltPage) {
		this.#built = built;
		this.page = built.page;
		this.problems = built.problems;
		this.store = new ResultStore("SELECT Id FROM Account", 1);
		this.#info = idle;
		this.#served = this.#serve();
	}

	static async start(size = { width: 900, height: 600 }, theme: ThemeName = "dark"): Promise<ResultsHost> {
		return new ResultsHost(await BuiltPage.start("results", size, theme));
	}

	get info(): ResultInfo {
		return { ...this.#info, ...this.store.info, layout: this.layout };
	}

	/** Opens the page, or builds it anew as VS Code does when a hidden panel is shown again. */
	async open(): Promise<void> {
		await this.#built.open();
		await this.page.locator(".bar .count").waitFor();
	}

	/** Another run: a store of its own and a new revision. */
	run(soql: string, records: readonly SfRecord[] = [], more: Partial<ResultInfo> = {}): void {
		this.store = new ResultStore(soql, ++this.#revision);
		this.#info = {
			...idle,
			soql,
			run: this.#revision,
			phase: { kind: "complete" },
			elapsedMs: 1234,
			calls: 1,
			total: records.length,
		};
		this.grow(records, more);
	}

	grow(records: readonly SfRecord[], more: Partial<ResultInfo> = {}): void {
		this.store.append(records);
		this.#info = { ...this.#info, ...more };
		this.#served.push("changed", this.info);
	}

	shot(name: string): Promise<void> {
		return this.#built.shot(`page-${name}`);
	}

	async close(): Promise<void> {
		this.#served.dispose();
		await this.#built.close();
	}

	#serve(): Served<typeof results> {
		const { heard } = this;
		const calls = rowCalls(
			() => ({ store: this.store, nextRevision: () => ++this.#revision }),
			(text) => {
				heard.clipboard = text;
				return Promise.resolve();
			},
		);
		return serve(
			results,
			this.#built.port,
			{
				...calls,
				info: () => this.info,
				rows: async (range, signal) => {
					heard.pulls.push(range);
					const page = await calls.rows(range, signal);
					await this.gate;
					return page;
				},
				export: (asked) => {
					heard.exports.push(asked);
					return "Exported 3 rows to accounts.csv (1.2 kB, 5 ms).";
				},
				arrange: async ({ path, arrangement }) => {
					const stands = await this.store.arrange(path, arrangement, ++this.#revision);
					if (path.length > 0) return this.store.children(path, 0);
					if (stands) this.#served.push("changed", this.info);
					return null;
				},
				describe: () => {
					heard.described++;
					return this.describes;
				},
				loadChildren: (path) => this.loadRest(path),
				keepLayout: (layout) => {
					this.layout = layout;
				},
				go: (step) => void heard.went.push(step),
				pin: (pinned) => {
					this.grow([], { pinned });
				},
				cancel: () => void heard.cancels++,
				act: (action) => void heard.acts.push(action),
				openRecord: (recordId) => void heard.opened.push(recordId),
				painted: (painted) => void heard.painted.push(painted),
			},
			(error, name) => this.problems.push(`call ${name}: ${error.message}`),
		);
	}
}

const idle: Omit<ResultInfo, Exclude<keyof RowsInfo, "revision">> = {
	layout: null,
	timeZone: null,
	run: 0,
	earlier: 0,
	later: 0,
	pinned: false,
	revision: 1,
	org: { label: "Acme UAT", mark: "SBX", color: "charts.orange" },
	objectName: "Account",
	soql: "SELECT Id FROM Account",
	phase: { kind: "idle" },
	total: null,
	elapsedMs: 0,
	calls: 0,
	restore: "kept",
};
