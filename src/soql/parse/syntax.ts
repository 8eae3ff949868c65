// The tree of a SOQL or SOSL text. Every node has the exact range that its tokens take; what a text lacks is a node
// without width where it belongs, and what no rule takes is in `skipped`. Ranges are offsets in UTF-16 units, ends
// exclusive.

export interface Range {
	readonly start: number;
	readonly end: number;
}

/** One word. Empty where the text lacks it. */
export interface Name extends Range {
	readonly kind: "name";
	readonly text: string;
}

/** Names with dots between: a field, perhaps of a parent, or what stands after FROM. */
export interface Path extends Range {
	readonly kind: "path";
	readonly parts: readonly Name[];
}

export interface Call extends Range {
	readonly kind: "call";
	readonly name: Name;
	readonly args: readonly Expression[];
	/** The ranges of the commas, so that an argument's place can be told. */
	readonly commas: readonly Range[];
	/** Where the parenthesis opens. */
	readonly open: number;
	readonly closed: boolean;
}

export type LiteralType =
	| "string"
	| "number"
	| "date"
	| "datetime"
	| "time"
	| "boolean"
	| "null"
	| "currency"
	/** `TODAY`, `LAST_N_DAYS:30`. */
	| "dateLiteral"
	/** A word that is no value: text without quotes, mostly. */
	| "word"
	/** Nothing where a value belongs. */
	| "missing";

export interface Literal extends Range {
	readonly kind: "literal";
	readonly type: LiteralType;
	readonly text: string;
}

/** `:name`; in Apex any expression. */
export interface Bind extends Range {
	readonly kind: "bind";
	/** What follows the colon, as it stands. */
	readonly expression: string;
}

export interface List extends Range {
	readonly kind: "list";
	readonly items: readonly Value[];
	readonly closed: boolean;
}

export type Expression = Path | Call | Literal | Bind;
export type Value = Literal | Bind | Path | Call;
export type Operand = Path | Call;

export interface Operator extends Range {
	/** In upper case with single spaces; "" where it is missing. `<>` is as it stands. */
	readonly text: string;
}

export interface Comparison extends Range {
	readonly kind: "comparison";
	readonly left: Operand;
	readonly operator: Operator;
	readonly right: Value | List | Query;
}

export interface Logical extends Range {
	readonly kind: "logical";
	readonly operands: readonly Condition[];
	/** One less than operands; they may be mixed, which is wrong but can be read. */
	readonly operators: readonly (Range & { readonly text: "AND" | "OR" })[];
}

export interface Not extends Range {
	readonly kind: "not";
	readonly operand: Condition;
}

export interface Group extends Range {
	readonly kind: "group";
	readonly condition: Condition;
	readonly closed: boolean;
}

export type Condition = Comparison | Logical | Not | Group;

export interface FieldItem extends Range {
	readonly kind: "fieldItem";
	readonly value: Operand;
	readonly alias: Name | undefined;
}

export interface ChildItem extends Range {
	readonly kind: "childItem";
	readonly query: Query;
	readonly closed: boolean;
	readonly alias: Name | undefined;
}

export interface TypeofBranch extends Range {
	readonly kind: "branch";
	readonly object: Name;
	readonly fields: readonly Operand[];
}

export interface TypeofItem extends Range {
	readonly kind: "typeof";
	readonly path: Path;
	readonly branches: readonly TypeofBranch[];
	readonly otherwise: readonly Operand[] | undefined;
	readonly ended: boolean;
}

export type SelectItem = FieldItem | ChildItem | TypeofItem;

export interface FromItem extends Range {
	readonly kind: "from";
	readonly path: Path;
	readonly alias: Name | undefined;
}

export interface OrderItem extends Range {
	readonly kind: "order";
	readonly value: Operand;
	readonly direction: "ASC" | "DESC" | undefined;
	readonly nulls: "FIRST" | "LAST" | undefined;
}

export interface Grouping extends Range {
	readonly kind: "grouping";
	readonly set: "ROLLUP" | "CUBE" | undefined;
	readonly items: readonly Operand[];
}

export interface CategoryFilter extends Range {
	readonly kind: "category";
	readonly group: Name;
	readonly selector: string;
	readonly categories: readonly Name[];
}

export type With = Range &
	(
		| { readonly kind: "mode"; readonly mode: Name }
		| { readonly kind: "categories"; readonly filters: readonly CategoryFilter[] }
		/** `WITH NETWORK = '…'` and its like in SOSL. */
		| { readonly kind: "setting"; readonly name: Name; readonly values: readonly Value[] }
	);

export const CLAUSES = [
	"SELECT",
	"FROM",
	"USING",
	"WHERE",
	"WITH",
	"GROUP BY",
	"HAVING",
	"ORDER BY",
	"LIMIT",
	"OFFSET",
	"FOR",
	"UPDATE",
	"ALL ROWS",
] as const;
export type ClauseName = (typeof CLAUSES)[number];

