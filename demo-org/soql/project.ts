import type { Row, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { coordinates, isAddress, isLocation } from "./geolocation.ts";
import { jsonRecord, jsonWholeList } from "./jsonValue.ts";
import type { FieldNode, RecordList, RecordTree } from "./recordTree.ts";
import { fieldValue, type Landing, type Resolved, type Scope, type Step } from "./resolve.ts";

/**
 * A selected thing of a record, in select order: a field or a function over one, a parent with things of its own,
 * a parent whose things depend on its type, or a child list.
 */
export type Column =
	| {
			readonly kind: "field";
			readonly key: string;
			readonly field: FieldDescribe;
			/** Of a function: what it gives for a record. */
			readonly get: ((row: Row) => Value) | null;
	  }
	| { readonly kind: "parent"; readonly key: string; readonly step: Step; readonly columns: Column[] }
	| {
			readonly kind: "typeof";
			readonly key: string;
			readonly step: Step;
			readonly columnsFor: (type: ObjectType) => readonly Column[] | null;
	  }
	| {
			readonly kind: "children";
			readonly key: string;
			readonly columns: readonly Column[];
			/** The children of a record, null when there are none. */
			readonly list: (row: Row) => RecordList | null;
	  };

/** Whether a record's columns already hold this key, in any letter case. */
export function holdsKey(columns: readonly Column[], key: string): boolean {
	return columns.some((column) => column.key.toLowerCase() === key.toLowerCase());
}

/**
 * Puts a resolved path under its parents, each parent once, at the place of its first mention.
 * Gives false, and adds nothing, when that field is there already.
 */
export function addField(columns: Column[], resolved: Resolved, depth = 0): boolean {
	const step = resolved.steps[depth];
	if (step === undefined) {
		if (holdsKey(columns, resolved.field.name)) return false;
		columns.push({ kind: "field", key: resolved.field.name, field: resolved.field, get: null });
		return true;
	}
	const key = step.lookup.relationshipName ?? step.lookup.name;
	let parent = columns.find((column) => column.key === key);
	if (parent === undefined) {
		parent = { kind: "parent", key, step, columns: [] };
		columns.push(parent);
	}
	return parent.kind === "parent" && addField(parent.columns, resolved, depth + 1);
}

/** Compiles columns to a function that gives a record of a type as a tree. */
export function treeBuilder(scope: Scope, object: ObjectType, columns: readonly Column[]) {
	const build = columnsBuilder(scope, columns);
	return (row: Row): RecordTree => tree(object.name, { row, object }, build);
}

type BuildFields = (landing: Landing) => (readonly [string, FieldNode])[];

function tree(type: string, landing: Landing, build: BuildFields): RecordTree {
	const { row, object } = landing;
	return { type, urlType: object.name, id: String(row["Id"]), fields: build(landing) };
}

const NONE: FieldNode = { kind: "none" };

function columnsBuilder(scope: Scope, columns: readonly Column[]): BuildFields {
	const builders = columns.map((column) => [column.key, columnBuilder(scope, column)] as const);
	return (landing) => builders.map(([key, build]) => [key, build(landing)] as const);
}

function columnBuilder(scope: Scope, column: Column): (landing: Landing) => FieldNode {
	switch (column.kind) {
		case "field":
			return fieldBuilder(scope, column.field, column.get);
		case "parent": {
			const { step } = column;
			const build = columnsBuilder(scope, column.columns);
			return ({ row }) => {
				const parent = step.parent(row);
				if (parent === undefined) return NONE;
				return { kind: "record", record: tree(step.target.name, parent, build) };
			};
		}
		case "typeof": {
			const { step, columnsFor } = column;
			const builders = new Map(
				step.types.map((type) => {
					const chosen = columnsFor(type);
					return [type, chosen === null ? null : columnsBuilder(scope, chosen)];
				}),
			);
			return ({ row }) => {
				const parent = step.parent(row);
				const build = parent && builders.get(parent.object);
				if (parent === undefined || build === undefined || build === null) return NONE;
				return { kind: "record", record: tree(parent.object.name, parent, build) };
			};
		}
		case "children": {
			const { list } = column;
			return ({ row }) => {
				const children = list(row);
				return children === null ? NONE : { kind: "children", list: children };
			};
		}
	}
}

function fieldBuilder(
	scope: Scope,
	field: FieldDescribe,
	get: ((row: Row) => Value) | null,
): (landing: Landing) => FieldNode {
	if (get !== null) return ({ row }) => ({ kind: "value", field, value: get(row) });
	if (isAddress(field)) return (landing) => addressNode(landing, field);
	if (isLocation(field)) {
		return (landing) => {
			const at = coordinates(landing, field);
			return at === null ? NONE : { kind: "compound", field, parts: Object.entries(at) };
		};
	}
	if (field.type === "base64") {
		return ({ row, object }) => ({ kind: "value", field, value: blobPath(scope, object, row, field) });
	}
	return (landing) => ({ kind: "value", field, value: fieldValue(scope, landing, field) });
}

function blobPath({ version }: Scope, object: ObjectType, row: Row, { name }: FieldDescribe): string {
	return `/services/data/${version}/sobjects/${object.name}/${String(row["Id"])}/${name}`;
}

const ADDRESS_PARTS = [
	["city", "City"],
	["country", "Country"],
	["countryCode", "CountryCode"],
	["geocodeAccuracy", "GeocodeAccuracy"],
	["latitude", "Latitude"],
	["longitude", "Longitude"],
	["postalCode", "PostalCode"],
	["state", "State"],
	["stateCode", "StateCode"],
	["street", "Street"],
] as const;

/** A compound address; none when no part of it has a value. Codes are there where the org has those fields. */
function addressNode({ row, object }: Landing, field: FieldDescribe): FieldNode {
	const prefix = field.name.slice(0, -"Address".length);
	const parts = ADDRESS_PARTS.flatMap(([key, part]) => {
		if (part.endsWith("Code") && part !== "PostalCode" && object.field(prefix + part) === undefined)
			return [];
		return [[key, row[prefix + part] ?? null] as const];
	});
	return parts.every(([, value]) => value === null) ? NONE : { kind: "compound", field, parts };
}

/** Compiles columns to a function that writes a record of a type as JSON text, `attributes` first. */
export function recordWriter(
	scope: Scope,
	object: ObjectType,
	columns: readonly Column[],
): (row: Row) => string {
	const build = treeBuilder(scope, object, columns);
	return (row) => jsonRecord(build(row), scope.version, (list) => jsonWholeList(list, scope.version));
}
