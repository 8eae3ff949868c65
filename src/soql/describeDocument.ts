import { typeText } from "./hover.ts";
import type { Meaning } from "./meaning.ts";
import type { FieldSchema, ObjectSchema } from "./schema.ts";

/** An object as a text to read, a field a line; `lineOf` is the line of a field, 0 for one that isn't there. */
export interface DescribeDocument {
	readonly text: string;
	readonly lineOf: (field: string) => number;
}

/** What the org says of an object, for a read-only document. */
export function describeDocument(object: ObjectSchema): DescribeDocument {
	const { name, label, labelPlural, keyPrefix, fields, childRelationships, api } = object;
	const heads = [
		label === name ? name : `${name} (${label}, ${labelPlural})`,
		[api === "tooling" ? "Tooling API" : "REST API", ...(keyPrefix === null ? [] : [keyPrefix])].join(", "),
		"",
	];
	const sorted = fields.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	const children = childRelationships
		.map(({ relationshipName, childObject, field }) => `${relationshipName}: ${childObject}.${field}`)
		.sort();
	const lines = [...heads, ...columns(sorted), "", ...children];
	const byName = new Map(sorted.map((field, at) => [field.name.toLowerCase(), heads.length + at]));
	return { text: `${lines.join("\n")}\n`, lineOf: (field) => byName.get(field.toLowerCase()) ?? 0 };
}

/** Names, types and labels below each other. */
function columns(fields: readonly FieldSchema[]): string[] {
	const rows = fields.map(
		(field) => [field.name, typeText(field), field.label.replace(/\s+/g, " ")] as const,
	);
	const widths = [0, 1].map((at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)));
	return rows.map(
		([name, type, label]) => `${name.padEnd(widths[0] ?? 0)}  ${type.padEnd(widths[1] ?? 0)}  ${label}`,
	);
}

/** The object, and perhaps its field, that a word leads to. */
export function leadsTo(meaning: Meaning): { readonly object: string; readonly field: string } | undefined {
	switch (meaning.kind) {
		case "object":
			return { object: meaning.object.name, field: "" };
		case "field":
			return { object: meaning.of.name, field: meaning.field.name };
		case "relationship": {
			const [object] = meaning.lookup.referenceTo;
			return object === undefined ? undefined : { object, field: "" };
		}
		case "children":
			return { object: meaning.children.childObject, field: meaning.children.field };
		case "function":
		case "dateLiteral":
		case "alias":
		case "parameter":
			return undefined;
	}
}
