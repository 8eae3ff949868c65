import { CLAUSE_STARTS, isDateLiteral, RESERVED } from "../words.ts";
import type { Cursor, Piece } from "./cursor.ts";
import type {
	Bind,
	Call,
	Expectation,
	Expression,
	FieldUse,
	Literal,
	Name,
	Operand,
	Path,
	Query,
	Value,
} from "./syntax.ts";

/** Where a field or function is read: what the notes at the cursor say. */
export interface Place {
	readonly use: FieldUse;
	readonly query: Query;
	readonly branch?: Name;
	readonly calls?: readonly { readonly name: string; readonly argument: number }[];
}

/** Whether a piece can be a name here; reserved words only before a dot. */
export function isName(cursor: Cursor, ahead = 0): boolean {
	const piece = cursor.peek(ahead);
	if (piece.kind === "hole") return true;
	if (piece.kind !== "word") return false;
	return !RESERVED.has(piece.word) || cursor.peek(ahead + 1).word === ".";
}

/** A field, perhaps of a parent, or a function; undefined where neither is. */
export function readOperand(cursor: Cursor, place: Place): Operand | undefined {
	if (cursor.peek().kind === "word" && cursor.peek(1).word === "(" && !RESERVED.has(cursor.peek().word)) {
		return readCall(cursor, place);
	}
	return isName(cursor) ? readPath(cursor, place) : undefined;
}

/** The same, or an empty path and a complaint. */
export function needOperand(cursor: Cursor, place: Place): Operand {
	const operand = readOperand(cursor, place);
	if (operand) return operand;
	cursor.missing("field");
	return noPath(cursor);
}

export function noPath(cursor: Cursor): Path {
	const name = cursor.noName();
	return { kind: "path", parts: [name], start: name.start, end: name.end };
}

export function readPath(cursor: Cursor, place: Place): Path {
	const parts: Name[] = [];
	noteField(cursor, place, parts);
	parts.push(cursor.name());
	while (cursor.sees(".")) {
		cursor.take();
		noteField(cursor, place, parts);
		const { kind } = cursor.peek();
		if (kind === "word" || kind === "hole") parts.push(cursor.name());
		else {
			cursor.missing("field");
			parts.push(cursor.noName());
		}
	}
	return { kind: "path", parts, start: parts[0]?.start ?? 0, end: cursor.lastEnd };
}

function noteField(cursor: Cursor, { use, query, branch, calls = [] }: Place, parts: readonly Name[]): void {
	// What begins a path after FROM is an object.
	if (use === "from" && parts.length === 0) return;
	cursor.expecting(() => ({ kind: "field", use, query, branch, calls, before: [...parts] }));
}

/** A function with its arguments, whose opening parenthesis follows. */
function readCall(cursor: Cursor, place: Place): Call {
	const name = cursor.name();
	const open = cursor.take().start;
	const args: Expression[] = [];
	const commas: { start: number; end: number }[] = [];
	const calls = place.calls ?? [];
	const inside = (): Place => ({
		...place,
		calls: [...calls, { name: name.text.toUpperCase(), argument: commas.length }],
	});
	cursor.nested(
		() => {
			if (cursor.sees(")")) return;
			do {
				const comma = commas.length < args.length ? cursor.take() : undefined;
				if (comma) commas.push({ start: comma.start, end: comma.end });
				const argument = readArgument(cursor, inside(), name.text.toUpperCase());
				if (argument) args.push(argument);
				else {
					cursor.missing("field");
					args.push(noPath(cursor));
				}
			} while (cursor.sees(","));
		},
		() => undefined,
	);
	const closed = cursor.expect(")");
	return { kind: "call", name, args, commas, open, closed, start: name.start, end: cursor.lastEnd };
}

function readArgument(cursor: Cursor, place: Place, name: string): Expression | undefined {
	const argument = place.calls?.at(-1)?.argument ?? 0;
	const note = (): Expectation => ({ kind: "argument", name, argument, query: place.query });
	cursor.expecting(note);
	const { kind } = cursor.peek();
	if (kind === "word" || kind === "hole") return readOperand(cursor, place);
	return readLiteral(cursor);
}

const LITERALS = new Set<string>(["string", "number", "date", "datetime", "time"]);
const CURRENCY = /^[A-Z]{3}\d+$/;

