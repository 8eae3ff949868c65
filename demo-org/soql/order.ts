import type { Row, Value } from "../data/table.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { OrderItem } from "./ast.ts";
import { resolveOperand } from "./functions.ts";
import type { Resolved, Scope } from "./resolve.ts";
import { soqlError } from "./soqlError.ts";

interface Key {
	readonly get: (row: Row) => Value;
	readonly descending: boolean;
	readonly nullsLast: boolean;
}

/**
 * Sorts records (or groups) as ORDER BY says. Nulls come first for ASC and for DESC unless NULLS LAST; text
 * compares upper-cased and a picklist by the order of its values (SOQL and SOSL Reference, "ORDER BY").
 * Throws MALFORMED_QUERY for a field that cannot be sorted.
 */
export function sortRows(rows: readonly Row[], keys: readonly Key[]): Row[] {
	if (keys.length === 0) return [...rows];
	const keyed = rows.map((row) => ({ row, values: keys.map((key) => key.get(row)) }));
	keyed.sort((a, b) => {
		for (const [index, key] of keys.entries()) {
			const left = a.values[index] ?? null;
			const right = b.values[index] ?? null;
			if (left === right) continue;
			if (left === null) return key.nullsLast ? 1 : -1;
			if (right === null) return key.nullsLast ? -1 : 1;
			return (left < right ? -1 : 1) * (key.descending ? -1 : 1);
		}
		return 0;
	});
	return keyed.map(({ row }) => row);
}

export function sortKeys(
	scope: Scope,
	object: ObjectType,
	alias: string | null,
	items: readonly OrderItem[],
	resolve: (item: OrderItem) => Resolved | undefined = () => undefined,
): Key[] {
	return items.map((item) => {
		const resolved = resolve(item) ?? resolveOperand(scope, object, alias, item.operand);
		const { field } = resolved;
		if (!field.sortable) {
			const at = item.operand.kind === "path" ? item.operand.path.at : item.operand.call.at;
			throw soqlError(
				"MALFORMED_QUERY",
				scope.soql,
				at,
				`field '${field.name}' can not be sorted in a query call`,
			);
		}
		return { get: comparable(resolved), descending: item.descending, nullsLast: item.nullsLast };
	});
}

function comparable({ field, get }: Resolved): (row: Row) => Value {
	if (field.type === "boolean") return (row) => Number(get(row) === true);
	if (field.type === "picklist") {
		const rank = new Map(field.picklistValues.map(({ value }, index) => [value, index]));
		return (row) => {
			const value = get(row);
			return typeof value === "string" ? (rank.get(value) ?? rank.size) : null;
		};
	}
	if (["id", "reference", "date", "datetime", "int", "double", "currency", "percent"].includes(field.type))
		return get;
	return (row) => {
		const value = get(row);
		return typeof value === "string" ? value.toUpperCase() : value;
	};
}
