import { CLAUSE_STARTS, RESERVED } from "../words.ts";
import type { Cursor } from "./cursor.ts";
import { isName, needOperand, noPath, type Place, readOperand, readPath } from "./operand.ts";
import type { Name, Operand, Query, SelectItem, TypeofBranch, TypeofItem } from "./syntax.ts";

/** Reads the query in the parentheses of a SELECT list; the parenthesis is taken. */
export type ReadChild = (cursor: Cursor, closes: boolean) => Query;

/** The items between SELECT and FROM. */
export function readSelect(cursor: Cursor, query: Query, readChild: ReadChild): SelectItem[] {
	const items: SelectItem[] = [];
	do {
		if (items.length > 0) cursor.take();
		items.push(readItem(cursor, query, readChild));
		skipToNext(cursor);
	} while (cursor.sees(","));
	return items;
}

function readItem(cursor: Cursor, query: Query, readChild: ReadChild): SelectItem {
	const place: Place = { use: "select", query };
	const { start } = cursor.peek();
	cursor.could("TYPEOF", "(");
	if (cursor.sees("(")) return readChildItem(cursor, readChild);
	if (cursor.sees("TYPEOF") && ["word", "hole"].includes(cursor.peek(1).kind))
		return readTypeof(cursor, query);
	const value = needOperand(cursor, place);
	return {
		kind: "fieldItem",
		value,
		alias: readAlias(cursor, [",", "FROM"]),
		start: Math.min(start, value.start),
		end: cursor.lastEnd,
	};
}

/** The word after something that gives it another name, unless it begins what comes next: one of `instead`, mostly. */
export function readAlias(cursor: Cursor, instead: readonly string[]): Name | undefined {
	const { kind, word } = cursor.peek();
	cursor.could(...instead);
	cursor.expecting(() => ({ kind: "alias" }));
	if (kind === "hole") return cursor.name();
	if (kind !== "word" || RESERVED.has(word) || CLAUSE_STARTS.has(word)) return undefined;
	return cursor.name();
}

function readChildItem(cursor: Cursor, readChild: ReadChild): SelectItem {
	const { start } = cursor.peek();
	// Where it is never closed, the last FROM of the text is the outer query's.
	const closes = isClosed(cursor);
	cursor.take();
	const query = readChild(cursor, closes);
	while (closes && !cursor.atEnd && !cursor.sees(")")) cursor.unexpected();
	const closed = cursor.expect(")");
	return { kind: "childItem", query, closed, alias: undefined, start, end: cursor.lastEnd };
}

/** Whether the parenthesis that is next is closed before the text ends. */
function isClosed(cursor: Cursor): boolean {
	let open = 0;
	for (let ahead = 0; ; ahead++) {
		const { kind, word } = cursor.peek(ahead);
		if (kind === "end") return false;
		if (word === "(") open++;
		else if (word === ")" && --open === 0) return true;
	}
}

function readTypeof(cursor: Cursor, query: Query): TypeofItem {
	const { start } = cursor.take();
	const path = isName(cursor) ? readPath(cursor, { use: "typeofPath", query }) : noPath(cursor);
	const branches: TypeofBranch[] = [];
	let otherwise: Operand[] | undefined;
	for (;;) {
		if (otherwise === undefined && cursor.at("WHEN"))
			branches.push(readBranch(cursor, query, path, branches));
		else if (otherwise === undefined && branches.length > 0 && cursor.skip("ELSE")) {
			otherwise = readFields(cursor, { use: "typeof", query });
		} else break;
	}
	if (branches.length === 0) cursor.missing("'WHEN'");
	const ended = cursor.expect("END");
	return { kind: "typeof", path, branches, otherwise, ended, start, end: cursor.lastEnd };
}

const BRANCH_ENDS = new Set(["WHEN", "ELSE", "END"]);

function readBranch(
	cursor: Cursor,
	query: Query,
	path: TypeofItem["path"],
	before: readonly TypeofBranch[],
): TypeofBranch {
	const { start } = cursor.take();
	cursor.expecting(() => ({ kind: "branchObject", path, query, used: before.map(({ object }) => object) }));
	const { kind, word } = cursor.peek();
	const isObject = kind === "hole" || (kind === "word" && word !== "THEN");
	if (!isObject) cursor.missing("object");
	const object = isObject ? cursor.name() : cursor.noName();
	const isThen = cursor.expect("THEN");
	const hasFields = isThen || (isName(cursor) && !BRANCH_ENDS.has(cursor.peek().word));
	const fields = hasFields ? readFields(cursor, { use: "typeof", query, branch: object }) : [];
	return { kind: "branch", object, fields, start, end: cursor.lastEnd };
}

function readFields(cursor: Cursor, place: Place): Operand[] {
	const fields: Operand[] = [];
	do {
		if (fields.length > 0) cursor.take();
		const ends = BRANCH_ENDS.has(cursor.peek().word);
		const field = ends ? undefined : readOperand(cursor, place);
		if (!field) cursor.missing("field");
		fields.push(field ?? noPath(cursor));
	} while (cursor.sees(","));
	return fields;
}

/** Passes over what does not belong into a list, up to a comma or what ends the list. */
function skipToNext(cursor: Cursor): void {
	while (!cursor.atEnd && !cursor.sees(",") && !cursor.sees(")")) {
		const { kind, word } = cursor.peek();
		if (kind === "word" && CLAUSE_STARTS.has(word)) return;
		if (kind === "hole") return;
		cursor.unexpected();
	}
}
