import { Emitter } from "../base/emitter.ts";
import { AppError, failureOf, toAppError } from "../base/errors.ts";
import type { Disposable } from "../base/lifetime.ts";
import type { Op } from "../base/op.ts";
import type { DescribeCache } from "../orgs/describes.ts";
import type { Org } from "../orgs/org.ts";
import {
	RELATED_ROWS,
	type RecordContent,
	type RecordPhase,
	type RecordProblem,
	type RelatedList,
} from "../pages/record.ts";
import { sameId } from "../salesforce/ids.ts";
import { MASTER_RECORD_TYPE, type PageLayout } from "../salesforce/rest/describe.ts";
import { firstPage } from "../salesforce/rest/query.ts";
import { readNames, readRecord } from "../salesforce/rest/record.ts";
import { textOf } from "./copyFormats.ts";
import {
	nameOf,
	namesWanted,
	objectOfId,
	type RecordParts,
	recordContent,
	relatedLists,
} from "./recordView.ts";

/** A record that was looked at. */
export interface Visit {
	readonly recordId: string;
	/** What it is of and called, as far as that is known. */
	readonly objectName?: string | undefined;
	readonly name?: string | undefined;
}

export interface RecordSessionDeps {
	/** The org as it is now. Throws when its login is gone. */
	readonly org: () => Org;
	readonly describes: () => Promise<DescribeCache>;
	readonly timeZone: (op: Op, org: Org) => Promise<string>;
	/** Words a failure. */
	readonly problemOf: (error: AppError) => RecordProblem;
}

/** How many records Back can lead through. */
const MOST_VISITS = 50;

interface Place {
	visit: Visit;
	parts: RecordParts | undefined;
	readonly related: Map<string, RelatedList["state"]>;
}

type State = { readonly kind: "loading" | "shown" } | { readonly kind: "stopped"; readonly error: AppError };

/**
 * The records of one org that a person goes through: one is shown, with its way back and forward. A record is read again
 * each time it is come to; what was here of it stays on the page meanwhile.
 */
export class RecordSession implements Disposable {
	readonly #deps: RecordSessionDeps;
	readonly #changed = new Emitter<void>();
	#places: Place[];
	#at: number;
	#state: State = { kind: "loading" };
	/** Which load speaks: an older one that still unwinds doesn't. */
	#load = 0;
	readonly onChange = this.#changed.event;

	constructor(deps: RecordSessionDeps, visits: readonly [Visit, ...Visit[]], at = 0) {
		this.#deps = deps;
		this.#places = visits.map(placeOf);
		this.#at = Math.min(Math.max(at, 0), visits.length - 1);
	}

	get visits(): readonly Visit[] {
		return this.#places.map(({ visit }) => visit);
	}

	get at(): number {
		return this.#at;
	}

	get current(): Visit {
		return this.#here.visit;
	}

	get back(): Visit | undefined {
		return this.#places[this.#at - 1]?.visit;
	}

	get forward(): Visit | undefined {
		return this.#places[this.#at + 1]?.visit;
	}

