import type { Value } from "../data/table.ts";
import { id18 } from "../ids.ts";
import type { FieldDescribe } from "../schema/describeTypes.ts";
import { dateTimeText } from "../times.ts";
import { RowError } from "./rowError.ts";

/**
 * The stored form of a value that a client sent for a field: JSON scalars, or texts as SOAP and CSV have them. Throws
 * RowError: JSON_PARSER_ERROR for what is no value of the type, else the code of the check that it fails. References
 * are checked for their form only.
 */
export function storedValue(field: FieldDescribe, given: unknown): Value {
	if (given === null || given === undefined) return field.type === "boolean" ? false : null;
	if (typeof given === "object") throw unreadable(field, given);
	switch (field.type) {
		case "boolean":
			return booleanOf(field, given);
		case "int":
		case "double":
		case "currency":
		case "percent":
			return numberOf(field, given);
		case "date":
			return dateOf(field, given);
		case "datetime":
			return dateTimeOf(field, given);
		case "time":
			return timeOf(field, given);
		case "reference":
		case "id":
			return idText(field, textOf(given));
		default:
			return checkedText(field, textOf(given));
	}
}

/** A scalar as text. */
function textOf(given: unknown): string {
	return typeof given === "string" ? given : String(given as number | boolean);
}

/** The words of the API's JSON reader, which names the token it found. */
function unreadable({ type, soapType }: FieldDescribe, given: unknown): RowError {
	const wanted =
		type === "datetime" || type === "date" || type === "time" ? type : soapType.replace(/^.*:/, "");
	const [token, shown] =
		typeof given === "string"
			? ["VALUE_STRING", given]
			: typeof given === "number"
				? [Number.isInteger(given) ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT", String(given)]
				: typeof given === "boolean"
					? [given ? "VALUE_TRUE" : "VALUE_FALSE", String(given)]
					: Array.isArray(given)
						? ["START_ARRAY", "["]
						: ["START_OBJECT", "{"];
	return new RowError(
		"JSON_PARSER_ERROR",
		`Cannot deserialize instance of ${wanted} from ${token} value ${shown} or request may be missing a required field`,
	);
}

function booleanOf(field: FieldDescribe, given: unknown): boolean {
	if (typeof given === "boolean") return given;
	if (given === "true" || given === "1") return true;
	if (given === "false" || given === "0") return false;
	throw unreadable(field, given);
}

function numberOf(field: FieldDescribe, given: unknown): number | null {
	if (given === "") return null;
	const number = typeof given === "number" ? given : Number(given);
	const isNumber =
		typeof given === "number" || (typeof given === "string" && /^[-+]?[\d.]/.test(given.trim()));
	if (!isNumber || !Number.isFinite(number)) throw unreadable(field, given);
	if (field.type === "int") {
		if (!Number.isInteger(number)) throw unreadable(field, given);
		if (Math.abs(number) >= 10 ** field.digits) throw outside(field, number);
		return number;
	}
	const rounded = Number(`${Math.round(Number(`${number}e${field.scale}`))}e-${field.scale}`);
	const kept = Number.isFinite(rounded) ? rounded : number;
	const isTooLong = Math.abs(kept) >= 10 ** (field.precision - field.scale);
	if (isTooLong || Math.abs(kept) > farthest(field)) throw outside(field, number);
	return kept;
}

/** The last degree of a latitude or longitude (Salesforce help, "Geolocation Custom Field"). */
function farthest({ name, compoundFieldName }: FieldDescribe): number {
	const part = compoundFieldName === null ? undefined : /(Latitude|Longitude)(?:__s)?$/.exec(name)?.[1];
	if (part === undefined) return Number.POSITIVE_INFINITY;
	return part === "Latitude" ? 90 : 180;
}

function outside({ label, name }: FieldDescribe, number: number): RowError {
	const [digits = "", exponent = ""] = number.toExponential().split("e");
	const mantissa = digits.includes(".") ? digits : `${digits}.0`;
	const shown = Math.abs(number) >= 1e7 ? `${mantissa}E${Number(exponent)}` : String(number);
	const message = `${label}: value outside of valid range on numeric field: ${shown}`;
	return new RowError("NUMBER_OUTSIDE_VALID_RANGE", message, [name]);
}

const EARLIEST = "1700-01-01";
const LATEST = "4000-12-31";

function dateOf(field: FieldDescribe, given: unknown): string | null {
	if (given === "") return null;
	const text = textOf(given);
	const day = /^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?$/.exec(text)?.[1];
	if (day === undefined || !isDay(day)) throw unreadable(field, given);
	return inRange(field, day, day);
}

/** The forms of "Valid Date and DateTime Formats", and the form that the API itself writes. */
const DATE_TIME =
	/^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{1,9}(?:[+-]\d{4})?|)(?:Z|[+-]\d\d:\d\d)?$/;

function dateTimeOf(field: FieldDescribe, given: unknown): string | null {
	if (given === "") return null;
	const text = textOf(given);
	const day = DATE_TIME.exec(text)?.[1];
	const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
	if (day === undefined || !isDay(day) || !zoned) throw unreadable(field, given);
	const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
	if (Number.isNaN(at)) throw unreadable(field, given);
	return inRange(field, day, dateTimeText(Math.floor(at / 1000) * 1000));
}

function isDay(day: string): boolean {
	const at = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

function inRange({ label, name }: FieldDescribe, day: string, value: string): string {
	if (day >= EARLIEST && day <= LATEST) return value;
	throw new RowError("NUMBER_OUTSIDE_VALID_RANGE", `${label}: invalid date: ${day}`, [name]);
}

function timeOf(field: FieldDescribe, given: unknown): string | null {
	if (given === "") return null;
	// Times have seconds, as in `xsd:time`.
	const parts = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?Z?$/.exec(textOf(given));
	if (parts === null) throw unreadable(field, given);
	const [, hours, minutes, seconds, fraction = "0"] = parts;
	return `${hours}:${minutes}:${seconds}.${fraction.padEnd(3, "0")}Z`;
}

function idText(field: FieldDescribe, text: string): string | null {
	if (text === "") return null;
	const whole = id18(text);
	if (whole !== null) return whole;
	const message = `${field.label}: id value of incorrect type: ${text}`;
	throw new RowError("MALFORMED_ID", message, [field.name]);
}

const EMAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@.<>()[\],;:"\\]+(?:\.[^\s@.<>()[\],;:"\\]+)+$/;

function checkedText(field: FieldDescribe, given: string): string | null {
	const { type, label, name, length } = field;
	// The platform keeps no white space at the ends of texts of one line, and no empty text at all.
	const text = type === "textarea" || type === "base64" ? given : given.trim();
	if (text === "") return null;
	if (type === "base64") {
		if (/^[A-Za-z0-9+/=\s]*$/.test(text)) return text.replace(/\s/g, "");
		throw new RowError("INVALID_BASE64", `${label}: invalid base64`, [name]);
	}
	if (length > 0 && text.length > length && type !== "multipicklist") {
		const message = `${label}: data value too large: ${text} (max length=${length})`;
		throw new RowError("STRING_TOO_LONG", message, [name]);
	}
	if (type === "email" && !EMAIL.test(text)) {
		throw new RowError("INVALID_EMAIL_ADDRESS", `${label}: invalid email address: ${text}`, [name]);
	}
	return text;
}
