import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Frame, Locator, Page } from "playwright-core";
import { type CodeServerProfile, writeSettings } from "../../../scripts/tools/codeServer.ts";
import { results } from "../../../scripts/tools/paths.ts";
import { waitFor } from "./waitFor.ts";

/** Theme labels as the theme picker shows them. */
export type Theme = keyof typeof themes;

const themes = {
	"Dark Modern": "vs-dark",
	"Light Modern": "vs",
	"Dark High Contrast": "hc-black",
	"Light High Contrast": "hc-light",
} as const;

/** How long an open palette may take to show a command that it knows. */
const paletteMs = 3_000;

/** The part of the browser's types that is used here: tests are checked without them. */
interface LinesElement {
	readonly children: Iterable<{ readonly style: { readonly top: string }; readonly textContent: string }>;
}

interface WindowParts {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly url: string;
	readonly folder: string;
	readonly orgsmithHome: string;
	readonly profile: CodeServerProfile;
	readonly settings: Readonly<Record<string, unknown>>;
	serverLog(): string;
	release(): Promise<void>;
}

/** One VS Code window, driven as a person would: every wait ends when the thing is on the screen. */
export class VsCodeWindow {
	readonly page: Page;
	readonly context: BrowserContext;
	/** The server's address, without a slash at the end. */
	readonly url: string;
	/** The open folder: a copy that the test may change. */
	readonly folder: string;
	readonly orgsmithHome: string;
	readonly #parts: WindowParts;
	#settings: Readonly<Record<string, unknown>>;

	constructor(parts: WindowParts) {
		this.page = parts.page;
		this.context = parts.context;
		this.url = parts.url;
		this.folder = parts.folder;
		this.orgsmithHome = parts.orgsmithHome;
		this.#parts = parts;
		this.#settings = parts.settings;
	}

	/** Loads the window anew and waits until the workbench is there; `runCommand` waits for the extension host. */
	async reload(): Promise<void> {
		const query = new URLSearchParams({ folder: decodeURIComponent(pathToFileURL(this.folder).pathname) });
		await this.page.goto(`${this.url}/?${query.toString()}`);
		await this.page.locator(".monaco-workbench .part.sidebar .pane-header").first().waitFor();
	}

	/** Reloads as a person does, by the command: VS Code saves what is open first. */
	async reloadAsPerson(): Promise<void> {
		const loaded = this.page.waitForEvent("load");
		await this.runCommand("Developer: Reload Window");
		await loaded;
		await this.page.locator(".monaco-workbench .part.sidebar .pane-header").first().waitFor();
	}

