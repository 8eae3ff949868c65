import type { Cell, ResultColumn } from "../../src/pages/results.ts";
import { drawCell } from "./cellView.ts";
import type { Columns } from "./geometry.ts";
import type { CellAt, Selection } from "./selection.ts";

export interface Drawing {
	readonly columns: readonly ResultColumn[];
	readonly geometry: Columns;
	/** First and last column in view. */
	readonly span: { readonly first: number; readonly last: number };
	readonly selection: Selection;
}

/** One drawn row. It touches the document only where something changed since it was last drawn. */
export class RowView {
	readonly element = document.createElement("div");
	readonly #row: number;
	#content = "";
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
		this.element.append(number);
	}

	draw(cells: readonly Cell[] | undefined, px: number, openColumn: number | undefined, how: Drawing): void {
		if (px !== this.#at) this.element.style.transform = `translateY(${px}px)`;
		this.#at = px;
		const { span, selection } = how;
		const content = `${span.first}-${span.last}-${cells?.length ?? "pending"}`;
		const selected = this.#row >= selection.fromRow && this.#row <= selection.toRow;
		const active = selection.active.row === this.#row ? selection.active.column : -1;
		const chosen = selected ? `${selection.fromColumn}-${selection.toColumn}` : "";
		const marks = `${chosen}/${active}/${openColumn ?? ""}`;
		if (content !== this.#content) this.#fill(cells, how);
		else if (marks === this.#marks) return;
		this.#content = content;
		this.#marks = marks;
		this.#mark(openColumn, selection);
	}

	#fill(cells: readonly Cell[] | undefined, { columns, geometry, span }: Drawing): void {
		const drawn: HTMLElement[] = [];
		for (let column = span.first; column <= span.last; column++) {
			const cell = document.createElement("div");
			cell.setAttribute("role", "gridcell");
			cell.setAttribute("aria-colindex", String(column + 2));
			cell.id = cellId({ row: this.#row, column });
			cell.dataset["row"] = String(this.#row);
			cell.dataset["column"] = String(column);
			cell.style.left = `calc(var(--number-width) + ${geometry.left(column)}px)`;
			cell.style.width = `${geometry.widthOf(column)}px`;
			drawCell(cell, cells ? (cells[column] ?? null) : undefined, columns[column]?.kind ?? "text");
			drawn.push(cell);
		}
		const number = this.element.firstElementChild;
		this.element.replaceChildren(...(number ? [number] : []), ...drawn);
	}

	#mark(openColumn: number | undefined, selection: Selection): void {
		for (const cell of this.element.children) {
			if (!(cell instanceof HTMLElement) || cell.dataset["column"] === undefined) continue;
			const column = Number(cell.dataset["column"]);
			cell.setAttribute("aria-selected", String(selection.has(this.#row, column)));
			const { active } = selection;
			cell.classList.toggle("active", active.row === this.#row && active.column === column);
			if (cell.hasAttribute("aria-expanded")) {
				cell.setAttribute("aria-expanded", String(column === openColumn));
			}
		}
	}
}

export function cellId({ row, column }: CellAt): string {
	return `cell-${row}-${column}`;
}

/** The cell at an element of the grid; column -1 for a row number. */
export function cellAt(target: EventTarget | null): CellAt | undefined {
	const cell = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
	const { row, column } = cell?.dataset ?? {};
	return row === undefined ? undefined : { row: Number(row), column: Number(column ?? -1) };
}
