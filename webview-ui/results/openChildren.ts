import type { Cell, ChildInfo, RowPath } from "../../src/pages/results.ts";
import { ChildPane } from "./childPane.ts";
import type { Rows } from "./geometry.ts";
import type { Grid } from "./grid.ts";
import type { ShownColumn } from "./shownColumns.ts";

export interface OpenChildrenOptions {
	/** Of the grid that the child rows are in. */
	readonly path: RowPath;
	readonly rows: Rows;
	/** Where they are put. */
	readonly body: () => HTMLElement;
	/** A grid for child rows; `resized` is told when what it shows has become taller or shorter. */
	readonly makeGrid: (path: RowPath, resized: () => void) => Grid;
	readonly children: (path: RowPath) => Promise<ChildInfo | null>;
	readonly timeZone: () => string | null;
	readonly loadRest: (path: RowPath) => Promise<void>;
	/** Gives the focus to the grid that they are in. */
	readonly leave: () => void;
	/** One was opened, closed, or has another height. */
	readonly changed: () => void;
}

/** The child rows that are open in a grid: at most those of one cell a row. */
export class OpenChildren {
	/** By the row that they are below. */
	readonly panes = new Map<number, ChildPane>();
	readonly #options: OpenChildrenOptions;

	constructor(options: OpenChildrenOptions) {
		this.#options = options;
	}

	/** Opens the child rows of a cell, or closes them. `column` is where it stands, `id` what its row is known by. */
	toggle(
		row: number,
		column: number,
		{ index, name }: ShownColumn,
		cell: Cell | undefined,
		id: number | undefined,
	): void {
		const { path: above, rows, body, makeGrid, loadRest, changed, leave } = this.#options;
		const open = this.panes.get(row);
		if (open) {
			open.dispose();
			this.panes.delete(row);
			rows.close(row);
		}
		const count = typeof cell === "object" && cell !== null && "children" in cell ? cell.children : 0;
		if (open?.column !== column && count > 0 && id !== undefined) {
			const path = [...above, { id, column: index }];
			const pane: ChildPane = new ChildPane({
				column,
				label: `${name}, ${count} ${count === 1 ? "row" : "rows"}`,
				grid: makeGrid(path, () => pane.measure()),
				resized: () => {
					rows.open(row, pane.px);
					changed();
				},
				leave,
				loadRest: () => {
					// Why it failed is told by who was asked; what came until then is shown.
					void loadRest(path).finally(() => this.#fill(pane, row));
				},
			});
			this.panes.set(row, pane);
			body().append(pane.element);
			pane.measure();
			this.#fill(pane, row);
		}
		changed();
	}

	/** Looks again how their rows stand, and those within them. */
	refresh(): void {
		for (const [row, pane] of this.panes) {
			this.#fill(pane, row);
			pane.grid.reload();
		}
	}

	closeAll(): void {
		this.#options.rows.closeAll();
		for (const pane of this.panes.values()) pane.dispose();
		this.panes.clear();
	}

	#fill(pane: ChildPane, row: number): void {
		this.#options.children(pane.grid.path).then(
			(info) => {
				if (this.panes.get(row) === pane) pane.show(info, this.#options.timeZone());
			},
			() => pane.fail(),
		);
	}
}
