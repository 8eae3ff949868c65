import type { ClauseName, Query, Range, Statement } from "./parse/syntax.ts";
import { allNodes, childrenOf, type Node } from "./parse/walk.ts";

/** A query or a clause of one, for an outline. */
export interface Outline extends Range {
	readonly kind: "query" | "clause";
	/** The object of a query, the keyword of a clause. */
	readonly name: string;
	readonly children: readonly Outline[];
}

/** A statement with its clauses and the queries in them. */
export function outlineOf(statement: Statement): Outline {
	if (statement.kind === "query") return ofQuery(statement);
	const { start, end, returning } = statement;
	return { kind: "query", name: "FIND", children: returning.map(ofQuery), start, end };
}

function ofQuery(query: Query): Outline {
	const { clauses, start, end, from } = query;
	const name = from[0]?.path.parts.map(({ text }) => text).join(".") ?? "";
	const inside = queriesIn(query);
	const children = clauses.map((clause): Outline => {
		const own = inside.filter((each) => each.start >= clause.start && each.end <= clause.end);
		return {
			kind: "clause",
			name: clauseName(clause.name),
			children: own.map(ofQuery),
			start: clause.start,
			end: clause.end,
		};
	});
	return { kind: "query", name, children, start, end };
}

function clauseName(name: ClauseName): string {
	return name === "USING" ? "USING SCOPE" : name;
}

/** The queries right inside a query. */
function queriesIn(node: Node): Query[] {
	return childrenOf(node).flatMap((child) => (child.kind === "query" ? [child] : queriesIn(child)));
}

/** What can be folded: queries, TYPEOFs, lists and conditions in parentheses. */
export function foldsOf(statement: Statement): Range[] {
	const folded = new Set(["query", "search", "typeof", "list", "group", "childItem"]);
	return [...allNodes(statement)].filter(({ kind }) => folded.has(kind));
}

/** The ranges around an offset from the word to the statement, each wider than the one before. */
export function rangesAround(statement: Statement, offset: number): Range[] {
	const out: Range[] = [];
	let node: Node | undefined = statement;
	while (node) {
		out.unshift({ start: node.start, end: node.end });
		if (node.kind === "query") {
			const clause = node.clauses.find(({ start, end }) => start <= offset && offset <= end);
			if (clause) out.unshift({ start: clause.start, end: clause.end });
		}
		node = childrenOf(node).find(({ start, end }) => start <= offset && offset <= end && end > start);
	}
	return out.filter((each, index) => {
		const inner = out[index - 1];
		return !inner || each.start < inner.start || each.end > inner.end;
	});
}
