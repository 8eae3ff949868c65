import type {
	ColumnDescribe,
	ColumnKind,
	FilterState,
	FilterText,
	SortKey,
} from "../../src/pages/results.ts";
import { FilterRow } from "./filterRow.ts";
import { Columns } from "./geometry.ts";
import { type ShownColumn, ShownColumns } from "./shownColumns.ts";

const WIDEST_FIT_PX = 600;
const LINE_PX = 26;
/** How far a header is dragged before it moves. */
const DRAG_PX = 6;

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
	/** Widths or columns changed: what is drawn does not fit any more. `lasting`: worth being remembered. */
	changed(lasting: boolean): void;
	select(column: number): void;
	/** The person asks for the next order of a column; with `more` behind the columns that rows are sorted by. */
	sort(column: number, more: boolean): void;
	filter(filters: readonly FilterText[]): void;
	/** A column's menu, at a place of the window. */
	menu(column: number, at: { readonly x: number; readonly y: number }): void;
	/** The person looks at the header: now it is worth asking the org what the columns are. */
	looked(): void;
	/** The widest that the drawn cells of a column need. */
	widestCell(column: number): number;
}

/** The header row: names, sort arrows, edges to drag, and the line of filters. */
export class GridHeader {
	readonly element = document.createElement("div");
	/** Where the columns are. */
	readonly geometry = new Columns();
	readonly columns = new ShownColumns();
	readonly corner = document.createElement("div");
	readonly filters: FilterRow;
	readonly #host: HeaderHost;
	readonly #frozen = document.createElement("div");
	#heads: readonly HTMLElement[] = [];
	#sort: readonly SortKey[] = [];
	#filters: readonly FilterState[] = [];
	/** By the columns' places in the result. */
	#describes: readonly (ColumnDescribe | null)[] = [];

	constructor(host: HeaderHost) {
		this.#host = host;
		this.filters = new FilterRow((filters) => host.filter(filters));
		this.element.className = "header";
		this.element.setAttribute("role", "row");
		this.element.setAttribute("aria-rowindex", "1");
		this.corner.className = "number corner";
		this.corner.setAttribute("role", "columnheader");
		this.corner.setAttribute("aria-colindex", "1");
		this.corner.setAttribute("aria-label", "Row");
		this.#frozen.className = "frozen";
		this.#frozen.setAttribute("role", "presentation");
		this.element.addEventListener("pointerenter", () => host.looked());
		// Typing there is not for the grid.
		this.element.addEventListener("keydown", (event) => {
			if (!(event.target instanceof HTMLInputElement)) return;
			if (event.key === "Escape" || event.key === "ArrowDown" || event.key === "Enter") {
				event.preventDefault();
				this.element.closest<HTMLElement>(".grid")?.focus({ preventScroll: true });
			}
			if (event.key !== "F6" && !((event.ctrlKey || event.metaKey) && event.key !== "c"))
				event.stopPropagation();
		});
	}

	/** Its height. */
	get px(): number {
		return this.filters.shown ? LINE_PX * 2 : LINE_PX;
	}

