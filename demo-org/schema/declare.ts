import type { FieldDescribe } from "./describeTypes.ts";
import { auditFields, deletedField, ownerField, recordId, viewedFields } from "./fields.ts";
import type { ObjectSpec } from "./objectType.ts";

type Head = readonly [name: string, label: string, labelPlural: string, keyPrefix: string];

type More = Partial<ObjectSpec> & {
	/** Who may own its records; null for an object without owner. `["User"]` when absent. */
	readonly owner?: readonly string[] | null;
};

/** An object that people work on, with the fields that every such object has around its own. */
export function dataObject(
	[name, label, labelPlural, keyPrefix]: Head,
	own: readonly FieldDescribe[],
	{ owner = ["User"], ...more }: More = {},
): ObjectSpec {
	const isCustom = name.endsWith("__c");
	const owned = owner === null ? [] : [ownerField(owner)];
	return {
		name,
		label,
		labelPlural,
		keyPrefix,
		fields: [
			recordId(isCustom ? "Record ID" : `${label} ID`),
			...(isCustom ? owned : []),
			deletedField(),
			...own,
			...(isCustom ? [] : owned),
			...auditFields(),
			...viewedFields(),
		],
		...more,
	};
}

/** An object without owner and most-recently-used dates: a part of another, or one for administrators. */
export function plainObject(
	head: Head,
	own: readonly FieldDescribe[],
	{ bin = false, ...more }: Partial<ObjectSpec> & { readonly bin?: boolean } = {},
): ObjectSpec {
	const fields = [...own, ...auditFields(), ...(bin ? [deletedField()] : [])];
	return bareObject(head, fields, { kind: "setup", ...more });
}

/** An object with just the fields given, after its id. */
export function bareObject(
	[name, label, labelPlural, keyPrefix]: Head,
	own: readonly FieldDescribe[],
	more: Partial<ObjectSpec> = {},
): ObjectSpec {
	return {
		name,
		label,
		labelPlural,
		keyPrefix,
		kind: "log",
		fields: [recordId(`${label} ID`), ...own],
		...more,
	};
}
