/** The two doors through which objects are queried: each has objects that the other doesn't know. */
export type Api = "rest" | "tooling";

/** One object of an org's list. */
export interface ObjectSummary {
	readonly name: string;
	/** In the user's language. */
	readonly label: string;
	readonly api: Api;
	readonly custom: boolean;
	/** Whether it may stand after FROM; some objects are reached through a parent only. */
	readonly queryable: boolean;
	readonly keyPrefix: string | null;
}

export interface PicklistValue {
	readonly value: string;
	readonly label: string | null;
	readonly active: boolean;
}

/** What a field is and what clauses allow it, as the org's describe says. */
export interface FieldSchema {
	readonly name: string;
	readonly label: string;
	/** As the API spells it: `string`, `reference`, `multipicklist`, …; new ones come with new versions. */
	readonly type: string;
	readonly length: number;
	readonly precision: number;
	readonly scale: number;
	readonly custom: boolean;
	readonly filterable: boolean;
	readonly sortable: boolean;
	readonly groupable: boolean;
	readonly aggregatable: boolean;
	readonly nillable: boolean;
	readonly calculated: boolean;
	/** The formula, where the user may see it. */
	readonly formula: string | null;
	readonly helpText: string | null;
	readonly referenceTo: readonly string[];
	readonly relationshipName: string | null;
	readonly picklistValues: readonly PicklistValue[];
	/** The compound field that this one is a part of. */
	readonly compoundFieldName: string | null;
	readonly nameField: boolean;
	readonly externalId: boolean;
	readonly unique: boolean;
	readonly encrypted: boolean;
}

export interface ChildRelationship {
	readonly childObject: string;
	readonly field: string;
	readonly relationshipName: string;
}

export interface RecordType {
	readonly developerName: string;
	readonly name: string;
	readonly active: boolean;
}

/** One object as this user sees it: fields they may not read are not in it. */
export interface ObjectSchema extends ObjectSummary {
	readonly labelPlural: string;
	readonly fields: readonly FieldSchema[];
	/** Those with a name: only they can be queried. */
	readonly childRelationships: readonly ChildRelationship[];
	readonly recordTypes: readonly RecordType[];
	/** What USING SCOPE may say, as the API spells it. */
	readonly scopes: readonly { readonly name: string; readonly label: string }[];
}

/**
 * What the language knows of an org, read at once: the language never waits. An answer that isn't here yet is on its
 * way once it was asked for; whoever owns the port tells when to ask again.
 */
export interface SchemaPort {
	/** All objects of both doors, by name; of one that both know, the REST API's. Undefined while nothing is known. */
	readonly objects: readonly ObjectSummary[] | undefined;
	/**
	 * One object, whatever the case of its name. `absent`: the org answered that this user has none of that name;
	 * `unknown`: it hasn't answered yet, or can't be reached.
	 */
	object(name: string): ObjectSchema | "absent" | "unknown";
}

/** What is known without an org: nothing, so keywords, functions and literals are all there is. */
export const NO_SCHEMA: SchemaPort = { objects: undefined, object: () => "unknown" };
