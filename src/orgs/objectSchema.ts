import type { FieldDescribe, ObjectDescribe, ObjectSummary } from "../salesforce/rest/describeShapes.ts";
import type {
	Api,
	FieldSchema,
	ObjectSchema,
	PicklistValue,
	ObjectSummary as SchemaSummary,
} from "../soql/schema.ts";

/** Of one object's describe, what the language knows of it. */
export function objectSchema(describe: ObjectDescribe, api: Api): ObjectSchema {
	const { childRelationships, recordTypeInfos, supportedScopes } = describe;
	return {
		...objectSummary(describe, api),
		labelPlural: describe.labelPlural,
		fields: describe.fields
			.filter(({ deprecatedAndHidden }) => !deprecatedAndHidden)
			.map((field) => new DescribedField(field)),
		childRelationships: childRelationships.flatMap(
			({ childSObject: childObject, field, relationshipName, deprecatedAndHidden }) =>
				relationshipName === null || deprecatedAndHidden ? [] : [{ childObject, field, relationshipName }],
		),
		// The master record type is no record: no query finds it.
		recordTypes: recordTypeInfos.flatMap(({ developerName, name, active, master }) =>
			developerName === null || master ? [] : [{ developerName, name, active }],
		),
		scopes: supportedScopes.map(({ name, label }) => ({ name, label })),
	};
}

function objectSummary(
	{ name, label, custom, queryable, keyPrefix }: ObjectSummary,
	api: Api,
): SchemaSummary {
	return { name, label, api, custom, queryable, keyPrefix };
}

/** Both lists as one: of an object that both have, the REST API's. */
export function mergedObjects(
	rest: readonly ObjectSummary[],
	tooling: readonly ObjectSummary[],
): ReadonlyMap<string, SchemaSummary> {
	const merged = new Map<string, SchemaSummary>();
	const add = (objects: readonly ObjectSummary[], api: Api) => {
		for (const object of objects) {
			const key = object.name.toLowerCase();
			if (!object.deprecatedAndHidden && !merged.has(key)) merged.set(key, objectSummary(object, api));
		}
	};
	add(rest, "rest");
	add(tooling, "tooling");
	return merged;
}

/** A field under the language's names; the facts stay where they are, since there are tens of thousands of fields. */
class DescribedField implements FieldSchema {
	readonly #field: FieldDescribe;

	constructor(field: FieldDescribe) {
		this.#field = field;
	}

	get name(): string {
		return this.#field.name;
	}
	get label(): string {
		return this.#field.label;
	}
	get type(): string {
		return this.#field.type;
	}
	get length(): number {
		return this.#field.length;
	}
	get precision(): number {
		return this.#field.precision;
	}
	get scale(): number {
		return this.#field.scale;
	}
	get custom(): boolean {
		return this.#field.custom;
	}
	get filterable(): boolean {
		return this.#field.filterable;
	}
	get sortable(): boolean {
		return this.#field.sortable;
	}
	get groupable(): boolean {
		return this.#field.groupable;
	}
	get aggregatable(): boolean {
		return this.#field.aggregatable;
	}
	get nillable(): boolean {
		return this.#field.nillable;
	}
	get calculated(): boolean {
		return this.#field.calculated;
	}
	get formula(): string | null {
		return this.#field.calculatedFormula;
	}
	get helpText(): string | null {
		return this.#field.inlineHelpText;
	}
	get referenceTo(): readonly string[] {
		return this.#field.referenceTo;
	}
	get relationshipName(): string | null {
		return this.#field.relationshipName;
	}
	get picklistValues(): readonly PicklistValue[] {
		return this.#field.picklistValues;
	}
	get compoundFieldName(): string | null {
		return this.#field.compoundFieldName;
	}
	get nameField(): boolean {
		return this.#field.nameField;
	}
	get externalId(): boolean {
		return this.#field.externalId;
	}
	get unique(): boolean {
		return this.#field.unique;
	}
	get encrypted(): boolean {
		return this.#field.encrypted;
	}
}
