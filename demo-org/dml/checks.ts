import { idOf, type Row, type RowDraft, type Table } from "../data/table.ts";
import { id15 } from "../ids.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { RowError } from "./rowError.ts";
import { isNothing, target, type Writer } from "./writer.ts";

/** What the platform checks before it saves a record, in its order. Each throws RowError. */

/** Fields without a value that must have one. */
export function checkRequired(object: ObjectType, row: Row): void {
	const missing = object.spec.fields
		.filter(
			(field) =>
				!field.nillable && field.createable && !field.defaultedOnCreate && isNothing(row[field.name]),
		)
		.map(({ name }) => name);
	if (missing.length === 0) return;
	const message = `Required fields are missing: [${missing.join(", ")}]`;
	throw new RowError("REQUIRED_FIELD_MISSING", message, missing);
}

/** Custom geolocations: both parts or neither. */
export function checkGeolocations({ spec }: ObjectType, row: Row, changed: ReadonlySet<string>): void {
	for (const { name, label, type } of spec.fields) {
		if (type !== "location") continue;
		const parts = spec.fields.filter(({ compoundFieldName }) => compoundFieldName === name);
		const missing = parts.filter((part) => isNothing(row[part.name]));
		if (missing.length === 0 || missing.length === parts.length) continue;
		if (!parts.some((part) => changed.has(part.name))) continue;
		throw new RowError(
			"FIELD_INTEGRITY_EXCEPTION",
			`${label}: both latitude and longitude must have a value, or neither`,
			missing.map((part) => part.name),
		);
	}
}

/** Restricted picklists, dependent ones and record types: values that the record may have. */
export function checkPicklists(object: ObjectType, row: Row, changed: ReadonlySet<string>): void {
	for (const field of object.spec.fields) {
		const value = row[field.name];
		if (!changed.has(field.name) || typeof value !== "string" || field.picklistValues.length === 0) continue;
		const values = field.type === "multipicklist" ? value.split(";") : [value];
		for (const each of values) {
			const known = field.picklistValues.find((one) => one.value === each);
			const fits = known?.active === true && goesWith(object, field, known.validFor, row);
			if (field.restrictedPicklist && !fits) throw badValue(field, each);
		}
	}
}

