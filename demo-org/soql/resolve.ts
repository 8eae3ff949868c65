import type { Row, Table, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { readOnly, recordId, text } from "../schema/fields.ts";
import { ObjectType } from "../schema/objectType.ts";
import type { Schema } from "../schema/schema.ts";
import type { Path } from "./ast.ts";
import { soqlError } from "./soqlError.ts";

/** What a query is evaluated against. `now` is one instant for the whole query. */
export interface Scope {
	readonly soql: string;
	readonly schema: Schema;
	readonly table: (name: string) => Table;
	readonly now: number;
	readonly timeZone: string;
	readonly userId: string;
	readonly includeDeleted: boolean;
	/** `v66.0`, for the URLs of records. */
	readonly version: string;
}

/** One step from a record to its parent. */
export interface Step {
	readonly lookup: FieldDescribe;
	readonly target: ObjectType;
	/** The parent's record and its real type, or undefined when there is none. */
	readonly parent: (row: Row) => { readonly row: Row; readonly type: string } | undefined;
}

export interface Resolved {
	readonly steps: readonly Step[];
	readonly field: FieldDescribe;
	readonly get: (row: Row) => Value;
}

/** What every parent of a lookup to several types has (the platform's `Name` object). */
const NAME_OBJECT = new ObjectType(
	{ name: "Name", label: "Name", labelPlural: "Names", keyPrefix: "", fields: [] },
	[
		recordId("Name ID"),
		text("Name", "Name", 255, { ...readOnly, nameField: true }),
		text("FirstName", "First Name", 40, readOnly),
		text("LastName", "Last Name", 80, readOnly),
		text("Type", "Type", 40, readOnly),
		text("Email", "Email", 128, readOnly),
		text("Username", "Username", 80, readOnly),
	],
	[],
);

export function noSuchColumn(scope: Scope, at: number, field: string, entity: string): Error {
	return soqlError(
		"INVALID_FIELD",
		scope.soql,
		at,
		`No such column '${field}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
	);
}

function step(scope: Scope, object: ObjectType, name: string): Step | undefined {
	const lookup = object.lookup(name);
	if (lookup === undefined) return undefined;
	const visible = lookup.referenceTo.filter((type) => scope.schema.object(type) !== undefined);
	const only = visible[0] === undefined ? undefined : scope.schema.object(visible[0]);
	if (only === undefined) return undefined;
	const tables = visible.map((type) => ({ type, table: scope.table(type) }));
	const parent = (row: Row) => {
		const id = row[lookup.name];
		if (typeof id !== "string") return undefined;
		for (const { type, table } of tables) {
			const found = table.get(id);
			if (found !== undefined) return { row: found, type };
		}
		return undefined;
	};
	return { lookup, target: lookup.polymorphicForeignKey ? NAME_OBJECT : only, parent };
}

const MAX_PARENT_LEVELS = 5;

/**
 * Finds the field that a path names, starting at `object`; a leading alias or object name is passed over.
 * Throws INVALID_FIELD with the platform's words for a column or relationship that this user does not see.
 */
export function resolvePath(scope: Scope, object: ObjectType, alias: string | null, path: Path): Resolved {
	let parts = path.parts;
	const first = parts[0]?.toLowerCase();
	const isPrefix = first === alias?.toLowerCase() || first === object.name.toLowerCase();
	if (parts.length > 1 && isPrefix && object.lookup(first ?? "") === undefined) parts = parts.slice(1);
	const steps: Step[] = [];
	let current = object;
	for (const name of parts.slice(0, -1)) {
		const next = step(scope, current, name);
		if (next === undefined || steps.length === MAX_PARENT_LEVELS) {
			throw soqlError(
				"INVALID_FIELD",
				scope.soql,
				path.at,
				`Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
			);
		}
		steps.push(next);
		current = next.target;
	}
	const name = parts.at(-1) ?? "";
	const field = current.field(name);
	if (field === undefined) throw noSuchColumn(scope, path.at, name, current.name);
	return { steps, field, get: getter(steps, field) };
}

function getter(steps: readonly Step[], field: FieldDescribe): (row: Row) => Value {
	const { name } = field;
	if (steps.length === 0) return (row) => row[name] ?? null;
	return (row) => {
		let current = row;
		let type = "";
		for (const { parent } of steps) {
			const next = parent(current);
			if (next === undefined) return null;
			current = next.row;
			type = next.type;
		}
		if (name === "Type" && steps.at(-1)?.target === NAME_OBJECT) return type;
		return current[name] ?? null;
	};
}
