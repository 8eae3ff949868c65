import * as v from "valibot";
import { text } from "../base/decode.ts";
import { type Contract, call, push } from "./contract.ts";

/** Related lists are read so far; what is beyond is said, not shown. */
export const RELATED_ROWS = 50;

export const RECORD_ACTIONS = ["refresh", "signIn", "startDemo", "showLog"] as const;
export type RecordAction = (typeof RECORD_ACTIONS)[number];

export interface RecordProblem {
	/** The platform's code, or null where there is none. */
	readonly code: string | null;
	/** What happened, with the platform's own words. */
	readonly message: string;
	/** What to do next, in order; the first is the primary button. */
	readonly actions: readonly RecordAction[];
}

/** A value as the page draws it. `raw` is as the API gave it, where what is shown differs. */
export type RecordValue =
	| { readonly kind: "null" }
	| { readonly kind: "boolean"; readonly value: boolean }
	/** May have several lines. */
	| { readonly kind: "text"; readonly text: string; readonly raw?: string }
	| { readonly kind: "number"; readonly text: string; readonly raw?: string }
	/** Another record: its name where it is known, else its Id is shown. */
	| { readonly kind: "lookup"; readonly recordId: string; readonly name: string | null };

export interface RecordField {
	/** As the API names it. */
	readonly name: string;
	readonly label: string;
	/** `Text(80)`, `Lookup(Account)`, `Formula (Number)`, as Setup says it. */
	readonly type: string;
	readonly help: string | null;
	readonly value: RecordValue;
}

/** Fields that stand together, by name. */
export interface RecordSection {
	/** Null for the last: what the layout leaves out. */
	readonly heading: string | null;
	readonly fields: readonly string[];
}

export interface RelatedRow {
	readonly recordId: string;
	/** Null where the object has no name field, or the name is empty. */
	readonly name: string | null;
}

export interface RelatedList {
	/** `Contact.AccountId` */
	readonly key: string;
	readonly label: string;
	readonly objectName: string;
	readonly field: string;
	readonly onLayout: boolean;
	readonly state:
		| { readonly kind: "closed" }
		| { readonly kind: "loading" }
		/** At most `RELATED_ROWS`; `more` says that there are others. */
		| { readonly kind: "rows"; readonly rows: readonly RelatedRow[]; readonly more: boolean }
		| { readonly kind: "failed"; readonly problem: RecordProblem };
}

export interface RecordContent {
	readonly objectName: string;
	readonly objectLabel: string;
	/** What the record is called; its Id where the object has no name field. */
	readonly name: string;
	/** All fields, in the describe's order. */
	readonly fields: readonly RecordField[];
	/** As the record's page layout has them, and what is on no layout in the last; null for an object without layouts. */
	readonly sections: readonly RecordSection[] | null;
	readonly related: readonly RelatedList[];
}

export type RecordPhase =
	| { readonly kind: "loading" }
	| { readonly kind: "shown" }
	| { readonly kind: "cancelled" }
	| { readonly kind: "failed"; readonly problem: RecordProblem };

export interface RecordInfo {
	readonly org: { readonly label: string; readonly mark: string; readonly color: string };
	readonly recordId: string;
	readonly phase: RecordPhase;
	/** Null until the record is here; while it is read again, what was here before stays. */
	readonly content: RecordContent | null;
	/** Name of the record that Back leads to, null where there is none; the same for Forward. */
	readonly back: string | null;
	readonly forward: string | null;
	/** What the page keeps (`setState`) and hands back after a window reload; opaque to it. */
	readonly restore: string;
}

/** The record page: `changed` is a snapshot, and `info` gives the same at any time. */
export const record = {
	calls: {
		info: call<RecordInfo>()(v.null()),
		/** Shows another record: one that a lookup or a related list names. */
		go: call<void>()(text(18)),
		back: call<void>()(v.null()),
		forward: call<void>()(v.null()),
		cancel: call<void>()(v.null()),
		/** A problem's button, or Refresh in the bar. */
		act: call<void>()(v.picklist(RECORD_ACTIONS)),
		/** Reads a related list, by its key, or reads it again. */
		related: call<void>()(text(500)),
		/** Puts a field's value, as the API gave it, on the clipboard. */
		copy: call<void>()(text(255)),
		/** Puts the record's Id on the clipboard. */
		copyId: call<void>()(v.null()),
		/** Opens the record in the browser. */
		openInOrg: call<void>()(v.null()),
	},
	pushes: { changed: push<RecordInfo>() },
} satisfies Contract;
