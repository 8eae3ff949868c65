/** The describe documents of the REST API (SObject Describe resource), as recorded at v58. */

export type FieldType =
	| "address"
	| "anyType"
	| "base64"
	| "boolean"
	| "combobox"
	| "complexvalue"
	| "currency"
	| "date"
	| "datetime"
	| "double"
	| "email"
	| "encryptedstring"
	| "id"
	| "int"
	| "location"
	| "multipicklist"
	| "percent"
	| "phone"
	| "picklist"
	| "reference"
	| "string"
	| "textarea"
	| "time"
	| "url";

export interface PicklistValue {
	active: boolean;
	defaultValue: boolean;
	label: string;
	validFor: string | null;
	value: string;
}

export interface FieldDescribe {
	aggregatable: boolean;
	aiPredictionField: boolean;
	autoNumber: boolean;
	byteLength: number;
	calculated: boolean;
	calculatedFormula: string | null;
	cascadeDelete: boolean;
	caseSensitive: boolean;
	compoundFieldName: string | null;
	controllerName: string | null;
	createable: boolean;
	custom: boolean;
	defaultValue: boolean | string | null;
	defaultValueFormula: string | null;
	defaultedOnCreate: boolean;
	dependentPicklist: boolean;
	deprecatedAndHidden: boolean;
	digits: number;
	displayLocationInDecimal: boolean;
	encrypted: boolean;
	externalId: boolean;
	extraTypeInfo: string | null;
	filterable: boolean;
	filteredLookupInfo: null;
	formulaTreatNullNumberAsZero: boolean;
	groupable: boolean;
	highScaleNumber: boolean;
	htmlFormatted: boolean;
	idLookup: boolean;
	inlineHelpText: string | null;
	label: string;
	length: number;
	mask: string | null;
	maskType: string | null;
	name: string;
	nameField: boolean;
	namePointing: boolean;
	nillable: boolean;
	permissionable: boolean;
	picklistValues: PicklistValue[];
	polymorphicForeignKey: boolean;
	precision: number;
	queryByDistance: boolean;
	referenceTargetField: string | null;
	referenceTo: string[];
	relationshipName: string | null;
	relationshipOrder: number | null;
	restrictedDelete: boolean;
	restrictedPicklist: boolean;
	scale: number;
	searchPrefilterable: boolean;
	soapType: string;
	sortable: boolean;
	type: FieldType;
	unique: boolean;
	updateable: boolean;
	writeRequiresMasterRead: boolean;
}

export interface ChildRelationship {
	cascadeDelete: boolean;
	childSObject: string;
	deprecatedAndHidden: boolean;
	field: string;
	junctionIdListNames: string[];
	junctionReferenceTo: string[];
	relationshipName: string | null;
	restrictedDelete: boolean;
}
