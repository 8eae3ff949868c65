import type { OrderItem, Path, Query, SelectItem, TypeOf } from "./ast.ts";
import { readCondition } from "./parseCondition.ts";
import { readOperand, readPath } from "./parseOperand.ts";
import { plainSoqlError, soqlError } from "./soqlError.ts";
import { TokenReader } from "./tokenReader.ts";

const MAX_LENGTH = 100_000;

/**
 * Reads one SOQL text as the REST API does (SOQL and SOSL Reference, "SOQL SELECT Syntax").
 * Throws MALFORMED_QUERY with the platform's position.
 */
export function parseQuery(soql: string): Query {
	if (soql.trim() === "") throw plainSoqlError("MALFORMED_QUERY", "SOQL statements cannot be empty or null");
	if (soql.length > MAX_LENGTH) {
		throw plainSoqlError(
			"MALFORMED_QUERY",
			`SOQL statements cannot be longer than ${MAX_LENGTH} characters.`,
		);
	}
	const reader = new TokenReader(soql);
	const query = readQuery(reader);
	if (reader.peek().kind !== "end") throw reader.unexpected();
	return query;
}

/** A whole SELECT, up to the end or the parenthesis that closes it. */
function readQuery(reader: TokenReader): Query {
	return reader.nested(() => {
		const { at } = reader.expect("SELECT");
		const select = readList(reader, readSelectItem);
		reader.expect("FROM");
		const from = readFrom(reader);
		const scope = reader.skip("USING") ? readScope(reader) : null;
		const where = reader.skip("WHERE") ? readCondition(reader, readQuery) : null;
		const categoryAt = readWith(reader);
		const groups = readGroups(reader);
		const orderBy = reader.skip("ORDER", "BY") ? readList(reader, readOrderItem) : [];
		const limit = reader.skip("LIMIT") ? readCount(reader) : null;
		const offset = reader.skip("OFFSET") ? readCount(reader) : null;
		const marks: ("VIEW" | "REFERENCE")[] = [];
		let marksAt: number | null = null;
		let lockAt: number | null = null;
		let statisticsAt: number | null = null;
		while (reader.sees("FOR")) {
			const clause = reader.take();
			const mark = (["VIEW", "REFERENCE"] as const).find((each) => reader.skip(each));
			if (mark === undefined) {
				reader.expect("UPDATE");
				lockAt = clause.at;
			} else {
				marks.push(mark);
				marksAt ??= clause.at;
			}
		}
		if (reader.sees("UPDATE")) {
			statisticsAt = reader.take().at;
			readList(reader, () => {
				if (!reader.skip("TRACKING")) reader.expect("VIEWSTAT");
			});
		}
		return {
			select,
			...from,
			scope,
			where,
			categoryAt,
			...groups,
			orderBy,
			limit,
			offset,
			marks,
			marksAt,
			lockAt,
			statisticsAt,
			at,
		};
	});
}

function readList<T>(reader: TokenReader, read: (reader: TokenReader) => T): T[] {
	const items: T[] = [];
	do items.push(read(reader));
	while (reader.skip(","));
	return items;
}

const FIELD_SETS = ["ALL", "CUSTOM", "STANDARD"] as const;

function readSelectItem(reader: TokenReader): SelectItem {
	if (reader.sees("(", "SELECT")) {
		reader.take();
		const query = readQuery(reader);
		reader.expect(")");
		return { kind: "children", query };
	}
	if (reader.sees("TYPEOF") && reader.peek(1).kind === "word") return readTypeOf(reader);
	if (reader.sees("FIELDS", "(")) {
		const { at } = reader.take();
		reader.take();
		const which = FIELD_SETS.find((each) => reader.sees(each));
		if (which === undefined) throw reader.unexpected();
		reader.take();
		reader.expect(")");
		return { kind: "fields", which, at };
	}
	const operand = readOperand(reader);
	const alias = reader.seesName() ? reader.take().text : null;
	return { ...operand, alias };
}

