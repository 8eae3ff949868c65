import {
	type ApexParser,
	ApexParserFactory,
	type ConditionalExpressionContext,
	type FieldExpressionContext,
	type FieldNameContext,
	type LogicalExpressionContext,
	type QueryContext,
	type SelectEntryContext,
	type SoqlFunctionContext,
	type SubFieldEntryContext,
	type SubQueryContext,
	type ValueContext,
	type WhereConditionalExpressionContext,
	type WhereLogicalExpressionContext,
} from "@apexdevtools/apex-parser";
import { notServed } from "../platformError.ts";
import type {
	Call,
	Condition,
	Literal,
	Operand,
	Operator,
	OrderItem,
	Path,
	Query,
	Right,
	SelectItem,
} from "./ast.ts";
import { plainSoqlError } from "./soqlError.ts";
import { markLikeEscapes, stringValue } from "./stringLiteral.ts";
import { FirstFault, isReserved, refuseMisplacedWords, unexpectedToken } from "./tokens.ts";

/** The library's types call every part present; at run time a part that is not in the text is null. */
function present<T>(part: T): T | undefined {
	return part ?? undefined;
}

interface TerminalNode {
	getText(): string;
}

interface Placed {
	readonly start: { readonly start: number };
}
const startOf = (context: Placed): number => context.start.start;

const MAX_LENGTH = 100_000;

/**
 * Reads one SOQL text as the REST API does.
 * Throws MALFORMED_QUERY with the platform's position, or 501 for a clause that the demo org does not evaluate.
 */
export function parseQuery(soql: string): Query {
	if (soql.trim() === "") throw plainSoqlError("MALFORMED_QUERY", "SOQL statements cannot be empty or null");
	if (soql.length > MAX_LENGTH) {
		throw plainSoqlError(
			"MALFORMED_QUERY",
			`SOQL statements cannot be longer than ${MAX_LENGTH} characters.`,
		);
	}
	const source = markLikeEscapes(soql);
	refuseMisplacedWords(soql, source);
	const fault = new FirstFault(source);
	const { parser } = ApexParserFactory.createLexerAndParser(source, fault);
	const tree = parser.query();
	const rest = nextToken(parser);
	if (fault.at !== null) {
		const word = /^[\w.]+|^'[^']*'?|^\S/.exec(soql.slice(fault.at))?.[0] ?? "<EOF>";
		throw unexpectedToken(soql, fault.at, word);
	}
	if (rest.type !== -1) throw unexpectedToken(soql, rest.start, rest.text);
	return new Reader(soql).query(tree);
}

function nextToken(parser: ApexParser): {
	readonly type: number;
	readonly start: number;
	readonly text: string;
} {
	return parser.getTokenStream().LT(1);
}

/** Turns the library's tree into ours. */
class Reader {
	readonly #soql: string;

	constructor(soql: string) {
		this.#soql = soql;
	}

