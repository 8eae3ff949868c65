import type { Row, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { readOnly, text } from "../schema/fields.ts";
import type { ObjectSpec } from "../schema/objectType.ts";
import type { Formula } from "../schema/rules.ts";
import { complexValue } from "./definitionObjects.ts";

/** What Metadata of a custom field may say (Metadata API, `CustomField` of v66); what it leaves open is null. */
const CUSTOM_FIELD_KEYS = [
	"businessOwnerGroup businessOwnerUser businessStatus caseSensitive complianceGroup customDataType",
	"defaultValue deleteConstraint deprecated description displayFormat displayLocationInDecimal",
	"elementType encryptionScheme escapeMarkup externalDeveloperName externalId fieldManageability",
	"formula formulaTreatBlanksAs inlineHelpText isAIPredictionField isConvertLeadDisabled",
	"isFilteringDisabled isNameField isSortingDisabled label length lookupFilter maskChar maskType",
	"metadataRelationshipControllingField mktDataLakeFieldAttributes mktDataModelFieldAttributes picklist",
	"populateExistingRows precision readOnlyProxy referenceTargetField referenceTo relationshipLabel",
	"relationshipName relationshipOrder reparentableMasterDetail required restrictedAdminField scale",
	"securityClassification startingNumber stripMarkup summarizedField summaryFilterItems",
	"summaryForeignKey summaryOperation trackFeedHistory trackHistory trackTrending translateData type",
	"unique urls valueSet visibleLines writeRequiresMasterRead",
].flatMap((line) => line.split(" "));
const NOTHING = Object.fromEntries(CUSTOM_FIELD_KEYS.map((key) => [key, null]));

/** Metadata of a field as JSON text. */
export function fieldMetadata(field: FieldDescribe): string {
	const isText = ["string", "encryptedstring", "textarea"].includes(field.type) && !field.autoNumber;
	const isNumber = ["double", "currency", "percent"].includes(field.type);
	const isLookup = field.type === "reference";
	return JSON.stringify({
		...NOTHING,
		caseSensitive: field.unique ? field.caseSensitive : null,
		defaultValue: field.type === "boolean" ? String(field.defaultValue) : field.defaultValueFormula,
		externalId: field.externalId,
		formula: field.calculatedFormula,
		inlineHelpText: field.inlineHelpText,
		label: field.label,
		length: isText ? field.length : null,
		maskChar: field.mask,
		maskType: field.maskType,
		precision: isNumber ? field.precision : null,
		referenceTo: isLookup ? (field.referenceTo[0] ?? null) : null,
		relationshipName: isLookup ? (field.relationshipName?.replace(/__r$/, "") ?? null) : null,
		relationshipOrder: field.relationshipOrder,
		required: !field.nillable && field.type !== "boolean",
		scale: isNumber ? field.scale : null,
		trackHistory: false,
		type: metadataType(field),
		unique: field.unique,
		valueSet: field.picklistValues.length > 0 ? valueSet(field) : null,
		writeRequiresMasterRead: field.cascadeDelete ? field.writeRequiresMasterRead : null,
	});
}

function valueSet({ picklistValues, restrictedPicklist, controllerName }: FieldDescribe): object {
	return {
		controllingField: controllerName,
		restricted: restrictedPicklist,
		valueSetDefinition: {
			sorted: false,
			value: picklistValues.map(({ value, label, active, defaultValue }) => ({
				default: defaultValue,
				isActive: active,
				label,
				valueName: value,
			})),
		},
		valueSetName: null,
		valueSettings: [],
	};
}

const METADATA_TYPES: Partial<Record<FieldDescribe["type"], string>> = {
	string: "Text",
	int: "Number",
	double: "Number",
	boolean: "Checkbox",
	datetime: "DateTime",
	multipicklist: "MultiselectPicklist",
	encryptedstring: "EncryptedText",
	location: "Location",
};

/** As the Metadata API names the types of custom fields. */
function metadataType(field: FieldDescribe): string {
	if (field.autoNumber) return "AutoNumber";
	if (field.type === "reference") return field.cascadeDelete ? "MasterDetail" : "Lookup";
	if (field.type === "textarea") {
		if (field.htmlFormatted) return "Html";
		return field.length > 255 ? "LongTextArea" : "TextArea";
	}
	return METADATA_TYPES[field.type] ?? field.type.charAt(0).toUpperCase() + field.type.slice(1);
}

export const fullName = text("FullName", "Full Name", 255, {
	...readOnly,
	filterable: false,
	sortable: false,
	groupable: false,
});
export const metadata = complexValue("Metadata", "Metadata");

const codeMetadata: Formula = ({ ApiVersion, Status }) =>
	JSON.stringify({ apiVersion: ApiVersion, packageVersions: [], status: Status, urls: null });
const codeName: Formula = (row) => withNamespace(row, row["Name"] ?? null);

function withNamespace({ NamespacePrefix }: Row, name: Value): Value {
	return typeof NamespacePrefix === "string" ? `${NamespacePrefix}__${String(name)}` : name;
}

/** What the Tooling API adds to the objects that it shares with REST. */
const ADDED: Readonly<Record<string, Readonly<Record<string, Formula>>>> = {
	ApexClass: { FullName: codeName, Metadata: codeMetadata },
	ApexTrigger: { FullName: codeName, Metadata: codeMetadata },
	RecordType: { FullName: (row) => `${String(row["SobjectType"])}.${String(row["DeveloperName"])}` },
	Profile: { FullName: ({ Name = null }) => Name },
};

/** An object of the REST API as the Tooling API has it. */
export function asTooling(spec: ObjectSpec): ObjectSpec {
	const added = ADDED[spec.name];
	if (added === undefined) return spec;
	const fields = [fullName, metadata].filter(({ name }) => added[name] !== undefined);
	return { ...spec, fields: [...spec.fields, ...fields], computed: { ...spec.computed, ...added } };
}

/** How the Tooling API computes a field that it adds to an object of the REST API. */
export function addedFormula(objectName: string, fieldName: string): Formula | undefined {
	return ADDED[objectName]?.[fieldName];
}

/** Objects whose Metadata the platform has and the demo org does not. */
export const WITHOUT_METADATA: ReadonlySet<string> = new Set([
	"EntityDefinition",
	"ValidationRule",
	"RecordType",
	"Profile",
]);
