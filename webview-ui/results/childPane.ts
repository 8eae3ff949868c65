import { grouped } from "../../src/base/text.ts";
import type { ChildInfo } from "../../src/pages/results.ts";
import { ROW_PX } from "./geometry.ts";
import type { Grid } from "./grid.ts";

const MOST_ROWS = 10;
/** With rows of its own open, a child grid may be taller. */
const MOST_PX = 18 * ROW_PX;
/** Above, below, and the room that a scroll bar may take. */
const CHROME_PX = 22;

export interface ChildPaneOptions {
	readonly column: number;
	readonly label: string;
	readonly grid: Grid;
	/** How tall it is has changed. */
	readonly resized: () => void;
	/** Gives the focus to the grid around it. */
	readonly leave: () => void;
	/** The person asks for the rows that the platform cut. */
	readonly loadRest: () => void;
}

/** The child rows of one cell, in place below their row: a grid of its own, which scrolls by itself. */
export class ChildPane {
	readonly element = document.createElement("div");
	readonly column: number;
	readonly grid: Grid;
	px = ROW_PX + CHROME_PX;
	readonly #options: ChildPaneOptions;
	readonly #note = document.createElement("div");

	constructor(options: ChildPaneOptions) {
		this.#options = options;
		this.column = options.column;
		this.grid = options.grid;
		this.element.className = "child";
		// A row group holds rows only, and a row cells only: the inner grid is the one cell of a row of its own.
		this.element.setAttribute("role", "row");
		const view = document.createElement("div");
		view.className = "view";
		view.setAttribute("role", "gridcell");
		view.setAttribute("aria-label", options.label);
		this.grid.element.setAttribute("aria-label", options.label);
		this.#note.className = "note";
		this.#note.hidden = true;
		view.append(this.grid.element, this.#note);
		this.element.append(view);
	}

	/** How its rows stand now; null when there are none any more. */
	show(info: ChildInfo | null, timeZone: string | null): void {
		if (!info) return this.fail();
		this.grid.update(info, { busy: false, total: info.total, timeZone, run: 0 });
		const cut = info.loaded < info.total;
		this.#note.hidden = !cut;
		if (cut) {
			const rest = document.createElement("button");
			rest.className = "link";
			rest.textContent = "Load the rest";
			rest.addEventListener("click", () => this.#options.loadRest());
			this.#note.replaceChildren(
				`${grouped(info.loaded)} of ${grouped(info.total)} rows: the platform cut the others. `,
				rest,
			);
		}
		this.measure();
	}

	fail(): void {
		this.#note.hidden = false;
		this.#note.textContent = "These rows could not be loaded. Close and open them again.";
		this.measure();
	}

	/** As tall as what it shows, within limits. */
	measure(): void {
		const rows = Math.min(MOST_ROWS, Math.max(1, this.grid.rowCount)) * ROW_PX + this.grid.detailsPx;
		const note = this.#note.hidden ? 0 : ROW_PX;
		const px = Math.min(MOST_PX, rows) + this.grid.header.px + note + CHROME_PX;
		if (px === this.px && this.element.style.height !== "") return;
		this.px = px;
		this.element.style.height = `${px}px`;
		this.#options.resized();
	}

	/** Puts it below its row, or out of sight. */
	place(inView: boolean, px: number): void {
		if (!inView) this.#giveFocusBack();
		this.element.hidden = !inView;
		if (inView) this.element.style.transform = `translateY(${px}px)`;
	}

	focus(): void {
		this.element.hidden = false;
		this.grid.focus();
	}

	#giveFocusBack(): void {
		if (this.element.contains(document.activeElement)) this.#options.leave();
	}

	dispose(): void {
		this.#giveFocusBack();
		this.grid.dispose();
		this.element.remove();
	}
}
