import { cancelled } from "../base/errors.ts";
import type { ChildInfo, CopyFormat, Found, RowPage, RowPath, results, Sums } from "../pages/results.ts";
import type { Handlers } from "../pages/serve.ts";
import type { Block } from "./resultStore.ts";
import type { FindRequest } from "./store/view.ts";

type Answer<T> = T | PromiseLike<T>;

/** Rows as a page asks for them, wherever they are. */
export interface Rows {
	rows(path: RowPath, from: number, count: number): Answer<RowPage>;
	children(path: RowPath, revision: number): Answer<ChildInfo | null>;
	text(path: RowPath, revision: number, row: number, column: number): Answer<string>;
	copy(block: Block, format: CopyFormat): Answer<{ readonly text: string; readonly cells: number }>;
	sums(block: Block): Answer<Sums>;
	find(path: RowPath, revision: number, request: FindRequest): Answer<Found | null>;
}

export interface RowSource {
	/** Undefined until something was run. */
	readonly store: Rows | undefined;
	/** A number for an arrangement that nobody has asked for yet. */
	readonly nextRevision: () => number;
}

type RowCalls = Pick<Handlers<typeof results>, "rows" | "children" | "cellText" | "copy" | "sums" | "find">;

/** Answers what a results page asks of the rows that `source` has at that time. */
export function rowCalls(
	source: () => RowSource,
	toClipboard: (text: string) => PromiseLike<void>,
): RowCalls {
	const store = (): Rows => {
		const { store } = source();
		if (!store) throw cancelled();
		return store;
	};
	return {
		rows: ({ path, from, count }) => Promise.resolve(store().rows(path, from, count)),
		children: (path) => Promise.resolve(store().children(path, source().nextRevision())),
		cellText: ({ path, revision, row, column }) => Promise.resolve(store().text(path, revision, row, column)),
		copy: async ({ format, ...block }) => {
			const { text, cells } = await store().copy(block, format);
			await toClipboard(text);
			return cells;
		},
		sums: (block) => Promise.resolve(store().sums(block)),
		find: ({ path, revision, ...request }) => Promise.resolve(store().find(path, revision, request)),
	};
}