	/** Runs a command by its full title in the command palette, such as `Orgsmith: Start Demo Org`. */
	async runCommand(title: string): Promise<void> {
		const row = await waitFor(`the command ${title}`, () => this.#findCommand(title), 30_000);
		await row.click();
	}

	/**
	 * Opens a file by its path in the folder, and waits until its editor has the focus. The whole path is typed: VS Code
	 * looks such a file up, while its list of names may be older than the file.
	 */
	async openFile(name: string): Promise<void> {
		const input = this.#quickInput();
		// A key that is pressed while the focus leaves a webview is lost on its way between the frames.
		await waitFor("the file picker", async () => {
			await this.page.keyboard.press("ControlOrMeta+P");
			return input.waitFor({ timeout: 1_000 }).then(
				() => true,
				() => undefined,
			);
		});
		await input.fill(path.join(this.folder, name));
		await this.#row(path.basename(name)).click();
		await this.page.locator(".tab.active", { hasText: path.basename(name) }).waitFor();
		await this.editor().waitFor();
	}

	/** The text editor in the active group. */
	editor(): Locator {
		return this.page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
	}

	/** The lines that the active editor shows, from top to bottom. */
	async editorText(): Promise<string> {
		const lines = await this.editor()
			.locator(".view-lines")
			.first()
			.evaluate((element: LinesElement) =>
				[...element.children]
					.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
					.map((line) => line.textContent),
			);
		return lines.map((line) => line.replaceAll("\u00a0", " ")).join("\n");
	}

	/** Types at the cursor of the active editor, key by key; VS Code closes brackets and suggests as it does for people. */
	async typeInEditor(text: string): Promise<void> {
		await this.#focusEditor();
		await this.page.keyboard.type(text);
	}

	/** Replaces the whole text of the active editor at once. */
	async replaceEditorText(text: string): Promise<void> {
		await this.#focusEditor();
		await this.page.keyboard.press("ControlOrMeta+A");
		await this.page.keyboard.insertText(text);
	}

	/** The page that `action` makes VS Code open outside; agrees when VS Code asks whether to open it. */
	async popup(action: () => Promise<void>): Promise<Page> {
		const [popup] = await Promise.all([this.context.waitForEvent("page"), this.#openOutside(action)]);
		await popup.waitForLoadState("domcontentloaded");
		return popup;
	}

	/**
	 * The document inside a visible webview: the one with that `<title>`, or the first for which `match` holds.
	 * Rejects when none is there within 15 seconds.
	 */
	webviewFrame(match: string | ((frame: Frame) => Promise<boolean>)): Promise<Frame> {
		const fits = typeof match === "string" ? async (frame: Frame) => (await frame.title()) === match : match;
		return waitFor(
			`a webview that is ${typeof match === "string" ? `titled ${match}` : "as asked"}`,
			async () => {
				for (const frame of this.page.frames()) {
					// A frame may go away while it is looked at.
					if (await this.#isShownWebview(frame).catch(() => false)) {
						if (await fits(frame).catch(() => false)) {
							return frame;
						}
					}
				}
				return undefined;
			},
		);
	}

	/** The texts of the notifications on the screen, newest first. */
	notifications(): Promise<string[]> {
		return this.page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
	}

	/** Waits for a notification that has `text` in it; gives it, to press its buttons. */
	async notification(text: string | RegExp): Promise<Locator> {
		const item = this.page
			.locator(".notifications-toasts .notification-list-item", { hasText: text })
			.first();
		await item.waitFor();
		return item;
	}

	/** The texts of the status bar's items, from left to right, one a line. */
	async statusBarText(): Promise<string> {
		const texts = await this.page.locator(".part.statusbar .statusbar-item").allInnerTexts();
		return texts.filter((text) => text.trim() !== "").join("\n");
	}

	/** A status bar item by a part of its text. */
	statusBarItem(text: string | RegExp): Locator {
		return this.page.locator(".part.statusbar .statusbar-item", { hasText: text }).first();
	}

	/** Picks the entry with exactly that label from the open quick pick. */
	async quickPick(label: string): Promise<void> {
		await this.#row(label).click();
	}

	/** The labels of the open quick pick, which must fit its widget; its rows come one after the other. */
	quickPickLabels(): Promise<string[]> {
		const rows = this.page.locator(".quick-input-widget:visible .quick-input-list .monaco-list-row");
		return waitFor("all rows of the quick pick", async () => {
			const last = rows.last();
			if ((await last.count()) === 0) return undefined;
			const size = Number(await last.getAttribute("aria-setsize"));
			const labels = await rows.locator(".label-name").allInnerTexts();
			return labels.length === size ? labels : undefined;
		});
	}

	/** Fills the open input box and accepts it. */
	async inputBox(text: string): Promise<void> {
		const input = this.#quickInput();
		await input.waitFor();
		await input.fill(text);
		await input.press("Enter");
	}

	/**
	 * Names a file in VS Code's own save dialog. It begins with a name of its own, and looks into the folder of another one
	 * before it takes it: `inFolder` is the name of something there, seen when it has.
	 */
	async saveAs(file: string, inFolder: string): Promise<void> {
		const input = this.#quickInput();
		const row = (text: string) => this.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
		await row("..").first().waitFor();
		await waitFor("the dialog's own name", async () => (await input.inputValue()) !== "" || undefined);
		await input.fill(file);
		await row(inFolder).waitFor();
		await input.press("Enter");
	}

	/** Presses a button of the modal dialog and waits until the dialog is gone; gives the dialog's text. */
	async modalButton(label: string): Promise<string> {
		const dialog = this.page.locator(".monaco-dialog-box");
		await dialog.waitFor();
		const text = await dialog.innerText();
		await this.#dialogButton(label).click();
		await dialog.waitFor({ state: "detached" });
		return text;
	}

	/** Changes user settings and loads the window anew: VS Code's server build doesn't watch the file. */
	async setSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
		this.#settings = { ...this.#settings, ...settings };
		await writeSettings(this.#parts.profile, this.#settings);
		await this.reload();
	}

	/** Picks the color theme and waits until the window has it. */
	async setTheme(theme: Theme): Promise<void> {
		await this.runCommand("Preferences: Color Theme");
		const input = this.#quickInput();
		await input.waitFor();
		await input.fill(theme);
		await this.quickPick(theme);
		await this.page.locator(`.monaco-workbench.${themes[theme]}`).waitFor();
	}

	/** Takes a picture of the window into `test/results/NAME.png`; gives its path. */
	async screenshot(name: string): Promise<string> {
		await mkdir(results, { recursive: true });
		const file = path.join(results, `${name}.png`);
		await this.page.screenshot({ path: file });
		return file;
	}

	/** What VS Code's server has printed, for a failed test's message. */
	serverLog(): string {
		return this.#parts.serverLog();
	}

	/** Ends the window and its server and removes what they wrote. */
	async close(): Promise<void> {
		await this.#parts.release();
	}

	/** VS Code asks before it opens a page outside, but for trusted ones. */
	async #openOutside(action: () => Promise<void>): Promise<void> {
		const before = this.context.pages().length;
		await action();
		const open = this.#dialogButton("Open");
		await waitFor("the page outside", async () => {
			if (await open.isVisible()) {
				await open.click();
			}
			return this.context.pages().length > before ? true : undefined;
		});
	}

	#quickInput(): Locator {
		return this.page.locator(".quick-input-widget:visible .quick-input-box input");
	}

	#row(label: string): Locator {
		return this.page
			.locator(".quick-input-widget:visible .quick-input-list .monaco-list-row")
			.filter({ has: this.page.locator(".label-name").getByText(label, { exact: true }) })
			.first();
	}

