import { idOf, type Row, type RowDraft } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { storedValue } from "./fieldValue.ts";
import { RowError } from "./rowError.ts";
import type { Writer } from "./writer.ts";

/** The fields of a record as a client sent them: field or parent names in any letter case. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * The values of a client's record in their stored form. Parents may be named by an external id
 * (`{"Account": {"External_Id__c": "A-1"}}`). Throws RowError for names the user doesn't see, fields they may not
 * write, and values that do not fit.
 */
export function givenValues(
	writer: Writer,
	object: ObjectType,
	given: Given,
	mode: "create" | "update",
): RowDraft {
	const values: RowDraft = {};
	const refused: string[] = [];
	for (const [name, value] of Object.entries(given)) {
		if (name === "attributes" || name === "type") {
			if (name === "attributes" || object.field(name) === undefined) continue;
		}
		const field = object.field(name);
		if (field === undefined) {
			const lookup = object.lookup(name);
			if (lookup === undefined) throw noSuchColumn(name, object);
			values[lookup.name] = parentByExternalId(writer, object, lookup, value);
			continue;
		}
		if (field.type === "id") {
			const message = "The Id field should not be specified in the sobject data.";
			throw new RowError("INVALID_FIELD", message);
		}
		if (mode === "create" ? !field.createable : !field.updateable) {
			refused.push(field.name);
			continue;
		}
		values[field.name] = storedValue(field, value);
	}
	if (refused.length > 0) {
		throw new RowError(
			"INVALID_FIELD_FOR_INSERT_UPDATE",
			`Unable to create/update fields: ${refused.join(", ")}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
			refused,
		);
	}
	return values;
}

function noSuchColumn(name: string, { name: object }: ObjectType): RowError {
	return new RowError("INVALID_FIELD", `No such column '${name}' on sobject of type ${object}`);
}

/** The id of the parent that `{ExternalId__c: value}` names, null for null. */
function parentByExternalId(
	writer: Writer,
	object: ObjectType,
	lookup: FieldDescribe,
	given: unknown,
): string | null {
	if (given === null) return null;
	if (typeof given !== "object" || Array.isArray(given))
		throw noSuchColumn(lookup.relationshipName ?? "", object);
	const [[first] = [""]] = Object.entries(given);
	const { attributes, ...keys } = given as { readonly attributes?: unknown } & Record<string, unknown>;
	let type = lookup.referenceTo[0];
	if (lookup.referenceTo.length > 1) {
		if (first !== "attributes") {
			throw new RowError(
				"JSON_PARSER_ERROR",
				"Nested object for polymorphic foreign key must have an attributes field before any other fields.",
			);
		}
		const named = (attributes as { readonly type?: unknown } | null)?.type;
		type = lookup.referenceTo.find((each) => each.toLowerCase() === String(named).toLowerCase());
	}
	const parent = type === undefined ? undefined : writer.schema.object(type);
	const [[key, wanted] = ["", null], ...others] = Object.entries(keys);
	const field = parent?.field(key);
	if (parent === undefined || field?.idLookup !== true || others.length > 0) {
		throw new RowError(
			"INVALID_FIELD",
			`${key} is not an External ID or indexed field for ${type ?? lookup.relationshipName ?? lookup.name}`,
		);
	}
	const found = recordsByKey(writer, parent, field, wanted);
	if (found.length === 1 && found[0] !== undefined) return idOf(found[0]);
	if (found.length > 1) throw severalFound(field, found);
	throw new RowError(
		"INVALID_FIELD",
		`Foreign key external ID: ${String(wanted).toLowerCase()} not found for field ${field.name} in entity ${parent.name}`,
	);
}

export function severalFound(field: FieldDescribe, found: readonly Row[]): RowError {
	const ids = found.map((row) => idOf(row)).join(", ");
	return new RowError(
		"DUPLICATE_EXTERNAL_ID",
		`${field.name}: more than one record found for external id field: [${ids}]`,
		[field.name],
	);
}

/** The living records that the user sees with that value in an external id (or other lookup) field. */
export function recordsByKey(
	{ org, user }: Writer,
	object: ObjectType,
	field: FieldDescribe,
	given: unknown,
): Row[] {
	const value = storedValue(field, given);
	if (value === null) return [];
	const table = org.table(object.name);
	if (field.type === "id") {
		const row = table.get(String(value));
		return row === undefined || row["IsDeleted"] === true ? [] : [row];
	}
	return table
		.where(field.name, value, { ignoreCase: !field.caseSensitive })
		.map((index) => table.at(index))
		.filter((row) => row !== undefined)
		.filter((row) => row["IsDeleted"] !== true && org.canSee(user, object.name, row));
}
