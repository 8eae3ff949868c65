import type { ColumnKind } from "../pages/results.ts";
import { ExactNumber, type SfRecord } from "../salesforce/rest/query.ts";
import { meaningful, tokens } from "../soql/lexer.ts";
import { type SelectItem, selectList } from "../soql/selectList.ts";

/** A column, and where its value is in a record: keys in the API's spelling once a record showed them. */
export interface Column {
	name: string;
	readonly path: readonly string[];
	keys: readonly string[] | undefined;
	kind: ColumnKind | undefined;
}

export interface ChildResult {
	readonly totalSize: number;
	readonly done: boolean;
	readonly records: readonly SfRecord[];
	readonly nextRecordsUrl?: string | undefined;
}

/**
 * The columns a query's text promises, in its order. What only the answer can tell (FIELDS(), TYPEOF, spelling) is
 * added by `learnColumns`.
 */
export function promisedColumns(soql: string): Column[] {
	const items = selectList(soql);
	const aggregate = items.some(isAggregate) || grouped(soql);
	let unnamed = 0;
	const paths = items.map((item): readonly string[] | undefined => {
		switch (item.kind) {
			case "open":
				return undefined;
			case "child":
				return [item.name];
			case "path":
				if (item.alias !== undefined) return [item.alias];
				return aggregate ? item.path.slice(-1) : item.path;
			case "function":
				if (item.alias !== undefined) return [item.alias];
				if (!aggregate && item.argument && /^(?:tolabel|format|convertcurrency)$/i.test(item.name))
					return item.argument;
				return [`expr${unnamed++}`];
		}
	});
	const seen = new Set<string>();
	const columns: Column[] = [];
	for (const path of paths) {
		if (!path || seen.has(key(path))) continue;
		seen.add(key(path));
		columns.push({ name: path.join("."), path, keys: undefined, kind: undefined });
	}
	return columns;
}

/** Whether any record may bring columns that the text doesn't name: FIELDS(), TYPEOF, or no SELECT list at all. */
export function leavesOpen(soql: string): boolean {
	const items = selectList(soql);
	return items.length === 0 || items.some(({ kind }) => kind === "open");
}

/**
 * Takes spelling, kinds and columns nobody promised from a page of records. With `open`, each record may bring a column;
 * without, it is over once all kinds are known. True when something changed.
 */
export function learnColumns(columns: Column[], records: readonly SfRecord[], open = true): boolean {
	const known = new Map(columns.map((column) => [key(column.path), column]));
	let changed = false;
	let first = true;
	for (const record of records) {
		if (!open && !first) {
			// Most records have nothing to tell: only those that have a value where none was before.
			const unknown = columns.filter(({ kind }) => kind === undefined);
			if (unknown.length === 0) break;
			if (!unknown.some((column) => mayTell(record, column))) continue;
		}
		first = false;
		for (const { keys, value } of leaves(record)) {
			const column = known.get(key(keys)) ?? add(columns, known, keys, value);
			if (!column) continue;
			if (!column.keys) {
				column.keys = keys;
				column.name = keys.join(".");
				changed = true;
			}
			if (column.kind === undefined && value !== null) {
				column.kind = kindOf(keys, value);
				changed = true;
			}
		}
	}
	return changed;
}

/** Whether a record has something in a column whose kind isn't known; a parent that is there may. */
function mayTell(record: SfRecord, { keys, path }: Column): boolean {
	if (keys) return valueAt(record, { keys, path }) !== null;
	const top = path[0]?.toLowerCase();
	return Object.keys(record).some((name) => name.toLowerCase() === top && record[name] !== null);
}

/**
 * Drops columns that the text seemed to promise and the answer doesn't know: every record of a query has the same keys
 * at its top, null ones too. True when something was dropped.
 */
export function dropUnknown(columns: Column[], [first]: readonly SfRecord[]): boolean {
	if (!first) return false;
	const known = new Set(Object.keys(first).map((name) => name.toLowerCase()));
	const kept = columns.filter(({ path }) => known.has((path[0] ?? "").toLowerCase()));
	if (kept.length === columns.length) return false;
	columns.splice(0, columns.length, ...kept);
	return true;
}

/** The value of a column in a record; null through a parent that is null. */
export function valueAt(record: SfRecord, { keys, path }: Pick<Column, "keys" | "path">): unknown {
	let at: unknown = record;
	for (const step of keys ?? path) {
		if (typeof at !== "object" || at === null) return null;
		at = (at as SfRecord)[step] ?? null;
	}
	return at;
}

export function isChildResult(value: unknown): value is ChildResult {
	return typeof value === "object" && value !== null && "records" in value && "totalSize" in value;
}

function grouped(soql: string): boolean {
	const words = meaningful(tokens(soql)).map(({ start, end }) => soql.slice(start, end).toLowerCase());
	return words.some((word, index) => word === "group" && words[index + 1] === "by");
}

function isAggregate(item: SelectItem): boolean {
	return item.kind === "function" && /^(?:count|count_distinct|sum|avg|min|max|grouping)$/i.test(item.name);
}

function add(
	columns: Column[],
	known: Map<string, Column>,
	keys: readonly string[],
	value: unknown,
): Column | undefined {
	// A parent that is null in this row stands for its fields, which the text promised.
	const prefix = `${key(keys)}.`;
	if (value === null && [...known.keys()].some((path) => path.startsWith(prefix))) return undefined;
	const column: Column = { name: keys.join("."), path: keys, keys, kind: undefined };
	columns.push(column);
	known.set(key(keys), column);
	return column;
}

function* leaves(
	record: SfRecord,
	above: readonly string[] = [],
): Generator<{ keys: readonly string[]; value: unknown }> {
	for (const [name, value] of Object.entries(record)) {
		if (name === "attributes") continue;
		const keys = [...above, name];
		// A parent has attributes; compound fields (addresses, locations) and child results don't.
		if (typeof value === "object" && value !== null && "attributes" in value)
			yield* leaves(value as SfRecord, keys);
		else yield { keys, value };
	}
}

const ID = /^[a-zA-Z0-9]{18}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

function kindOf(keys: readonly string[], value: unknown): ColumnKind {
	if (typeof value === "number" || value instanceof ExactNumber) return "number";
	if (typeof value === "boolean") return "boolean";
	if (isChildResult(value)) return "children";
	if (typeof value !== "string") return "text";
	if (ID.test(value) && /id(?:__c)?$/i.test(keys.at(-1) ?? "")) return "id";
	if (DATETIME.test(value)) return "datetime";
	return DATE.test(value) ? "date" : "text";
}

function key(path: readonly string[]): string {
	return path.join(".").toLowerCase();
}
