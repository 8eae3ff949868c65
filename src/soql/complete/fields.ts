import { type Argument, FUNCTIONS, type FunctionInfo, functionNamed } from "../functions.ts";
import type { Expectation, FieldItem, Name, Query } from "../parse/syntax.ts";
import type { FieldSchema, ObjectSchema } from "../schema.ts";
import { MOST_STEPS, type Scopes } from "../scope.ts";
import { type Suggestion, snippetText } from "./suggestion.ts";

type FieldPlace = Extract<Expectation, { kind: "field" }>;

const NUMBERS = new Set(["int", "double", "currency", "percent", "long"]);
const LABELLED = new Set(["picklist", "multipicklist", "combobox", "reference"]);

/** Whether an argument of this kind may be this field. */
function fitsArgument(takes: Argument, field: FieldSchema): boolean {
	switch (takes) {
		case "any":
			return true;
		case "aggregatable":
			return field.aggregatable;
		case "number":
			return NUMBERS.has(field.type);
		case "date":
			return field.type === "date" || field.type === "datetime";
		case "datetime":
			return field.type === "datetime";
		case "currency":
			return field.type === "currency";
		case "label":
			return LABELLED.has(field.type) || field.name === "Name";
		case "formatted":
			return (
				NUMBERS.has(field.type) || field.type === "date" || field.type === "datetime" || field.type === "time"
			);
		case "location":
			return field.type === "location" || field.type === "address";
		case "grouped":
			return field.groupable;
		case "fieldSet":
		case "unit":
		case "degrees":
			return false;
	}
}

/** Whether a clause takes this field. */
function fitsPlace({ use, calls }: Pick<FieldPlace, "use" | "calls">, field: FieldSchema): boolean {
	const call = calls.at(-1);
	if (call) {
		const known = functionNamed(call.name);
		const takes = known?.parameters[call.argument]?.takes;
		if (takes === undefined || !fitsArgument(takes, field)) return false;
		// What an aggregate makes of a field is compared and sorted, not the field.
		if (known?.kind === "aggregate") return true;
	}
	switch (use) {
		case "where":
			return field.filterable;
		case "group":
			// Functions of dates make groups of fields that are none.
			return field.groupable || call !== undefined;
		case "order":
			return field.sortable || call !== undefined;
		case "having":
			return field.filterable;
		case "from":
		case "typeofPath":
			return false;
		case "select":
		case "typeof":
			return true;
	}
}

/** Fields, parents and functions for a place that takes them. */
export function fieldSuggestions(scopes: Scopes, place: FieldPlace): Suggestion[] {
	const { query, before, use } = place;
	const start = startOf(scopes, place);
	if (!start) return before.length === 0 ? [...functionSuggestions(place), ...aliases(query)] : [];
	const relative = place.branch ? before : withoutAlias(scopes, query, before);
	const led = scopes.follow(start, relative);
	if ("kind" in led) return [];
	const { of, steps } = led;
	const chosen = use === "select" ? alreadyChosen(query, before) : new Set<string>();
	const out: Suggestion[] = [];
	const grouped = isGrouped(query) && (use === "select" || use === "order" || use === "having");
	for (const field of of.fields) {
		if (!fitsPlace(place, field)) continue;
		if (grouped && place.calls.length === 0 && !isGroupedBy(query, before, field)) continue;
		out.push(fieldSuggestion(of, field, chosen.has(field.name.toLowerCase())));
	}
	if (steps.length < MOST_STEPS) out.push(...parentSuggestions(of, place));
	if (before.length > 0) return out;
	out.push(...functionSuggestions(place), ...aliases(query));
	if (use === "select" && place.calls.length === 0 && query.role !== "returning")
		out.push(...wholeLists(of, query));
	return out;
}

function startOf(scopes: Scopes, { query, branch }: FieldPlace): ObjectSchema | undefined {
	if (branch) {
		const object = scopes.object(branch.text);
		return typeof object === "string" ? undefined : object;
	}
	const found = scopes.objectOf(query);
	return found.kind === "object" ? found.object : undefined;
}

function withoutAlias(scopes: Scopes, query: Query, before: readonly Name[]): readonly Name[] {
	const last = before.at(-1);
	if (!last) return before;
	// Something follows the dot: only then a first name can be an alias.
	const next: Name = { kind: "name", text: "", start: last.end, end: last.end };
	return scopes.relative(query, [...before, next]).slice(0, -1);
}

function isGrouped(query: Query): boolean {
	return query.grouping !== undefined;
}

function pathText(parts: readonly Name[]): string {
	return parts.map(({ text }) => text.toLowerCase()).join(".");
}

function isGroupedBy({ grouping }: Query, before: readonly Name[], field: FieldSchema): boolean {
	const path = [pathText(before), field.name.toLowerCase()].filter(Boolean).join(".");
	return grouping?.items.some((item) => item.kind === "path" && pathText(item.parts) === path) ?? false;
}

function alreadyChosen({ select }: Query, before: readonly Name[]): Set<string> {
	const prefix = pathText(before);
	const chosen = new Set<string>();
	for (const item of select) {
		if (item.kind !== "fieldItem" || item.value.kind !== "path") continue;
		const { parts } = item.value;
		const last = parts.at(-1);
		if (last && pathText(parts.slice(0, -1)) === prefix) chosen.add(last.text.toLowerCase());
	}
	return chosen;
}

const AUDIT = new Set(
	"createddate createdbyid lastmodifieddate lastmodifiedbyid systemmodstamp isdeleted lastactivitydate lastvieweddate lastreferenceddate".split(
		" ",
	),
);

