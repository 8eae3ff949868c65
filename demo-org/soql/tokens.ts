import { ApexErrorListener, ApexParserFactory } from "@apexdevtools/apex-parser";
import { soqlError } from "./soqlError.ts";

/** A listener that remembers where the first fault was. */
export class FirstFault extends ApexErrorListener {
	at: number | null = null;
	text = "";
	readonly #offsetOf: (line: number, column: number) => number;

	constructor(source: string) {
		super();
		const lines = source.split("\n");
		this.#offsetOf = (line, column) =>
			lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column;
	}

	apexSyntaxError(line: number, column: number, message: string): void {
		if (this.at !== null) return;
		this.at = this.#offsetOf(line, column);
		this.text = message;
	}
}

/** Words that cannot be a name or an alias (SOQL and SOSL Reference, "Reserved Keywords"). */
const RESERVED = new Set(
	"AND ASC DESC EXCLUDES FIRST FROM GROUP HAVING IN INCLUDES LAST LIKE LIMIT NOT NULL NULLS OR SELECT USING WHERE WITH".split(
		" ",
	),
);
const CLAUSES = new Set(["FROM", "WHERE", "GROUP", "HAVING", "LIMIT", "USING", "WITH"]);
/** What a name or a value must follow. */
const WANTS_OPERAND = new Set([
	...CLAUSES,
	"SELECT",
	"AND",
	"OR",
	"NOT",
	"BY",
	"LIKE",
	",",
	"=",
	"!=",
	"<",
	">",
	"<=",
	">=",
]);

/**
 * The borrowed grammar takes reserved words for names (`FROM Account WHERE` has an alias `WHERE`); the platform
 * does not.
 * `source` is the query as the grammar reads it, of the same length.
 * Throws MALFORMED_QUERY `unexpected token` at a clause word that stands where a name or value belongs, and at the
 * end of a query that ends in one.
 */
export function refuseMisplacedWords(soql: string, source: string): void {
	const lexer = ApexParserFactory.createLexer(source);
	lexer.removeErrorListeners();
	const stream = ApexParserFactory.createTokenStream(lexer);
	stream.fill();
	let previous = "";
	for (const token of stream.tokens) {
		if (token.channel !== 0) continue;
		const word = token.text.toUpperCase();
		const atEnd = token.type === -1;
		if (WANTS_OPERAND.has(previous) && (atEnd || CLAUSES.has(word))) {
			// `Group` is an object too: it may follow FROM.
			if (previous !== "FROM" || word !== "GROUP")
				throw unexpectedToken(soql, token.start, atEnd ? "<EOF>" : token.text);
			previous = "";
		} else previous = word;
	}
}

export function isReserved(word: string): boolean {
	return RESERVED.has(word.toUpperCase());
}

export function unexpectedToken(soql: string, at: number, token: string): Error {
	return soqlError("MALFORMED_QUERY", soql, at, `unexpected token: '${token}'`);
}
