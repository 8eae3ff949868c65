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

/** One drawn row. It touches the document only where something changed since it was last drawn. */
export class RowView {
	readonly element = document.createElement("div");
	readonly #row: number;
	readonly #frozen = document.createElement("div");
	#content = "";
	#cells: readonly Cell[] | undefined;
	#marks = "";
	#at = Number.NaN;

	constructor(row: number) {
		this.#row = row;
		this.element.className = `row${row % 2 === 1 ? " odd" : ""}`;
		this.element.setAttribute("role", "row");
		this.element.setAttribute("aria-rowindex", String(row + 2));
		const number = document.createElement("div");
		number.className = "number";
		number.setAttribute("role", "rowheader");
		number.setAttribute("aria-colindex", "1");
		number.textContent = (row + 1).toLocaleString();
		number.dataset["row"] = String(row);
		this.#frozen.className = "frozen";
		this.#frozen.setAttribute("role", "presentation");
		this.element.append(number);
	}

	draw(cells: readonly Cell[] | undefined, px: number, openColumn: number | undefined, how: Drawing): void {
		if (px !== this.#at) this.element.style.transform = `translateY(${px}px)`;
		this.#at = px;
		const { span, selection, frozen, found } = how;
		const content = `${frozen}/${span.first}-${span.last}-${cells?.length ?? "pending"}`;
		const selected = this.#row >= selection.fromRow && this.#row <= selection.toRow;
		const active = selection.active.row === this.#row ? selection.active.column : -1;
		const chosen = selected ? `${selection.fromColumn}-${selection.toColumn}` : "";
		const marks = `${chosen}/${active}/${openColumn ?? ""}/${found?.row === this.#row ? found.column : ""}`;
		if (content !== this.#content || cells !== this.#cells) this.#fill(cells, how);
		else if (marks === this.#marks) return;
		this.#content = content;
		this.#cells = cells;
		this.#marks = marks;
		this.#mark(openColumn, how);
	}

	#fill(cells: readonly Cell[] | undefined, how: Drawing): void {
		const { geometry, span, frozen } = how;
		const drawn: HTMLElement[] = [];
		for (let column = Math.max(span.first, frozen); column <= span.last; column++) {
			const cell = this.#cell(cells, column, how);
			cell.style.left = `calc(var(--number-width) + ${geometry.left(column)}px)`;
			drawn.push(cell);
		}
		const number = this.element.firstElementChild;
		this.element.replaceChildren(...(number ? [number] : []), ...drawn);
		if (frozen === 0) return;
		const kept: HTMLElement[] = [];
		for (let column = 0; column < frozen; column++) {
			const cell = this.#cell(cells, column, how);
			cell.style.left = `${geometry.left(column)}px`;
			kept.push(cell);
		}
		this.#frozen.style.width = `${geometry.left(frozen)}px`;
		this.#frozen.replaceChildren(...kept);
		number?.after(this.#frozen);
	}

	#cell(cells: readonly Cell[] | undefined, column: number, how: Drawing): HTMLElement {
		const cell = document.createElement("div");
		cell.setAttribute("role", "gridcell");
		cell.setAttribute("aria-colindex", String(column + 2));
		cell.id = cellId(how.grid, { row: this.#row, column });
		cell.dataset["row"] = String(this.#row);
		cell.dataset["column"] = String(column);
		cell.style.width = `${how.geometry.widthOf(column)}px`;
		const shown = how.columns[column];
		drawCell(
			cell,
			cells && shown ? (cells[shown.index] ?? null) : undefined,
			shown?.kind ?? "text",
			how.timeZone,
		);
		return cell;
	}

	#mark(openColumn: number | undefined, { selection, found }: Drawing): void {
		for (const cell of [...this.element.children, ...this.#frozen.children]) {
			if (!(cell instanceof HTMLElement) || cell.dataset["column"] === undefined) continue;
			const column = Number(cell.dataset["column"]);
			cell.setAttribute("aria-selected", String(selection.has(this.#row, column)));
			const { active } = selection;
			cell.classList.toggle("active", active.row === this.#row && active.column === column);
			cell.classList.toggle("found", found?.row === this.#row && found.column === column);
			if (cell.hasAttribute("aria-expanded")) {
				cell.setAttribute("aria-expanded", String(column === openColumn));
			}
		}
	}
}

export function cellId(grid: string, { row, column }: CellAt): string {
	return `${grid}-${row}-${column}`;
}

/** The cell at an element of the grid `within`, not of one nested in it; column -1 for a row number. */
export function cellAt(target: EventTarget | null, within: HTMLElement): CellAt | undefined {
	const cell = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
	if (!cell || cell.closest(".grid") !== within) return undefined;
	const { row, column } = cell.dataset;
	return row === undefined ? undefined : { row: Number(row), column: Number(column ?? -1) };
}
