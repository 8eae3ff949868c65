import type { Row } from "../data/table.ts";
import type { ChildRelationship, FieldDescribe } from "../schema/describeTypes.ts";
import { flagsOf, type ObjectSpec, type ObjectType } from "../schema/objectType.ts";
import { dataTypeWords } from "./dataTypeWords.ts";
import { fieldMetadata } from "./metadata.ts";

/** What gives the records of each definition: what a user sees of these object types. */
export function definitionRows(
	objects: readonly ObjectType[],
): Readonly<Record<string, () => readonly Row[]>> {
	const ofFields = (rows: (object: ObjectType, field: FieldDescribe) => readonly Row[]) =>
		objects.flatMap((object) => object.fields.flatMap((field) => rows(object, field)));
	const children = () => objects.flatMap((parent) => parent.children.map((child) => ({ parent, child })));
	return {
		EntityDefinition: () => objects.map(entityRow),
		FieldDefinition: () => ofFields((object, field) => [fieldRow(object, field)]),
		EntityParticle: () => ofFields((object, field) => [particleRow(object, field)]),
		// A lookup to several types is one relationship with several domains.
		RelationshipInfo: () => {
			const infos = new Map(children().map(({ child }) => [relationshipId(child), child]));
			return [...infos.values()].map(relationshipRow);
		},
		RelationshipDomain: () => children().map(({ parent, child }) => domainRow(parent, child)),
		PicklistValueInfo: () => ofFields(valueRows),
	};
}

/** `Project` of `orgkit__Project__c`, and its namespace. */
export function nameParts(name: string): {
	readonly developerName: string;
	readonly namespace: string | null;
} {
	const [, namespace = null, developerName = name] =
		/^(?:([A-Za-z]\w*?)__)?(\w+?)(?:__[a-z]+)?$/.exec(name) ?? [];
	const isOwn = /^[^_]+(?:_[^_]+)*__[a-z]+$/.test(name);
	return isOwn
		? { developerName: name.replace(/__[a-z]+$/, ""), namespace: null }
		: { developerName, namespace };
}

export function sharingModel({ sharing = "readWrite" }: ObjectSpec): string {
	if (typeof sharing === "object") return "ControlledByParent";
	return { private: "Private", read: "Read", readWrite: "ReadWrite" }[sharing];
}

function entityRow({ name, spec, children }: ObjectType): Row {
	const flags = flagsOf(spec);
	const { developerName, namespace } = nameParts(name);
	return {
		Id: name,
		DurableId: name,
		QualifiedApiName: name,
		FullName: name,
		DeveloperName: developerName,
		NamespacePrefix: namespace,
		Label: spec.label,
		MasterLabel: spec.label,
		PluralLabel: spec.labelPlural,
		KeyPrefix: spec.hidesKeyPrefix === true ? null : spec.keyPrefix,
		InternalSharingModel: sharingModel(spec),
		ExternalSharingModel: sharingModel(spec),
		IsCustomizable: flags.layoutable,
		IsCustomSetting: flags.customSetting,
		IsQueryable: flags.queryable,
		IsRetrieveable: flags.retrieveable,
		IsSearchable: flags.searchable,
		IsLayoutable: flags.layoutable,
		IsTriggerable: flags.triggerable,
		IsReplicateable: flags.replicateable,
		IsCompactLayoutable: flags.layoutable,
		IsSearchLayoutable: flags.layoutable && flags.searchable,
		IsApexTriggerable: flags.triggerable,
		IsWorkflowEnabled: flags.triggerable && flags.layoutable,
		IsProcessEnabled: flags.triggerable && flags.layoutable,
		IsEverCreatable: flags.createable,
		IsEverUpdatable: flags.updateable,
		IsEverDeletable: flags.deletable,
		IsFeedEnabled: flags.feedEnabled,
		IsMruEnabled: flags.mruEnabled,
		IsFieldHistoryTracked: children.some(({ childSObject }) => /(?:__|[a-z])History$/.test(childSObject)),
		IsFlsEnabled: flags.layoutable,
		IsIdEnabled: true,
		IsInterface: false,
		IsSubtype: false,
		HasSubtypes: false,
		IsDeprecatedAndHidden: false,
		DeploymentStatus: name.endsWith("__c") ? "Deployed" : null,
		Description: null,
		PublisherId: publisher(name, namespace),
		DetailUrl: flags.layoutable ? `/${spec.keyPrefix}/{ID}` : null,
		EditUrl: flags.layoutable ? `/${spec.keyPrefix}/{ID}/e` : null,
		NewUrl: flags.layoutable ? `/${spec.keyPrefix}/e` : null,
		EditDefinitionUrl: null,
		RecordTypesSupported: JSON.stringify({ recordTypeInfos: [] }),
		LastModifiedDate: null,
		LastModifiedById: null,
	};
}

/** Who made it: Salesforce, a package, or this org. */
function publisher(name: string, namespace: string | null): string {
	if (!/__[a-z]+$/.test(name)) return "System";
	return namespace ?? "<local>";
}

