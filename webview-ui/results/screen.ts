import type { ChildPane } from "./childPane.ts";
import { ROW_PX, type Rows, TALLEST_PX } from "./geometry.ts";
import { type GridHeader, textWidth } from "./gridHeader.ts";
import type { RowCache } from "./rowCache.ts";
import { cellId, RowView } from "./rowView.ts";
import type { CellAt, Selection } from "./selection.ts";

const OVERSCAN = 2;
/** Rows ahead, in the direction of scrolling, that are asked for: a tenth of a second of the fastest wheel. */
const AHEAD = 200;

export interface ScreenOptions {
	/** What the ids of its cells begin with. */
	readonly id: string;
	readonly header: GridHeader;
	readonly rows: Rows;
	readonly cache: RowCache;
	readonly selection: Selection;
	/** Open child rows, by the row that they are below. */
	readonly children: ReadonlyMap<number, ChildPane>;
	/** After the first frame that has rows since `restart`. */
	readonly painted: () => void;
}

/** The part of a grid that is in view: only that is in the document. */
export class Screen {
	readonly element = document.createElement("div");
	readonly body = document.createElement("div");
	readonly #options: ScreenOptions;
	readonly #canvas = document.createElement("div");
	readonly #none = document.createElement("div");
	readonly #drawn = new Map<number, RowView>();
	readonly #resizes = new ResizeObserver(() => this.draw());
	#frame = 0;
	#reported = true;
	/** The first row that was drawn last: what it is next tells the direction of scrolling. */
	#first = 0;
	/** More rows are on their way: while none is here, empty ones stand for them. */
	busy = false;
	/** The zone that times are shown in; null: as the API sent them. */
	timeZone: string | null = null;
	/** Where a text was found, in shown rows and columns. */
	found: CellAt | undefined;

