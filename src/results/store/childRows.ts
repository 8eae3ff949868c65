import type { SfRecord } from "../../salesforce/rest/query.ts";
import type { ChildResult } from "../columns.ts";
import type { Table } from "./table.ts";

/** A run of rows of a table: the first one's index, and how many. */
export interface RowRun {
	readonly from: number;
	readonly count: number;
}

/** The child rows of one record: some rows of the table that all records' child rows share. */
export class ChildRows implements ChildResult {
	/** Rows the org says there are. */
	readonly totalSize: number;
	readonly table: Table;
	readonly runs: readonly RowRun[];
	/** Where the platform cut them. */
	readonly nextRecordsUrl?: string;

	constructor(table: Table, runs: readonly RowRun[], totalSize: number, nextRecordsUrl: string | undefined) {
		this.table = table;
		this.runs = runs;
		this.totalSize = totalSize;
		if (nextRecordsUrl !== undefined) this.nextRecordsUrl = nextRecordsUrl;
	}

	get done(): boolean {
		return this.nextRecordsUrl === undefined;
	}

	/** Rows here. */
	get length(): number {
		return this.runs.reduce((sum, { count }) => sum + count, 0);
	}

	/** The rows as records, made anew each time. */
	get records(): readonly SfRecord[] {
		return this.runs.flatMap(({ from, count }) =>
			Array.from({ length: count }, (_, index) => this.table.record(from + index)),
		);
	}
}
