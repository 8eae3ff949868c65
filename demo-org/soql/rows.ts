import type { Table, Value } from "../data/table.ts";
import { id18 } from "../ids.ts";
import { notServed } from "../platformError.ts";
import type { ObjectType } from "../schema/objectType.ts";
import type { Comparison, Condition, Path, Query } from "./ast.ts";
import { compileCondition, type FilterPlace, type Test } from "./filter.ts";
import { type Frame, resolveOperand } from "./functions.ts";
import { aliasesOf, type Resolved, type Scope } from "./resolve.ts";
import { checkSemiJoins, type InnerRows } from "./semiJoin.ts";
import { plainSoqlError, soqlError, unexpectedToken } from "./soqlError.ts";

/** The object that FROM names. Throws INVALID_TYPE for one that this user does not see; 501 for one not served. */
export function fromObject(scope: Scope, { parts, at }: Path): ObjectType {
	const name = parts.join(".");
	const object = scope.schema.object(name);
	if (object !== undefined) return object;
	if (scope.isUnserved?.(name) === true) throw notServed(`queries of ${name}`);
	throw soqlError(
		"INVALID_TYPE",
		scope.soql,
		at,
		`sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
	);
}

export function frameOf(scope: Scope, object: ObjectType, query: Query): Frame {
	return { scope, object, aliases: aliasesOf(scope, object, query) };
}

export function filterPlace(frame: Frame): FilterPlace {
	return { frame, rowsOf: (query) => innerRows(frame.scope, query) };
}

function innerRows(scope: Scope, query: Query): InnerRows {
	const frame = frameOf(scope, fromObject(scope, query.from), query);
	const passing = compileRows(frame, query);
	const table = scope.table(frame.object.name);
	return {
		frame,
		each: (visit) => {
			for (const index of passing(null)) visit(table.at(index) ?? {});
		},
	};
}

/** Gives the indexes of the records that a query lets through, in the order of the table, at most `most` of them. */
export type Passing = (most: number | null) => number[];

/**
 * Compiles USING SCOPE and WHERE of a query. Records of the recycle bin pass for queryAll only; what sharing hides
 * never does.
 */
export function compileRows(frame: Frame, query: Query): Passing {
	const { scope, object } = frame;
	const table = scope.table(object.name);
	const { where } = query;
	if (where !== null) checkSemiJoins(scope.soql, where);
	const inScope = scopeTest(frame, query);
	const passes = where === null ? null : compileCondition(filterPlace(frame), where);
	const tests = [seenTest(scope, object), inScope, passes].filter((test) => test !== null);
	return (most) => {
		const found: number[] = [];
		const limit = most ?? Number.POSITIVE_INFINITY;
		const take = (index: number): boolean => {
			if (!scope.includeDeleted && table.isDeleted(index)) return true;
			if (tests.length > 0 || scope.includeDeleted) {
				const row = table.at(index);
				if (row === undefined || !tests.every((test) => test(row))) return true;
			}
			found.push(index);
			return found.length < limit;
		};
		if (limit <= 0) return found;
		const candidates = where === null ? null : candidatesOf(frame, table, where);
		if (candidates !== null) {
			for (const index of candidates) if (!take(index)) break;
			return found;
		}
		const end = table.length;
		for (let index = 0; index < end; index += 1) if (!take(index)) break;
		return found;
	};
}

/** Whether sharing lets the user see a record; null for a user who sees all. */
export function seenTest({ canSee }: Scope, object: ObjectType): Test | null {
	return canSee === undefined ? null : (row) => canSee(object.name, row);
}

/** Scopes that the platform has, of which an object supports some (describe, `supportedScopes`). */
const SCOPES = [
	"everything",
	"mine",
	"mine_and_my_groups",
	"team",
	"delegated",
	"my_territory",
	"my_team_territory",
	"scopingrule",
];

function scopeTest({ scope, object }: Frame, query: Query): Test | null {
	if (query.scope === null) return null;
	const name = query.scope.parts.join(".").toLowerCase();
	if (!SCOPES.includes(name)) throw unexpectedToken(scope.soql, query.scope.at, query.scope.parts.join("."));
	if (name === "everything") return null;
	const hasOwner = object.field("OwnerId") !== undefined;
	if (name === "mine" && hasOwner) return (row) => row["OwnerId"] === scope.userId;
	if (name === "mine_and_my_groups" && object.field("OwnerId")?.polymorphicForeignKey === true) {
		const groups = idsOf(scope, "GroupMember", "GroupId", "UserOrGroupId");
		return (row) => row["OwnerId"] === scope.userId || groups.has(row["OwnerId"] ?? null);
	}
	if (name === "team" && object.spec.scopes?.some(([each]) => each === "team") === true) {
		const teams = idsOf(scope, `${object.name}TeamMember`, `${object.name}Id`, "UserId");
		return (row) => teams.has(row["Id"] ?? null);
	}
	throw plainSoqlError("INVALID_QUERY_SCOPE", `Scope '${name}' is not supported for entity '${object.name}'`);
}

/** What `field` says in the records of an object that name the user in `userField`. */
function idsOf(
	{ table, userId }: Scope,
	object: string,
	field: string,
	userField: string,
): ReadonlySet<Value> {
	const ids = new Set<Value>();
	table(object).each((row) => {
		if (row[userField] === userId) ids.add(row[field] ?? null);
	});
	return ids;
}

/** The few records that an `=` or `IN` on an id can let through, in the order of the table; null: all of them can. */
function candidatesOf(frame: Frame, table: Table, where: Condition): readonly number[] | null {
	if (where.kind === "and") {
		let fewest: readonly number[] | null = null;
		for (const item of where.items) {
			const found = candidatesOf(frame, table, item);
			if (found !== null && (fewest === null || found.length < fewest.length)) fewest = found;
		}
		return fewest;
	}
	if (where.kind !== "compare") return null;
	const ids = wantedIds(where);
	if (ids === null || where.left.kind !== "path") return null;
	const { field, steps }: Resolved = resolveOperand(frame, where.left);
	if (steps.length > 0 || field.soapType !== "tns:ID") return null;
	if (field.type === "id") return ascending(ids.map((id) => table.indexOf(id)).filter((index) => index >= 0));
	if (field.type !== "reference") return null;
	return ascending(ids.flatMap((id) => table.where(field.name, id)));
}

function ascending(indexes: readonly number[]): number[] {
	return [...new Set(indexes)].sort((a, b) => a - b);
}

/** The ids that a comparison asks for, null when it asks for something else. */
function wantedIds({ operator, right }: Comparison): string[] | null {
	if ((operator !== "=" && operator !== "IN") || right.kind === "query") return null;
	const ids: string[] = [];
	for (const literal of right.kind === "list" ? right.literals : [right.literal]) {
		const id = literal.kind === "string" ? id18(literal.value) : null;
		if (id === null) return null;
		ids.push(id);
	}
	return ids;
}

/** How many ids a condition names when it lets only named ids through, else null. */
export function namedIdCount(where: Condition | null): number | null {
	if (where === null) return null;
	if (where.kind === "and") {
		const counts = where.items.map(namedIdCount).filter((count) => count !== null);
		return counts.length === 0 ? null : Math.min(...counts);
	}
	if (where.kind !== "compare" || where.left.kind !== "path") return null;
	if (where.left.path.parts.at(-1)?.toLowerCase() !== "id" || where.left.path.parts.length > 1) return null;
	return wantedIds(where)?.length ?? null;
}
