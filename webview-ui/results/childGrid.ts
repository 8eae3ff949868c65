import { type ChildPage, MAX_PAGE } from "../../src/pages/results.ts";
import { drawCell } from "./cellView.ts";
import { ROW_PX } from "./geometry.ts";

const MOST_SHOWN_PX = 10 * ROW_PX;
const CHROME_PX = 36;

export interface ChildGridOptions {
	readonly column: number;
	readonly label: string;
	readonly rows: number;
	readonly pull: (from: number, count: number) => Promise<ChildPage>;
	/** Escape or Alt+Left: back to the row above. */
	readonly leave: () => void;
}

/** The child rows of one cell, in place below their row: a table of its own that scrolls by itself. */
export class ChildGrid {
	readonly element = document.createElement("div");
	readonly column: number;
	readonly px: number;
	readonly #options: ChildGridOptions;
	readonly #view = document.createElement("div");
	readonly #table = document.createElement("table");
	readonly #body = document.createElement("tbody");
	#loaded = 0;
	#asking = false;

	constructor(options: ChildGridOptions) {
		this.#options = options;
		this.column = options.column;
		this.px = Math.min(MOST_SHOWN_PX, options.rows * ROW_PX) + CHROME_PX;
		this.element.className = "child";
		this.element.style.height = `${this.px}px`;
		// A row group holds rows only, and a row cells only: the inner grid is the one cell of a row of its own.
		this.element.setAttribute("role", "row");
		this.#view.className = "view";
		this.#view.setAttribute("role", "gridcell");
		this.#view.setAttribute("aria-label", `${options.label}, ${options.rows} rows`);
		this.#view.tabIndex = 0;
		this.#table.setAttribute("role", "grid");
		this.#table.setAttribute("aria-label", options.label);
		this.#table.setAttribute("aria-rowcount", String(options.rows + 1));
		this.#table.append(this.#body);
		this.#view.append(this.#table);
		this.element.append(this.#view);
		this.element.addEventListener("keydown", (event) => {
			if (event.key !== "Escape" && !(event.altKey && event.key === "ArrowLeft")) return;
			event.preventDefault();
			event.stopPropagation();
			options.leave();
		});
		this.#view.addEventListener("scroll", () => {
			const { scrollTop, clientHeight, scrollHeight } = this.#view;
			if (scrollTop + clientHeight > scrollHeight - 10 * ROW_PX) void this.#more();
		});
		void this.#more();
	}

	/** Puts it below its row, or out of sight. */
	place(inView: boolean, px: number): void {
		this.element.hidden = !inView;
		if (inView) this.element.style.transform = `translateY(${px}px)`;
	}

	focus(): void {
		this.element.hidden = false;
		this.#view.focus({ preventScroll: true });
	}

	dispose(): void {
		this.element.remove();
	}

	async #more(): Promise<void> {
		if (this.#asking || (this.#loaded > 0 && this.#loaded >= this.#options.rows)) return;
		this.#asking = true;
		try {
			const page = await this.#options.pull(this.#loaded, MAX_PAGE);
			if (this.#loaded === 0) this.#head(page);
			this.#loaded = page.rows.length === 0 ? Number.POSITIVE_INFINITY : this.#loaded + page.rows.length;
			for (const row of page.rows) {
				const line = this.#body.insertRow();
				line.setAttribute("role", "row");
				for (const [index, { kind }] of page.columns.entries()) {
					const cell = line.insertCell();
					drawCell(cell, row[index] ?? null, kind);
					cell.setAttribute("role", "gridcell");
				}
			}
		} catch {
			// The host has logged why; the result may have been replaced meanwhile.
			this.#table.createCaption().textContent = "These rows could not be loaded. Close and open them again.";
		} finally {
			this.#asking = false;
		}
	}

	#head({ columns, loaded, total }: ChildPage): void {
		const line = this.#table.createTHead().insertRow();
		line.setAttribute("role", "row");
		for (const { name, kind } of columns) {
			const head = document.createElement("th");
			head.className = kind;
			head.scope = "col";
			head.setAttribute("role", "columnheader");
			head.textContent = name;
			line.append(head);
		}
		if (loaded < total) {
			const caption = this.#table.createCaption();
			caption.textContent = `${loaded} of ${total}: the platform cut the rest.`;
		}
	}
}
