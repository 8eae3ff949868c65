import { bareObject } from "../schema/declare.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { boolean, dateTime, field, integer, lookup, readOnly, text } from "../schema/fields.ts";
import type { ObjectSpec } from "../schema/objectType.ts";

/**
 * The definitions: objects whose records are an org's object types, their fields, relationships and picklist values
 * (Tooling API, "EntityDefinition" and those around it). REST has them too. Their ids are names.
 */

const shown = { ...readOnly, nillable: false };

/** A lookup to a definition: it holds a name and no record id. */
export function definedBy(
	name: string,
	label: string,
	column = `${name}Id`,
	nillable = false,
): FieldDescribe {
	const relationship = column.replace(/Id$/, "");
	return lookup(column, label, [name], relationship, { ...shown, nillable, soapType: "xsd:string" });
}

/** What JSON has as an object or a list of its own; kept as JSON text. */
export function complexValue(name: string, label: string): FieldDescribe {
	return field(name, label, "complexvalue", readOnly, {
		aggregatable: false,
		filterable: false,
		groupable: false,
		sortable: false,
	});
}

const durableId = text("DurableId", "Durable ID", 255, shown);
const words = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
const flag = (name: string) => boolean(name, words(name), readOnly);
const label = (name: string) => text(name, words(name), 255, shown);
const optional = (name: string) => text(name, words(name), 255, readOnly);
const count = (name: string) => integer(name, words(name), readOnly);

const entityDefinition = bareObject(
	["EntityDefinition", "Entity Definition", "Entity Definitions", "4ie"],
	[
		durableId,
		text("QualifiedApiName", "Qualified API Name", 70, { ...shown, nameField: true }),
		...["DeveloperName", "Label", "MasterLabel", "PluralLabel"].map(label),
		...["NamespacePrefix", "KeyPrefix", "InternalSharingModel", "ExternalSharingModel"].map(optional),
		...["DeploymentStatus", "Description", "PublisherId"].map(optional),
		...["DetailUrl", "EditUrl", "NewUrl", "EditDefinitionUrl"].map(optional),
		...["IsCustomizable", "IsCustomSetting", "IsQueryable", "IsRetrieveable", "IsSearchable"].map(flag),
		...["IsSearchLayoutable", "IsLayoutable", "IsCompactLayoutable", "IsTriggerable"].map(flag),
		...["IsApexTriggerable", "IsWorkflowEnabled", "IsProcessEnabled", "IsReplicateable"].map(flag),
		...["IsDeprecatedAndHidden", "IsEverCreatable", "IsEverUpdatable", "IsEverDeletable"].map(flag),
		...["IsFeedEnabled", "IsFieldHistoryTracked", "IsFlsEnabled", "IsIdEnabled", "IsMruEnabled"].map(flag),
		...["IsInterface", "IsSubtype", "HasSubtypes"].map(flag),
		complexValue("RecordTypesSupported", "Record Types Supported"),
		dateTime("LastModifiedDate", "Last Modified Date", readOnly),
		lookup("LastModifiedById", "Last Modified By ID", ["User"], "LastModifiedBy", readOnly),
	],
	{ kind: "definition" },
);

const fieldFacts = [
	...["DeveloperName", "Label", "MasterLabel"].map(label),
	...["NamespacePrefix", "DataType", "RelationshipName", "ReferenceTargetField", "ExtraTypeInfo"].map(
		optional,
	),
	...["Length", "Precision", "Scale"].map(count),
	complexValue("ReferenceTo", "Reference To"),
	...["IsCalculated", "IsIndexed", "IsNillable", "IsNameField", "IsHighScaleNumber"].map(flag),
	...["IsApiFilterable", "IsApiSortable", "IsApiGroupable", "IsCompactLayoutable"].map(flag),
	...["IsFieldHistoryTracked", "IsListVisible", "IsWorkflowFilterable"].map(flag),
];

const fieldDefinition = bareObject(
	["FieldDefinition", "Field Definition", "Field Definitions", "4fe"],
	[
		durableId,
		definedBy("EntityDefinition", "Entity Definition"),
		text("QualifiedApiName", "Qualified API Name", 70, { ...shown, nameField: true }),
		...fieldFacts,
		...["ValueTypeId", "PublisherId", "Description"].map(optional),
		...["IsCompound", "IsPolymorphicForeignKey", "IsFlsEnabled"].map(flag),
		...["IsListFilterable", "IsListSortable"].map(flag),
		definedBy("FieldDefinition", "Controlling Field Definition", "ControllingFieldDefinitionId", true),
		dateTime("LastModifiedDate", "Last Modified Date", readOnly),
		lookup("LastModifiedById", "Last Modified By ID", ["User"], "LastModifiedBy", readOnly),
	],
	{
		kind: "definition",
		listOnParent: { EntityDefinitionId: "Fields", ControllingFieldDefinitionId: "ControlledFields" },
		reifiedBy: ["EntityDefinitionId", "DurableId"],
	},
);

