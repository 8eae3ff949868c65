import type { TokenKind } from "../lexer.ts";
import type { Expectation, Name, Range, SyntaxProblem, Wanted } from "./syntax.ts";

/** A token that means something; `hole` is the one at the cursor, of which nothing is taken for granted. */
export interface Piece {
	readonly kind: TokenKind | "hole" | "end";
	readonly start: number;
	readonly end: number;
	/** Words in upper case, other marks as they are; "" for long ones. */
	readonly word: string;
}

const DEEPEST = 120;

/** Reads the meaningful tokens of one statement from left to right, and writes down what is wrong and what could be. */
export class Cursor {
	readonly text: string;
	readonly problems: SyntaxProblem[] = [];
	readonly skipped: Range[] = [];
	readonly expected: Expectation[] = [];
	readonly #pieces: readonly Piece[];
	readonly #end: Piece;
	#index = 0;
	#depth = 0;
	#lastEnd: number;

	constructor(text: string, pieces: readonly Piece[], start: number, end: number) {
		this.text = text;
		this.#pieces = pieces;
		this.#end = { kind: "end", start: end, end, word: "" };
		this.#lastEnd = start;
	}

	/** The piece `ahead` of the next one. */
	peek(ahead = 0): Piece {
		return this.#pieces[this.#index + ahead] ?? this.#end;
	}

	get index(): number {
		return this.#index;
	}

	/** Where the last taken piece ended: where what is missing now belongs. */
	get lastEnd(): number {
		return this.#lastEnd;
	}

	get atEnd(): boolean {
		return this.#index >= this.#pieces.length;
	}

	get atHole(): boolean {
		return this.peek().kind === "hole";
	}

	take(): Piece {
		const piece = this.peek();
		if (piece.kind !== "end") {
			this.#index++;
			this.#lastEnd = piece.end;
		}
		return piece;
	}

	/** Whether the next pieces are these words or marks, without a note that they could be. */
	sees(...words: readonly string[]): boolean {
		for (const [ahead, word] of words.entries()) {
			const piece = this.peek(ahead);
			if (piece.word !== word || (piece.kind !== "word" && piece.kind !== "punctuation")) return false;
		}
		return true;
	}

	/** Like `sees`; at the cursor they are noted as something that could stand there. */
	at(...words: readonly string[]): boolean {
		if (this.atHole) this.could(words.join(" "));
		return this.sees(...words);
	}

	/** Takes the words or marks when they are next. */
	skip(...words: readonly string[]): boolean {
		if (!this.at(...words)) return false;
		for (const _ of words) this.take();
		return true;
	}

	/** Takes a word or mark, or says that it is missing. */
	expect(word: string): boolean {
		if (this.skip(word)) return true;
		this.missing(`'${word}'`);
		return false;
	}

	/** Notes what could stand at the cursor. */
	expecting(make: () => Expectation): void {
		if (this.atHole) this.expected.push(make());
	}

	could(...keywords: readonly string[]): void {
		for (const text of keywords) this.expecting(() => ({ kind: "keyword", text }));
	}

	/** Something belongs here that isn't. At the cursor it is only not typed yet. */
	missing(what: Wanted): void {
		if (this.atHole) return;
		const { start, end, kind } = this.peek();
		const at = kind === "end" ? this.#place() : { start, end };
		const last = this.problems.at(-1);
		// One complaint a place: the second would only follow from the first.
		if (last && last.start === at.start && last.code === "expected") return;
		this.problems.push({ code: "expected", what, ...at });
	}

	/** Takes a piece that nothing can take. */
	unexpected(): void {
		const piece = this.take();
		this.skipped.push({ start: piece.start, end: piece.end });
		if (piece.kind === "hole") return;
		const last = this.problems.at(-1);
		// Pieces that nothing takes, one after the other, are one problem.
		if (last?.code === "unexpected" && this.text.slice(last.end, piece.start).trim() === "") {
			const text = this.text.slice(last.start, piece.end);
			this.problems[this.problems.length - 1] = {
				code: "unexpected",
				start: last.start,
				end: piece.end,
				text,
			};
			return;
		}
		if (last?.code === "expected" && last.start === piece.start) return;
		const { start, end } = piece;
		this.problems.push({ code: "unexpected", start, end, text: this.text.slice(start, end) });
	}

	name(piece = this.take()): Name {
		const { start, end } = piece;
		return { kind: "name", start, end, text: this.text.slice(start, end) };
	}

	/** A name that isn't there. */
	noName(): Name {
		return { kind: "name", text: "", start: this.#lastEnd, end: this.#lastEnd };
	}

	/** Reads something that may hold its like; `otherwise`, of no width, where that went too deep. */
	nested<T>(read: () => T, otherwise: () => T): T {
		if (this.#depth >= DEEPEST) {
			const { start, end } = this.peek();
			this.problems.push({ code: "tooDeep", start, end });
			this.#skipBalanced();
			return otherwise();
		}
		this.#depth++;
		try {
			return read();
		} finally {
			this.#depth--;
		}
	}

	/** Takes pieces to the parenthesis that closes what is open, without taking it. */
	#skipBalanced(): void {
		let open = 0;
		const { start } = this.peek();
		while (!this.atEnd) {
			if (this.sees("(")) open++;
			if (this.sees(")") && --open < 0) break;
			this.take();
		}
		if (this.#lastEnd > start) this.skipped.push({ start, end: this.#lastEnd });
	}

	/** The last unit of the text: a squiggle past its end can't be seen. */
	#place(): Range {
		const end = this.#lastEnd;
		return { start: Math.max(0, end - 1), end };
	}
}
