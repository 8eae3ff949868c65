import { createHash } from "node:crypto";
import { json, type Reply } from "../http.ts";
import { methodNotAllowed, notFound, notServed, PlatformError } from "../platformError.ts";
import type { FieldDescribe, FieldType, PicklistValue } from "../schema/describeTypes.ts";
import { flagsOf, type ObjectType } from "../schema/objectType.ts";
import type { Call } from "./call.ts";
import { describeHeader, type RecordTypeChoice, recordTypesOf } from "./describeDocument.ts";
import { valuesFor } from "./layouts.ts";

const MOST_IN_BATCH = 100;

/**
 * `GET /ui-api/object-info[/X[/picklist-values/<recordTypeId>[/<field>]]]` and `/object-info/batch/A,B` (User
 * Interface API Developer Guide, "Get Object Metadata" and "Get Values for a Picklist Field"). `parts` is what
 * follows `object-info`. Throws 404 for names that this user does not see.
 */
export function objectInfo(call: Call, parts: readonly string[]): Reply {
	const { request } = call;
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
	const [name, what, recordTypeId, fieldName, ...more] = parts;
	if (more.length > 0) throw notFound();
	if (name === undefined) return tagged(call, directory(call));
	if (name === "batch" && what !== undefined) return json(200, batch(call, what));
	const object = objectOf(call, name);
	if (what === undefined) return tagged(call, infoOf(call, object));
	if (what !== "picklist-values" || recordTypeId === undefined) throw notServed(`ui-api/object-info/${what}`);
	const type = recordTypesOf(call, object).find(
		({ id }) => id.startsWith(recordTypeId) && recordTypeId.length >= 15,
	);
	if (type === undefined) throw notFound();
	if (fieldName === undefined) return tagged(call, allPicklists(call, object, type));
	const field = object.field(fieldName);
	if (field === undefined || !hasValues(field)) throw notFound();
	return tagged(call, picklist(call, object, type, field));
}

function objectOf({ grant }: Call, name: string): ObjectType {
	const object = grant.org.schemaFor(grant.user).object(name);
	if (object === undefined || !isServed(object)) {
		throw new PlatformError(404, "INVALID_TYPE", `Object ${name} is not supported in UI API`);
	}
	return object;
}

/** The UI API knows what people work on, not what administrators set up. */
function isServed({ spec, name }: ObjectType): boolean {
	return flagsOf(spec).layoutable || name === "User" || name === "RecordType";
}

function tag(document: object): string {
	return createHash("sha256").update(JSON.stringify(document)).digest("hex").slice(0, 32);
}

function withTag(document: object): { readonly eTag: string } {
	return { eTag: tag(document), ...document };
}

/** The document with its eTag in body and header; 304 for a client that has it. */
function tagged({ request }: Call, document: object): Reply {
	const body = withTag(document);
	const headers = { ETag: `"${body.eTag}"` };
	const noneMatch = request.headers["if-none-match"];
	if (noneMatch?.includes(body.eTag) === true) return { status: 304, body: "", headers };
	const reply = json(200, body);
	return { ...reply, headers: { ...reply.headers, ...headers } };
}

function nameFields(object: ObjectType): string[] {
	const parts = object.fields.filter(
		(field) => field.compoundFieldName === "Name" && ["FirstName", "LastName"].includes(field.name),
	);
	const named = object.fields.filter((field) => field.nameField);
	return [...new Set([...named, ...parts].map(({ name }) => name))];
}

function directory(call: Call): object {
	const { grant, version } = call;
	const objects = grant.org.schemaFor(grant.user).objects.filter(isServed);
	const entries = objects.map((object) => [
		object.name,
		{
			apiName: object.name,
			keyPrefix: object.spec.keyPrefix,
			label: object.spec.label,
			labelPlural: object.spec.labelPlural,
			nameFields: nameFields(object),
			objectInfoUrl: `/services/data/${version}/ui-api/object-info/${object.name}`,
		},
	]);
	return { objects: Object.fromEntries(entries) as Record<string, unknown> };
}

function batch(call: Call, list: string): object {
	const names = list.split(",");
	if (names.length > MOST_IN_BATCH) {
		throw new PlatformError(400, "ILLEGAL_QUERY_PARAMETER_VALUE", "At most 100 objects in one batch");
	}
	const results = names.map((name) => {
		try {
			return { result: withTag(infoOf(call, objectOf(call, name))), statusCode: 200 };
		} catch (thrown) {
			if (!(thrown instanceof PlatformError)) throw thrown;
			return { result: JSON.parse(thrown.toBody()) as unknown, statusCode: thrown.status };
		}
	});
	return { results };
}

function infoOf(call: Call, object: ObjectType): object {
	const types = recordTypesOf(call, object);
	const { spec } = object;
	const header = describeHeader(call, object);
	const flag = (name: string) => header[name] ?? null;
	const { layoutable, mruEnabled } = flagsOf(spec);
	return {
		apiName: object.name,
		associateEntityType: flag("associateEntityType"),
		associateParentEntity: flag("associateParentEntity"),
		childRelationships: object.children
			.filter(({ relationshipName }) => relationshipName !== null)
			.map((child) => ({
				childObjectApiName: child.childSObject,
				fieldName: child.field,
				junctionIdListNames: child.junctionIdListNames,
				junctionReferenceTo: child.junctionReferenceTo,
				relationshipName: child.relationshipName,
			})),
		compactLayoutable: layoutable,
		createable: flag("createable"),
		custom: flag("custom"),
		defaultRecordTypeId: types.find(({ isDefault }) => isDefault)?.id ?? null,
		deletable: flag("deletable"),
		dependentFields: dependentFields(object),
		feedEnabled: flag("feedEnabled"),
		fields: Object.fromEntries(
			object.fields.map((field) => [field.name, fieldInfo(call, object, field)]),
		) as Record<string, unknown>,
		keyPrefix: flag("keyPrefix"),
		label: spec.label,
		labelPlural: spec.labelPlural,
		layoutable,
		mruEnabled,
		nameFields: nameFields(object),
		queryable: flag("queryable"),
		recordTypeInfos: Object.fromEntries(
			types.map((type) => [
				type.id,
				{
					available: true,
					defaultRecordTypeMapping: type.isDefault,
					master: type.isMaster,
					name: type.label,
					recordTypeId: type.id,
				},
			]),
		) as Record<string, unknown>,
		searchLayoutable: mruEnabled,
		searchable: flag("searchable"),
		themeInfo: {
			color: "7F8DE1",
			iconUrl: `${call.world.url}/img/icon/t4v35/standard/${object.name.toLowerCase()}_120.png`,
		},
		updateable: flag("updateable"),
	};
}