/** A clause from its keyword to its last token. */
export interface Clause extends Range {
	readonly name: ClauseName;
	readonly keyword: Range;
}

/**
 * What a query is part of: `child` of a SELECT list, `semiJoin` of a condition, `returning` of a SOSL search (its
 * fields are the SELECT list, its object the FROM).
 */
export type QueryRole = "top" | "child" | "semiJoin" | "returning";

export interface Query extends Range {
	readonly kind: "query";
	readonly role: QueryRole;
	readonly parent: Query | undefined;
	readonly select: readonly SelectItem[];
	readonly from: readonly FromItem[];
	readonly scope: Name | undefined;
	readonly where: Condition | undefined;
	readonly withs: readonly With[];
	readonly grouping: Grouping | undefined;
	readonly having: Condition | undefined;
	readonly order: readonly OrderItem[];
	readonly limit: Value | undefined;
	readonly offset: Value | undefined;
	/** VIEW, REFERENCE, UPDATE. */
	readonly marks: readonly Name[];
	/** TRACKING, VIEWSTAT. */
	readonly statistics: readonly Name[];
	readonly allRows: Range | undefined;
	/** In the order of the text. */
	readonly clauses: readonly Clause[];
	/** The comparison that a semi-join belongs to has this left side. */
	readonly outer: Operand | undefined;
}

/** A SOSL search. */
export interface Search extends Range {
	readonly kind: "search";
	/** The searched text with its braces or quotes, or a bind. */
	readonly find: Value;
	/** ALL, NAME, EMAIL, PHONE or SIDEBAR. */
	readonly group: Name | undefined;
	readonly returning: readonly Query[];
	readonly withs: readonly With[];
	readonly limit: Value | undefined;
	readonly statistics: readonly Name[];
}

export type Statement = Query | Search;

/** What a text lacks or has too much, by what a person can do about it. */
export type SyntaxProblem = Range &
	(
		| { readonly code: "expected"; readonly what: Wanted }
		| { readonly code: "unexpected"; readonly text: string }
		/** Text where a value belongs, without its quotes. */
		| { readonly code: "unquoted"; readonly text: string }
		| { readonly code: "unterminatedString" | "unterminatedComment" | "unterminatedSearch" }
		| { readonly code: "clauseOrder"; readonly clause: ClauseName; readonly before: ClauseName }
		| { readonly code: "clauseTwice"; readonly clause: ClauseName }
		| { readonly code: "tooDeep" }
	);

/** What was looked for: a kind of thing, or the words and marks themselves. */
export type Wanted =
	| "query"
	| "field"
	| "object"
	| "value"
	| "operator"
	| "number"
	| "name"
	| "search"
	| `'${string}'`;

/** What could stand at the cursor. Made by the same rules that read the text, so that both always agree. */
export type Expectation =
	| { readonly kind: "keyword"; readonly text: string }
	| {
			readonly kind: "field";
			readonly use: FieldUse;
			/** The names before the cursor's, joined by dots. */
			readonly before: readonly Name[];
			readonly query: Query;
			/** The functions around, outermost first, with the argument's number. */
			readonly calls: readonly { readonly name: string; readonly argument: number }[];
			/** In a branch of TYPEOF, its object. */
			readonly branch: Name | undefined;
	  }
	| { readonly kind: "object"; readonly query: Query | undefined }
	/** The object of `WHEN` in a TYPEOF over this relationship. */
	| {
			readonly kind: "branchObject";
			readonly path: Path;
			readonly query: Query;
			readonly used: readonly Name[];
	  }
	| { readonly kind: "operator"; readonly left: Operand; readonly query: Query }
	| {
			readonly kind: "value";
			readonly left: Operand;
			readonly operator: string;
			readonly query: Query;
			/** Values that are in the list already. */
			readonly others: readonly Value[];
			readonly inList: boolean;
	  }
	| { readonly kind: "argument"; readonly name: string; readonly argument: number; readonly query: Query }
	| { readonly kind: "alias" }
	| { readonly kind: "count" }
	| { readonly kind: "scope"; readonly query: Query }
	| { readonly kind: "bind" }
	| { readonly kind: "category" };

/** The place that a field stands in: it decides which fields are of use there. */
export type FieldUse =
	| "select"
	| "where"
	| "group"
	| "having"
	| "order"
	/** A field in a branch of TYPEOF. */
	| "typeof"
	/** The relationship that TYPEOF looks at. */
	| "typeofPath"
	/** A relationship after FROM, from an alias on. */
	| "from";

export interface Parsed {
	readonly statement: Statement | undefined;
	readonly problems: readonly SyntaxProblem[];
	/** Ranges that no rule took. */
	readonly skipped: readonly Range[];
}
