import { bareObject } from "../schema/declare.ts";
import { boolean, dateTime, integer, lookup, readOnly, text } from "../schema/fields.ts";
import type { ObjectSpec } from "../schema/objectType.ts";

/** Objects that only the Tooling API has. Those marked virtual are computed from the org's object types. */

const shown = { ...readOnly, nillable: false };

const entityDefinition = bareObject(
	["EntityDefinition", "Entity Definition", "Entity Definitions", "4ie"],
	[
		text("DurableId", "Durable Id", 40, shown),
		text("QualifiedApiName", "Qualified API Name", 70, { ...shown, nameField: true }),
		text("DeveloperName", "Developer Name", 40, shown),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		text("Label", "Label", 40, shown),
		text("MasterLabel", "Master Label", 40, shown),
		text("PluralLabel", "Plural Label", 40, shown),
		text("KeyPrefix", "Key Prefix", 3, readOnly),
		text("InternalSharingModel", "Internal Sharing Model", 40, readOnly),
		text("ExternalSharingModel", "External Sharing Model", 40, readOnly),
		boolean("IsCustomizable", "Is Customizable", readOnly),
		boolean("IsCustomSetting", "Is Custom Setting", readOnly),
		boolean("IsQueryable", "Is Queryable", readOnly),
		boolean("IsRetrieveable", "Is Retrieveable", readOnly),
		boolean("IsSearchable", "Is Searchable", readOnly),
		boolean("IsLayoutable", "Is Layoutable", readOnly),
		boolean("IsTriggerable", "Is Triggerable", readOnly),
		boolean("IsReplicateable", "Is Replicateable", readOnly),
		boolean("IsDeprecatedAndHidden", "Is Deprecated", readOnly),
	],
);

const fieldDefinition = bareObject(
	["FieldDefinition", "Field Definition", "Field Definitions", "4fe"],
	[
		text("DurableId", "Durable Id", 80, shown),
		lookup("EntityDefinitionId", "Entity Definition", ["EntityDefinition"], "EntityDefinition", shown),
		text("QualifiedApiName", "Qualified API Name", 70, { ...shown, nameField: true }),
		text("DeveloperName", "Developer Name", 40, shown),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		text("Label", "Label", 40, shown),
		text("MasterLabel", "Master Label", 40, shown),
		text("DataType", "Data Type", 80, readOnly),
		integer("Length", "Length", readOnly),
		integer("Precision", "Precision", readOnly),
		integer("Scale", "Scale", readOnly),
		text("RelationshipName", "Relationship Name", 40, readOnly),
		text("ExtraTypeInfo", "Extra Type Info", 40, readOnly),
		boolean("IsCalculated", "Is Calculated", readOnly),
		boolean("IsCompound", "Is Compound", readOnly),
		boolean("IsIndexed", "Is Indexed", readOnly),
		boolean("IsNillable", "Is Nillable", readOnly),
		boolean("IsNameField", "Is Name Field", readOnly),
		boolean("IsPolymorphicForeignKey", "Is Polymorphic", readOnly),
		boolean("IsHighScaleNumber", "Is High Scale", readOnly),
		boolean("IsApiFilterable", "Is Filterable", readOnly),
		boolean("IsApiSortable", "Is Sortable", readOnly),
		boolean("IsApiGroupable", "Is Groupable", readOnly),
	],
	{ listOnParent: { EntityDefinitionId: "Fields" } },
);

const customObject = bareObject(
	["CustomObject", "Custom Object", "Custom Objects", "01I"],
	[
		text("DeveloperName", "Developer Name", 80, { ...shown, nameField: true }),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		text("ManageableState", "Manageable State", 40, readOnly),
		text("SharingModel", "Sharing Model", 40, readOnly),
	],
);

const customField = bareObject(
	["CustomField", "Custom Field", "Custom Fields", "00N"],
	[
		text("DeveloperName", "Developer Name", 80, { ...shown, nameField: true }),
		text("NamespacePrefix", "Namespace Prefix", 15, readOnly),
		text("TableEnumOrId", "Table Enum Or Id", 40, shown),
		lookup("EntityDefinitionId", "Entity Definition", ["EntityDefinition"], "EntityDefinition", shown),
		text("ManageableState", "Manageable State", 40, readOnly),
	],
	{ listOnParent: { EntityDefinitionId: "CustomFields" } },
);

const validationRule = bareObject(
	["ValidationRule", "Validation Rule", "Validation Rules", "03d"],
	[
		text("ValidationName", "Validation Name", 80, { ...shown, nameField: true }),
		lookup("EntityDefinitionId", "Entity Definition", ["EntityDefinition"], "EntityDefinition", shown),
		boolean("Active", "Active", readOnly),
		text("ErrorMessage", "Error Message", 255, readOnly),
		text("ErrorDisplayField", "Error Display Field", 80, readOnly),
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

/** The computed ones: what SOQL can do with them is less (Tooling API, "SOQL Operation Limitations"). */
export const VIRTUAL: ReadonlySet<string> = new Set(["EntityDefinition", "FieldDefinition"]);

/** What the Tooling API has besides the objects that it shares with REST. */
export const TOOLING_OBJECTS: readonly ObjectSpec[] = [
	entityDefinition,
	fieldDefinition,
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
