import type { Row } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { jsonAddress, jsonValue } from "./jsonValue.ts";
import type { Resolved, Scope, Step } from "./resolve.ts";

/** A selected thing of a record, in select order: a field, a parent with things of its own, or a child list. */
export type Column =
	| {
			readonly kind: "field";
			readonly key: string;
			readonly field: FieldDescribe;
			readonly resolved: Resolved;
	  }
	| { readonly kind: "parent"; readonly key: string; readonly step: Step; readonly columns: Column[] }
	| {
			readonly kind: "children";
			readonly key: string;
			readonly columns: readonly Column[];
			readonly write: (row: Row) => string;
	  };

/** Puts a resolved path under its parents, each parent once, at the place of its first mention. */
export function addField(columns: Column[], resolved: Resolved, depth = 0): boolean {
	const step = resolved.steps[depth];
	if (step === undefined) {
		const key = resolved.field.name;
		if (columns.some((column) => column.kind === "field" && column.key === key)) return false;
		columns.push({ kind: "field", key, field: resolved.field, resolved });
		return true;
	}
	const key = step.lookup.relationshipName ?? step.lookup.name;
	let parent = columns.find((column) => column.kind === "parent" && column.key === key);
	if (parent?.kind !== "parent") {
		parent = { kind: "parent", key, step, columns: [] };
		columns.push(parent);
	}
	return addField(parent.columns, resolved, depth + 1);
}

export type WriteRow = (row: Row) => string;

/** Compiles columns to a function that writes a record of a type as JSON text, `attributes` first. */
export function recordWriter(scope: Scope, object: ObjectType, columns: readonly Column[]): WriteRow {
	const write = columnsWriter(scope, columns);
	return (row) => `{${attributes(scope, object.name, object.name, row)}${write(row, object.name)}}`;
}

function attributes({ version }: Scope, shown: string, type: string, row: Row): string {
	return `"attributes":{"type":"${shown}","url":"/services/data/${version}/sobjects/${type}/${String(row["Id"])}"}`;
}

function columnsWriter(scope: Scope, columns: readonly Column[]): (row: Row, type: string) => string {
	const writers = columns.map((column) => {
		const key = `,${JSON.stringify(column.key)}:`;
		if (column.kind === "children") return (row: Row) => key + column.write(row);
		if (column.kind === "parent") {
			const { step } = column;
			const inner = columnsWriter(scope, column.columns);
			return (row: Row) => {
				const parent = step.parent(row);
				if (parent === undefined) return `${key}null`;
				const head = attributes(scope, step.target.name, parent.type, parent.row);
				return `${key}{${head}${inner(parent.row, parent.type)}}`;
			};
		}
		const { field } = column;
		if (field.type === "address") return (row: Row) => key + jsonAddress(field, row);
		const { name } = field;
		const isNameType = name === "Type" && column.resolved.steps.at(-1)?.lookup.polymorphicForeignKey === true;
		if (isNameType) return (_row: Row, type: string) => `${key}"${type}"`;
		return (row: Row) => key + jsonValue(field, row[name] ?? null);
	});
	return (row, type) => {
		let text = "";
		for (const write of writers) text += write(row, type);
		return text;
	};
}
