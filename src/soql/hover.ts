import { type CalendarRules, type Day, isoDay, meaningOf } from "./dateMeaning.ts";
import type { FunctionInfo } from "./functions.ts";
import { type Meaning, meaningAt } from "./meaning.ts";
import type { Range, Statement } from "./parse/syntax.ts";
import type { FieldSchema, ObjectSchema, PicklistValue } from "./schema.ts";
import type { Scopes } from "./scope.ts";

/** What a field may be used for. */
export type FieldFlag =
	| "notFilterable"
	| "notSortable"
	| "notGroupable"
	| "required"
	| "unique"
	| "externalId"
	| "encrypted"
	| "calculated";

/** What is told of a word: for the ui to word. */
export type Hover = Range &
	(
		| { readonly kind: "object"; readonly object: ObjectSchema }
		| {
				readonly kind: "field";
				readonly of: ObjectSchema;
				readonly field: FieldSchema;
				/** With length, or digits before and behind the point. */
				readonly type: string;
				readonly flags: readonly FieldFlag[];
				readonly values: readonly PicklistValue[];
				/** Values beyond those. */
				readonly moreValues: number;
		  }
		| {
				readonly kind: "relationship";
				readonly of: ObjectSchema;
				readonly lookup: FieldSchema;
				readonly targets: readonly string[];
		  }
		| {
				readonly kind: "children";
				readonly of: ObjectSchema;
				readonly object: string;
				readonly field: string;
		  }
		| { readonly kind: "function"; readonly info: FunctionInfo }
		| { readonly kind: "dateLiteral"; readonly text: string; readonly first: string; readonly last: string }
	);

const MOST_VALUES = 15;

/** What is known of the word at an offset; undefined where there is nothing to tell. */
export function hoverAt(
	statement: Statement,
	offset: number,
	scopes: Scopes,
	{ today, calendar }: { readonly today: Day; readonly calendar: CalendarRules },
): Hover | undefined {
	const meaning = meaningAt(statement, offset, scopes);
	if (!meaning) return undefined;
	const { start, end } = meaning;
	switch (meaning.kind) {
		case "object":
		case "function":
			return meaning;
		case "field":
			return fieldHover(meaning);
		case "relationship": {
			const { of, lookup } = meaning;
			return { kind: "relationship", of, lookup, targets: lookup.referenceTo, start, end };
		}
		case "children": {
			const { of, children } = meaning;
			return { kind: "children", of, object: children.childObject, field: children.field, start, end };
		}
		case "dateLiteral": {
			const [name = "", count = "0"] = meaning.text.toUpperCase().split(":");
			const period = meaningOf(name, Number(count), today, calendar);
			if (!period) return undefined;
			const [first, last] = [isoDay(period.first), isoDay(period.last)];
			return { kind: "dateLiteral", text: meaning.text, first, last, start, end };
		}
		case "alias":
		case "parameter":
			return undefined;
	}
}

function fieldHover({ field, of, start, end }: Extract<Meaning, { kind: "field" }>): Hover {
	const flags: readonly (FieldFlag | false)[] = [
		!field.nillable && field.type !== "boolean" && "required",
		field.unique && "unique",
		field.externalId && "externalId",
		field.encrypted && "encrypted",
		field.calculated && "calculated",
		!field.filterable && "notFilterable",
		!field.sortable && "notSortable",
		!field.groupable && "notGroupable",
	];
	const active = field.picklistValues.filter(({ active: isActive }) => isActive);
	const inactive = field.picklistValues.filter(({ active: isActive }) => !isActive);
	const values = [...active, ...inactive];
	return {
		kind: "field",
		of,
		field,
		type: typeText(field),
		flags: flags.filter((flag) => flag !== false),
		values: values.slice(0, MOST_VALUES),
		moreValues: Math.max(0, values.length - MOST_VALUES),
		start,
		end,
	};
}

/** Types whose length is of interest. */
const MEASURED = new Set(["string", "textarea", "encryptedstring"]);

/** `string(80)`, `currency(16, 2)`, `reference(Account)`. */
export function typeText({ type, length, precision, scale, referenceTo }: FieldSchema): string {
	if (type === "reference")
		return `reference(${referenceTo.slice(0, 5).join(", ")}${referenceTo.length > 5 ? ", …" : ""})`;
	if (precision > 0) return `${type}(${precision - scale}, ${scale})`;
	return length > 0 && MEASURED.has(type) ? `${type}(${length})` : type;
}
