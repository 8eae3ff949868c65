import { type Writer, writerFor } from "../dml/writer.ts";
import type { Request } from "../http.ts";
import type { Grant } from "../oauth/grants.ts";
import type { Call } from "../rest/call.ts";
import type { Page } from "../rest/locators.ts";
import { scopeOf } from "../rest/scope.ts";
import { isLocked } from "../rest/writes.ts";
import type { RecordList } from "../soql/recordTree.ts";
import type { Scope } from "../soql/scope.ts";
import type { World } from "../world.ts";
import { child, type Element, flagOf, textOf } from "./element.ts";

/** An authenticated SOAP call with its header. */
export interface SoapCall {
	readonly world: World;
	readonly grant: Grant;
	/** `v66.0` */
	readonly version: string;
	readonly header: Element | undefined;
}

const NO_REQUEST: Request = {
	method: "GET",
	path: "/",
	query: new URLSearchParams(),
	headers: {},
	body: Buffer.alloc(0),
};

/** The same call as the REST handlers know it, for what both APIs answer alike. */
export function restCall({ world, grant, version }: SoapCall): Call {
	return { world, grant, version, resource: [], request: NO_REQUEST };
}

export function queryScope(call: SoapCall, soql: string): Scope {
	return scopeOf(restCall(call), soql);
}

/** The writer of a call, with AssignmentRuleHeader and DuplicateRuleHeader. SOAP runs no assignment rule unasked. */
export function soapWriter({ world, grant, header }: SoapCall): Writer {
	const rule = header && child(header, "AssignmentRuleHeader");
	const duplicates = header && child(header, "DuplicateRuleHeader");
	const id = rule && textOf(rule, "assignmentRuleId");
	const options = {
		assign: id ?? (rule !== undefined && flagOf(rule, "useDefaultRule")),
		allowDuplicates: duplicates !== undefined && flagOf(duplicates, "allowSave"),
		duplicateDetails: duplicates !== undefined && flagOf(duplicates, "includeRecordDetails"),
	};
	return writerFor(grant.org, grant.user, world.clock(), options, () => isLocked(world));
}

/** Whether AllOrNoneHeader asks for all records or none. */
export function isAllOrNone({ header }: SoapCall): boolean {
	const found = header && child(header, "AllOrNoneHeader");
	return found !== undefined && flagOf(found, "allOrNone");
}

const DEFAULT_BATCH = 500;

/** `batchSize` of QueryOptions, held between 200 and 2000; 500 without. */
function batchSize({ header }: SoapCall): number {
	const options = header && child(header, "QueryOptions");
	const wanted = Number((options && textOf(options, "batchSize")) ?? DEFAULT_BATCH);
	return Number.isFinite(wanted) && wanted > 0 ? Math.min(2000, Math.max(200, wanted)) : DEFAULT_BATCH;
}

/** The first page of a list, with the locator of the next. */
export function openList(call: SoapCall, list: RecordList, largest = 2000): Page {
	const { world, grant } = call;
	return world.locators.open(list, grant.user.id, Math.min(batchSize(call), largest));
}
