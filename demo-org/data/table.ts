import { id18 } from "../ids.ts";

export type Value = string | number | boolean | null;
/** One record: values by field API name. A field that is absent is null. */
export type Row = Record<string, Value>;

/** The stored records of one object type, in the order of their ids. */
export class Table {
	readonly rows: Row[] = [];
	readonly #byId = new Map<string, Row>();

	add(row: Row): Row {
		this.rows.push(row);
		this.#byId.set(idOf(row), row);
		return row;
	}

	/** The record with that 15- or 18-character id, deleted ones included. */
	get(id: string): Row | undefined {
		const exact = this.#byId.get(id);
		if (exact !== undefined) return exact;
		const whole = id18(id);
		return whole === null ? undefined : this.#byId.get(whole);
	}
}

export function idOf(row: Row): string {
	return String(row["Id"]);
}
