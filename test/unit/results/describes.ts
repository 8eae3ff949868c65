import type {
	FieldDescribe,
	ObjectDescribe,
	ObjectSummary,
} from "../../../src/salesforce/rest/describeShapes.ts";

/** A field that is nothing special but for `changes`. */
export function field(name: string, changes: Partial<FieldDescribe> = {}): FieldDescribe {
	return {
		name,
		label: `${name} label`,
		type: "string",
		length: 80,
		precision: 0,
		scale: 0,
		digits: 0,
		custom: false,
		filterable: true,
		sortable: true,
		groupable: true,
		aggregatable: true,
		deprecatedAndHidden: false,
		calculated: false,
		calculatedFormula: null,
		autoNumber: false,
		nillable: true,
		createable: true,
		updateable: true,
		referenceTo: [],
		relationshipName: null,
		relationshipOrder: null,
		picklistValues: [],
		compoundFieldName: null,
		nameField: false,
		externalId: false,
		unique: false,
		encrypted: false,
		htmlFormatted: false,
		inlineHelpText: null,
		extraTypeInfo: null,
		...changes,
	};
}

export function summary(
	name: string,
	keyPrefix: string | null,
	changes: Partial<ObjectSummary> = {},
): ObjectSummary {
	return {
		name,
		label: name,
		labelPlural: `${name}s`,
		keyPrefix,
		queryable: true,
		layoutable: true,
		custom: false,
		deprecatedAndHidden: false,
		...changes,
	};
}

export function object(
	name: string,
	fields: readonly FieldDescribe[],
	changes: Partial<ObjectDescribe> = {},
): ObjectDescribe {
	return {
		...summary(name, "001"),
		fields: [...fields],
		childRelationships: [],
		recordTypeInfos: [],
		supportedScopes: [],
		...changes,
	};
}
