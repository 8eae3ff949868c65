import { readCondition } from "./condition.ts";
import type { Cursor } from "./cursor.ts";
import { isName, needOperand, noPath, type Place, readLiteral, readPath } from "./operand.ts";
import { readAlias, readSelect } from "./select.ts";
import {
	CLAUSES,
	type Clause,
	type ClauseName,
	type FromItem,
	type Grouping,
	type Operand,
	type OrderItem,
	type Query,
	type QueryRole,
	type Value,
} from "./syntax.ts";
import { readUpdates, readWith } from "./withs.ts";

/** A query while it is read. */
export type Growing = { -readonly [Key in keyof Query]: Query[Key] };

export interface Surroundings {
	readonly role: QueryRole;
	readonly parent?: Query;
	readonly outer?: Operand;
	/** Whether the parenthesis around it is closed; true at the top. */
	readonly closes?: boolean;
}

export function emptyQuery({ role, parent, outer }: Surroundings, start: number): Growing {
	return {
		kind: "query",
		role,
		parent,
		outer,
		select: [],
		from: [],
		scope: undefined,
		where: undefined,
		withs: [],
		grouping: undefined,
		having: undefined,
		order: [],
		limit: undefined,
		offset: undefined,
		marks: [],
		statistics: [],
		allRows: undefined,
		clauses: [],
		start,
		end: start,
	};
}

/** Reads a query from its SELECT on, to the end or to the parenthesis that closes it. Always takes something. */
export function readQuery(cursor: Cursor, around: Surroundings): Query {
	// Where there is no SELECT the query begins where it was missed.
	const begins = cursor.sees("SELECT");
	const start = begins ? cursor.peek().start : cursor.lastEnd;
	const end = begins ? cursor.peek().end : start;
	const query = emptyQuery(around, start);
	const clauses: Clause[] = [];
	const tooDeep = () => query;
	return cursor.nested(() => {
		if (!cursor.skip("SELECT")) cursor.missing("'SELECT'");
		query.select = readSelect(cursor, query, (inner, closes) =>
			readQuery(inner, { role: "child", parent: query, closes }),
		);
		clauses.push({ name: "SELECT", keyword: { start, end }, start, end: cursor.lastEnd });
		const isCut = around.closes === false && fromsLeft(cursor) <= 1;
		if (!isCut) readClauses(cursor, query, clauses, around);
		query.clauses = clauses;
		query.end = Math.max(cursor.lastEnd, start);
		return query;
	}, tooDeep);
}

/** How many queries to come may still have a FROM of this level or one around. */
function fromsLeft(cursor: Cursor): number {
	let open = 0;
	let count = 0;
	for (let ahead = 0; ; ahead++) {
		const { kind, word } = cursor.peek(ahead);
		if (kind === "end") return count;
		if (word === "(") open++;
		else if (word === ")") open--;
		else if (word === "FROM" && open <= 0) count++;
	}
}

/** The clauses from FROM on, in whatever order they stand. */
export function readClauses(cursor: Cursor, query: Growing, clauses: Clause[], around: Surroundings): void {
	const isInner = around.role !== "top";
	for (;;) {
		const done = clauses.at(-1)?.name ?? "SELECT";
		cursor.could(...following(done, around.role, clauses));
		const name = clauseAt(cursor);
		if (name === undefined) {
			if (cursor.atEnd || (isInner && cursor.sees(")"))) break;
			cursor.unexpected();
			continue;
		}
		if (name === "FROM" && around.closes === false && query.from.length > 0) break;
		const { start, end } = cursor.peek();
		noteOrder(cursor, clauses, name, { start, end });
		readClause(cursor, query, name);
		clauses.push({
			name,
			keyword: { start, end: Math.max(end, keywordEnd(cursor, name, start)) },
			start,
			end: cursor.lastEnd,
		});
	}
	if (query.from.length === 0 && around.role !== "returning") cursor.missing("'FROM'");
}

const FIRST_WORDS = new Map<string, ClauseName>(CLAUSES.map((name) => [name.split(" ")[0] ?? name, name]));

function clauseAt(cursor: Cursor): ClauseName | undefined {
	const { kind, word } = cursor.peek();
	if (kind !== "word" || word === "SELECT") return undefined;
	return FIRST_WORDS.get(word);
}

/** `GROUP BY` and its like are two words. */
function keywordEnd(cursor: Cursor, name: ClauseName, start: number): number {
	const second = name === "USING" ? "SCOPE" : name.split(" ")[1];
	if (second === undefined) return start;
	const match = new RegExp(`^\\w+\\s+${second}\\b`, "i").exec(cursor.text.slice(start, start + 40));
	return start + (match?.[0].length ?? 0);
}

/** The clauses that may stand after one, as a person types them. */
function following(after: ClauseName, role: QueryRole, before: readonly Clause[]): string[] {
	const from = CLAUSES.indexOf(after) + 1;
	const isGrouped = before.some(({ name }) => name === "GROUP BY");
	return CLAUSES.slice(from).flatMap((name) => {
		if (after === "SELECT" && name !== "FROM") return [];
		if (name === "HAVING" && !isGrouped) return [];
		if (role !== "top" && (name === "FOR" || name === "UPDATE" || name === "ALL ROWS")) return [];
		if (name === "USING") return ["USING SCOPE"];
		return [name];
	});
}