	query(tree: QueryContext): Query {
		const after = (context: Placed | undefined, what: string): void => {
			if (context !== undefined) throw unexpectedToken(this.#soql, startOf(context), what);
		};
		after(present(tree.allRowsClause()), "ALL");
		const withClause = present(tree.withClause());
		if (withClause !== undefined) {
			if (present(withClause.DATA()) !== undefined) throw notServed("WITH DATA CATEGORY");
			after(withClause, "WITH");
		}
		if (present(tree.UPDATE()) !== undefined) throw notServed("UPDATE TRACKING and UPDATE VIEWSTAT");
		const group = present(tree.groupByClause());
		if (group !== undefined && (present(group.ROLLUP()) || present(group.CUBE()))) {
			throw notServed("GROUP BY ROLLUP and CUBE");
		}
		const having = group && present(group.logicalExpression());
		const offset = present(tree.offsetClause());
		const scope = present(tree.usingScope());
		return {
			...this.#common(tree),
			select: tree
				.selectList()
				.selectEntry_list()
				.map((entry) => this.#entry(entry)),
			scope: scope === undefined ? null : scope.soqlId().getText(),
			groupBy:
				group === undefined
					? []
					: group
							.fieldGroupByList()
							.fieldGroupBy_list()
							.map((each) => this.#operand(each)),
			having: having === undefined ? null : this.#logical(having),
			offset: offset === undefined ? null : this.#count(offset),
		};
	}

	#subQuery(tree: SubQueryContext): Query {
		const common = this.#common(tree);
		if (common.marks.length > 0) throw notServed("FOR VIEW and FOR REFERENCE in an inner query");
		return {
			...common,
			select: tree
				.subFieldList()
				.subFieldEntry_list()
				.map((entry) => this.#entry(entry)),
			scope: null,
			groupBy: [],
			having: null,
			offset: null,
		};
	}

	#common(tree: QueryContext | SubQueryContext) {
		const names = tree.fromNameList();
		const from = names.fieldName_list()[0];
		if (from === undefined) throw unexpectedToken(this.#soql, this.#soql.length, "<EOF>");
		if (names.fieldName_list().length > 1) throw notServed("alias paths in FROM");
		const alias = names.soqlId_list()[0]?.getText() ?? null;
		if (alias !== null && isReserved(alias)) throw unexpectedToken(this.#soql, this.#soql.length, "<EOF>");
		const where = present(tree.whereClause());
		const limit = present(tree.limitClause());
		const order = present(tree.orderByClause());
		const forClauses = present(tree.forClauses());
		const marks: ("VIEW" | "REFERENCE")[] = [];
		if (forClauses !== undefined) {
			if (forClauses.VIEW_list().length > 0) marks.push("VIEW");
			if (forClauses.REFERENCE_list().length > 0) marks.push("REFERENCE");
		}
		return {
			from: this.#path(from),
			alias,
			where: where === undefined ? null : this.#logical(where.whereLogicalExpression()),
			orderBy:
				order === undefined
					? []
					: order
							.fieldOrderList()
							.fieldOrder_list()
							.map((each): OrderItem => {
								const nulls = present(each.NULLS()) !== undefined;
								return {
									operand: this.#operand(each),
									descending: present(each.DESC()) !== undefined,
									nullsLast: nulls && present(each.LAST()) !== undefined,
								};
							}),
			limit: limit === undefined ? null : this.#count(limit),
			marks,
			at: startOf(tree),
		};
	}

	/** The number of a LIMIT or OFFSET, which in Apex may be a variable. */
	#count(clause: Placed & { IntegerLiteral(): TerminalNode; boundExpression(): Placed }): number {
		const bound = present(clause.boundExpression());
		if (bound !== undefined) throw unexpectedToken(this.#soql, startOf(bound), ":");
		return Number(clause.IntegerLiteral().getText());
	}

	#entry(entry: SelectEntryContext | SubFieldEntryContext): SelectItem {
		const typeOf = present(entry.typeOf());
		if (typeOf !== undefined) throw notServed("TYPEOF");
		const children = present(entry.subQuery());
		if (children !== undefined) return { kind: "children", query: this.#subQuery(children) };
		const alias = present(entry.soqlId())?.getText() ?? null;
		const call = present(entry.soqlFunction());
		if (call === undefined) return { kind: "path", path: this.#path(entry.fieldName()), alias };
		const parameter = present(call.soqlFieldsParameter());
		if (parameter !== undefined) {
			const which = parameter.getText().toUpperCase();
			const kind = "fields";
			return { kind, which: which === "ALL" || which === "CUSTOM" ? which : "STANDARD", at: startOf(entry) };
		}
		return { kind: "call", call: this.#call(call), alias };
	}

	#operand(context: { fieldName(): FieldNameContext; soqlFunction(): SoqlFunctionContext }): Operand {
		const call = present(context.soqlFunction());
		return call === undefined
			? { kind: "path", path: this.#path(context.fieldName()) }
			: { kind: "call", call: this.#call(call) };
	}

	#path(context: FieldNameContext): Path {
		return { parts: context.soqlId_list().map((id) => id.getText()), at: startOf(context) };
	}

	#call(context: SoqlFunctionContext): Call {
		const at = startOf(context);
		const name = context.start.text.toUpperCase();
		if (name === "DISTANCE" || name === "GROUPING" || name === "CONVERTCURRENCY")
			throw notServed(`${name}()`);
		const inner = present(context.soqlFunction());
		if (inner !== undefined) return { name, argument: this.#call(inner), at };
		const dateField = present(context.dateFieldName());
		if (dateField !== undefined) {
			const argument = this.#path(dateField.fieldName());
			const converted = present(dateField.CONVERT_TIMEZONE()) !== undefined;
			return {
				name,
				argument: converted ? { name: "CONVERTTIMEZONE", argument, at: argument.at } : argument,
				at,
			};
		}
		const field = present(context.fieldName());
		return { name, argument: field === undefined ? null : this.#path(field), at };
	}

	#logical(context: WhereLogicalExpressionContext | LogicalExpressionContext): Condition {
		const parts: (WhereConditionalExpressionContext | ConditionalExpressionContext)[] =
			"whereConditionalExpression_list" in context
				? context.whereConditionalExpression_list()
				: context.conditionalExpression_list();
		const items = parts.map((part) => this.#conditional(part));
		const first = items[0];
		if (first === undefined) throw unexpectedToken(this.#soql, this.#soql.length, "<EOF>");
		if (present(context.NOT()) !== undefined) return { kind: "not", item: first };
		if (items.length === 1) return first;
		return { kind: context.SOQLAND_list().length > 0 ? "and" : "or", items };
	}

	#conditional(context: WhereConditionalExpressionContext | ConditionalExpressionContext): Condition {
		const nested: WhereLogicalExpressionContext | LogicalExpressionContext | undefined =
			"whereLogicalExpression" in context
				? present(context.whereLogicalExpression())
				: present(context.logicalExpression());
		if (nested !== undefined) return this.#logical(nested);
		const field = this.#fieldExpression(context);
		if (field === undefined) throw unexpectedToken(this.#soql, startOf(context), context.start.text);
		const text = field.comparisonOperator().getText().toUpperCase();
		const operator = text === "<>" ? "!=" : text === "NOTIN" ? "NOT IN" : text;
		if (!isOperator(operator)) throw unexpectedToken(this.#soql, startOf(field.comparisonOperator()), text);
		return {
			kind: "compare",
			left: this.#operand(field),
			operator,
			right: this.#right(field.value()),
			at: startOf(field),
		};
	}

	#fieldExpression(
		context: WhereConditionalExpressionContext | ConditionalExpressionContext,
	): FieldExpressionContext | undefined {
		if (!("whereFieldExpression" in context)) return present(context.fieldExpression());
		const where = present(context.whereFieldExpression());
		if (where !== undefined && present(where.FORMULA()) !== undefined) throw notServed("FORMULA()");
		return where && present(where.fieldExpression());
	}

	#right(value: ValueContext): Right {
		const query = present(value.subQuery());
		if (query !== undefined) return { kind: "query", query: this.#subQuery(query) };
		const list = present(value.valueList());
		if (list !== undefined)
			return { kind: "list", literals: list.value_list().map((each) => this.#literal(each)) };
		return { kind: "one", literal: this.#literal(value) };
	}

	#literal(value: ValueContext): Literal {
		const text = value.getText();
		if (present(value.NULL()) !== undefined) return { kind: "null" };
		if (present(value.BooleanLiteral()) !== undefined)
			return { kind: "boolean", value: text.toLowerCase() === "true" };
		if (present(value.signedNumber()) !== undefined) return { kind: "number", value: Number(text) };
		if (present(value.StringLiteral()) !== undefined) return { kind: "string", value: stringValue(text) };
		if (present(value.DateLiteral()) !== undefined) return { kind: "date", value: text };
		if (present(value.DateTimeLiteral()) !== undefined) return { kind: "dateTime", value: text };
		const formula = present(value.dateFormula());
		if (formula !== undefined) {
			const [name = "", count = "0"] = text.toUpperCase().split(":");
			if (!/^\d+$/.test(count)) throw unexpectedToken(this.#soql, startOf(formula), text);
			return { kind: "range", name, count: Number(count) };
		}
		if (present(value.boundExpression()) !== undefined)
			throw unexpectedToken(this.#soql, startOf(value), ":");
		throw notServed(`the literal ${text.slice(0, 40)}`);
	}
}

const OPERATORS: readonly string[] = [
	"=",
	"!=",
	"<",
	"<=",
	">",
	">=",
	"LIKE",
	"IN",
	"NOT IN",
	"INCLUDES",
	"EXCLUDES",
];
function isOperator(text: string): text is Operator {
	return OPERATORS.includes(text);
}
