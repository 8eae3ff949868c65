import { describe, expect, it } from "vitest";
import {
	namesWanted,
	objectOfId,
	type RecordParts,
	recordContent,
	sectionsOf,
} from "../../../src/results/recordView.ts";
import type { PageLayout } from "../../../src/salesforce/rest/describe.ts";
import { field, object, summary } from "./describes.ts";

const USER = "005000000000001AAA";
const TYPE = "012000000000009AAA";

const layout = (
	sections: Readonly<Record<string, readonly string[]>>,
	relatedLists: PageLayout["relatedLists"] = [],
): PageLayout => ({
	detailLayoutSections: Object.entries(sections).map(([heading, names]) => ({
		heading,
		useHeading: true,
		layoutRows: names.map((name) => ({
			layoutItems: [
				{
					label: name,
					layoutComponents: name
						.split("+")
						.map((value) => (value === "-" ? { type: "EmptySpace", value: null } : { type: "Field", value })),
				},
			],
		})),
	})),
	relatedLists,
});

const parts = (changes: Partial<RecordParts> = {}): RecordParts => ({
	record: { Id: "001000000000001AAA", Name: "Acme", OwnerId: USER, RecordTypeId: TYPE },
	object: object("Account", [
		field("Id", { type: "id" }),
		field("Name", { nameField: true }),
		field("OwnerId", { type: "reference", referenceTo: ["User", "Group"] }),
		field("RecordTypeId", { type: "reference", referenceTo: ["RecordType"] }),
		field("Hidden__c"),
	]),
	layout: undefined,
	objects: [summary("Account", "001"), summary("User", "005"), summary("Contact", "003")],
	names: new Map(),
	display: { timeZone: "UTC", locale: "en-US" },
	...changes,
});
const content = (changes: Partial<RecordParts> = {}) =>
	recordContent(parts(changes), () => ({ kind: "closed" }));

describe("a record's content", () => {
	it("has the describe's fields that the record has, in its order", () => {
		const { name, objectLabel, fields, sections } = content();
		expect(fields.map((one) => one.name)).toEqual(["Id", "Name", "OwnerId", "RecordTypeId"]);
		expect([name, objectLabel, sections]).toEqual(["Acme", "Account", null]);
	});

	it("is called by its Id where it has no name", () => {
		expect(content({ record: { Id: "001000000000001AAA", Name: null } }).name).toBe("001000000000001AAA");
	});

	it("shows a lookup by the name that came, and a record type by the describe's", () => {
		const recordTypeInfos = [
			{
				recordTypeId: TYPE,
				name: "Partner",
				developerName: "P",
				active: true,
				available: true,
				master: false,
			},
		];
		const { fields } = content({
			names: new Map([[USER, "Ann"]]),
			object: { ...parts().object, recordTypeInfos },
		});
		expect(fields.slice(2).map(({ value }) => value)).toEqual([
			{ kind: "lookup", recordId: USER, name: "Ann" },
			{ kind: "lookup", recordId: TYPE, name: "Partner" },
		]);
	});
});

describe("sections of a layout", () => {
	const seen = [
		field("Name", { compoundFieldName: "Name" }),
		field("FirstName", { compoundFieldName: "Name" }),
		field("City", { compoundFieldName: "Address" }),
		field("Street", { compoundFieldName: "Address" }),
		field("Address", { type: "address" }),
		field("Phone"),
		field("Lone", { compoundFieldName: "Unseen" }),
	];
	it.each<[string, Readonly<Record<string, readonly string[]>>, unknown]>([
		[
			"come in the layout's order, and last what it leaves out",
			{ B: ["Phone"], A: ["Name"] },
			[
				["B", ["Phone"]],
				["A", ["Name"]],
				[null, ["City", "Street", "Address", "Lone"]],
			],
		],
		[
			"show a compound once, whether its parts or the whole are named",
			{ A: ["City+Street", "Address", "FirstName"], B: ["Phone", "Lone"] },
			[
				["A", ["Address", "Name"]],
				["B", ["Phone", "Lone"]],
			],
		],
		[
			"leave out blanks, what the user doesn't see, and sections that are then empty",
			{ Empty: ["-", "Secret"], "": ["-", "Phone", "Secret", "Phone"], Rest: ["Name", "Address", "Lone"] },
			[
				["Details", ["Phone"]],
				["Rest", ["Name", "Address", "Lone"]],
			],
		],
	])("%s", (_, given, expected) => {
		const sections = sectionsOf(layout(given), seen);
		expect(sections.map(({ heading, fields }) => [heading, fields])).toEqual(expected);
	});
});

