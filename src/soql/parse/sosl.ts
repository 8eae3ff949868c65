import type { Cursor } from "./cursor.ts";
import { readBind } from "./operand.ts";
import { emptyQuery, readClauses, readCount } from "./query.ts";
import { readSelect } from "./select.ts";
import type { Clause, Literal, Name, Query, Search, Value, With } from "./syntax.ts";
import { readUpdates, readWith } from "./withs.ts";

const GROUPS = ["ALL", "NAME", "EMAIL", "PHONE", "SIDEBAR"];

/** Reads a search from its FIND on (SOQL and SOSL Reference, "SOSL Syntax"). */
export function readSearch(cursor: Cursor): Search {
	const { start } = cursor.take();
	const find = readFind(cursor);
	let group: Name | undefined;
	let returning: Query[] = [];
	const withs: With[] = [];
	let limit: Value | undefined;
	let statistics: readonly Name[] = [];
	for (;;) {
		cursor.could(...(returning.length > 0 ? [] : ["IN", "RETURNING"]), "WITH", "LIMIT", "UPDATE");
		const before = cursor.peek().start;
		if (cursor.sees("IN")) {
			cursor.take();
			group = readGroup(cursor);
		} else if (cursor.sees("RETURNING")) {
			cursor.take();
			returning = readReturning(cursor);
		} else if (cursor.sees("WITH")) {
			cursor.take();
			withs.push(readWith(cursor, before));
		} else if (cursor.sees("LIMIT")) {
			cursor.take();
			limit = readCount(cursor);
		} else if (cursor.sees("UPDATE")) {
			cursor.take();
			statistics = readUpdates(cursor, ["TRACKING", "VIEWSTAT"]);
		} else if (cursor.atEnd) break;
		else cursor.unexpected();
	}
	return { kind: "search", find, group, returning, withs, limit, statistics, start, end: cursor.lastEnd };
}

function readFind(cursor: Cursor): Value {
	const { kind, word, start, end } = cursor.peek();
	if (word === ":") return readBind(cursor);
	const made: Literal = { kind: "literal", type: "string", text: cursor.text.slice(start, end), start, end };
	if (kind === "search" || kind === "string" || kind === "hole") {
		cursor.take();
		return made;
	}
	cursor.missing("search");
	return { kind: "literal", type: "missing", text: "", start: cursor.lastEnd, end: cursor.lastEnd };
}

function readGroup(cursor: Cursor): Name | undefined {
	cursor.could(...GROUPS.map((each) => `${each} FIELDS`));
	const { kind, word } = cursor.peek();
	if (kind === "hole" || GROUPS.includes(word)) {
		const name = cursor.name();
		if (kind !== "hole") cursor.expect("FIELDS");
		return name;
	}
	cursor.missing("'ALL'");
	return undefined;
}

function readReturning(cursor: Cursor): Query[] {
	const queries: Query[] = [];
	do {
		if (queries.length > 0) cursor.take();
		const { start } = cursor.peek();
		const query = emptyQuery({ role: "returning" }, start);
		cursor.expecting(() => ({ kind: "object", query: undefined }));
		const { kind } = cursor.peek();
		if (kind !== "word" && kind !== "hole") {
			cursor.missing("object");
			queries.push(query);
			continue;
		}
		const name = cursor.name();
		const path = { kind: "path" as const, parts: [name], start: name.start, end: name.end };
		query.from = [{ kind: "from", path, alias: undefined, start: name.start, end: name.end }];
		if (cursor.sees("(")) {
			cursor.take();
			readFieldSpec(cursor, query);
			cursor.expect(")");
		}
		query.end = cursor.lastEnd;
		queries.push(query);
	} while (cursor.sees(","));
	return queries;
}

/** Fields and clauses in the parentheses of an object that a search returns. */
function readFieldSpec(cursor: Cursor, query: ReturnType<typeof emptyQuery>): void {
	const clauses: Clause[] = [];
	const { start } = cursor.peek();
	const readNoChild = () => {
		const inner = emptyQuery({ role: "child", parent: query }, cursor.peek().start);
		cursor.unexpected();
		return inner;
	};
	query.select = readSelect(cursor, query, readNoChild);
	// The object is known: what follows is what follows a FROM.
	clauses.push({ name: "FROM", keyword: { start, end: start }, start, end: cursor.lastEnd });
	readClauses(cursor, query, clauses, { role: "returning" });
	query.clauses = clauses.slice(1);
}
