import { untilAborted } from "../base/async.ts";
import { failureOf } from "../base/errors.ts";
import { type Disposable, Lifetime } from "../base/lifetime.ts";
import type { Op } from "../base/op.ts";
import type { LoginId } from "../salesforce/ids.ts";
import {
	type Described,
	describeGlobal,
	describeLayout,
	describeObject,
	type ObjectDescribe,
	type ObjectSummary,
	type PageLayout,
	type Validators,
} from "../salesforce/rest/describe.ts";
import type { Org } from "./org.ts";
import type { OrgRegistry } from "./registry.ts";

/** For so long a describe is used unasked; an older one is used only after the org has said that it still holds. */
export const FRESH_MS = 10 * 60_000;
/** How many answers a login keeps; what was used longest ago goes first. */
const MOST_KEPT = 200;

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
}

/**
 * What orgs say of their objects, per login and API version. Invariants, held by `test/unit/orgs/describes.test.ts`: one
 * request at a time for one thing, shared by all who ask; who aborts stops waiting, and the request ends only when
 * nobody waits any more; failures are not kept; a sign-out forgets everything of that login.
 */
export class DescribeCache implements Disposable {
	readonly #shelves = new Map<LoginId, Shelf>();
	readonly #now: () => number;
	readonly #listening: Disposable;

	constructor(registry: Pick<OrgRegistry, "identity" | "onChange">, now: () => number = Date.now) {
		this.#now = now;
		this.#listening = registry.onChange(() => {
			for (const id of this.#shelves.keys()) if (!registry.identity(id)) this.#forget(id);
		});
	}

	/** One object, fields and all. Throws `api` (404, NOT_FOUND) for what this user doesn't see, and what the gate throws. */
	object(op: Op, org: Org, objectName: string, options: AskOptions = {}): Promise<ObjectDescribe> {
		return this.#ask(op, org, `object ${objectName.toLowerCase()}`, options, (inner, known) =>
			describeObject(inner, org.connection, org.apiVersion, objectName, known),
		);
	}

	/** All objects this user sees. */
	objects(op: Op, org: Org, options: AskOptions = {}): Promise<readonly ObjectSummary[]> {
		return this.#ask(op, org, "objects", options, (inner, known) =>
			describeGlobal(inner, org.connection, org.apiVersion, known),
		);
	}

	/** The page layout of a record type; undefined for an object without layouts, which is remembered like a layout. */
	layout(
		op: Op,
		org: Org,
		objectName: string,
		recordTypeId: string,
		options: AskOptions = {},
	): Promise<PageLayout | undefined> {
		const key = `layout ${objectName.toLowerCase()} ${recordTypeId}`;
		return this.#ask<PageLayout | undefined>(op, org, key, options, async (inner, known) => {
			try {
				return await describeLayout(inner, org.connection, org.apiVersion, objectName, recordTypeId, known);
			} catch (thrown) {
				if (failureOf(thrown, "api")?.status !== 404) throw thrown;
				return { kind: "new", value: undefined, validators: { etag: null, lastModified: null } };
			}
		});
	}

	/** What is here of an object, at once and however old; undefined when nobody asked for it yet. */
	known(loginId: LoginId, objectName: string): ObjectDescribe | undefined {
		const end = ` object ${objectName.toLowerCase()}`;
		const kept = [...(this.#shelves.get(loginId)?.kept ?? [])].findLast(([key]) => key.endsWith(end));
		return kept?.[1].value as ObjectDescribe | undefined;
	}

	dispose(): void {
		this.#listening.dispose();
		for (const id of this.#shelves.keys()) this.#forget(id);
	}

	async #ask<T>(
		op: Op,
		org: Org,
		what: string,
		{ now = false }: AskOptions,
		request: (op: Op, known: Validators | undefined) => Promise<Described<T>>,
	): Promise<T> {
		const shelf = this.#shelf(org.id);
		const key = `${org.apiVersion} ${what}`;
		const kept = shelf.kept.get(key);
		if (kept && !now && this.#now() - kept.at < FRESH_MS) {
			this.#keep(shelf, key, kept);
			return kept.value as T;
		}
		const flight = shelf.flights.get(key) ?? this.#fly(op, shelf, key, request);
		flight.waiting++;
		try {
			return (await untilAborted(flight.result, op.signal)) as T;
		} finally {
			flight.waiting--;
			if (flight.waiting === 0) land(shelf, key, flight);
		}
	}

	/** The request is nobody's alone: it has a signal of its own, and the log of who asked first. */
	#fly<T>(
		{ log }: Op,
		shelf: Shelf,
		key: string,
		request: (op: Op, known: Validators | undefined) => Promise<Described<T>>,
	): Flight {
		const abort = new AbortController();
		const signal = AbortSignal.any([abort.signal, shelf.life.signal]);
		const kept = shelf.kept.get(key);
		const asking = request({ signal, log, report: () => undefined }, kept?.validators);
		const result = asking.then((answer) => {
			const next = answer.kind === "new" ? answer : kept;
			if (next) {
				const { value, validators } = next;
				this.#keep(shelf, key, { value, validators, at: this.#now() });
			}
			return next?.value;
		});
		const flight: Flight = { result, abort, waiting: 0 };
		shelf.flights.set(key, flight);
		return flight;
	}

	#keep(shelf: Shelf, key: string, kept: Kept): void {
		shelf.kept.delete(key);
		shelf.kept.set(key, kept);
		for (const oldest of shelf.kept.keys()) {
			if (shelf.kept.size <= MOST_KEPT) return;
			shelf.kept.delete(oldest);
		}
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

/** The last one who waited has gone: with the answer, or without. */
function land(shelf: Shelf, key: string, flight: Flight): void {
	flight.abort.abort();
	if (shelf.flights.get(key) === flight) shelf.flights.delete(key);
}
