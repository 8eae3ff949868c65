import * as v from "valibot";
import { decode, parseJson, type Schema } from "../../base/decode.ts";
import type { Op } from "../../base/op.ts";
import type { Api } from "../../soql/schema.ts";
import { notJson } from "../failure.ts";
import type { Connection } from "../transport.ts";
import { globalDescribe, type ObjectDescribe, type ObjectSummary, objectDescribe } from "./describeShapes.ts";
import { doorPath } from "./door.ts";

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

/** Which objects are described: each API has some that the other lacks ("sobjects" of the Tooling API). */
export interface DescribeDoor {
	readonly apiVersion: string;
	readonly api: Api;
}

/** `same`: what the caller has is what the org has (304). */
export type Described<T> =
	| { readonly kind: "same" }
	| { readonly kind: "new"; readonly value: T; readonly validators: Validators };

/** One object, fields and all (`sobjects/X/describe`), through one of the two doors. */
export function describeObject(
	op: Op,
	connection: Connection,
	{ apiVersion, api }: DescribeDoor,
	objectName: string,
	known?: Validators,
): Promise<Described<ObjectDescribe>> {
	const path = `${doorPath(apiVersion, api)}/sobjects/${encodeURIComponent(objectName)}/describe`;
	return conditional(op, connection, path, objectDescribe, known);
}

/** All objects this user sees through a door, without fields (`sobjects`). */
export function describeGlobal(
	op: Op,
	connection: Connection,
	{ apiVersion, api }: DescribeDoor,
	known?: Validators,
): Promise<Described<readonly ObjectSummary[]>> {
	return conditional(op, connection, `${doorPath(apiVersion, api)}/sobjects`, globalDescribe, known);
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
