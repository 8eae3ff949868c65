import { parse } from "./parse/parse.ts";
import type { ChildItem, Name, SelectItem as Node, Path, Query } from "./parse/syntax.ts";

/** One item of the outermost SELECT list, as far as the text alone tells. */
export type SelectItem =
	/** A field, perhaps of a parent: `["Account", "Name"]`. */
	| { readonly kind: "path"; readonly path: readonly string[]; readonly alias?: string }
	/** A child subquery, by its relationship name. */
	| { readonly kind: "child"; readonly name: string }
	/** A function; `argument` is its one plain path, where it has one. */
	| {
			readonly kind: "function";
			readonly name: string;
			readonly argument?: readonly string[];
			readonly alias?: string;
	  }
	/** FIELDS() or TYPEOF: only the answer tells which columns there are. */
	| { readonly kind: "open" };

/** The items of the SELECT list in order; empty when the text has none. Never throws. */
export function selectList(soql: string): SelectItem[] {
	return (queryOf(soql)?.select ?? []).flatMap((node) => {
		const item = itemOf(node);
		return item ? [item] : [];
	});
}

/** The text of the child query with this relationship name, "" where there is none. */
export function childQuery(soql: string, name: string): string {
	const found = queryOf(soql)?.select.find(
		(item): item is ChildItem =>
			item.kind === "childItem" && childName(item).toLowerCase() === name.toLowerCase(),
	);
	return found ? soql.slice(found.query.start, found.query.end) : "";
}

/** The object a query reads (`FROM` at the outermost level), or "" where there is none. For titles, not for decisions. */
export function queriedObject(soql: string): string {
	return queryOf(soql)?.from[0]?.path.parts[0]?.text ?? "";
}

function queryOf(soql: string): Query | undefined {
	const { statement } = parse(soql);
	return statement?.kind === "query" ? statement : undefined;
}

function itemOf(node: Node): SelectItem | undefined {
	if (node.kind === "typeof") return { kind: "open" };
	if (node.kind === "childItem") return { kind: "child", name: childName(node) };
	const { value, alias } = node;
	const named = alias ? { alias: alias.text } : {};
	if (value.kind === "path") {
		return value.start === value.end ? undefined : { kind: "path", path: names(value), ...named };
	}
	if (value.name.text.toLowerCase() === "fields") return { kind: "open" };
	const [first, ...others] = value.args;
	const argument = first?.kind === "path" && others.length === 0 ? { argument: names(first) } : {};
	return { kind: "function", name: value.name.text, ...argument, ...named };
}

/** `FROM Account.Contacts` names the relationship by its last part. */
function childName({ query }: ChildItem): string {
	return query.from[0]?.path.parts.at(-1)?.text ?? "";
}

function names({ parts }: Path): string[] {
	return parts.map(({ text }: Name) => text);
}
