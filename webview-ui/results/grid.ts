import type { Cell, ChildPage, ResultColumn } from "../../src/pages/results.ts";
import { defaultWidth, drawCell } from "./cellView.ts";
import { ChildGrid } from "./childGrid.ts";
import { Columns, ROW_PX, Rows, TALLEST_PX } from "./geometry.ts";
import type { RowCache } from "./rowCache.ts";
import { type CellAt, moved, Selection } from "./selection.ts";

export const HEADER_PX = 26;
const OVERSCAN = 4;

export interface GridHost {
	readonly rows: RowCache;
	children(row: number, column: number, from: number, count: number): Promise<ChildPage>;
	/** Enter, F2 or a double click on a cell that has more to show than its line. */
	open(at: CellAt, cell: Cell | undefined, column: ResultColumn): void;
	copy(selection: Selection, headers: boolean): void;
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
	readonly #header = document.createElement("div");
	readonly #body = document.createElement("div");
	readonly #rows = new Rows();
	readonly #columns = new Columns();
	readonly #chosenWidths = new Map<string, number>();
	readonly #drawn = new Map<number, HTMLElement>();
	readonly #children = new Map<number, ChildGrid>();
	#shown: readonly ResultColumn[] = [];
	#headerKey = "";
	#frame = 0;
	#reported = true;

	constructor(host: GridHost) {
		this.#host = host;
		this.element.className = "grid";
		this.element.tabIndex = 0;
		this.element.setAttribute("role", "grid");
		this.element.setAttribute("aria-multiselectable", "true");
		this.#canvas.className = "canvas";
		this.#canvas.setAttribute("role", "presentation");
		this.#header.className = "header";
		this.#header.setAttribute("role", "row");
		this.#header.setAttribute("aria-rowindex", "1");
		this.#body.className = "body";
		this.#body.setAttribute("role", "rowgroup");
		this.#canvas.append(this.#header, this.#body);
		this.element.append(this.#canvas);
		this.element.addEventListener("scroll", () => this.draw(), { passive: true });
		this.element.addEventListener("keydown", (event) => this.#onKey(event));
		this.#body.addEventListener("pointerdown", (event) => this.#onPointer(event));
		this.#body.addEventListener("dblclick", (event) => {
			const at = this.#cellAt(event.target);
			if (at) this.#open(at);
		});
		new ResizeObserver(() => this.draw()).observe(this.element);
	}

	/** Another run: scroll, selection and open children start anew; widths stay by column name. */
	reset(): void {
		this.selection.reset();
		this.#rows.closeAll();
		for (const child of this.#children.values()) child.dispose();
		this.#children.clear();
		this.element.scrollTo(0, 0);
		this.#clear();
		this.#reported = false;
	}

	update(columns: readonly ResultColumn[], loaded: number, total: number | null, busy: boolean): void {
		const key = columns.map(({ name, kind }) => `${name}:${kind}`).join("\n");
		if (key !== this.#headerKey) {
			this.#headerKey = key;
			this.#shown = columns;
			this.#host.rows.forget();
			this.#layout();
		}
		this.#rows.count = loaded;
		this.element.setAttribute("aria-rowcount", String(busy ? -1 : Math.max(loaded, total ?? 0) + 1));
		this.element.setAttribute("aria-colcount", String(columns.length + 1));
		this.element.setAttribute("aria-busy", String(busy));
		this.draw();
	}

	/** Draws in the next frame; many calls are one. */
	draw(): void {
		if (this.#frame !== 0) return;
		this.#frame = requestAnimationFrame(() => {
			this.#frame = 0;
			this.#render();
		});
	}

	focus(): void {
		this.element.focus({ preventScroll: true });
	}

	/** Rows a page of the view has. */
	get pageRows(): number {
		return Math.max(1, Math.floor((this.element.clientHeight - HEADER_PX) / ROW_PX) - 1);
	}

