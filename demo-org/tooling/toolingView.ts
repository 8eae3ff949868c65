import { type Row, Table } from "../data/table.ts";
import type { OrgUser } from "../data/users.ts";
import { idFor } from "../ids.ts";
import type { Org } from "../org.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { flagsOf, type ObjectSpec, type ObjectType } from "../schema/objectType.ts";
import { Schema } from "../schema/schema.ts";
import { SHARED, TOOLING_OBJECTS } from "./objects.ts";

/** An org as one user sees it through the Tooling API. */
export interface ToolingView {
	readonly schema: Schema;
	readonly table: (name: string) => Table;
}

const views = new WeakMap<Org, { readonly version: number; readonly byUser: Map<string, ToolingView> }>();

/** The Tooling API's object types and records; the computed ones follow the org's object types. */
export function toolingView(org: Org, user: OrgUser): ToolingView {
	let known = views.get(org);
	if (known?.version !== org.schemaVersion) {
		known = { version: org.schemaVersion, byUser: new Map() };
		views.set(org, known);
	}
	let view = known.byUser.get(user.id);
	if (view === undefined) {
		view = viewOf(org, user);
		known.byUser.set(user.id, view);
	}
	return view;
}

function viewOf(org: Org, user: OrgUser): ToolingView {
	const shared = SHARED.map((name) => org.specOf(name)).filter((spec) => spec !== undefined);
	const schema = new Schema([...TOOLING_OBJECTS, ...shared], user);
	const objects = org.schemaFor(user).objects;
	const tables = new Map<string, Table>();
	const fill = (name: string, rows: readonly Row[]) => {
		const table = new Table();
		for (const row of rows) table.add(row);
		tables.set(name, table);
	};
	fill("EntityDefinition", objects.map(entityRow));
	fill(
		"FieldDefinition",
		objects.flatMap((object) => object.fields.map((field) => fieldRow(object, field))),
	);
	const custom = objects.filter(({ name }) => name.endsWith("__c"));
	fill("CustomObject", custom.map(customObjectRow));
	const fields = objects.flatMap((object) =>
		object.fields.filter((each) => each.custom).map((field) => ({ object, field })),
	);
	fill(
		"CustomField",
		fields.map(({ object, field }, at) => customFieldRow(object, field, at + 1)),
	);
	const rules = objects.flatMap(({ name, spec }) =>
		(spec.validationRules ?? []).map((rule) => ({ name, rule })),
	);
	fill(
		"ValidationRule",
		rules.map(({ name, rule }, at) => ({
			Id: idFor("03d", at + 1),
			ValidationName: rule.name,
			EntityDefinitionId: name,
			Active: true,
			ErrorMessage: rule.errorMessage,
			ErrorDisplayField: rule.field,
		})),
	);
	for (const name of ["DebugLevel", "TraceFlag"]) fill(name, []);
	return { schema, table: (name) => tables.get(name) ?? org.table(name) };
}

/** `Project` of `orgkit__Project__c`, and its namespace. */
function nameParts(name: string): { readonly developerName: string; readonly namespace: string | null } {
	const [, namespace = null, developerName = name] =
		/^(?:([A-Za-z]\w*?)__)?(\w+?)(?:__[a-z]+)?$/.exec(name) ?? [];
	const isOwn = /^[^_]+(?:_[^_]+)*__[a-z]+$/.test(name);
	return isOwn
		? { developerName: name.replace(/__[a-z]+$/, ""), namespace: null }
		: { developerName, namespace };
}

function sharingModel({ sharing = "readWrite" }: ObjectSpec): string {
	if (typeof sharing === "object") return "ControlledByParent";
	return { private: "Private", read: "Read", readWrite: "ReadWrite" }[sharing];
}

