import { jsonText, type Reply } from "../http.ts";
import { id18 } from "../ids.ts";
import { methodNotAllowed, notServed, PlatformError } from "../platformError.ts";
import { columnMetadata } from "../soql/columnMetadata.ts";
import { evaluateQuery } from "../soql/evaluate.ts";
import { explain } from "../soql/explain.ts";
import { jsonRecord } from "../soql/jsonValue.ts";
import { parseQuery } from "../soql/parse.ts";
import type { RecordList } from "../soql/recordTree.ts";
import { runQuery } from "../soql/run.ts";
import type { Call } from "./call.ts";
import type { Page } from "./locators.ts";
import { scopeOf } from "./scope.ts";

const DEFAULT_BATCH = 2000;
const SMALLEST_BATCH = 200;

/** `batchSize` of the Sforce-Query-Options header, held between 200 and 2000. */
function batchSizeOf(header: string | string[] | undefined): number {
	const wanted = /batchSize\s*=\s*(\d+)/i.exec(String(header ?? ""))?.[1];
	if (wanted === undefined) return DEFAULT_BATCH;
	return Math.min(DEFAULT_BATCH, Math.max(SMALLEST_BATCH, Number(wanted)));
}

/** `GET /query`, `/queryAll` and `/query/<locator>` (REST API Developer Guide, "Query" and "QueryAll"). */
export function query(call: Call): Reply {
	const { request, resource, world, grant } = call;
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET");
	const [name, locator] = resource;
	if (locator !== undefined) return pageReply(call, world.locators.page(locator, grant.user.id));
	const includeDeleted = name === "queryAll";
	const explained = request.query.get("explain");
	if (explained !== null) {
		if (id18(explained) !== null) throw notServed("the plans of reports and list views");
		const plans = explain({ ...scopeOf(call, explained), includeDeleted }, parseQuery(explained));
		return jsonText(200, JSON.stringify(plans));
	}
	const soql = request.query.get("q");
	if (soql === null) {
		throw new PlatformError(400, "MALFORMED_QUERY", "SOQL statements cannot be empty or null");
	}
	const scope = { ...scopeOf(call, soql), includeDeleted };
	if (request.query.get("columns") === "true") {
		const parsed = parseQuery(soql);
		return jsonText(200, JSON.stringify(columnMetadata(evaluateQuery(scope, parsed), parsed)));
	}
	const { query: parsed, evaluation } = runQuery(scope);
	if (parsed.marks.includes("VIEW")) world.marks.views += 1;
	if (parsed.marks.includes("REFERENCE")) world.marks.references += 1;
	const batch = Math.min(batchSizeOf(request.headers["sforce-query-options"]), evaluation.maxPage);
	const size = evaluation.singlePage ? Number.POSITIVE_INFINITY : batch;
	return pageReply(call, world.locators.open(evaluation, grant.user.id, size));
}

function pageReply(call: Call, page: Page): Reply {
	return jsonText(200, pageText(call, page));
}

/** A page as JSON text. Child lists that are longer than a page have locators of their own. */
function pageText(call: Call, { totalSize, records, next, pageSize }: Page): string {
	const { version, world, grant } = call;
	const children = (list: RecordList): string =>
		pageText(call, world.locators.open(list, grant.user.id, pageSize));
	const more = next === null ? "" : `"nextRecordsUrl":"/services/data/${version}/query/${next}",`;
	const texts = records.map((record) => jsonRecord(record, version, children));
	return `{"totalSize":${totalSize},"done":${next === null},${more}"records":[${texts.join(",")}]}`;
}
