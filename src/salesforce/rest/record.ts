import * as v from "valibot";
import { decode, decodeOr } from "../../base/decode.ts";
import type { Op } from "../../base/op.ts";
import { notJson } from "../failure.ts";
import type { Connection } from "../transport.ts";
import { parseExact, type SfRecord } from "./query.ts";

const record = v.record(v.string(), v.unknown());

/**
 * One record with all fields that this user may read (`sobjects/X/ID`); numbers keep their digits. Throws `api` with
 * 404 where there is none, it was deleted, or they may not see it.
 */
export async function readRecord(
	op: Op,
	connection: Connection,
	apiVersion: string,
	objectName: string,
	recordId: string,
): Promise<SfRecord> {
	const answer = await connection.send(op, {
		method: "GET",
		path: recordPath(apiVersion, objectName, recordId),
	});
	const value = parseExact(answer.text);
	if (value === undefined) throw notJson(answer);
	return decode(record, value, "record");
}

/** A record whose name is wanted, and the field that holds it. */
export interface NameWanted {
	readonly recordId: string;
	readonly objectName: string;
	readonly nameField: string;
}

/** How many requests one composite may carry ("Composite", REST API Guide). */
const MOST_NAMES = 25;

const compositeReply = v.object({
	compositeResponse: v.array(v.object({ httpStatusCode: v.number(), body: v.unknown() })),
});

/**
 * The names of up to 25 records, by Id, in one API call: a composite counts once. What can't be read, or has no such
 * field, is left out.
 */
export async function readNames(
	op: Op,
	connection: Connection,
	apiVersion: string,
	wanted: readonly NameWanted[],
): Promise<ReadonlyMap<string, string>> {
	const asked = wanted.slice(0, MOST_NAMES);
	if (asked.length === 0) return new Map();
	const json = await connection.json(op, {
		method: "POST",
		path: `/services/data/v${apiVersion}/composite`,
		headers: { "content-type": "application/json" },
		body: JSON.stringify({
			allOrNone: false,
			compositeRequest: asked.map(({ recordId, objectName, nameField }, index) => ({
				method: "GET",
				url: `${recordPath(apiVersion, objectName, recordId)}?fields=${encodeURIComponent(nameField)}`,
				referenceId: `name${index}`,
			})),
		}),
	});
	const replies = decode(compositeReply, json, "composite reply").compositeResponse;
	const names = new Map<string, string>();
	for (const [index, { recordId, nameField }] of asked.entries()) {
		const reply = replies[index];
		const name = reply?.httpStatusCode === 200 ? decodeOr(record, reply.body)?.[nameField] : undefined;
		if (typeof name === "string") names.set(recordId, name);
	}
	return names;
}

const zone = v.object({ TimeZoneSidKey: v.string() });

/** The time zone the org shows times in to this user, as IANA names it. */
export async function readTimeZone(
	op: Op,
	connection: Connection,
	apiVersion: string,
	userId: string,
): Promise<string> {
	const path = `${recordPath(apiVersion, "User", userId)}?fields=TimeZoneSidKey`;
	return decode(zone, await connection.json(op, { method: "GET", path }), "user").TimeZoneSidKey;
}

function recordPath(apiVersion: string, objectName: string, recordId: string): string {
	return `/services/data/v${apiVersion}/sobjects/${encodeURIComponent(objectName)}/${encodeURIComponent(recordId)}`;
}
