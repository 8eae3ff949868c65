import { CLAUSE_STARTS } from "../words.ts";
import type { Cursor } from "./cursor.ts";
import { readLiteral } from "./operand.ts";
import type { CategoryFilter, Name, Value, With } from "./syntax.ts";

const MODES = ["SECURITY_ENFORCED", "USER_MODE", "SYSTEM_MODE"];
const SELECTORS = ["AT", "ABOVE", "BELOW", "ABOVE_OR_BELOW"];

/** What follows WITH, which is taken and began at `start`. */
export function readWith(cursor: Cursor, start: number): With {
	cursor.could("DATA CATEGORY", ...MODES);
	if (cursor.sees("DATA")) {
		cursor.take();
		cursor.expect("CATEGORY");
		const filters: CategoryFilter[] = [];
		do {
			if (filters.length > 0) cursor.take();
			filters.push(readCategory(cursor));
		} while (cursor.at("AND"));
		return { kind: "categories", filters, start, end: cursor.lastEnd };
	}
	const { kind, word } = cursor.peek();
	if (kind === "hole" || MODES.includes(word))
		return { kind: "mode", mode: cursor.name(), start, end: cursor.lastEnd };
	if (kind !== "word" || CLAUSE_STARTS.has(word)) {
		cursor.missing("name");
		return { kind: "mode", mode: cursor.noName(), start, end: cursor.lastEnd };
	}
	return readSetting(cursor, start);
}

/** `WITH NETWORK = '…'`, `WITH SNIPPET (target_length = 120)`, `WITH HIGHLIGHT`. */
function readSetting(cursor: Cursor, start: number): With {
	const name = cursor.name();
	const values: Value[] = [];
	const take = () => {
		const value = readLiteral(cursor);
		if (value) values.push(value);
		else cursor.missing("value");
	};
	if (cursor.sees("(")) {
		cursor.take();
		while (!cursor.atEnd && !cursor.sees(")")) cursor.take();
		cursor.expect(")");
	} else if (cursor.peek().kind === "operator" || cursor.sees("IN")) {
		cursor.take();
		if (cursor.sees("(")) {
			do {
				cursor.take();
				take();
			} while (cursor.sees(","));
			cursor.expect(")");
		} else take();
	}
	return { kind: "setting", name, values, start, end: cursor.lastEnd };
}

function readCategory(cursor: Cursor): CategoryFilter {
	const { start } = cursor.peek();
	const group = categoryName(cursor);
	cursor.could(...SELECTORS);
	const selector = SELECTORS.find((each) => cursor.sees(each)) ?? "";
	if (selector !== "") cursor.take();
	else cursor.missing("'AT'");
	const categories: Name[] = [];
	if (cursor.sees("(")) {
		do {
			cursor.take();
			categories.push(categoryName(cursor));
		} while (cursor.sees(","));
		cursor.expect(")");
	} else categories.push(categoryName(cursor));
	return { kind: "category", group, selector, categories, start, end: cursor.lastEnd };
}

function categoryName(cursor: Cursor): Name {
	cursor.expecting(() => ({ kind: "category" }));
	const { kind, word } = cursor.peek();
	if (kind === "hole" || (kind === "word" && !CLAUSE_STARTS.has(word))) return cursor.name();
	cursor.missing("name");
	return cursor.noName();
}

/** The words after FOR or UPDATE: one of `words`, and further ones after commas. */
export function readUpdates(cursor: Cursor, words: readonly string[]): Name[] {
	const names: Name[] = [];
	for (;;) {
		cursor.could(...words);
		if (cursor.atHole || words.some((each) => cursor.sees(each))) names.push(cursor.name());
		else cursor.missing(`'${words[0] ?? ""}'`);
		if (!cursor.sees(",")) return names;
		cursor.take();
	}
}
