import { isAscii } from "node:buffer";
import { textOf } from "../copyFormats.ts";
import type { SegmentReader } from "../store/segment.ts";
import type { CsvOptions } from "./options.ts";
import type { Batch } from "./rowList.ts";

/** A column's cells as they stand in the file, one after the other, and where each ends. */
export interface CsvColumn {
	readonly bytes: Uint8Array;
	readonly ends: Uint32Array;
}

const QUOTE = 0x22;
const SPACE = 0x20;

/**
 * Lines of CSV (RFC 4180, with what the options change) in UTF-8, made of columns of bytes: texts that need nothing are
 * copied as they are packed. Quoted are texts with a delimiter, quote, line break or space at an end, and those that read
 * as null does.
 */
export class CsvLines {
	readonly #options: CsvOptions;
	readonly #delimiter: number;
	readonly #end: Uint8Array;
	readonly #needsQuotes: RegExp;
	/** Of null. */
	readonly #nothing: string;
	/** By byte, whether a cell with it needs quotes. */
	readonly #special = new Uint8Array(256);
	/** Memory that is used again for each batch: garbage would take more time than the work. */
	readonly #memory: Buffer[] = [];
	#used = 0;

	/** `isOnly`: each line has one cell, and must not be empty for that: a reader would see no line. */
	constructor(options: CsvOptions, isOnly: boolean) {
		this.#options = options;
		this.#delimiter = options.delimiter.charCodeAt(0);
		this.#end = Buffer.from(options.lineEnding === "crlf" ? "\r\n" : "\n");
		this.#needsQuotes = new RegExp(`[\\${options.delimiter}"\\r\\n]|^\\s|\\s$`);
		const { nullText } = options;
		this.#nothing =
			(isOnly && nullText === "") || this.#needsQuotes.test(nullText) ? quoted(nullText) : nullText;
		for (const byte of [this.#delimiter, QUOTE, 10, 13]) this.#special[byte] = 1;
	}

	header(names: readonly string[]): Uint8Array {
		const line = this.lines(names.map((name) => this.column([name])));
		return this.#options.bom ? Buffer.concat([Buffer.from("\ufeff"), line]) : line;
	}

	/** A line for each row of the columns, which have the same rows. What it answers holds until the next call. */
	lines(columns: readonly CsvColumn[]): Uint8Array {
		const rows = columns[0]?.ends.length ?? 0;
		const end = this.#end;
		const between = columns.length - 1;
		const size = columns.reduce((sum, { bytes }) => sum + bytes.length, rows * (between + end.length));
		const out = this.#scratch(size);
		const view = new DataView(out.buffer);
		this.#used = 0;
		const places = placesOf(columns, rows, between + end.length);
		for (const [number, column] of columns.entries()) {
			copy(column, view, places);
			const after = number < between ? [this.#delimiter] : end;
			for (const byte of after) {
				for (let row = 0; row < rows; row++) {
					const at = places[row] ?? 0;
					out[at] = byte;
					places[row] = at + 1;
				}
			}
		}
		return out.subarray(0, size);
	}

	columnOf(batch: Batch, column: number): CsvColumn {
		const segment = this.#options.quote === "needed" ? batch.segment(column) : undefined;
		if (segment?.numbers && this.#options.nullText === "")
			return numbers(segment.numbers, this.#nothing, (size) => this.#scratch(size));
		const packed = segment?.latin1();
		return packed ? this.#fromLatin1(packed) : this.column(batch.values(column));
	}

	column(values: readonly unknown[]): CsvColumn {
		const { nullText, quote } = this.#options;
		const always = quote === "always";
		const texts = values.map((value) => {
			if (value === null || value === undefined) return this.#nothing;
			const text = typeof value === "string" ? value : textOf(value);
			return always || text === nullText || this.#needsQuotes.test(text) ? quoted(text) : text;
		});
		const whole = texts.join("");
		const bytes = Buffer.from(whole);
		const isAsIs = bytes.length === whole.length;
		const ends = new Uint32Array(texts.length);
		let end = 0;
		for (const [row, text] of texts.entries()) {
			end += isAsIs ? text.length : Buffer.byteLength(text);
			ends[row] = end;
		}
		return { bytes, ends };
	}

	#fromLatin1(packed: NonNullable<ReturnType<SegmentReader["latin1"]>>): CsvColumn {
		return this.#isReady(packed) ? packed : this.#encoded(packed);
	}

	/** Whether the bytes can stand in the file as they are. */
	#isReady({ bytes, ends, isNull }: NonNullable<ReturnType<SegmentReader["latin1"]>>): boolean {
		if (!isAscii(bytes)) return false;
		for (const byte of [this.#delimiter, QUOTE, 10, 13]) if (bytes.includes(byte)) return false;
		let from = 0;
		for (let row = 0; row < ends.length; row++) {
			const to = ends[row] ?? 0;
			if (from === to) {
				if (this.#nothing !== "" || !isNull(row)) return false;
			} else if ((bytes[from] ?? 0) <= SPACE || (bytes[to - 1] ?? 0) <= SPACE) return false;
			from = to;
		}
		// A text may read as null does.
		return this.#options.nullText === "";
	}

	#encoded({ bytes, ends, isNull }: NonNullable<ReturnType<SegmentReader["latin1"]>>): CsvColumn {
		const nothing = Buffer.from(this.#nothing);
		// As the cells are; what Latin-1 doesn't have is no cell here.
		const nullText = Buffer.from(this.#options.nullText, "latin1");
		const mayBeNull = nullText.toString("latin1") === this.#options.nullText ? nullText : undefined;
		const rows = ends.length;
		// Each byte may become two; each cell may get quotes.
		const out = this.#scratch(bytes.length * 2 + rows * Math.max(2, nothing.length));
		const newEnds = new Uint32Array(rows);
		let [at, from] = [0, 0];
		for (let row = 0; row < rows; row++) {
			const to = ends[row] ?? 0;
			if (isNull(row)) {
				out.set(nothing, at);
				at += nothing.length;
			} else {
				const quotes = this.#needs(bytes, from, to) || mayBeNull?.equals(bytes.subarray(from, to)) === true;
				if (quotes) out[at++] = QUOTE;
				for (; from < to; from++) {
					const byte = bytes[from] ?? 0;
					if (byte >= 0x80) {
						out[at++] = 0xc0 | (byte >> 6);
						out[at++] = 0x80 | (byte & 0x3f);
					} else {
						if (byte === QUOTE) out[at++] = QUOTE;
						out[at++] = byte;
					}
				}
				if (quotes) out[at++] = QUOTE;
			}
			from = to;
			newEnds[row] = at;
		}
		return { bytes: out.subarray(0, at), ends: newEnds };
	}

	#scratch(size: number): Buffer {
		const known = this.#memory[this.#used];
		const memory = known && known.length >= size ? known : Buffer.allocUnsafeSlow(size + (size >> 2));
		this.#memory[this.#used++] = memory;
		return memory;
	}

	#needs(bytes: Uint8Array, from: number, to: number): boolean {
		if (from === to) return false;
		const [first, last] = [bytes[from] ?? 0, bytes[to - 1] ?? 0];
		// No-break spaces are spaces too.
		if (first <= SPACE || last <= SPACE || first === 0xa0 || last === 0xa0) return true;
		for (let at = from; at < to; at++) if (this.#special[bytes[at] ?? 0] === 1) return true;
		return false;
	}
}

/** Characters that a double takes at most. */
const MOST_DIGITS = 25;

/** Doubles as text, which needs no quotes; NaN is null. */
function numbers(values: Float64Array, nothing: string, scratch: (size: number) => Buffer): CsvColumn {
	const ends = new Uint32Array(values.length);
	const bytes = scratch(values.length * Math.max(MOST_DIGITS, nothing.length));
	let end = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] ?? 0;
		if (value >= 0 && value < 2 ** 31 && (value | 0) === value) {
			// Digits from the last to the first: most numbers are small and whole, and this is faster than text.
			let left = value | 0;
			let at = end + (left < 10 ? 1 : left < 100 ? 2 : left < 1000 ? 3 : Math.floor(Math.log10(left)) + 1);
			end = at;
			do {
				const rest = (left / 10) | 0;
				bytes[--at] = 48 + left - rest * 10;
				left = rest;
			} while (left > 0);
		} else {
			const text = Number.isNaN(value) ? nothing : String(value);
			for (let at = 0; at < text.length; at++) bytes[end++] = text.charCodeAt(at);
		}
		ends[row] = end;
	}
	return { bytes: bytes.subarray(0, end), ends };
}

/** Where each line begins, when `more` bytes of it are beside its cells. */
function placesOf(columns: readonly CsvColumn[], rows: number, more: number): Uint32Array {
	const places = new Uint32Array(rows);
	for (const { ends } of columns)
		for (let row = 1; row < rows; row++) places[row] = (places[row] ?? 0) + (ends[row - 1] ?? 0);
	for (let row = 1; row < rows; row++) places[row] = (places[row] ?? 0) + row * more;
	return places;
}

/** Puts the cells of a column where `places` says, and moves those behind them. One column at a time: it's a tight loop. */
function copy({ bytes, ends }: CsvColumn, out: DataView, places: Uint32Array): void {
	const cells = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	let from = 0;
	for (let row = 0; row < places.length; row++) {
		const to = ends[row] ?? 0;
		let at = places[row] ?? 0;
		// Four bytes at once are three times as fast as one by one.
		for (; from + 4 <= to; from += 4, at += 4) out.setInt32(at, cells.getInt32(from, true), true);
		for (; from < to; from++, at++) out.setUint8(at, cells.getUint8(from));
		places[row] = at;
	}
}

function quoted(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}