const entityParticle = bareObject(
	["EntityParticle", "Entity Particle", "Entity Particles", "4f1"],
	[
		durableId,
		definedBy("EntityDefinition", "Entity Definition"),
		definedBy("FieldDefinition", "Field Definition"),
		text("QualifiedApiName", "Qualified API Name", 70, { ...shown, nameField: true }),
		...fieldFacts,
		...["Name", "ValueTypeId", "DefaultValueFormula", "InlineHelpText", "Mask", "MaskType"].map(optional),
		...["ByteLength", "Digits", "RelationshipOrder"].map(count),
		...["IsAutonumber", "IsCaseSensitive", "IsCreatable", "IsUpdatable", "IsDefaultedOnCreate"].map(flag),
		...["IsDependentPicklist", "IsDeprecatedAndHidden", "IsDisplayLocationInDecimal"].map(flag),
		...["IsEncrypted", "IsFieldInfoTracked", "IsHtmlFormatted", "IsIdLookup", "IsLayoutable"].map(flag),
		...["IsNamePointing", "IsPermissionable", "IsUnique", "IsWriteRequiresMasterRead"].map(flag),
		...["IsAiPredictionField", "IsComponent"].map(flag),
	],
	{
		kind: "definition",
		listOnParent: { EntityDefinitionId: "Particles", FieldDefinitionId: "Particles" },
		reifiedBy: ["EntityDefinitionId", "FieldDefinitionId", "DurableId"],
	},
);

const relationshipFlags = [
	text("RelationshipName", "Relationship Name", 80, { ...readOnly, nameField: true }),
	...["IsCascadeDelete", "IsDeprecatedAndHidden", "IsRestrictedDelete"].map(flag),
	complexValue("JunctionIdListNames", "Junction Id List Names"),
];

const relationshipInfo = bareObject(
	["RelationshipInfo", "Relationship Info", "Relationship Infos", "4rl"],
	[
		durableId,
		definedBy("EntityDefinition", "Child Object", "ChildSobjectId"),
		definedBy("FieldDefinition", "Field", "FieldId"),
		...relationshipFlags,
	],
	{
		kind: "definition",
		listOnParent: { ChildSobjectId: "RelationshipInfos" },
		reifiedBy: ["ChildSobjectId", "FieldId", "DurableId"],
	},
);

const relationshipDomain = bareObject(
	["RelationshipDomain", "Relationship Domain", "Relationship Domains", "4rd"],
	[
		durableId,
		definedBy("EntityDefinition", "Child Object", "ChildSobjectId"),
		definedBy("EntityDefinition", "Parent Object", "ParentSobjectId"),
		definedBy("FieldDefinition", "Field", "FieldId"),
		definedBy("RelationshipInfo", "Relationship Info"),
		...relationshipFlags,
	],
	{
		kind: "definition",
		listOnParent: {
			ParentSobjectId: "ChildRelationships",
			ChildSobjectId: "ParentRelationships",
			RelationshipInfoId: "RelationshipDomains",
			FieldId: "RelationshipDomains",
		},
		reifiedBy: ["FieldId", "ChildSobjectId", "ParentSobjectId", "RelationshipInfoId", "DurableId"],
	},
);

const picklistValueInfo = bareObject(
	["PicklistValueInfo", "Picklist Value Info", "Picklist Value Infos", "4pv"],
	[
		durableId,
		definedBy("EntityParticle", "Entity Particle"),
		text("Value", "Value", 255, { ...readOnly, nameField: true }),
		...["Label", "ValidFor"].map(optional),
		...["IsActive", "IsDefaultValue"].map(flag),
	],
	{
		kind: "definition",
		listOnParent: { EntityParticleId: "PicklistValues" },
		reifiedBy: ["EntityParticleId", "DurableId"],
	},
);

/** What both REST and the Tooling API have. */
export const DEFINITIONS: readonly ObjectSpec[] = [
	entityDefinition,
	fieldDefinition,
	entityParticle,
	relationshipInfo,
	relationshipDomain,
	picklistValueInfo,
];
