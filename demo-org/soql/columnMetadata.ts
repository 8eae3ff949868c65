import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { Query } from "./ast.ts";
import type { Evaluation } from "./evaluate.ts";
import type { Column } from "./project.ts";

/** One column of `query?columns=true` (Tooling API, "Query Column Metadata"; the `sf` CLI draws its table from it). */
export interface ColumnMetadata {
	readonly aggregate: boolean;
	readonly apexType: string;
	readonly booleanType: boolean;
	readonly columnName: string;
	readonly custom: boolean;
	readonly displayName: string;
	readonly foreignKeyName: string | null;
	readonly insertable: boolean;
	readonly joinColumns: readonly ColumnMetadata[];
	readonly numberType: boolean;
	readonly textType: boolean;
	readonly updatable: boolean;
}

const APEX_TYPES: Readonly<Record<string, string>> = {
	id: "Id",
	reference: "Id",
	boolean: "Boolean",
	int: "Integer",
	double: "Double",
	currency: "Double",
	percent: "Double",
	date: "Date",
	datetime: "Datetime",
	address: "Address",
};
const TEXTS = ["string", "textarea", "picklist", "multipicklist", "email", "phone", "url", "combobox"];

function ofField(
	field: FieldDescribe,
	columnName: string,
	displayName: string,
	aggregate: boolean,
): ColumnMetadata {
	return {
		aggregate,
		apexType: APEX_TYPES[field.type] ?? "String",
		booleanType: field.type === "boolean",
		columnName,
		custom: field.custom,
		displayName,
		foreignKeyName: field.type === "reference" ? field.relationshipName : null,
		insertable: field.createable,
		joinColumns: [],
		numberType: ["int", "double", "currency", "percent"].includes(field.type),
		textType: TEXTS.includes(field.type),
		updatable: field.updateable,
	};
}

function joined(name: string, aggregate: boolean, joinColumns: readonly ColumnMetadata[]): ColumnMetadata {
	return {
		aggregate,
		apexType: "",
		booleanType: false,
		columnName: name,
		custom: name.endsWith("__r"),
		displayName: name,
		foreignKeyName: null,
		insertable: false,
		joinColumns,
		numberType: false,
		textType: false,
		updatable: false,
	};
}

function ofColumns(columns: readonly Column[]): ColumnMetadata[] {
	return columns.map((column) => {
		if (column.kind === "field") return ofField(column.field, column.key, column.key, false);
		const inner = column.kind === "typeof" ? [] : column.columns;
		return joined(column.key, column.kind === "children", ofColumns(inner));
	});
}

/** The answer to `query?columns=true`: what the columns are, and no records. */
export function columnMetadata(evaluation: Evaluation, query: Query): object {
	const { object, columns, aggregateColumns } = evaluation;
	const metadata = [
		...ofColumns(columns),
		...aggregateColumns.map(({ field, key, displayName, aggregate }) =>
			ofField(field, key, displayName, aggregate),
		),
	];
	return {
		columnMetadata: metadata,
		entityName: object.name,
		groupBy: query.groupBy.length > 0,
		idSelected: columns.some((column) => column.kind === "field" && column.key === "Id"),
		keyPrefix: object.spec.keyPrefix,
	};
}