function noteOrder(
	cursor: Cursor,
	clauses: readonly Clause[],
	clause: ClauseName,
	{ start, end }: { start: number; end: number },
): void {
	const rank = CLAUSES.indexOf(clause);
	if (clauses.some(({ name }) => name === clause)) {
		// FOR VIEW FOR REFERENCE and several WITH are several clauses.
		if (clause !== "FOR" && clause !== "WITH")
			cursor.problems.push({ code: "clauseTwice", clause, start, end });
		return;
	}
	const before = clauses.find(({ name }) => CLAUSES.indexOf(name) > rank);
	if (before) cursor.problems.push({ code: "clauseOrder", clause, before: before.name, start, end });
}

function readClause(cursor: Cursor, query: Growing, name: ClauseName): void {
	const { start } = cursor.take();
	switch (name) {
		case "SELECT":
			return;
		case "FROM":
			query.from = readFrom(cursor, query);
			return;
		case "USING":
			cursor.expect("SCOPE");
			cursor.expecting(() => ({ kind: "scope", query }));
			query.scope = isName(cursor) ? cursor.name() : undefined;
			if (!query.scope) cursor.missing("name");
			return;
		case "WHERE":
			query.where = conditionOf(cursor, query, "where");
			return;
		case "WITH":
			query.withs = [...query.withs, readWith(cursor, start)];
			return;
		case "GROUP BY":
			cursor.expect("BY");
			query.grouping = readGrouping(cursor, query, start);
			return;
		case "HAVING":
			query.having = conditionOf(cursor, query, "having");
			return;
		case "ORDER BY":
			cursor.expect("BY");
			query.order = readOrder(cursor, query);
			return;
		case "LIMIT":
			query.limit = readCount(cursor);
			return;
		case "OFFSET":
			query.offset = readCount(cursor);
			return;
		case "FOR":
			query.marks = [...query.marks, ...readUpdates(cursor, ["VIEW", "REFERENCE", "UPDATE"])];
			return;
		case "UPDATE":
			query.statistics = readUpdates(cursor, ["TRACKING", "VIEWSTAT"]);
			return;
		case "ALL ROWS":
			cursor.expect("ROWS");
			query.allRows = { start, end: cursor.lastEnd };
			return;
	}
}

function conditionOf(cursor: Cursor, query: Query, use: "where" | "having") {
	return readCondition(cursor, { use, query }, (inner, outer) =>
		readQuery(inner, { role: "semiJoin", parent: query, outer }),
	);
}

function readFrom(cursor: Cursor, query: Query): FromItem[] {
	const items: FromItem[] = [];
	const after = following("FROM", query.role, []);
	do {
		if (items.length > 0) cursor.take();
		const { start } = cursor.peek();
		cursor.expecting(() => ({ kind: "object", query }));
		const path = readObject(cursor, query);
		if (cursor.sees("AS")) cursor.take();
		items.push({
			kind: "from",
			path,
			alias: readAlias(cursor, after),
			start: Math.min(start, path.start),
			end: cursor.lastEnd,
		});
	} while (cursor.sees(","));
	return items;
}

const AFTER_OBJECT = new Map([
	["GROUP", "BY"],
	["ORDER", "BY"],
	["USING", "SCOPE"],
]);
const NO_OBJECT = new Set("SELECT FROM WHERE HAVING LIMIT OFFSET AND".split(" "));

/** An object, or a path from an alias. `Order` and `Group` are objects unless BY follows. */
function readObject(cursor: Cursor, query: Query) {
	const { kind, word } = cursor.peek();
	const isClause = NO_OBJECT.has(word) || AFTER_OBJECT.get(word) === cursor.peek(1).word;
	if (kind === "hole" || (kind === "word" && !isClause)) return readPath(cursor, { use: "from", query });
	cursor.missing("object");
	return noPath(cursor);
}

function readGrouping(cursor: Cursor, query: Query, start: number): Grouping {
	const place: Place = { use: "group", query };
	cursor.could("ROLLUP", "CUBE");
	const set = (["ROLLUP", "CUBE"] as const).find((each) => cursor.sees(each, "("));
	if (set !== undefined) {
		cursor.take();
		cursor.take();
	}
	const items: Operand[] = [];
	do {
		if (items.length > 0) cursor.take();
		items.push(needOperand(cursor, place));
	} while (cursor.sees(","));
	if (set !== undefined) cursor.expect(")");
	return { kind: "grouping", set, items, start, end: cursor.lastEnd };
}

function readOrder(cursor: Cursor, query: Query): OrderItem[] {
	const items: OrderItem[] = [];
	do {
		if (items.length > 0) cursor.take();
		const { start } = cursor.peek();
		const value = needOperand(cursor, { use: "order", query });
		const direction = (["ASC", "DESC"] as const).find((each) => cursor.skip(each));
		let nulls: OrderItem["nulls"];
		if (cursor.at("NULLS")) {
			cursor.take();
			nulls = (["FIRST", "LAST"] as const).find((each) => cursor.skip(each));
			if (nulls === undefined) cursor.missing("'FIRST'");
		}
		items.push({
			kind: "order",
			value,
			direction,
			nulls,
			start: Math.min(start, value.start),
			end: cursor.lastEnd,
		});
	} while (cursor.sees(","));
	return items;
}

/** What LIMIT and OFFSET take: a number, in Apex a bind. */
export function readCount(cursor: Cursor): Value | undefined {
	cursor.expecting(() => ({ kind: "count" }));
	const { kind, word } = cursor.peek();
	if (kind === "number" || kind === "hole" || word === ":") return readLiteral(cursor);
	cursor.missing("number");
	// A word that begins nothing was meant as the number.
	if (kind === "word" && clauseAt(cursor) === undefined) cursor.unexpected();
	return undefined;
}
