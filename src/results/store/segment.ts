import { ExactNumber, parseExact } from "../../salesforce/rest/query.ts";
import { folded } from "./filter.ts";

/** Rows of one column that are packed together: the unit in which values are decoded and go to disk. */
export const SEGMENT_ROWS = 1024;

const NULL = 0;
const TEXT = 1;
/** A number whose text a double would change. */
const EXACT = 2;
const TRUE = 3;
const FALSE = 4;
/** A compound field (an address, a location), as its JSON. */
const JSON_TEXT = 5;
const NUMBER = 6;

/** How the bytes of a segment are read; small enough to stay in memory when the bytes don't. */
export type Shape =
	/** Doubles; null is NaN, which JSON has no other use for. */
	| { readonly kind: "numbers"; readonly rows: number }
	/** One tag a row, or `tag` for all; text where the tag has any, each `width` units long or up to its own end. */
	| {
			readonly kind: "tagged";
			readonly rows: number;
			readonly tag: number | undefined;
			readonly width: number | undefined;
			/** UTF-16, which keeps whatever JSON can hold; else Latin-1. */
			readonly wide: boolean;
	  };

export interface Packed {
	readonly shape: Shape;
	readonly bytes: Buffer;
}

/** Packs up to `SEGMENT_ROWS` values of one column; undefined when all are null. */
export function pack(values: readonly unknown[]): Packed | undefined {
	let numbers = 0;
	let nothing = 0;
	for (const value of values) {
		if (typeof value === "number") numbers++;
		else if (value === null || value === undefined) nothing++;
	}
	if (nothing === values.length) return undefined;
	return numbers + nothing === values.length ? packNumbers(values) : packTagged(values);
}

function packNumbers(values: readonly unknown[]): Packed {
	const numbers = new Float64Array(values.length);
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		numbers[row] = typeof value === "number" ? value : Number.NaN;
	}
	return { shape: { kind: "numbers", rows: values.length }, bytes: Buffer.from(numbers.buffer) };
}

function packTagged(values: readonly unknown[]): Packed {
	const rows = values.length;
	const tags = new Uint8Array(rows);
	const ends = new Uint32Array(rows);
	let whole = "";
	let same = true;
	let width: number | undefined;
	for (let row = 0; row < rows; row++) {
		const value = values[row];
		const tag = tagOf(value);
		const text = tag === TEXT ? (value as string) : textUnder(tag, value);
		tags[row] = tag;
		same &&= tag === tags[0];
		if (row === 0) width = text.length;
		else if (width !== text.length) width = undefined;
		whole += text;
		ends[row] = whole.length;
	}
	const wide = !isLatin1(whole);
	const endsBytes = width === undefined ? rows * 4 : 0;
	const tagBytes = same ? 0 : rows;
	// Ends come first, where they are aligned.
	const bytes = Buffer.allocUnsafeSlow(endsBytes + tagBytes + whole.length * (wide ? 2 : 1));
	if (width === undefined) new Uint32Array(bytes.buffer, 0, rows).set(ends);
	if (!same) bytes.set(tags, endsBytes);
	bytes.write(whole, endsBytes + tagBytes, wide ? "utf16le" : "latin1");
	return { shape: { kind: "tagged", rows, tag: same ? tags[0] : undefined, width, wide }, bytes };
}

function tagOf(value: unknown): number {
	if (typeof value === "string") return TEXT;
	if (value === null || value === undefined) return NULL;
	if (typeof value === "number") return NUMBER;
	if (typeof value === "boolean") return value ? TRUE : FALSE;
	return value instanceof ExactNumber ? EXACT : JSON_TEXT;
}

function textUnder(tag: number, value: unknown): string {
	if (tag === NUMBER) return String(value as number);
	if (tag === EXACT) return (value as ExactNumber).text;
	return tag === JSON_TEXT ? JSON.stringify(value) : "";
}

function isLatin1(text: string): boolean {
	return !/[\u0100-\uffff]/.test(text);
}

/** Reads one packed segment. `bytes` must start at an address that is a multiple of eight. */
export class SegmentReader {
	readonly rows: number;
	/** Set for a segment of doubles: NaN is null. */
	readonly numbers: Float64Array | undefined;
	readonly #shape: Shape;
	readonly #bytes: Buffer;
	readonly #ends: Uint32Array | undefined;
	readonly #tags: Uint8Array | undefined;
	readonly #textAt: number = 0;
	#whole: string | undefined;