function entityRow({ name, spec }: ObjectType): Row {
	const flags = flagsOf(spec);
	const { developerName, namespace } = nameParts(name);
	return {
		Id: name,
		DurableId: name,
		QualifiedApiName: name,
		DeveloperName: developerName,
		NamespacePrefix: namespace,
		Label: spec.label,
		MasterLabel: spec.label,
		PluralLabel: spec.labelPlural,
		KeyPrefix: spec.hidesKeyPrefix === true ? null : spec.keyPrefix,
		InternalSharingModel: sharingModel(spec),
		ExternalSharingModel: sharingModel(spec),
		IsCustomizable: flags.layoutable,
		IsCustomSetting: flags.customSetting,
		IsQueryable: flags.queryable,
		IsRetrieveable: flags.retrieveable,
		IsSearchable: flags.searchable,
		IsLayoutable: flags.layoutable,
		IsTriggerable: flags.triggerable,
		IsReplicateable: flags.replicateable,
		IsDeprecatedAndHidden: false,
	};
}

function fieldRow({ name: entity }: ObjectType, field: FieldDescribe): Row {
	const { developerName, namespace } = nameParts(field.name);
	return {
		Id: `${entity}.${field.name}`,
		DurableId: `${entity}.${field.name}`,
		EntityDefinitionId: entity,
		QualifiedApiName: field.name,
		DeveloperName: developerName,
		NamespacePrefix: namespace,
		Label: field.label,
		MasterLabel: field.label,
		DataType: dataType(field),
		Length: field.length,
		Precision: field.precision,
		Scale: field.scale,
		RelationshipName: field.relationshipName,
		ExtraTypeInfo: field.extraTypeInfo,
		IsCalculated: field.calculated,
		IsCompound: field.type === "address" || field.type === "location",
		IsIndexed: field.idLookup || field.type === "reference" || field.externalId,
		IsNillable: field.nillable,
		IsNameField: field.nameField,
		IsPolymorphicForeignKey: field.polymorphicForeignKey,
		IsHighScaleNumber: field.highScaleNumber,
		IsApiFilterable: field.filterable,
		IsApiSortable: field.sortable,
		IsApiGroupable: field.groupable,
	};
}

/** As Setup words it: `Text(255)`, `Currency(16, 2)`, `Lookup(Account)`. */
function dataType(field: FieldDescribe): string {
	const { type, length, precision, scale, referenceTo, calculated } = field;
	const digits = `(${precision - scale}, ${scale})`;
	const words: Partial<Record<FieldDescribe["type"], string>> = {
		string: field.autoNumber ? "Auto Number" : `Text(${length})`,
		textarea: length > 255 ? `Long Text Area(${length})` : `Text Area(${length})`,
		reference: `${field.cascadeDelete ? "Master-Detail" : "Lookup"}(${referenceTo.join(",")})`,
		double: `Number${digits}`,
		int: `Number(${field.digits}, 0)`,
		currency: `Currency${digits}`,
		percent: `Percent${digits}`,
		boolean: "Checkbox",
		multipicklist: "Picklist (Multi-Select)",
		datetime: "Date/Time",
		encryptedstring: `Text (Encrypted)(${length})`,
		location: "Geolocation",
	};
	const name = words[type] ?? type.charAt(0).toUpperCase() + type.slice(1);
	return calculated ? `Formula (${name.replace(/\(.*$/, "")})` : name;
}

function customObjectRow({ name, spec }: ObjectType, at: number): Row {
	const { developerName, namespace } = nameParts(name);
	return {
		Id: idFor("01I", at + 1),
		DeveloperName: developerName,
		NamespacePrefix: namespace,
		ManageableState: namespace === null ? "unmanaged" : "installed",
		SharingModel: sharingModel(spec),
	};
}

function customFieldRow({ name }: ObjectType, field: FieldDescribe, serial: number): Row {
	const { developerName, namespace } = nameParts(field.name);
	return {
		Id: idFor("00N", serial),
		DeveloperName: developerName,
		NamespacePrefix: namespace,
		TableEnumOrId: name,
		EntityDefinitionId: name,
		ManageableState: namespace === null ? "unmanaged" : "installed",
	};
}
