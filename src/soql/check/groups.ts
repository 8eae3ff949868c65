import { functionNamed } from "../functions.ts";
import { type Call, CLAUSES, type FieldItem, type Operand, type Query } from "../parse/syntax.ts";
import { comparisonsOf } from "../parse/walk.ts";
import { isThere, pathText, selectAliases } from "../places.ts";
import type { Checking } from "./checking.ts";
import { about, type Fix } from "./problem.ts";

const MOST_GROUPINGS = 3;

/** What may stand beside aggregates and groups, and where groups are needed ("GROUP BY", SOQL and SOSL Reference). */
export function checkGroups(checking: Checking, query: Query): void {
	const { add } = checking;
	const aggregates = query.select.filter((item) => item.kind === "fieldItem" && isAggregate(item.value));
	if (query.role === "child" && (query.grouping || aggregates.length > 0)) {
		add(about(query.grouping ?? aggregates[0] ?? query, { code: "childAggregate" }));
		return;
	}
	if (query.role !== "top") return;
	if (query.grouping || aggregates.length > 0) checkGrouped(checking, query);
	else checkUngrouped(checking, query);
}

function isAggregate(operand: Operand): boolean {
	if (operand.kind === "path") return false;
	if (functionNamed(operand.name.text)?.kind === "aggregate") return true;
	return operand.args.some((each) => each.kind === "call" && isAggregate(each));
}

function isCountAll({ kind, ...call }: Operand): boolean {
	if (kind === "path") return false;
	const { name, args } = call as Call;
	return name.text.toUpperCase() === "COUNT" && args.length === 0;
}

function checkUngrouped({ add, scopes }: Checking, query: Query): void {
	const having = query.clauses.find(({ name }) => name === "HAVING");
	if (having) add(about(having.keyword, { code: "havingUngrouped" }));
	for (const item of query.select) {
		if (item.kind !== "fieldItem" || item.value.kind !== "path" || !item.alias) continue;
		const { alias, value } = item;
		const found = scopes.path(query, { parts: [alias] });
		const isField = found.kind === "field";
		const at = { start: value.end, end: value.end };
		const comma: Fix = { kind: "comma", text: alias.text, edits: [{ ...at, text: "," }] };
		const remove: Fix = {
			kind: "remove",
			text: alias.text,
			edits: [{ start: value.end, end: alias.end, text: "" }],
		};
		const fixes = isField ? [comma, remove] : [remove, comma];
		add(about(alias, { code: "aliasUngrouped", name: alias.text }, fixes));
	}
}

function checkGrouped(checking: Checking, query: Query): void {
	const { add } = checking;
	const { select, grouping, limit, order } = query;
	const counted = select.find(
		(item): item is FieldItem => item.kind === "fieldItem" && isCountAll(item.value),
	);
	if (counted) {
		if (select.length > 1 || grouping) add(about(counted, { code: "aggregateAlone" }));
		else if (order[0]) add(about(order[0], { code: "countOrder" }));
		return;
	}
	if (!grouping && limit) add(about(limit, { code: "limitUngrouped" }));
	if (grouping?.set && grouping.items.length > MOST_GROUPINGS)
		add(about(grouping, { code: "tooManyGroupings" }));
	const grouped = new Set((grouping?.items ?? []).map((item) => keyOf(checking, query, item)));
	const unknown: { readonly operand: Operand; readonly text: string }[] = [];
	const look = (operand: Operand): void => {
		if (isKnown(checking, query, operand, grouped)) return;
		unknown.push({ operand, text: checking.text.slice(operand.start, operand.end) });
	};
	for (const item of select) {
		if (item.kind !== "fieldItem") add(about(item, { code: "notSelectedFlat" }));
		else look(item.value);
	}
	const aliases = selectAliases(query);
	const later = [
		...(query.having ? comparisonsOf(query.having).map(({ left }) => left) : []),
		...order.map(({ value }) => value),
	];
	for (const operand of later) {
		const isAlias = operand.kind === "path" && aliases.has(pathText(operand).toLowerCase());
		if (!isAlias) look(operand);
	}
	const fixes = groupFix(query, [...new Set(unknown.map(({ text }) => text))]);
	for (const { operand, text } of unknown) add(about(operand, { code: "notGrouped", name: text }, fixes));
	checkGrouping(checking, query);
}

function checkGrouping({ add }: Checking, { select, grouping }: Query): void {
	if (grouping?.set) return;
	for (const item of select) {
		if (item.kind !== "fieldItem" || item.value.kind !== "call") continue;
		if (item.value.name.text.toUpperCase() === "GROUPING") add(about(item.value, { code: "groupingPlain" }));
	}
}

/** Whether an operand is an aggregate, a group, or something that can't be told. */
function isKnown(checking: Checking, query: Query, operand: Operand, grouped: ReadonlySet<string>): boolean {
	if (grouped.has(keyOf(checking, query, operand))) return true;
	if (operand.kind === "path") {
		// A field that doesn't exist is told of as such.
		return !isThere(operand) || checking.scopes.path(query, operand).kind === "noField";
	}
	if (functionNamed(operand.name.text)?.kind !== "date") return true;
	return operand.args.some((each) => each.kind === "path" && grouped.has(keyOf(checking, query, each)));
}

/** An operand as text in which case, spaces, aliases and the object's own name make no difference. */
function keyOf(checking: Checking, query: Query, operand: Operand): string {
	if (operand.kind === "path") {
		return pathText({ parts: checking.scopes.relative(query, operand.parts) }).toLowerCase();
	}
	const args = operand.args.map((each) =>
		each.kind === "path" || each.kind === "call"
			? keyOf(checking, query, each)
			: checking.text.slice(each.start, each.end),
	);
	return `${operand.name.text.toLowerCase()}(${args.join(",")})`;
}

/** Groups by all that is missing at once. */
function groupFix({ grouping, clauses }: Query, missing: readonly string[]): Fix[] {
	if (missing.length === 0 || grouping?.set) return [];
	const text = missing.join(", ");
	if (grouping) {
		const at = grouping.end;
		return [{ kind: "add", text: `, ${text}`, edits: [{ start: at, end: at, text: `, ${text}` }] }];
	}
	const rank = CLAUSES.indexOf("GROUP BY");
	const at = clauses.findLast(({ name }) => CLAUSES.indexOf(name) < rank)?.end;
	if (at === undefined) return [];
	const clause = `GROUP BY ${text}`;
	return [{ kind: "add", text: clause, edits: [{ start: at, end: at, text: ` ${clause}` }] }];
}
