import type {
	Call,
	Comparison,
	Condition,
	Expression,
	FromItem,
	Grouping,
	List,
	Name,
	OrderItem,
	Path,
	Query,
	Search,
	SelectItem,
	TypeofBranch,
	Value,
	With,
} from "./syntax.ts";

/** Whatever has a range of its own in the tree. */
export type Node =
	| Query
	| Search
	| SelectItem
	| TypeofBranch
	| FromItem
	| Condition
	| Expression
	| List
	| Value
	| OrderItem
	| Grouping
	| With
	| Name;

const given = (...nodes: readonly (Node | undefined)[]): Node[] => nodes.filter((node) => node !== undefined);

/** The nodes right below one, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
	return unordered(node).toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function unordered(node: Node): readonly Node[] {
	switch (node.kind) {
		case "query":
			return given(
				...node.select,
				...node.from,
				node.scope,
				node.where,
				...node.withs,
				node.grouping,
				node.having,
				...node.order,
				node.limit,
				node.offset,
				...node.marks,
				...node.statistics,
			);
		case "search":
			return given(node.find, node.group, ...node.returning, ...node.withs, node.limit, ...node.statistics);
		case "fieldItem":
			return given(node.value, node.alias);
		case "childItem":
			return given(node.query, node.alias);
		case "typeof":
			return given(node.path, ...node.branches, ...(node.otherwise ?? []));
		case "branch":
			return [node.object, ...node.fields];
		case "from":
			return given(node.path, node.alias);
		case "order":
			return [node.value];
		case "grouping":
			return node.items;
		case "comparison":
			return [node.left, node.right];
		case "logical":
			return node.operands;
		case "not":
			return [node.operand];
		case "group":
			return [node.condition];
		case "list":
			return node.items;
		case "call":
			return [node.name, ...node.args];
		case "path":
			return node.parts;
		case "mode":
			return [node.mode];
		case "categories":
			return node.filters.flatMap(({ group, categories }) => [group, ...categories]);
		case "setting":
			return [node.name, ...node.values];
		case "literal":
		case "bind":
		case "name":
			return [];
	}
}

/** A node and all below it, those around before those inside. */
export function* allNodes(node: Node): Generator<Node> {
	yield node;
	for (const child of childrenOf(node)) yield* allNodes(child);
}

/** The comparisons of a condition, in order; those of queries inside are theirs. */
export function comparisonsOf(condition: Condition): Comparison[] {
	if (condition.kind === "comparison") return [condition];
	return childrenOf(condition).flatMap((child) => {
		switch (child.kind) {
			case "comparison":
			case "logical":
			case "not":
			case "group":
				return comparisonsOf(child);
			default:
				return [];
		}
	});
}

/** The path inside a function, or inside a function of it. */
export function innermost({ args }: Call): Path | undefined {
	const [first] = args;
	if (first?.kind === "path") return first;
	return first?.kind === "call" ? innermost(first) : undefined;
}
