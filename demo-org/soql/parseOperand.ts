import type { Call, Operand, Path, Place } from "./ast.ts";
import { soqlError } from "./soqlError.ts";
import type { TokenReader } from "./tokenReader.ts";

/** Every function that SOQL has (SOQL and SOSL Reference, "SOQL SELECT Functions" and "Date Functions"). */
const FUNCTIONS = new Set(
	[
		"COUNT COUNT_DISTINCT SUM AVG MIN MAX GROUPING TOLABEL FORMAT CONVERTCURRENCY CONVERTTIMEZONE DISTANCE",
		"CALENDAR_YEAR CALENDAR_QUARTER CALENDAR_MONTH FISCAL_YEAR FISCAL_QUARTER FISCAL_MONTH DAY_IN_WEEK",
		"DAY_IN_MONTH DAY_IN_YEAR DAY_ONLY HOUR_IN_DAY WEEK_IN_MONTH WEEK_IN_YEAR",
	].flatMap((line) => line.split(" ")),
);

/** A dotted name. */
export function readPath(reader: TokenReader): Path {
	const first = reader.name();
	const parts = [first.text];
	while (reader.skip(".")) parts.push(reader.name().text);
	return { parts, at: first.at };
}

/** A field or a function over one. */
export function readOperand(reader: TokenReader): Operand {
	const isCall = reader.peek().kind === "word" && reader.peek(1).text === "(";
	return isCall ? { kind: "call", call: readCall(reader) } : { kind: "path", path: readPath(reader) };
}

function readCall(reader: TokenReader): Call {
	return reader.nested(() => {
		const { text, at } = reader.peek();
		const name = text.toUpperCase();
		if (!FUNCTIONS.has(name)) {
			if (reader.seesName()) reader.take();
			throw reader.unexpected();
		}
		reader.take();
		reader.expect("(");
		if (name === "DISTANCE") return readDistance(reader, at);
		if (name === "COUNT" && reader.skip(")")) return { name, argument: null, place: null, at };
		const argument = readOperand(reader);
		reader.expect(")");
		return { name, argument: argument.kind === "path" ? argument.path : argument.call, place: null, at };
	});
}

/** The rest of `DISTANCE(field, GEOLOCATION(latitude, longitude), 'mi')`. */
function readDistance(reader: TokenReader, at: number): Call {
	const argument = readPath(reader);
	reader.expect(",");
	reader.expect("GEOLOCATION");
	reader.expect("(");
	const latitude = readNumber(reader);
	reader.expect(",");
	const longitude = readNumber(reader);
	reader.expect(")");
	reader.expect(",");
	const unit = reader.peek().text.slice(1, -1).toLowerCase();
	if (reader.peek().kind !== "string" || (unit !== "mi" && unit !== "km")) throw reader.unexpected();
	reader.take();
	reader.expect(")");
	const place: Place = { latitude, longitude, unit };
	if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
		const detail = "Invalid geolocation: latitude is -90 to 90, longitude -180 to 180";
		throw soqlError("MALFORMED_QUERY", reader.soql, at, detail);
	}
	return { name: "DISTANCE", argument, place, at };
}

/** A number with an optional sign. */
export function readNumber(reader: TokenReader): number {
	const negative = reader.skip("-");
	if (!negative) reader.skip("+");
	const value = Number(reader.expectKind("number").text);
	return negative ? -value : value;
}