/** What a field and its particle say alike. */
function fieldFacts(field: FieldDescribe): Row {
	const { developerName, namespace } = nameParts(field.name);
	return {
		QualifiedApiName: field.name,
		DeveloperName: developerName,
		NamespacePrefix: namespace,
		Label: field.label,
		MasterLabel: field.label,
		Length: field.length,
		Precision: field.precision,
		Scale: field.scale,
		RelationshipName: field.relationshipName,
		ReferenceTo: JSON.stringify({ referenceTo: field.referenceTo.length === 0 ? null : field.referenceTo }),
		ReferenceTargetField: field.referenceTargetField,
		ExtraTypeInfo: field.extraTypeInfo,
		IsCalculated: field.calculated,
		IsIndexed: field.idLookup || field.type === "reference" || field.externalId,
		IsNillable: field.nillable,
		IsNameField: field.nameField,
		IsHighScaleNumber: field.highScaleNumber,
		IsApiFilterable: field.filterable,
		IsApiSortable: field.sortable,
		IsApiGroupable: field.groupable,
		IsCompactLayoutable: !isCompound(field) && field.type !== "textarea",
		IsFieldHistoryTracked: false,
		IsListVisible: !isCompound(field),
		IsWorkflowFilterable: field.filterable,
	};
}

function isCompound({ type }: FieldDescribe): boolean {
	return type === "address" || type === "location";
}

function fieldRow({ name: entity }: ObjectType, field: FieldDescribe): Row {
	const id = `${entity}.${field.name}`;
	return {
		...fieldFacts(field),
		Id: id,
		DurableId: id,
		EntityDefinitionId: entity,
		DataType: dataTypeWords(field),
		Metadata: fieldMetadata(field),
		ValueTypeId: field.type,
		PublisherId: publisher(field.name, nameParts(field.name).namespace),
		Description: null,
		IsCompound: isCompound(field),
		IsPolymorphicForeignKey: field.polymorphicForeignKey,
		IsFlsEnabled: field.permissionable,
		IsListFilterable: field.filterable,
		IsListSortable: field.sortable,
		ControllingFieldDefinitionId: field.controllerName === null ? null : `${entity}.${field.controllerName}`,
		LastModifiedDate: null,
		LastModifiedById: null,
	};
}

function particleRow({ name: entity }: ObjectType, field: FieldDescribe): Row {
	const id = `${entity}.${field.name}`;
	return {
		...fieldFacts(field),
		Id: id,
		DurableId: id,
		EntityDefinitionId: entity,
		// Parts of an address belong to its field.
		FieldDefinitionId: `${entity}.${field.compoundFieldName ?? field.name}`,
		Name: field.name,
		DataType: field.type,
		ValueTypeId: field.type,
		DefaultValueFormula: field.defaultValueFormula,
		InlineHelpText: field.inlineHelpText,
		Mask: field.mask,
		MaskType: field.maskType,
		ByteLength: field.byteLength,
		Digits: field.digits,
		RelationshipOrder: field.relationshipOrder,
		IsAutonumber: field.autoNumber,
		IsCaseSensitive: field.caseSensitive,
		IsCreatable: field.createable,
		IsUpdatable: field.updateable,
		IsDefaultedOnCreate: field.defaultedOnCreate,
		IsDependentPicklist: field.dependentPicklist,
		IsDeprecatedAndHidden: field.deprecatedAndHidden,
		IsDisplayLocationInDecimal: field.displayLocationInDecimal,
		IsEncrypted: field.encrypted,
		IsFieldInfoTracked: false,
		IsHtmlFormatted: field.htmlFormatted,
		IsIdLookup: field.idLookup,
		IsLayoutable: field.name !== "Id",
		IsNamePointing: field.namePointing,
		IsPermissionable: field.permissionable,
		IsUnique: field.unique,
		IsWriteRequiresMasterRead: field.writeRequiresMasterRead,
		IsAiPredictionField: field.aiPredictionField,
		IsComponent: field.compoundFieldName !== null,
	};
}

function relationshipId({ childSObject, field }: ChildRelationship): string {
	return `${childSObject}.${field}`;
}

function relationshipRow(child: ChildRelationship): Row {
	const id = relationshipId(child);
	return {
		Id: id,
		DurableId: id,
		ChildSobjectId: child.childSObject,
		FieldId: id,
		RelationshipName: child.relationshipName,
		IsCascadeDelete: child.cascadeDelete,
		IsDeprecatedAndHidden: child.deprecatedAndHidden,
		IsRestrictedDelete: child.restrictedDelete,
		JunctionIdListNames: JSON.stringify({ names: child.junctionIdListNames }),
	};
}

function domainRow({ name }: ObjectType, child: ChildRelationship): Row {
	const id = `${relationshipId(child)}.${name}`;
	const info = relationshipId(child);
	return {
		...relationshipRow(child),
		Id: id,
		DurableId: id,
		ParentSobjectId: name,
		RelationshipInfoId: info,
	};
}

function valueRows({ name: entity }: ObjectType, { name, picklistValues }: FieldDescribe): readonly Row[] {
	const particle = `${entity}.${name}`;
	return picklistValues.map(({ value, label, active, defaultValue, validFor }) => ({
		Id: `${particle}.${value}`,
		DurableId: `${particle}.${value}`,
		EntityParticleId: particle,
		Value: value,
		Label: label,
		ValidFor: validFor,
		IsActive: active,
		IsDefaultValue: defaultValue,
	}));
}
