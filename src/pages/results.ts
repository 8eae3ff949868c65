import * as v from "valibot";
import { natural, type Schema, text } from "../base/decode.ts";
import { type Contract, call, push } from "./contract.ts";

/** Most rows that one pull may ask for. */
const MAX_PAGE = 500;
/** Rows that come with each snapshot: about a screenful. */
export const HEAD_ROWS = 40;
const MAX_SORT_KEYS = 20;
/** Characters that a filter or a text to find may have. */
const MAX_FILTER = 2_000;
/** Characters of a column's name: five relationships and a field. */
const MAX_NAME = 300;
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

/** What the org says of a column's field. */
export interface ColumnDescribe {
	/** As people know it, its parents before it: `Owner › Full Name`. */
	readonly label: string;
	/** The label of the object that it is a field of. */
	readonly object: string;
	/** Its type and what else is to be known, in one line: `Text(80), required`. */
	readonly type: string;
	readonly help: string | null;
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

/** What a person typed to filter a column. */
export interface FilterText {
	readonly column: number;
	readonly text: string;
}

export interface FilterState extends FilterText {
	/** False for what says nothing of the column's kind: it filters nothing. */
	readonly valid: boolean;
}

/** What is shown of the rows, and in which order. */
export interface Arrangement {
	/** The first column decides; empty for the order of the answer. */
	readonly sort: readonly SortKey[];
	readonly filters: readonly FilterText[];
	/** What any column of a row must contain; empty for nothing. */
	readonly contains: string;
}

/** Rows of one level: of the result, or of the child rows in one of its cells. */
export interface RowBlock {
	/** What each row is known by, however the rows are sorted. */
	readonly ids: readonly number[];
	readonly rows: readonly (readonly Cell[])[];
}

export interface RowPage extends RowBlock {
	/** The arrangement these rows belong to: rows of an older revision are dropped by the page. */
	readonly revision: number;
	readonly from: number;
}

/** Where child rows are: the row and column of the cell that has them, from the result downwards. Empty: the result. */
export type RowPath = readonly { readonly id: number; readonly column: number }[];
/** Levels of child rows that a query may have ("SOQL and SOSL Reference", relationship queries). */
const MAX_DEPTH = 5;

/** How the rows of one level stand. */
export interface RowsInfo {
	/** Another one with each new run and each new arrangement. */
	readonly revision: number;
	readonly columns: readonly ResultColumn[];
	/**
	 * The first rows, at most `HEAD_ROWS`: part of the snapshot, so that a page paints them without asking. All others
	 * are pulled.
	 */
	readonly head: RowBlock;
	readonly sort: readonly SortKey[];
	readonly filters: readonly FilterState[];
	readonly contains: string;
	/** Rows here. */
	readonly loaded: number;
	/** Rows that pass the filters. */
	readonly shown: number;
	/** Cells, at any level, whose child rows the platform cut. */
	readonly cutChildren: number;
}

/** How rows stand that nobody has asked for yet. */
export function noRows(revision: number, columns: readonly ResultColumn[] = []): RowsInfo {
	const head = { ids: [], rows: [] };
	return {
		revision,
		columns,
		head,
		sort: [],
		filters: [],
		contains: "",
		loaded: 0,
		shown: 0,
		cutChildren: 0,
	};
}

export interface ChildInfo extends RowsInfo {
	/** Rows the org says there are; above `loaded` where the platform cut them. */
	readonly total: number;
}

/** Count, sum, and so on of the numbers in a selection. */
export interface Sums {
	/** Cells that have a value. */
	readonly filled: number;
	/** Of numbers: one entry, or one a currency. */
	readonly numbers: readonly {
		readonly currency: string | null;
		readonly count: number;
		readonly sum: string;
		readonly average: string;
		readonly min: string;
		readonly max: string;
	}[];
}

/** How a person has set up the columns of a result, by their names. Queries of the same shape share it. */
export interface Layout {
	/** Names in the order in which they stand; others stand behind. */
	readonly order: readonly string[];
	readonly hidden: readonly string[];
	/** In pixels. */
	readonly widths: readonly (readonly [name: string, px: number])[];
	/** How many of the first columns stay while the others scroll. */
	readonly frozen: number;
	/** Headers show labels in place of API names. */
	readonly labels: boolean;
}

/** Where a text was found: the cell, and which of how many it is. */
export interface Found {
	readonly row: number;
	readonly column: number;
	readonly at: number;
	readonly of: number;
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

/** What the whole result is written to files as. */
export const EXPORT_FORMATS = ["csv", "json", "jsonl", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is to be written. */
export interface ExportAsked {
	readonly format: ExportFormat;
	/** Rows as they are shown (filtered, sorted), or all as they came. */
	readonly rows: "shown" | "all";
	/** Indices of columns, in their order; all when undefined. */
	readonly columns: readonly number[] | undefined;
	/** Child rows too, in files of their own (CSV) or on sheets of their own (XLSX). JSON has them in any case. */
	readonly children: boolean;
}

export interface Problem {
	/** The platform's code, or null where there is none. */
	readonly code: string | null;
	/** What happened, with the platform's own words. */
	readonly message: string;
	/** What to do next, in order; the first is the primary button. */
	readonly actions: readonly ProblemAction[];
}

export interface ResultInfo extends RowsInfo {
	/** Another one with each new run: what changes within one leaves the person where they are. */
	readonly run: number;
	readonly org: { readonly label: string; readonly mark: string; readonly color: string } | null;
	readonly objectName: string;
	readonly soql: string;
	readonly phase: ResultPhase;
	/** Rows the org says there are; null before the first page. */
	readonly total: number | null;
	readonly elapsedMs: number;
	/** API calls this run used. */
	readonly calls: number;
	/** The zone that times are shown in; null, and times as the API sent them, until it is known. */
	readonly timeZone: string | null;
	/** How the columns of such a result were left; null when they never were touched. */
	readonly layout: Layout | null;
	/** Runs of this panel before and after this one, to go back and forward to. */
	readonly earlier: number;
	readonly later: number;
	/** Another run of the file goes to another panel. */
	readonly pinned: boolean;
	/** What the page keeps (`setState`) and hands back after a window reload; opaque to it. */
	readonly restore: string;
}

const column = natural(MAX_COLUMN);
const row = natural(MAX_ROW);
const columns: Schema<readonly number[]> = v.pipe(v.array(column), v.maxLength(MAX_COLUMN));
const path: Schema<RowPath> = v.pipe(v.array(v.object({ id: row, column })), v.maxLength(MAX_DEPTH));
const exportAsked: Schema<ExportAsked> = v.object({
	format: v.picklist(EXPORT_FORMATS),
	rows: v.picklist(["shown", "all"]),
	columns: v.union([columns, v.undefined()]),
	children: v.boolean(),
});
const arrangement: Schema<Arrangement> = v.object({
	sort: v.pipe(v.array(v.object({ column, descending: v.boolean() })), v.maxLength(MAX_SORT_KEYS)),
	filters: v.pipe(v.array(v.object({ column, text: text(MAX_FILTER) })), v.maxLength(MAX_COLUMN)),
	contains: text(MAX_FILTER),
});
const name = text(MAX_NAME);
export const layoutSchema: Schema<Layout> = v.object({
	order: v.pipe(v.array(name), v.maxLength(MAX_COLUMN)),
	hidden: v.pipe(v.array(name), v.maxLength(MAX_COLUMN)),
	widths: v.pipe(v.array(v.tuple([name, natural(10_000)])), v.maxLength(MAX_COLUMN)),
	frozen: column,
	labels: v.optional(v.boolean(), false),
});
const revision = natural(Number.MAX_SAFE_INTEGER);
/** Places of rows are those of one revision: of another, the call is `cancelled`. */
const block = { path, revision, fromRow: row, toRow: row, columns };

/** The results page: rows are pulled by range; `changed` is a snapshot, and `info` gives the same at any time. */
export const results = {
	calls: {
		info: call<ResultInfo>()(v.null()),
		rows: call<RowPage>()(v.object({ path, from: row, count: natural(MAX_PAGE) })),
		/** How the child rows of one cell stand; null where it has none. */
		children: call<ChildInfo | null>()(path),
		/** Loads the child rows that the platform cut: of one cell, or (with the empty path) of all. */
		loadChildren: call<void>()(path),
		/** What the org says of the columns, in their order; null for what is no field. */
		describe: call<readonly (ColumnDescribe | null)[]>()(path),
		/** The whole text of a cell that `rows` cut. */
		cellText: call<string>()(v.object({ path, revision, row, column })),
		/** Puts a block on the clipboard; answers how many cells. `columns` are in the order in which they are shown. */
		copy: call<number>()(v.object({ ...block, format: v.picklist(COPY_FORMATS) })),
		sums: call<Sums>()(v.object(block)),
		/** The next cell that contains a text, after `from` or before it, around the end; null when there is none. */
		find: call<Found | null>()(
			v.object({
				path,
				revision,
				text: text(MAX_FILTER),
				/** Those to look in, in their order; columns in `from` and in the answer are places in it. */
				columns,
				/** The cell at `from` counts too. */
				inclusive: v.boolean(),
				from: v.nullable(v.object({ row, column })),
				backwards: v.boolean(),
			}),
		),
		/** Sorts and filters the rows that are here; they come as another revision. Answers how the rows stand then. */
		arrange: call<ChildInfo | null>()(v.object({ path, arrangement })),
		/** Remembers how the columns of such a result are set up. */
		keepLayout: call<void>()(layoutSchema),
		/** Shows the run before this one in the panel, or the one after it. */
		go: call<void>()(v.picklist([-1, 1])),
		pin: call<void>()(v.boolean()),
		/**
		 * Writes the result to a file that the person is asked for; answers what was written, in words, or null where the
		 * person gave it up.
		 */
		export: call<string | null>()(exportAsked),
		cancel: call<void>()(v.null()),
		/** A problem's button, or Rerun in the bar. */
		act: call<void>()(v.picklist(PROBLEM_ACTIONS)),
		/** Shows the record with this Id in the record panel. */
		openRecord: call<void>()(text(18)),
		/** The page tells when (epoch milliseconds, its clock) it had painted the first rows of a revision: for the log. */
		painted: call<void>()(v.object({ revision: row, rows: row, at: v.number() })),
	},
	pushes: { changed: push<ResultInfo>() },
} satisfies Contract;
