import { type Argument, FUNCTIONS, functionNamed } from "../functions.ts";
import type { Query } from "../parse/syntax.ts";
import { type PlacedCall, type PlacedPath, type Places, selectAliases } from "../places.ts";
import type { FieldSchema } from "../schema.ts";
import type { Checking } from "./checking.ts";
import { nearest } from "./nearest.ts";
import { about, replacing, type Use } from "./problem.ts";

/** Functions that don't exist or can't stand where they do, and fields that clauses and functions don't take. */
export function checkUses(checking: Checking, query: Query, { paths, calls }: Places): void {
	for (const placed of calls) checkCall(checking, placed);
	const aliases = selectAliases(query);
	for (const placed of paths) {
		const isAlias = placed.use !== "where" && aliases.has(placed.path.parts[0]?.text.toLowerCase() ?? "");
		if (!isAlias) checkUse(checking, query, placed);
	}
}

function checkCall({ add, isSound }: Checking, { call, use, outer }: PlacedCall): void {
	const { name, args, closed } = call;
	const known = functionNamed(name.text);
	if (!known) {
		const near = nearest(
			name.text,
			FUNCTIONS.map((each) => each.name),
		);
		const fixes = near.map((each) => replacing(name, each));
		add(about(name, { code: "unknownFunction", name: name.text }, fixes));
		return;
	}
	const takes = known.parameters.length;
	const isFew = args.length < takes && !(known.mayBeEmpty && args.length === 0);
	if (closed && isSound(call) && (isFew || args.length > takes)) {
		add(about(call, { code: "argumentCount", name: known.name, takes }));
	}
	if (!outer && use !== "from" && use !== "typeof" && use !== "typeofPath" && !known.places.includes(use)) {
		add(about(name, { code: "misplacedFunction", name: known.name }));
	}
}

function checkUse({ scopes, add }: Checking, query: Query, placed: PlacedPath): void {
	const { path, use, call, branch } = placed;
	if (branch) return;
	const found = scopes.path(query, path);
	if (found.kind !== "field") return;
	const { field } = found;
	const tell = (forbidden: Use, by: string) =>
		add(about(path, { code: "fieldUse", name: field.name, use: forbidden, type: field.type, by }));
	if (call) {
		const known = functionNamed(call.name.text);
		const takes = known?.parameters[placed.argument]?.takes;
		if (known && takes && !mayTake(takes, field)) tell("argument", known.name);
		return;
	}
	if (use === "where" && !field.filterable) tell("filter", "WHERE");
	if (use === "order" && !field.sortable) tell("sort", "ORDER BY");
	if (use === "group" && !field.groupable) tell("group", "GROUP BY");
}

const NUMBERS = new Set(["int", "long", "double", "currency", "percent"]);
const NO_LABEL = new Set(["id", "boolean", "date", "datetime", "time", ...NUMBERS]);

/** False only where a function surely refuses the field. */
function mayTake(takes: Argument, { type, aggregatable }: FieldSchema): boolean {
	if (type === "anyType") return true;
	switch (takes) {
		case "aggregatable":
			return aggregatable;
		case "number":
			return NUMBERS.has(type);
		case "date":
			return type === "date" || type === "datetime";
		case "datetime":
			return type === "datetime";
		case "currency":
			return type === "currency";
		case "label":
			return !NO_LABEL.has(type);
		case "location":
			return type === "location" || type === "address";
		case "any":
		case "formatted":
		case "grouped":
		case "fieldSet":
		case "unit":
		case "degrees":
			return true;
	}
}
