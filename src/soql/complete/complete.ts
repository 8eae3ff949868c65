import { functionNamed } from "../functions.ts";
import { type Expected, expectedAt } from "../parse/parse.ts";
import type { Expectation } from "../parse/syntax.ts";
import type { SchemaPort } from "../schema.ts";
import { Scopes } from "../scope.ts";
import { fieldSuggestions, functionSuggestion, selectedAggregates } from "./fields.ts";
import { branchSuggestions, childSuggestions, frameSuggestions, objectSuggestions } from "./objects.ts";
import type { Completion, CompletionContext, Suggestion } from "./suggestion.ts";
import { operatorSuggestions, valueSuggestions } from "./values.ts";

const NOTHING = { suggestions: [], incomplete: false };

/**
 * What could be typed at `offset` of a query, from the grammar and from what is known of the org at this moment. Never
 * waits and never throws; `incomplete` where more would be known of the schema a moment later.
 */
export function complete(text: string, offset: number, context: CompletionContext): Completion {
	const at = expectedAt(text, offset);
	if (at.inside === "comment") return { ...NOTHING, start: offset, end: offset };
	const schema = watched(context.schema);
	const watching = { ...context, schema: schema.port };
	const scopes = new Scopes(schema.port);
	const suggestions: Suggestion[] = [];
	const seen = new Set<string>();
	for (const expectation of at.expected) {
		for (const suggestion of suggestionsFor(expectation, at, text, scopes, watching)) {
			const key = `${suggestion.kind} ${suggestion.label}`;
			if (seen.has(key)) continue;
			seen.add(key);
			suggestions.push(suggestion);
		}
	}
	const inString = at.inside === "string";
	return {
		suggestions: inString ? suggestions.filter(({ kind }) => kind === "value") : suggestions,
		start: at.start,
		end: at.end,
		incomplete: schema.missed(),
	};
}

/** A schema that remembers whether it was asked for something it doesn't know yet. */
function watched(schema: SchemaPort): { port: SchemaPort; missed: () => boolean } {
	let missed = false;
	const port: SchemaPort = {
		get objects() {
			const { objects } = schema;
			if (!objects) missed = true;
			return objects;
		},
		object: (name) => {
			const found = schema.object(name);
			if (found === "unknown") missed = true;
			return found;
		},
	};
	return { port, missed: () => missed };
}

function suggestionsFor(
	expectation: Expectation,
	at: Expected,
	text: string,
	scopes: Scopes,
	context: CompletionContext,
): readonly Suggestion[] {
	switch (expectation.kind) {
		case "keyword":
			return keywordSuggestions(expectation.text, at, context);
		case "field":
			return fieldPlaceSuggestions(expectation, text, scopes, context);
		case "object":
			if (expectation.query?.role === "child") return childSuggestions(scopes, expectation.query);
			return objectSuggestions(context);
		case "branchObject":
			return branchSuggestions(scopes, expectation);
		case "operator":
			return operatorSuggestions(scopes, expectation);
		case "value":
			return valueSuggestions(scopes, expectation, context);
		case "argument":
			return argumentSuggestions(expectation.name, expectation.argument);
		case "scope":
			return scopeSuggestions(scopes, expectation);
		case "alias":
		case "count":
		case "bind":
		case "category":
			return [];
	}
}

function fieldPlaceSuggestions(
	place: Extract<Expectation, { kind: "field" }>,
	text: string,
	scopes: Scopes,
	context: CompletionContext,
): readonly Suggestion[] {
	const { query, use, before } = place;
	const hasObject = query.from.some(({ path }) => path.parts.some((part) => part.text !== ""));
	if (
		!hasObject &&
		use === "select" &&
		before.length === 0 &&
		place.calls.length === 0 &&
		query.role !== "child"
	) {
		return [...fieldSuggestions(scopes, place), ...frameSuggestions(context)];
	}
	const fields = fieldSuggestions(scopes, place);
	const takesAggregates =
		(use === "having" || use === "order") && before.length === 0 && place.calls.length === 0;
	return takesAggregates ? [...selectedAggregates(query, text), ...fields] : fields;
}

/** Keywords that only Apex has, and those that a snippet completes. */
const APEX_ONLY = new Set(["ALL ROWS", "SECURITY_ENFORCED", "USER_MODE", "SYSTEM_MODE"]);
const NOT_BULK = new Set(["GROUP BY", "OFFSET", "TYPEOF", "HAVING", "FOR", "UPDATE"]);
const MARKS = new Set([",", "("]);
const THEN = new Set(
	"FROM WHERE HAVING USING_SCOPE GROUP_BY ORDER_BY WITH FOR UPDATE AND OR NOT TYPEOF WHEN THEN BY".split(" "),
);

function keywordSuggestions(
	keyword: string,
	{ statement }: Expected,
	{ dialect }: CompletionContext,
): Suggestion[] {
	if (keyword === "(" && statement?.kind === "query") return [subquery()];
	if (MARKS.has(keyword)) return [];
	if (APEX_ONLY.has(keyword) && dialect !== "apex" && keyword !== "ALL ROWS") return [];
	if (dialect === "bulk" && NOT_BULK.has(keyword)) return [];
	if (keyword === "FIND") return [search(dialect)];
	const again = THEN.has(keyword.replace(" ", "_"));
	const text = keyword === "SELECT" || again ? `${keyword} ` : keyword;
	return [
		{
			kind: "keyword",
			label: keyword,
			insert: text,
			order: `9${keyword}`,
			...(again || keyword === "SELECT" ? { again: true } : {}),
		},
	];
}

function subquery(): Suggestion {
	return {
		kind: "keyword",
		label: "(SELECT … FROM …)",
		insert: "(SELECT $2 FROM $1)$0",
		snippet: true,
		filter: "(SELECT subquery",
		order: "74",
		again: true,
	};
}

function search(dialect: CompletionContext["dialect"]): Suggestion {
	const text = dialect === "apex" ? "'$1'" : "{$1}";
	return {
		kind: "keyword",
		label: "FIND",
		insert: `FIND ${text} IN ALL FIELDS RETURNING $0`,
		snippet: true,
		order: "9FIND",
	};
}

function argumentSuggestions(name: string, argument: number): Suggestion[] {
	const takes = functionNamed(name)?.parameters[argument]?.takes;
	const keyword = (label: string): Suggestion => ({
		kind: "keyword",
		label,
		insert: label,
		order: `1${label}`,
	});
	if (takes === "fieldSet") return ["ALL", "STANDARD", "CUSTOM"].map(keyword);
	if (takes === "unit") {
		return ["mi", "km"].map((unit) => ({
			kind: "value",
			label: unit,
			insert: `'${unit}'`,
			filter: `'${unit}'`,
			order: unit,
		}));
	}
	const geolocation = functionNamed("GEOLOCATION");
	return name === "DISTANCE" && argument === 1 && geolocation ? [functionSuggestion(geolocation)] : [];
}

/** What every object may be narrowed to; an org's describe says which of them are of use. */
const SCOPES = [
	"everything",
	"mine",
	"team",
	"delegated",
	"my_territory",
	"my_team_territory",
	"mine_and_my_groups",
];

function scopeSuggestions(scopes: Scopes, { query }: Extract<Expectation, { kind: "scope" }>): Suggestion[] {
	const found = scopes.objectOf(query);
	const known = found.kind === "object" ? found.object.scopes : [];
	const all = known.length > 0 ? known : SCOPES.map((name) => ({ name, label: "" }));
	return all.map(({ name, label }) => ({
		kind: "scope",
		label: name,
		...(label === "" ? {} : { detail: label }),
		insert: name,
		order: name,
	}));
}