	#dialogButton(label: string): Locator {
		return this.page.locator(".monaco-dialog-box .monaco-button").getByText(label, { exact: true });
	}

	/**
	 * The palette lists what was known when it opened, and a starting window closes it when it moves the focus: then a
	 * new palette is needed.
	 */
	async #findCommand(title: string): Promise<Locator | undefined> {
		const input = this.#quickInput();
		const row = this.#row(title);
		try {
			await this.page.keyboard.press("F1");
			await input.fill(`>${title}`, { timeout: paletteMs });
			await row.waitFor({ timeout: paletteMs });
			return row;
		} catch {
			await this.page.keyboard.press("Escape");
			return undefined;
		}
	}

	async #focusEditor(): Promise<void> {
		await this.editor().locator(".view-lines").first().click();
		await this.page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
	}

	/** VS Code puts a webview's document into a frame inside a frame of its own; hidden ones stay in the page. */
	async #isShownWebview(frame: Frame): Promise<boolean> {
		const outer = frame.parentFrame();
		if (outer === null || outer.parentFrame() !== this.page.mainFrame() || !isWebviewHost(outer)) {
			return false;
		}
		const [outerElement, element] = await Promise.all([outer.frameElement(), frame.frameElement()]);
		return (await outerElement.isVisible()) && (await element.isVisible());
	}
}

function isWebviewHost(frame: Frame): boolean {
	return frame.url().includes("/webview/browser/pre/");
}
