import { epochOf } from "../times.ts";
import type { Comparison, Condition, Literal, Operator, Query, Right } from "./ast.ts";
import { isDateLiteral } from "./dateRange.ts";
import { readNumber, readOperand } from "./parseOperand.ts";
import { lexicalError, soqlError, unexpectedToken } from "./soqlError.ts";
import { stringValue } from "./stringLiteral.ts";
import type { TokenReader } from "./tokenReader.ts";
import { MAX_STRING } from "./tokens.ts";

/** Reads the query of a semi-join, whose opening parenthesis is taken. */
type ReadQuery = (reader: TokenReader) => Query;

/**
 * A condition of WHERE or HAVING: comparisons joined by AND or by OR, never both without parentheses, or one NOT
 * (SOQL and SOSL Reference, "Condition Expression Syntax").
 */
export function readCondition(reader: TokenReader, readQuery: ReadQuery): Condition {
	if (reader.skip("NOT")) return { kind: "not", item: readSimple(reader, readQuery) };
	const first = readSimple(reader, readQuery);
	const kind = reader.sees("AND") ? "and" : reader.sees("OR") ? "or" : null;
	if (kind === null) return first;
	const items = [first];
	while (reader.skip(kind.toUpperCase())) items.push(readSimple(reader, readQuery));
	if (reader.sees("AND") || reader.sees("OR")) throw reader.unexpected();
	return { kind, items };
}

function readSimple(reader: TokenReader, readQuery: ReadQuery): Condition {
	if (!reader.sees("(")) return readComparison(reader, readQuery);
	return reader.nested(() => {
		reader.take();
		const condition = readCondition(reader, readQuery);
		reader.expect(")");
		return condition;
	});
}

const SYMBOLS: Readonly<Record<string, Operator>> = {
	"=": "=",
	"!=": "!=",
	"<>": "!=",
	"<": "<",
	"<=": "<=",
	">": ">",
	">=": ">=",
};
const WORDS = ["LIKE", "IN", "INCLUDES", "EXCLUDES"] as const;

function readComparison(reader: TokenReader, readQuery: ReadQuery): Comparison {
	const { at } = reader.peek();
	const left = readOperand(reader);
	const operator = readOperator(reader);
	return { kind: "compare", left, operator, right: readRight(reader, operator, readQuery), at };
}

function readOperator(reader: TokenReader): Operator {
	const token = reader.peek();
	const symbol = token.kind === "symbol" ? SYMBOLS[token.text] : undefined;
	if (symbol !== undefined) {
		reader.take();
		return symbol;
	}
	if (reader.skip("NOT", "IN")) return "NOT IN";
	const word = WORDS.find((each) => reader.sees(each));
	if (word === undefined) throw reader.unexpected();
	reader.take();
	return word;
}

function readRight(reader: TokenReader, operator: Operator, readQuery: ReadQuery): Right {
	const takesList = ["IN", "NOT IN", "INCLUDES", "EXCLUDES"].includes(operator);
	if (!takesList) {
		if (reader.sees("(")) throw reader.unexpected();
		return { kind: "one", literal: readLiteral(reader, operator === "LIKE") };
	}
	if (!reader.sees("(")) {
		const { kind } = reader.peek();
		throw kind === "word" ? reader.bindVariable() : reader.unexpected();
	}
	reader.take();
	if (reader.sees("SELECT") && operator.endsWith("IN")) {
		const query = readQuery(reader);
		reader.expect(")");
		return { kind: "query", query };
	}
	const literals: Literal[] = [];
	do literals.push(readLiteral(reader, false));
	while (reader.skip(","));
	reader.expect(")");
	return { kind: "list", literals };
}

/** A value; `isPattern` in LIKE, which alone takes the escapes `\%` and `\_`. */
function readLiteral(reader: TokenReader, isPattern: boolean): Literal {
	const token = reader.peek();
	const { kind, text, at } = token;
	switch (kind) {
		case "string": {
			reader.take();
			const { value, likeEscapeAt } = stringValue(text);
			if (!isPattern && likeEscapeAt !== null) {
				const character = text.charAt(likeEscapeAt);
				throw lexicalError(
					reader.soql,
					at + likeEscapeAt,
					`no viable alternative at character '${character}'`,
				);
			}
			if (value.length <= MAX_STRING) return { kind: "string", value };
			const detail = `string literal is longer than ${MAX_STRING} characters`;
			throw soqlError("MALFORMED_QUERY", reader.soql, at, detail);
		}
		case "date":
		case "dateTime":
			checkDate(reader, text, at);
			reader.take();
			return { kind, value: text };
		case "time":
			reader.take();
			return { kind, value: text };
		case "number":
			return { kind: "number", value: readNumber(reader) };
		case "word":
			return readWord(reader);
		default:
			if (["+", "-"].includes(text)) return { kind: "number", value: readNumber(reader) };
			throw reader.unexpected();
	}
}

/** Dates go from 1700-01-01 to 4000-12-31 (SOQL and SOSL Reference, "Date Formats and Date Literals"). */
function checkDate(reader: TokenReader, text: string, at: number): void {
	const day = text.slice(0, 10);
	const year = Number(day.slice(0, 4));
	const epoch = epochOf(text);
	const exists = Number.isFinite(epoch) && new Date(epochOf(day)).toISOString().startsWith(day);
	if (exists && year >= 1700 && year <= 4000) return;
	throw soqlError("MALFORMED_QUERY", reader.soql, at, `Invalid date: ${text}`);
}

function readWord(reader: TokenReader): Literal {
	const { text, at } = reader.peek();
	const name = text.toUpperCase();
	if (name === "NULL" || name === "TRUE" || name === "FALSE") {
		reader.take();
		return name === "NULL" ? { kind: "null" } : { kind: "boolean", value: name === "TRUE" };
	}
	const takesCount = reader.peek(1).text === ":";
	if (isDateLiteral(name, takesCount)) {
		reader.take();
		if (!takesCount) return { kind: "range", name, count: 0 };
		reader.take();
		const count = reader.peek();
		if (count.kind !== "number" || !/^\d+$/.test(count.text)) {
			const rest = reader.soql.slice(at, count.at + count.text.length);
			const number = reader.peek(1);
			throw unexpectedToken(
				reader.soql,
				at,
				["-", "+"].includes(count.text) ? reader.soql.slice(at, number.at + number.text.length) : rest,
			);
		}
		reader.take();
		return { kind: "range", name, count: Number(count.text) };
	}
	const money = /^([A-Z]{3})(\d+)$/.exec(name);
	if (money === null) throw reader.bindVariable();
	reader.take();
	let amount = money[2] ?? "0";
	if (reader.sees(".") && reader.peek(1).kind === "number") {
		reader.take();
		amount += `.${reader.take().text}`;
	}
	return { kind: "currency", code: money[1] ?? "", value: Number(amount) };
}
