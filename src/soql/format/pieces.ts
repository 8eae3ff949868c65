import { type Token, tokens } from "../lexer.ts";
import type { Name, Range, Statement } from "../parse/syntax.ts";
import { allNodes } from "../parse/walk.ts";

/** A token, or several that stay as they are written: `:account.Id`, `LAST_N_DAYS:30`. */
export interface Piece extends Range {
	/** As it will stand. */
	readonly text: string;
	readonly kind: Token["kind"] | "raw";
	/** Whether a line break stands before it in the source. */
	readonly onNewLine: boolean;
	/** Whether a space belongs before it on a line. */
	readonly spaced: boolean;
}

/** The pieces of a text that could be read whole, keywords in upper case. */
export function piecesOf(text: string, statement: Statement): Piece[] {
	const { names, keywords, raws, joined } = rangesOf(statement);
	const out: Piece[] = [];
	let isNewLine = false;
	let rawEnd = -1;
	for (const { kind, start, end } of tokens(text)) {
		if (start < rawEnd) continue;
		const written = text.slice(start, end);
		if (kind === "space") {
			isNewLine ||= /[\r\n]/.test(written);
			continue;
		}
		const raw = raws.get(start);
		rawEnd = raw ?? -1;
		const isKeyword = kind === "word" && (keywords.has(start) || !names.has(start));
		const piece = {
			start,
			end: raw ?? end,
			kind: raw === undefined ? kind : ("raw" as const),
			text: raw === undefined ? (isKeyword ? written.toUpperCase() : written) : text.slice(start, raw),
			onNewLine: isNewLine,
		};
		const spaced = needsSpace(out.at(-1), piece.text, piece.kind, joined);
		out.push({ ...piece, spaced });
		isNewLine = false;
	}
	return out;
}

const NONE_AFTER = new Set(["(", "."]);
const SETS = new Set(["ROLLUP", "CUBE"]);
const NONE_BEFORE = new Set([")", ",", ".", ";"]);

function needsSpace(
	before: Piece | undefined,
	text: string,
	kind: Piece["kind"],
	joined: ReadonlySet<number>,
): boolean {
	if (!before) return false;
	if (kind === "comment" || before.kind === "comment") return true;
	if (NONE_AFTER.has(before.text) && before.kind === "punctuation") return false;
	if (NONE_BEFORE.has(text) && kind === "punctuation") return false;
	return !(text === "(" && kind === "punctuation" && (joined.has(before.start) || SETS.has(before.text)));
}

interface Ranges {
	/** Where words begin that stay as they are written. */
	readonly names: ReadonlySet<number>;
	/** Names of the tree that are keywords all the same. */
	readonly keywords: ReadonlySet<number>;
	/** What stays as it is written, from where to where. */
	readonly raws: ReadonlyMap<number, number>;
	/** Names that a parenthesis follows without a space. */
	readonly joined: ReadonlySet<number>;
}

function rangesOf(statement: Statement): Ranges {
	const names = new Set<number>();
	const keywords = new Set<number>();
	const raws = new Map<number, number>();
	const joined = new Set<number>();
	const asKeywords = (...all: readonly (Name | undefined)[]) => {
		for (const name of all) if (name) keywords.add(name.start);
	};
	for (const node of allNodes(statement)) {
		switch (node.kind) {
			case "name":
				names.add(node.start);
				break;
			case "literal":
				names.add(node.start);
				if (node.type !== "string" && node.end > node.start) raws.set(node.start, node.end);
				break;
			case "bind":
				raws.set(node.start, node.end);
				break;
			case "call":
				joined.add(node.name.start);
				break;
			case "mode":
				asKeywords(node.mode);
				break;
			case "setting":
				asKeywords(node.name);
				if (node.end > node.name.end) raws.set(node.name.start, node.end);
				break;
			case "query":
				asKeywords(...node.marks, ...node.statistics);
				if (node.role === "returning" && node.from[0]) joined.add(node.from[0].start);
				break;
			case "search":
				asKeywords(node.group, ...node.statistics);
				break;
			default:
		}
	}
	return { names, keywords, raws, joined };
}
