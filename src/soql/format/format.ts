import { parse } from "../parse/parse.ts";
import type { Range, Statement } from "../parse/syntax.ts";
import { statements } from "../statements.ts";
import { layoutOf } from "./layout.ts";
import { type Piece, piecesOf } from "./pieces.ts";

/** How lines are indented and ended. */
export interface FormatOptions {
	readonly tabSize: number;
	readonly insertSpaces: boolean;
	readonly lineEnd: "\n" | "\r\n";
}

/** A range of a document and what comes in its place. */
export interface FormatEdit extends Range {
	readonly text: string;
}

/** A line is broken where it would be longer. */
const WIDTH = 80;

/**
 * What to change so that queries stand a clause a line, with keywords in upper case. Words, comments and what is
 * between queries stay. A short query on one line stays on one. Queries with problems of syntax are left alone; so
 * are those that `within` doesn't touch.
 */
export function formatEdits(text: string, options: FormatOptions, within?: Range): FormatEdit[] {
	return statements(text).flatMap((each) => {
		if (within && (each.end < within.start || each.start > within.end)) return [];
		const { statement, problems, skipped } = parse(each.text);
		if (!statement || problems.length > 0 || skipped.length > 0) return [];
		const formatted = formattedStatement(each.text, statement, options);
		return formatted === each.text ? [] : [{ start: each.start, end: each.end, text: formatted }];
	});
}

/** A whole text with all edits made. */
export function formatted(text: string, options: FormatOptions): string {
	let out = "";
	let at = 0;
	for (const { start, end, text: to } of formatEdits(text, options)) {
		out += text.slice(at, start) + to;
		at = end;
	}
	return out + text.slice(at);
}

function formattedStatement(text: string, statement: Statement, options: FormatOptions): string {
	const pieces = piecesOf(text, statement);
	const ends = endsOf(pieces);
	const flat = widthOf(pieces, ends, { start: 0, end: text.length });
	const isShort = flat <= WIDTH && !pieces.some(({ onNewLine }) => onNewLine);
	const fits = (range: Range, level: number, before = 0) =>
		level * options.tabSize + before + widthOf(pieces, ends, range) <= WIDTH;
	const { hard, soft } = isShort ? NO_BREAKS : layoutOf(statement, fits);
	return new Printer(options).print(pieces, hard, soft);
}

const NO_BREAKS = { hard: new Map<number, number>(), soft: new Map<number, number>() };

/** How wide all pieces up to each one are on one line; comments to the end of a line make it endless. */
function endsOf(pieces: readonly Piece[]): readonly number[] {
	let width = 0;
	return pieces.map(({ text, spaced, kind }) => {
		width += text.length + (spaced ? 1 : 0);
		if (kind === "comment" || text.includes("\n")) width += 1_000;
		return width;
	});
}

function widthOf(pieces: readonly Piece[], ends: readonly number[], { start, end }: Range): number {
	const first = indexFrom(pieces, start);
	const next = indexFrom(pieces, end);
	if (next <= first) return 0;
	const before = first === 0 ? 0 : (ends[first - 1] ?? 0);
	return (ends[next - 1] ?? 0) - before - (pieces[first]?.spaced ? 1 : 0);
}

/** The index of the first piece that begins at an offset or behind it. */
function indexFrom(pieces: readonly Piece[], offset: number): number {
	let [low, high] = [0, pieces.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((pieces[middle]?.start ?? 0) < offset) low = middle + 1;
		else high = middle;
	}
	return low;
}

class Printer {
	readonly #options: FormatOptions;
	#out = "";
	#column = 0;
	#level = 0;

	constructor(options: FormatOptions) {
		this.#options = options;
	}

	print(
		pieces: readonly Piece[],
		hard: ReadonlyMap<number, number>,
		soft: ReadonlyMap<number, number>,
	): string {
		const closing = [...hard]
			.filter(([offset]) => offset < 0)
			.map(([offset, level]) => [-offset, level] as const);
		const closes = new Map(
			closing.map(([offset, level]) => [pieces[indexFrom(pieces, offset)]?.start ?? -1, level]),
		);
		for (const [index, piece] of pieces.entries()) {
			const level =
				hard.get(piece.start) ?? closes.get(piece.start) ?? this.#commentLevel(pieces, index, hard, closes);
			const afterLine = isLineComment(pieces[index - 1]);
			const ownLine = piece.kind === "comment" && piece.onNewLine;
			const after = pieces[index - 1]?.kind === "comment" && piece.onNewLine;
			if (index === 0) this.#write(piece.text);
			else if (level !== undefined && !(piece.kind === "comment" && !ownLine)) this.#line(level, piece.text);
			else if (afterLine || ownLine || after)
				this.#line(level ?? this.#level + (piece.text === "," ? 0 : 1), piece.text, true);
			else this.#next(piece, soft.get(piece.start));
		}
		return this.#out;
	}

	/** A comment on a line of its own stands as what follows it. */
	#commentLevel(
		pieces: readonly Piece[],
		index: number,
		hard: ReadonlyMap<number, number>,
		closes: ReadonlyMap<number, number>,
	): number | undefined {
		if (pieces[index]?.kind !== "comment") return undefined;
		const next = pieces.slice(index).find(({ kind }) => kind !== "comment");
		return next && (hard.get(next.start) ?? closes.get(next.start));
	}

	#next({ text, spaced }: Piece, softLevel: number | undefined): void {
		const width = text.length + (spaced ? 1 : 0);
		if (softLevel !== undefined && this.#column + width > WIDTH) this.#line(softLevel, text, true);
		else this.#write(spaced ? ` ${text}` : text);
	}

	/** `continues`: the line goes on with what the one before began. */
	#line(level: number, text: string, continues = false): void {
		const { insertSpaces, tabSize, lineEnd } = this.#options;
		const indent = insertSpaces ? " ".repeat(level * tabSize) : "\t".repeat(level);
		this.#out += lineEnd + indent;
		this.#column = level * tabSize;
		if (!continues) this.#level = level;
		this.#write(text);
	}

	#write(text: string): void {
		this.#out += text;
		this.#column += text.length;
	}
}

function isLineComment(piece: Piece | undefined): boolean {
	return piece?.kind === "comment" && !piece.text.startsWith("/*");
}
