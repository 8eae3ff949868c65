import type { CalendarRules, Day } from "../dateMeaning.ts";
import type { SchemaPort } from "../schema.ts";

/** Which platform reads the query; what one takes another refuses. */
export type Dialect = "rest" | "apex" | "tooling" | "bulk";

export interface CompletionContext {
	readonly schema: SchemaPort;
	readonly dialect: Dialect;
	/** What date literals mean is told for this day, in the user's zone. */
	readonly today: Day;
	readonly calendar: CalendarRules;
	/** How often an object was used lately; what is used more comes first. */
	readonly uses: (objectName: string) => number;
}

export type SuggestionKind =
	| "keyword"
	| "object"
	| "field"
	/** A parent: a dot follows. */
	| "relationship"
	| "children"
	| "function"
	| "value"
	| "dateLiteral"
	| "operator"
	| "alias"
	| "scope"
	/** A query's frame for an object, chosen before its fields. */
	| "frame"
	/** Every field of the object; its label is for the ui to word. */
	| "allFields";

/** One thing that could be typed, and what is shown of it. */
export interface Suggestion {
	readonly kind: SuggestionKind;
	/** What is shown first: API names and keywords; for `allFields` how many there are. */
	readonly label: string;
	/** A label in the user's language, a meaning. */
	readonly detail?: string;
	/** Inserted as it is, or as a snippet where `snippet` is set. */
	readonly insert: string;
	readonly snippet?: true;
	/** What typed text is held against. */
	readonly filter?: string;
	/** Lower comes first. */
	readonly order: string;
	/** Whether the next thing should be suggested at once. */
	readonly again?: true;
	/** What its documentation is about: an object, perhaps a field of it, or a function. */
	readonly about?: { readonly object: string; readonly field?: string } | { readonly function: string };
}

export interface Completion {
	readonly suggestions: readonly Suggestion[];
	/** What the chosen one replaces. */
	readonly start: number;
	readonly end: number;
	/** Whether more may come once the schema has been loaded. */
	readonly incomplete: boolean;
}

/** Snippets give these characters a meaning of their own. */
export function snippetText(text: string): string {
	return text.replace(/[\\$}]/g, "\\$&");
}
