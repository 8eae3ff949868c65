import type { ColumnKind, ResultColumn, SortKey } from "../../src/pages/results.ts";
import { defaultWidth } from "./cellView.ts";
import { Columns } from "./geometry.ts";

const NARROWEST_PX = 36;
const WIDEST_FIT_PX = 600;

const ICONS: Readonly<Record<ColumnKind, string>> = {
	text: "symbol-string",
	number: "symbol-number",
	boolean: "symbol-boolean",
	date: "calendar",
	datetime: "calendar",
	id: "key",
	children: "list-tree",
};

export interface HeaderHost {
	/** Widths changed: what is drawn does not fit any more. */
	resized(): void;
	select(column: number): void;
	/** The person asks for the next order of a column; with `more` behind the columns that rows are sorted by. */
	sort(column: number, more: boolean): void;
	/** The widest that the drawn cells of a column need. */
	widestCell(column: number): number;
}

/** The header row, and the widths of the columns: chosen ones stay with the column's name over reruns. */
export class GridHeader {
	readonly element = document.createElement("div");
	readonly columns = new Columns();
	readonly corner = document.createElement("div");
	readonly #host: HeaderHost;
	readonly #chosen = new Map<string, number>();
	#shown: readonly ResultColumn[] = [];
	#heads: readonly HTMLElement[] = [];

	constructor(host: HeaderHost) {
		this.#host = host;
		this.element.className = "header";
		this.element.setAttribute("role", "row");
		this.element.setAttribute("aria-rowindex", "1");
		this.corner.className = "number corner";
		this.corner.setAttribute("role", "columnheader");
		this.corner.setAttribute("aria-colindex", "1");
		this.corner.setAttribute("aria-label", "Row");
	}

	show(columns: readonly ResultColumn[]): void {
		this.#shown = columns;
		this.#heads = columns.map((column, index) => this.#head(column, index));
		this.element.replaceChildren(this.corner, ...this.#heads);
		this.#place();
	}

	/** Marks the columns that the rows are sorted by, with their place when there are several. */
	showSort(sort: readonly SortKey[]): void {
		for (const [index, head] of this.#heads.entries()) {
			const place = sort.findIndex(({ column }) => column === index);
			const key = sort[place];
			const direction = key === undefined ? "none" : key.descending ? "descending" : "ascending";
			head.setAttribute("aria-sort", direction);
			const button = head.querySelector("button");
			const icon = button?.querySelector("i");
			const arrow =
				direction === "none" ? "sort-precedence" : key?.descending === true ? "arrow-down" : "arrow-up";
			if (icon) icon.className = `codicon codicon-${arrow}`;
			const number = button?.querySelector("b");
			if (number) number.textContent = place >= 0 && sort.length > 1 ? String(place + 1) : "";
			button?.classList.toggle("sorted", key !== undefined);
		}
	}

	widen(index: number, by: number): void {
		this.#setWidth(index, this.columns.widthOf(index) + by);
	}

	#place(): void {
		this.columns.widths = this.#shown.map(
			({ name, kind }) => this.#chosen.get(name) ?? defaultWidth(kind, name),
		);
		for (const [at, head] of this.#heads.entries()) {
			head.style.left = `calc(var(--number-width) + ${this.columns.left(at)}px)`;
			head.style.width = `${this.columns.widthOf(at)}px`;
		}
	}

	#head({ name, kind }: ResultColumn, index: number): HTMLElement {
		const head = document.createElement("div");
		head.className = `head ${kind}`;
		head.setAttribute("role", "columnheader");
		head.setAttribute("aria-colindex", String(index + 2));
		const icon = document.createElement("i");
		icon.className = `codicon codicon-${ICONS[kind]}`;
		icon.setAttribute("aria-hidden", "true");
		const text = document.createElement("span");
		text.textContent = name;
		head.title = `${name} (${kind})`;
		// Out of the tab order, as the whole header is: the grid has a key for it.
		const sort = document.createElement("button");
		sort.className = "sort";
		sort.tabIndex = -1;
		sort.title = `Sort by ${name} (S), with Shift as well`;
		sort.setAttribute("aria-label", `Sort by ${name}`);
		const arrow = document.createElement("i");
		arrow.setAttribute("aria-hidden", "true");
		sort.append(arrow, document.createElement("b"));
		sort.addEventListener("click", (event) => {
			event.stopPropagation();
			this.#host.sort(index, event.shiftKey);
		});
		const edge = document.createElement("div");
		edge.className = "edge";
		edge.addEventListener("pointerdown", (event) => this.#drag(event, edge, index));
		edge.addEventListener("dblclick", () => this.#fit(index));
		head.addEventListener("click", (event) => {
			if (event.target !== edge) this.#host.select(index);
		});
		head.append(icon, text, sort, edge);
		return head;
	}

	#drag(start: PointerEvent, edge: HTMLElement, index: number): void {
		start.preventDefault();
		const before = this.columns.widthOf(index);
		edge.setPointerCapture(start.pointerId);
		const onMove = (event: PointerEvent) => this.#setWidth(index, before + event.clientX - start.clientX);
		const onEnd = () => {
			edge.removeEventListener("pointermove", onMove);
			edge.removeEventListener("lostpointercapture", onEnd);
		};
		edge.addEventListener("pointermove", onMove);
		// Comes after pointerup and pointercancel alike.
		edge.addEventListener("lostpointercapture", onEnd);
	}

	/** As wide as the widest of header and drawn cells. */
	#fit(index: number): void {
		const text = textWidth(this.#heads[index]?.querySelector("span"));
		this.#setWidth(index, Math.min(WIDEST_FIT_PX, Math.max(text + 44, this.#host.widestCell(index) + 4)));
	}

	#setWidth(index: number, px: number): void {
		const column = this.#shown[index];
		if (!column) return;
		this.#chosen.set(column.name, Math.max(NARROWEST_PX, Math.round(px)));
		this.#place();
		this.#host.resized();
	}
}

/** How wide the content of an element is, whatever width the element has. */
export function textWidth(element: Element | null | undefined): number {
	if (!element) return 0;
	const range = document.createRange();
	range.selectNodeContents(element);
	return Math.ceil(range.getBoundingClientRect().width);
}