	constructor({ shape, bytes }: Packed) {
		this.#shape = shape;
		this.#bytes = bytes;
		this.rows = shape.rows;
		if (shape.kind === "numbers") {
			this.numbers = new Float64Array(bytes.buffer, bytes.byteOffset, shape.rows);
			return;
		}
		let at = 0;
		if (shape.width === undefined) {
			this.#ends = new Uint32Array(bytes.buffer, bytes.byteOffset, shape.rows);
			at += shape.rows * 4;
		}
		if (shape.tag === undefined) {
			this.#tags = bytes.subarray(at, at + shape.rows);
			at += shape.rows;
		}
		this.#textAt = at;
	}

	value(row: number): unknown {
		if (this.numbers) {
			const number = this.numbers[row] ?? Number.NaN;
			return Number.isNaN(number) ? null : number;
		}
		switch (this.#tag(row)) {
			case TEXT:
				return this.#text(row);
			case NUMBER:
				return Number(this.#text(row));
			case EXACT:
				return new ExactNumber(this.#text(row));
			case TRUE:
				return true;
			case FALSE:
				return false;
			case JSON_TEXT:
				return parseExact(this.#text(row));
			default:
				return null;
		}
	}

	/** All values, decoded together: much faster than one by one. */
	values(): unknown[] {
		if (this.#shape.kind === "tagged") this.#whole ??= this.#decoded(0, this.#end(this.rows - 1));
		const values: unknown[] = [];
		for (let row = 0; row < this.rows; row++) values.push(this.value(row));
		this.#whole = undefined;
		return values;
	}

	/**
	 * The texts of all rows in one string, lower-cased, with where each ends, when each is text (or null) and lower case
	 * is as long; undefined else. For searching all rows at once.
	 */
	lowered(): { readonly text: string; readonly end: (row: number) => number } | undefined {
		const shape = this.#shape;
		if (shape.kind !== "tagged" || shape.tag === TRUE || shape.tag === FALSE) return undefined;
		// The words of booleans are nowhere in the text.
		if (this.#tags?.includes(TRUE) === true || this.#tags?.includes(FALSE) === true) return undefined;
		const length = this.#end(this.rows - 1);
		const text = folded(this.#decoded(0, length));
		return text.length === length ? { text, end: (row) => this.#end(row) } : undefined;
	}

	/**
	 * The texts of all rows as they are kept, one after the other, when that is Latin-1 and no row is anything else than text,
	 * a number, a compound field or null; undefined else. For writing all rows at once.
	 */
	latin1():
		| {
				readonly bytes: Uint8Array;
				readonly ends: Uint32Array;
				readonly isNull: (row: number) => boolean;
		  }
		| undefined {
		const shape = this.#shape;
		if (shape.kind !== "tagged" || shape.wide || shape.tag === TRUE || shape.tag === FALSE) return undefined;
		const tags = this.#tags;
		if (tags && (tags.includes(TRUE) || tags.includes(FALSE))) return undefined;
		let ends = this.#ends;
		if (!ends) {
			ends = new Uint32Array(this.rows);
			for (let row = 0; row < ends.length; row++) ends[row] = this.#end(row);
		}
		const bytes = this.#bytes.subarray(this.#textAt, this.#textAt + (ends.at(-1) ?? 0));
		return { bytes, ends, isNull: (row) => this.#tag(row) === NULL };
	}

	#tag(row: number): number | undefined {
		return this.#shape.kind === "tagged" ? (this.#shape.tag ?? this.#tags?.[row]) : undefined;
	}

	/** Where the text of a row ends, in UTF-16 units. */
	#end(row: number): number {
		if (this.#ends) return row < 0 ? 0 : (this.#ends[row] ?? 0);
		return this.#shape.kind === "tagged" ? (row + 1) * (this.#shape.width ?? 0) : 0;
	}

	#text(row: number): string {
		const [from, to] = [this.#end(row - 1), this.#end(row)];
		return this.#whole === undefined ? this.#decoded(from, to) : this.#whole.slice(from, to);
	}

	#decoded(from: number, to: number): string {
		const at = this.#textAt;
		return this.#shape.kind === "tagged" && this.#shape.wide
			? this.#bytes.toString("utf16le", at + from * 2, at + to * 2)
			: this.#bytes.toString("latin1", at + from, at + to);
	}
}
