import type { Row, Value } from "../data/table.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { date, decimal, integer, text } from "../schema/fields.ts";
import type { ObjectType } from "../schema/objectType.ts";
import { dateText, dateTimeText, epochOf, zoneOffsetMs } from "../times.ts";
import type { Call, Operand, Path } from "./ast.ts";
import { DATE_PARTS } from "./dateParts.ts";
import { formatOf } from "./format.ts";
import { coordinates, distanceTo, isAddress, isLocation } from "./geolocation.ts";
import { converted, currencyOfRecord, ratesOf } from "./money.ts";
import { type Aliases, type Resolved, resolvePath, type Scope } from "./resolve.ts";
import { calendarOf, currencyOf, namedByFiscalStart } from "./scope.ts";
import { soqlError, unexpectedToken } from "./soqlError.ts";

/** Where names of a query are looked up. */
export interface Frame {
	readonly scope: Scope;
	readonly object: ObjectType;
	readonly aliases: Aliases;
}

const AGGREGATES = new Set(["COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"]);

export function isAggregate(operand: Operand): operand is { kind: "call"; call: Call } {
	return operand.kind === "call" && AGGREGATES.has(operand.call.name);
}

/** Whether a function gives a part of a date. */
export function isDateFunction(name: string): boolean {
	return name === "DAY_ONLY" || DATE_PARTS[name] !== undefined;
}

/**
 * A field, or a function over one, as something with a type that gives a value for a record.
 * Throws MALFORMED_QUERY and INVALID_FIELD for a function over what it cannot take.
 */
export function resolveOperand(frame: Frame, operand: Operand): Resolved {
	const { scope, object, aliases } = frame;
	if (operand.kind === "path") return resolvePath(scope, object, aliases, operand.path);
	const { call } = operand;
	if (isDateFunction(call.name)) return datePart(frame, call);
	switch (call.name) {
		case "TOLABEL":
			return label(frame, call);
		case "FORMAT":
			return formatted(frame, call);
		case "CONVERTCURRENCY":
			return inOwnCurrency(frame, call);
		case "DISTANCE":
			return distance(frame, call);
		case "CONVERTTIMEZONE": {
			const detail = "convertTimezone() can only be used inside a date function";
			throw soqlError("MALFORMED_QUERY", scope.soql, call.at, detail);
		}
		default:
			throw unexpectedToken(scope.soql, call.at, call.name);
	}
}

/** The field that a function is over, when that is a plain one. */
function fieldOf({ scope, object, aliases }: Frame, { argument, at }: Call): Resolved {
	if (argument === null || "name" in argument) {
		throw soqlError("MALFORMED_QUERY", scope.soql, at, "Nested functions are not supported here");
	}
	return resolvePath(scope, object, aliases, argument);
}

function wrongType({ scope }: Frame, at: number, name: string, field: FieldDescribe): Error {
	const detail = `field '${field.name}' is not supported by the function ${name}`;
	return soqlError("INVALID_FIELD", scope.soql, at, detail);
}

function datePart(frame: Frame, call: Call): Resolved {
	const { scope } = frame;
	const { argument } = call;
	const convert = argument !== null && "name" in argument && argument.name === "CONVERTTIMEZONE";
	const resolved = fieldOf(frame, convert ? argument : call);
	const { name, label: fieldLabel, type } = resolved.field;
	const needsTime = convert || call.name === "HOUR_IN_DAY" || call.name === "DAY_ONLY";
	if (type !== "datetime" && (needsTime || type !== "date")) {
		throw wrongType(frame, call.at, call.name, resolved.field);
	}
	const shifted = (value: string): Date => {
		const epoch = epochOf(value);
		return new Date(convert ? epoch + zoneOffsetMs(epoch, scope.timeZone) : epoch);
	};
	const part = DATE_PARTS[call.name];
	const fiscal = {
		startMonth: calendarOf(scope).fiscalStartMonth,
		namedByStart: namedByFiscalStart(scope),
	};
	const of = (at: Date): Value => (part === undefined ? dateText(at.getTime()) : part(at, fiscal));
	const field = part === undefined ? date(name, fieldLabel) : integer(name, fieldLabel);
	return derived(resolved, field, (value) => (typeof value === "string" ? of(shifted(value)) : null));
}

