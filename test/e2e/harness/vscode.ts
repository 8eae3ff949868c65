// Starts a real VS Code with the packaged extension, as a person would have it, for end-to-end tests.
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { launchOptions } from "../../../scripts/tools/browser.ts";
import { installExtension, startCodeServer, writeSettings } from "../../../scripts/tools/codeServer.ts";
import { readJson } from "../../../scripts/tools/json.ts";
import { vsix as ownVsix } from "../../../scripts/tools/paths.ts";
import { VsCodeWindow } from "./window.ts";

export interface VsCodeOptions {
	/** The extension to install; the one that `npm run package` made when not given. */
	readonly vsix?: string;
	/** Others to install beside it. */
	readonly more?: readonly string[];
	/** Copied to a folder of its own, which the window opens; an empty folder when not given. */
	readonly folder?: string;
	/** User settings beside the ones that keep VS Code quiet. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** What `ORGSMITH_HOME` is for the extension; a new folder when not given. */
	readonly orgsmithHome?: string;
	/** Added to the environment of VS Code and its extension host. */
	readonly env?: Readonly<Record<string, string>>;
	/** 1440 x 900 when not given. */
	readonly viewport?: { readonly width: number; readonly height: number };
}

/** Starts VS Code with its own user data, extensions, home and port, and opens its window in the shared browser. */
export async function startVsCode(options: VsCodeOptions = {}): Promise<VsCodeWindow> {
	const own = await mkdtemp(path.join(tmpdir(), "orgsmith-e2e-"));
	const home = path.join(own, "home");
	const folder = path.join(own, "workspace");
	const orgsmithHome = options.orgsmithHome ?? path.join(own, "orgsmith");
	const profile = {
		dataDir: path.join(own, "data"),
		extensionsDir: path.join(own, "extensions"),
		env: { HOME: home, USERPROFILE: home, ORGSMITH_HOME: orgsmithHome, ...options.env },
	};
	await Promise.all([mkdir(home), mkdir(folder), mkdir(orgsmithHome, { recursive: true })]);
	if (options.folder !== undefined) {
		await cp(options.folder, folder, { recursive: true });
	}
	// A window that starts or a webview that shows takes the focus: that must not close what a test has just opened.
	const settings = { "workbench.quickOpen.closeOnFocusLost": false, ...options.settings };
	await writeSettings(profile, settings);
	for (const vsix of [options.vsix ?? ownVsix, ...(options.more ?? [])])
		await installExtension(profile, vsix);
	const server = await startCodeServer(profile);
	const browser = await shared.take();
	const context = await browser.newContext({ viewport: options.viewport ?? { width: 1440, height: 900 } });
	await context.grantPermissions(["clipboard-read", "clipboard-write"]);
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	const window = new VsCodeWindow({
		page,
		context,
		url: server.url,
		folder,
		orgsmithHome,
		profile,
		settings,
		serverLog: () => server.log(),
		async release() {
			await context.close();
			await shared.giveBack();
			await server.stop();
			if (options.orgsmithHome === undefined) {
				await endDemoOrg(orgsmithHome);
			}
			await rm(own, { recursive: true, force: true, maxRetries: 3 });
		},
	});
	try {
		await window.reload();
	} catch (error) {
		await window.screenshot("start-failed");
		await window.close();
		throw new Error(`VS Code's window didn't come up.\n${server.log()}`, { cause: error });
	}
	return window;
}

/** The extension starts the demo org detached, so that it outlives its window. */
async function endDemoOrg(orgsmithHome: string): Promise<void> {
	const state = await readJson<{ pid: number }>(path.join(orgsmithHome, "demo-org.json"));
	if (state !== undefined) {
		try {
			process.kill(state.pid);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
				throw error;
			}
		}
	}
}

/** One browser for all windows of a test file; it ends with the last of them. */
class SharedBrowser {
	#browser: Promise<Browser> | undefined;
	#users = 0;

	async take(): Promise<Browser> {
		this.#users += 1;
		this.#browser ??= launchOptions().then((options) => chromium.launch(options));
		return this.#browser;
	}

	async giveBack(): Promise<void> {
		this.#users -= 1;
		if (this.#users === 0) {
			const browser = this.#browser;
			this.#browser = undefined;
			await (await browser)?.close();
		}
	}
}

const shared = new SharedBrowser();