describe("related lists", () => {
	const child = (childSObject: string, relation: string | null, more = {}) => ({
		childSObject,
		field: "AccountId",
		relationshipName: relation,
		deprecatedAndHidden: false,
		...more,
	});
	const childRelationships = [
		child("Zebra__c", "Zebras__r"),
		child("Contact", "Contacts"),
		child("AccountHistory", null),
		child("Old", "Olds", { deprecatedAndHidden: true }),
		child("Feed", "Feeds"),
		child("Unseen", "Unseens"),
		child("Case", "Cases"),
		child("Asset", "Assets"),
	];
	const objects = ["Zebra__c", "Contact", "AccountHistory", "Old", "Case", "Asset"].map((name) =>
		summary(name, null),
	);
	const related = content({
		object: { ...parts().object, childRelationships },
		objects: [...objects, summary("Feed", null, { queryable: false })],
		layout: layout({}, [
			{ label: "My Cases", sobject: "Case", field: "AccountId", name: null },
			{ label: "", sobject: "Contact", field: "Account", name: "Contacts" },
		]),
	}).related;

	it("are those of the layout in its order and words, then the others by label; none that can't be read", () => {
		expect(related.map(({ label, objectName, onLayout }) => [label, objectName, onLayout])).toEqual([
			["My Cases", "Case", true],
			["Contacts", "Contact", true],
			["Assets", "Asset", false],
			["Zebra__cs", "Zebra__c", false],
		]);
		expect(related[0]?.key).toBe("Case.AccountId");
	});
});

describe("names of lookups", () => {
	const pointing = (
		record: Readonly<Record<string, unknown>>,
		referenceTo: readonly string[],
		changes = {},
	) =>
		parts({
			record,
			object: object("X", [
				field("A__c", { type: "reference", referenceTo: [...referenceTo] }),
				field("B__c"),
			]),
			...changes,
		});
	it.each<[string, RecordParts, readonly string[]]>([
		["what it points to, by its prefix", pointing({ A__c: USER }, ["User", "Group"]), ["User.Name"]],
		[
			"by its only target where the prefix is unknown",
			pointing({ A__c: "a0X000000000001AAA" }, ["Y__c"]),
			["Y__c.Name"],
		],
		["not where neither tells", pointing({ A__c: "a0X000000000001AAA" }, ["Y__c", "Z__c"]), []],
		["not for null", pointing({ A__c: null }, ["User"]), []],
		["not what is known", pointing({ A__c: USER }, ["User"], { names: new Map([[USER, "Ann"]]) }), []],
		[
			"objects without Name by their own field",
			pointing({ A__c: "500000000000001AAA" }, ["Case"]),
			["Case.CaseNumber"],
		],
		[
			"objects that are described by their describe",
			pointing({ A__c: "a01000000000001AAA" }, ["Known__c"]),
			["Known__c.Title__c"],
		],
		["no text that only looks like an Id", pointing({ B__c: USER }, []), []],
	])("%s", (_, given, wanted) => {
		const known = (name: string) =>
			name === "Known__c" ? object(name, [field("Title__c", { nameField: true })]) : undefined;
		expect(
			namesWanted(given, known).map(({ objectName, nameField }) => `${objectName}.${nameField}`),
		).toEqual(wanted);
	});

	it("the object of an Id is told by its prefix, whose case counts", () => {
		const objects = [summary("A", "a0A"), summary("B", "a0a"), summary("None", null)];
		expect(objectOfId(objects, "a0a000000000001AAA")).toBe("B");
		expect(objectOfId(objects, "a0b000000000001AAA")).toBeUndefined();
	});
});
