import { html, render, type TemplateResult } from "lit-html";

const KEYS: readonly (readonly [string, string])[] = [
	["Arrows, Home, End, Page", "Move; with Ctrl to the edge of the grid; with Shift extend the selection"],
	["Ctrl+A · Space · Ctrl+Space", "Select all · the row · the column"],
	["Ctrl+C · Ctrl+Shift+C", "Copy · copy with headers"],
	["S · Shift+S", "Sort by the column: up, down, as it came · by this column as well"],
	["Enter or F2", "Show the whole text, open or close child rows; on an Id open the record in the browser"],
	["Alt+Right · Alt+Left", "Into and out of child rows"],
	["Alt+Shift+= · Alt+Shift+-", "Wider · narrower column"],
	["Ctrl+Enter", "Run again"],
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
		const mac = navigator.platform.startsWith("Mac");
		this.#show(
			"Keys",
			html`<dl>${KEYS.map(([keys, does]) => html`<dt>${mac ? keys.replaceAll("Ctrl", "Cmd") : keys}</dt><dd>${does}</dd>`)}</dl>`,
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
