import { bareObject } from "../schema/declare.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { boolean, dateTime, lookup, readOnly, text } from "../schema/fields.ts";
import type { ObjectSpec } from "../schema/objectType.ts";
import { DEFINITIONS, definedBy } from "./definitionObjects.ts";
import { fullName, metadata } from "./metadata.ts";

/** Objects that only the Tooling API has, besides the definitions. */

const shown = { ...readOnly, nillable: false };

const customObject = bareObject(
	["CustomObject", "Custom Object", "Custom Objects", "01I"],
	[
		text("DeveloperName", "Developer Name", 80, { ...shown, nameField: true }),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		text("ManageableState", "Manageable State", 40, readOnly),
		text("SharingModel", "Sharing Model", 40, readOnly),
		fullName,
	],
);

const customField = bareObject(
	["CustomField", "Custom Field", "Custom Fields", "00N"],
	[
		text("DeveloperName", "Developer Name", 80, { ...shown, nameField: true }),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		text("TableEnumOrId", "Table Enum Or Id", 40, shown),
		definedBy("EntityDefinition", "Entity Definition"),
		text("ManageableState", "Manageable State", 40, readOnly),
		fullName,
		metadata,
	],
	{ listOnParent: { EntityDefinitionId: "CustomFields" } },
);

const validationRule = bareObject(
	["ValidationRule", "Validation Rule", "Validation Rules", "03d"],
	[
		text("ValidationName", "Validation Name", 80, { ...shown, nameField: true }),
		definedBy("EntityDefinition", "Entity Definition"),
		boolean("Active", "Active", readOnly),
		text("ErrorMessage", "Error Message", 255, readOnly),
		text("ErrorDisplayField", "Error Display Field", 80, readOnly),
		fullName,
	],
	{ listOnParent: { EntityDefinitionId: "ValidationRules" } },
);

const log = (category: string) => text(category, category, 40, shown);

const debugLevel = bareObject(
	["DebugLevel", "Debug Level", "Debug Levels", "7dl"],
	[
		text("DeveloperName", "Developer Name", 80, { ...shown, nameField: true }),
		text("MasterLabel", "Master Label", 80, shown),
		text("Language", "Language", 40, readOnly),
		...["ApexCode", "ApexProfiling", "Callout", "Database", "Nba", "System"].map(log),
		...["Validation", "Visualforce", "Wave", "Workflow"].map(log),
	],
);

const traceFlag = bareObject(
	["TraceFlag", "Trace Flag", "Trace Flags", "7tf"],
	[
		lookup("TracedEntityId", "Traced Entity ID", ["User", "ApexClass", "ApexTrigger"], "TracedEntity", shown),
		lookup("DebugLevelId", "Debug Level ID", ["DebugLevel"], "DebugLevel", shown),
		text("LogType", "Log Type", 40, shown),
		dateTime("StartDate", "Start Date", readOnly),
		dateTime("ExpirationDate", "Expiration Date", shown),
	],
);

/** Columns of definitions that REST lacks. */
const MORE_OF_DEFINITIONS: Readonly<Record<string, readonly FieldDescribe[]>> = {
	EntityDefinition: [fullName],
	FieldDefinition: [metadata],
};

/** What the Tooling API has besides the objects that it shares with REST. */
export const TOOLING_OBJECTS: readonly ObjectSpec[] = [
	...DEFINITIONS.map((spec) => {
		const more = MORE_OF_DEFINITIONS[spec.name];
		return more === undefined ? spec : { ...spec, fields: [...spec.fields, ...more] };
	}),
	customObject,
	customField,
	validationRule,
	debugLevel,
	traceFlag,
];

/** Objects of the REST API that the Tooling API has too. */
export const SHARED: readonly string[] = [
	"ApexClass",
	"ApexTrigger",
	"ApexLog",
	"AsyncApexJob",
	"User",
	"Profile",
	"PermissionSet",
	"RecordType",
	"Group",
	"Organization",
];
