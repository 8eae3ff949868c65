export interface CellAt {
	readonly row: number;
	readonly column: number;
}

/** A rectangle from an anchor to the active cell. The active cell has the focus mark and is what keys act on. */
export class Selection {
	active: CellAt = { row: 0, column: 0 };
	anchor: CellAt = { row: 0, column: 0 };

	reset(column = 0): void {
		this.active = { row: 0, column };
		this.anchor = this.active;
	}

	move(to: CellAt, extend: boolean): void {
		this.active = to;
		if (!extend) this.anchor = to;
	}

	get fromRow(): number {
		return Math.min(this.active.row, this.anchor.row);
	}

	get toRow(): number {
		return Math.max(this.active.row, this.anchor.row);
	}

	get fromColumn(): number {
		return Math.min(this.active.column, this.anchor.column);
	}

	get toColumn(): number {
		return Math.max(this.active.column, this.anchor.column);
	}

	get cells(): number {
		return (this.toRow - this.fromRow + 1) * (this.toColumn - this.fromColumn + 1);
	}

	has(row: number, column: number): boolean {
		return row >= this.fromRow && row <= this.toRow && column >= this.fromColumn && column <= this.toColumn;
	}
}

export interface Bounds {
	readonly rows: number;
	readonly columns: number;
	readonly pageRows: number;
}

/** Where a key moves the active cell to; undefined for a key that doesn't move. `jump` is Ctrl (Cmd on macOS). */
export function moved(
	from: CellAt,
	key: string,
	jump: boolean,
	{ rows, columns, pageRows }: Bounds,
): CellAt | undefined {
	const lastRow = Math.max(0, rows - 1);
	const lastColumn = Math.max(0, columns - 1);
	const at = (row: number, column: number): CellAt => ({
		row: Math.max(0, Math.min(lastRow, row)),
		column: Math.max(0, Math.min(lastColumn, column)),
	});
	const { row, column } = from;
	switch (key) {
		case "ArrowUp":
			return at(jump ? 0 : row - 1, column);
		case "ArrowDown":
			return at(jump ? lastRow : row + 1, column);
		case "ArrowLeft":
			return at(row, jump ? 0 : column - 1);
		case "ArrowRight":
			return at(row, jump ? lastColumn : column + 1);
		case "Home":
			return at(jump ? 0 : row, 0);
		case "End":
			return at(jump ? lastRow : row, lastColumn);
		case "PageUp":
			return at(row - pageRows, column);
		case "PageDown":
			return at(row + pageRows, column);
		default:
			return undefined;
	}
}
