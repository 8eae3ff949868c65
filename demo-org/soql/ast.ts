/** What a SOQL text says, with the offset of each part for error messages. Nothing here knows a schema. */

export interface Path {
	readonly parts: readonly string[];
	readonly at: number;
}

/** The fixed end of a `DISTANCE(field, GEOLOCATION(latitude, longitude), 'unit')`. */
export interface Place {
	readonly latitude: number;
	readonly longitude: number;
	readonly unit: "mi" | "km";
}

/** A call such as `COUNT(Id)`; `name` is upper case. `argument` is null for `COUNT()`. */
export interface Call {
	readonly name: string;
	readonly argument: Path | Call | null;
	/** Of DISTANCE only. */
	readonly place: Place | null;
	readonly at: number;
}

export type Operand =
	| { readonly kind: "path"; readonly path: Path }
	| { readonly kind: "call"; readonly call: Call };

/** `TYPEOF What WHEN Account THEN Phone, Name ELSE Name END` */
export interface TypeOf {
	readonly kind: "typeof";
	readonly path: Path;
	readonly whens: readonly { readonly type: Path; readonly fields: readonly Path[] }[];
	readonly otherwise: readonly Path[] | null;
}

export type SelectItem =
	| { readonly kind: "path"; readonly path: Path; readonly alias: string | null }
	| { readonly kind: "call"; readonly call: Call; readonly alias: string | null }
	| { readonly kind: "fields"; readonly which: "ALL" | "CUSTOM" | "STANDARD"; readonly at: number }
	| TypeOf
	| { readonly kind: "children"; readonly query: Query };

export type Literal =
	| { readonly kind: "null" }
	| { readonly kind: "boolean"; readonly value: boolean }
	| { readonly kind: "number"; readonly value: number }
	| { readonly kind: "string"; readonly value: string }
	| { readonly kind: "date" | "dateTime" | "time"; readonly value: string }
	/** `USD5000` */
	| { readonly kind: "currency"; readonly code: string; readonly value: number }
	/** A date literal such as `TODAY` or `LAST_N_DAYS:7`. */
	| { readonly kind: "range"; readonly name: string; readonly count: number };

export type Operator =
	| "="
	| "!="
	| "<"
	| "<="
	| ">"
	| ">="
	| "LIKE"
	| "IN"
	| "NOT IN"
	| "INCLUDES"
	| "EXCLUDES";

export type Right =
	| { readonly kind: "one"; readonly literal: Literal }
	| { readonly kind: "list"; readonly literals: readonly Literal[] }
	| { readonly kind: "query"; readonly query: Query };

export interface Comparison {
	readonly kind: "compare";
	readonly left: Operand;
	readonly operator: Operator;
	readonly right: Right;
	readonly at: number;
}

export type Condition =
	| { readonly kind: "and" | "or"; readonly items: readonly Condition[] }
	| { readonly kind: "not"; readonly item: Condition }
	| Comparison;

export interface OrderItem {
	readonly operand: Operand;
	readonly descending: boolean;
	readonly nullsLast: boolean;
}

export interface Query {
	readonly select: readonly SelectItem[];
	readonly from: Path;
	readonly alias: string | null;
	/** Further names of FROM: paths from the first one, as in `FROM Contact c, c.Account a`. */
	readonly others: readonly { readonly path: Path; readonly alias: string }[];
	readonly scope: Path | null;
	readonly where: Condition | null;
	/** `WITH DATA CATEGORY`: where it stands. */
	readonly categoryAt: number | null;
	readonly groupBy: readonly Operand[];
	readonly grouping: "plain" | "rollup" | "cube";
	readonly having: Condition | null;
	readonly orderBy: readonly OrderItem[];
	readonly limit: number | null;
	readonly offset: number | null;
	/** Clauses that write: FOR VIEW, FOR REFERENCE. */
	readonly marks: readonly ("VIEW" | "REFERENCE")[];
	/** Where the first of them stands. */
	readonly marksAt: number | null;
	/** `FOR UPDATE`: where it stands. */
	readonly lockAt: number | null;
	/** `UPDATE TRACKING` and `UPDATE VIEWSTAT`: where they stand. */
	readonly statisticsAt: number | null;
	readonly at: number;
}

/** Where an operand stands in the query. */
export function placeOf(operand: Operand): number {
	return operand.kind === "path" ? operand.path.at : operand.call.at;
}

/** An operand as it was written, without regard to letter case of functions. */
export function operandText(operand: Operand): string {
	return operand.kind === "path" ? operand.path.parts.join(".") : callText(operand.call);
}

export function callText({ name, argument, place }: Call): string {
	if (argument === null) return `${name}()`;
	const inner = "name" in argument ? callText(argument) : argument.parts.join(".");
	const end = place === null ? "" : `, GEOLOCATION(${place.latitude},${place.longitude}), '${place.unit}'`;
	return `${name}(${inner}${end})`;
}
