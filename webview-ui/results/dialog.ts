import { html, render, type TemplateResult } from "lit-html";
import { forMac } from "./menu.ts";

const KEYS: readonly (readonly [string, string])[] = [
	["Arrows, Home, End, Page", "Move; with Ctrl to the edge of the grid; with Shift extend the selection"],
	["Ctrl+A · Space · Ctrl+Space", "Select all · the row · the column"],
	["Ctrl+C · Ctrl+Shift+C", "Copy · copy with headers"],
	["S · Shift+S", "Sort by the column: up, down, as it came · by this column as well"],
	["Enter or F2", "Show the whole text, open or close child rows; on an Id open the record"],
	["Alt+Right · Alt+Left", "Into and out of child rows"],
	["Ctrl+F · F3 · Shift+F3", "Find · next · previous match"],
	["Ctrl+Shift+L", "Line of filters, one field a column"],
	["Alt+Shift+= · Alt+Shift+-", "Wider · narrower column"],
	["Alt+Shift+Left · Alt+Shift+Right", "Move the column"],
	["H · Shift+H", "Hide the column · show all columns"],
	["Shift+F10", "Menu of the column"],
	["Ctrl+Enter", "Run again"],
	["[ · ]", "Earlier · later result of this panel"],
	["P", "Pin: the next run of the file opens another panel"],
	["Esc", "Cancel while loading"],
	["F6 · Shift+F6", "Next · previous part: bar, grid, message"],
];

/** One dialog over the grid: the keys, or the whole text of a cell. Escape closes it and gives the focus back. */
export class Dialog {
	readonly element = document.createElement("dialog");

	constructor() {
		this.element.addEventListener("click", (event) => {
			if (event.target === this.element) this.element.close();
		});
		// The grid's own keys must not hear what is typed here.
		this.element.addEventListener("keydown", (event) => event.stopPropagation());
	}

	showKeys(): void {
		this.#show(
			"Keys",
			html`<dl>${KEYS.map(([keys, does]) => html`<dt>${forMac(keys)}</dt><dd>${does}</dd>`)}</dl>`,
		);
	}

	showFacts(title: string, facts: readonly (readonly [name: string, value: string])[]): void {
		this.#show(
			title,
			html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`,
		);
	}

	showText(title: string, text: string): void {
		this.#show(title, html`<pre tabindex="0">${text}</pre>`);
	}

	#show(title: string, content: TemplateResult): void {
		render(
			html`<header><h2>${title}</h2>
				<button class="icon" aria-label="Close" title="Close (Esc)" @click=${() => this.element.close()}>
					<i class="codicon codicon-close" aria-hidden="true"></i>
				</button></header>${content}`,
			this.element,
		);
		this.element.setAttribute("aria-label", title);
		if (!this.element.open) this.element.showModal();
	}
}
