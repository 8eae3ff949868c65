import { id18, idFor, sequenceOf } from "../ids.ts";

export type Value = string | number | boolean | null;
/** One record as it is now: values by field API name. A field that is absent is null. Never written to. */
export type Row = Readonly<Record<string, Value>>;
/** A record in the making. */
export type RowDraft = Record<string, Value>;

/** Records that exist from the start: each is computed from its index alone, whenever it is asked for. */
export interface BaseRows {
	readonly keyPrefix: string;
	readonly instance: string;
	readonly length: number;
	/** The record at an index, with the Id `idFor(keyPrefix, index + 1, instance)`. */
	readonly row: (index: number) => Row;
	/** The index from which on the records are in the recycle bin; `length` when none is. */
	readonly firstDeleted?: number;
}

const CHUNK = 1024;
/** Tables up to this many base rows keep each row once it was computed; larger ones the last few chunks. */
const KEPT_WHOLE = 200_000;
const KEPT_CHUNKS = 32;

type Index = Map<Value, number[]>;

/**
 * The records of one object type in the order of their making, those in the recycle bin included. Base rows are
 * computed on demand, changed ones lie over them, new ones come after them. An index stays a record's own for good.
 */
export class Table {
	/** Grows with every write. */
	version = 0;
	readonly #base: BaseRows | null;
	readonly #baseLength: number;
	readonly #chunks = new Map<number, Row[]>();
	readonly #changed = new Map<number, Row | null>();
	readonly #added: (Row | null)[] = [];
	readonly #addedById = new Map<string, number>();
	readonly #indexes = new Map<string, Index>();

	constructor(base: BaseRows | null = null) {
		this.#base = base;
		this.#baseLength = base?.length ?? 0;
	}

	/** How many indexes there are; those of records that are gone for good count too. */
	get length(): number {
		return this.#baseLength + this.#added.length;
	}

	/** How many records were added since the start. */
	get addedCount(): number {
		return this.#added.length;
	}

