import { Transaction } from "../dml/transaction.ts";
import { jsonText, type Reply } from "../http.ts";
import { PlatformError } from "../platformError.ts";
import type { Call } from "./call.ts";
import { bodyWithReferences, MissingReference, withReferences } from "./references.ts";
import { isObject } from "./requestBody.ts";
import { type Dispatch, embedded, runSub, subHeaders } from "./subRequest.ts";

/** A sub-request of a composite or graph call. */
export interface Node {
	readonly method: string;
	readonly url: string;
	readonly referenceId: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

export function processing(message: string): PlatformError {
	return new PlatformError(400, "INVALID_INPUT", message);
}

/** The sub-requests of a `compositeRequest` list. Throws INVALID_INPUT for malformed ones and repeated reference ids. */
export function readNodes(list: unknown): Node[] {
	if (!Array.isArray(list)) throw processing("The composite request must have a compositeRequest array.");
	const nodes = list.map(readNode);
	const ids = nodes.map(({ referenceId }) => referenceId);
	const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
	if (repeated !== undefined) throw processing(`Duplicate reference id: ${repeated}`);
	return nodes;
}

function readNode(value: unknown): Node {
	const { method, url, referenceId, httpHeaders, body } = isObject(value) ? value : {};
	if (typeof method !== "string" || typeof url !== "string" || typeof referenceId !== "string") {
		throw processing("Each subrequest must have a method, a url and a referenceId.");
	}
	if (!/^[A-Za-z0-9_]+$/.test(referenceId)) {
		throw processing(`Provided referenceId ('${referenceId}') is invalid.`);
	}
	return { method, url, referenceId, headers: subHeaders(httpHeaders), body };
}

const ROLLED_BACK = "The transaction was rolled back since another operation in the same transaction failed.";

/** Headers that the reply of a sub-request shows. */
const TOLD = ["ETag", "Last-Modified", "Location"] as const;

/** Runs sub-requests in order and gives their texts; with `allOrNone` a failure halts and takes back all writes. */
export function runNodes(
	call: Call,
	nodes: readonly Node[],
	allOrNone: boolean,
	dispatch: Dispatch,
): { readonly texts: string[]; readonly failed: boolean } {
	const shared = new Transaction();
	const inner: Call = allOrNone ? { ...call, transaction: call.transaction ?? shared } : call;
	const mark = inner.transaction?.mark ?? 0;
	const replies = new Map<string, Reply>();
	let failed = false;
	for (const node of nodes) {
		const reply: Reply = failed && allOrNone ? halted(ROLLED_BACK) : runNode(inner, node, replies, dispatch);
		failed ||= reply.status >= 400;
		replies.set(node.referenceId, reply);
	}
	if (failed && allOrNone) inner.transaction?.rollBack(mark);
	const texts = [...replies].map(([referenceId, reply]) => {
		const shown = failed && allOrNone && reply.status < 400 ? halted(ROLLED_BACK) : reply;
		const told = TOLD.filter((name) => shown.headers[name] !== undefined);
		const headers = JSON.stringify(Object.fromEntries(told.map((name) => [name, shown.headers[name]])));
		return `{"body":${embedded(shown)},"httpHeaders":${headers},"httpStatusCode":${shown.status},"referenceId":${JSON.stringify(referenceId)}}`;
	});
	return { texts, failed };
}

function halted(message: string): Reply {
	return jsonText(400, new PlatformError(400, "PROCESSING_HALTED", message).toBody());
}

function runNode(
	call: Call,
	{ method, url, headers, body }: Node,
	replies: ReadonlyMap<string, Reply>,
	dispatch: Dispatch,
): Reply {
	try {
		const target = withReferences(url, replies, encodeURIComponent);
		const content = bodyWithReferences(body, replies);
		return runSub(call, { method, url: target, headers, body: content }, dispatch);
	} catch (thrown) {
		if (thrown instanceof MissingReference) return halted(thrown.message);
		throw thrown;
	}
}
