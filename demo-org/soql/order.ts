import type { Row, Table, Value } from "../data/table.ts";
import { type OrderItem, placeOf } from "./ast.ts";
import { type Frame, resolveOperand } from "./functions.ts";
import { textKey } from "./literalTest.ts";
import type { Resolved } from "./resolve.ts";
import { localeOf, type Scope } from "./scope.ts";
import { soqlError, unexpectedToken } from "./soqlError.ts";

/** One thing of ORDER BY: what it compares of a record, and how. */
export interface SortKey {
	readonly get: (row: Row) => Value;
	readonly compare: (a: string | number, b: string | number) => number;
	readonly descending: boolean;
	readonly nullsLast: boolean;
}

type Compare = SortKey["compare"];

/**
 * Sorts things as ORDER BY says: nulls come first for ASC and for DESC unless NULLS LAST; what compares alike keeps
 * its order.
 */
export function sorted<T>(items: readonly T[], rowOf: (item: T) => Row, keys: readonly SortKey[]): T[] {
	if (keys.length === 0) return [...items];
	const keyed = items.map((item) => {
		const row = rowOf(item);
		return { item, values: keys.map((key) => key.get(row)) };
	});
	keyed.sort((a, b) => {
		for (let index = 0; index < keys.length; index += 1) {
			const key = keys[index];
			if (key === undefined) break;
			const order = compareBy(key, a.values[index] ?? null, b.values[index] ?? null);
			if (order !== 0) return order;
		}
		return 0;
	});
	return keyed.map(({ item }) => item);
}

function compareBy(key: SortKey, left: Value, right: Value): number {
	if (left === right) return 0;
	if (left === null) return key.nullsLast ? 1 : -1;
	if (right === null) return key.nullsLast ? -1 : 1;
	const order = key.compare(plain(left), plain(right));
	return key.descending ? -order : order;
}

const plain = (value: Exclude<Value, null>): string | number =>
	typeof value === "boolean" ? Number(value) : value;

/** The records at these indexes, sorted; the same list when there is nothing to sort by. */
export function sortedIndexes(
	table: Table,
	indexes: readonly number[],
	keys: readonly SortKey[],
): readonly number[] {
	return keys.length === 0 ? indexes : sorted(indexes, (index) => table.at(index) ?? {}, keys);
}

/**
 * What ORDER BY compares: text upper-cased in English, as the language has it elsewhere, picklists by the order of
 * their values (SOQL and SOSL Reference, "ORDER BY").
 * Throws MALFORMED_QUERY for a field that cannot be sorted.
 */
export function sortKeys(
	frame: Frame,
	items: readonly OrderItem[],
	resolve: (item: OrderItem) => Resolved = ({ operand }) => resolveOperand(frame, operand),
): SortKey[] {
	const { scope } = frame;
	return items.map((item) => {
		const { operand } = item;
		if (operand.kind === "call" && ["FORMAT", "CONVERTCURRENCY"].includes(operand.call.name)) {
			throw unexpectedToken(scope.soql, operand.call.at, operand.call.name);
		}
		const resolved = resolve(item);
		const { field } = resolved;
		if (!field.sortable) {
			const detail = `field '${field.name}' can not be sorted in a query call`;
			throw soqlError("MALFORMED_QUERY", scope.soql, placeOf(operand), detail);
		}
		// Of a lookup's own id the platform ignores NULLS LAST.
		const nullsLast = item.nullsLast && field.type !== "reference";
		return { ...comparable(scope, resolved), descending: item.descending, nullsLast };
	});
}

const byValue: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function comparable(scope: Scope, { field, get }: Resolved): Pick<SortKey, "get" | "compare"> {
	switch (field.type) {
		case "boolean":
			return { get: (row) => Number(get(row) === true), compare: byValue };
		case "picklist": {
			const rank = new Map<Value, number>(field.picklistValues.map(({ value }, index) => [value, index]));
			const rankOf = (value: Value): Value => (value === null ? null : (rank.get(value) ?? rank.size));
			return { get: (row) => rankOf(get(row)), compare: byValue };
		}
		case "id":
		case "reference":
		case "date":
		case "datetime":
		case "int":
		case "double":
		case "currency":
		case "percent":
			return { get, compare: byValue };
		default: {
			const locale = localeOf(scope);
			if (locale.startsWith("en")) return { get: (row) => textKey(get(row)), compare: byValue };
			const collator = new Intl.Collator(locale, { sensitivity: "accent" });
			return { get, compare: (a, b) => collator.compare(String(a), String(b)) };
		}
	}
}
