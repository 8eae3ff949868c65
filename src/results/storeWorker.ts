import { parentPort } from "node:worker_threads";
import { cancelled, toAppError } from "../base/errors.ts";
import { type Handlers, serve } from "../pages/serve.ts";
import { type PageText, pageOf, type QueryPage } from "../salesforce/rest/query.ts";
import { Exports } from "./export/exports.ts";
import { ResultStore } from "./resultStore.ts";
import { removeLeftovers } from "./store/spillFile.ts";
import { type PageTaken, storeContract } from "./storeContract.ts";

// The entry of the thread that holds all rows: decoding, sorting and filtering hold up nothing but each other here.

const stores = new Map<number, ResultStore>();
const exports = new Exports();

function storeOf(store: number): ResultStore {
	const found = stores.get(store);
	// Its panel was closed while a call was on its way.
	if (!found) throw cancelled();
	return found;
}

function taken(store: ResultStore, text: PageText, put: (page: QueryPage) => void): PageTaken {
	let page: QueryPage;
	try {
		page = pageOf(text);
	} catch (thrown) {
		const { failure, message } = toAppError(thrown);
		return { kind: "refused", failure, message };
	}
	const next = page.done ? undefined : page.nextRecordsUrl;
	try {
		put(page);
		return { kind: "taken", total: page.totalSize, next, info: store.info, full: undefined };
	} catch (thrown) {
		const { failure, message } = toAppError(thrown);
		return { kind: "taken", total: page.totalSize, next, info: store.info, full: { failure, message } };
	}
}

const handlers: Handlers<typeof storeContract> = {
	create: ({ store, soql, revision }) => {
		const made = new ResultStore(soql, revision);
		stores.set(store, made);
		return made.info;
	},
	drop: ({ store }) => {
		const dropped = stores.get(store);
		if (dropped) exports.drop(dropped);
		dropped?.dispose();
		stores.delete(store);
	},
	setTimeZone: ({ store, timeZone }) => {
		storeOf(store).timeZone = timeZone;
	},
	take: ({ store, page }) => {
		const into = storeOf(store);
		return taken(into, page, ({ records }) => into.append(records));
	},
	takeChildren: ({ store, path, page }) => {
		const into = storeOf(store);
		return taken(into, page, (result) => into.appendChildren(path, result));
	},
	info: ({ store }) => storeOf(store).info,
	rows: ({ store, path, from, count }) => storeOf(store).rows(path, from, count),
	children: ({ store, path, revision }) => storeOf(store).children(path, revision),
	memoryBytes: ({ store }) => storeOf(store).memoryBytes,
	cut: ({ store, path }) => storeOf(store).cut(path),
	arrange: ({ store, path, arrangement, revision }) => storeOf(store).arrange(path, arrangement, revision),
	text: ({ store, path, revision, row, column }) => storeOf(store).text(path, revision, row, column),
	copy: ({ store, block, format }) => storeOf(store).copy(block, format),
	sums: ({ store, block }) => storeOf(store).sums(block),
	find: ({ store, path, revision, request }) => storeOf(store).find(path, revision, request),
	export: ({ store, request }, signal) => exports.run(storeOf(store), request, signal),
	exportProgress: ({ token }) => exports.progress(token),
};

const port = parentPort;
if (port) {
	serve(
		storeContract,
		{
			post: (message) => port.postMessage(message),
			listen: (listener) => {
				port.on("message", listener);
				return () => void port.off("message", listener);
			},
		},
		handlers,
		// The caller reports what it was told.
		() => undefined,
	);
	process.on("exit", () => {
		for (const store of stores.values()) store.dispose();
	});
	try {
		removeLeftovers();
	} catch {
		// Others' folders, or none: what is left there is looked for at the next start too.
	}
}
