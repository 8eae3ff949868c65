/** Chromium draws no taller element than this; more rows than fit are reached by scaling the scroll bar. */
export const TALLEST_PX = 30_000_000;
export const ROW_PX = 24;

/** Where rows are when some of them have a detail (a child grid) below: positions in pixels from the first row. */
export class Rows {
	readonly #details: { readonly row: number; readonly px: number }[] = [];
	count = 0;

	get details(): readonly { readonly row: number; readonly px: number }[] {
		return this.#details;
	}

	get height(): number {
		return this.count * ROW_PX + this.#details.reduce((sum, { px }) => sum + px, 0);
	}

	open(row: number, px: number): void {
		this.close(row);
		this.#details.push({ row, px });
		this.#details.sort((a, b) => a.row - b.row);
	}

	close(row: number): void {
		const at = this.#details.findIndex((detail) => detail.row === row);
		if (at >= 0) this.#details.splice(at, 1);
	}

	closeAll(): void {
		this.#details.length = 0;
	}

	top(row: number): number {
		let above = 0;
		for (const detail of this.#details) if (detail.row < row) above += detail.px;
		return row * ROW_PX + above;
	}

	/** The row (or its detail) at a position; the last row for one below all. */
	at(px: number): number {
		let above = 0;
		for (const { row, px: height } of this.#details) {
			const start = (row + 1) * ROW_PX + above;
			if (px < start) break;
			if (px < start + height) return row;
			above += height;
		}
		return Math.max(0, Math.min(this.count - 1, Math.floor((px - above) / ROW_PX)));
	}
}

/** Left edges of columns, and which of them a span of pixels shows. */
export class Columns {
	#lefts: number[] = [0];

	set widths(widths: readonly number[]) {
		this.#lefts = [0];
		let left = 0;
		for (const width of widths) {
			left += width;
			this.#lefts.push(left);
		}
	}

	get count(): number {
		return this.#lefts.length - 1;
	}

	get width(): number {
		return this.#lefts.at(-1) ?? 0;
	}

	left(column: number): number {
		return this.#lefts[column] ?? 0;
	}

	widthOf(column: number): number {
		return this.left(column + 1) - this.left(column);
	}

	/** First and last column (inclusive) between two positions; last < first when there are none. */
	between(from: number, to: number): { first: number; last: number } {
		let first = 0;
		while (first < this.count - 1 && this.left(first + 1) <= from) first++;
		let last = first;
		while (last < this.count - 1 && this.left(last + 1) < to) last++;
		return this.count === 0 ? { first: 0, last: -1 } : { first, last };
	}
}