function fieldSuggestion(of: ObjectSchema, field: FieldSchema, isChosen: boolean): Suggestion {
	const { name, label, nameField } = field;
	const rank = isChosen
		? "8"
		: nameField
			? "1"
			: name === "Id"
				? "2"
				: AUDIT.has(name.toLowerCase())
					? "5"
					: "4";
	return {
		kind: "field",
		label: name,
		...(label === name ? {} : { detail: label }),
		insert: name,
		// A person may think of the label: its words find the field too.
		...(label.replaceAll(" ", "") === name ? {} : { filter: `${name} ${label}` }),
		order: `${rank}${name.toLowerCase()}`,
		about: { object: of.name, field: name },
	};
}

function parentSuggestions(of: ObjectSchema, { use }: FieldPlace): Suggestion[] {
	return of.fields.flatMap(({ relationshipName, referenceTo, label, name }) => {
		if (relationshipName === null || referenceTo.length === 0) return [];
		const isPath = use === "from" || use === "typeofPath";
		if (use === "typeofPath" && referenceTo.length < 2) return [];
		const targets =
			referenceTo.length > 6 ? `${referenceTo.slice(0, 5).join(", ")}, …` : referenceTo.join(", ");
		return [
			{
				kind: "relationship" as const,
				label: relationshipName,
				detail: targets,
				insert: isPath ? relationshipName : `${relationshipName}.`,
				filter: `${relationshipName} ${label}`,
				order: `6${relationshipName.toLowerCase()}`,
				...(isPath ? {} : { again: true as const }),
				about: { object: of.name, field: name },
			},
		];
	});
}

function functionSuggestions({ use, calls, query }: FieldPlace): Suggestion[] {
	const place = use === "typeof" || use === "from" || use === "typeofPath" ? undefined : use;
	if (!place) return [];
	const outer = calls.at(-1);
	const inside = outer ? NESTED.get(outer.name) : undefined;
	return FUNCTIONS.filter(({ name, places, kind }) => {
		if (outer) return inside?.(name, outer.argument) ?? false;
		if (name === "GROUPING" && query.grouping?.set === undefined) return false;
		if (kind === "aggregate" && place === "order" && !isGrouped(query)) return false;
		return places.includes(place);
	}).map((info) => functionSuggestion(info));
}

/** Which functions may stand inside which. */
const NESTED = new Map<string, (name: string, argument: number) => boolean>([
	["FORMAT", (name) => ["convertCurrency", "SUM", "AVG", "MIN", "MAX", "COUNT"].includes(name)],
	["DISTANCE", (name, argument) => name === "GEOLOCATION" && argument === 1],
	...FUNCTIONS.filter(({ kind, name }) => kind === "date" && name !== "convertTimezone").map(
		({ name }) => [name, (inner: string) => inner === "convertTimezone"] as const,
	),
]);

export function functionSuggestion({ name, kind, parameters }: FunctionInfo): Suggestion {
	const rank = kind === "aggregate" ? "70" : "71";
	const holes = parameters.map((_, index) => `$${index + 1}`).join(", ");
	return {
		kind: "function",
		label: name,
		detail: `(${parameters.map((each) => each.name).join(", ")})`,
		insert: `${name}(${holes})`,
		snippet: true,
		order: `${rank}${name.toLowerCase()}`,
		again: true,
		about: { function: name },
	};
}

function aliases({ from }: Query): Suggestion[] {
	return from.flatMap(({ alias, path }) =>
		alias && alias.text !== ""
			? [
					{
						kind: "alias" as const,
						label: alias.text,
						detail: path.parts.map(({ text }) => text).join("."),
						insert: `${alias.text}.`,
						order: `3${alias.text.toLowerCase()}`,
						again: true as const,
					},
				]
			: [],
	);
}

/** FIELDS() and all names at once. */
function wholeLists(of: ObjectSchema, query: Query): Suggestion[] {
	const sets = ["ALL", "STANDARD", "CUSTOM"].map((set) => ({
		kind: "function" as const,
		label: `FIELDS(${set})`,
		insert: `FIELDS(${set})`,
		order: `72${set === "ALL" ? 1 : 2}`,
		about: { function: "FIELDS" },
	}));
	if (isGrouped(query)) return [];
	const names = of.fields.map(({ name }) => snippetText(name));
	return [
		{
			kind: "allFields",
			label: String(names.length),
			insert: names.join(", "),
			filter: "* all fields",
			order: "73",
		},
		...sets,
	];
}

/** What the SELECT list calls its aggregates, for HAVING and ORDER BY. */
export function selectedAggregates(query: Query, text: string): Suggestion[] {
	const isCall = (item: Query["select"][number]): item is FieldItem =>
		item.kind === "fieldItem" &&
		item.value.kind === "call" &&
		functionNamed(item.value.name.text) !== undefined;
	return query.select.filter(isCall).flatMap(({ value, alias }): Suggestion[] => {
		const written = text.slice(value.start, value.end);
		if (value.start === value.end) return [];
		const expression: Suggestion = {
			kind: "function",
			label: written,
			insert: written,
			order: `0${written.toLowerCase()}`,
		};
		if (!alias) return [expression];
		const named: Suggestion = {
			kind: "alias",
			label: alias.text,
			detail: written,
			insert: alias.text,
			order: `0${alias.text.toLowerCase()}`,
		};
		return [{ ...expression, filter: `${written} ${alias.text}` }, named];
	});
}
