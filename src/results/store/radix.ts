const BUCKETS = 65_536;

/** What rows are sorted by in one column, by row: doubles, or ranks. Null in neither: it comes last in both directions. */
export type SortValues =
	/** NaN is null. */
	| { readonly kind: "numbers"; readonly values: Float64Array }
	/** From 1; 0 is null. */
	| { readonly kind: "ranks"; readonly values: Uint32Array; readonly highest: number };

/** `rows` in the order of their values; rows that are equal stay as they are. Takes time in proportion to their number. */
export function sorted(rows: Uint32Array, by: SortValues, descending: boolean): Uint32Array {
	if (by.kind === "numbers") {
		const [high, low] = ordered(rows, by.values, descending);
		let order = identity(rows.length);
		for (const digits of [low, high]) {
			order = byDigits(order, (at) => (digits[at] ?? 0) & 0xff_ff);
			order = byDigits(order, (at) => (digits[at] ?? 0) >>> 16);
		}
		return order.map((at) => rows[at] ?? 0);
	}
	const { values, highest } = by;
	const key = (row: number) => {
		const rank = values[row] ?? 0;
		return rank === 0 ? highest + 1 : descending ? highest - rank : rank;
	};
	const first = byDigits(rows, (row) => key(row) & 0xff_ff);
	return highest + 1 < BUCKETS ? first : byDigits(first, (row) => key(row) >>> 16);
}

function identity(length: number): Uint32Array {
	return new Uint32Array(length).map((_, index) => index);
}

/** One pass of a radix sort: stable, by a number below 65,536. */
export function byDigits(items: Uint32Array, digit: (item: number) => number): Uint32Array {
	const starts = new Uint32Array(BUCKETS + 1);
	const digits = new Uint16Array(items.length);
	for (let at = 0; at < items.length; at++) {
		const one = digit(items[at] ?? 0);
		digits[at] = one;
		starts[one + 1] = (starts[one + 1] ?? 0) + 1;
	}
	for (let bucket = 1; bucket <= BUCKETS; bucket++)
		starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
	const out = new Uint32Array(items.length);
	for (let at = 0; at < items.length; at++) {
		const one = digits[at] ?? 0;
		const place = starts[one] ?? 0;
		out[place] = items[at] ?? 0;
		starts[one] = place + 1;
	}
	return out;
}

/** The bits of doubles such that they compare as whole numbers do: negative ones turned over, positive ones above them. */
function ordered(rows: Uint32Array, values: Float64Array, descending: boolean): [Uint32Array, Uint32Array] {
	const high = new Uint32Array(rows.length);
	const low = new Uint32Array(rows.length);
	const double = new Float64Array(1);
	const words = new Uint32Array(double.buffer);
	for (let at = 0; at < rows.length; at++) {
		const value = values[rows[at] ?? 0] ?? Number.NaN;
		if (Number.isNaN(value)) {
			high[at] = 0xff_ff_ff_ff;
			low[at] = 0xff_ff_ff_ff;
			continue;
		}
		// Minus zero is zero.
		double[0] = value === 0 ? 0 : value;
		const [below = 0, above = 0] = words;
		const flip = above >>> 31 === 1 ? 0xff_ff_ff_ff : 0;
		const turn = descending ? 0xff_ff_ff_ff : 0;
		high[at] = (above ^ (flip | 0x80_00_00_00) ^ turn) >>> 0;
		low[at] = (below ^ flip ^ turn) >>> 0;
	}
	return [high, low];
}
