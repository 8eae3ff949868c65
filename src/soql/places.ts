import type { Call, Condition, FieldUse, Name, Operand, Path, Query } from "./parse/syntax.ts";
import { comparisonsOf } from "./parse/walk.ts";

/** A field of a query, where it stands. */
export interface PlacedPath {
	readonly path: Path;
	readonly use: FieldUse;
	/** The function right around it. */
	readonly call: Call | undefined;
	/** Which argument of that function. */
	readonly argument: number;
	/** In a branch of TYPEOF, its object. */
	readonly branch: Name | undefined;
}

/** A function of a query, where it stands. */
export interface PlacedCall {
	readonly call: Call;
	readonly use: FieldUse;
	readonly outer: Call | undefined;
}

export interface Places {
	readonly paths: readonly PlacedPath[];
	readonly calls: readonly PlacedCall[];
}

/** All fields and functions of a query's clauses; those of queries inside are theirs. */
export function placesOf(query: Query): Places {
	const paths: PlacedPath[] = [];
	const calls: PlacedCall[] = [];
	const note = (operand: Operand, use: FieldUse, branch?: Name, outer?: Call, argument = 0): void => {
		if (operand.kind === "path") {
			if (isThere(operand)) paths.push({ path: operand, use, call: outer, argument, branch });
			return;
		}
		calls.push({ call: operand, use, outer });
		for (const [index, each] of operand.args.entries()) {
			if (each.kind === "path" || each.kind === "call") note(each, use, branch, operand, index);
		}
	};
	for (const item of query.select) {
		if (item.kind === "fieldItem") note(item.value, "select");
		if (item.kind !== "typeof") continue;
		for (const { object, fields } of item.branches) {
			for (const field of fields) note(field, "typeof", object);
		}
	}
	const conditions: readonly [Condition | undefined, FieldUse][] = [
		[query.where, "where"],
		[query.having, "having"],
	];
	for (const [condition, use] of conditions) {
		for (const { left } of condition ? comparisonsOf(condition) : []) note(left, use);
	}
	for (const item of query.grouping?.items ?? []) note(item, "group");
	for (const { value } of query.order) note(value, "order");
	return { paths, calls };
}

/** Whether a path has all its names: what is being typed isn't told of. */
export function isThere({ parts }: Path): boolean {
	return parts.every(({ text }) => text !== "");
}

export function pathText({ parts }: Pick<Path, "parts">): string {
	return parts.map(({ text }) => text).join(".");
}

/** The names that the SELECT list gives, in lower case: HAVING and ORDER BY may use them. */
export function selectAliases({ select }: Query): ReadonlySet<string> {
	return new Set(
		select.flatMap((item) =>
			item.kind === "fieldItem" && item.alias ? [item.alias.text.toLowerCase()] : [],
		),
	);
}
