// A host for the built results page: the real contract, the real store, the real policy; only VS Code's pipe is ours.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { launchOptions } from "../../../scripts/tools/browser.ts";
import { inRoot } from "../../../scripts/tools/paths.ts";
import type { ToPage } from "../../../src/pages/contract.ts";
import { pageDocument } from "../../../src/pages/document.ts";
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
import themes from "../themes.json" with { type: "json" };

export type ThemeName = keyof typeof themes;

const SERVED: Readonly<Record<string, string>> = {
	"/codicon.css": "text/css",
	"/codicon.ttf": "font/ttf",
};

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
	readonly problems: string[] = [];
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
	readonly #url: string;
	readonly #session: { browser: Browser; server: Server };
	#listener: ((message: unknown) => void) | undefined;
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

	private constructor(page: Page, url: string, session: { browser: Browser; server: Server }) {
		this.page = page;
		this.#url = url;
		this.#session = session;
		this.store = new ResultStore("SELECT Id FROM Account", 1);
		this.#info = idle;
		this.#served = this.#serve();
	}

	static async start(size = { width: 900, height: 600 }, theme: ThemeName = "dark"): Promise<ResultsHost> {
		const server = createServer((request, response) => {
			void answer(request.url ?? "/", theme).then(({ type, body }) => {
				response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const browser = await chromium.launch(await launchOptions());
		const page = await browser.newPage({ viewport: size });
		page.setDefaultTimeout(10_000);
		const { port } = server.address() as AddressInfo;
		const host = new ResultsHost(page, `http://127.0.0.1:${port}/`, { browser, server });
		page.on("pageerror", (error) => host.problems.push(`page error: ${error.message}`));
		page.on("console", (message) => {
			if (message.type() === "error") host.problems.push(`console: ${message.text()}`);
		});
		await page.exposeFunction("toHost", (message: unknown) => host.#listener?.(message));
		await page.exposeFunction("violated", (what: string) => host.problems.push(`policy: ${what}`));
		await page.addInitScript(stubs, themes[theme]);
		return host;
	}

	get info(): ResultInfo {
		return { ...this.#info, ...this.store.info, layout: this.layout };
	}

	/** Opens the page, or builds it anew as VS Code does when a hidden panel is shown again. */
	async open(): Promise<void> {
		await this.page.goto(this.#url);
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

	async shot(name: string): Promise<void> {
		await this.page.screenshot({ path: inRoot("test/results", `page-${name}.png`) });
	}

	async close(): Promise<void> {
		this.#served.dispose();
		await this.#session.browser.close();
		this.#session.server.close();
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
			{
				post: (message) => void this.page.evaluate(post, message).catch(() => undefined),
				listen: (listener) => {
					this.#listener = listener;
					return () => {
						this.#listener = undefined;
					};
				},
			},
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

/** Runs in the page before its own script. */
function stubs(theme: { body: string; variables: Readonly<Record<string, string>> }): void {
	const bridge = window as unknown as {
		toHost(message: unknown): void;
		violated(what: string): void;
		acquireVsCodeApi: unknown;
	};
	bridge.acquireVsCodeApi = () => ({
		postMessage: (message: unknown) => bridge.toHost(message),
		getState: () => undefined,
		setState: () => undefined,
	});
	document.addEventListener("securitypolicyviolation", (event) => {
		bridge.violated(`${event.violatedDirective} ${event.blockedURI}`);
	});
	document.addEventListener("DOMContentLoaded", () => {
		document.body.className = theme.body;
		for (const [name, value] of Object.entries(theme.variables)) {
			document.documentElement.style.setProperty(name, value);
		}
	});
}

function post(message: ToPage): void {
	window.postMessage(message, "*");
}

async function answer(
	url: string,
	theme: ThemeName,
): Promise<{ type: string; body: Buffer | string | undefined }> {
	if (url === "/") {
		const body = pageDocument({
			nonce: randomBytes(16).toString("base64"),
			source: "'self'",
			language: "en",
			title: `Results ${theme}`,
			style: await readFile(inRoot("dist/pages/results/results.css"), "utf8"),
			script: await readFile(inRoot("dist/pages/results/results.js"), "utf8"),
			icons: "/codicon.css",
		});
		return { type: "text/html", body };
	}
	const name = url.replace(/\?.*$/, "");
	const type = SERVED[name];
	// The browser asks for it by itself.
	if (type === undefined) return { type: "text/plain", body: name === "/favicon.ico" ? "" : undefined };
	return { type, body: await readFile(inRoot("dist/pages/codicons", path.basename(name))) };
}
