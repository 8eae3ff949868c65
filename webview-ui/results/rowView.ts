import type { Cell } from "../../src/pages/results.ts";
import { drawCell } from "./cellView.ts";
import type { Columns } from "./geometry.ts";
import type { CellAt, Selection } from "./selection.ts";
import type { ShownColumn } from "./shownColumns.ts";

export interface Drawing {
	/** The grid that the row is in: cells of nested grids have ids of their own. */
	readonly grid: string;
	readonly columns: readonly ShownColumn[];
	readonly geometry: Columns;
	/** Columns, from the first, that stay while the others scroll. */
	readonly frozen: number;
	/** First and last column in view. */
	readonly span: { readonly first: number; readonly last: number };
	readonly selection: Selection;
	/** The zone that times are shown in; null: as the API sent them. */
	readonly timeZone: string | null;
	/** The cell where a text was found. */
	readonly found: CellAt | undefined;
}

/** A drawn cell, with what was last written to it. */
interface CellView {
	readonly element: HTMLElement;
	readonly column: number;
	selected: boolean | undefined;
	active: boolean;
	found: boolean;
}

/**
 * One drawn row. It touches the document only where something changed since it was last drawn, and stands for another
 * row once its own is out of view: to make elements anew for each row costs more than a frame has.
 */
export class RowView {
	readonly element = document.createElement("div");
	readonly #number = document.createElement("div");
	readonly #frozen = document.createElement("div");
	#row = -1;
	#cells: readonly CellView[] = [];
	#shape = "";
	#shown: readonly Cell[] | null | undefined = null;
	#marks = "";
	#at = Number.NaN;

	constructor(row: number) {
		this.element.setAttribute("role", "row");
		this.#number.className = "number";
		this.#number.setAttribute("role", "rowheader");
		this.#number.setAttribute("aria-colindex", "1");
		this.#frozen.className = "frozen";
		this.#frozen.setAttribute("role", "presentation");
		this.element.append(this.#number);
		this.become(row);
	}

	/** Stands for another row from now on. */
	become(row: number): void {
		this.#row = row;
		this.element.className = row % 2 === 1 ? "row odd" : "row";
		this.element.setAttribute("aria-rowindex", String(row + 2));
		this.element.dataset["row"] = String(row);
		this.#number.textContent = (row + 1).toLocaleString();
		this.#shown = null;
	}

	draw(cells: readonly Cell[] | undefined, px: number, openColumn: number | undefined, how: Drawing): void {
		if (px !== this.#at) this.element.style.transform = `translateY(${px}px)`;
		this.#at = px;
		const { span, selection, frozen, found } = how;
		const shape = `${frozen}/${span.first}-${span.last}`;
		const selected = this.#row >= selection.fromRow && this.#row <= selection.toRow;
		const active = selection.active.row === this.#row ? selection.active.column : -1;
		const chosen = selected ? `${selection.fromColumn}-${selection.toColumn}` : "";
		const marks = `${chosen}/${active}/${openColumn ?? ""}/${found?.row === this.#row ? found.column : ""}`;
		if (shape !== this.#shape) this.#build(how);
		if (shape !== this.#shape || cells !== this.#shown) this.#fill(cells, how);
		else if (marks === this.#marks) return;
		this.#shape = shape;
		this.#shown = cells;
		this.#marks = marks;
		this.#mark(openColumn, how);
	}

	/** Makes the cells for the columns that are in view. */
	#build({ geometry, span, frozen }: Drawing): void {
		const make = (column: number): CellView => {
			const element = document.createElement("div");
			element.setAttribute("role", "gridcell");
			element.setAttribute("aria-colindex", String(column + 2));
			element.dataset["column"] = String(column);
			element.style.width = `${geometry.widthOf(column)}px`;
			const left = `${geometry.left(column)}px`;
			element.style.left = column < frozen ? left : `calc(var(--number-width) + ${left})`;
			return { element, column, selected: undefined, active: false, found: false };
		};
		const kept: CellView[] = [];
		for (let column = 0; column < frozen; column++) kept.push(make(column));
		const scrolled: CellView[] = [];
		for (let column = Math.max(span.first, frozen); column <= span.last; column++)
			scrolled.push(make(column));
		this.#cells = [...kept, ...scrolled];
		this.#frozen.style.width = `${geometry.left(frozen)}px`;
		this.#frozen.replaceChildren(...kept.map(({ element }) => element));
		this.element.replaceChildren(
			this.#number,
			...(frozen > 0 ? [this.#frozen] : []),
			...scrolled.map(({ element }) => element),
		);
	}

	#fill(cells: readonly Cell[] | undefined, { grid, columns, timeZone }: Drawing): void {
		for (const view of this.#cells) {
			const { element, column } = view;
			const shown = columns[column];
			element.id = cellId(grid, { row: this.#row, column });
			const cell = cells && shown ? (cells[shown.index] ?? null) : undefined;
			drawCell(element, cell, shown?.kind ?? "text", timeZone);
			view.active = false;
			view.found = false;
		}
	}

	#mark(openColumn: number | undefined, { selection, found }: Drawing): void {
		const { active } = selection;
		for (const view of this.#cells) {
			const { element, column } = view;
			const selected = selection.has(this.#row, column);
			if (view.selected !== selected) element.setAttribute("aria-selected", String(selected));
			view.selected = selected;
			const isActive = active.row === this.#row && active.column === column;
			if (view.active !== isActive) element.classList.toggle("active", isActive);
			view.active = isActive;
			const isFound = found?.row === this.#row && found.column === column;
			if (view.found !== isFound) element.classList.toggle("found", isFound);
			view.found = isFound;
			if (element.hasAttribute("aria-expanded"))
				element.setAttribute("aria-expanded", String(column === openColumn));
		}
	}
}

export function cellId(grid: string, { row, column }: CellAt): string {
	return `${grid}-${row}-${column}`;
}

/** The cell at an element of the grid `within`, not of one nested in it; column -1 for a row number. */
export function cellAt(target: EventTarget | null, within: HTMLElement): CellAt | undefined {
	const cell =
		target instanceof Element ? target.closest<HTMLElement>("[data-column], .row > .number") : null;
	const row = cell?.closest<HTMLElement>(".row")?.dataset["row"];
	if (!cell || row === undefined || cell.closest(".grid") !== within) return undefined;
	return { row: Number(row), column: Number(cell.dataset["column"] ?? -1) };
}