	constructor(options: ScreenOptions) {
		this.#options = options;
		this.element.className = "grid";
		this.#canvas.className = "canvas";
		this.#canvas.setAttribute("role", "presentation");
		this.body.className = "body";
		this.body.setAttribute("role", "rowgroup");
		this.#none.className = "none";
		this.#none.setAttribute("role", "presentation");
		this.#none.hidden = true;
		this.#canvas.append(options.header.element, this.body, this.#none);
		this.element.append(this.#canvas);
		this.element.addEventListener("scroll", () => this.draw(), { passive: true });
		this.#resizes.observe(this.element);
	}

	/** Rows that fit into the view. */
	get pageRows(): number {
		return Math.max(1, Math.floor(this.#viewPx / ROW_PX) - 1);
	}

	/** Draws in the next frame; many calls are one. The first rows of a run don't wait for a frame of their own. */
	draw(): void {
		if (!this.#reported && this.#options.rows.count > 0) return this.#render();
		if (this.#frame !== 0) return;
		this.#frame = requestAnimationFrame(() => {
			this.#frame = 0;
			this.#render();
		});
	}

	/** Forgets what is drawn: columns or rows are others. */
	clear(): void {
		for (const { element } of this.#drawn.values()) element.remove();
		this.#drawn.clear();
	}

	/** Begins anew at the top, or where it was; `keepLeft` leaves the columns where they are. */
	restart(keepLeft: boolean, keepTop: boolean): void {
		const { scrollLeft, scrollTop } = this.element;
		this.found = undefined;
		this.element.scrollTo(keepLeft ? scrollLeft : 0, keepTop ? scrollTop : 0);
		this.clear();
		this.#reported = false;
	}

	/** Says why no row is shown, with a way out; undefined for nothing to say. */
	explain(text: string | undefined, label: string, act: () => void): void {
		this.#none.hidden = text === undefined;
		// Drawn anew, the button would lose the focus.
		if (text === undefined || this.#none.firstElementChild?.textContent === text) return;
		const button = document.createElement("button");
		button.className = "secondary";
		button.textContent = label;
		button.addEventListener("click", act);
		const paragraph = document.createElement("p");
		paragraph.textContent = text;
		this.#none.replaceChildren(paragraph, button);
	}

	/** The widest that the drawn cells of a column need. */
	widestCell(column: number): number {
		let widest = 0;
		for (const { element } of this.#drawn.values()) {
			const cell = element.querySelector(`[data-column="${column}"]`);
			if (cell) widest = Math.max(widest, textWidth(cell) + 17);
		}
		return widest;
	}

	/** Scrolls as little as is needed to bring a cell into view. */
	reveal({ row, column }: CellAt): void {
		const { header, rows } = this.#options;
		const { scrollTop, scrollLeft, clientWidth } = this.element;
		const { geometry } = header;
		const { frozen } = header.columns;
		const viewPx = this.#viewPx;
		const top = rows.top(row);
		const seen = scrollTop * this.#scale;
		if (top < seen) this.element.scrollTop = top / this.#scale;
		else if (top + ROW_PX > seen + viewPx) this.element.scrollTop = (top + ROW_PX - viewPx) / this.#scale;
		if (column < frozen) return;
		const left = geometry.left(column);
		const right = left + geometry.widthOf(column) + header.corner.offsetWidth;
		const kept = geometry.left(frozen);
		if (left - kept < scrollLeft) this.element.scrollLeft = left - kept;
		else if (right > scrollLeft + clientWidth)
			this.element.scrollLeft = Math.min(left - kept, right - clientWidth);
	}

	dispose(): void {
		this.#resizes.disconnect();
		cancelAnimationFrame(this.#frame);
	}

	get #viewPx(): number {
		return this.element.clientHeight - this.#options.header.px;
	}

	// Above what Chromium can draw, positions in the document are the true ones, scaled so that both ends are reached.
	get #scale(): number {
		const viewPx = this.#viewPx;
		return Math.max(1, (this.#options.rows.height - viewPx) / (TALLEST_PX - viewPx));
	}

	#render(): void {
		const { header, rows, cache, selection, children, id } = this.#options;
		const { scrollTop, scrollLeft, clientWidth } = this.element;
		const viewPx = this.#viewPx;
		// While nothing is here yet, as many rows as fit stand for what is on its way.
		const count = rows.count > 0 || !this.busy ? rows.count : Math.ceil(viewPx / ROW_PX);
		const digits = Math.max(2, count.toLocaleString().length);
		this.element.style.setProperty("--number-width", `calc(${digits}ch + 14px)`);
		this.#canvas.style.height = `${Math.min(rows.height, TALLEST_PX) + header.px}px`;
		this.#canvas.style.width = `calc(var(--number-width) + ${header.geometry.width}px)`;
		if (count === 0) return this.clear();

		const { geometry } = header;
		const { frozen, list } = header.columns;
		const top = scrollTop * this.#scale;
		const waiting = rows.count === 0;
		const first = waiting ? 0 : Math.max(0, rows.at(top) - OVERSCAN);
		const last = waiting ? count - 1 : Math.min(count - 1, rows.at(top + viewPx) + OVERSCAN);
		const span = geometry.between(scrollLeft + geometry.left(frozen) - 80, scrollLeft + clientWidth);
		const { found, timeZone } = this;
		const drawing = { grid: id, columns: list, geometry, frozen, span, selection, found, timeZone };
		// Rows are placed from the top of the view, so that a scaled scroll bar does not spread them.
		const place = (row: number) => scrollTop + (rows.top(row) - top) + header.px;
		const spare: RowView[] = [];
		for (const [row, view] of this.#drawn) {
			if (row >= first && row <= last) continue;
			spare.push(view);
			this.#drawn.delete(row);
		}
		let known = 0;
		for (let row = first; row <= last; row++) {
			const cells = cache.row(row);
			if (cells) known++;
			let view = this.#drawn.get(row);
			if (!view) {
				view = spare.pop();
				if (view) view.become(row);
				else {
					view = new RowView(row);
					this.body.append(view.element);
				}
				this.#drawn.set(row, view);
			}
			view.draw(cells, place(row), children.get(row)?.column, drawing);
		}
		for (const { element } of spare) element.remove();
		if (first > this.#first) cache.expect(last, last + AHEAD);
		else if (first < this.#first) cache.expect(first - AHEAD, first);
		this.#first = first;
		for (const [row, child] of children) child.place(row >= first && row <= last, place(row) + ROW_PX);
		this.#markActive(!waiting, first, last, span);
		if (known > 0 && !this.#reported) {
			this.#reported = true;
			requestAnimationFrame(() => this.#options.painted());
		}
	}

	#markActive(
		hasRows: boolean,
		first: number,
		last: number,
		span: { readonly first: number; readonly last: number },
	): void {
		const { selection, header, id } = this.#options;
		const { row, column } = selection.active;
		const drawn = column < header.columns.frozen || (column >= span.first && column <= span.last);
		if (hasRows && row >= first && row <= last && drawn)
			this.element.setAttribute("aria-activedescendant", cellId(id, selection.active));
		else this.element.removeAttribute("aria-activedescendant");
	}
}
