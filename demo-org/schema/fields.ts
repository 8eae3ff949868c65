import type { FieldDescribe, FieldType } from "./describeTypes.ts";

/** Builders of field describes: each gives the 57 keys with the flags that the recordings show for its type. */

const BASE: FieldDescribe = {
	aggregatable: true,
	aiPredictionField: false,
	autoNumber: false,
	byteLength: 0,
	calculated: false,
	calculatedFormula: null,
	cascadeDelete: false,
	caseSensitive: false,
	compoundFieldName: null,
	controllerName: null,
	createable: true,
	custom: false,
	defaultValue: null,
	defaultValueFormula: null,
	defaultedOnCreate: false,
	dependentPicklist: false,
	deprecatedAndHidden: false,
	digits: 0,
	displayLocationInDecimal: false,
	encrypted: false,
	externalId: false,
	extraTypeInfo: null,
	filterable: true,
	filteredLookupInfo: null,
	formulaTreatNullNumberAsZero: false,
	groupable: true,
	highScaleNumber: false,
	htmlFormatted: false,
	idLookup: false,
	inlineHelpText: null,
	label: "",
	length: 0,
	mask: null,
	maskType: null,
	name: "",
	nameField: false,
	namePointing: false,
	nillable: true,
	permissionable: true,
	picklistValues: [],
	polymorphicForeignKey: false,
	precision: 0,
	queryByDistance: false,
	referenceTargetField: null,
	referenceTo: [],
	relationshipName: null,
	relationshipOrder: null,
	restrictedDelete: false,
	restrictedPicklist: false,
	scale: 0,
	searchPrefilterable: false,
	soapType: "xsd:string",
	sortable: true,
	type: "string",
	unique: false,
	updateable: true,
	writeRequiresMasterRead: false,
};

export type More = Partial<FieldDescribe>;

/** Merged into a field that users cannot write. */
export const readOnly: More = { createable: false, updateable: false, permissionable: false };
/** Merged into a field that must have a value. */
export const required: More = { nillable: false, permissionable: false };

/** A field of any type: the 57 keys, with `more` over what fields have as a rule. */
export function field(name: string, label: string, type: FieldType, ...more: More[]): FieldDescribe {
	const described: FieldDescribe = { ...BASE, name, label, type, custom: /__(?:c|s|pc)$/.test(name) };
	for (const each of more) Object.assign(described, each);
	return described;
}

export function text(name: string, label: string, length: number, more: More = {}): FieldDescribe {
	return field(name, label, "string", { length, byteLength: length * 3 }, more);
}

/** A field with the text length of `length` and a type of its own: email, phone, url. */
export function typedText(
	type: "email" | "phone" | "url" | "combobox",
	name: string,
	label: string,
	length: number,
	more: More = {},
): FieldDescribe {
	return field(name, label, type, { length, byteLength: length * 3 }, more);
}

/** A text area; above 255 characters it is a long one, which can be neither filtered, sorted nor grouped. */
export function textArea(name: string, label: string, length: number, more: More = {}): FieldDescribe {
	const extraTypeInfo = "plaintextarea";
	const long: More = { aggregatable: false, filterable: false, groupable: false, sortable: false };
	return field(
		name,
		label,
		"textarea",
		{ length, byteLength: length * 3, extraTypeInfo },
		length > 255 ? long : {},
		more,
	);
}

export function picklist(
	name: string,
	label: string,
	length: number,
	values: readonly string[],
	more: More = {},
): FieldDescribe {
	const picklistValues = values.map((value) => ({
		active: true,
		defaultValue: value === more.defaultValue,
		label: value,
		validFor: null,
		value,
	}));
	return field(name, label, "picklist", { length, byteLength: length * 3, picklistValues }, more);
}

export function multiPicklist(
	name: string,
	label: string,
	values: readonly string[],
	more: More = {},
): FieldDescribe {
	const shape: More = {
		type: "multipicklist",
		precision: 4,
		aggregatable: false,
		groupable: false,
		sortable: false,
	};
	return Object.assign(picklist(name, label, 4099, values), shape, more);
}

export function boolean(name: string, label: string, more: More = {}): FieldDescribe {
	const shape: More = {
		aggregatable: false,
		defaultValue: false,
		defaultedOnCreate: true,
		nillable: false,
		soapType: "xsd:boolean",
	};
	return field(name, label, "boolean", shape, more);
}

export function integer(name: string, label: string, more: More = {}): FieldDescribe {
	return field(name, label, "int", { digits: 8, soapType: "xsd:int" }, more);
}

