import { untilAborted } from "../base/async.ts";
import { decodeOr, type Schema } from "../base/decode.ts";
import { AppError, failureOf } from "../base/errors.ts";
import { type Disposable, Lifetime } from "../base/lifetime.ts";
import type { Op } from "../base/op.ts";
import type { LoginId } from "../salesforce/ids.ts";
import {
	type Described,
	describeGlobal,
	describeLayout,
	describeObject,
	type PageLayout,
	type Validators,
} from "../salesforce/rest/describe.ts";
import {
	globalDescribe,
	type ObjectDescribe,
	type ObjectSummary,
	objectDescribe,
} from "../salesforce/rest/describeShapes.ts";
import type { Api } from "../soql/schema.ts";
import type { DescribeFiles } from "./describeFiles.ts";
import type { Org } from "./org.ts";
import type { OrgRegistry } from "./registry.ts";

/** For so long a describe is used unasked; an older one is used only after the org has said that it still holds. */
export const FRESH_MS = 10 * 60_000;
/** How many answers a login keeps in memory; what was used longest ago goes first. */
const MOST_KEPT = 400;

/** One thing that an org describes. */
interface Topic<T> {
	/** Among all of a login and an API version. */
	readonly name: string;
	readonly request: (op: Op, org: Org, known: Validators | undefined) => Promise<Described<T>>;
	/** How it is on disk; absent for what is kept in memory only. */
	readonly disk?: { readonly schema: Schema<T>; readonly stored: (value: T) => unknown };
}

interface Kept {
	readonly value: unknown;
	readonly validators: Validators;
	readonly at: number;
}

interface Flight {
	readonly result: Promise<unknown>;
	readonly abort: AbortController;
	waiting: number;
}

interface Shelf {
	readonly life: Lifetime;
	/** By API version and what was described; the order is that of last use. */
	readonly kept: Map<string, Kept>;
	readonly flights: Map<string, Flight>;
}

export interface AskOptions {
	/** Ask the org whether it changed, however new it is: what a person's Refresh means. */
	readonly now?: boolean;
	/** The door that the object is behind; the REST API's unless told. */
	readonly api?: Api;
	/** Throw where the org can't be reached, also when an old answer is here. */
	readonly confirmed?: boolean;
}

/** What is in memory, at once. */
export interface Known<T> {
	readonly value: T;
	/** Whether it may be used without asking the org. */
	readonly isFresh: boolean;
}

/**
 * What orgs say of their objects, per login and API version, in memory and (but for layouts) on disk. Invariants, held by
 * `test/unit/orgs/describes.test.ts`: one request at a time for one thing, shared by all who ask; who aborts stops
 * waiting, and the request ends only when nobody waits any more; failures are not kept; a sign-out forgets everything of
 * that login, on disk too, in whichever window it happens.
 */
export class DescribeCache implements Disposable {
	readonly #shelves = new Map<LoginId, Shelf>();
	readonly #registry: Pick<OrgRegistry, "identity" | "onChange">;
	readonly #files: DescribeFiles | undefined;
	readonly #now: () => number;
	readonly #listening: Disposable;

