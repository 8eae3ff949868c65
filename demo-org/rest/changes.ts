import { idOf } from "../data/table.ts";
import { json, type Reply } from "../http.ts";
import { methodNotAllowed, PlatformError } from "../platformError.ts";
import { flagsOf, type ObjectType } from "../schema/objectType.ts";
import { DAY_MS, dateTimeText, epochOf } from "../times.ts";
import type { Call } from "./call.ts";

const MOST_DAYS = 30;
const KEPT_DAYS = 15;

/** `GET /sobjects/X/updated` and `/deleted` (sObject Get Updated, sObject Get Deleted), at most 30 days at a time. */
export function changes(call: Call, object: ObjectType, which: "updated" | "deleted"): Reply {
	const { request, world, grant } = call;
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
	if (!flagsOf(object.spec).replicateable) {
		throw new PlatformError(400, "INVALID_TYPE", `entity ${object.name} is not replicatable`);
	}
	const start = instant(request.query.get("start"), "start");
	const end = instant(request.query.get("end"), "end");
	const now = world.clock();
	if (end <= start) throw wrongRange("INVALID_REPLICATION_DATE", "startDate must be before endDate");
	if (end - start > MOST_DAYS * DAY_MS) {
		throw wrongRange("INVALID_REPLICATION_DATE", `The range of dates may be at most ${MOST_DAYS} days`);
	}
	const { org, user } = grant;
	const modified = (value: unknown) => (typeof value === "string" ? epochOf(value) : Number.NaN);
	const found = org.table(object.name).filter((row) => {
		const at = modified(row["SystemModstamp"] ?? row["LastModifiedDate"]);
		const isDeleted = row["IsDeleted"] === true;
		return (
			at >= start && at < end && isDeleted === (which === "deleted") && org.canSee(user, object.name, row)
		);
	});
	const latestDateCovered = dateTimeText(Math.floor(Math.min(end, now) / 60_000) * 60_000);
	if (which === "updated") return json(200, { ids: found.map(idOf), latestDateCovered });
	return json(200, {
		deletedRecords: found.map((row) => ({ id: idOf(row), deletedDate: row["SystemModstamp"] ?? null })),
		earliestDateAvailable: dateTimeText(Math.floor((now - KEPT_DAYS * DAY_MS) / 60_000) * 60_000),
		latestDateCovered,
	});
}

function wrongRange(code: string, message: string): PlatformError {
	return new PlatformError(400, code, message);
}

function instant(text: string | null, name: string): number {
	// A plus sign that was not encoded arrives as a space.
	const at =
		text === null ? Number.NaN : Date.parse(text.replace(" ", "+").replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
	if (!Number.isNaN(at)) return at;
	throw wrongRange("INVALID_REPLICATION_DATE", `${name} is missing or no valid date and time`);
}
