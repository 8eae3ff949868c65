import type { Row, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { boolean, lookup, readOnly, recordId, text } from "../schema/fields.ts";
import { ObjectType } from "../schema/objectType.ts";
import { masked } from "../schema/specialFields.ts";
import type { Path, Query } from "./ast.ts";
import type { Scope } from "./scope.ts";
import { soqlError } from "./soqlError.ts";

export type { Scope } from "./scope.ts";

/** A record with its real type. */
export interface Landing {
	readonly row: Row;
	readonly object: ObjectType;
}

/** One step from a record to its parent. */
export interface Step {
	readonly lookup: FieldDescribe;
	/** What fields may be named of the parent: for a lookup to several types what all of them have. */
	readonly target: ObjectType;
	/** The types that the parent may have. */
	readonly types: readonly ObjectType[];
	/** The parent's record and its real type, or undefined when there is none. */
	readonly parent: (row: Row) => Landing | undefined;
}

export interface Resolved {
	readonly steps: readonly Step[];
	readonly field: FieldDescribe;
	readonly get: (row: Row) => Value;
	/** The record that holds the field. */
	readonly land: (row: Row) => Landing | undefined;
}

/** What names before a field may stand for: in lower case, and the relationships that each goes through. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

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
		text("Phone", "Phone", 40, readOnly),
		text("Title", "Title", 128, readOnly),
		text("Alias", "Alias", 8, readOnly),
		text("Username", "Username", 80, readOnly),
		boolean("IsActive", "Active", readOnly),
		lookup("ProfileId", "Profile ID", ["Profile"], "Profile", readOnly),
		lookup("UserRoleId", "User Role ID", ["UserRole"], "UserRole", readOnly),
		lookup("RecordTypeId", "Record Type ID", ["RecordType"], "RecordType", readOnly),
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

function noSuchRelationship(scope: Scope, at: number, name: string): Error {
	const detail = `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;
	return soqlError("INVALID_FIELD", scope.soql, at, detail);
}

/** The names that a query gives to its object and to parents of it. Throws INVALID_FIELD for no such parent. */
export function aliasesOf(scope: Scope, object: ObjectType, query: Query): Aliases {
	const aliases = new Map<string, readonly string[]>();
	if (query.alias !== null) aliases.set(query.alias.toLowerCase(), []);
	for (const { path, alias } of query.others) {
		const parts = relative(object, aliases, path.parts);
		let current = object;
		for (const name of parts) {
			const next = stepTo(scope, current, name);
			if (next === undefined) throw noSuchRelationship(scope, path.at, name);
			current = next.target;
		}
		aliases.set(alias.toLowerCase(), parts);
	}
	return aliases;
}

/** A path without the alias or the object's name before it, which a relationship of the same name hides. */
function relative(object: ObjectType, aliases: Aliases, parts: readonly string[]): readonly string[] {
	const first = parts[0]?.toLowerCase() ?? "";
	if (parts.length < 2 || object.lookup(first) !== undefined) return parts;
	const through = aliases.get(first) ?? (first === object.name.toLowerCase() ? [] : undefined);
	return through === undefined ? parts : [...through, ...parts.slice(1)];
}

/** The step over a relationship such as `Account` or `Lead_Contact__r`; undefined when this user sees none. */
export function stepTo(scope: Scope, object: ObjectType, name: string): Step | undefined {
	const through = object.lookup(name);
	if (through === undefined) return undefined;
	const types = through.referenceTo.flatMap((type) => scope.schema.object(type) ?? []);
	const [only] = types;
	if (only === undefined) return undefined;
	const tables = types.map((type) => ({ object: type, table: scope.table(type.name) }));
	const byPrefix = new Map(tables.map((each) => [each.object.spec.keyPrefix, each]));
	const { canSee } = scope;
	const parent = (row: Row): Landing | undefined => {
		const id = row[through.name];
		if (typeof id !== "string") return undefined;
		// Ids of definitions in the Tooling API are names, without a prefix.
		const place = tables.length === 1 ? tables[0] : byPrefix.get(id.slice(0, 3));
		const found = place?.table.get(id);
		if (place === undefined || found === undefined) return undefined;
		if (canSee !== undefined && !canSee(place.object.name, found)) return undefined;
		return { row: found, object: place.object };
	};
	const target = through.polymorphicForeignKey ? NAME_OBJECT : only;
	return { lookup: through, target, types, parent };
}

const MAX_PARENT_LEVELS = 5;

/**
 * Finds the field that a path names, starting at `object`; a leading alias or object name is passed over.
 * Throws INVALID_FIELD with the platform's words for a column or relationship that this user does not see.
 */
export function resolvePath(scope: Scope, object: ObjectType, aliases: Aliases | null, path: Path): Resolved {
	const parts = relative(object, aliases ?? new Map<string, readonly string[]>(), path.parts);
	const steps: Step[] = [];
	let current = object;
	for (const name of parts.slice(0, -1)) {
		const next = stepTo(scope, current, name);
		if (next === undefined || steps.length === MAX_PARENT_LEVELS) {
			throw noSuchRelationship(scope, path.at, name);
		}
		steps.push(next);
		current = next.target;
	}
	const name = parts.at(-1) ?? "";
	const field = current.field(name);
	if (field === undefined) throw noSuchColumn(scope, path.at, name, current.name);
	const land = landing(object, steps);
	return { steps, field, land, get: getter(scope, object, steps, field, land) };
}

function landing(object: ObjectType, steps: readonly Step[]): Resolved["land"] {
	if (steps.length === 0) return (row) => ({ row, object });
	return (row) => {
		let at: Landing | undefined = { row, object };
		for (const { parent } of steps) {
			at = parent(at.row);
			if (at === undefined) return undefined;
		}
		return at;
	};
}

function getter(
	scope: Scope,
	object: ObjectType,
	steps: readonly Step[],
	field: FieldDescribe,
	land: Resolved["land"],
): (row: Row) => Value {
	if (steps.length === 0) return ownValue(scope, object, field);
	return (row) => {
		const at = land(row);
		return at === undefined ? null : fieldValue(scope, at, field);
	};
}

/** Gives the value of a field of records of its own object: calculated, masked, or as it is stored. */
function ownValue(scope: Scope, object: ObjectType, field: FieldDescribe): (row: Row) => Value {
	const { name } = field;
	const { value } = scope;
	const isComputed = field.calculated || object.spec.computed?.[name] !== undefined;
	const read =
		value !== undefined && isComputed
			? (row: Row) => value(object.name, row, name)
			: (row: Row) => row[name] ?? null;
	if (field.type !== "encryptedstring" || scope.masksEncrypted !== true) return read;
	return (row) => {
		const text = read(row);
		return typeof text === "string" ? masked(text) : text;
	};
}

/** The value of a field of a record, which may be one of the `Name` object. */
export function fieldValue(scope: Scope, { row, object }: Landing, field: FieldDescribe): Value {
	const own = object.field(field.name);
	if (own === field) return ownValue(scope, object, field)(row);
	if (field.name === "Type") return object.name;
	if (field.name !== "Name") return own === undefined ? null : fieldValue(scope, { row, object }, own);
	const nameField = object.fields.find((each) => each.nameField);
	return nameField === undefined ? null : fieldValue(scope, { row, object }, nameField);
}
