import * as v from "valibot";
import { decode, parseJson } from "../../base/decode.ts";
import { AppError, failureOf } from "../../base/errors.ts";
import type { Op } from "../../base/op.ts";
import { notJson, platformErrors, queryPosition } from "../failure.ts";
import type { ApiRequest, Connection, WriteLease } from "../transport.ts";

/** A record as the API gave it: `attributes`, then fields, parents and child results in SELECT order. */
export type SfRecord = Readonly<Record<string, unknown>>;

export interface QueryPage {
	/** All rows of the query, on every page. */
	readonly totalSize: number;
	readonly done: boolean;
	readonly records: readonly SfRecord[];
	/** Path of the next page, absent on the last. */
	readonly nextRecordsUrl?: string | undefined;
}

const page = v.object({
	totalSize: v.number(),
	done: v.boolean(),
	records: v.array(v.record(v.string(), v.unknown())),
	nextRecordsUrl: v.optional(v.pipe(v.string(), v.startsWith("/services/data/"))),
});

/** The platform's limit for a query ("SOQL and SOSL Limits"), in characters. */
export const MAX_SOQL = 100_000;
/** URI and headers may have 16,384 bytes together; the headers we send stay far below the rest. */
const MAX_GET_BYTES = 12_000;

export interface QueryRequest {
	readonly soql: string;
	readonly apiVersion: string;
	readonly lease?: WriteLease | undefined;
	readonly onSent?: (() => void) | undefined;
	readonly onReceived?: (() => void) | undefined;
}

/**
 * Runs a query and answers its first page. What is too long for an address goes inside a composite request, which has
 * it in the body ("Composite", REST API Guide: at most five queries in one). Throws `query` with the position where the
 * platform gave one, `input` for a query over 100,000 characters, and what the gate throws.
 */
export async function firstPage(op: Op, connection: Connection, request: QueryRequest): Promise<QueryPage> {
	const { soql, apiVersion, lease, onSent, onReceived } = request;
	if (soql.length > MAX_SOQL) {
		throw new AppError({ kind: "input", problem: "queryTooLong", detail: String(soql.length) });
	}
	const path = `/services/data/v${apiVersion}/query?q=${encodeURIComponent(soql)}`;
	if (path.length > MAX_GET_BYTES) return asQueryFailure(() => viaComposite(op, connection, request, path));
	return asQueryFailure(() => get(op, connection, { method: "GET", path, lease, onSent, onReceived }));
}

/** The page at a `nextRecordsUrl`, whose content stays the same however often it is read within two days. */
export function nextPage(
	op: Op,
	connection: Connection,
	nextRecordsUrl: string,
	onSent?: () => void,
): Promise<QueryPage> {
	return asQueryFailure(() => get(op, connection, { method: "GET", path: nextRecordsUrl, onSent }));
}

async function get(op: Op, connection: Connection, request: ApiRequest): Promise<QueryPage> {
	const answer = await connection.send(op, request);
	const value = parseExact(answer.text);
	if (value === undefined) throw notJson(answer);
	return decode(page, value, "query page");
}

const compositeReply = v.object({
	compositeResponse: v.pipe(
		v.array(v.object({ httpStatusCode: v.number(), body: v.unknown() })),
		v.minLength(1),
	),
});

async function viaComposite(
	op: Op,
	connection: Connection,
	{ apiVersion, lease, onSent }: QueryRequest,
	url: string,
): Promise<QueryPage> {
	const answer = await connection.send(op, {
		method: "POST",
		path: `/services/data/v${apiVersion}/composite`,
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ compositeRequest: [{ method: "GET", url, referenceId: "query" }] }),
		lease,
		onSent,
	});
	const value = parseExact(answer.text);
	if (value === undefined) throw notJson(answer);
	const [first] = decode(compositeReply, value, "composite reply").compositeResponse;
	if (first && first.httpStatusCode < 300) return decode(page, first.body, "query page");
	const error = platformErrors(JSON.stringify(first?.body))[0];
	throw new AppError(
		{ kind: "api", status: first?.httpStatusCode ?? 0, code: error?.errorCode ?? "UNKNOWN" },
		error?.message,
	);
}

/** A refusal of the query itself is `query`, with or without a position. */
async function asQueryFailure<T>(run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (thrown) {
		const api = failureOf(thrown, "api");
		if (api?.status !== 400 || !(thrown instanceof AppError)) throw thrown;
		throw new AppError({ kind: "query", code: api.code, ...queryPosition(thrown.message) }, thrown.message, {
			cause: thrown,
		});
	}
}

/** A number that JavaScript would change: kept as the text the API sent. */
export class ExactNumber {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}

	/** Inside compound fields (a location, an address), which are shown as JSON. */
	toJSON(): unknown {
		return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(this.text);
	}
}

// Sixteen digits, in one run or around a point, are what a double may not hold; very small ones it spells otherwise.
const MAY_LOSE = /[:[,]\s*-?(?:[\d.]{16}|0\.0{6})/;

/**
 * JSON whose numbers keep their text where a double would change them (above 2^53, long fractions). Most pages have
 * none and are parsed at full speed. Undefined for what isn't JSON.
 */
export function parseExact(text: string): unknown {
	if (!MAY_LOSE.test(text)) return parseJson(text);
	try {
		return JSON.parse(text, exactly as (key: string, value: unknown) => unknown) as unknown;
	} catch {
		return undefined;
	}
}

function exactly(_key: string, value: unknown, context: { source?: string }): unknown {
	if (typeof value !== "number" || context.source === undefined) return value;
	// A whole number that a double holds is shown plainly, however the API spelt it (3.5E8).
	if (Number.isSafeInteger(value)) return value;
	return digits(context.source) === digits(String(value)) ? value : new ExactNumber(context.source);
}

function digits(number: string): string {
	return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
}
