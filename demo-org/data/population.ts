import { idFor, sequenceOf } from "../ids.ts";
import { Random } from "../random.ts";
import type { ObjectSpec } from "../schema/objectType.ts";
import { DAY_MS, dateTimeText } from "../times.ts";
import type { BaseRows, Row, RowDraft } from "./table.ts";

/** How one object's records are made: each from its index alone, so that none needs another to be there. */
export interface Crowd {
	readonly objectName: string;
	/** How many there are, those in the recycle bin included; `scale` is the number of living contacts. */
	readonly count: (scale: number) => number;
	/** How many of them, at the end, are in the recycle bin. */
	readonly deleted?: (scale: number) => number;
	readonly row: (index: number, random: Random, population: Population) => RowDraft;
}

/** What the makers of records know of each other: how many there are, and which id the n-th has. */
export class Population {
	/** Midnight UTC of the day the server started: all dates are relative to it. */
	readonly today: number;
	readonly owners: readonly string[];
	readonly #seed: number;
	readonly #scale: number;
	readonly #instance: string;
	readonly #keyPrefixes: ReadonlyMap<string, string>;
	readonly #fields: ReadonlyMap<string, ReadonlySet<string>>;
	readonly #crowds: ReadonlyMap<string, Crowd>;

	constructor(options: {
		seed: number;
		scale: number;
		today: number;
		instance: string;
		owners: readonly string[];
		specs: readonly ObjectSpec[];
		crowds: readonly Crowd[];
	}) {
		this.today = options.today;
		this.owners = options.owners;
		this.#seed = options.seed;
		this.#scale = options.scale;
		this.#instance = options.instance;
		this.#keyPrefixes = new Map(options.specs.map(({ name, keyPrefix }) => [name, keyPrefix]));
		this.#fields = new Map(
			options.specs.map(({ name, fields }) => [name, new Set(fields.map((field) => field.name))]),
		);
		const present = options.crowds.filter(({ objectName }) => this.#keyPrefixes.has(objectName));
		this.#crowds = new Map(present.map((crowd) => [crowd.objectName, crowd]));
	}

	/** How many records of an object there are from the start, those in the recycle bin included. */
	count(objectName: string): number {
		return this.#crowds.get(objectName)?.count(this.#scale) ?? 0;
	}

	/** The id of the record at an index (0 is the first). */
	id(objectName: string, index: number): string {
		return idFor(this.#keyPrefixes.get(objectName) ?? "000", index + 1, this.#instance);
	}

	/** The index of the record with that id of one of this org's types. */
	indexOf(id: string): number {
		return sequenceOf(id, id.slice(0, 3), this.#instance) - 1;
	}

	/** The choices for one purpose (an object's name, or any other text) at one index. */
	random(purpose: string, index: number): Random {
		return Random.at(this.#seed, kindOf(purpose), index);
	}

	/** A record of that object, or null where there is none at all. */
	pick(random: Random, objectName: string): string | null {
		const count = this.count(objectName);
		return count === 0 ? null : this.id(objectName, random.integer(0, count - 1));
	}

	/** The base rows of an object; null when it has none. */
	baseRows(objectName: string): BaseRows | null {
		const crowd = this.#crowds.get(objectName);
		const keyPrefix = this.#keyPrefixes.get(objectName);
		if (crowd === undefined || keyPrefix === undefined) return null;
		const length = crowd.count(this.#scale);
		const firstDeleted = length - (crowd.deleted?.(this.#scale) ?? 0);
		const fields = this.#fields.get(objectName) ?? new Set();
		const audit = `${objectName}.audit`;
		const has = {
			owner: fields.has("OwnerId"),
			currency: fields.has("CurrencyIsoCode"),
			deleted: fields.has("IsDeleted"),
			modified: fields.has("LastModifiedById"),
		};
		const row = (index: number): Row => {
			const draft = crowd.row(index, this.random(objectName, index), this);
			draft["Id"] = idFor(keyPrefix, index + 1, this.#instance);
			if (has.deleted) draft["IsDeleted"] = index >= firstDeleted;
			return this.#audit(draft, audit, index, has);
		};
		return { keyPrefix, instance: this.#instance, length, firstDeleted, row };
	}

	/** Owner and currency, and who made and changed the record when. */
	#audit(
		row: RowDraft,
		purpose: string,
		index: number,
		has: { readonly owner: boolean; readonly currency: boolean; readonly modified: boolean },
	): RowDraft {
		const random = this.random(purpose, index);
		const created = this.today - random.integer(1, 900) * DAY_MS + random.integer(0, DAY_MS - 1);
		const modified = Math.min(
			this.today,
			created + random.integer(0, 60) * DAY_MS + random.integer(0, 3_600_000),
		);
		const by = random.pick(this.owners);
		const owner = random.pick(this.owners);
		const lastModified = dateTimeText(Math.max(created, modified));
		if (has.owner) row["OwnerId"] ??= owner;
		row["CreatedDate"] = dateTimeText(created);
		row["CreatedById"] = by;
		if (has.modified) {
			row["LastModifiedDate"] = lastModified;
			row["LastModifiedById"] = by;
		}
		row["SystemModstamp"] = lastModified;
		if (has.currency) row["CurrencyIsoCode"] ??= currencyAt(index);
		return row;
	}
}

/** Most records are in the corporate currency. */
const CURRENCY_OF = ["USD", "USD", "EUR", "USD", "USD", "GBP", "USD", "USD", "EUR", "USD", "JPY"];

/** The currency of the record at an index. */
export function currencyAt(index: number): string {
	return CURRENCY_OF[index % CURRENCY_OF.length] ?? "USD";
}

const kinds = new Map<string, number>();

function kindOf(purpose: string): number {
	let kind = kinds.get(purpose);
	if (kind === undefined) {
		kind = 0;
		for (let i = 0; i < purpose.length; i += 1) kind = Math.imul(kind, 31) + purpose.charCodeAt(i);
		kinds.set(purpose, kind);
	}
	return kind;
}

/** The value with the given chance, otherwise null. */
export function maybe<T>(random: Random, value: T, chance = 0.8): T | null {
	return random.chance(chance) ? value : null;
}
