import type { Failure } from "../../base/errors.ts";
import type { ExportAsked } from "../../pages/results.ts";

/** How CSV is written. */
export interface CsvOptions {
	readonly delimiter: "," | ";" | "\t" | "|";
	/** Values that need quotes, or all but null. */
	readonly quote: "needed" | "always";
	/** A byte order mark, by which Excel tells UTF-8. */
	readonly bom: boolean;
	readonly lineEnding: "lf" | "crlf";
	/** What stands for null. A text that reads the same is quoted. */
	readonly nullText: string;
}

export interface ExportRequest extends ExportAsked {
	/** Where it goes: nothing is seen there before all of it is written. */
	readonly file: string;
	/** Ends the names of the files that are written to until then. */
	readonly token: string;
	/** Names the first sheet. */
	readonly title: string;
	readonly csv: CsvOptions;
}

/** What was written. */
export interface Exported {
	readonly files: readonly string[];
	/** Rows of the result itself. */
	readonly rows: number;
	readonly childRows: number;
	/** Child rows that the platform cut and nobody has loaded. */
	readonly missingChildren: number;
	readonly bytes: number;
	/** Texts that were longer than a cell of a sheet can be. */
	readonly cutCells: number;
}

/** What came of it: failures cross a thread as plain data. */
export type ExportOutcome =
	| { readonly kind: "written"; readonly exported: Exported }
	| { readonly kind: "refused"; readonly failure: Failure; readonly message: string };

export interface ExportProgress {
	readonly done: number;
	readonly total: number;
}
