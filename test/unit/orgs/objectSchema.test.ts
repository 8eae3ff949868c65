import { describe, expect, it } from "vitest";
import { mergedObjects, objectSchema } from "../../../src/orgs/objectSchema.ts";
import { field, object, summary } from "../results/describes.ts";

describe("objectSchema", () => {
	it("gives each field under the language's names", () => {
		const described = field("Margin__c", {
			label: "Marge",
			type: "currency",
			precision: 18,
			scale: 2,
			custom: true,
			filterable: false,
			aggregatable: false,
			calculated: true,
			calculatedFormula: "Price__c - Cost__c",
			inlineHelpText: "What is left.",
			externalId: true,
		});
		expect(objectSchema(object("Offer__c", [described]), "rest").fields[0]).toMatchObject({
			name: "Margin__c",
			label: "Marge",
			type: "currency",
			length: 80,
			precision: 18,
			scale: 2,
			custom: true,
			filterable: false,
			sortable: true,
			groupable: true,
			aggregatable: false,
			nillable: true,
			calculated: true,
			formula: "Price__c - Cost__c",
			helpText: "What is left.",
			referenceTo: [],
			relationshipName: null,
			picklistValues: [],
			compoundFieldName: null,
			nameField: false,
			externalId: true,
			unique: false,
			encrypted: false,
		});
	});

	it("leaves out what no query can name", () => {
		const { fields, childRelationships, recordTypes, scopes } = objectSchema(
			object("Offer__c", [field("Old__c", { deprecatedAndHidden: true }), field("New__c")], {
				childRelationships: [
					{ childSObject: "A", field: "X", relationshipName: null, deprecatedAndHidden: false },
					{ childSObject: "B", field: "X", relationshipName: "Bs", deprecatedAndHidden: true },
					{ childSObject: "C", field: "X", relationshipName: "Cs", deprecatedAndHidden: false },
				],
				recordTypeInfos: [
					{ ...RECORD_TYPE, developerName: "Large", name: "Groß", active: false },
					{ ...RECORD_TYPE, developerName: "Master", name: "Master", master: true },
					{ ...RECORD_TYPE, developerName: null, name: "of an old version" },
				],
				supportedScopes: [{ name: "mine", label: "Meine" }],
			}),
			"rest",
		);
		expect(fields.map(({ name }) => name)).toEqual(["New__c"]);
		expect(childRelationships).toEqual([{ childObject: "C", field: "X", relationshipName: "Cs" }]);
		expect(recordTypes).toEqual([{ developerName: "Large", name: "Groß", active: false }]);
		expect(scopes).toEqual([{ name: "mine", label: "Meine" }]);
	});
});

const RECORD_TYPE = { recordTypeId: null, active: true, available: true, master: false };

describe("mergedObjects", () => {
	it("has each object once, by its name in lower case, of the REST API where both have it", () => {
		const merged = mergedObjects(
			[
				summary("acme__Offer__c", null, { custom: true }),
				summary("Gone__c", null, { deprecatedAndHidden: true }),
			],
			[summary("ACME__offer__c", "a00"), summary("TraceFlag", "7tf", { queryable: false })],
		);
		expect([...merged]).toEqual([
			[
				"acme__offer__c",
				{
					name: "acme__Offer__c",
					label: "acme__Offer__c",
					api: "rest",
					custom: true,
					queryable: true,
					keyPrefix: null,
				},
			],
			[
				"traceflag",
				{
					name: "TraceFlag",
					label: "TraceFlag",
					api: "tooling",
					custom: false,
					queryable: false,
					keyPrefix: "7tf",
				},
			],
		]);
	});
});
