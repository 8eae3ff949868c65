import { notFound } from "../platformError.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { flagsOf, type ObjectType } from "../schema/objectType.ts";
import type { Call } from "./call.ts";
import { type RecordTypeChoice, recordTypesOf } from "./describeDocument.ts";

/**
 * Layouts of the page of a record (REST API Developer Guide, "sObject Layouts", "Compact Layouts", "Approval
 * Layouts"). The demo org derives one layout per object from its fields; nobody can edit it.
 */

/** `describe/layouts` without, and `describe/layouts/<recordTypeId>` with a record type: the latter is one layout. */
export function layouts(call: Call, object: ObjectType, recordTypeId: string | undefined): unknown {
	if (!flagsOf(object.spec).layoutable) throw notFound();
	const types = recordTypesOf(call, object);
	if (recordTypeId !== undefined) return layout(call, object, typeOf(types, recordTypeId));
	const isMany = types.length > 1;
	return {
		layouts: types.map((type) => layout(call, object, type)),
		recordTypeMappings: types.map((type) => ({
			active: true,
			available: true,
			defaultRecordTypeMapping: type.isDefault,
			developerName: type.developerName,
			layoutId: layoutId(object, type),
			master: type.isMaster,
			name: type.label,
			picklistsForRecordType: type.isMaster
				? null
				: object.fields
						.filter(isPicklist)
						.map((field) => ({ picklistName: field.name, picklistValues: valuesFor(field, type) })),
			recordTypeId: type.id,
			urls: {
				layout: `/services/data/${call.version}/sobjects/${object.name}/describe/layouts/${type.id}`,
			},
		})),
		recordTypeSelectorRequired: [isMany],
	};
}

function typeOf(types: readonly RecordTypeChoice[], id: string): RecordTypeChoice {
	const type = types.find((each) => each.id.startsWith(id) && id.length >= 15);
	if (type === undefined) throw notFound();
	return type;
}

function isPicklist({ type }: FieldDescribe): boolean {
	return type === "picklist" || type === "multipicklist";
}

/** The values of a picklist that a record type offers. */
export function valuesFor(field: FieldDescribe, type: RecordTypeChoice): FieldDescribe["picklistValues"] {
	const offered = type.values[field.name];
	return offered === undefined
		? field.picklistValues
		: field.picklistValues.filter(({ value }) => offered.includes(value));
}

function layoutId({ spec }: ObjectType, { id }: RecordTypeChoice): string {
	return `00hDEM0000${spec.keyPrefix}${id.slice(13, 15)}AAA`;
}

function layout(call: Call, object: ObjectType, type: RecordTypeChoice): Record<string, unknown> {
	// A name with parts names itself as their whole in some describes.
	const isPart = ({ name, compoundFieldName }: FieldDescribe) =>
		compoundFieldName !== null && compoundFieldName !== name;
	const shown = object.fields.filter((field) => !isPart(field) && field.name !== "Id");
	const system = (field: FieldDescribe) => !field.createable && !field.updateable && !field.calculated;
	const sections = (isEdit: boolean) => [
		section(
			object,
			"Information",
			shown.filter((field) => !system(field)),
			type,
			isEdit,
			0,
		),
		section(object, "System Information", shown.filter(system), type, isEdit, 1),
	];
	return {
		buttonLayoutSection: {
			detailButtons: ["Edit", "Delete", "Clone"].map((name) => ({
				behavior: null,
				colors: null,
				content: null,
				contentSource: null,
				custom: false,
				encoding: null,
				height: null,
				icons: null,
				label: name,
				menubar: null,
				name,
				overridden: false,
				resizeable: null,
				scrollbars: null,
				showsLocation: null,
				showsStatus: null,
				toolbar: null,
				url: null,
				width: null,
				windowPosition: null,
			})),
		},
		detailLayoutSections: sections(false),
		editLayoutSections: sections(true),
		feedView: null,
		highlightsPanelLayoutSection: null,
		id: layoutId(object, type),
		multirowEditLayoutSections: [],
		offlineLinks: [],
		quickActionList: { quickActionListItems: [] },
		relatedContent: null,
		relatedLists: object.children
			.filter(({ relationshipName }) => relationshipName !== null)
			.map((child) => relatedList(call, child)),
		saveOptions: [],
	};
}