/** A value, or undefined where none begins. */
export function readLiteral(cursor: Cursor): Value | undefined {
	const piece = cursor.peek();
	if (LITERALS.has(piece.kind)) return literal(cursor, piece.kind as Literal["type"]);
	if (piece.word === ":") return readBind(cursor);
	// What is being typed: nobody knows yet what it will be.
	if (piece.kind === "hole") return literal(cursor, "missing");
	if (piece.kind !== "word") return undefined;
	const { word } = piece;
	if (word === "NULL") return literal(cursor, "null");
	if (word === "TRUE" || word === "FALSE") return literal(cursor, "boolean");
	if (isDateLiteral(word, false)) return literal(cursor, "dateLiteral");
	if (isDateLiteral(word, true)) return readCounted(cursor);
	if (CURRENCY.test(word) && !RESERVED.has(word)) return readCurrency(cursor);
	if (CLAUSE_STARTS.has(word) || RESERVED.has(word)) return undefined;
	if (cursor.peek(1).word === "(") return undefined;
	return literal(cursor, "word", wordsTogether(cursor));
}

function literal(cursor: Cursor, type: Literal["type"], pieces = 1): Literal {
	const { start } = cursor.peek();
	for (let taken = 0; taken < pieces; taken++) cursor.take();
	return {
		kind: "literal",
		type,
		start,
		end: cursor.lastEnd,
		text: cursor.text.slice(start, cursor.lastEnd),
	};
}

/** How many pieces of text without quotes belong together: `Acme.Corp`. */
function wordsTogether(cursor: Cursor): number {
	let count = 1;
	while (cursor.peek(count).word === "." && cursor.peek(count + 1).kind === "word") count += 2;
	return count;
}

function readCounted(cursor: Cursor): Literal {
	if (cursor.peek(1).word !== ":") return literal(cursor, "dateLiteral");
	const { start } = cursor.take();
	cursor.take();
	cursor.expecting(() => ({ kind: "count" }));
	const { kind } = cursor.peek();
	if (kind === "number" || kind === "hole") cursor.take();
	else cursor.missing("number");
	const text = cursor.text.slice(start, cursor.lastEnd);
	return { kind: "literal", type: "dateLiteral", start, end: cursor.lastEnd, text };
}

/** `USD5000`, and `USD5000.5`, which the lexer cuts before the point. */
function readCurrency(cursor: Cursor): Literal {
	const fraction = cursor.peek(1);
	const touches =
		fraction.kind === "number" && fraction.start === cursor.peek().end && fraction.word.startsWith(".");
	return literal(cursor, "currency", touches ? 2 : 1);
}

const OPENING = new Map([
	["(", ")"],
	["[", "]"],
	["{", "}"],
]);
const JOINING = new Set([".", "+", "-", "*", "/", "?", "!", "&", "|"]);

/** A bind: after the colon a name, or in Apex any expression, as far as it goes. */
export function readBind(cursor: Cursor): Bind {
	const { start, end } = cursor.take();
	cursor.expecting(() => ({ kind: "bind" }));
	let wantsTerm = true;
	let isNew = false;
	for (;;) {
		const piece = cursor.peek();
		const close = OPENING.get(piece.word);
		if (close !== undefined && (!wantsTerm || piece.word !== "[")) {
			takeBalanced(cursor, piece.word, close);
			wantsTerm = false;
		} else if (wantsTerm && isTerm(piece)) {
			isNew = piece.word === "NEW";
			cursor.take();
			wantsTerm = isNew;
			if (!isNew && cursor.sees("<")) takeTypes(cursor);
		} else if (!wantsTerm && isJoin(piece)) {
			cursor.take();
			wantsTerm = true;
		} else if (!wantsTerm && piece.kind === "operator" && piece.word === "<" && isTypeList(cursor)) {
			takeTypes(cursor);
		} else break;
	}
	if (cursor.lastEnd === end) cursor.missing("name");
	return { kind: "bind", start, end: cursor.lastEnd, expression: cursor.text.slice(end, cursor.lastEnd) };
}

function isTerm(piece: Piece): boolean {
	return piece.kind === "word" || piece.kind === "hole" || LITERALS.has(piece.kind);
}

function isJoin(piece: Piece): boolean {
	return JOINING.has(piece.word) && (piece.kind === "punctuation" || piece.kind === "unknown");
}

/** `<Id>` or `<Id, Account>` before the parenthesis or brace of a constructor. */
function isTypeList(cursor: Cursor): boolean {
	for (let ahead = 1; ahead < 40; ahead++) {
		const { kind, word } = cursor.peek(ahead);
		if (word === ">") return OPENING.has(cursor.peek(ahead + 1).word) || cursor.peek(ahead + 1).word === ">";
		if (kind !== "word" && word !== "," && word !== "." && word !== "<") return false;
	}
	return false;
}

function takeTypes(cursor: Cursor): void {
	let open = 0;
	do {
		const { word } = cursor.take();
		if (word === "<") open++;
		else if (word === ">") open--;
	} while (open > 0 && !cursor.atEnd);
}

function takeBalanced(cursor: Cursor, opening: string, closing: string): void {
	let open = 0;
	do {
		const { word } = cursor.take();
		if (word === opening) open++;
		else if (word === closing) open--;
	} while (open > 0 && !cursor.atEnd);
}
