import type {
	Arrangement,
	Cell,
	ChildInfo,
	ColumnDescribe,
	ResultColumn,
	RowPage,
	RowPath,
} from "../../src/pages/results.ts";
import type { Grid } from "./grid.ts";
import type { CellAt } from "./selection.ts";

/** A rectangle of a grid's cells, as the host knows them. */
export interface GridBlock {
	readonly path: RowPath;
	/** The arrangement that row numbers are meant in. */
	readonly revision: number;
	readonly fromRow: number;
	readonly toRow: number;
	readonly columns: readonly number[];
}

/** What all grids of a result, the outer one and those nested in it, ask for and tell. */
export interface GridHost {
	rows(path: RowPath, from: number, count: number): Promise<RowPage>;
	children(path: RowPath): Promise<ChildInfo | null>;
	loadChildren(path: RowPath): Promise<void>;
	arrange(path: RowPath, arrangement: Arrangement): Promise<ChildInfo | null>;
	describe(path: RowPath): Promise<readonly (ColumnDescribe | null)[]>;
	/** Enter, F2 or a double click on a cell that has more to show than its line. */
	open(grid: Grid, at: CellAt, cell: Cell | undefined, column: ResultColumn): void;
	copy(grid: Grid, headers: boolean): void;
	/** A column's menu: at a place of the window, or below the column's header. */
	menu(grid: Grid, column: number, at: { readonly x: number; readonly y: number }): void;
	/** This grid is what keys act on now, or what is selected in it changed. */
	selectionChanged(grid: Grid): void;
	/** Columns were moved, hidden, resized. */
	layoutChanged(grid: Grid): void;
	/** After the first frame that has rows of the present revision. */
	painted(rows: number): void;
}

export interface GridState {
	/** More rows are on their way. */
	readonly busy: boolean;
	/** Rows that there are in the org; null when that is not known. */
	readonly total: number | null;
	/** The zone that times are shown in; null: as the API sent them. */
	readonly timeZone: string | null;
	/** What changes within a run leaves the person where they are. */
	readonly run: number;
}