function section(
	object: ObjectType,
	heading: string,
	fields: readonly FieldDescribe[],
	type: RecordTypeChoice,
	isEdit: boolean,
	order: number,
): Record<string, unknown> {
	const layoutRows = [];
	for (let at = 0; at < fields.length; at += 2) {
		const pair = fields.slice(at, at + 2);
		layoutRows.push({
			layoutItems: pair.map((field) => layoutItem(field, type, isEdit)),
			numItems: pair.length,
		});
	}
	return {
		collapsed: false,
		columns: 2,
		heading,
		layoutRows,
		layoutSectionId: `01BDEM0000${object.spec.keyPrefix}0${order}AAA`,
		parentLayoutId: layoutId(object, type),
		rows: layoutRows.length,
		tabOrder: "LeftToRight",
		useCollapsibleSection: false,
		useHeading: true,
	};
}

function layoutItem(field: FieldDescribe, type: RecordTypeChoice, isEdit: boolean): Record<string, unknown> {
	const details = isPicklist(field) ? { ...field, picklistValues: valuesFor(field, type) } : field;
	return {
		editableForNew: isEdit && field.createable,
		editableForUpdate: isEdit && field.updateable,
		label: field.label,
		layoutComponents: [{ details, displayLines: 1, tabOrder: 1, type: "Field", value: field.name }],
		placeholder: false,
		required: isEdit && !field.nillable && field.createable && field.type !== "boolean",
		uiBehavior: null,
	};
}

function relatedList(call: Call, child: ObjectType["children"][number]): Record<string, unknown> {
	const object = call.grant.org.schemaFor(call.grant.user).object(child.childSObject);
	const named = object?.fields.filter((field) => field.nameField) ?? [];
	return {
		accessLevelRequiredForCreate: null,
		buttons: [],
		columns: named.map((field) => ({
			field: field.name,
			fieldApiName: field.name,
			format: null,
			label: field.label,
			lookupId: "Id",
			name: field.name,
			sortable: field.sortable,
		})),
		custom: child.childSObject.endsWith("__c"),
		field: child.field,
		label: object?.spec.labelPlural ?? child.childSObject,
		limitRows: 5,
		name: child.relationshipName,
		sobject: child.childSObject,
		sort: [{ ascending: true, column: named[0]?.name ?? "Id" }],
	};
}

/** `describe/compactLayouts`: the first fields that people would tell a record by. */
export function compactLayouts(call: Call, object: ObjectType, recordTypeId: string | undefined): unknown {
	if (!flagsOf(object.spec).layoutable) throw notFound();
	const types = recordTypesOf(call, object);
	if (recordTypeId === "primary") return compactLayout(object);
	if (recordTypeId !== undefined) {
		typeOf(types, recordTypeId);
		return compactLayout(object);
	}
	return {
		compactLayouts: [compactLayout(object)],
		defaultCompactLayoutId: null,
		recordTypeCompactLayoutMappings: types.map((type) => ({
			available: true,
			compactLayoutId: null,
			compactLayoutName: "SYSTEM",
			recordTypeId: type.id,
			recordTypeName: type.developerName,
			urls: {
				compactLayout: `/services/data/${call.version}/sobjects/${object.name}/describe/compactLayouts/${type.id}`,
			},
		})),
		urls: {
			primary: `/services/data/${call.version}/sobjects/${object.name}/describe/compactLayouts/primary`,
		},
	};
}

/** The fields of an object's compact layout. */
export function compactFields(object: ObjectType): readonly FieldDescribe[] {
	const named = object.fields.filter((field) => field.nameField);
	const others = object.fields.filter(
		(field) => !field.nameField && field.createable && field.compoundFieldName === null,
	);
	return [...named, ...others].slice(0, 5);
}

function compactLayout(object: ObjectType): Record<string, unknown> {
	const master: RecordTypeChoice = {
		id: "",
		developerName: "",
		label: "",
		isMaster: true,
		isDefault: true,
		values: {},
	};
	return {
		actions: [],
		fieldItems: compactFields(object).map((field) => layoutItem(field, master, false)),
		id: null,
		imageItems: [],
		label: "System Default",
		name: "SYSTEM",
		objectType: object.name,
	};
}

/** `describe/approvalLayouts`: the demo org has no approval processes. */
export function approvalLayouts(object: ObjectType, name: string | undefined): unknown {
	if (!flagsOf(object.spec).layoutable || name !== undefined) throw notFound();
	return { approvalLayouts: [] };
}