function dependentFields(object: ObjectType): Record<string, Record<string, object>> {
	const tree: Record<string, Record<string, object>> = {};
	for (const { name, controllerName } of object.fields) {
		if (controllerName === null || object.field(controllerName) === undefined) continue;
		tree[controllerName] = { ...tree[controllerName], [name]: {} };
	}
	return tree;
}

const DATA_TYPES: Partial<Record<FieldType, string>> = {
	combobox: "ComboBox",
	datetime: "DateTime",
	encryptedstring: "EncryptedString",
	id: "Reference",
	multipicklist: "MultiPicklist",
	textarea: "TextArea",
	anyType: "AnyType",
};

function fieldInfo(call: Call, object: ObjectType, field: FieldDescribe): object {
	const { name, type, controllerName } = field;
	const schema = call.grant.org.schemaFor(call.grant.user);
	const isCompound = object.fields.some((each) => each.compoundFieldName === name && each.name !== name);
	return {
		apiName: name,
		calculated: field.calculated,
		compound: isCompound,
		compoundComponentName: field.compoundFieldName === null ? null : componentOf(field),
		compoundFieldName: field.compoundFieldName,
		controllerName,
		controllingFields: controllerName === null ? [] : [controllerName],
		createable: field.createable,
		custom: field.custom,
		dataType: DATA_TYPES[type] ?? type.charAt(0).toUpperCase() + type.slice(1),
		extraTypeInfo: field.extraTypeInfo,
		filterable: field.filterable,
		filteredLookupInfo: field.filteredLookupInfo,
		highScaleNumber: field.highScaleNumber,
		htmlFormatted: field.htmlFormatted,
		inlineHelpText: field.inlineHelpText,
		label: field.label,
		length: field.length,
		maskType: field.maskType,
		nameField: field.nameField,
		polymorphicForeignKey: field.polymorphicForeignKey,
		precision: field.precision,
		reference: type === "reference",
		referenceTargetField: field.referenceTargetField,
		referenceToInfos: field.referenceTo.flatMap((apiName) => {
			const target = schema.object(apiName);
			return target === undefined ? [] : [{ apiName, nameFields: nameFields(target) }];
		}),
		relationshipName: field.relationshipName,
		required: !field.nillable && field.createable && type !== "boolean",
		scale: field.scale,
		searchPrefilterable: field.searchPrefilterable,
		sortable: field.sortable,
		unique: field.unique,
		updateable: field.updateable,
	};
}

/** `City` of `BillingCity` in `BillingAddress`. */
function componentOf({ name, compoundFieldName }: FieldDescribe): string {
	const prefix = compoundFieldName?.replace(/(?:Address|__c)$/, "") ?? "";
	return name.startsWith(prefix) && prefix !== "Name"
		? name.slice(prefix.length).replace(/^__|__s$/g, "")
		: name;
}

function hasValues({ type }: FieldDescribe): boolean {
	return type === "picklist" || type === "multipicklist";
}

function allPicklists(call: Call, object: ObjectType, type: RecordTypeChoice): object {
	const fields = object.fields.filter(hasValues);
	return {
		picklistFieldValues: Object.fromEntries(
			fields.map((field) => [field.name, withTag(picklist(call, object, type, field))]),
		) as Record<string, unknown>,
	};
}

/** The values that a record type offers; for a dependent field with the numbers of the controlling values. */
function picklist(call: Call, object: ObjectType, type: RecordTypeChoice, field: FieldDescribe): object {
	const controller = field.controllerName === null ? undefined : object.field(field.controllerName);
	const offered = controller === undefined ? [] : valuesFor(controller, type).map(({ value }) => value);
	const all = controller?.picklistValues.map(({ value }) => value) ?? [];
	const valueOf = (each: PicklistValue) => ({
		attributes: null,
		label: each.label,
		validFor: controllingOf(each)
			.map((index) => offered.indexOf(all[index] ?? ""))
			.filter((index) => index >= 0),
		value: each.value,
	});
	const values = valuesFor(field, type);
	const byDefault = values.find((each) => each.defaultValue);
	return {
		controllerValues: Object.fromEntries(offered.map((value, index) => [value, index])),
		defaultValue: byDefault === undefined ? null : valueOf(byDefault),
		url: `/services/data/${call.version}/ui-api/object-info/${object.name}/picklist-values/${type.id}/${field.name}`,
		values: values.map(valueOf),
	};
}

/** The numbers of the controlling values in a `validFor` bitmap. */
function controllingOf({ validFor }: PicklistValue): number[] {
	const bytes = Buffer.from(validFor ?? "", "base64");
	const found: number[] = [];
	for (let index = 0; index < bytes.length * 8; index += 1) {
		if ((bytes.readUInt8(index >> 3) & (0x80 >> (index & 7))) !== 0) found.push(index);
	}
	return found;
}
