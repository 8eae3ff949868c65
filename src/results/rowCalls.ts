import { cancelled } from "../base/errors.ts";
import type { results } from "../pages/results.ts";
import type { Handlers } from "../pages/serve.ts";
import type { ResultStore } from "./resultStore.ts";

export interface RowSource {
	/** Undefined until something was run. */
	readonly store: ResultStore | undefined;
	/** Of the present run; asked with every pull, so it must cost nothing. */
	readonly revision: number;
}

type RowCalls = Pick<Handlers<typeof results>, "rows" | "children" | "cellText" | "copy">;

/** Answers what a results page asks of the rows that `source` has at that time. */
export function rowCalls(
	source: () => RowSource,
	toClipboard: (text: string) => PromiseLike<void>,
): RowCalls {
	const store = (): ResultStore => {
		const { store } = source();
		if (!store) throw cancelled();
		return store;
	};
	return {
		rows: ({ from, count }) => ({
			revision: source().revision,
			from,
			rows: source().store?.rows(from, count) ?? [],
		}),
		children: ({ row, column, from, count }) => {
			const child = store().child(row, column);
			const { revision } = source();
			if (!child) return { revision, from, rows: [], columns: [], loaded: 0, total: 0 };
			return {
				revision,
				from,
				rows: child.store.rows(from, count),
				columns: child.store.columns,
				loaded: child.store.length,
				total: child.total,
			};
		},
		cellText: ({ row, column }) => store().text(row, column),
		copy: async (block) => {
			await toClipboard(store().copy(block));
			return (
				Math.max(0, Math.min(block.toRow, store().length - 1) - block.fromRow + 1) * block.columns.length
			);
		},
	};
}
