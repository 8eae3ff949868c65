import type { Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";

/**
 * One record of a result, in no format yet: REST writes it as JSON, the other APIs in theirs. `type` is what
 * `attributes` shows, `urlType` the record's own type; `id` is null for an AggregateResult.
 */
export interface RecordTree {
	readonly type: string;
	readonly urlType: string;
	readonly id: string | null;
	/** In select order. */
	readonly fields: readonly (readonly [name: string, node: FieldNode])[];
}

export type FieldNode =
	| { readonly kind: "value"; readonly field: FieldDescribe; readonly value: Value }
	/** An address or a location, by the names of its parts. */
	| {
			readonly kind: "compound";
			readonly field: FieldDescribe;
			readonly parts: readonly (readonly [name: string, value: Value])[];
	  }
	| { readonly kind: "record"; readonly record: RecordTree }
	| { readonly kind: "children"; readonly list: RecordList }
	/** A parent that is not there, children that do not exist, a compound without parts. */
	| { readonly kind: "none" };

/** Records that can be had one by one. */
export interface RecordList {
	readonly totalSize: number;
	/** How many records there are to page through: fewer than `totalSize` for `COUNT()` only. */
	readonly count: number;
	/** The record at an index below `count`; undefined when it is gone since. */
	readonly record: (index: number) => RecordTree | undefined;
}

/** How many records a tree holds: itself and all its children, up to `most` of each list. */
export function rowsIn({ fields }: RecordTree, most: number): number {
	let rows = 1;
	for (const [, node] of fields) {
		if (node.kind === "record") rows += rowsIn(node.record, most) - 1;
		if (node.kind !== "children") continue;
		const shown = Math.min(node.list.count, most);
		for (let index = 0; index < shown; index += 1) {
			const child = node.list.record(index);
			if (child !== undefined) rows += rowsIn(child, most);
		}
	}
	return rows;
}
