import type { Arrangement, ColumnDescribe, RowPath, RowsInfo } from "../../src/pages/results.ts";
import { ROW_PX, Rows } from "./geometry.ts";
import { GridHeader } from "./gridHeader.ts";
import type { GridBlock, GridHost, GridState } from "./gridHost.ts";
import { commandFor } from "./gridKeys.ts";
import { listenToPointer } from "./gridPointer.ts";
import { OpenChildren } from "./openChildren.ts";
import { RowCache } from "./rowCache.ts";
import { Screen } from "./screen.ts";
import { type CellAt, Selection } from "./selection.ts";
import type { ShownColumn } from "./shownColumns.ts";
import { nextSort } from "./sortKeys.ts";

/**
 * A grid: only what is in view is in the document, rows are pulled as they come into view, and the focus is one cell
 * (`aria-activedescendant`), so that keyboard and screen reader know where they are in the whole. Child rows open in
 * place as grids of their own.
 */
export class Grid {
	readonly selection = new Selection();
	readonly header: GridHeader;
	readonly path: RowPath;
	readonly #host: GridHost;
	readonly #leave: (() => void) | undefined;
	readonly #cache: RowCache;
	readonly #rows = new Rows();
	readonly #children: OpenChildren;
	readonly #screen: Screen;
	#columnsKey = "";
	#arrangement: Arrangement = { sort: [], filters: [], contains: "" };
	#revision = -1;
	#run = -1;
	#describes: Promise<readonly (ColumnDescribe | null)[]> | undefined;
	/** Arrangements that were asked for and are not here yet: with them the focus' column and the sideways scroll stay. */
	#pending = 0;
	/**
	 * For a grid that is nested in another: `leave` gives the focus back to that, `resized` is told when what it shows has
	 * become taller or shorter.
	 */
	constructor(host: GridHost, path: RowPath = [], leave?: () => void, resized?: () => void) {
		this.#host = host;
		this.path = path;
		this.#leave = leave;
		this.#cache = new RowCache(
			(from, count) => host.rows(path, from, count),
			() => this.draw(),
		);
		this.header = new GridHeader({
			changed: (lasting) => {
				this.#screen.clear();
				this.draw();
				if (lasting) host.layoutChanged(this);
			},
			select: (column) => {
				this.selection.active = { ...this.selection.active, column };
				this.#select("column");
			},
			sort: (column, more) => this.sortBy(column, more),
			filter: (filters) => void this.arrange({ filters }),
			menu: (column, at) => host.menu(this, column, at),
			looked: () => void this.describe(),
			widestCell: (column) => this.#screen.widestCell(column),
		});
		this.#children = new OpenChildren({
			path,
			rows: this.#rows,
			body: () => this.#screen.body,
			makeGrid: (below, taller) => new Grid(host, below, () => this.focus(), taller),
			children: (below) => host.children(below),
			timeZone: () => this.timeZone,
			loadRest: (below) => host.loadChildren(below),
			leave: () => this.focus(),
			changed: () => {
				resized?.();
				this.draw();
			},
		});
		this.#screen = new Screen({
			id: ["cell", ...path.map(({ id, column }) => `${id}.${column}`)].join("/"),
			header: this.header,
			rows: this.#rows,
			cache: this.#cache,
			selection: this.selection,
			children: this.#children.panes,
			painted: () => host.painted(this.#rows.count),
		});
		this.element.tabIndex = 0;
		this.element.setAttribute("role", "grid");
		this.element.setAttribute("aria-multiselectable", "true");
		this.element.setAttribute("aria-readonly", "true");
		this.element.addEventListener("focus", () => host.selectionChanged(this));
		this.element.addEventListener("keydown", (event) => this.#onKey(event));
		listenToPointer(this.element, this.#screen.body, {
			selection: this.selection,
			size: () => ({ rows: this.#rows.count, columns: this.header.columns.list.length }),
			kindOf: (at) => this.#column(at)?.kind,
			selected: () => this.#selected(),
			open: (at) => this.#open(at),
			menu: (column, at) => host.menu(this, column, at),
		});
	}

	get element(): HTMLElement {
		return this.#screen.element;
	}

	/** Rows that pass the filters. */
	get rowCount(): number {
		return this.#rows.count;
	}

	/** What open child rows add to its height. */
	get detailsPx(): number {
		return this.#rows.height - this.#rows.count * ROW_PX;
	}

	/** What is selected, in the columns' order. */
	get block(): GridBlock {
		const { fromRow, toRow, fromColumn, toColumn } = this.selection;
		const columns = this.header.columns.list.slice(fromColumn, toColumn + 1).map(({ index }) => index);
		return { path: this.path, revision: this.#revision, fromRow, toRow, columns };
	}

	/** Of the rows that are shown. */
	get revision(): number {
		return this.#revision;
	}

	get timeZone(): string | null {
		return this.#screen.timeZone;
	}

	get arrangement(): Arrangement {
		return this.#arrangement;
	}

	/** How the rows stand now. Another revision: other rows, or the same ones arranged anew. */
	update(info: RowsInfo, { busy, total, timeZone, run }: GridState): void {
		const { columns, head, loaded, shown, revision, filters } = info;
		this.#cache.update(revision, shown);
		if (revision !== this.#revision) this.#reset(run === this.#run);
		this.#run = run;
		this.#revision = revision;
		const key = columns.map(({ name, kind }) => `${name}:${kind}`).join("\n");
		if (key !== this.#columnsKey) {
			this.#columnsKey = key;
			this.#cache.forget();
			this.header.columns.show(columns);
			this.header.filters.know(columns);
			this.header.showDescribes([]);
			this.header.draw();
			this.#describes = undefined;
			if (this.header.columns.labels) void this.describe();
			this.#screen.clear();
		}
		if (this.#pending === 0)
			this.#arrangement = { sort: info.sort, filters: info.filters, contains: info.contains };
		this.header.showSort(info.sort);
		this.header.showFilters(filters);
		// Filters that hold are never out of sight.
		if (filters.length > 0 && this.#pending === 0 && !this.header.filters.shown) {
			this.header.filters.shown = true;
			this.#columnsChanged();
		}
		this.#cache.seed(head);
		// The rows that stood for what was to come are none of the result's.
		if (this.#rows.count === 0 && shown > 0) this.#screen.clear();
		this.#rows.count = shown;
		this.#screen.busy = busy;
		if (this.#screen.timeZone !== timeZone) this.#screen.clear();
		this.#screen.timeZone = timeZone;
		const filtered = loaded > 0 && shown < loaded;
		const rowCount = busy ? -1 : (filtered ? shown : Math.max(loaded, total ?? 0)) + 1;
		this.element.setAttribute("aria-rowcount", String(rowCount));
		this.element.setAttribute("aria-colcount", String(this.header.columns.list.length + 1));
		this.element.setAttribute("aria-busy", String(busy));
		const none = `None of ${loaded.toLocaleString()} rows passes the filters.`;
		this.#screen.explain(loaded > 0 && shown === 0 ? none : undefined, "Clear Filters", () => {
			this.header.filters.clear();
			void this.arrange({ filters: [], contains: "" });
			this.focus();
		});
		this.draw();
	}

	/** Asks the org, once, what the columns are, and shows it in the header. */
	async describe(): Promise<void> {
		const key = this.#columnsKey;
		this.#describes ??= this.#host.describe(this.path);
		try {
			const described = await this.#describes;
			if (key === this.#columnsKey) this.header.showDescribes(described);
		} catch {
			// The host has told why; the next look asks again.
			this.#describes = undefined;
		}
	}

	/** Asks for another order, other filters, or both. Settled when the rows are arranged, or never will be. */
	arrange(change: Partial<Arrangement>): Promise<void> {
		this.#arrangement = { ...this.#arrangement, ...change };
		this.#pending++;
		return this.#host
			.arrange(this.path, this.#arrangement)
			.then(
				// Of the result itself the host tells by its snapshot.
				(info) => {
					const { timeZone } = this;
					if (info) this.update(info, { busy: false, total: info.total, timeZone, run: 0 });
				},
				() => undefined,
			)
			.finally(() => {
				this.#pending--;
			});
	}

	/** Shows or hides the line of filters. Hidden, it filters nothing. */
	toggleFilters(show = !this.header.filters.shown): void {
		const { filters } = this.header;
		filters.shown = show;
		this.#columnsChanged();
		if (show) filters.focus(this.header.columns.list[this.selection.active.column]?.name);
		else {
			if (this.#arrangement.filters.length > 0) filters.clear();
			this.focus();
		}
	}

	/** Makes the shown columns what the person has chosen, and draws them. */
	layoutChanged(): void {
		this.#columnsChanged();
		this.#host.layoutChanged(this);
	}

	draw(): void {
		this.#screen.draw();
	}

	/** Goes to a cell, and marks it as found. */
	show(at: CellAt): void {
		this.#screen.found = at;
		this.selection.move(at, false);
		this.#screen.reveal(at);
		this.#selected();
	}

	/** Unmarks what was found. */
	forgetFound(): void {
		this.#screen.found = undefined;
		this.draw();
	}

	/** Child rows have come that were cut: looks again at all rows, and at those of open children. */
	reload(): void {
		this.#cache.renew();
		this.#children.refresh();
		this.draw();
	}

	dispose(): void {
		this.#screen.dispose();
		this.#children.closeAll();
	}

	focus(): void {
		this.element.focus({ preventScroll: true });
	}

	/** Other rows stand elsewhere: scroll, selection and open children start anew; columns stay as they were chosen. */
	#reset(sameRun: boolean): void {
		const asked = this.#pending > 0;
		// What the person did not ask for, such as rows that found their place at the end, leaves them where they are.
		if (asked || !sameRun) this.selection.reset(asked ? this.selection.active.column : 0);
		this.#children.closeAll();
		this.#screen.restart(asked || sameRun, sameRun && !asked);
	}

	#columnsChanged(): void {
		this.header.draw();
		this.#screen.clear();
		this.draw();
	}

	#column({ column }: CellAt): ShownColumn | undefined {
		return this.header.columns.list[column];
	}

	#selected(): void {
		this.#host.selectionChanged(this);
		this.draw();
	}

	/** Selects all, or the whole row or column of the active cell, which stays where it is on the other axis. */
	#select(what: "all" | "row" | "column"): void {
		if (this.#rows.count === 0) return;
		const { row, column } = this.selection.active;
		const end = { row: this.#rows.count - 1, column: Math.max(0, this.header.columns.list.length - 1) };
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

	#onKey(event: KeyboardEvent): void {
		if (event.target !== this.element) return;
		const { active } = this.selection;
		const { pageRows } = this.#screen;
		const bounds = { rows: this.#rows.count, columns: this.header.columns.list.length, pageRows };
		const command = commandFor(event, active, bounds);
		if (!command || (command.kind === "leave" && !this.#leave)) return;
		event.preventDefault();
		event.stopPropagation();
		switch (command.kind) {
			case "move":
				this.selection.move(command.to, command.extend);
				this.#screen.reveal(command.to);
				return this.#selected();
			case "select":
				return this.#select(command.what);
			case "copy":
				return this.#host.copy(this, command.headers);
			case "open":
				return this.#open(active);
			case "enterChild":
				if (!this.#children.panes.has(active.row) && this.#column(active)?.kind === "children")
					this.#open(active);
				return this.#children.panes.get(active.row)?.focus();
			case "leave":
				return this.#leave?.();
			case "sort":
				return this.sortBy(active.column, command.more);
			case "resize":
				return this.header.widen(active.column, command.by);
			case "moveColumn":
				return this.moveColumn(active.column, command.by);
			case "hideColumn":
				return this.hideColumn(active.column);
			case "showAllColumns":
				this.header.columns.showAll();
				return this.layoutChanged();
			case "menu": {
				const head = this.header.element.querySelector(`[aria-colindex="${active.column + 2}"]`);
				const { x, bottom } = (head ?? this.element).getBoundingClientRect();
				return this.#host.menu(this, active.column, { x, y: bottom });
			}
		}
	}

	sortBy(column: number, more: boolean): void {
		const shown = this.header.columns.list[column];
		if (this.#rows.count === 0 || !shown) return;
		// At once: whoever moves on before the rows are there is not taken back.
		this.selection.reset(column);
		void this.arrange({ sort: nextSort(this.#arrangement.sort, shown.index, more) });
	}

	moveColumn(column: number, by: number): void {
		const to = Math.max(0, Math.min(this.header.columns.list.length - 1, column + by));
		this.header.columns.move(column, to);
		this.selection.move({ ...this.selection.active, column: to }, false);
		this.layoutChanged();
		this.#screen.reveal(this.selection.active);
		this.#selected();
	}

	hideColumn(column: number): void {
		if (!this.header.columns.hide(column)) return;
		const last = this.header.columns.list.length - 1;
		const { active } = this.selection;
		this.selection.move({ ...active, column: Math.min(active.column, last) }, false);
		this.layoutChanged();
		this.#selected();
	}

	#open(at: CellAt): void {
		const column = this.#column(at);
		if (!column) return;
		const cell = this.#cache.row(at.row)?.[column.index];
		if (column.kind === "children") {
			const id = this.#cache.id(at.row);
			return this.#children.toggle(at.row, at.column, column, cell, id);
		}
		this.#host.open(this, { row: at.row, column: column.index }, cell, column);
	}
}
