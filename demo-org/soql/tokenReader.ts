import { soqlError, unexpectedToken } from "./soqlError.ts";
import { type Token, type TokenKind, tokensOf } from "./tokens.ts";

/** Words that cannot be a name or an alias (SOQL and SOSL Reference, "Reserved Keywords"). */
const RESERVED = new Set(
	"AND ASC DESC EXCLUDES FIRST FROM GROUP HAVING IN INCLUDES LAST LIKE LIMIT NOT NULL NULLS OR SELECT USING WHERE WITH".split(
		" ",
	),
);

/** How deep parentheses may lie in each other before the platform calls a query too complicated. */
const MAX_DEPTH = 200;

/** Goes through the tokens of one query. Whatever does not fit is refused with the platform's words. */
export class TokenReader {
	readonly soql: string;
	readonly #tokens: readonly Token[];
	#next = 0;
	#depth = 0;

	constructor(soql: string) {
		this.soql = soql;
		this.#tokens = tokensOf(soql);
	}

	/** The token `ahead` of the next one, without taking it; the end stays the end. */
	peek(ahead = 0): Token {
		const token = this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)];
		return token ?? { kind: "end", text: "<EOF>", at: this.soql.length };
	}

	take(): Token {
		const token = this.peek();
		this.#next += 1;
		return token;
	}

	/** Whether the next tokens are these words or symbols. */
	sees(...texts: readonly string[]): boolean {
		return texts.every((text, ahead) => {
			const token = this.peek(ahead);
			return token.kind !== "string" && token.kind !== "end" && token.text.toUpperCase() === text;
		});
	}

	/** Takes these tokens when they are next. */
	skip(...texts: readonly string[]): boolean {
		if (!this.sees(...texts)) return false;
		this.#next += texts.length;
		return true;
	}

	/** Takes one token that must be there. */
	expect(text: string): Token {
		if (!this.sees(text)) throw this.unexpected();
		return this.take();
	}

	expectKind(kind: TokenKind): Token {
		if (this.peek().kind !== kind) throw this.unexpected();
		return this.take();
	}

	/** A name that is no reserved word, or a reserved one that a dot makes the name of a relationship. */
	name(): Token {
		const token = this.peek();
		if (token.kind !== "word") throw this.unexpected();
		if (RESERVED.has(token.text.toUpperCase()) && this.peek(1).text !== ".") throw this.unexpected();
		return this.take();
	}

	/** Whether a name may begin here. */
	seesName(): boolean {
		const { kind, text } = this.peek();
		return kind === "word" && !RESERVED.has(text.toUpperCase());
	}

	/** The refusal of the next token. */
	unexpected(): Error {
		const { text, at, kind } = this.peek();
		if (kind === "symbol" && text === ":") return this.bindVariable();
		return unexpectedToken(this.soql, at, text);
	}

	/** The refusal of a bare word, or of a colon, where a value belongs. */
	bindVariable(): Error {
		return soqlError(
			"MALFORMED_QUERY",
			this.soql,
			this.peek().at,
			"Bind variables only allowed in Apex code",
		);
	}

	/** Reads something that can hold itself. Throws QUERY_TOO_COMPLICATED when it does so without end. */
	nested<T>(read: () => T): T {
		if (this.#depth >= MAX_DEPTH) {
			const message =
				"Query is either selecting too many fields or the filter conditions are too complicated.";
			throw soqlError("QUERY_TOO_COMPLICATED", this.soql, this.peek().at, message);
		}
		this.#depth += 1;
		const value = read();
		this.#depth -= 1;
		return value;
	}
}
