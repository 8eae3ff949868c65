import type { Row, Table, Value } from "../data/table.ts";

/** What a formula, a rule or a trigger may look at besides its own record. */
export interface RecordView {
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly table: (objectName: string) => Table;
	/** A field's value as it reads, calculated fields included. */
	readonly value: (objectName: string, row: Row, field: string) => Value;
	/** The parent behind a lookup, or undefined. */
	readonly parent: (objectName: string, id: Value | undefined) => Row | undefined;
}

/** A calculated field: formula or roll-up summary. */
export type Formula = (row: Row, view: RecordView) => Value;

/** A validation rule: FIELD_CUSTOM_VALIDATION_EXCEPTION with `errorMessage`, at `field` or at the record (null). */
export interface ValidationRule {
	readonly name: string;
	readonly errorMessage: string;
	readonly field: string | null;
	/** `before` is null for a record in the making. */
	readonly fails: (row: Row, before: Row | null, view: RecordView) => boolean;
}

/** A record type; the Master one is not declared. `serial` makes its id: the n-th of prefix 012. */
export interface RecordType {
	readonly serial: number;
	readonly developerName: string;
	readonly label: string;
	readonly description: string;
	readonly isDefault: boolean;
	/** Whether its records are people: person accounts. */
	readonly isPersonType?: boolean;
	/** The picklist values that it offers, by field; a field that is absent offers all. */
	readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Records are duplicates when all of `fields` have equal values (letter case aside) and none is empty. */
export interface DuplicateRule {
	readonly name: string;
	readonly label: string;
	readonly matchRule: string;
	readonly fields: readonly string[];
	/** Whether `allowSave` may override it. */
	readonly allowsSave: boolean;
	readonly errorMessage: string;
}

/** An active assignment rule: the first entry that matches gives the owner. `serial` makes its id: prefix 01Q. */
export interface AssignmentRule {
	readonly serial: number;
	readonly name: string;
	readonly entries: readonly { readonly matches: (row: Row) => boolean; readonly owner: Owner }[];
}

/** An owner by name, as ids belong to an org: a queue by DeveloperName or a user by key. */
export type Owner = { readonly queue: string } | { readonly user: string };

/** The effect of a trigger: fields that it sets before the record is saved. */
export interface Trigger {
	readonly name: string;
	readonly on: readonly ("insert" | "update")[];
	readonly sets: (row: Row, before: Row | null, view: RecordView) => Row;
}

/** Who may see and edit a record besides its owner, those above them in the role hierarchy and administrators. */
export type Sharing = "private" | "read" | "readWrite" | { readonly controlledBy: string };

/** A roll-up summary over the children (not in the bin) that point here through `via`. */
export function rollUp(
	child: string,
	via: string,
	summary: "COUNT" | "SUM" | "MIN" | "MAX",
	field: string = "Id",
	counts: (row: Row) => boolean = () => true,
): Formula {
	return (row, view) => {
		const table = view.table(child);
		const values: Value[] = [];
		for (const index of table.where(via, row["Id"] ?? null)) {
			const each = table.at(index);
			if (each !== undefined && each["IsDeleted"] !== true && counts(each))
				values.push(view.value(child, each, field));
		}
		if (summary === "COUNT") return values.length;
		const present = values.filter((value) => typeof value === "number" || typeof value === "string");
		if (summary === "SUM") {
			const sum = present.reduce<number>((total, value) => total + Number(value), 0);
			return Math.round(sum * 100) / 100;
		}
		const [first = null, ...rest] = present;
		return rest.reduce((best, value) => ((best ?? "") < value === (summary === "MAX") ? value : best), first);
	};
}

/** An auto-number: `INV-{00000}` with 42 gives `INV-00042`. */
export function autoNumberText(format: string, number: number): string {
	return format.replace(/\{(0+)\}/, (_whole, zeros: string) => String(number).padStart(zeros.length, "0"));
}
