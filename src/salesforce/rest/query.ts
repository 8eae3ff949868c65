import * as v from "valibot";
import { decode, parseJson } from "../../base/decode.ts";
import { AppError, failureOf } from "../../base/errors.ts";
import type { Op } from "../../base/op.ts";
import { withoutAllRows } from "../../soql/allRows.ts";
import type { Api } from "../../soql/schema.ts";
import { notJson, platformErrors, queryPosition } from "../failure.ts";
import type { ApiRequest, Connection, WriteLease } from "../transport.ts";
import { doorPath } from "./door.ts";

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
	// Checked, not copied: there are thousands.
	records: v.custom<readonly SfRecord[]>((value) => Array.isArray(value) && value.every(isRecord)),
	nextRecordsUrl: v.optional(v.pipe(v.string(), v.startsWith("/services/data/"))),
});

function isRecord(value: unknown): boolean {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The platform's limit for a query ("SOQL and SOSL Limits"), in characters. */
export const MAX_SOQL = 100_000;
/** URI and headers may have 16,384 bytes together; the headers we send stay far below the rest. */
const MAX_GET_BYTES = 12_000;

export interface QueryRequest {
	readonly soql: string;
	readonly apiVersion: string;
	/** The door that the object is behind; the REST API's unless told. */
	readonly api?: Api | undefined;
	/** `explain` asks for the query's plans in place of its rows. */
	readonly asks?: "q" | "explain" | undefined;
	readonly lease?: WriteLease | undefined;
	readonly onSent?: (() => void) | undefined;
	readonly onReceived?: (() => void) | undefined;
}

/** A page as it came, not looked into yet: plain data, so that another thread can decode it. */
export interface PageText {
	readonly text: string;
	readonly contentType: string;
	/** The page is inside the reply of a composite request. */
	readonly inComposite: boolean;
}

/**
 * Runs a query and answers its first page as it came. What is too long for an address goes inside a composite request,
 * which has it in the body ("Composite", REST API Guide: at most five queries in one). `ALL ROWS`, which Apex alone takes,
 * becomes the resource that answers deleted rows, too ("QueryAll", REST API Guide). Throws `query` with the position
 * where the platform gave one, `input` for a query over 100,000 characters, and what the gate throws.
 */
export async function firstPageText(
	op: Op,
	connection: Connection,
	{ soql, apiVersion, api = "rest", asks = "q", lease, onSent, onReceived }: QueryRequest,
): Promise<PageText> {
	if (soql.length > MAX_SOQL) {
		throw new AppError({ kind: "input", problem: "queryTooLong", detail: String(soql.length) });
	}
	const door = doorPath(apiVersion, api);
	const { text, isAll } = withoutAllRows(soql);
	const resource = isAll && asks === "q" ? "queryAll" : "query";
	const path = `${door}/${resource}?${asks}=${encodeURIComponent(text)}`;
	if (path.length <= MAX_GET_BYTES)
		return pageText(op, connection, { method: "GET", path, lease, onSent, onReceived }, false);
	const composite: ApiRequest = {
		method: "POST",
		path: `${door}/composite`,
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ compositeRequest: [{ method: "GET", url: path, referenceId: "query" }] }),
		lease,
		onSent,
		onReceived,
	};
	return pageText(op, connection, composite, true);
}

/** The page at a `nextRecordsUrl`, whose content stays the same however often it is read within two days. */
export function nextPageText(
	op: Op,
	connection: Connection,
	nextRecordsUrl: string,
	onSent?: () => void,
): Promise<PageText> {
	return pageText(op, connection, { method: "GET", path: nextRecordsUrl, onSent }, false);
}

/** The first page, decoded. Throws what `firstPageText` and `pageOf` throw. */
export async function firstPage(op: Op, connection: Connection, request: QueryRequest): Promise<QueryPage> {
	return pageOf(await firstPageText(op, connection, request));
}

async function pageText(
	op: Op,
	connection: Connection,
	request: ApiRequest,
	inComposite: boolean,
): Promise<PageText> {
	try {
		const { text, headers } = await connection.send(op, request);
		return { text, contentType: headers.get("content-type") ?? "", inComposite };
	} catch (thrown) {
		throw asQueryFailure(thrown);
	}
}

const compositeReply = v.object({
	compositeResponse: v.pipe(
		v.array(v.object({ httpStatusCode: v.number(), body: v.unknown() })),
		v.minLength(1),
	),
});

/** Decodes a page. Throws what `replyOf` throws, and `bug` for what isn't a page. */
export function pageOf(text: PageText): QueryPage {
	return decode(page, replyOf(text), "query page");
}

/**
 * What the org answered, out of its composite. Throws `query` where that is the refusal of a query inside a composite
 * request, `network` (notSalesforce) for what isn't JSON.
 */
export function replyOf({ text, contentType, inComposite }: PageText): unknown {
	const value = parseExact(text);
	if (value === undefined)
		throw notJson({ status: 200, text, headers: new Headers({ "content-type": contentType }) });
	if (!inComposite) return value;
	const [first] = decode(compositeReply, value, "composite reply").compositeResponse;
	if (first && first.httpStatusCode < 300) return first.body;
	const error = platformErrors(JSON.stringify(first?.body))[0];
	throw asQueryFailure(
		new AppError(
			{ kind: "api", status: first?.httpStatusCode ?? 0, code: error?.errorCode ?? "UNKNOWN" },
			error?.message,
		),
	);
}

/** The address of the next page, where the beginning of a page tells it before its rows; undefined else. */
export function nextUrlIn({ text, inComposite }: PageText): string | undefined {
	return inComposite ? undefined : NEXT_URL.exec(text.slice(0, 500))?.[1];
}

// Before the rows: a child result inside them may have one of its own.
const NEXT_URL =
	/^\s*\{(?:\s*"(?:totalSize|done)"\s*:\s*\w+\s*,)*\s*"nextRecordsUrl"\s*:\s*"(\/services\/data\/[^"\\]+)"/;

/** A refusal of the query itself is `query`, with or without a position. */
function asQueryFailure(thrown: unknown): unknown {
	const api = failureOf(thrown, "api");
	if (api?.status !== 400 || !(thrown instanceof AppError)) return thrown;
	return new AppError({ kind: "query", code: api.code, ...queryPosition(thrown.message) }, thrown.message, {
		cause: thrown,
	});
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
