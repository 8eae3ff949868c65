import { failureOf } from "../base/errors.ts";
import { loginHost } from "../salesforce/address.ts";
import { isSalesforceId } from "../salesforce/ids.ts";

export interface RecordAddress {
	readonly recordId: string;
	/** The origin of the org whose page it was, as its `instanceUrl` has it; undefined where no address tells one. */
	readonly instance?: string;
}

/**
 * The record that a person means: an Id, or the address of its page, in Lightning (`/lightning/r/Account/ID/view`,
 * `one.app#/sObject/ID/view`, a console's `?ws=…`) or Classic (`/ID`, `/ID/e`, `?id=ID`). Undefined where there is none.
 */
export function recordAddress(pasted: string): RecordAddress | undefined {
	const text = pasted.trim();
	if (isRecordId(text)) return { recordId: text };
	let url: URL;
	try {
		url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	} catch {
		return undefined;
	}
	if (!/^https?:$/.test(url.protocol)) return undefined;
	const workspace = url.searchParams.get("ws");
	const recordId =
		(workspace === null ? undefined : inPath(workspace)) ??
		inPath(url.pathname) ??
		inPath(url.hash.replace(/^#/, "")) ??
		[...url.searchParams].find(([name, value]) => /^(?:id|recordid)$/i.test(name) && isRecordId(value))?.[1];
	if (recordId === undefined) return undefined;
	const instance = instanceOf(url.origin);
	return instance === undefined ? { recordId } : { recordId, instance };
}

/** A page of no org that could be signed in to still has an Id in it. */
function instanceOf(origin: string): string | undefined {
	try {
		return loginHost(origin);
	} catch (thrown) {
		if (failureOf(thrown, "input")) return undefined;
		throw thrown;
	}
}

function inPath(path: string): string | undefined {
	let plain: string;
	try {
		plain = decodeURIComponent(path);
	} catch {
		return undefined;
	}
	return plain.split(/[/?&=]/).find(isRecordId);
}

/** A word of fifteen letters is no Id: every Id has digits, and none is all zeros. */
function isRecordId(text: string): boolean {
	return isSalesforceId(text) && /\d/.test(text) && !/^0+$/.test(text.slice(0, 15));
}
