import type { ObjectType } from "../schema/objectType.ts";
import type { Call, Path, Query, SelectItem, TypeOf } from "./ast.ts";
import { type ChildContext, childColumn } from "./children.ts";
import { type Frame, isAggregate, isDateFunction, resolveOperand } from "./functions.ts";
import { addField, type Column, holdsKey } from "./project.ts";
import { resolvePath, type Step, stepTo } from "./resolve.ts";
import { namedIdCount } from "./rows.ts";
import { versionOf } from "./scope.ts";
import { plainSoqlError, soqlError, unexpectedToken } from "./soqlError.ts";

const MAX_FIELDS_LIMIT = 200;
const MAX_PARENTS = 55;
const FIELDS_SINCE = 51;
const TYPEOF_SINCE = 46;

/**
 * The columns of a query for records.
 * Throws the platform's refusals of what cannot be selected, of duplicates, and of too many parents or child lists.
 */
export function planRecords(frame: Frame, query: Query, context: ChildContext): Column[] {
	const { scope } = frame;
	const columns: Column[] = [];
	let unnamed = 0;
	for (const item of query.select) {
		if (item.kind === "children") columns.push(childColumn(frame, query, item.query, context));
		else if (item.kind === "fields") addAll(frame, query, item, columns);
		else if (item.kind === "typeof") columns.push(typeOfColumn(frame, item, columns));
		else if (item.kind === "path") addPath(frame, item.path, item.alias, columns);
		else {
			const { call, alias } = item;
			const resolved = resolveCall(frame, item);
			const isDistance = call.name === "DISTANCE";
			if (alias === null && !isDistance && resolved.steps.length > 0) {
				addCallBelow(frame, call, resolved.steps, columns);
				continue;
			}
			const key = alias ?? (isDistance ? `expr${unnamed}` : resolved.field.name);
			if (alias === null && isDistance) unnamed += 1;
			if (holdsKey(columns, key)) throw duplicate(scope.soql, call.at, key);
			columns.push({ kind: "field", key, field: resolved.field, get: resolved.get });
		}
	}
	if (parentCount(columns) > MAX_PARENTS) {
		const detail = `The number of relationships exceeds the maximum of ${MAX_PARENTS}`;
		throw soqlError("MALFORMED_QUERY", scope.soql, query.at, detail);
	}
	return columns;
}

function duplicate(soql: string, at: number, name: string): Error {
	return soqlError("INVALID_FIELD", soql, at, `duplicate field selected: ${name}`);
}

function addPath(
	{ scope, object, aliases }: Frame,
	path: Path,
	alias: string | null,
	columns: Column[],
): void {
	if (alias !== null) {
		const detail = "only aggregate expressions use field aliasing";
		throw soqlError("MALFORMED_QUERY", scope.soql, path.at, detail);
	}
	const resolved = resolvePath(scope, object, aliases, path);
	if (!addField(columns, resolved)) throw duplicate(scope.soql, path.at, resolved.field.name);
}

function resolveCall(frame: Frame, item: Extract<SelectItem, { kind: "call" }>) {
	const { soql } = frame.scope;
	const { call } = item;
	if (isDateFunction(call.name)) {
		const detail = "Grouped query must use GROUP BY for a date function";
		throw soqlError("MALFORMED_QUERY", soql, call.at, detail);
	}
	if (isAggregate(item)) {
		const detail = "Only root queries support aggregate expressions";
		throw soqlError("MALFORMED_QUERY", soql, call.at, detail);
	}
	return resolveOperand(frame, item);
}

/** Puts a function over a parent's field under that parent, by the field's name. */
function addCallBelow({ scope }: Frame, call: Call, steps: readonly Step[], columns: Column[]): void {
	let level = columns;
	let target: ObjectType | undefined;
	for (const step of steps) {
		const key = step.lookup.relationshipName ?? step.lookup.name;
		let parent = level.find((column) => column.key === key);
		if (parent === undefined) {
			parent = { kind: "parent", key, step, columns: [] };
			level.push(parent);
		}
		if (parent.kind !== "parent") throw duplicate(scope.soql, call.at, key);
		level = parent.columns;
		target = step.target;
	}
	if (target === undefined) return;
	const own = { kind: "call", call: shortened(call) } as const;
	const { field, get } = resolveOperand({ scope, object: target, aliases: new Map() }, own);
	if (holdsKey(level, field.name)) throw duplicate(scope.soql, call.at, field.name);
	level.push({ kind: "field", key: field.name, field, get });
}

/** The same call on the last name of its path. */
function shortened(call: Call): Call {
	const { argument } = call;
	if (argument === null) return call;
	if ("name" in argument) return { ...call, argument: shortened(argument) };
	return { ...call, argument: { ...argument, parts: argument.parts.slice(-1) } };
}

