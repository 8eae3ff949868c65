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
	readonly #table = document.createElement("table");
	#loaded = 0;
	#asking = false;

	constructor(options: ChildGridOptions) {
		this.#options = options;
		this.column = options.column;
		this.px = Math.min(MOST_SHOWN_PX, options.rows * ROW_PX) + CHROME_PX;
		this.element.className = "child";
		this.element.style.height = `${this.px}px`;
		this.element.tabIndex = 0;
		this.#table.setAttribute("role", "grid");
		this.#table.setAttribute("aria-label", `${options.label}, ${options.rows}`);
		this.element.append(this.#table);
		this.element.addEventListener("keydown", (event) => {
			if (event.key !== "Escape" && !(event.altKey && event.key === "ArrowLeft")) return;
			event.preventDefault();
			event.stopPropagation();
			options.leave();
		});
		this.element.addEventListener("scroll", () => {
			const { scrollTop, clientHeight, scrollHeight } = this.element;
			if (scrollTop + clientHeight > scrollHeight - 10 * ROW_PX) void this.#more();
		});
		void this.#more();
	}

	focus(): void {
		this.element.focus();
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
				const line = this.#table.insertRow();
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
		for (const { name, kind } of columns) {
			const head = document.createElement("th");
			head.className = kind;
			head.scope = "col";
			head.textContent = name;
			line.append(head);
		}
		if (loaded < total) {
			const caption = this.#table.createCaption();
			caption.textContent = `${loaded} of ${total}`;
		}
	}
}