function readTypeOf(reader: TokenReader): TypeOf {
	reader.expect("TYPEOF");
	const path = readPath(reader);
	const whens: { type: Path; fields: Path[] }[] = [];
	if (!reader.sees("WHEN")) throw reader.unexpected();
	while (reader.skip("WHEN")) {
		const type = reader.sees("GROUP") ? readGroupName(reader) : readPath(reader);
		reader.expect("THEN");
		whens.push({ type, fields: readList(reader, readPath) });
	}
	const otherwise = reader.skip("ELSE") ? readList(reader, readPath) : null;
	reader.expect("END");
	return { kind: "typeof", path, whens, otherwise };
}

/** Words that begin what may follow FROM: never an alias there. */
const AFTER_FROM = ["LIMIT", "OFFSET", "FOR", "UPDATE"];

function readAlias(reader: TokenReader): string | null {
	if (!reader.seesName() || reader.sees("ORDER", "BY") || reader.sees("ALL", "ROWS")) return null;
	if (AFTER_FROM.some((word) => reader.sees(word))) return null;
	return reader.take().text;
}

/** `Group` is a reserved word, and an object all the same. */
function readGroupName(reader: TokenReader): Path {
	const { text, at } = reader.take();
	return { parts: [text], at };
}

function readFrom(reader: TokenReader): Pick<Query, "from" | "alias" | "others"> {
	const isGroup = reader.sees("GROUP") && !reader.sees("GROUP", "BY");
	const from = isGroup ? readGroupName(reader) : readPath(reader);
	const alias = readAlias(reader);
	const others: { path: Path; alias: string }[] = [];
	while (reader.skip(",")) {
		const path = readPath(reader);
		others.push({ path, alias: readAlias(reader) ?? path.parts.at(-1) ?? "" });
	}
	return { from, alias, others };
}

function readScope(reader: TokenReader): Path {
	reader.expect("SCOPE");
	return readPath(reader);
}

/** `WITH DATA CATEGORY …`; every other WITH belongs to Apex. Gives where it stands. */
function readWith(reader: TokenReader): number | null {
	if (!reader.sees("WITH")) return null;
	if (!reader.sees("WITH", "DATA", "CATEGORY")) throw reader.unexpected();
	const { at } = reader.take();
	reader.take();
	reader.take();
	do {
		readPath(reader);
		const relation = ["AT", "ABOVE", "BELOW", "ABOVE_OR_BELOW"].find((each) => reader.sees(each));
		if (relation === undefined) throw reader.unexpected();
		reader.take();
		if (reader.skip("(")) {
			readList(reader, readPath);
			reader.expect(")");
		} else readPath(reader);
	} while (reader.skip("AND"));
	return at;
}

function readGroups(reader: TokenReader): Pick<Query, "groupBy" | "grouping" | "having"> {
	if (!reader.skip("GROUP")) return { groupBy: [], grouping: "plain", having: null };
	reader.expect("BY");
	const grouping = reader.sees("ROLLUP", "(") ? "rollup" : reader.sees("CUBE", "(") ? "cube" : "plain";
	if (grouping !== "plain") {
		reader.take();
		reader.take();
	}
	const groupBy = readList(reader, readOperand);
	if (grouping !== "plain") reader.expect(")");
	const having = reader.skip("HAVING") ? readCondition(reader, readQuery) : null;
	return { groupBy, grouping, having };
}

function readOrderItem(reader: TokenReader): OrderItem {
	const operand = readOperand(reader);
	const descending = reader.skip("DESC");
	if (!descending) reader.skip("ASC");
	let nullsLast = false;
	if (reader.skip("NULLS")) {
		nullsLast = reader.skip("LAST");
		if (!nullsLast) reader.expect("FIRST");
	}
	return { operand, descending, nullsLast };
}

const MAX_COUNT = 2_147_483_647;

/** The number of a LIMIT or OFFSET. */
function readCount(reader: TokenReader): number {
	const { kind, text, at } = reader.peek();
	if (kind === "number" && /^\d+$/.test(text)) {
		reader.take();
		if (Number(text) <= MAX_COUNT) return Number(text);
		throw soqlError("MALFORMED_QUERY", reader.soql, at, `invalid number: ${text}`);
	}
	throw reader.unexpected();
}
