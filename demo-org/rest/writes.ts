import { RowError, refusalOf } from "../dml/rowError.ts";
import { type WriteOptions, type Writer, writerFor } from "../dml/writer.ts";
import { headerOf } from "../http.ts";
import type { World } from "../world.ts";
import type { Call } from "./call.ts";
import { schemaOf } from "./place.ts";

/** The writer of a call, with what its headers say; within a composite call all share one transaction. */
export function writerOf(call: Call): Writer {
	const { grant, world, transaction } = call;
	const writer = writerFor(grant.org, grant.user, world.clock(), optionsOf(call), () => isLocked(world));
	const seen = { ...writer, schema: schemaOf(call) };
	return transaction === undefined ? seen : { ...seen, transaction };
}

/** Counts a written record; true for each n-th where the setting `lockEvery` says so. */
export function isLocked({ settings, writes }: World): boolean {
	writes.count += 1;
	return settings.lockEvery !== null && writes.count % settings.lockEvery === 0;
}

/** Sforce-Auto-Assign and Sforce-Duplicate-Rule-Header (REST API Developer Guide, "Headers"). */
function optionsOf({ request }: Call): WriteOptions {
	const assign = headerOf(request, "sforce-auto-assign").trim();
	const duplicates = headerOf(request, "sforce-duplicate-rule-header");
	return {
		assign: assign === "" || /^true$/i.test(assign) ? true : /^false$/i.test(assign) ? false : assign,
		allowDuplicates: /allowSave\s*=\s*true/i.test(duplicates),
		duplicateDetails: /includeRecordDetails\s*=\s*true/i.test(duplicates),
	};
}

/** Runs the write of a single record; its RowError becomes the call's refusal. */
export function singly<T>(write: () => T): T {
	try {
		return write();
	} catch (thrown) {
		throw thrown instanceof RowError ? refusalOf(thrown) : thrown;
	}
}

/** What collections, trees and ui-api say of an item that failed. */
export interface ItemError {
	readonly statusCode: string;
	readonly message: string;
	readonly fields: readonly string[];
}

export function itemError({ code, message, fields }: RowError): ItemError {
	return { statusCode: code, message, fields };
}
