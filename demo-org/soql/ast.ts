/** What a SOQL text says, with the offset of each part for error messages. Nothing here knows a schema. */

export interface Path {
	readonly parts: readonly string[];
	readonly at: number;
}

/** A call such as `COUNT(Id)`; `name` is upper case. `argument` is null for `COUNT()`. */
export interface Call {
	readonly name: string;
	readonly argument: Path | Call | null;
	readonly at: number;
}

export type Operand =
	| { readonly kind: "path"; readonly path: Path }
	| { readonly kind: "call"; readonly call: Call };

export type SelectItem =
	| { readonly kind: "path"; readonly path: Path; readonly alias: string | null }
	| { readonly kind: "call"; readonly call: Call; readonly alias: string | null }
	| { readonly kind: "fields"; readonly which: "ALL" | "CUSTOM" | "STANDARD"; readonly at: number }
	| { readonly kind: "children"; readonly query: Query };

export type Literal =
	| { readonly kind: "null" }
	| { readonly kind: "boolean"; readonly value: boolean }
	| { readonly kind: "number"; readonly value: number }
	| { readonly kind: "string"; readonly value: string }
	| { readonly kind: "date" | "dateTime"; readonly value: string }
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

export type Condition =
	| { readonly kind: "and" | "or"; readonly items: readonly Condition[] }
	| { readonly kind: "not"; readonly item: Condition }
	| {
			readonly kind: "compare";
			readonly left: Operand;
			readonly operator: Operator;
			readonly right: Right;
			readonly at: number;
	  };

export interface OrderItem {
	readonly operand: Operand;
	readonly descending: boolean;
	readonly nullsLast: boolean;
}

export interface Query {
	readonly select: readonly SelectItem[];
	readonly from: Path;
	readonly alias: string | null;
	readonly scope: string | null;
	readonly where: Condition | null;
	readonly groupBy: readonly Operand[];
	readonly having: Condition | null;
	readonly orderBy: readonly OrderItem[];
	readonly limit: number | null;
	readonly offset: number | null;
	/** Clauses that write: FOR VIEW, FOR REFERENCE. */
	readonly marks: readonly ("VIEW" | "REFERENCE")[];
	readonly at: number;
}
