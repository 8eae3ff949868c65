import * as v from "valibot";
import { natural, text } from "../base/decode.ts";
import { type Contract, call, push } from "./contract.ts";

/** Most rows that one pull may ask for. */
export const MAX_PAGE = 500;
/** Rows that come with each snapshot: about a screenful. */
export const HEAD_ROWS = 40;
const MAX_SORT_KEYS = 20;
const MAX_ROW = 50_000_000;
const MAX_COLUMN = 5_000;
/** Cell text beyond this is cut in `rows`; `cellText` has the whole. */
export const MAX_CELL = 400;

export type ColumnKind = "text" | "number" | "boolean" | "date" | "datetime" | "id" | "children";

export interface ResultColumn {
	/** As a person would write it in the query: `Account.Owner.Name`, `expr0`, `Contacts`. */
	readonly name: string;
	readonly kind: ColumnKind;
}

/**
 * One value as the grid draws it. Numbers come as the text the API sent, so that none loses digits. `null` is the
 * platform's null; empty text is "".
 */
export type Cell =
	| string
	| boolean
	| null
	| { readonly number: string }
	| { readonly cut: string; readonly length: number }
	| { readonly children: number; readonly complete: boolean };

/** A column that the rows are sorted by. */
export interface SortKey {
	/** Its index among `columns`. */
	readonly column: number;
	readonly descending: boolean;
}

export interface RowPage {
	/** The result these rows belong to: rows of an older revision are dropped by the page. */
	readonly revision: number;
	readonly from: number;
	readonly rows: readonly (readonly Cell[])[];
}

export interface ChildPage extends RowPage {
	readonly columns: readonly ResultColumn[];
	readonly loaded: number;
	readonly total: number;
}

export type ResultPhase =
	/** Restored after a reload, not run yet. */
	| { readonly kind: "idle" }
	| { readonly kind: "loading" }
	| { readonly kind: "complete" }
	/** Ended early: by the person or by a failure. Rows so far stay; `resume` goes on where it stopped. */
	| { readonly kind: "partial"; readonly cause: "cancelled" | "failed"; readonly problem: Problem | null }
	/** Nothing arrived. */
	| { readonly kind: "failed"; readonly problem: Problem };

export const PROBLEM_ACTIONS = [
	"rerun",
	"resume",
	"signIn",
	"unlock",
	"showQuery",
	"showLog",
	"chooseOrg",
	"startDemo",
] as const;
export type ProblemAction = (typeof PROBLEM_ACTIONS)[number];

/** How a block is put on the clipboard: tab-separated without and with headers, and the others by their names. */
export const COPY_FORMATS = ["plain", "headers", "csv", "json", "markdown", "in", "apex"] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];

export interface Problem {
	/** The platform's code, or null where there is none. */
	readonly code: string | null;
	/** What happened, with the platform's own words. */
	readonly message: string;
	/** What to do next, in order; the first is the primary button. */
	readonly actions: readonly ProblemAction[];
}

export interface ResultInfo {
	/** Grows with each new run. */
	readonly revision: number;
	readonly org: { readonly label: string; readonly mark: string; readonly color: string } | null;
	readonly objectName: string;
	readonly soql: string;
	readonly phase: ResultPhase;
	readonly columns: readonly ResultColumn[];
	/**
	 * The first rows, at most `HEAD_ROWS`: part of the snapshot, so that a page paints them without asking. All others
	 * are pulled.
	 */
	readonly head: readonly (readonly Cell[])[];
	/** What the rows are sorted by, the first column deciding; empty for the order of the answer. */
	readonly sort: readonly SortKey[];
	/** Rows here. */
	readonly loaded: number;
	/** Rows the org says there are; null before the first page. */
	readonly total: number | null;
	readonly elapsedMs: number;
	/** API calls this run used. */
	readonly calls: number;
	/** What the page keeps (`setState`) and hands back after a window reload; opaque to it. */
	readonly restore: string;
}

const column = natural(MAX_COLUMN);
const row = natural(MAX_ROW);

/** The results page: rows are pulled by range; `changed` is a snapshot, and `info` gives the same at any time. */
export const results = {
	calls: {
		info: call<ResultInfo>()(v.null()),
		rows: call<RowPage>()(v.object({ from: row, count: natural(MAX_PAGE) })),
		/** Rows of the child result in one cell. */
		children: call<ChildPage>()(v.object({ row, column, from: row, count: natural(MAX_PAGE) })),
		/** The whole text of a cell that `rows` cut. */
		cellText: call<string>()(v.object({ row, column })),
		/** Puts a block on the clipboard; answers how many cells. */
		copy: call<number>()(
			v.object({
				fromRow: row,
				toRow: row,
				columns: v.pipe(v.array(column), v.maxLength(MAX_COLUMN)),
				format: v.picklist(COPY_FORMATS),
			}),
		),
		/** Sorts the rows that are here; they come as another revision. */
		sort: call<void>()(
			v.pipe(v.array(v.object({ column, descending: v.boolean() })), v.maxLength(MAX_SORT_KEYS)),
		),
		cancel: call<void>()(v.null()),
		/** A problem's button, or Rerun in the bar. */
		act: call<void>()(v.picklist(PROBLEM_ACTIONS)),
		/** Opens the record with this Id in the browser. */
		openRecord: call<void>()(text(18)),
		/** The page tells when (epoch milliseconds, its clock) it had painted the first rows of a revision: for the log. */
		painted: call<void>()(v.object({ revision: row, rows: row, at: v.number() })),
	},
	pushes: { changed: push<ResultInfo>() },
} satisfies Contract;
