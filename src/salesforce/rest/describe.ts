import * as v from "valibot";
import { decode, parseJson, type Schema } from "../../base/decode.ts";
import type { Op } from "../../base/op.ts";
import { notJson } from "../failure.ts";
import type { Connection } from "../transport.ts";

// Only what the product uses is decoded and kept: an object's describe has a hundred keys a field.

const picklistValue = v.object({
	value: v.string(),
	label: v.nullish(v.string(), null),
	active: v.boolean(),
});

const field = v.object({
	name: v.string(),
	label: v.string(),
	/** As the API spells it: `string`, `reference`, `multipicklist`, …; new ones come with new versions. */
	type: v.string(),
	length: v.optional(v.number(), 0),
	precision: v.optional(v.number(), 0),
	scale: v.optional(v.number(), 0),
	digits: v.optional(v.number(), 0),
	custom: v.boolean(),
	calculated: v.boolean(),
	autoNumber: v.optional(v.boolean(), false),
	nillable: v.boolean(),
	createable: v.boolean(),
	updateable: v.boolean(),
	referenceTo: v.optional(v.array(v.string()), []),
	relationshipName: v.nullish(v.string(), null),
	relationshipOrder: v.nullish(v.number(), null),
	picklistValues: v.optional(v.array(picklistValue), []),
	/** The compound field that this one is a part of; in some orgs a `Name` names itself. */
	compoundFieldName: v.nullish(v.string(), null),
	nameField: v.boolean(),
	externalId: v.optional(v.boolean(), false),
	unique: v.optional(v.boolean(), false),
	encrypted: v.optional(v.boolean(), false),
	htmlFormatted: v.optional(v.boolean(), false),
	inlineHelpText: v.nullish(v.string(), null),
	extraTypeInfo: v.nullish(v.string(), null),
});
export type FieldDescribe = Readonly<v.InferOutput<typeof field>>;

const childRelationship = v.object({
	childSObject: v.string(),
	field: v.string(),
	relationshipName: v.nullish(v.string(), null),
	deprecatedAndHidden: v.optional(v.boolean(), false),
});

const recordTypeInfo = v.object({
	recordTypeId: v.nullish(v.string(), null),
	name: v.string(),
	developerName: v.nullish(v.string(), null),
	active: v.optional(v.boolean(), true),
	available: v.optional(v.boolean(), true),
	master: v.optional(v.boolean(), false),
});

const objectHead = {
	name: v.string(),
	label: v.string(),
	labelPlural: v.nullish(v.string(), ""),
	keyPrefix: v.nullish(v.string(), null),
	queryable: v.optional(v.boolean(), true),
	layoutable: v.optional(v.boolean(), true),
};
const objectSummary = v.object(objectHead);
export type ObjectSummary = Readonly<v.InferOutput<typeof objectSummary>>;

const objectDescribe = v.object({
	...objectHead,
	fields: v.array(field),
	childRelationships: v.optional(v.array(childRelationship), []),
	recordTypeInfos: v.optional(v.array(recordTypeInfo), []),
});
/** One object as this user sees it: fields that they may not read are not in it. */
export type ObjectDescribe = Readonly<v.InferOutput<typeof objectDescribe>>;

const globalDescribe = v.object({ sobjects: v.array(objectSummary) });

const layoutItem = v.object({
	label: v.nullish(v.string(), ""),
	layoutComponents: v.optional(
		v.array(v.object({ type: v.nullish(v.string(), ""), value: v.nullish(v.string(), null) })),
		[],
	),
});
const pageLayout = v.object({
	detailLayoutSections: v.optional(
		v.array(
			v.object({
				heading: v.nullish(v.string(), ""),
				useHeading: v.optional(v.boolean(), true),
				layoutRows: v.optional(v.array(v.object({ layoutItems: v.optional(v.array(layoutItem), []) })), []),
			}),
		),
		[],
	),
	relatedLists: v.optional(
		v.array(
			v.object({
				label: v.nullish(v.string(), ""),
				sobject: v.nullish(v.string(), null),
				field: v.nullish(v.string(), null),
				name: v.nullish(v.string(), null),
			}),
		),
		[],
	),
});
export type PageLayout = Readonly<v.InferOutput<typeof pageLayout>>;

/** What an answer said of its age, to be handed back with the next request. */
export interface Validators {
	readonly etag: string | null;
	readonly lastModified: string | null;
}

/** `same`: what the caller has is what the org has (304). */
export type Described<T> =
	| { readonly kind: "same" }
	| { readonly kind: "new"; readonly value: T; readonly validators: Validators };

/** One object, fields and all (`sobjects/X/describe`). */
export function describeObject(
	op: Op,
	connection: Connection,
	apiVersion: string,
	objectName: string,
	known?: Validators,
): Promise<Described<ObjectDescribe>> {
	const path = `/services/data/v${apiVersion}/sobjects/${encodeURIComponent(objectName)}/describe`;
	return conditional(op, connection, path, objectDescribe, known);
}

/** All objects this user sees, without fields (`sobjects`). */
export async function describeGlobal(
	op: Op,
	connection: Connection,
	apiVersion: string,
	known?: Validators,
): Promise<Described<readonly ObjectSummary[]>> {
	const answer = await conditional(
		op,
		connection,
		`/services/data/v${apiVersion}/sobjects`,
		globalDescribe,
		known,
	);
	return answer.kind === "same" ? answer : { ...answer, value: answer.value.sobjects };
}

/** The record type of objects that have none ("sObject Layouts", REST API Guide). */
export const MASTER_RECORD_TYPE = "012000000000000AAA";

/**
 * The page layout this user gets for records of a record type (`sobjects/X/describe/layouts/ID`). An object without
 * layouts answers 404, which is thrown as `api`.
 */
export function describeLayout(
	op: Op,
	connection: Connection,
	apiVersion: string,
	objectName: string,
	recordTypeId: string,
	known?: Validators,
): Promise<Described<PageLayout>> {
	const path = `/services/data/v${apiVersion}/sobjects/${encodeURIComponent(objectName)}/describe/layouts/${recordTypeId}`;
	return conditional(op, connection, path, pageLayout, known);
}

/**
 * Both conditions are sent: the guide promises `If-Modified-Since`, answers have an ETag too, and where both are
 * understood the ETag decides (RFC 9110, 13.1.3).
 */
async function conditional<T>(
	op: Op,
	connection: Connection,
	path: string,
	schema: Schema<T>,
	known: Validators | undefined,
): Promise<Described<T>> {
	const answer = await connection.send(op, {
		method: "GET",
		path,
		headers: {
			...(typeof known?.etag === "string" ? { "if-none-match": known.etag } : {}),
			...(typeof known?.lastModified === "string" ? { "if-modified-since": known.lastModified } : {}),
		},
	});
	if (answer.status === 304 && known) return { kind: "same" };
	const json = parseJson(answer.text);
	if (json === undefined) throw notJson(answer);
	return {
		kind: "new",
		value: decode(schema, json, "describe"),
		validators: { etag: answer.headers.get("etag"), lastModified: answer.headers.get("last-modified") },
	};
}
