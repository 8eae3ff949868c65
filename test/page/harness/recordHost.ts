// A host for the built record page: the real contract, the real session and the demo org over HTTP; only VS Code's pipe
// and its sign-in are ours.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright-core";
import { launchOptions } from "../../../scripts/tools/browser.ts";
import { inRoot } from "../../../scripts/tools/paths.ts";
import { DescribeCache } from "../../../src/orgs/describes.ts";
import { orgOf } from "../../../src/orgs/org.ts";
import type { ToPage } from "../../../src/pages/contract.ts";
import { pageDocument } from "../../../src/pages/document.ts";
import { type RecordAction, type RecordInfo, record } from "../../../src/pages/record.ts";
import { type Served, serve } from "../../../src/pages/serve.ts";
import { RecordSession } from "../../../src/results/recordSession.ts";
import { UserTimeZones } from "../../../src/results/userTimeZones.ts";
import { httpSend } from "../../../src/salesforce/http.ts";
import type { UserId } from "../../../src/salesforce/ids.ts";
import { DemoClient } from "../../unit/demo-org/demoClient.ts";
import { rowsOf } from "../../unit/demo-org/demoFixture.ts";
import { IDENTITY, registry, tokens } from "../../unit/orgs/memory.ts";
import { gate, session as signedIn } from "../../unit/salesforce/gate.ts";
import { testOp } from "../../unit/testOp.ts";
import themes from "../themes.json" with { type: "json" };

export type ThemeName = keyof typeof themes;

/** What the page asked of its host that isn't about the session. */
export interface Heard {
	readonly acts: RecordAction[];
	clipboard: string;
	opened: number;
	cancels: number;
	/** What the page keeps over a reload. */
	state: unknown;
}

export class RecordHost {
	readonly page: Page;
	readonly demo: DemoClient;
	readonly token: string;
	readonly problems: string[] = [];
	readonly heard: Heard = { acts: [], clipboard: "", opened: 0, cancels: 0, state: undefined };
	readonly session: RecordSession;
	readonly #browser: Browser;
	readonly #server: Server;
	readonly #served: Served<typeof record>;
	#listener: ((message: unknown) => void) | undefined;
	/** Laid over what the session says. */
	over: Partial<RecordInfo> = {};

	private constructor(
		page: Page,
		demo: DemoClient,
		token: string,
		session: RecordSession,
		{ browser, server }: { browser: Browser; server: Server },
	) {
		this.page = page;
		this.demo = demo;
		this.token = token;
		this.session = session;
		this.#browser = browser;
		this.#server = server;
		this.#served = this.#serve();
		session.onChange(() => this.push());
	}

