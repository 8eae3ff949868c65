import type { Value } from "../data/table.ts";
import { notServed } from "../platformError.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { date, integer } from "../schema/fields.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { DAY_MS, dateText, dateTimeText, epochOf, zoneOffsetMs } from "../times.ts";
import type { Call, Operand } from "./ast.ts";
import { type Resolved, resolvePath, type Scope } from "./resolve.ts";
import { soqlError } from "./soqlError.ts";

const DAY_OF_YEAR = (at: Date): number =>
	Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;

/** The date functions over an instant that is already shifted to the wanted zone. */
const DATE_PARTS: Readonly<Record<string, (at: Date) => number>> = {
	CALENDAR_YEAR: (at) => at.getUTCFullYear(),
	CALENDAR_QUARTER: (at) => Math.floor(at.getUTCMonth() / 3) + 1,
	CALENDAR_MONTH: (at) => at.getUTCMonth() + 1,
	FISCAL_YEAR: (at) => at.getUTCFullYear(),
	FISCAL_QUARTER: (at) => Math.floor(at.getUTCMonth() / 3) + 1,
	FISCAL_MONTH: (at) => at.getUTCMonth() + 1,
	DAY_IN_WEEK: (at) => at.getUTCDay() + 1,
	DAY_IN_MONTH: (at) => at.getUTCDate(),
	DAY_IN_YEAR: DAY_OF_YEAR,
	HOUR_IN_DAY: (at) => at.getUTCHours(),
	WEEK_IN_MONTH: (at) => Math.ceil(at.getUTCDate() / 7),
	WEEK_IN_YEAR: (at) => Math.ceil(DAY_OF_YEAR(at) / 7),
};

const AGGREGATES = new Set(["COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"]);

export function isAggregate(operand: Operand): operand is { kind: "call"; call: Call } {
	return operand.kind === "call" && AGGREGATES.has(operand.call.name);
}

/** A field, or a date function over one, as something with a type that gives a value for a record. */
export function resolveOperand(
	scope: Scope,
	object: ObjectType,
	alias: string | null,
	operand: Operand,
): Resolved {
	if (operand.kind === "path") return resolvePath(scope, object, alias, operand.path);
	const { call } = operand;
	const { argument } = call;
	if (argument === null) throw soqlError("MALFORMED_QUERY", scope.soql, call.at, `unexpected token: ')'`);
	const convert = "name" in argument && argument.name === "CONVERTTIMEZONE";
	const inner = convert ? argument.argument : argument;
	if (inner === null || "name" in inner) throw notServed("nested functions");
	const resolved = resolvePath(scope, object, alias, inner);
	if (call.name === "TOLABEL") return resolved;
	if (call.name === "DAY_ONLY") {
		return derived(
			resolved,
			date(resolved.field.name, resolved.field.label),
			(at) => dateText(at.getTime()),
			scope,
			convert,
		);
	}
	const part = DATE_PARTS[call.name];
	if (part === undefined) throw notServed(`${call.name}()`);
	return derived(resolved, integer(resolved.field.name, resolved.field.label), part, scope, convert);
}

function derived(
	resolved: Resolved,
	field: FieldDescribe,
	part: (at: Date) => Value,
	{ timeZone }: Scope,
	convert: boolean,
): Resolved {
	const get: Resolved["get"] = (row) => {
		const value = resolved.get(row);
		if (typeof value !== "string") return null;
		const epoch = epochOf(value);
		return part(new Date(convert ? epoch + zoneOffsetMs(epoch, timeZone) : epoch));
	};
	return { steps: resolved.steps, field, get };
}

/** A datetime literal as the text form that values are stored in. */
export function normalDateTime(literal: string): string {
	return dateTimeText(epochOf(literal));
}
