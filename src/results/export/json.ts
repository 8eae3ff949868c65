import { ExactNumber } from "../../salesforce/rest/query.ts";
import { ChildRows } from "../store/childRows.ts";
import type { Table } from "../store/table.ts";
import { Batch } from "./rowList.ts";

/** A record's members: values of columns, and parents with members of their own. */
type Member =
	| { readonly kind: "value"; readonly name: string; readonly column: number }
	| { readonly kind: "parent"; readonly name: string; readonly members: Member[] };

/**
 * Records as JSON, as the API gave them but for `attributes`: parents in objects of their own, child rows in theirs with
 * how many the org says there are. A parent of which nothing is known is null.
 */
export function recordTexts(table: Table, indexes: Uint32Array, columns: readonly number[]): string[] {
	const batch = new Batch(table, indexes);
	return objectTexts(batch, membersOf(table, columns)).map((text) => text ?? "{}");
}

/** Texts of objects; undefined where all their values are null and `nullable`. */
function objectTexts(batch: Batch, members: readonly Member[], nullable = false): (string | undefined)[] {
	const texts: string[] = Array.from({ length: batch.length }, () => "{");
	const isKnown = new Uint8Array(batch.length);
	for (const [at, member] of members.entries()) {
		const before = `${at === 0 ? "" : ","}${JSON.stringify(member.name)}:`;
		const values =
			member.kind === "parent"
				? objectTexts(batch, member.members, true)
				: valueTexts(batch.values(member.column));
		for (let row = 0; row < texts.length; row++) {
			const value = values[row];
			if (value !== undefined) isKnown[row] = 1;
			texts[row] += before + (value ?? "null");
		}
	}
	return texts.map((text, row) => (nullable && isKnown[row] === 0 ? undefined : `${text}}`));
}

/** Undefined for null. */
function valueTexts(values: readonly unknown[]): (string | undefined)[] {
	return values.some((value) => value instanceof ChildRows) ? childTexts(values) : values.map(textOrNull);
}

function textOrNull(value: unknown): string | undefined {
	if (value === null || value === undefined) return undefined;
	if (value instanceof ExactNumber) return value.text;
	return JSON.stringify(value);
}

/** Child rows of all records together, which is much faster than one record's after the other. */
function childTexts(values: readonly unknown[]): (string | undefined)[] {
	const children = values.map((value) => (value instanceof ChildRows ? value : undefined));
	const table = children.find((one) => one !== undefined)?.table;
	if (!table) return values.map(() => undefined);
	const indexes = children.flatMap((one) =>
		(one?.runs ?? []).flatMap(({ from, count }) => Array.from({ length: count }, (_, at) => from + at)),
	);
	const columns = [...table.columns.keys()];
	const texts: string[] = [];
	for (let from = 0; from < indexes.length; from += MOST_TOGETHER)
		for (const text of recordTexts(
			table,
			Uint32Array.from(indexes.slice(from, from + MOST_TOGETHER)),
			columns,
		))
			texts.push(text);
	let at = 0;
	return children.map((one) => {
		if (!one) return undefined;
		const records = texts.slice(at, at + one.length).join(",");
		at += one.length;
		return `{"totalSize":${one.totalSize},"done":${one.done},"records":[${records}]}`;
	});
}

/** Child rows that are decoded together. */
const MOST_TOGETHER = 16_384;

function membersOf(table: Table, columns: readonly number[]): Member[] {
	const root: Member[] = [];
	const names = table.columns;
	for (const column of columns) {
		const steps = (names[column]?.name ?? "").split(".");
		let members = root;
		for (const step of steps.slice(0, -1)) {
			let parent = members.find((one) => one.kind === "parent" && one.name === step);
			if (parent?.kind !== "parent") {
				parent = { kind: "parent", name: step, members: [] };
				members.push(parent);
			}
			members = parent.members;
		}
		members.push({ kind: "value", name: steps.at(-1) ?? "", column });
	}
	return withoutEmptyParents(root);
}

/** Where the query's text doesn't name a parent's fields, one that is null in the first rows is a column of its own. */
function withoutEmptyParents(members: readonly Member[]): Member[] {
	const parents = new Set(members.flatMap((one) => (one.kind === "parent" ? [one.name] : [])));
	return members.flatMap((one): Member[] => {
		if (one.kind === "parent") return [{ ...one, members: withoutEmptyParents(one.members) }];
		return parents.has(one.name) ? [] : [one];
	});
}