	constructor(
		registry: Pick<OrgRegistry, "identity" | "onChange">,
		files?: DescribeFiles,
		now: () => number = Date.now,
	) {
		this.#registry = registry;
		this.#files = files;
		this.#now = now;
		this.#listening = registry.onChange(() => {
			for (const id of this.#shelves.keys()) if (!this.#isSignedIn(id)) this.#forget(id);
			void this.#sweep();
		});
		void this.#sweep().then(() => files?.trim());
	}

	/**
	 * One object, fields and all. Throws `api` (404, NOT_FOUND) for what this user doesn't see, and what the gate throws;
	 * where the org can't be reached (`network`), what is here serves, however old.
	 */
	object(op: Op, org: Org, objectName: string, options: AskOptions = {}): Promise<ObjectDescribe> {
		return this.#ask(op, org, objectTopic(objectName, options.api), options);
	}

	/** All objects this user sees through a door. Throws as `object` does. */
	objects(op: Op, org: Org, options: AskOptions = {}): Promise<readonly ObjectSummary[]> {
		return this.#ask(op, org, listTopic(options.api), options);
	}

	/** The page layout of a record type; undefined for an object without layouts, which is remembered like a layout. */
	layout(
		op: Op,
		org: Org,
		objectName: string,
		recordTypeId: string,
		options: AskOptions = {},
	): Promise<PageLayout | undefined> {
		return this.#ask(op, org, layoutTopic(objectName, recordTypeId), options);
	}

	/** What is in memory of an object, at once and however old. */
	knownObject(org: Org, objectName: string, api: Api = "rest"): Known<ObjectDescribe> | undefined {
		return this.#known(org, objectTopic(objectName, api));
	}

	/** What is in memory of a door's list, at once and however old. */
	knownObjects(org: Org, api: Api = "rest"): Known<readonly ObjectSummary[]> | undefined {
		return this.#known(org, listTopic(api));
	}

	/** Takes from disk what is there, of an object or (undefined) of a door's list; the org is not asked. */
	async recall(org: Org, api: Api, objectName: string | undefined): Promise<void> {
		if (objectName === undefined) await this.#read(org, listTopic(api));
		else await this.#read(org, objectTopic(objectName, api));
	}

	dispose(): void {
		this.#listening.dispose();
		for (const id of this.#shelves.keys()) this.#forget(id);
	}

	#known<T>(org: Org, { name }: Topic<T>): Known<T> | undefined {
		const shelf = this.#shelves.get(org.id);
		const key = keyOf(org, name);
		const kept = shelf?.kept.get(key);
		if (shelf && kept) keep(shelf, key, kept);
		return kept && { value: kept.value as T, isFresh: this.#isFresh(kept) };
	}

	async #ask<T>(op: Op, org: Org, topic: Topic<T>, options: AskOptions): Promise<T> {
		const { now = false, confirmed = now } = options;
		const shelf = this.#shelf(org.id);
		const key = keyOf(org, topic.name);
		const kept = shelf.kept.get(key);
		if (kept && !now && this.#isFresh(kept)) {
			keep(shelf, key, kept);
			return kept.value as T;
		}
		const flight = shelf.flights.get(key) ?? this.#fly(op, org, shelf, topic, now);
		flight.waiting++;
		try {
			return (await untilAborted(flight.result, op.signal)) as T;
		} catch (thrown) {
			const old = shelf.kept.get(key);
			if (old && !confirmed && failureOf(thrown, "network")) return old.value as T;
			throw thrown;
		} finally {
			flight.waiting--;
			if (flight.waiting === 0) land(shelf, key, flight);
		}
	}

	/** The request is nobody's alone: it has a signal of its own, and the log of who asked first. */
	#fly<T>({ log }: Op, org: Org, shelf: Shelf, topic: Topic<T>, now: boolean): Flight {
		const abort = new AbortController();
		const signal = AbortSignal.any([abort.signal, shelf.life.signal]);
		const result = this.#answer({ signal, log, report: () => undefined }, org, shelf, topic, now);
		const flight: Flight = { result, abort, waiting: 0 };
		shelf.flights.set(keyOf(org, topic.name), flight);
		return flight;
	}

	async #answer<T>(op: Op, org: Org, shelf: Shelf, topic: Topic<T>, now: boolean): Promise<unknown> {
		const key = keyOf(org, topic.name);
		// Another window may have asked meanwhile.
		await this.#read(org, topic);
		const kept = shelf.kept.get(key);
		if (kept && !now && this.#isFresh(kept)) return kept.value;
		try {
			const answer = await topic.request(op, org, kept?.validators);
			const { value, validators } = answer.kind === "new" ? answer : (kept ?? unasked());
			const next: Kept = { value, validators, at: this.#now() };
			keep(shelf, key, next);
			void this.#write(org, shelf, topic, next, answer.kind === "same");
			return value;
		} catch (thrown) {
			if (failureOf(thrown, "api")?.status === 404) {
				shelf.kept.delete(key);
				await this.#files?.remove(placeOf(org, topic));
			}
			throw thrown;
		}
	}

	/** Puts into memory what is on disk, unless what is in memory is as new. */
	async #read<T>(org: Org, topic: Topic<T>): Promise<void> {
		if (!this.#files || !topic.disk) return;
		const shelf = this.#shelf(org.id);
		const key = keyOf(org, topic.name);
		const stored = await this.#files.read(placeOf(org, topic), this.#now(), shelf.kept.get(key)?.at);
		const value = stored && decodeOr(topic.disk.schema, stored.value);
		if (!stored || value === undefined || shelf.life.ended) return;
		if ((shelf.kept.get(key)?.at ?? -1) < stored.at) keep(shelf, key, { ...stored, value });
	}

	async #write<T>(org: Org, shelf: Shelf, topic: Topic<T>, kept: Kept, isSame: boolean): Promise<void> {
		if (!this.#files || !topic.disk || shelf.life.ended) return;
		const place = placeOf(org, topic);
		if (isSame && (await this.#files.confirm(place, kept.at))) return;
		const value = topic.disk.stored(kept.value as T);
		// Signed out while its file was looked for.
		if (!shelf.life.ended) await this.#files.write(place, { ...kept, value });
	}

	#sweep(): Promise<void> {
		return this.#files?.keepOnly((id) => this.#isSignedIn(id as LoginId)) ?? Promise.resolve();
	}

	#isSignedIn(id: LoginId): boolean {
		return this.#registry.identity(id) !== undefined;
	}

	#isFresh({ at }: Kept): boolean {
		return this.#now() - at < FRESH_MS;
	}

	#shelf(id: LoginId): Shelf {
		const known = this.#shelves.get(id);
		if (known) return known;
		const made: Shelf = { life: new Lifetime(), kept: new Map(), flights: new Map() };
		this.#shelves.set(id, made);
		return made;
	}

	#forget(id: LoginId): void {
		const shelf = this.#shelves.get(id);
		this.#shelves.delete(id);
		shelf?.life.dispose();
	}
}

