import { type Row, Table } from "../data/table.ts";
import type { OrgUser } from "../data/users.ts";
import { idFor } from "../ids.ts";
import type { Org } from "../org.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { Schema } from "../schema/schema.ts";
import { DEFINITIONS } from "./definitionObjects.ts";
import { definitionRows, nameParts, sharingModel } from "./definitionRows.ts";
import { asTooling, fieldMetadata } from "./metadata.ts";
import { SHARED, TOOLING_OBJECTS } from "./objects.ts";

/** An org as one user sees it, with what is computed from its object types. */
export interface ToolingView {
	/** The object types of the Tooling API. */
	readonly schema: Schema;
	/** Those of the org, and the definitions. */
	readonly restSchema: Schema;
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
	const shared = SHARED.map((name) => org.specOf(name)).flatMap((spec) => spec ?? []);
	const rest = org.schemaFor(user);
	const rows: Readonly<Record<string, () => readonly Row[]>> = {
		...definitionRows(rest.objects),
		...toolingRows(rest.objects),
	};
	const tables = new Map<string, Table>();
	return {
		schema: new Schema([...TOOLING_OBJECTS, ...shared.map(asTooling)], user),
		restSchema: rest.with(new Schema(DEFINITIONS, user)),
		table: (name) => {
			const computed = Object.hasOwn(rows, name) ? rows[name] : undefined;
			if (computed === undefined) return org.table(name);
			let table = tables.get(name);
			if (table === undefined) {
				table = new Table();
				for (const row of computed()) table.add(row);
				tables.set(name, table);
			}
			return table;
		},
	};
}

/** What gives the records of the objects that only the Tooling API has. */
function toolingRows(objects: readonly ObjectType[]): Readonly<Record<string, () => readonly Row[]>> {
	return {
		CustomObject: () => objects.filter(({ name }) => name.endsWith("__c")).map(customObjectRow),
		CustomField: () =>
			objects
				.flatMap((object) => object.fields.filter((each) => each.custom).map((field) => ({ object, field })))
				.map(({ object, field }, at) => customFieldRow(object, field, at + 1)),
		ValidationRule: () =>
			objects
				.flatMap(({ name, spec }) => (spec.validationRules ?? []).map((rule) => ({ name, rule })))
				.map(({ name, rule }, at) => ({
					Id: idFor("03d", at + 1),
					ValidationName: rule.name,
					FullName: `${name}.${rule.name}`,
					EntityDefinitionId: name,
					Active: true,
					ErrorMessage: rule.errorMessage,
					ErrorDisplayField: rule.field,
				})),
		DebugLevel: () => [],
		TraceFlag: () => [],
	};
}

function customObjectRow({ name, spec }: ObjectType, at: number): Row {
	const { developerName, namespace } = nameParts(name);
	return {
		Id: idFor("01I", at + 1),
		DeveloperName: developerName,
		NamespacePrefix: namespace,
		ManageableState: namespace === null ? "unmanaged" : "installed",
		SharingModel: sharingModel(spec),
		FullName: name,
	};
}

function customFieldRow({ name }: ObjectType, field: FieldDescribe, serial: number): Row {
	const { developerName, namespace } = nameParts(field.name);
	return {
		Id: idFor("00N", serial),
		DeveloperName: developerName,
		NamespacePrefix: namespace,
		TableEnumOrId: name,
		FullName: `${name}.${field.name}`,
		Metadata: fieldMetadata(field),
		EntityDefinitionId: name,
		ManageableState: namespace === null ? "unmanaged" : "installed",
	};
}
