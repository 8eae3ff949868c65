import { idOf } from "../data/table.ts";
import { jsonText, type Reply } from "../http.ts";
import { methodNotAllowed, notServed, PlatformError } from "../platformError.ts";
import { columnMetadata } from "../soql/columnMetadata.ts";
import { type Evaluation, evaluateQuery } from "../soql/evaluate.ts";
import { parseQuery } from "../soql/parse.ts";
import { dateTimeText } from "../times.ts";
import type { Call } from "./call.ts";
import type { PageRange } from "./locators.ts";

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
	const { request, resource, world, grant, version } = call;
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET");
	const [name, locator] = resource;
	if (locator !== undefined) {
		const page = world.locators.page(locator, grant.user.id);
		return pageReply(page.evaluation, page, version);
	}
	if (request.query.has("explain")) throw notServed("query?explain=");
	const soql = request.query.get("q");
	if (soql === null) {
		throw new PlatformError(400, "MALFORMED_QUERY", "SOQL statements cannot be empty or null");
	}
	const { org, user } = grant;
	const parsed = parseQuery(soql);
	const scope = {
		soql,
		schema: org.schemaFor(user),
		table: (objectName: string) => org.table(objectName),
		now: world.clock(),
		timeZone: user.timeZone,
		userId: user.id,
		includeDeleted: name === "queryAll",
		version,
	};
	const evaluation = evaluateQuery(scope, parsed);
	if (request.query.get("columns") === "true")
		return jsonText(200, JSON.stringify(columnMetadata(evaluation, parsed)));
	if (parsed.marks.length > 0) mark(call, evaluation, parsed.marks);
	return pageReply(
		evaluation,
		world.locators.open(evaluation, user.id, batchSizeOf(request.headers["sforce-query-options"])),
		version,
	);
}

/** What FOR VIEW and FOR REFERENCE write: the most-recently-used dates of the records. */
function mark(
	{ world, grant }: Call,
	{ object, marked }: Evaluation,
	marks: readonly ("VIEW" | "REFERENCE")[],
): void {
	const now = dateTimeText(world.clock());
	if (marks.includes("VIEW")) world.marks.views += 1;
	if (marks.includes("REFERENCE")) world.marks.references += 1;
	const table = grant.org.table(object.name);
	const seen = { LastReferencedDate: now, ...(marks.includes("VIEW") ? { LastViewedDate: now } : {}) };
	for (const row of marked) table.change(table.indexOf(idOf(row)), seen);
}

function pageReply(evaluation: Evaluation, { from, to, next }: PageRange, version: string): Reply {
	const records: string[] = [];
	for (let index = from; index < to; index += 1) records.push(evaluation.write(index));
	const more = next === null ? "" : `"nextRecordsUrl":"/services/data/${version}/query/${next}",`;
	const done = next === null;
	return jsonText(
		200,
		`{"totalSize":${evaluation.totalSize},"done":${done},${more}"records":[${records.join(",")}]}`,
	);
}
