import type { ColumnDescribe, ResultColumn } from "../pages/results.ts";
import type { FieldDescribe, ObjectDescribe } from "../salesforce/rest/describeShapes.ts";
import { typeText } from "./fieldText.ts";

/** Gives the describe of an object; undefined for one that this user doesn't see. */
export type DescribeOf = (objectName: string) => Promise<ObjectDescribe | undefined>;

/** Objects that a polymorphic parent is looked for in: more are never asked for. */
const MOST_TARGETS = 5;

/**
 * What the describes say of each column of a query of an object: null for what is no field, such as an aggregate.
 * Parents are followed as the query follows them; of a polymorphic one the first object that has the field counts.
 */
export async function columnDescribes(
	columns: readonly ResultColumn[],
	objectName: string,
	describeOf: DescribeOf,
): Promise<(ColumnDescribe | null)[]> {
	const described: (ColumnDescribe | null)[] = [];
	for (const { name } of columns)
		described.push(await describeColumn(name.split("."), objectName, describeOf));
	return described;
}

/** The object of the child rows in a column; undefined when the describe knows no such relationship. */
export async function childObject(
	relationship: string,
	objectName: string,
	describeOf: DescribeOf,
): Promise<string | undefined> {
	const found = (await describeOf(objectName))?.childRelationships.find(({ relationshipName }) =>
		same(relationshipName, relationship),
	);
	return found?.childSObject;
}

async function describeColumn(
	path: readonly string[],
	objectName: string,
	describeOf: DescribeOf,
): Promise<ColumnDescribe | null> {
	const [step = "", ...rest] = path;
	const object = await describeOf(objectName);
	if (!object) return null;
	if (rest.length > 0) {
		const lookup = object.fields.find(({ relationshipName }) => same(relationshipName, step));
		for (const target of lookup?.referenceTo.slice(0, MOST_TARGETS) ?? []) {
			const described = await describeColumn(rest, target, describeOf);
			if (described && lookup) return { ...described, label: `${parentLabel(lookup)} › ${described.label}` };
		}
		return null;
	}
	const field = object.fields.find(({ name }) => same(name, step));
	if (field)
		return { label: field.label, object: object.label, type: factsOf(field), help: field.inlineHelpText };
	const child = object.childRelationships.find(({ relationshipName }) => same(relationshipName, step));
	if (!child) return null;
	const of = await describeOf(child.childSObject);
	return {
		label: of?.labelPlural || child.childSObject,
		object: object.label,
		type: `child rows: ${child.childSObject} by ${child.field}`,
		help: null,
	};
}

/** `Owner ID` → `Owner`: the label names the field, the parent is what it points to. */
function parentLabel({ label }: FieldDescribe): string {
	return label.replace(/ ID$/, "");
}

/** `Text(80), required, external id`: what a person wants to know of a field in one line. */
function factsOf(field: FieldDescribe): string {
	const values = field.picklistValues.filter(({ active }) => active).length;
	const facts = [
		typeText(field),
		values > 0 ? `${values} values` : "",
		!field.nillable && field.createable && field.type !== "boolean" ? "required" : "",
		field.externalId ? "external id" : "",
		field.unique ? "unique" : "",
		field.encrypted ? "encrypted" : "",
		field.updateable || field.calculated || field.autoNumber ? "" : "read-only",
	];
	return facts.filter((fact) => fact !== "").join(", ");
}

function same(name: string | null, other: string): boolean {
	return name?.toLowerCase() === other.toLowerCase();
}
