import type { Expectation, Query } from "../parse/syntax.ts";
import type { ObjectSummary } from "../schema.ts";
import type { Scopes } from "../scope.ts";
import { type CompletionContext, type Suggestion, snippetText } from "./suggestion.ts";

// What an org makes beside each object: seldom what is looked for.
const BESIDE = /(?:__|[a-z])(?:History|Share|Feed|ChangeEvent|Tag|OwnerSharingRule)$/;

/** All objects that may be queried, those used most first. */
export function objectSuggestions({ schema, uses, dialect }: CompletionContext): Suggestion[] {
	return (schema.objects ?? [])
		.filter(({ queryable, api }) => queryable && (dialect !== "tooling" || api === "tooling"))
		.map((object) => objectSuggestion(object, uses(object.name)));
}

function rankOf({ name, custom, api }: ObjectSummary, used: number): string {
	if (used > 0) return `0${String(99_999 - Math.min(used, 99_999)).padStart(5, "0")}`;
	if (BESIDE.test(name)) return "5";
	if (api === "tooling") return "4";
	return custom ? "2" : "3";
}

function objectSuggestion(object: ObjectSummary, used: number): Suggestion {
	const { name, label, api } = object;
	return {
		kind: "object",
		label: name,
		detail: api === "tooling" ? `${label} · Tooling API` : label,
		insert: name,
		...(label.replaceAll(" ", "") === name ? {} : { filter: `${name} ${label}` }),
		order: `${rankOf(object, used)}${name.toLowerCase()}`,
		about: { object: name },
	};
}

/** A SELECT list whose FROM isn't there yet: choosing the object first makes its fields known. */
export function frameSuggestions(context: CompletionContext): Suggestion[] {
	return objectSuggestions(context).map(({ label, detail, order, filter, about }) => ({
		kind: "frame",
		label,
		...(detail === undefined ? {} : { detail }),
		insert: `$0 FROM ${snippetText(label)}`,
		snippet: true,
		...(filter === undefined ? {} : { filter }),
		order,
		again: true,
		...(about ? { about } : {}),
	}));
}

/** What the FROM of a subquery in a SELECT list may name. */
export function childSuggestions(scopes: Scopes, query: Query): Suggestion[] {
	const outer = query.parent ? scopes.objectOf(query.parent) : undefined;
	if (outer?.kind !== "object") return [];
	return outer.object.childRelationships.map(({ relationshipName, childObject, field }) => ({
		kind: "children",
		label: relationshipName,
		detail: `${childObject}.${field}`,
		insert: relationshipName,
		filter: `${relationshipName} ${childObject}`,
		order: `${BESIDE.test(childObject) ? "5" : "2"}${relationshipName.toLowerCase()}`,
		about: { object: childObject },
	}));
}

/** The types that a TYPEOF may tell apart, without those that have a branch already. */
export function branchSuggestions(
	scopes: Scopes,
	{ path, query, used }: Extract<Expectation, { kind: "branchObject" }>,
): Suggestion[] {
	const found = scopes.objectOf(query);
	if (found.kind !== "object") return [];
	const led = scopes.follow(found.object, scopes.relative(query, path.parts));
	const lookup = "kind" in led ? undefined : led.steps.at(-1)?.lookup;
	const last = lookup ?? lastLookup(scopes, query, path);
	const done = new Set(used.map(({ text }) => text.toLowerCase()));
	return (last?.referenceTo ?? [])
		.filter((name) => !done.has(name.toLowerCase()))
		.map((name) => ({
			kind: "object",
			label: name,
			insert: `${snippetText(name)} THEN $0`,
			snippet: true,
			order: name.toLowerCase(),
			again: true,
			about: { object: name },
		}));
}

/** The lookup that a path ends in, even where nothing is known of what it leads to. */
function lastLookup(scopes: Scopes, query: Query, path: { parts: Query["from"][number]["path"]["parts"] }) {
	const found = scopes.objectOf(query);
	if (found.kind !== "object") return undefined;
	const parts = scopes.relative(query, path.parts);
	const led = scopes.follow(found.object, parts.slice(0, -1));
	const last = parts.at(-1);
	return "kind" in led || !last ? undefined : scopes.lookup(led.of, last.text);
}
