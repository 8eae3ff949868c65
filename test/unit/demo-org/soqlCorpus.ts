import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Value } from "../../../demo-org/data/table.ts";
import { Org } from "../../../demo-org/org.ts";
import type { Schema } from "../../../demo-org/schema/schema.ts";
import { DemoClient, NOW } from "./demoClient.ts";

const ROWS = 700;
const SEED = 7;

/** One record as plain values, for loops that know nothing of SOQL. */
export class Rec {
	readonly object: string;
	readonly #values: ReadonlyMap<string, Value>;
	readonly #data: Data;

	constructor(data: Data, object: string, values: ReadonlyMap<string, Value>) {
		this.#data = data;
		this.object = object;
		this.#values = values;
	}

	v(field: string): Value {
		return this.#values.get(field) ?? null;
	}

	/** Text, empty for null. */
	s(field: string): string {
		const value = this.v(field);
		return value === null ? "" : String(value);
	}

	/** Text in capitals, empty for null. */
	u(field: string): string {
		return this.s(field).toUpperCase();
	}

	/** A number; NaN, which is neither less nor greater than anything, for null. */
	n(field: string): number {
		const value = this.v(field);
		return typeof value === "number" ? value : Number.NaN;
	}

	is(field: string): boolean {
		return this.v(field) === true;
	}

	/** The record that a lookup names. */
	up(field: string): Rec | undefined {
		const id = this.v(field);
		return typeof id === "string" ? this.#data.byId(id) : undefined;
	}

	/** The records of an object whose lookup names this one. */
	down(object: string, field: string): Rec[] {
		return this.#data.below(object, field).get(this.s("Id")) ?? [];
	}

	pick(...fields: readonly string[]): Record<string, Value> {
		return Object.fromEntries(fields.map((field) => [field, this.v(field)]));
	}
}

/** The seed's records of the demo org, read from its tables. */
export class Data {
	readonly #all = new Map<string, readonly Rec[]>();
	readonly #org: Org;
	readonly #schema: Schema;
	readonly #byId = new Map<string, Rec>();
	readonly #below = new Map<string, ReadonlyMap<string, Rec[]>>();

	constructor() {
		this.#org = new Org({ kind: "demo", rows: ROWS, seed: SEED, startedAt: NOW });
		const [admin] = this.#org.users;
		if (admin === undefined) throw new Error("an org without users");
		this.#schema = this.#org.schemaFor(admin);
	}

	get userId(): string {
		return this.#org.users[0]?.id ?? "";
	}

	/** Records with those of the recycle bin. */
	all(object: string): readonly Rec[] {
		let records = this.#all.get(object);
		if (records === undefined) {
			const type = this.#schema.object(object);
			const view = this.#org.viewAt(NOW);
			const found: Rec[] = [];
			this.#org.table(object).each((row) => {
				const values = (type?.fields ?? []).map(
					({ name }) => [name, this.#org.value(object, row, name, view)] as const,
				);
				found.push(new Rec(this, object, new Map(values)));
			});
			records = found;
			this.#all.set(object, records);
			for (const record of records) this.#byId.set(record.s("Id"), record);
		}
		return records;
	}

	of(object: string): Rec[] {
		return this.all(object).filter((record) => !record.is("IsDeleted"));
	}

	/** The records of an object by the id that a lookup of theirs names. */
	below(object: string, field: string): ReadonlyMap<string, Rec[]> {
		const name = `${object}.${field}`;
		let known = this.#below.get(name);
		if (known === undefined) {
			known = Map.groupBy(this.of(object), (record) => record.s(field));
			this.#below.set(name, known);
		}
		return known;
	}

	/** Whether sharing shows a record to a user. */
	sees(user: string, record: Rec): boolean {
		const person = this.#org.users.find(({ key }) => key === user);
		const row = this.#org.table(record.object).get(record.s("Id"));
		return person !== undefined && row !== undefined && this.#org.canSee(person, record.object, row);
	}

	/** What a picklist value is called in a user's language. */
	label(user: string, object: string, field: string, value: Value): Value {
		const person = this.#org.users.find(({ key }) => key === user);
		const type = person && this.#org.schemaFor(person).object(object);
		return type?.field(field)?.picklistValues.find((each) => each.value === value)?.label ?? value;
	}

	/** The values of a picklist in their order. */
	values(object: string, field: string): string[] {
		return (
			this.#org.everything
				.object(object)
				?.field(field)
				?.picklistValues.map(({ value }) => value) ?? []
		);
	}

	byId(id: string): Rec | undefined {
		const object = this.#schema.objects.find(({ spec }) => id.startsWith(spec.keyPrefix))?.name;
		if (object !== undefined) this.all(object);
		return this.#byId.get(id);
	}
}