	#layout(): void {
		this.#columns.widths = this.#shown.map(
			({ name, kind }) => this.#chosenWidths.get(name) ?? defaultWidth(kind, name),
		);
		this.#clear();
		const corner = document.createElement("div");
		corner.className = "number corner";
		corner.setAttribute("role", "columnheader");
		corner.setAttribute("aria-label", "Row");
		this.#header.replaceChildren(
			corner,
			...this.#shown.map((column, index) => this.#headerCell(column, index)),
		);
	}

	#headerCell({ name, kind }: ResultColumn, index: number): HTMLElement {
		const cell = document.createElement("div");
		cell.className = `head ${kind}`;
		cell.setAttribute("role", "columnheader");
		cell.setAttribute("aria-colindex", String(index + 2));
		cell.style.left = `calc(var(--number-width) + ${this.#columns.left(index)}px)`;
		cell.style.width = `${this.#columns.widthOf(index)}px`;
		const text = document.createElement("span");
		text.textContent = name;
		text.title = name;
		const edge = document.createElement("div");
		edge.className = "edge";
		edge.addEventListener("pointerdown", (event) => this.#resize(event, index));
		edge.addEventListener("dblclick", () => this.#fit(index));
		cell.addEventListener("click", (event) => {
			if (event.target === edge || this.#rows.count === 0) return;
			this.selection.anchor = { row: 0, column: index };
			this.selection.active = { row: this.#rows.count - 1, column: index };
			this.#selected();
		});
		cell.append(text, edge);
		return cell;
	}

	#resize(start: PointerEvent, index: number): void {
		start.preventDefault();
		const edge = start.target as HTMLElement;
		const before = this.#columns.widthOf(index);
		edge.setPointerCapture(start.pointerId);
		const onMove = (event: PointerEvent) => this.#setWidth(index, before + event.clientX - start.clientX);
		const onEnd = () => {
			edge.removeEventListener("pointermove", onMove);
			edge.removeEventListener("pointerup", onEnd);
			edge.removeEventListener("lostpointercapture", onEnd);
		};
		edge.addEventListener("pointermove", onMove);
		edge.addEventListener("pointerup", onEnd);
		edge.addEventListener("lostpointercapture", onEnd);
	}

	/** As wide as the widest of header and drawn cells. */
	#fit(index: number): void {
		let widest = (this.#header.children[index + 1]?.firstElementChild?.scrollWidth ?? 0) + 20;
		for (const cell of this.#body.querySelectorAll<HTMLElement>(`[aria-colindex="${index + 2}"]`)) {
			widest = Math.max(widest, cell.scrollWidth + 4);
		}
		this.#setWidth(index, Math.min(600, widest));
	}

	#setWidth(index: number, px: number): void {
		const column = this.#shown[index];
		if (!column) return;
		this.#chosenWidths.set(column.name, Math.max(36, Math.round(px)));
		this.#columns.widths = this.#shown.map(
			({ name, kind }) => this.#chosenWidths.get(name) ?? defaultWidth(kind, name),
		);
		for (const [at, head] of [...this.#header.children].slice(1).entries()) {
			if (!(head instanceof HTMLElement)) continue;
			head.style.left = `calc(var(--number-width) + ${this.#columns.left(at)}px)`;
			head.style.width = `${this.#columns.widthOf(at)}px`;
		}
		this.#clear();
		this.draw();
	}

	#clear(): void {
		for (const element of this.#drawn.values()) element.remove();
		this.#drawn.clear();
	}

	// Above what Chromium can draw, positions in the document are the true ones, scaled.
	get #scale(): number {
		return Math.max(1, this.#rows.height / TALLEST_PX);
	}

	#render(): void {
		const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
		const digits = String(Math.max(1, this.#rows.count)).length;
		this.element.style.setProperty("--number-width", `${Math.max(36, 16 + digits * 8)}px`);
		const height = Math.min(this.#rows.height, TALLEST_PX);
		this.#canvas.style.height = `${height + HEADER_PX}px`;
		this.#canvas.style.width = `calc(var(--number-width) + ${this.#columns.width}px)`;
		if (this.#rows.count === 0) return this.#clear();

		const scale = this.#scale;
		const top = scrollTop * scale;
		const first = Math.max(0, this.#rows.at(top) - OVERSCAN);
		const last = Math.min(this.#rows.count - 1, this.#rows.at(top + clientHeight) + OVERSCAN);
		const span = this.#columns.between(scrollLeft - 80, scrollLeft + clientWidth);
		// Rows are placed from the top of the view, so that a scaled scroll bar does not spread them.
		const place = (row: number) => scrollTop + (this.#rows.top(row) - top) + HEADER_PX;

		for (const [row, element] of this.#drawn) {
			if (row >= first && row <= last) continue;
			element.remove();
			this.#drawn.delete(row);
		}
		let known = 0;
		for (let row = first; row <= last; row++) {
			const cells = this.#host.rows.row(row);
			if (cells) known++;
			let element = this.#drawn.get(row);
			if (!element) {
				element = this.#newRow(row);
				this.#drawn.set(row, element);
				this.#body.append(element);
			}
			element.style.transform = `translateY(${place(row)}px)`;
			this.#drawRow(element, row, cells, span);
		}
		this.#placeChildren(first, last, place);
		this.#markActive();
		if (known > 0 && !this.#reported) {
			this.#reported = true;
			requestAnimationFrame(() => this.#host.painted(this.#rows.count));
		}
	}

	#newRow(row: number): HTMLElement {
		const element = document.createElement("div");
		element.className = `row${row % 2 === 1 ? " odd" : ""}`;
		element.setAttribute("role", "row");
		element.setAttribute("aria-rowindex", String(row + 2));
		const number = document.createElement("div");
		number.className = "number";
		number.setAttribute("role", "rowheader");
		number.setAttribute("aria-colindex", "1");
		number.textContent = (row + 1).toLocaleString();
		number.dataset["row"] = String(row);
		element.append(number);
		return element;
	}

	#drawRow(
		element: HTMLElement,
		row: number,
		cells: readonly Cell[] | undefined,
		{ first, last }: { first: number; last: number },
	): void {
		const state = `${first}-${last}-${cells ? "known" : "pending"}-${cells?.length ?? 0}`;
		if (element.dataset["state"] !== state) {
			element.dataset["state"] = state;
			while (element.children.length > 1) element.lastElementChild?.remove();
			for (let column = first; column <= last; column++) {
				const cell = document.createElement("div");
				cell.setAttribute("role", "gridcell");
				cell.setAttribute("aria-colindex", String(column + 2));
				cell.id = cellId(row, column);
				cell.dataset["row"] = String(row);
				cell.dataset["column"] = String(column);
				cell.style.left = `calc(var(--number-width) + ${this.#columns.left(column)}px)`;
				cell.style.width = `${this.#columns.widthOf(column)}px`;
				drawCell(cell, cells ? (cells[column] ?? null) : undefined, this.#shown[column]?.kind ?? "text");
				element.append(cell);
			}
		}
		for (const cell of element.children) {
			if (!(cell instanceof HTMLElement)) continue;
			const { column } = cell.dataset;
			if (column === undefined) continue;
			const at = Number(column);
			const selected = this.selection.has(row, at);
			cell.setAttribute("aria-selected", String(selected));
			cell.classList.toggle(
				"active",
				this.selection.active.row === row && this.selection.active.column === at,
			);
			const child = this.#children.get(row);
			if (child?.column === at) {
				cell.setAttribute("aria-expanded", "true");
				cell.textContent = cell.textContent?.replace("▸", "▾") ?? "";
			}
		}
	}

	#placeChildren(first: number, last: number, place: (row: number) => number): void {
		for (const [row, child] of this.#children) {
			const inView = row >= first && row <= last;
			child.element.hidden = !inView;
			if (inView) child.element.style.transform = `translateY(${place(row) + ROW_PX}px)`;
		}
	}

	#markActive(): void {
		const id = cellId(this.selection.active.row, this.selection.active.column);
		if (document.getElementById(id)) this.element.setAttribute("aria-activedescendant", id);
		else this.element.removeAttribute("aria-activedescendant");
	}

	#selected(): void {
		this.#host.selectionChanged(this.selection);
		this.draw();
	}

	#cellAt(target: EventTarget | null): CellAt | undefined {
		const cell = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
		const { row, column } = cell?.dataset ?? {};
		return row === undefined ? undefined : { row: Number(row), column: Number(column ?? -1) };
	}

	#onPointer(event: PointerEvent): void {
		const at = this.#cellAt(event.target);
		if (!at || event.button !== 0) return;
		if (at.column < 0) {
			this.selection.active = { row: at.row, column: Math.max(0, this.#shown.length - 1) };
			this.selection.anchor = { row: event.shiftKey ? this.selection.anchor.row : at.row, column: 0 };
			return this.#selected();
		}
		this.selection.move(at, event.shiftKey);
		this.#selected();
		const kind = this.#shown[at.column]?.kind;
		if (kind === "children" || (kind === "id" && (event.ctrlKey || event.metaKey))) return this.#open(at);
		const onMove = (move: PointerEvent) => {
			const to = this.#cellAt(document.elementFromPoint(move.clientX, move.clientY));
			if (!to || to.column < 0) return;
			this.selection.move(to, true);
			this.#selected();
		};
		const onEnd = () => {
			window.removeEventListener("pointermove", onMove);
			window.removeEventListener("pointerup", onEnd);
		};
		window.addEventListener("pointermove", onMove);
		window.addEventListener("pointerup", onEnd);
	}

	#onKey(event: KeyboardEvent): void {
		if (event.target !== this.element) return;
		const jump = event.ctrlKey || event.metaKey;
		const key = event.key.toLowerCase();
		const bounds = { rows: this.#rows.count, columns: this.#shown.length, pageRows: this.pageRows };
		const { active } = this.selection;
		const to = event.altKey ? undefined : moved(active, event.key, jump, bounds);
		if (to) {
			this.selection.move(to, event.shiftKey);
			this.#reveal(to);
			this.#selected();
		} else if (jump && key === "a") {
			this.selection.anchor = { row: 0, column: 0 };
			this.selection.active = { row: Math.max(0, bounds.rows - 1), column: Math.max(0, bounds.columns - 1) };
			this.#selected();
		} else if (jump && key === "c") {
			this.#host.copy(this.selection, event.shiftKey);
		} else if (key === " ") {
			if (jump) {
				this.selection.anchor = { row: 0, column: active.column };
				this.selection.active = { row: Math.max(0, bounds.rows - 1), column: active.column };
			} else {
				this.selection.anchor = { row: active.row, column: 0 };
				this.selection.active = { row: active.row, column: Math.max(0, bounds.columns - 1) };
			}
			this.#selected();
		} else if ((key === "enter" && !jump) || key === "f2" || (event.altKey && event.key === "ArrowRight")) {
			this.#open(active);
		} else if (event.altKey && event.shiftKey && key === "=") {
			this.#setWidth(active.column, this.#columns.widthOf(active.column) + 20);
		} else if (event.altKey && event.shiftKey && key === "-") {
			this.#setWidth(active.column, this.#columns.widthOf(active.column) - 20);
		} else return;
		event.preventDefault();
		event.stopPropagation();
	}

	#reveal({ row, column }: CellAt): void {
		const { element } = this;
		const scale = this.#scale;
		const top = this.#rows.top(row);
		const seenFrom = element.scrollTop * scale;
		const seenTo = seenFrom + element.clientHeight - HEADER_PX - ROW_PX;
		if (top < seenFrom) element.scrollTop = top / scale;
		else if (top > seenTo) element.scrollTop = (top - (element.clientHeight - HEADER_PX - ROW_PX)) / scale;
		const numbers = Number.parseFloat(element.style.getPropertyValue("--number-width")) || 0;
		const left = this.#columns.left(column);
		const right = left + this.#columns.widthOf(column) + numbers;
		if (left < element.scrollLeft) element.scrollLeft = left;
		else if (right > element.scrollLeft + element.clientWidth)
			element.scrollLeft = right - element.clientWidth;
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
		this.#clear();
		this.draw();
	}

	/** Moves into the open child grid of the active row; false where there is none. */
	enterChild(): boolean {
		const child = this.#children.get(this.selection.active.row);
		child?.focus();
		return child !== undefined;
	}
}

function cellId(row: number, column: number): string {
	return `cell-${row}-${column}`;
}