/** A decimal: `double`, `currency` or `percent`, with `precision` digits of which `scale` after the point. */
export function decimal(
	type: "double" | "currency" | "percent",
	name: string,
	label: string,
	precision: number,
	scale: number,
	more: More = {},
): FieldDescribe {
	return field(name, label, type, { precision, scale, groupable: false, soapType: "xsd:double" }, more);
}

export function date(name: string, label: string, more: More = {}): FieldDescribe {
	return field(name, label, "date", { soapType: "xsd:date" }, more);
}

export function dateTime(name: string, label: string, more: More = {}): FieldDescribe {
	return field(name, label, "datetime", { groupable: false, soapType: "xsd:dateTime" }, more);
}

/** A lookup to one type, or to several when `referenceTo` names more than one. */
export function lookup(
	name: string,
	label: string,
	referenceTo: readonly string[],
	relationshipName: string | null,
	more: More = {},
): FieldDescribe {
	const polymorphicForeignKey = referenceTo.length > 1;
	return field(
		name,
		label,
		"reference",
		{
			length: 18,
			byteLength: 18,
			soapType: "tns:ID",
			referenceTo: [...referenceTo],
			relationshipName,
			searchPrefilterable: true,
		},
		polymorphicForeignKey ? { polymorphicForeignKey, namePointing: true } : {},
		more,
	);
}

export function recordId(label: string): FieldDescribe {
	const shape: More = {
		length: 18,
		byteLength: 18,
		soapType: "tns:ID",
		idLookup: true,
		nillable: false,
		defaultedOnCreate: true,
	};
	return field("Id", label, "id", shape, readOnly);
}

/** The parts of an address and the compound field over them, in the order of the platform's describe. */
export function addressFields(prefix: string, more: More = {}): FieldDescribe[] {
	const within: More = { compoundFieldName: `${prefix}Address`, ...more };
	const precision = 18;
	const label = (part: string) => `${prefix} ${part}`.trim();
	return [
		textArea(`${prefix}Street`, label("Street"), 255, within),
		text(`${prefix}City`, label("City"), 40, within),
		text(`${prefix}State`, label("State/Province"), 80, within),
		text(`${prefix}PostalCode`, label("Zip/Postal Code"), 20, within),
		text(`${prefix}Country`, label("Country"), 80, within),
		decimal("double", `${prefix}Latitude`, label("Latitude"), precision, 15, within),
		decimal("double", `${prefix}Longitude`, label("Longitude"), precision, 15, within),
		picklist(
			`${prefix}GeocodeAccuracy`,
			label("Geocode Accuracy"),
			40,
			[
				"Address",
				"NearAddress",
				"Block",
				"Street",
				"ExtendedZip",
				"Zip",
				"Neighborhood",
				"City",
				"County",
				"State",
				"Unknown",
			],
			{ ...within, restrictedPicklist: true },
		),
		field(`${prefix}Address`, label("Address"), "address", {
			aggregatable: false,
			createable: false,
			updateable: false,
			groupable: false,
			sortable: false,
			queryByDistance: true,
			soapType: "urn:address",
			...more,
		}),
	];
}

/** Who made and changed a record, and when. */
export function auditFields(): FieldDescribe[] {
	const stamped: More = { ...readOnly, nillable: false, defaultedOnCreate: true };
	const user = ["User"];
	const by: More = { ...stamped, searchPrefilterable: false };
	return [
		dateTime("CreatedDate", "Created Date", stamped),
		lookup("CreatedById", "Created By ID", user, "CreatedBy", by),
		dateTime("LastModifiedDate", "Last Modified Date", stamped),
		lookup("LastModifiedById", "Last Modified By ID", user, "LastModifiedBy", by),
		dateTime("SystemModstamp", "System Modstamp", stamped),
	];
}

export function viewedFields(): FieldDescribe[] {
	return [
		dateTime("LastViewedDate", "Last Viewed Date", readOnly),
		dateTime("LastReferencedDate", "Last Referenced Date", readOnly),
	];
}

export function deletedField(): FieldDescribe {
	return boolean("IsDeleted", "Deleted", readOnly);
}

export function ownerField(referenceTo: readonly string[] = ["User"]): FieldDescribe {
	return lookup("OwnerId", "Owner ID", referenceTo, "Owner", {
		defaultedOnCreate: true,
		nillable: false,
		permissionable: false,
		searchPrefilterable: false,
	});
}
