import { idOf, type Row } from "../data/table.ts";
import { json, type Reply } from "../http.ts";
import { methodNotAllowed, PlatformError } from "../platformError.ts";
import { flagsOf, type ObjectType } from "../schema/objectType.ts";
import { DAY_MS, dateTimeText, epochOf } from "../times.ts";
import type { Call } from "./call.ts";

const MOST_DAYS = 30;
const KEPT_DAYS = 15;

export interface ChangedRecords {
	readonly records: readonly { readonly id: string; readonly at: string }[];
	readonly earliestDateAvailable: string;
	readonly latestDateCovered: string;
}

/** `GET /sobjects/X/updated` and `/deleted` (sObject Get Updated, sObject Get Deleted), at most 30 days at a time. */
export function changes(call: Call, object: ObjectType, which: "updated" | "deleted"): Reply {
	const { request } = call;
	if (request.method !== "GET") throw methodNotAllowed(request.method, "GET,HEAD");
	const found = changedRecords(call, object, which, request.query.get("start"), request.query.get("end"));
	const { records, earliestDateAvailable, latestDateCovered } = found;
	if (which === "updated") return json(200, { ids: records.map(({ id }) => id), latestDateCovered });
	const deletedRecords = records.map(({ id, at }) => ({ id, deletedDate: at }));
	return json(200, { deletedRecords, earliestDateAvailable, latestDateCovered });
}

/** The records that were changed or deleted between two moments. Throws INVALID_REPLICATION_DATE for a wrong range. */
export function changedRecords(
	{ world, grant }: Call,
	object: ObjectType,
	which: "updated" | "deleted",
	from: string | null,
	to: string | null,
): ChangedRecords {
	if (!flagsOf(object.spec).replicateable) {
		throw new PlatformError(400, "INVALID_TYPE", `entity ${object.name} is not replicatable`);
	}
	const start = instant(from, "start");
	const end = instant(to, "end");
	const now = world.clock();
	if (end <= start) throw wrongRange("INVALID_REPLICATION_DATE", "startDate must be before endDate");
	if (end - start > MOST_DAYS * DAY_MS) {
		throw wrongRange("INVALID_REPLICATION_DATE", `The range of dates may be at most ${MOST_DAYS} days`);
	}
	const { org, user } = grant;
	const stampOf = (row: Row) => row["SystemModstamp"] ?? row["LastModifiedDate"];
	const found = org.table(object.name).filter((row) => {
		const stamp = stampOf(row);
		const at = typeof stamp === "string" ? epochOf(stamp) : Number.NaN;
		const isDeleted = row["IsDeleted"] === true;
		return (
			at >= start && at < end && isDeleted === (which === "deleted") && org.canSee(user, object.name, row)
		);
	});
	const minute = (at: number) => dateTimeText(Math.floor(at / 60_000) * 60_000);
	return {
		records: found.map((row) => ({ id: idOf(row), at: String(stampOf(row)) })),
		earliestDateAvailable: minute(now - KEPT_DAYS * DAY_MS),
		latestDateCovered: minute(Math.min(end, now)),
	};
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
