import { meaningful, type Token, tokens } from "./lexer.ts";

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
	const text = (token: Token | undefined) => (token ? soql.slice(token.start, token.end) : "");
	return itemTokens(soql).map((item) => read(item, text));
}

/** The text of the child query with this relationship name, "" where there is none. */
export function childQuery(soql: string, name: string): string {
	const items = selectList(soql);
	const index = items.findIndex(
		(item) => item.kind === "child" && item.name.toLowerCase() === name.toLowerCase(),
	);
	const inside = itemTokens(soql)[index] ?? [];
	const [first] = inside;
	const last = inside.at(-1);
	return first && last ? soql.slice(first.end, last.start) : "";
}

function itemTokens(soql: string): Token[][] {
	const all = meaningful(tokens(soql));
	const text = (token: Token | undefined) => (token ? soql.slice(token.start, token.end) : "");
	const lower = (token: Token | undefined) => text(token).toLowerCase();
	if (lower(all[0]) !== "select") return [];
	const items: Token[][] = [[]];
	let depth = 0;
	let inTypeof = 0;
	for (const token of all.slice(1)) {
		const mark = text(token);
		if (mark === "(") depth++;
		else if (mark === ")") depth--;
		if (depth === 0) {
			if (lower(token) === "typeof") inTypeof++;
			else if (lower(token) === "end" && inTypeof > 0) inTypeof--;
			else if (lower(token) === "from") break;
			else if (mark === "," && inTypeof === 0) {
				items.push([]);
				continue;
			}
		}
		items.at(-1)?.push(token);
	}
	return items.filter((item) => item.length > 0);
}

function read(item: readonly Token[], text: (token: Token | undefined) => string): SelectItem {
	const words = item.map(text);
	const first = words[0] ?? "";
	if (first.toLowerCase() === "typeof") return { kind: "open" };
	if (first === "(") {
		let depth = 0;
		const from = words.findIndex((word) => {
			if (word === "(") depth++;
			if (word === ")") depth--;
			return depth === 1 && word.toLowerCase() === "from";
		});
		// `FROM Account.Contacts` names the relationship by its last part.
		const parts = from < 0 ? [] : path(words.slice(from + 1));
		return { kind: "child", name: parts.at(-1) ?? "" };
	}
	if (words[1] === "(") {
		if (first.toLowerCase() === "fields") return { kind: "open" };
		const close = words.lastIndexOf(")");
		const inner = words.slice(2, close);
		const plain =
			inner.length > 0 && inner.every((word, index) => (index % 2 === 0 ? /^\w+$/.test(word) : word === "."));
		const alias = words[close + 1];
		return {
			kind: "function",
			name: first,
			...(plain ? { argument: path(inner) } : {}),
			...(alias === undefined ? {} : { alias }),
		};
	}
	const parts = path(words);
	const alias = words[parts.length * 2 - 1];
	return { kind: "path", path: parts, ...(alias === undefined ? {} : { alias }) };
}

/** The dotted path that the words begin with. */
function path(words: readonly string[]): string[] {
	const parts: string[] = [];
	for (let at = 0; at < words.length; at += 2) {
		parts.push(words[at] ?? "");
		if (words[at + 1] !== ".") break;
	}
	return parts;
}