export type Plain = Readonly<Record<string, unknown>>;
/** A query and what plain loops over the seed's records say its answer is. */
export type Case = readonly [soql: string, expected: (data: Data) => readonly Plain[]];

/** A record without `attributes`; child results are bare lists. */
function stripped(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(stripped);
	if (typeof value !== "object" || value === null) return value;
	const { attributes: _attributes, ...rest } = value as Record<string, unknown>;
	if (Array.isArray(rest["records"]) && "totalSize" in rest) return stripped(rest["records"]);
	return Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, stripped(each)]));
}

interface Page {
	readonly totalSize: number;
	readonly nextRecordsUrl?: string;
	readonly records: readonly unknown[];
}

/** JSON text whose keys are in alphabetical order. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, each: unknown) =>
		typeof each === "object" && each !== null && !Array.isArray(each)
			? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
			: each,
	);
}

const byText = (a: unknown, b: unknown): number => {
	const [left, right] = [canonical(a), canonical(b)];
	return left < right ? -1 : left > right ? 1 : 0;
};

/** Where there is no ORDER BY the order of an answer is the server's affair. */
const comparable = (soql: string, records: readonly unknown[]): unknown =>
	/\bORDER BY\b/.test(soql.replaceAll(/\([^()]*\)/g, "")) ? records : [...records].sort(byText);

/** Compares the answers that come over HTTP, all pages of them, with those of the loops. */
export function corpus(title: string, cases: readonly Case[], user = "admin"): void {
	describe(title, () => {
		const data = new Data();
		let client: DemoClient;
		let token: string;
		beforeAll(async () => {
			client = await DemoClient.start({ rows: ROWS, seed: SEED });
			({ accessToken: token } = await client.signIn(user));
		});
		afterAll(() => client.org.close());
		it.each(cases.map(([soql, expected]) => ({ soql, expected })))("$soql", async ({ soql, expected }) => {
			const records: unknown[] = [];
			let next: string | undefined = `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`;
			while (next !== undefined) {
				const { status, body } = await client.get(next, token);
				expect(status, JSON.stringify(body)).toBe(200);
				const page = body as Page;
				records.push(...page.records);
				next = page.nextRecordsUrl;
			}
			const wanted = expected(data);
			expect(comparable(soql, stripped(records) as unknown[])).toEqual(comparable(soql, wanted));
		});
	});
}

/** Sorts as the platform does in English: nulls first, capitals and small letters alike. */
export function ordered(
	records: readonly Rec[],
	key: (record: Rec) => Value,
	{ descending = false, nullsLast = false } = {},
): Rec[] {
	return [...records].sort((a, b) => {
		const [left, right] = [key(a), key(b)];
		if (left === null || right === null) {
			if (left === right) return 0;
			return (left === null) === nullsLast ? 1 : -1;
		}
		const order = left < right ? -1 : left > right ? 1 : 0;
		return descending ? -order : order;
	});
}

/** Records by the text of what `key` gives. */
export function grouped(records: readonly Rec[], key: (record: Rec) => unknown): readonly (readonly Rec[])[] {
	const groups = new Map<string, Rec[]>();
	for (const record of records) {
		const text = JSON.stringify(key(record));
		const group = groups.get(text);
		if (group === undefined) groups.set(text, [record]);
		else group.push(record);
	}
	return [...groups.values()];
}

export function sum(records: readonly Rec[], field: string): number | null {
	let total = 0;
	let count = 0;
	for (const record of records) {
		if (record.v(field) === null) continue;
		total += record.n(field);
		count += 1;
	}
	return count === 0 ? null : Number(total.toPrecision(15));
}