	/** The record at an index; undefined beyond the end and when it is gone for good. */
	at(index: number): Row | undefined {
		if (index >= this.#baseLength) return this.#added[index - this.#baseLength] ?? undefined;
		if (this.#changed.size > 0) {
			const changed = this.#changed.get(index);
			if (changed !== undefined) return changed ?? undefined;
		}
		return this.#baseRow(index);
	}

	/** Whether the record at an index is in the recycle bin (or gone), without computing the record where possible. */
	isDeleted(index: number): boolean {
		if (this.#base === null || index >= this.#baseLength || this.#changed.has(index)) {
			const row = this.at(index);
			return row === undefined || row["IsDeleted"] === true;
		}
		return index >= (this.#base.firstDeleted ?? this.#baseLength);
	}

	/** Every record in order, those in the recycle bin included. */
	each(visit: (row: Row, index: number) => void): void {
		const end = this.length;
		const base = this.#base;
		const isKept = this.#baseLength <= KEPT_WHOLE;
		for (let index = 0; index < end; index += 1) {
			// Rows of a large table pass through without being kept: what dies young costs no memory.
			const passes = !isKept && base !== null && index < this.#baseLength && !this.#changed.has(index);
			const row = passes ? base.row(index) : this.at(index);
			if (row !== undefined) visit(row, index);
		}
	}

	/** The records for which `test` holds, in order. */
	filter(test: (row: Row) => boolean): Row[] {
		const found: Row[] = [];
		this.each((row) => {
			if (test(row)) found.push(row);
		});
		return found;
	}

	/** The record with that 15- or 18-character id, deleted ones included. */
	get(id: string): Row | undefined {
		const index = this.indexOf(id);
		return index < 0 ? undefined : this.at(index);
	}

	/** The index of the record with that 15- or 18-character id (18: in any letter case), or -1. */
	indexOf(id: string): number {
		const found = this.#find(id);
		if (found >= 0) return found;
		const whole = id18(id);
		return whole === null || whole === id ? -1 : this.#find(whole);
	}

	/** Appends a record and gives its index. Its Id must be new. */
	add(row: Row): number {
		const index = this.length;
		this.#added.push(row);
		this.#addedById.set(idOf(row), index);
		this.#reindex(index, undefined, row);
		this.version += 1;
		return index;
	}

	/** Puts new values over a record and gives it as it is then. Rows handed out before stay as they were. */
	change(index: number, values: Row): Row {
		const before = this.at(index);
		if (before === undefined) throw new RangeError(`no record at ${index}`);
		const after = { ...before, ...values };
		this.#put(index, after);
		this.#reindex(index, before, after);
		this.version += 1;
		return after;
	}

	/** Takes a record away for good, as emptying the recycle bin does. */
	remove(index: number): void {
		const before = this.at(index);
		if (before === undefined) return;
		this.#put(index, null);
		this.#addedById.delete(idOf(before));
		this.#reindex(index, before, undefined);
		this.version += 1;
	}

	/** Puts a record back that was taken away for good: for the write that took it and then failed. */
	restore(index: number, row: Row): void {
		this.#put(index, row);
		if (index >= this.#baseLength) this.#addedById.set(idOf(row), index);
		this.#reindex(index, undefined, row);
		this.version += 1;
	}

	/**
	 * The indexes of the records whose stored `field` has that value, in order (`null`: has none). The first question
	 * about a field reads the whole table; later ones are look-ups that writes keep up to date. With `ignoreCase`
	 * texts are compared without regard to letter case.
	 */
	where(field: string, value: Value, { ignoreCase = false } = {}): readonly number[] {
		const name = ignoreCase ? `~${field}` : field;
		let index = this.#indexes.get(name);
		if (index === undefined) {
			const built: Index = new Map();
			this.each((row, at) => {
				const key = keyOf(name, row);
				const list = built.get(key);
				if (list === undefined) built.set(key, [at]);
				else list.push(at);
			});
			index = built;
			this.#indexes.set(name, built);
		}
		return index.get(ignoreCase ? folded(value) : value) ?? [];
	}

	#find(id: string): number {
		const added = this.#addedById.get(id);
		if (added !== undefined) return added;
		const base = this.#base;
		if (base === null) return -1;
		const sequence = sequenceOf(id, base.keyPrefix, base.instance);
		if (sequence < 1 || sequence > base.length) return -1;
		return idFor(base.keyPrefix, sequence, base.instance) === id ? sequence - 1 : -1;
	}

	#put(index: number, row: Row | null): void {
		if (index >= this.#baseLength) this.#added[index - this.#baseLength] = row;
		else this.#changed.set(index, row);
	}

	#baseRow(index: number): Row | undefined {
		const base = this.#base;
		if (base === null) return undefined;
		const number = Math.floor(index / CHUNK);
		let chunk = this.#chunks.get(number);
		if (chunk === undefined) {
			if (base.length > KEPT_WHOLE && this.#chunks.size >= KEPT_CHUNKS) {
				const [oldest = number] = this.#chunks.keys();
				this.#chunks.delete(oldest);
			}
			chunk = [];
			this.#chunks.set(number, chunk);
		}
		return (chunk[index % CHUNK] ??= base.row(index));
	}

	#reindex(index: number, before: Row | undefined, after: Row | undefined): void {
		for (const [name, lists] of this.#indexes) {
			const was = before && keyOf(name, before);
			const is = after && keyOf(name, after);
			if (was === is) continue;
			if (was !== undefined) {
				const list = lists.get(was) ?? [];
				const kept = list.filter((each) => each !== index);
				lists.set(was, kept);
			}
			if (is === undefined) continue;
			const list = lists.get(is) ?? [];
			if (list.length === 0) lists.set(is, list);
			list.push(index);
			if ((list.at(-2) ?? -1) > index) list.sort((a, b) => a - b);
		}
	}
}

function folded(value: Value): Value {
	return typeof value === "string" ? value.toLowerCase() : value;
}

function keyOf(name: string, row: Row): Value {
	return name.startsWith("~") ? folded(row[name.slice(1)] ?? null) : (row[name] ?? null);
}

export function idOf(row: Row): string {
	return String(row["Id"]);
}