	get phase(): RecordPhase {
		if (this.#state.kind !== "stopped") return { kind: this.#state.kind };
		if (this.#state.error.failure.kind === "cancelled") {
			return this.#here.parts ? { kind: "shown" } : { kind: "cancelled" };
		}
		return { kind: "failed", problem: this.#deps.problemOf(this.#state.error) };
	}

	content(): RecordContent | null {
		const { parts, related } = this.#here;
		return parts ? recordContent(parts, (key) => related.get(key) ?? { kind: "closed" }) : null;
	}

	/** A field's value as the API gave it. */
	raw(fieldName: string): string {
		const record = this.#here.parts?.record ?? {};
		return Object.hasOwn(record, fieldName) ? textOf(record[fieldName]) : "";
	}

	/** Makes another record the one that is shown, which `load` then reads; forward ends here. */
	goTo(recordId: string): void {
		if (sameId(recordId, this.current.recordId)) return this.#begin();
		const list = [...this.#here.related].find(
			([, state]) => state.kind === "rows" && state.rows.some((row) => row.recordId === recordId),
		);
		// Some children's Ids have a prefix that no describe tells: their list knows the object.
		const objectName = list?.[0].split(".")[0];
		this.#places = [...this.#places.slice(0, this.#at + 1), placeOf({ recordId, objectName })].slice(
			-MOST_VISITS,
		);
		this.#at = this.#places.length - 1;
		this.#begin();
	}

	/** One back (-1) or forward (1); false where that is the end. */
	step(by: -1 | 1): boolean {
		if (!this.#places[this.#at + by]) return false;
		this.#at += by;
		this.#begin();
		return true;
	}

	/** Reads the record that is shown. Doesn't throw: a failure is how it stands. `now` asks for new describes, too. */
	async load(op: Op, now = false): Promise<void> {
		this.#begin();
		const load = this.#load;
		const place = this.#here;
		try {
			await this.#read(op, place, now);
			if (load === this.#load) this.#become({ kind: "shown" });
			await this.#readNames(op, place);
			if (now) await this.#readOpenLists(op, place);
		} catch (thrown) {
			const error = toAppError(thrown);
			// What was here of a record that is gone would be taken for what is.
			if (failureOf(error, "api")?.status === 404) place.parts = undefined;
			if (load === this.#load) this.#become({ kind: "stopped", error });
		}
		if (load === this.#load) this.#changed.fire();
	}

	/** Reads a related list. Doesn't throw either. */
	loadRelated(op: Op, key: string): Promise<void> {
		return this.#readRelated(op, this.#here, key);
	}

	dispose(): void {
		this.#load++;
		this.#changed.dispose();
	}

	async #readRelated(op: Op, place: Place, key: string): Promise<void> {
		const list = place.parts && relatedLists(place.parts).find((one) => one.key === key);
		if (!list) return;
		const become = (state: RelatedList["state"]) => {
			place.related.set(key, state);
			this.#changed.fire();
		};
		become({ kind: "loading" });
		try {
			const org = this.#deps.org();
			const child = await (await this.#deps.describes()).object(op, org, list.objectName);
			const nameField = child.fields.find((field) => field.nameField)?.name;
			const fields = ["Id", ...(nameField === undefined ? [] : [nameField])].join(", ");
			const soql = `SELECT ${fields} FROM ${list.objectName} WHERE ${list.field} = '${place.visit.recordId}' LIMIT ${RELATED_ROWS + 1}`;
			const { records } = await firstPage(op, org.connection, { soql, apiVersion: org.apiVersion });
			const rows = records.slice(0, RELATED_ROWS).map((record) => {
				const name = nameField === undefined ? "" : textOf(record[nameField]);
				return { recordId: textOf(record["Id"]), name: name === "" ? null : name };
			});
			become({ kind: "rows", rows, more: records.length > RELATED_ROWS });
		} catch (thrown) {
			const error = toAppError(thrown);
			if (error.failure.kind === "cancelled") become({ kind: "closed" });
			else become({ kind: "failed", problem: this.#deps.problemOf(error) });
		}
	}

	get #here(): Place {
		const place = this.#places[this.#at];
		if (!place) throw new AppError({ kind: "bug" }, "no record is shown");
		return place;
	}

	#begin(): void {
		this.#load++;
		this.#become({ kind: "loading" });
	}

	#become(state: State): void {
		this.#state = state;
		this.#changed.fire();
	}

	async #read(op: Op, place: Place, now: boolean): Promise<void> {
		const { recordId } = place.visit;
		const org = this.#deps.org();
		const describes = await this.#deps.describes();
		const asked = describes.objects(op, org, { now });
		const objectName = place.visit.objectName ?? objectOfId(await asked, recordId);
		if (objectName === undefined) {
			throw new AppError({ kind: "input", problem: "recordPrefixUnknown", detail: recordId.slice(0, 3) });
		}
		const [objects, object, record, timeZone] = await Promise.all([
			asked,
			describes.object(op, org, objectName, { now }),
			readRecord(op, org.connection, org.apiVersion, objectName, recordId),
			this.#deps.timeZone(op, org),
		]);
		const recordType = textOf(record["RecordTypeId"]) || MASTER_RECORD_TYPE;
		const layout = object.layoutable
			? await describes.layout(op, org, objectName, recordType, { now }).catch(withoutLayout(op))
			: undefined;
		const names = place.parts?.names ?? new Map<string, string>();
		place.parts = { record, object, objects, layout, names, display: { timeZone } };
		place.visit = {
			recordId: textOf(record["Id"]) || recordId,
			objectName: object.name,
			name: nameOf(place.parts),
		};
	}

	/** What was read of the record's lists is read anew with it. */
	async #readOpenLists(op: Op, place: Place): Promise<void> {
		const read = [...place.related].filter(([, { kind }]) => kind === "rows").map(([key]) => key);
		await Promise.all(read.map((key) => this.#readRelated(op, place, key)));
	}

	/** Afterwards: the record is read without waiting for the names of those that it points to. */
	async #readNames(op: Op, place: Place): Promise<void> {
		if (!place.parts) return;
		const org = this.#deps.org();
		const describes = await this.#deps.describes();
		const wanted = namesWanted(place.parts, (objectName) => describes.knownObject(org, objectName)?.value);
		try {
			const names = await readNames(op, org.connection, org.apiVersion, wanted);
			place.parts = { ...place.parts, names: new Map([...place.parts.names, ...names]) };
		} catch (thrown) {
			// They are an extra: without them the Ids stand there.
			op.log.warn(`[record] names of lookups could not be read: ${toAppError(thrown).message}`);
		}
	}
}

function placeOf(visit: Visit): Place {
	return { visit, parts: undefined, related: new Map() };
}

/** A refused layout costs the grouping, not the record. */
function withoutLayout(op: Op): (thrown: unknown) => PageLayout | undefined {
	return (thrown) => {
		if (!failureOf(thrown, "api")) throw thrown;
		op.log.warn(`[record] no layout: ${toAppError(thrown).message}`);
		return undefined;
	};
}
