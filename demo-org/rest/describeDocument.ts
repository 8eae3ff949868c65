import { flagsOf, type ObjectSpec, type ObjectType } from "../schema/objectType.ts";
import { labelIn } from "../schema/translations.ts";
import type { Call } from "./call.ts";

/** The record type that every record has which has no other. */
const MASTER_RECORD_TYPE = "012000000000000AAA";

/** A record type as describes and the UI API know it, the Master one included. */
export interface RecordTypeChoice {
	readonly id: string;
	readonly developerName: string;
	readonly label: string;
	readonly isMaster: boolean;
	readonly isDefault: boolean;
	/** The picklist values that it offers, by field; a field that is absent offers all. */
	readonly values: Readonly<Record<string, readonly string[]>>;
}

/** The record types of an object, Master last, as the describes list them. */
export function recordTypesOf({ grant }: Call, { name, spec }: ObjectType): readonly RecordTypeChoice[] {
	const ids = grant.org.recordTypes(name);
	const own = (spec.recordTypes ?? []).map((type, index) => ({
		id: ids[index]?.id ?? "",
		developerName: type.developerName,
		label: type.label,
		isMaster: false,
		isDefault: type.isDefault,
		values: type.values,
	}));
	const isDefault = own.every((type) => !type.isDefault);
	const label = labelIn(grant.user.language, "Master");
	const master = {
		id: MASTER_RECORD_TYPE,
		developerName: "Master",
		label,
		isMaster: true,
		isDefault,
		values: {},
	};
	return [...own, master];
}

/** The `urls` of an object. */
export function urlsOf(call: Call, { name, spec }: ObjectType, isFull: boolean): Record<string, string> {
	const base = `/services/data/${call.version}/sobjects/${name}`;
	const { layoutable, mruEnabled, searchable } = flagsOf(spec);
	const urls: Record<string, string> = {};
	if (layoutable) urls["compactLayouts"] = `${base}/describe/compactLayouts`;
	urls["rowTemplate"] = `${base}/{ID}`;
	const isListed = layoutable && mruEnabled && name !== "Event";
	if (isListed) urls["approvalLayouts"] = `${base}/describe/approvalLayouts`;
	if (isFull) {
		const key = spec.hidesKeyPrefix === true ? null : spec.keyPrefix;
		urls["uiDetailTemplate"] = `${call.world.url}/{ID}`;
		urls["uiEditTemplate"] = `${call.world.url}/{ID}/e`;
		urls["uiNewRecord"] = `${call.world.url}/${key}/e`;
	}
	if (isListed && searchable) urls["listviews"] = `${base}/listviews`;
	if (spec.kind === "event") urls["eventSchema"] = `${base}/eventSchema`;
	urls["describe"] = `${base}/describe`;
	if (layoutable) {
		urls["quickActions"] = `${base}/quickActions`;
		urls["layouts"] = `${base}/describe/layouts`;
	}
	urls["sobject"] = base;
	return urls;
}

function hasRecordTypes({ kind = "data" }: ObjectSpec): boolean {
	return kind === "data";
}

/** What both describe forms say of an object. Somebody who only reads sees no object as writeable. */
export function describeHeader(call: Call, object: ObjectType): Record<string, unknown> {
	const { spec, name } = object;
	const flags = flagsOf(spec);
	const { writes } = call.grant.user;
	return {
		activateable: flags.activateable,
		associateEntityType: parentKind(spec),
		associateParentEntity: parentKind(spec) === null ? null : parentName(name),
		createable: flags.createable && writes,
		custom: /__(?:c|b|e|mdt)$/.test(name),
		customSetting: flags.customSetting,
		deepCloneable: flags.deepCloneable,
		deletable: flags.deletable && writes,
		deprecatedAndHidden: false,
		feedEnabled: flags.feedEnabled,
		hasSubtypes: false,
		isInterface: false,
		isSubtype: false,
		keyPrefix: spec.hidesKeyPrefix === true ? null : spec.keyPrefix,
		label: spec.label,
		labelPlural: spec.labelPlural,
		layoutable: flags.layoutable,
		mergeable: flags.mergeable,
		mruEnabled: flags.mruEnabled,
		name,
		queryable: flags.queryable,
		replicateable: flags.replicateable,
		retrieveable: flags.retrieveable,
		searchable: flags.searchable,
		triggerable: flags.triggerable,
		undeletable: flags.undeletable && writes,
		updateable: flags.updateable && writes,
	};
}

function parentKind({ kind }: ObjectSpec): string | null {
	return kind === "history" ? "History" : kind === "share" ? "Share" : null;
}

function parentName(name: string): string {
	return name.replace(/__(?:History|Share)$/, "__c").replace(/(?:History|Share)$/, "");
}

/** The 45 top-level keys of a full describe. */
export function fullDescribe(call: Call, object: ObjectType): Record<string, unknown> {
	const { spec } = object;
	const { layoutable, mruEnabled } = flagsOf(spec);
	return {
		actionOverrides: [],
		...describeHeader(call, object),
		childRelationships: object.children,
		compactLayoutable: layoutable,
		defaultImplementation: null,
		extendedBy: null,
		extendsInterfaces: null,
		fields: object.fields,
		implementedBy: null,
		implementsInterfaces: null,
		listviewable: null,
		lookupLayoutable: null,
		namedLayoutInfos: [],
		networkScopeFieldName: null,
		recordTypeInfos: hasRecordTypes(spec) ? recordTypeInfos(call, object) : [],
		searchLayoutable: mruEnabled,
		sobjectDescribeOption: "FULL",
		supportedScopes: supportedScopes(call, object),
		urls: urlsOf(call, object, true),
	};
}

function recordTypeInfos(call: Call, object: ObjectType): unknown[] {
	const base = `/services/data/${call.version}/sobjects/${object.name}/describe/layouts`;
	return recordTypesOf(call, object).map((type) => ({
		active: true,
		available: true,
		defaultRecordTypeMapping: type.isDefault,
		developerName: type.developerName,
		master: type.isMaster,
		name: type.label,
		recordTypeId: type.id,
		urls: { layout: `${base}/${type.id}` },
	}));
}

function supportedScopes({ grant }: Call, { spec }: ObjectType): unknown[] {
	const { kind = "data", labelPlural, fields, scopes = [] } = spec;
	if (kind !== "data" && kind !== "part") return [];
	const { language } = grant.user;
	const named = (prefix: string) => `${labelIn(language, prefix)} ${labelPlural.toLowerCase()}`;
	const owned = fields.some(({ name }) => name === "OwnerId");
	const everything = { label: named("All"), name: "everything" };
	const mine = owned ? [{ label: named("My"), name: "mine" }] : [];
	return [everything, ...mine, ...scopes.map(([name, label]) => ({ label: labelIn(language, label), name }))];
}
