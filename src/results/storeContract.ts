import * as v from "valibot";
import type { Failure } from "../base/errors.ts";
import { type Contract, call } from "../pages/contract.ts";
import type {
	Arrangement,
	ChildInfo,
	CopyFormat,
	Found,
	RowPage,
	RowPath,
	RowsInfo,
	Sums,
} from "../pages/results.ts";
import type { PageText } from "../salesforce/rest/query.ts";
import type { ExportOutcome, ExportProgress, ExportRequest } from "./export/options.ts";
import type { Block, CutChildren } from "./resultStore.ts";
import type { FindRequest } from "./store/view.ts";

/** What came of a page of rows. */
export type PageTaken =
	| {
			readonly kind: "taken";
			/** Rows the org says there are. */
			readonly total: number;
			readonly next: string | undefined;
			readonly info: RowsInfo;
			/** Set when the rows are here but no more will fit. */
			readonly full: { readonly failure: Failure; readonly message: string } | undefined;
	  }
	| { readonly kind: "refused"; readonly failure: Failure; readonly message: string };

/** Both sides are our own: what crosses is what its type says. */
const ours = <T>() => v.custom<T>(() => true);

/** The store's side of a thread: `store` is the number of one result's rows. */
export const storeContract = {
	calls: {
		create: call<RowsInfo>()(ours<{ store: number; soql: string; revision: number }>()),
		drop: call<void>()(ours<{ store: number }>()),
		setTimeZone: call<void>()(ours<{ store: number; timeZone: string }>()),
		take: call<PageTaken>()(ours<{ store: number; page: PageText }>()),
		/** Child rows that the platform had cut; the answer's `total` is theirs. */
		takeChildren: call<PageTaken>()(ours<{ store: number; path: RowPath; page: PageText }>()),
		info: call<RowsInfo>()(ours<{ store: number }>()),
		rows: call<RowPage>()(ours<{ store: number; path: RowPath; from: number; count: number }>()),
		children: call<ChildInfo | null>()(ours<{ store: number; path: RowPath; revision: number }>()),
		/** Bytes of packed rows in memory. */
		memoryBytes: call<number>()(ours<{ store: number }>()),
		cut: call<readonly CutChildren[]>()(ours<{ store: number; path: RowPath }>()),
		arrange: call<boolean>()(
			ours<{ store: number; path: RowPath; arrangement: Arrangement; revision: number }>(),
		),
		text: call<string>()(
			ours<{ store: number; path: RowPath; revision: number; row: number; column: number }>(),
		),
		copy: call<{ text: string; cells: number }>()(
			ours<{ store: number; block: Block; format: CopyFormat }>(),
		),
		sums: call<Sums>()(ours<{ store: number; block: Block }>()),
		export: call<ExportOutcome>()(ours<{ store: number; request: ExportRequest }>()),
		/** How far an export is; null when it has ended. */
		exportProgress: call<ExportProgress | null>()(ours<{ token: string }>()),
		find: call<Found | null>()(
			ours<{
				store: number;
				path: RowPath;
				revision: number;
				request: FindRequest;
			}>(),
		),
	},
	pushes: {},
} satisfies Contract;
