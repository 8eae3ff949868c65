import { CLAUSE_STARTS } from "../words.ts";
import type { Cursor } from "./cursor.ts";
import { needOperand, type Place, readLiteral } from "./operand.ts";
import type { Comparison, Condition, List, Logical, Operand, Operator, Query, Value } from "./syntax.ts";

/** Reads the query of a semi-join; the next word is SELECT. */
export type ReadSemiJoin = (cursor: Cursor, outer: Operand) => Query;

/** The condition of WHERE or HAVING: comparisons joined by AND and OR, NOT, parentheses. */
export function readCondition(cursor: Cursor, place: Place, readSemiJoin: ReadSemiJoin): Condition {
	const first = readOne(cursor, place, readSemiJoin);
	const operands = [first];
	const operators: Logical["operators"][number][] = [];
	for (;;) {
		const text = cursor.at("AND") ? "AND" : cursor.at("OR") ? "OR" : undefined;
		if (text === undefined) break;
		const { start, end } = cursor.take();
		operators.push({ text, start, end });
		operands.push(readOne(cursor, place, readSemiJoin));
	}
	if (operators.length === 0) return first;
	return { kind: "logical", operands, operators, start: first.start, end: cursor.lastEnd };
}

function readOne(cursor: Cursor, place: Place, readSemiJoin: ReadSemiJoin): Condition {
	const { start } = cursor.peek();
	const unread = () => noComparison(cursor, place);
	if (cursor.skip("NOT")) {
		const operand = cursor.nested<Condition>(() => readOne(cursor, place, readSemiJoin), unread);
		return { kind: "not", operand, start, end: cursor.lastEnd };
	}
	if (!cursor.sees("(")) return readComparison(cursor, place, readSemiJoin);
	cursor.take();
	const condition = cursor.nested(() => readCondition(cursor, place, readSemiJoin), unread);
	while (!cursor.atEnd && !cursor.sees(")") && !startsClause(cursor)) cursor.unexpected();
	const closed = cursor.expect(")");
	return { kind: "group", condition, closed, start, end: cursor.lastEnd };
}

/** A comparison that isn't there, for where one is needed and can't be read. */
function noComparison(cursor: Cursor, place: Place): Comparison {
	const { lastEnd: at } = cursor;
	const name = cursor.noName();
	return {
		kind: "comparison",
		left: { kind: "path", parts: [name], start: at, end: at },
		operator: { text: "", start: at, end: at },
		right: missing(cursor),
		start: place.query.start > at ? place.query.start : at,
		end: at,
	};
}

function readComparison(cursor: Cursor, place: Place, readSemiJoin: ReadSemiJoin): Comparison {
	const { start } = cursor.peek();
	const left = needOperand(cursor, place);
	// Nothing was there: an operator isn't missed as well.
	if (left.end === left.start && !cursor.atHole && cursor.peek().kind !== "operator") {
		const nothing = noComparison(cursor, place);
		return { ...nothing, left };
	}
	const operator = readOperator(cursor, left, place);
	const right = readRight(cursor, left, operator, place, readSemiJoin);
	const begin = Math.min(start, left.start);
	return { kind: "comparison", left, operator, right, start: begin, end: Math.max(cursor.lastEnd, begin) };
}

const WORDS = ["LIKE", "IN", "INCLUDES", "EXCLUDES"];
const LISTS = new Set(["IN", "NOT IN", "INCLUDES", "EXCLUDES"]);

function readOperator(cursor: Cursor, left: Operand, { query }: Place): Operator {
	cursor.expecting(() => ({ kind: "operator", left, query }));
	const { kind, start, end } = cursor.peek();
	if (kind === "hole") {
		cursor.take();
		return { text: "", start, end };
	}
	if (kind === "operator") return { text: cursor.text.slice(start, cursor.take().end), start, end };
	if (cursor.sees("NOT") && (cursor.peek(1).word === "IN" || cursor.peek(1).kind === "hole")) {
		cursor.take();
		cursor.could("IN");
		return { text: "NOT IN", start, end: cursor.take().end };
	}
	const word = WORDS.find((each) => cursor.sees(each));
	if (word !== undefined) return { text: word, start, end: cursor.take().end };
	cursor.missing("operator");
	return { text: "", start: cursor.lastEnd, end: cursor.lastEnd };
}

function readRight(
	cursor: Cursor,
	left: Operand,
	operator: Operator,
	{ query }: Place,
	readSemiJoin: ReadSemiJoin,
): Comparison["right"] {
	const note = (others: readonly Value[], inList: boolean) =>
		cursor.expecting(() => ({ kind: "value", left, operator: operator.text, query, others, inList }));
	const takesList = LISTS.has(operator.text);
	if (operator.text === "" && !cursor.sees("(") && !canBeValue(cursor)) return missing(cursor);
	if (!cursor.sees("(")) {
		note([], false);
		if (takesList) cursor.could("(");
		if (takesList && !cursor.sees(":")) cursor.missing("'('");
		const value = readValue(cursor);
		if (value) return value;
		cursor.missing(takesList ? "'('" : "value");
		return missing(cursor);
	}
	const { start } = cursor.take();
	if (takesList && cursor.at("SELECT")) {
		const inner = cursor.nested<Value | Query>(
			() => readSemiJoin(cursor, left),
			() => missing(cursor),
		);
		cursor.expect(")");
		return inner;
	}
	const items: Value[] = [];
	do {
		if (items.length > 0) cursor.take();
		note([...items], true);
		const value = readValue(cursor);
		if (!value) cursor.missing("value");
		items.push(value ?? missing(cursor));
	} while (cursor.sees(","));
	while (!cursor.atEnd && !cursor.sees(")") && !startsClause(cursor)) cursor.unexpected();
	const closed = cursor.expect(")");
	return { kind: "list", items, closed, start, end: cursor.lastEnd } satisfies List;
}

/** Words that later versions may know as date literals. */
const LITERAL_LIKE = /^[A-Z]+(?:_[A-Z]+)+$/;

function readValue(cursor: Cursor): Value | undefined {
	const value = readLiteral(cursor);
	if (value?.kind === "literal" && value.type === "word" && !LITERAL_LIKE.test(value.text)) {
		const { text, start, end } = value;
		cursor.problems.push({ code: "unquoted", text, start, end });
	}
	return value;
}

function canBeValue(cursor: Cursor): boolean {
	const { kind } = cursor.peek();
	return ["string", "number", "date", "datetime", "time"].includes(kind);
}

function missing(cursor: Cursor): Value {
	return { kind: "literal", type: "missing", text: "", start: cursor.lastEnd, end: cursor.lastEnd };
}

/** Whether the next piece begins a clause, or another condition: what is wrong before it ends there. */
function startsClause(cursor: Cursor): boolean {
	const { kind, word } = cursor.peek();
	return kind === "word" && CLAUSE_STARTS.has(word);
}
