import type { ColumnKind } from "../../pages/results.ts";
import { type Cutting, cell, HEADER_STYLE, textCell } from "./cells.ts";
import { columnsOf, headerOf, type Level, valuesOf } from "./levels.ts";
import { columnLetters, SHEET_END, sheetName, sheetPart, sheetStart, workbookParts } from "./workbook.ts";
import { type Write, ZipWriter } from "./zip.ts";

/** What a sheet can have ("Excel specifications and limits"), and the text of it that a ZIP of the plain form can. */
export interface SheetLimits {
	readonly rows: number;
	readonly characters: number;
}

const LIMITS: SheetLimits = { rows: 1_048_576, characters: 1_000_000_000 };

/** Text that is compressed at once. */
const PIECE_CHARACTERS = 400_000;

const WIDTHS: Readonly<Record<ColumnKind, number>> = {
	text: 24,
	number: 14,
	boolean: 10,
	date: 12,
	datetime: 24,
	id: 22,
	children: 10,
};

/** A row beside its cells. */
type Rows = Generator<readonly (readonly unknown[])[]>;

/**
 * Writes levels as sheets of a workbook, in their order; what a sheet has no room for goes on further ones. `rowsDone` is
 * awaited after some rows each time.
 */
export async function writeXlsx(
	levels: readonly Level[],
	title: string,
	write: Write,
	rowsDone: (count: number) => Promise<void> | undefined,
	limits = LIMITS,
): Promise<Cutting> {
	const zip = new ZipWriter(write);
	const cutting: Cutting = { cut: 0 };
	const names: string[] = [];
	for (const level of levels) {
		const sheet = new SheetRows(level, valuesOf(level), cutting, limits, rowsDone);
		do {
			names.push(sheetName(level.path === "" ? title : level.path, names));
			await zip.add(sheetPart(names.length), sheet.pieces());
		} while (sheet.hasMore);
	}
	for (const [name, text] of workbookParts(names)) await zip.add(name, [text]);
	await zip.end();
	return cutting;
}

/** The rows of one level on their way to one sheet, and to more where one has no room. */
class SheetRows {
	readonly #level: Level;
	readonly #rows: Rows;
	readonly #cutting: Cutting;
	readonly #limits: SheetLimits;
	readonly #rowsDone: (count: number) => Promise<void> | undefined;
	readonly #header: readonly string[];
	readonly #letters: readonly string[];
	/** Rows that were read and are not on a sheet. */
	#read: readonly (readonly unknown[])[] = [];
	#at = 0;
	#left: number;

	constructor(
		level: Level,
		rows: Rows,
		cutting: Cutting,
		limits: SheetLimits,
		rowsDone: (count: number) => Promise<void> | undefined,
	) {
		this.#level = level;
		this.#rows = rows;
		this.#cutting = cutting;
		this.#limits = limits;
		this.#rowsDone = rowsDone;
		this.#header = headerOf(level);
		this.#letters = this.#header.map((_, at) => columnLetters(at));
		this.#left = level.rows.length;
	}

	get hasMore(): boolean {
		return this.#left > 0;
	}

	/** The XML of the next sheet. */
	async *pieces(): AsyncGenerator<string> {
		const columns = columnsOf(this.#level);
		const before = this.#header.length - columns.length;
		const widths = this.#header.map((_, at) => WIDTHS[columns[at - before]?.kind ?? "number"]);
		const heads = this.#header.map((name, at) =>
			textCell(name, `${this.#letters[at]}1`, this.#cutting, HEADER_STYLE),
		);
		let text = `${sheetStart(widths)}<row r="1">${heads.join("")}</row>`;
		let characters = 0;
		let row = 2;
		while (
			this.#left > 0 &&
			row <= this.#limits.rows &&
			characters + text.length <= this.#limits.characters
		) {
			const begin = row;
			// Texts may be long: a piece ends by its length, not by rows.
			while (this.#fill() && row <= this.#limits.rows && text.length < PIECE_CHARACTERS) {
				text += this.#row(row++);
				this.#at++;
				this.#left--;
			}
			await this.#rowsDone(row - begin);
			if (text.length >= PIECE_CHARACTERS) {
				characters += text.length;
				yield text;
				text = "";
			}
		}
		yield text + SHEET_END;
	}

	/** False when there are no more. */
	#fill(): boolean {
		while (this.#left > 0 && this.#at >= (this.#read[0]?.length ?? 0)) {
			const next = this.#rows.next();
			// A level without columns has no rows to speak of.
			if (next.done === true || next.value.length === 0) this.#left = 0;
			else this.#read = next.value;
			this.#at = 0;
		}
		return this.#left > 0;
	}

	#row(number: number): string {
		let text = `<row r="${number}">`;
		for (const [at, values] of this.#read.entries())
			text += cell(values[this.#at], `${this.#letters[at]}${number}`, this.#cutting);
		return `${text}</row>`;
	}
}
