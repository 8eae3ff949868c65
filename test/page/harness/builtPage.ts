// A built page in Chromium under its real policy, and the pipe to it. Hosts of the single pages stand on this.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright-core";
import { launchOptions } from "../../../scripts/tools/browser.ts";
import { inRoot } from "../../../scripts/tools/paths.ts";
import type { Port, ToPage } from "../../../src/pages/contract.ts";
import { pageDocument } from "../../../src/pages/document.ts";
import themes from "../themes.json" with { type: "json" };

export type ThemeName = keyof typeof themes;

export class BuiltPage {
	readonly page: Page;
	/** What must not happen: errors, broken policies. */
	readonly problems: string[] = [];
	/** What the page keeps over a reload. */
	state: unknown;
	readonly #url: string;
	readonly #browser: Browser;
	readonly #server: Server;
	#listener: ((message: unknown) => void) | undefined;

	private constructor(page: Page, url: string, browser: Browser, server: Server) {
		this.page = page;
		this.#url = url;
		this.#browser = browser;
		this.#server = server;
	}

	/** `name` is the page's folder in `dist/pages`. */
	static async start(
		name: string,
		size: { readonly width: number; readonly height: number },
		theme: ThemeName,
	): Promise<BuiltPage> {
		const server = createServer((request, response) => {
			void answer(name, request.url ?? "/").then(({ type, body }) => {
				response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const browser = await chromium.launch(await launchOptions());
		const page = await browser.newPage({ viewport: size });
		page.setDefaultTimeout(10_000);
		const { port } = server.address() as AddressInfo;
		const built = new BuiltPage(page, `http://127.0.0.1:${port}/`, browser, server);
		page.on("pageerror", (error) => built.problems.push(`page error: ${error.message}`));
		page.on("console", (message) => {
			if (message.type() === "error") built.problems.push(`console: ${message.text()}`);
		});
		await page.exposeFunction("toHost", (message: unknown) => built.#listener?.(message));
		await page.exposeFunction("keep", (state: unknown) => {
			built.state = state;
		});
		await page.exposeFunction("violated", (what: string) => built.problems.push(`policy: ${what}`));
		await page.addInitScript(stubs, themes[theme]);
		return built;
	}

	get port(): Port<ToPage, unknown> {
		return {
			post: (message) => void this.page.evaluate(post, message).catch(() => undefined),
			listen: (listener) => {
				this.#listener = listener;
				return () => {
					this.#listener = undefined;
				};
			},
		};
	}

	/** Opens the page, or builds it anew as VS Code does when a hidden panel is shown again: what it kept it gets back. */
	async open(): Promise<void> {
		await this.page.addInitScript(giveBack, this.state);
		await this.page.goto(this.#url);
	}

	async shot(name: string): Promise<void> {
		// The icons come a moment later.
		await this.page.evaluate("document.fonts.ready");
		await this.page.screenshot({ path: inRoot("test/results", `${name}.png`) });
	}

	async close(): Promise<void> {
		await this.#browser.close();
		this.#server.close();
	}
}

// What runs in the page. Only what it uses is declared: Node's files that drive a page know no document.
declare const window: {
	postMessage(message: unknown, origin: string): void;
	toHost(message: unknown): void;
	keep(state: unknown): void;
	keptState: unknown;
	violated(what: string): void;
	acquireVsCodeApi: unknown;
};
declare const document: {
	addEventListener(
		name: string,
		listener: (event: { readonly violatedDirective: string; readonly blockedURI: string }) => void,
	): void;
	readonly body: { className: string };
	readonly documentElement: { readonly style: { setProperty(name: string, value: string): void } };
};

/** Runs before the page's own script. */
function stubs(theme: { body: string; variables: Readonly<Record<string, string>> }): void {
	window.acquireVsCodeApi = () => ({
		postMessage: (message: unknown) => window.toHost(message),
		getState: () => window.keptState,
		setState: (state: unknown) => window.keep(state),
	});
	document.addEventListener("securitypolicyviolation", (event) => {
		window.violated(`${event.violatedDirective} ${event.blockedURI}`);
	});
	document.addEventListener("DOMContentLoaded", () => {
		document.body.className = theme.body;
		for (const [name, value] of Object.entries(theme.variables)) {
			document.documentElement.style.setProperty(name, value);
		}
	});
}

function giveBack(state: unknown): void {
	window.keptState = state;
}

function post(message: ToPage): void {
	window.postMessage(message, "*");
}

async function answer(
	page: string,
	url: string,
): Promise<{ readonly type: string; readonly body: Buffer | string | undefined }> {
	const file = (name: string) => readFile(inRoot("dist/pages", name));
	switch (url.replace(/\?.*$/, "")) {
		case "/":
			return {
				type: "text/html",
				body: pageDocument({
					nonce: randomBytes(16).toString("base64"),
					source: "'self'",
					language: "en",
					title: page,
					style: (await file(`${page}/${page}.css`)).toString(),
					script: (await file(`${page}/${page}.js`)).toString(),
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
