import { html, nothing, render } from "lit-html";

export interface MenuItem {
	readonly label: string;
	/** As a person presses them, `Ctrl` standing for Cmd on a Mac. */
	readonly keys?: string | undefined;
	/** For what is on or off. */
	readonly checked?: boolean;
	readonly run: () => void;
}

/** In pixels of the window. */
export interface Place {
	readonly x: number;
	readonly y: number;
}

/** "line" is a line between two groups. */
export type MenuItems = readonly (MenuItem | "line")[];

/** One menu at a time, at a place of the window. It is walked with the arrows; Escape gives the focus back. */
export class Menu {
	readonly element = document.createElement("div");
	#back: HTMLElement | undefined;

	constructor() {
		this.element.className = "menu";
		this.element.popover = "auto";
		this.element.addEventListener("keydown", walk);
		this.element.addEventListener("toggle", (event) => {
			if (event.newState === "open") return;
			if (this.element.contains(document.activeElement) || document.activeElement === document.body)
				this.#back?.focus({ preventScroll: true });
			this.#back = undefined;
		});
	}

	get open(): boolean {
		return this.element.matches(":popover-open");
	}

	/** `note` stands above the items. */
	show(label: string, items: MenuItems, at: Place, note?: string): void {
		const active = document.activeElement;
		if (this.open) this.element.hidePopover();
		this.#back = active instanceof HTMLElement && active !== document.body ? active : undefined;
		this.#draw(label, items, note);
		this.element.showPopover();
		const { width, height } = this.element.getBoundingClientRect();
		this.element.style.left = `${Math.max(4, Math.min(at.x, window.innerWidth - width - 4))}px`;
		this.element.style.top = `${Math.max(4, Math.min(at.y, window.innerHeight - height - 4))}px`;
		this.element.querySelector("button")?.focus();
	}

	#draw(label: string, items: MenuItems, note: string | undefined): void {
		render(
			html`${note === undefined ? nothing : html`<p>${note}</p>`}<div role="menu" aria-label=${label}>${items.map(
				(item) =>
					item === "line"
						? html`<hr role="separator">`
						: html`<button
							role=${item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
							aria-checked=${item.checked ?? nothing}
							@click=${() => this.#choose(item)}
						>${item.checked === undefined ? nothing : html`<i class="codicon codicon-${item.checked ? "check" : "blank"}" aria-hidden="true"></i>`}${item.label}${item.keys === undefined ? nothing : html`<kbd>${forMac(item.keys)}</kbd>`}</button>`,
			)}</div>`,
			this.element,
		);
	}

	#choose(item: MenuItem): void {
		// An item may open the next menu: whoever had the focus before this one gets it back from that.
		this.#back?.focus({ preventScroll: true });
		this.element.hidePopover();
		item.run();
	}
}

/** Keys as they are on this machine's keyboard. */
export function forMac(keys: string): string {
	return navigator.platform.startsWith("Mac") ? keys.replaceAll("Ctrl", "Cmd") : keys;
}

function walk(event: KeyboardEvent): void {
	const menu = event.currentTarget;
	if (!(menu instanceof HTMLElement)) return;
	const items = [...menu.querySelectorAll("button")];
	const at = items.findIndex((item) => item === document.activeElement);
	const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
	if (to === undefined) {
		// The grid's keys are not meant; Enter, Escape and Tab are the menu's own.
		event.stopPropagation();
		return;
	}
	items.at(to % items.length)?.focus();
	event.preventDefault();
	event.stopPropagation();
}
