import type {
	Condition,
	Query,
	Range,
	Search,
	SelectItem,
	Statement,
	TypeofItem,
	Value,
} from "../parse/syntax.ts";

/** Where lines break: the offset of what begins a line, and how far it is indented. */
export interface Layout {
	readonly hard: ReadonlyMap<number, number>;
	/** Breaks that are made only where the line would be too long. */
	readonly soft: ReadonlyMap<number, number>;
}

/** Whether a range fits on the rest of a line that begins at a level, behind so many characters. */
export type Fits = (range: Range, level: number, before?: number) => boolean;

/** Decides where the lines of a statement break. */
export function layoutOf(statement: Statement, fits: Fits): Layout {
	const layout = new Breaks(fits);
	if (statement.kind === "query") layout.query(statement, 0);
	else layout.search(statement);
	return layout;
}

class Breaks implements Layout {
	readonly hard = new Map<number, number>();
	readonly soft = new Map<number, number>();
	readonly #fits: Fits;

	constructor(fits: Fits) {
		this.#fits = fits;
	}

	query(query: Query, level: number): void {
		const { select, clauses, where, having, grouping, order } = query;
		for (const { name, keyword } of clauses) if (name !== "SELECT") this.hard.set(keyword.start, level);
		this.#list(select, level);
		for (const [condition, keyword] of [
			[where, "WHERE "],
			[having, "HAVING "],
		] as const) {
			if (condition && !this.#fits(condition, level, keyword.length)) this.#condition(condition, level);
		}
		for (const item of grouping?.items.slice(1) ?? []) this.soft.set(item.start, level + 1);
		for (const item of order.slice(1)) this.soft.set(item.start, level + 1);
	}

	/** The objects of RETURNING a line each; WITH begins one. */
	search({ returning, withs }: Search): void {
		for (const { start, select, order } of returning) {
			this.hard.set(start, 1);
			for (const item of [...select.slice(1), ...order.slice(1)]) this.soft.set(item.start, 2);
		}
		for (const { start } of withs) this.hard.set(start, 0);
	}

	#list(items: readonly SelectItem[], level: number): void {
		const [first, last] = [items[0], items.at(-1)];
		if (!first || !last) return;
		const isPlain = items.every(({ kind }) => kind === "fieldItem");
		const all = { start: first.start, end: last.end };
		if (this.#fits(all, level, "SELECT ".length) && (isPlain || items.length === 1)) return;
		for (const item of items) {
			this.hard.set(item.start, level + 1);
			// Behind the item stands a comma.
			if (this.#fits(item, level + 1, 1)) continue;
			if (item.kind === "childItem") this.#inner(item.query, item.query.end, level + 1);
			else if (item.kind === "typeof") this.#typeof(item, level + 1);
		}
	}

	/** A query in parentheses: on lines of its own between them. */
	#inner(query: Query, end: number, level: number): void {
		this.hard.set(query.start, level + 1);
		this.query(query, level + 1);
		this.#close(end, level);
	}

	#close(end: number, level: number): void {
		// The next piece at or behind it is the parenthesis.
		this.hard.set(-end, level);
	}

	#typeof({ branches, otherwise, end }: TypeofItem, level: number): void {
		for (const { start } of branches) this.hard.set(start, level + 1);
		const field = otherwise?.[0];
		if (field) this.hard.set(-(branches.at(-1)?.end ?? 0), level + 1);
		this.hard.set(end - "END".length, level);
	}

	#condition(condition: Condition, level: number): void {
		switch (condition.kind) {
			case "logical":
				for (const { start } of condition.operators) this.hard.set(start, level + 1);
				for (const each of condition.operands) {
					if (!this.#fits(each, level + 1, "AND ".length)) this.#condition(each, level + 1);
				}
				return;
			case "not":
				this.#condition(condition.operand, level);
				return;
			case "group":
				this.hard.set(condition.condition.start, level + 1);
				this.#condition(condition.condition, level);
				this.#close(condition.condition.end, level);
				return;
			case "comparison":
				if (condition.right.kind === "query") this.#inner(condition.right, condition.right.end, level);
				else if (condition.right.kind === "list") this.#values(condition.right.items, level);
				return;
		}
	}

	/** As many values a line as fit. */
	#values(items: readonly Value[], level: number): void {
		for (const item of items.slice(1)) this.soft.set(item.start, level + 2);
	}
}