/** Whether a dependent value goes with the record's controlling value. */
function goesWith(object: ObjectType, field: FieldDescribe, validFor: string | null, row: Row): boolean {
	if (field.controllerName === null || validFor === null) return true;
	const controller = object.spec.fields.find(({ name }) => name === field.controllerName);
	const value = row[field.controllerName];
	const at =
		controller?.type === "boolean"
			? Number(value === true)
			: (controller?.picklistValues.findIndex((each) => each.value === value) ?? -1);
	const bits = Buffer.from(validFor, "base64");
	return at >= 0 && ((bits[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0;
}

function badValue({ label, name }: FieldDescribe, value: string): RowError {
	return new RowError(
		"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
		`${label}: bad value for restricted picklist field: ${value}`,
		[name],
	);
}

/** Lookups: the record exists, lives, is of a type that the field takes, and the user may see it. */
export function checkReferences(
	writer: Writer,
	object: ObjectType,
	row: Row,
	changed: ReadonlySet<string>,
): void {
	for (const field of object.spec.fields) {
		const id = row[field.name];
		if (!changed.has(field.name) || field.type !== "reference" || typeof id !== "string") continue;
		if (field.name === "RecordTypeId") {
			checkRecordType(writer, object, field, id);
			continue;
		}
		const found = target(writer, field, id);
		if (found === undefined) {
			const prefixes = field.referenceTo.map((type) => writer.org.specOf(type)?.keyPrefix);
			if (!prefixes.includes(id.slice(0, 3))) {
				const message = `${field.label}: id value of incorrect type: ${id}`;
				throw new RowError("MALFORMED_ID", message, [field.name]);
			}
			throw new RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", []);
		}
		if (found.row["IsDeleted"] === true) throw new RowError("ENTITY_IS_DELETED", "entity is deleted");
		if (!writer.org.canSee(writer.user, found.type, found.row)) {
			throw new RowError(
				"INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
				`insufficient access rights on cross-reference id: ${id15(id)}`,
			);
		}
		if (field.name === "OwnerId" && found.row["IsActive"] === false) {
			throw new RowError(
				"INACTIVE_OWNER_OR_USER",
				`operation performed with inactive user [${id15(id)}] as owner of ${object.spec.label.toLowerCase()}`,
			);
		}
	}
}

const DEEPEST_HIERARCHY = 1000;

/** Records of a hierarchy (`ParentId` to the own object) are nobody's own ancestors. */
export function checkHierarchy(
	{ org }: Writer,
	object: ObjectType,
	row: Row,
	changed: ReadonlySet<string>,
): void {
	const field = object.spec.fields.find(({ name }) => name === "ParentId");
	if (!changed.has("ParentId") || field?.referenceTo.includes(object.name) !== true) return;
	let above = row["ParentId"];
	for (let level = 0; typeof above === "string" && level < DEEPEST_HIERARCHY; level += 1) {
		if (above === row["Id"]) {
			throw new RowError("CIRCULAR_DEPENDENCY", "attempt to violate hierarchy constraints");
		}
		above = org.table(object.name).get(above)?.["ParentId"];
	}
}

function checkRecordType(writer: Writer, object: ObjectType, field: FieldDescribe, id: string): void {
	const row = writer.org.table("RecordType").get(id);
	if (row !== undefined && row["SobjectType"] === object.name && row["IsActive"] !== false) return;
	throw new RowError(
		"INVALID_CROSS_REFERENCE_KEY",
		`${field.label}: this ID value isn't valid for the user: ${id}`,
		[field.name],
	);
}

/** Validation rules, all of them: each that fails is one error, and the first is told. */
export function checkRules(writer: Writer, object: ObjectType, row: Row, before: Row | null): void {
	for (const { errorMessage, field, fails } of object.spec.validationRules ?? []) {
		if (!fails(row, before, writer.view)) continue;
		const fields = field === null ? [] : [field];
		throw new RowError("FIELD_CUSTOM_VALIDATION_EXCEPTION", errorMessage, fields);
	}
}

/** Unique fields, records in the recycle bin left aside. */
export function checkUnique(
	table: Table,
	object: ObjectType,
	row: Row,
	own: number | null,
	changed: ReadonlySet<string>,
): void {
	for (const field of object.spec.fields) {
		const value = row[field.name];
		if (!field.unique || field.type === "id" || !changed.has(field.name) || isNothing(value)) continue;
		const other = table
			.where(field.name, value, { ignoreCase: !field.caseSensitive })
			.find((index) => index !== own && !table.isDeleted(index));
		const found = other === undefined ? undefined : table.at(other);
		if (found === undefined) continue;
		const id = id15(idOf(found));
		throw new RowError(
			"DUPLICATE_VALUE",
			`duplicate value found: ${field.name} duplicates value on record with id: ${id}`,
		);
	}
}

/** The active duplicate rules. A match is refused unless the rule may be overridden and the call asked for that. */
export function checkDuplicates(writer: Writer, object: ObjectType, row: Row, own: number | null): void {
	const table = writer.org.table(object.name);
	for (const rule of object.spec.duplicateRules ?? []) {
		if (writer.options.allowDuplicates && rule.allowsSave) continue;
		const [first = "", ...others] = rule.fields;
		const value = row[first];
		if (isNothing(value)) continue;
		const folded = (each: Row | undefined, name: string) => String(each?.[name] ?? "").toLowerCase();
		const matches = table
			.where(first, value, { ignoreCase: true })
			.filter((index) => index !== own && !table.isDeleted(index))
			.map((index) => table.at(index))
			.filter((each) => each !== undefined)
			.filter((each) =>
				others.every((name) => !isNothing(row[name]) && folded(each, name) === folded(row, name)),
			);
		if (matches.length === 0) continue;
		throw new RowError("DUPLICATES_DETECTED", rule.errorMessage, [], {
			allowSave: rule.allowsSave,
			duplicateRule: rule.name,
			duplicateRuleEntityType: object.name,
			errorMessage: rule.errorMessage,
			matchResults: [
				{
					entityType: object.name,
					errors: [],
					matchEngine: "ExactMatchEngine",
					matchRecords: matches.map((each) => ({
						additionalInformation: [],
						fieldDiffs: [],
						matchConfidence: 100,
						record: shown(writer, object, each),
					})),
					rule: rule.matchRule,
					size: matches.length,
					success: true,
				},
			],
		});
	}
}

function shown({ options, schema }: Writer, { name }: ObjectType, row: Row): object {
	const url = `/services/data/v66.0/sobjects/${name}/${idOf(row)}`;
	const details: RowDraft = {};
	for (const field of options.duplicateDetails ? (schema.object(name)?.fields ?? []) : []) {
		if (field.nameField || field.type === "email" || field.type === "phone")
			details[field.name] = row[field.name] ?? null;
	}
	return { attributes: { type: name, url }, Id: idOf(row), ...details };
}