function addAll(
	{ scope, object }: Frame,
	query: Query,
	item: Extract<SelectItem, { kind: "fields" }>,
	columns: Column[],
): void {
	if (versionOf(scope) < FIELDS_SINCE) throw unexpectedToken(scope.soql, item.at, "FIELDS");
	const isBounded =
		(query.limit !== null && query.limit <= MAX_FIELDS_LIMIT) ||
		(namedIdCount(query.where) ?? Number.POSITIVE_INFINITY) <= MAX_FIELDS_LIMIT;
	if (item.which !== "STANDARD" && !isBounded) {
		const message = `The SOQL FIELDS function must have a LIMIT of at most ${MAX_FIELDS_LIMIT}`;
		throw plainSoqlError("MALFORMED_QUERY", message);
	}
	for (const field of object.fields) {
		if (item.which !== "ALL" && field.custom !== (item.which === "CUSTOM")) continue;
		const resolved = resolvePath(scope, object, null, { parts: [field.name], at: item.at });
		if (!addField(columns, resolved)) {
			throw plainSoqlError("INVALID_FIELD", `duplicate field selected: ${field.name}`);
		}
	}
}

/** `TYPEOF What WHEN Account THEN …`: what is selected of a parent depends on its type. */
function typeOfColumn(frame: Frame, item: TypeOf, columns: readonly Column[]): Column {
	const { scope, object, aliases } = frame;
	const { soql } = scope;
	const { path } = item;
	if (versionOf(scope) < TYPEOF_SINCE) throw unexpectedToken(soql, path.at, "TYPEOF");
	const parts =
		path.parts.length === 2 && aliases.has(path.parts[0]?.toLowerCase() ?? "")
			? path.parts.slice(1)
			: path.parts;
	const [name = ""] = parts;
	const step = parts.length === 1 ? stepTo(scope, object, name) : undefined;
	if (step === undefined) {
		const relation = path.parts.join(".");
		throw soqlError(
			"INVALID_FIELD",
			soql,
			path.at,
			`Didn't understand relationship '${relation}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
		);
	}
	if (!step.lookup.polymorphicForeignKey) {
		const detail = `TYPEOF can only be used with polymorphic relationships, not with '${name}'`;
		throw soqlError("INVALID_FIELD", soql, path.at, detail);
	}
	const key = step.lookup.relationshipName ?? name;
	if (holdsKey(columns, key)) throw duplicate(soql, path.at, key);
	const planned = new Map<ObjectType, Column[]>();
	const columnsOf = (type: ObjectType, fields: readonly Path[]): Column[] => {
		const own: Column[] = [];
		for (const field of fields) {
			const resolved = resolvePath(scope, type, null, field);
			if (!addField(own, resolved)) throw duplicate(soql, field.at, resolved.field.name);
		}
		return own;
	};
	for (const { type, fields } of item.whens) {
		const typeName = type.parts.join(".");
		const target = step.types.find((each) => each.name.toLowerCase() === typeName.toLowerCase());
		if (target === undefined) {
			const detail = `sObject type '${typeName}' is not supported in TYPEOF of '${key}'.`;
			throw soqlError("INVALID_TYPE", soql, type.at, detail);
		}
		if (planned.has(target)) {
			throw soqlError("MALFORMED_QUERY", soql, type.at, `duplicate type in TYPEOF: ${target.name}`);
		}
		planned.set(target, columnsOf(target, fields));
	}
	const otherwise = item.otherwise === null ? null : columnsOf(step.target, item.otherwise);
	return { kind: "typeof", key, step, columnsFor: (type) => planned.get(type) ?? otherwise };
}

function parentCount(columns: readonly Column[]): number {
	return columns.reduce(
		(count, column) => count + (column.kind === "parent" ? 1 + parentCount(column.columns) : 0),
		0,
	);
}

/** 2000 rows; 1000 for wide rows or a long text; 200 with two or more custom long texts. */
export function pageLimit(columns: readonly Column[]): number {
	let width = 0;
	let longTexts = 0;
	let customLongTexts = 0;
	const visit = (each: readonly Column[]): void => {
		for (const column of each) {
			if (column.kind === "parent") visit(column.columns);
			if (column.kind !== "field") continue;
			width += 1;
			if (column.field.type !== "textarea" || column.field.length <= 255) continue;
			longTexts += 1;
			if (column.field.custom) customLongTexts += 1;
		}
	};
	visit(columns);
	if (customLongTexts >= 2) return 200;
	return width >= 30 || longTexts > 0 ? 1000 : 2000;
}
