import type {
	Cell,
	ChildPage,
	CopyFormat,
	ResultColumn,
	ResultInfo,
	SortKey,
} from "../../src/pages/results.ts";
import { ChildGrid } from "./childGrid.ts";
import { ROW_PX, Rows, TALLEST_PX } from "./geometry.ts";
import { GridHeader, textWidth } from "./gridHeader.ts";
import { commandFor } from "./gridKeys.ts";
import type { RowCache } from "./rowCache.ts";
import { cellAt, cellId, RowView } from "./rowView.ts";
import { type CellAt, Selection } from "./selection.ts";
import { nextSort } from "./sortKeys.ts";

const HEADER_PX = 26;
const OVERSCAN = 4;

export interface GridHost {
	readonly rows: RowCache;
	children(row: number, column: number, from: number, count: number): Promise<ChildPage>;
	/** Enter, F2 or a double click on a cell that has more to show than its line. */
	open(at: CellAt, cell: Cell | undefined, column: ResultColumn): void;
	copy(selection: Selection, format: CopyFormat): void;
	sort(keys: readonly SortKey[]): void;
	selectionChanged(selection: Selection): void;
	/** After the first frame that has rows of the present revision. */
	painted(rows: number): void;
}

/**
 * The grid: only what is in view is in the document, rows are pulled as they come into view, and the focus is one
 * cell (`aria-activedescendant`), so that keyboard and screen reader know where they are in the whole.
 */
export class Grid {
	readonly element = document.createElement("div");
	readonly selection = new Selection();
	readonly #host: GridHost;
	readonly #canvas = document.createElement("div");
	readonly #body = document.createElement("div");
	readonly #header: GridHeader;
	readonly #rows = new Rows();
	readonly #drawn = new Map<number, RowView>();
	readonly #children = new Map<number, ChildGrid>();
	#shown: readonly ResultColumn[] = [];
	#headerKey = "";
	#sort: readonly SortKey[] = [];
	/** Orders that were asked for and are not here yet: with them the focus' column and the sideways scroll stay. */
	#sortsToCome = 0;
	#busy = false;
	#frame = 0;
	#reported = true;

