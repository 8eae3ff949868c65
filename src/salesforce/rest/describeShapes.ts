import * as v from "valibot";

// Only what the product uses is decoded and kept: an object's describe has a hundred keys a field.

const picklistValue = v.object({
	value: v.string(),
	label: v.nullish(v.string(), null),
	active: v.boolean(),
});

const field = v.object({
	name: v.string(),
	label: v.string(),
	/** As the API spells it: `string`, `reference`, `multipicklist`, …; new ones come with new versions. */
	type: v.string(),
	length: v.optional(v.number(), 0),
	precision: v.optional(v.number(), 0),
	scale: v.optional(v.number(), 0),
	digits: v.optional(v.number(), 0),
	custom: v.boolean(),
	// A version that doesn't say whether a clause takes a field leaves the refusal to the org.
	filterable: v.optional(v.boolean(), true),
	sortable: v.optional(v.boolean(), true),
	groupable: v.optional(v.boolean(), true),
	aggregatable: v.optional(v.boolean(), true),
	deprecatedAndHidden: v.optional(v.boolean(), false),
	calculated: v.boolean(),
	calculatedFormula: v.nullish(v.string(), null),
	autoNumber: v.optional(v.boolean(), false),
	nillable: v.boolean(),
	createable: v.boolean(),
	updateable: v.boolean(),
	referenceTo: v.optional(v.array(v.string()), []),
	relationshipName: v.nullish(v.string(), null),
	relationshipOrder: v.nullish(v.number(), null),
	picklistValues: v.optional(v.array(picklistValue), []),
	/** The compound field that this one is a part of; in some orgs a `Name` names itself. */
	compoundFieldName: v.nullish(v.string(), null),
	nameField: v.boolean(),
	externalId: v.optional(v.boolean(), false),
	unique: v.optional(v.boolean(), false),
	encrypted: v.optional(v.boolean(), false),
	htmlFormatted: v.optional(v.boolean(), false),
	inlineHelpText: v.nullish(v.string(), null),
	extraTypeInfo: v.nullish(v.string(), null),
});
export type FieldDescribe = Readonly<v.InferOutput<typeof field>>;

const childRelationship = v.object({
	childSObject: v.string(),
	field: v.string(),
	relationshipName: v.nullish(v.string(), null),
	deprecatedAndHidden: v.optional(v.boolean(), false),
});

const recordTypeInfo = v.object({
	recordTypeId: v.nullish(v.string(), null),
	name: v.string(),
	developerName: v.nullish(v.string(), null),
	active: v.optional(v.boolean(), true),
	available: v.optional(v.boolean(), true),
	master: v.optional(v.boolean(), false),
});

const scope = v.object({ name: v.string(), label: v.nullish(v.string(), "") });

const objectHead = {
	name: v.string(),
	label: v.string(),
	labelPlural: v.nullish(v.string(), ""),
	keyPrefix: v.nullish(v.string(), null),
	queryable: v.optional(v.boolean(), true),
	layoutable: v.optional(v.boolean(), true),
	custom: v.optional(v.boolean(), false),
	deprecatedAndHidden: v.optional(v.boolean(), false),
};
const objectSummary = v.object(objectHead);
export type ObjectSummary = Readonly<v.InferOutput<typeof objectSummary>>;

const decodedObject = v.object({
	...objectHead,
	fields: v.array(field),
	childRelationships: v.optional(v.array(childRelationship), []),
	recordTypeInfos: v.optional(v.array(recordTypeInfo), []),
	supportedScopes: v.optional(v.array(scope), []),
});
/** One object as this user sees it: fields that they may not read are not in it. */
export type ObjectDescribe = Readonly<v.InferOutput<typeof decodedObject>>;

/** What `sobjects/X/describe` answers, of both APIs. */
export const objectDescribe = v.pipe(decodedObject, v.transform(compactObject));

/** What `sobjects` answers, of both APIs. */
export const globalDescribe = v.pipe(
	v.object({ sobjects: v.array(objectSummary) }),
	v.transform(({ sobjects }): readonly ObjectSummary[] => sobjects),
);

/**
 * The same describe in a third of the memory: decoders make objects by computed keys, which the engine keeps as hash
 * tables, and a describe repeats its texts and its empty lists. `npm run bench -- schema` measures it.
 */
function compactObject(describe: ObjectDescribe): ObjectDescribe {
	const texts = new Map<string, string>();
	const none: never[] = [];
	const once = <T extends string | null>(text: T): T => {
		if (text === null) return text;
		const known = texts.get(text);
		if (known === undefined) texts.set(text, text);
		return (known ?? text) as T;
	};
	const list = <T, R>(items: readonly T[], of: (item: T) => R): R[] =>
		items.length === 0 ? none : items.map(of);
	const compactField = (raw: FieldDescribe): FieldDescribe => ({
		name: once(raw.name),
		label: once(raw.label),
		type: once(raw.type),
		length: raw.length,
		precision: raw.precision,
		scale: raw.scale,
		digits: raw.digits,
		custom: raw.custom,
		filterable: raw.filterable,
		sortable: raw.sortable,
		groupable: raw.groupable,
		aggregatable: raw.aggregatable,
		deprecatedAndHidden: raw.deprecatedAndHidden,
		calculated: raw.calculated,
		calculatedFormula: raw.calculatedFormula,
		autoNumber: raw.autoNumber,
		nillable: raw.nillable,
		createable: raw.createable,
		updateable: raw.updateable,
		referenceTo: list(raw.referenceTo, once),
		relationshipName: once(raw.relationshipName),
		relationshipOrder: raw.relationshipOrder,
		picklistValues: list(raw.picklistValues, ({ value, label, active }) => ({
			value: once(value),
			label: once(label),
			active,
		})),
		compoundFieldName: once(raw.compoundFieldName),
		nameField: raw.nameField,
		externalId: raw.externalId,
		unique: raw.unique,
		encrypted: raw.encrypted,
		htmlFormatted: raw.htmlFormatted,
		inlineHelpText: raw.inlineHelpText,
		extraTypeInfo: once(raw.extraTypeInfo),
	});
	return {
		...describe,
		fields: describe.fields.map(compactField),
		childRelationships: list(describe.childRelationships, (child) => ({
			...child,
			childSObject: once(child.childSObject),
			field: once(child.field),
		})),
	};
}
