import type { RecordContent, RecordField, RecordSection, RelatedList } from "../pages/record.ts";
import { sameId } from "../salesforce/ids.ts";
import type { PageLayout } from "../salesforce/rest/describe.ts";
import type { FieldDescribe, ObjectDescribe, ObjectSummary } from "../salesforce/rest/describeShapes.ts";
import type { SfRecord } from "../salesforce/rest/query.ts";
import type { NameWanted } from "../salesforce/rest/record.ts";
import { type Display, shownValue, typeText } from "./fieldText.ts";

/** All that a record's page is made of, as the org gave it. */
export interface RecordParts {
	readonly record: SfRecord;
	readonly object: ObjectDescribe;
	/** Undefined for an object without layouts. */
	readonly layout: PageLayout | undefined;
	/** All objects this user sees: labels of related lists, and what Ids belong to. */
	readonly objects: readonly ObjectSummary[];
	/** Names of the records it points to, by Id, as far as they are known. */
	readonly names: ReadonlyMap<string, string>;
	readonly display: Display;
}

/** Fields, sections and related lists of a record; `stateOf` tells how far a related list is, by its key. */
export function recordContent(
	parts: RecordParts,
	stateOf: (key: string) => RelatedList["state"],
): RecordContent {
	const { record, object, layout } = parts;
	const seen = object.fields.filter(({ name }) => Object.hasOwn(record, name));
	return {
		objectName: object.name,
		objectLabel: object.label,
		name: nameOf(parts) ?? String(record["Id"]),
		fields: seen.map((field) => recordField(field, parts)),
		sections: layout ? sectionsOf(layout, seen) : null,
		related: relatedLists(parts).map((list) => ({ ...list, state: stateOf(list.key) })),
	};
}

/** What the record is called, undefined for one without a name. */
export function nameOf({ record, object }: Pick<RecordParts, "record" | "object">): string | undefined {
	const names = object.fields.filter(({ nameField }) => nameField).map(({ name }) => record[name]);
	return names.find((name): name is string => typeof name === "string" && name !== "");
}

function recordField(field: FieldDescribe, { record, object, names, display }: RecordParts): RecordField {
	const value = record[field.name];
	const recordType = object.recordTypeInfos.find(
		({ recordTypeId }) => recordTypeId !== null && typeof value === "string" && sameId(recordTypeId, value),
	);
	const lookupName = typeof value === "string" ? (names.get(value) ?? recordType?.name ?? null) : null;
	return {
		name: field.name,
		label: field.label,
		type: typeText(field),
		help: field.inlineHelpText,
		value: shownValue(field, value, display, lookupName),
	};
}

/**
 * Sections as the layout has them, by field name. A layout names a compound field, or its parts, or both: the whole
 * stands for them. What it leaves out comes last, so that all fields of the record are there.
 */
export function sectionsOf(layout: PageLayout, seen: readonly FieldDescribe[]): RecordSection[] {
	const byName = new Map(seen.map((field) => [field.name, field]));
	const whole = ({ name, compoundFieldName }: FieldDescribe): string =>
		compoundFieldName !== null && byName.has(compoundFieldName) ? compoundFieldName : name;
	const placed = new Set<string>();
	const sections: RecordSection[] = [];
	for (const { heading, layoutRows } of layout.detailLayoutSections) {
		const fields = new Set<string>();
		for (const { type, value } of layoutRows
			.flatMap(({ layoutItems }) => layoutItems)
			.flatMap(({ layoutComponents }) => layoutComponents)) {
			const field = type === "Field" && value !== null ? byName.get(value) : undefined;
			if (field) fields.add(whole(field));
		}
		for (const name of fields) placed.add(name);
		if (fields.size > 0)
			sections.push({ heading: heading === "" ? "Details" : heading, fields: [...fields] });
	}
	const left = seen.filter((field) => !placed.has(whole(field))).map(({ name }) => name);
	return left.length === 0 ? sections : [...sections, { heading: null, fields: left }];
}

/** The lists of records that point to this one: those of its layout in their order, then the others by label. */
export function relatedLists({ object, layout, objects }: RecordParts): Omit<RelatedList, "state">[] {
	const summaries = new Map(objects.map((summary) => [summary.name, summary]));
	const onLayout = layout?.relatedLists ?? [];
	const lists = object.childRelationships.flatMap(
		({ childSObject, field, relationshipName, deprecatedAndHidden }) => {
			const child = summaries.get(childSObject);
			if (relationshipName === null || deprecatedAndHidden || !child?.queryable) return [];
			const place = onLayout.findIndex(
				(list) => list.name === relationshipName || (list.sobject === childSObject && list.field === field),
			);
			const label = onLayout[place]?.label || child.labelPlural || child.label;
			const key = `${childSObject}.${field}`;
			return [{ place, list: { key, label, objectName: childSObject, field, onLayout: place >= 0 } }];
		},
	);
	const rank = ({ place }: { place: number }) => (place < 0 ? Number.POSITIVE_INFINITY : place);
	return lists
		.sort((a, b) =>
			rank(a) === rank(b) ? a.list.label.localeCompare(b.list.label) : rank(a) < rank(b) ? -1 : 1,
		)
		.map(({ list }) => list);
}

/** The object that an Id belongs to, by its first three characters; undefined where no object this user sees has them. */
export function objectOfId(objects: readonly ObjectSummary[], recordId: string): string | undefined {
	return objects.find(({ keyPrefix }) => keyPrefix === recordId.slice(0, 3))?.name;
}

/** What standard objects without a field `Name` are called by ("nameField" of their describes). */
const NAME_FIELDS: Readonly<Record<string, string>> = {
	Case: "CaseNumber",
	ContentDocument: "Title",
	ContentVersion: "Title",
	Contract: "ContractNumber",
	ContractLineItem: "LineItemNumber",
	Event: "Subject",
	Idea: "Title",
	Note: "Title",
	Order: "OrderNumber",
	OrderItem: "OrderItemNumber",
	ReturnOrder: "ReturnOrderNumber",
	ServiceAppointment: "AppointmentNumber",
	Solution: "SolutionName",
	Task: "Subject",
	WorkOrder: "WorkOrderNumber",
	WorkOrderLineItem: "LineItemNumber",
};

/** The records that this one points to and whose names are still unknown, each once. */
export function namesWanted(
	{ record, object, objects, names }: RecordParts,
	known: (objectName: string) => ObjectDescribe | undefined,
): NameWanted[] {
	const wanted = new Map<string, NameWanted>();
	const recordTypes = new Set(object.recordTypeInfos.map(({ recordTypeId }) => recordTypeId));
	for (const { name, type, referenceTo } of object.fields) {
		const recordId = record[name];
		if (type !== "reference" || typeof recordId !== "string" || recordId === "") continue;
		if (names.has(recordId) || recordTypes.has(recordId)) continue;
		const objectName =
			objectOfId(objects, recordId) ?? (referenceTo.length === 1 ? referenceTo[0] : undefined);
		if (objectName === undefined) continue;
		const nameField =
			known(objectName)?.fields.find((field) => field.nameField)?.name ?? NAME_FIELDS[objectName] ?? "Name";
		wanted.set(recordId, { recordId, objectName, nameField });
	}
	return [...wanted.values()];
}