	/** Opens the page on the record that `soql` finds first. */
	static async start(
		soql: string,
		size = { width: 900, height: 700 },
		theme: ThemeName = "dark",
	): Promise<RecordHost> {
		const demo = await DemoClient.start();
		const { accessToken, userId } = await demo.signIn();
		const [row] = await rowsOf({ client: demo, token: accessToken }, soql);
		const server = createServer((request, response) => {
			void answer(request.url ?? "/").then(({ type, body }) => {
				response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const browser = await chromium.launch(await launchOptions());
		const page = await browser.newPage({ viewport: size });
		page.setDefaultTimeout(10_000);
		const session = await sessionOf(demo, accessToken, userId, String(row?.["Id"]));
		const host = new RecordHost(page, demo, accessToken, session, { browser, server });
		page.on("pageerror", (error) => host.problems.push(`page error: ${error.message}`));
		page.on("console", (message) => {
			if (message.type() === "error") host.problems.push(`console: ${message.text()}`);
		});
		await page.exposeFunction("toHost", (message: unknown) => host.#listener?.(message));
		await page.exposeFunction("keep", (state: unknown) => {
			host.heard.state = state;
		});
		await page.exposeFunction("violated", (what: string) => host.problems.push(`policy: ${what}`));
		await page.addInitScript(stubs, themes[theme]);
		const { port } = server.address() as AddressInfo;
		await page.goto(`http://127.0.0.1:${port}/`);
		await page.locator("h1").waitFor();
		return host;
	}

	get info(): RecordInfo {
		const { session } = this;
		return {
			org: { label: "Acme UAT", mark: "SBX", color: "charts.orange" },
			recordId: session.current.recordId,
			phase: session.phase,
			content: session.content(),
			back: session.back ? (session.back.name ?? session.back.recordId) : null,
			forward: session.forward ? (session.forward.name ?? session.forward.recordId) : null,
			restore: "kept",
			...this.over,
		};
	}

	push(): void {
		this.#served.push("changed", this.info);
	}

	load(now = false): Promise<void> {
		return this.session.load(testOp(), now);
	}

	/** Builds the page anew, as VS Code does when a hidden panel is shown again. */
	async reload(): Promise<void> {
		await this.page.addInitScript((state) => {
			(window as unknown as { keptState: unknown }).keptState = state;
		}, this.heard.state);
		await this.page.reload();
		await this.page.locator("h1").waitFor();
	}

	async shot(name: string): Promise<void> {
		// The icons come a moment later.
		await this.page.evaluate(() => document.fonts.ready);
		await this.page.screenshot({ path: inRoot("test/results", `record-${name}.png`) });
	}

	async close(): Promise<void> {
		this.#served.dispose();
		await this.#browser.close();
		this.#server.close();
		await this.demo.org.close();
	}

	#serve(): Served<typeof record> {
		const { heard } = this;
		const step = async (by: -1 | 1) => {
			if (this.session.step(by)) await this.load();
		};
		return serve(
			record,
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
				info: () => this.info,
				go: async (recordId) => {
					this.session.goTo(recordId);
					await this.load();
				},
				back: () => step(-1),
				forward: () => step(1),
				cancel: () => void heard.cancels++,
				act: async (action) => {
					heard.acts.push(action);
					if (action === "refresh") await this.load(true);
				},
				related: (key) => this.session.loadRelated(testOp(), key),
				copy: (name) => {
					heard.clipboard = this.session.raw(name);
				},
				copyId: () => {
					heard.clipboard = this.session.current.recordId;
				},
				openInOrg: () => void heard.opened++,
			},
			(error, name) => this.problems.push(`call ${name}: ${error.message}`),
		);
	}
}

async function sessionOf(
	demo: DemoClient,
	accessToken: string,
	userId: string,
	recordId: string,
): Promise<RecordSession> {
	const { connection } = gate(httpSend, {
		sessions: {
			current: () => Promise.resolve(signedIn(accessToken, demo.org.url)),
			renew: () => Promise.reject(new Error("no renewal here")),
		},
	});
	const org = { ...orgOf(IDENTITY, connection), userId: userId as UserId };
	const logins = registry();
	await logins.registry.add(IDENTITY, tokens());
	const describes = new DescribeCache(logins.registry);
	const zones = new UserTimeZones();
	return new RecordSession(
		{
			org: () => org,
			describes: () => Promise.resolve(describes),
			timeZone: (op, one) => zones.of(op, one),
			problemOf: (error) => ({
				code: "code" in error.failure ? (error.failure.code ?? null) : null,
				message: error.message,
				actions: ["refresh", "showLog"],
			}),
		},
		[{ recordId }],
	);
}

/** Runs in the page before its own script. */
function stubs(theme: { body: string; variables: Readonly<Record<string, string>> }): void {
	const bridge = window as unknown as {
		toHost(message: unknown): void;
		keep(state: unknown): void;
		keptState: unknown;
		violated(what: string): void;
		acquireVsCodeApi: unknown;
	};
	bridge.acquireVsCodeApi = () => ({
		postMessage: (message: unknown) => bridge.toHost(message),
		getState: () => bridge.keptState,
		setState: (state: unknown) => bridge.keep(state),
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

async function answer(url: string): Promise<{ type: string; body: Buffer | string | undefined }> {
	const file = (name: string) => readFile(inRoot("dist/pages", name));
	switch (url.replace(/\?.*$/, "")) {
		case "/":
			return {
				type: "text/html",
				body: pageDocument({
					nonce: randomBytes(16).toString("base64"),
					source: "'self'",
					language: "en",
					title: "Record",
					style: (await file("record/record.css")).toString(),
					script: (await file("record/record.js")).toString(),
					icons: "/codicon.css",
				}),
			};
		case "/codicon.css":
			return { type: "text/css", body: await file("codicons/codicon.css") };
		case "/codicon.ttf":
			return { type: "font/ttf", body: await file("codicons/codicon.ttf") };
		// The browser asks for it by itself.
		case "/favicon.ico":
			return { type: "text/plain", body: "" };
		default:
			return { type: "text/plain", body: undefined };
	}
}