function derived(resolved: Resolved, field: FieldDescribe, of: (value: Value, row: Row) => Value): Resolved {
	return { ...resolved, field, get: (row) => of(resolved.get(row), row) };
}

function label(frame: Frame, call: Call): Resolved {
	const resolved = fieldOf(frame, call);
	const { field } = resolved;
	const labels = new Map(field.picklistValues.map((each) => [each.value, each.label]));
	const of = (value: string): string => labels.get(value) ?? value;
	const isRecordTypeName = field.name === "Name" && resolved.steps.at(-1)?.target.name === "RecordType";
	if (field.type === "multipicklist") {
		return derived(resolved, labelField(field), (value) =>
			typeof value === "string" ? value.split(";").map(of).join(";") : null,
		);
	}
	if (field.type !== "picklist" && field.type !== "combobox" && !isRecordTypeName) {
		throw wrongType(frame, call.at, "toLabel", field);
	}
	return derived(resolved, labelField(field), (value) => (typeof value === "string" ? of(value) : null));
}

function labelField(field: FieldDescribe): FieldDescribe {
	const { filterable, sortable, groupable } = field;
	return text(field.name, field.label, 255, { filterable, sortable, groupable });
}

/** How `FORMAT()` writes what something gives, which may be `convertCurrency()` of a field. */
function formatted(frame: Frame, call: Call): Resolved {
	const { scope } = frame;
	const { argument } = call;
	const inner =
		argument !== null && "name" in argument
			? resolveOperand(frame, { kind: "call", call: argument })
			: fieldOf(frame, call);
	const isConverted = argument !== null && "name" in argument && argument.name === "CONVERTCURRENCY";
	const write = formatterOf(frame.scope, inner.field);
	const field = text(inner.field.name, inner.field.label, 255);
	return derived(inner, field, (value, row) => {
		const at = isConverted ? undefined : inner.land(row);
		return write(value, at === undefined ? currencyOf(scope) : currencyOfRecord(scope, at));
	});
}

/** What `FORMAT()` makes of values of a field. */
export function formatterOf(scope: Scope, field: FieldDescribe) {
	const rates = ratesOf(scope);
	const own = currencyOf(scope);
	return formatOf(scope, field, (amount, from) =>
		rates === null ? amount : converted(rates, amount, from, own),
	);
}

function inOwnCurrency(frame: Frame, call: Call): Resolved {
	const { scope } = frame;
	const resolved = fieldOf(frame, call);
	if (resolved.field.type !== "currency") {
		throw wrongType(frame, call.at, "convertCurrency", resolved.field);
	}
	const rates = ratesOf(scope);
	if (rates === null) {
		const detail = "convertCurrency() is only supported in organizations with multiple currencies";
		throw soqlError("MALFORMED_QUERY", scope.soql, call.at, detail);
	}
	const own = currencyOf(scope);
	return derived(resolved, resolved.field, (value, row) => {
		const at = resolved.land(row);
		if (typeof value !== "number" || at === undefined) return value;
		const scale = 10 ** resolved.field.scale;
		return Math.round(converted(rates, value, currencyOfRecord(scope, at), own) * scale) / scale;
	});
}

function distance(frame: Frame, call: Call): Resolved {
	const resolved = fieldOf(frame, call);
	const { field } = resolved;
	const { place } = call;
	if (place === null || !(isAddress(field) || isLocation(field))) {
		throw wrongType(frame, call.at, "DISTANCE", field);
	}
	return {
		...resolved,
		field: decimal("double", field.name, field.label, 18, 15),
		get: (row) => {
			const at = resolved.land(row);
			return at === undefined ? null : distanceTo(place, coordinates(at, field));
		},
	};
}

/** A datetime literal as the text form that values are stored in. */
export function normalDateTime(literal: string): string {
	return dateTimeText(epochOf(literal));
}

/** The one field below a call, however deep. */
export function innermost(call: Call): Path | null {
	const { argument } = call;
	return argument !== null && "name" in argument ? innermost(argument) : argument;
}