	/** Draws the header anew, for the columns as they are now. */
	draw(): void {
		const { list, frozen } = this.columns;
		this.#heads = list.map((column, at) => this.#head(column, at));
		const fields = this.filters.shown ? this.filters.fields(list, frozen) : undefined;
		this.#frozen.replaceChildren(...this.#heads.slice(0, frozen), ...(fields?.kept ?? []));
		this.element.replaceChildren(
			this.corner,
			...(frozen > 0 ? [this.#frozen] : []),
			...this.#heads.slice(frozen),
			...(fields?.scrolled ?? []),
		);
		this.#place();
		this.element.style.height = `${this.px}px`;
		this.corner.style.height = `${this.px}px`;
		this.showSort(this.#sort);
		this.showFilters(this.#filters);
	}

	/** Shows what the org says of the columns: when the pointer rests on a header, and as its name if that is wanted. */
	showDescribes(describes: readonly (ColumnDescribe | null)[]): void {
		this.#describes = describes;
		for (const [at, head] of this.#heads.entries()) this.#name(head, this.columns.list[at]);
	}

	/** What the org says of a shown column; undefined while nobody has asked, null for what is no field. */
	describeOf(at: number): ColumnDescribe | null | undefined {
		return this.#describes[this.columns.list[at]?.index ?? -1];
	}

	#name(head: HTMLElement, column: ShownColumn | undefined): void {
		if (!column) return;
		const { name, kind, index } = column;
		const described = this.#describes[index];
		const text = head.querySelector("span");
		if (text) text.textContent = this.columns.labels && described ? described.label : name;
		head.title = described
			? [`${described.label} (${described.object})`, name, described.type, described.help ?? ""]
					.filter((line) => line !== "")
					.join("\n")
			: `${name} (${kind})`;
	}

	/** Marks the columns that the rows are sorted by, with their place when there are several. */
	showSort(sort: readonly SortKey[]): void {
		this.#sort = sort;
		for (const [at, head] of this.#heads.entries()) {
			const index = this.columns.list[at]?.index;
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

	/** Marks the columns that rows are filtered by. */
	showFilters(filters: readonly FilterState[]): void {
		this.#filters = filters;
		this.filters.show(filters);
		for (const [at, head] of this.#heads.entries()) {
			const index = this.columns.list[at]?.index;
			head.classList.toggle(
				"filtered",
				filters.some(({ column, text }) => column === index && text.trim() !== ""),
			);
		}
	}

	widen(at: number, by: number): void {
		this.#setWidth(at, this.geometry.widthOf(at) + by);
		this.#host.changed(true);
	}

	/** As wide as the widest of header and drawn cells. */
	fit(at: number): void {
		const text = textWidth(this.#heads[at]?.querySelector("span"));
		this.#setWidth(at, Math.min(WIDEST_FIT_PX, Math.max(text + 44, this.#host.widestCell(at) + 4)));
		this.#host.changed(true);
	}

	#place(): void {
		const { frozen } = this.columns;
		this.geometry.widths = this.columns.widths;
		for (const [at, head] of this.#heads.entries()) {
			const left = `${this.geometry.left(at)}px`;
			head.style.left = at < frozen ? left : `calc(var(--number-width) + ${left})`;
			head.style.width = `${this.geometry.widthOf(at)}px`;
		}
		this.#frozen.style.width = `${this.geometry.left(frozen)}px`;
		this.filters.place(this.geometry, frozen);
	}

	#head(column: ShownColumn, at: number): HTMLElement {
		const { name, kind } = column;
		const head = document.createElement("div");
		head.className = `head ${kind}${at === this.columns.frozen - 1 ? " lastFrozen" : ""}`;
		head.setAttribute("role", "columnheader");
		head.setAttribute("aria-colindex", String(at + 2));
		const icon = document.createElement("i");
		icon.className = `codicon codicon-${ICONS[kind]}`;
		icon.setAttribute("aria-hidden", "true");
		const text = document.createElement("span");
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
			this.#host.sort(at, event.shiftKey);
		});
		const edge = document.createElement("div");
		edge.className = "edge";
		edge.addEventListener("pointerdown", (event) => this.#resize(event, edge, at));
		edge.addEventListener("dblclick", () => this.fit(at));
		head.addEventListener("pointerdown", (event) => {
			if (event.target !== edge && event.button === 0 && !sort.contains(event.target as Node))
				this.#move(event, head, at);
		});
		head.addEventListener("contextmenu", (event) => {
			event.preventDefault();
			this.#host.menu(at, { x: event.clientX, y: event.clientY });
		});
		head.append(icon, text, sort, edge);
		this.#name(head, column);
		return head;
	}

	/** A click selects the column; a drag takes it elsewhere. */
	#move(start: PointerEvent, head: HTMLElement, at: number): void {
		const ended = new AbortController();
		let to = at;
		let moving = false;
		const onMove = (event: PointerEvent) => {
			if (!moving && Math.abs(event.clientX - start.clientX) < DRAG_PX) return;
			moving = true;
			head.classList.add("moving");
			const over = document
				.elementsFromPoint(event.clientX, head.getBoundingClientRect().y + LINE_PX / 2)
				.map((element) => this.#heads.findIndex((one) => one.contains(element)))
				.find((index) => index >= 0);
			to = over ?? to;
			for (const [index, one] of this.#heads.entries()) {
				one.classList.toggle("before", index === to && to < at);
				one.classList.toggle("after", index === to && to > at);
			}
		};
		const onEnd = () => {
			ended.abort();
			for (const one of this.#heads) one.classList.remove("moving", "before", "after");
			if (!moving) return this.#host.select(at);
			this.columns.move(at, to);
			this.draw();
			this.#host.changed(true);
		};
		window.addEventListener("pointermove", onMove, { signal: ended.signal });
		window.addEventListener("pointerup", onEnd, { signal: ended.signal });
		window.addEventListener("pointercancel", () => ended.abort(), { signal: ended.signal });
	}

	#resize(start: PointerEvent, edge: HTMLElement, at: number): void {
		start.preventDefault();
		start.stopPropagation();
		const before = this.geometry.widthOf(at);
		edge.setPointerCapture(start.pointerId);
		const onMove = (event: PointerEvent) => this.#setWidth(at, before + event.clientX - start.clientX);
		const onEnd = () => {
			edge.removeEventListener("pointermove", onMove);
			edge.removeEventListener("lostpointercapture", onEnd);
			this.#host.changed(true);
		};
		edge.addEventListener("pointermove", onMove);
		// Comes after pointerup and pointercancel alike.
		edge.addEventListener("lostpointercapture", onEnd);
	}

	#setWidth(at: number, px: number): void {
		this.columns.setWidth(at, px);
		this.#place();
		this.#host.changed(false);
	}
}

/** How wide the content of an element is, whatever width the element has. */
export function textWidth(element: Element | null | undefined): number {
	if (!element) return 0;
	const range = document.createRange();
	range.selectNodeContents(element);
	return Math.ceil(range.getBoundingClientRect().width);
}