	constructor(host: GridHost) {
		this.#host = host;
		this.#header = new GridHeader({
			resized: () => {
				this.#clear();
				this.draw();
			},
			select: (column) => {
				this.selection.active = { ...this.selection.active, column };
				this.#select("column");
			},
			sort: (column, more) => this.#sortBy(column, more),
			widestCell: (column) => this.#widestCell(column),
		});
		this.element.className = "grid";
		this.element.tabIndex = 0;
		this.element.setAttribute("role", "grid");
		this.element.setAttribute("aria-multiselectable", "true");
		this.element.setAttribute("aria-readonly", "true");
		this.#canvas.className = "canvas";
		this.#canvas.setAttribute("role", "presentation");
		this.#body.className = "body";
		this.#body.setAttribute("role", "rowgroup");
		this.#canvas.append(this.#header.element, this.#body);
		this.element.append(this.#canvas);
		this.element.addEventListener("scroll", () => this.draw(), { passive: true });
		this.element.addEventListener("keydown", (event) => this.#onKey(event));
		this.#body.addEventListener("pointerdown", (event) => this.#onPointer(event));
		this.#body.addEventListener("click", (event) => this.#onClick(event));
		this.#body.addEventListener("dblclick", (event) => {
			const at = cellAt(event.target);
			if (at && this.#shown[at.column]?.kind !== "children") this.#open(at);
		});
		new ResizeObserver(() => this.draw()).observe(this.element);
	}

	/** Another run: scroll, selection and open children start anew; widths stay by column name. */
	reset(): void {
		const sorted = this.#sortsToCome > 0;
		if (sorted) this.#sortsToCome -= 1;
		this.selection.reset(sorted ? this.selection.active.column : 0);
		this.#rows.closeAll();
		for (const child of this.#children.values()) child.dispose();
		this.#children.clear();
		this.element.scrollTo(sorted ? this.element.scrollLeft : 0, 0);
		this.#clear();
		this.#reported = false;
	}

	update({ columns, head, loaded, total, sort }: ResultInfo, busy: boolean): void {
		const key = columns.map(({ name, kind }) => `${name}:${kind}`).join("\n");
		if (key !== this.#headerKey) {
			this.#headerKey = key;
			this.#shown = columns;
			this.#host.rows.forget();
			this.#header.show(columns);
			this.#clear();
		}
		this.#sort = sort;
		this.#header.showSort(sort);
		this.#host.rows.seed(head);
		// The rows that stood for what was to come are none of the result's.
		if (this.#rows.count === 0 && loaded > 0) this.#clear();
		this.#rows.count = loaded;
		this.#busy = busy;
		this.element.setAttribute("aria-rowcount", String(busy ? -1 : Math.max(loaded, total ?? 0) + 1));
		this.element.setAttribute("aria-colcount", String(columns.length + 1));
		this.element.setAttribute("aria-busy", String(busy));
		this.draw();
	}

	/** Draws in the next frame; many calls are one. The first rows of a run don't wait for a frame of their own. */
	draw(): void {
		if (!this.#reported && this.#rows.count > 0) return this.#render();
		if (this.#frame !== 0) return;
		this.#frame = requestAnimationFrame(() => {
			this.#frame = 0;
			this.#render();
		});
	}

	focus(): void {
		this.element.focus({ preventScroll: true });
	}

	#clear(): void {
		for (const { element } of this.#drawn.values()) element.remove();
		this.#drawn.clear();
	}

	// Above what Chromium can draw, positions in the document are the true ones, scaled so that both ends are reached.
	#scale(viewPx: number): number {
		return Math.max(1, (this.#rows.height - viewPx) / (TALLEST_PX - viewPx));
	}

	#render(): void {
		const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
		const viewPx = clientHeight - HEADER_PX;
		// While nothing is here yet, as many rows as fit stand for what is on its way.
		const count = this.#rows.count > 0 || !this.#busy ? this.#rows.count : Math.ceil(viewPx / ROW_PX);
		const digits = Math.max(2, count.toLocaleString().length);
		this.element.style.setProperty("--number-width", `calc(${digits}ch + 14px)`);
		this.#canvas.style.height = `${Math.min(this.#rows.height, TALLEST_PX) + HEADER_PX}px`;
		this.#canvas.style.width = `calc(var(--number-width) + ${this.#header.columns.width}px)`;
		if (count === 0) return this.#clear();

		const top = scrollTop * this.#scale(viewPx);
		const waiting = this.#rows.count === 0;
		const first = waiting ? 0 : Math.max(0, this.#rows.at(top) - OVERSCAN);
		const last = waiting ? count - 1 : Math.min(count - 1, this.#rows.at(top + viewPx) + OVERSCAN);
		const drawing = {
			columns: this.#shown,
			geometry: this.#header.columns,
			span: this.#header.columns.between(scrollLeft - 80, scrollLeft + clientWidth),
			selection: this.selection,
		};
		// Rows are placed from the top of the view, so that a scaled scroll bar does not spread them.
		const place = (row: number) => scrollTop + (this.#rows.top(row) - top) + HEADER_PX;
		for (const [row, { element }] of this.#drawn) {
			if (row >= first && row <= last) continue;
			element.remove();
			this.#drawn.delete(row);
		}
		let known = 0;
		for (let row = first; row <= last; row++) {
			const cells = this.#host.rows.row(row);
			if (cells) known++;
			let view = this.#drawn.get(row);
			if (!view) {
				view = new RowView(row);
				this.#drawn.set(row, view);
				this.#body.append(view.element);
			}
			view.draw(cells, place(row), this.#children.get(row)?.column, drawing);
		}
		for (const [row, child] of this.#children) child.place(row >= first && row <= last, place(row) + ROW_PX);
		this.#markActive(first, last, drawing.span);
		if (known > 0 && !this.#reported) {
			this.#reported = true;
			requestAnimationFrame(() => this.#host.painted(this.#rows.count));
		}
	}

	#markActive(first: number, last: number, span: { first: number; last: number }): void {
		const { active } = this.selection;
		const seen = active.row >= first && active.row <= last;
		if (this.#rows.count > 0 && seen && active.column >= span.first && active.column <= span.last)
			this.element.setAttribute("aria-activedescendant", cellId(active));
		else this.element.removeAttribute("aria-activedescendant");
	}

	#widestCell(column: number): number {
		let widest = 0;
		for (const cell of this.#body.querySelectorAll(`:scope > .row > [data-column="${column}"]`)) {
			widest = Math.max(widest, textWidth(cell) + 17);
		}
		return widest;
	}

	#selected(): void {
		this.#host.selectionChanged(this.selection);
		this.draw();
	}

	/** Selects all, or the whole row or column of the active cell, which stays where it is on the other axis. */
	#select(what: "all" | "row" | "column"): void {
		if (this.#rows.count === 0) return;
		const { row, column } = this.selection.active;
		const end = { row: this.#rows.count - 1, column: Math.max(0, this.#shown.length - 1) };
		const [anchor, active] = {
			all: [{ row: 0, column: 0 }, end] as const,
			row: [
				{ row, column: 0 },
				{ row, column: end.column },
			] as const,
			column: [
				{ row: 0, column },
				{ row: end.row, column },
			] as const,
		}[what];
		this.selection.anchor = anchor;
		this.selection.active = active;
		this.#selected();
	}

	#onPointer(event: PointerEvent): void {
		const at = cellAt(event.target);
		if (!at || event.button !== 0 || this.#rows.count === 0) return;
		if (at.column < 0) {
			const { anchor } = this.selection;
			this.selection.active = { row: at.row, column: Math.max(0, this.#shown.length - 1) };
			this.selection.anchor = { row: event.shiftKey ? anchor.row : at.row, column: 0 };
			return this.#selected();
		}
		this.selection.move(at, event.shiftKey);
		this.#selected();
		const onMove = (move: PointerEvent) => {
			const to = cellAt(document.elementFromPoint(move.clientX, move.clientY));
			if (!to || to.column < 0) return;
			this.selection.move(to, true);
			this.#selected();
		};
		const ended = new AbortController();
		window.addEventListener("pointermove", onMove, { signal: ended.signal });
		for (const end of ["pointerup", "pointercancel"])
			window.addEventListener(end, () => ended.abort(), { signal: ended.signal });
	}

	#onClick(event: MouseEvent): void {
		const at = cellAt(event.target);
		const kind = at && this.#shown[at.column]?.kind;
		if (!at || event.shiftKey || this.selection.cells > 1) return;
		// The second click of a double click must not close what the first has opened.
		if (kind === "children" && event.detail <= 1) this.#open(at);
		if (kind === "id" && (event.ctrlKey || event.metaKey)) this.#open(at);
	}

	#onKey(event: KeyboardEvent): void {
		if (event.target !== this.element) return;
		const { active } = this.selection;
		const pageRows = Math.max(1, Math.floor((this.element.clientHeight - HEADER_PX) / ROW_PX) - 1);
		const bounds = { rows: this.#rows.count, columns: this.#shown.length, pageRows };
		const command = commandFor(event, active, bounds);
		if (!command) return;
		event.preventDefault();
		event.stopPropagation();
		switch (command.kind) {
			case "move":
				this.selection.move(command.to, command.extend);
				this.#reveal(command.to);
				return this.#selected();
			case "select":
				return this.#select(command.what);
			case "copy":
				return this.#host.copy(this.selection, command.headers ? "headers" : "plain");
			case "open":
				return this.#open(active);
			case "enterChild":
				if (!this.#children.has(active.row) && this.#shown[active.column]?.kind === "children")
					this.#open(active);
				return this.#children.get(active.row)?.focus();
			case "sort":
				return this.#sortBy(active.column, command.more);
			case "resize":
				return this.#header.widen(active.column, command.by);
		}
	}

	#sortBy(column: number, more: boolean): void {
		if (this.#rows.count === 0) return;
		this.#sortsToCome += 1;
		// At once: whoever moves on before the rows are there is not taken back.
		this.selection.reset(column);
		this.#host.sort(nextSort(this.#sort, column, more));
	}

	#reveal({ row, column }: CellAt): void {
		const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
		const numbers = this.#header.corner.offsetWidth;
		const viewPx = clientHeight - HEADER_PX;
		const scale = this.#scale(viewPx);
		const top = this.#rows.top(row);
		const seen = scrollTop * scale;
		if (top < seen) this.element.scrollTop = top / scale;
		else if (top + ROW_PX > seen + viewPx) this.element.scrollTop = (top + ROW_PX - viewPx) / scale;
		const left = this.#header.columns.left(column);
		const right = left + this.#header.columns.widthOf(column) + numbers;
		if (left < scrollLeft) this.element.scrollLeft = left;
		else if (right > scrollLeft + clientWidth) this.element.scrollLeft = Math.min(left, right - clientWidth);
	}

	#open(at: CellAt): void {
		const column = this.#shown[at.column];
		if (!column) return;
		const cell = this.#host.rows.row(at.row)?.[at.column];
		if (column.kind === "children") return this.#toggleChildren(at, cell);
		this.#host.open(at, cell, column);
	}

	#toggleChildren(at: CellAt, cell: Cell | undefined): void {
		const open = this.#children.get(at.row);
		if (open) {
			open.dispose();
			this.#children.delete(at.row);
			this.#rows.close(at.row);
		}
		const count = typeof cell === "object" && cell !== null && "children" in cell ? cell.children : 0;
		if (open?.column !== at.column && count > 0) {
			const child = new ChildGrid({
				column: at.column,
				label: this.#shown[at.column]?.name ?? "",
				rows: count,
				pull: (from, many) => this.#host.children(at.row, at.column, from, many),
				leave: () => this.focus(),
			});
			this.#children.set(at.row, child);
			this.#rows.open(at.row, child.px);
			this.#body.append(child.element);
		}
		this.draw();
	}
}