function objectTopic(objectName: string, api: Api = "rest"): Topic<ObjectDescribe> {
	return {
		name: `${api}.${objectName.toLowerCase()}`,
		request: (op, { connection, apiVersion }, known) =>
			describeObject(op, connection, { apiVersion, api }, objectName, known),
		disk: { schema: objectDescribe, stored: (value) => value },
	};
}

function listTopic(api: Api = "rest"): Topic<readonly ObjectSummary[]> {
	return {
		name: api,
		request: (op, { connection, apiVersion }, known) =>
			describeGlobal(op, connection, { apiVersion, api }, known),
		disk: { schema: globalDescribe, stored: (sobjects) => ({ sobjects }) },
	};
}

function layoutTopic(objectName: string, recordTypeId: string): Topic<PageLayout | undefined> {
	return {
		name: `layout ${objectName.toLowerCase()} ${recordTypeId}`,
		request: async (op, { connection, apiVersion }, known) => {
			try {
				return await describeLayout(op, connection, apiVersion, objectName, recordTypeId, known);
			} catch (thrown) {
				if (failureOf(thrown, "api")?.status !== 404) throw thrown;
				return { kind: "new", value: undefined, validators: { etag: null, lastModified: null } };
			}
		},
	};
}

function keyOf({ apiVersion }: Org, name: string): string {
	return `${apiVersion} ${name}`;
}

function placeOf<T>({ id, apiVersion }: Org, { name }: Topic<T>) {
	return { loginId: id, apiVersion, name };
}

function keep(shelf: Shelf, key: string, kept: Kept): void {
	shelf.kept.delete(key);
	shelf.kept.set(key, kept);
	for (const oldest of shelf.kept.keys()) {
		if (shelf.kept.size <= MOST_KEPT) return;
		shelf.kept.delete(oldest);
	}
}

/** The last one who waited has gone: with the answer, or without. */
function land(shelf: Shelf, key: string, flight: Flight): void {
	flight.abort.abort();
	if (shelf.flights.get(key) === flight) shelf.flights.delete(key);
}

/** "Not modified", to a request without a condition. */
function unasked(): never {
	throw new AppError({ kind: "bug" }, "a describe was said to be what nobody has");
}
