import { html, render } from "lit-html";
import { grouped } from "../../src/base/text.ts";
import type { Found } from "../../src/pages/results.ts";

const TYPING_MS = 150;

export interface FindHost {
	/** Goes to the next cell that contains the text, or the one before, or stays at one that is a match. */
	find(text: string, to: "next" | "previous" | "nearest"): Promise<Found | null>;
	/** The nearest match, without going there. */
	count(text: string): Promise<Found | null>;
	/** Shows only rows that contain the text; all rows for the empty one. Settled when they are shown. */
	only(text: string): Promise<void>;
	closed(): void;
}

/** Looks for a text in all cells: next, previous, how many; and shows only the rows that have it. */
export class FindBar {
	readonly element = document.createElement("div");
	readonly #host: FindHost;
	#text = "";
	#only = false;
	#found: Found | null | undefined;
	#timer = 0;
	#asked = 0;

	constructor(host: FindHost) {
		this.#host = host;
		this.element.className = "find";
		this.element.hidden = true;
		this.element.setAttribute("role", "search");
		this.element.addEventListener("keydown", (event) => this.#onKey(event));
		this.#draw();
	}

	open(): void {
		this.element.hidden = false;
		const input = this.element.querySelector("input");
		input?.focus();
		input?.select();
	}

	next(backwards: boolean): void {
		if (this.element.hidden) this.open();
		else void this.#find(backwards ? "previous" : "next");
	}

	/** Other rows are shown, or the same ones elsewhere: counts anew, and leaves the person where they are. */
	recount(): void {
		if (!this.element.hidden) void this.#ask(() => this.#host.count(this.#text));
	}

	close(): void {
		this.element.hidden = true;
		clearTimeout(this.#timer);
		this.#found = undefined;
		if (this.#only) {
			this.#only = false;
			void this.#host.only("");
		}
		this.#draw();
		this.#host.closed();
	}

	#onKey(event: KeyboardEvent): void {
		const jump = event.ctrlKey || event.metaKey;
		if (event.key === "Escape") this.close();
		else if (event.key === "Enter" && event.target instanceof HTMLInputElement)
			void this.#find(event.shiftKey ? "previous" : "next");
		else if (jump && event.key.toLowerCase() === "f") this.open();
		else {
			// Typing is not for the grid; keys of the panel are.
			if (event.key !== "F6" && event.key !== "F3" && !jump) event.stopPropagation();
			return;
		}
		event.preventDefault();
		event.stopPropagation();
	}

	#typed(text: string): void {
		this.#text = text;
		clearTimeout(this.#timer);
		this.#timer = window.setTimeout(() => {
			void this.#restrict().then(() => this.#find("nearest"));
		}, TYPING_MS);
	}

	/** Places in rows mean something only once those rows are shown. */
	async #restrict(): Promise<void> {
		if (this.#only) await this.#host.only(this.#text);
	}

	#find(to: "next" | "previous" | "nearest"): Promise<void> {
		return this.#ask(() => this.#host.find(this.#text, to));
	}

	async #ask(find: () => Promise<Found | null>): Promise<void> {
		const asked = ++this.#asked;
		try {
			const found = this.#text === "" ? undefined : await find();
			if (asked === this.#asked) this.#found = found;
		} catch {
			// The host has told why; the result may have been replaced meanwhile.
			if (asked === this.#asked) this.#found = undefined;
		}
		this.#draw();
	}

	#draw(): void {
		const found = this.#found;
		const count =
			this.#text === "" || found === undefined
				? ""
				: found === null
					? "No results"
					: `${grouped(found.at)} of ${grouped(found.of)}`;
		render(
			html`<input
					type="text"
					aria-label="Find in results"
					placeholder="Find"
					spellcheck="false"
					autocomplete="off"
					class=${found === null ? "nothing" : ""}
					@input=${(event: Event) => this.#typed((event.target as HTMLInputElement).value)}
				/>
				<span class="hits" role="status">${count}</span>
				${icon("arrow-up", "Previous Match (Shift+Enter)", () => void this.#find("previous"))}
				${icon("arrow-down", "Next Match (Enter)", () => void this.#find("next"))}
				<button
					class="icon toggle"
					title="Show Only Matching Rows"
					aria-label="Show Only Matching Rows"
					aria-pressed=${this.#only}
					@click=${() => {
						this.#only = !this.#only;
						this.#draw();
						const only = this.#only ? this.#text : "";
						void this.#host.only(only).then(() => this.#find("nearest"));
					}}
				><i class="codicon codicon-list-filter" aria-hidden="true"></i></button>
				${icon("close", "Close (Esc)", () => this.close())}`,
			this.element,
		);
	}
}

function icon(name: string, label: string, act: () => void) {
	return html`<button class="icon" title=${label} aria-label=${label} @click=${act}><i class="codicon codicon-${name}" aria-hidden="true"></i></button>`;
}
