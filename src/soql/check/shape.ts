import {
	CLAUSES,
	type Comparison,
	type Condition,
	type Logical,
	type Operand,
	type Query,
	type Statement,
	type Value,
} from "../parse/syntax.ts";
import { allNodes, comparisonsOf } from "../parse/walk.ts";
import { isThere, pathText, placesOf } from "../places.ts";
import type { Checking } from "./checking.ts";
import { about, type Fix } from "./problem.ts";

const MOST_OFFSET = 2000;
const MOST_FIELDS = 200;
const MOST_CHILDREN = 20;
const MOST_PARENTS = 55;

/** Limits of the platform that the text alone shows ("SOQL and SOSL Limits"), for a whole statement. */
export function checkCounts({ add, scopes }: Checking, statement: Statement): void {
	const children: Query[] = [];
	const parents = new Set<string>();
	for (const node of allNodes(statement)) {
		if (node.kind !== "query") continue;
		if (node.role === "child") children.push(node);
		for (const { path, branch } of placesOf(node).paths) {
			if (branch) continue;
			const parts = scopes.relative(node, path.parts).slice(0, -1);
			for (let length = 1; length <= parts.length; length++) {
				parents.add(`${node.start} ${pathText({ parts: parts.slice(0, length) }).toLowerCase()}`);
			}
		}
	}
	const extra = children[MOST_CHILDREN];
	if (extra) add(about(extra, { code: "tooManyChildren", count: children.length }));
	if (parents.size > MOST_PARENTS) {
		const at = { start: statement.start, end: statement.start + 6 };
		add(about(at, { code: "tooManyParents", count: parents.size }));
	}
}

/** What a query's form alone makes an org refuse. */
export function checkShape(checking: Checking, query: Query): void {
	for (const condition of [query.where, query.having]) if (condition) checkLogic(checking, condition);
	checkOffset(checking, query);
	checkFields(checking, query);
	if (query.role !== "returning") checkDuplicates(checking, query);
	if (checking.dialect !== "apex") checkApexOnly(checking, query);
	for (const comparison of query.where ? comparisonsOf(query.where) : [])
		checkSemiJoin(checking, query, comparison);
}

function numberOf(value: Value | undefined): number | undefined {
	return value?.kind === "literal" && value.type === "number" ? Number(value.text) : undefined;
}

function checkOffset({ add }: Checking, { offset }: Query): void {
	const count = numberOf(offset);
	if (offset && count !== undefined && count > MOST_OFFSET) add(about(offset, { code: "offsetTooLarge" }));
}

/** FIELDS(ALL) and FIELDS(CUSTOM) need a LIMIT of at most 200; by Ids, as many at most. */
function checkFields({ add }: Checking, query: Query): void {
	const { select, limit, where, clauses } = query;
	const open = select.find(
		(item) =>
			item.kind === "fieldItem" &&
			item.value.kind === "call" &&
			/^fields$/i.test(item.value.name.text) &&
			item.value.args.some((each) => each.kind === "path" && /^(all|custom)$/i.test(pathText(each))),
	);
	if (!open || limit?.kind === "bind") return;
	const count = numberOf(limit);
	if (count !== undefined && count <= MOST_FIELDS) return;
	const byId = (where ? comparisonsOf(where) : []).some(
		({ left }) => left.kind === "path" && /^id$/i.test(left.parts.at(-1)?.text ?? ""),
	);
	if (byId) return;
	const fixes = limit ? [replaceCount(limit)] : addLimit(clauses);
	add(about(open, { code: "fieldsUnlimited" }, fixes));
}

function replaceCount({ start, end }: Value): Fix {
	const text = String(MOST_FIELDS);
	return { kind: "replace", text: `LIMIT ${text}`, edits: [{ start, end, text }] };
}

function addLimit(clauses: Query["clauses"]): Fix[] {
	const rank = CLAUSES.indexOf("LIMIT");
	const at = clauses.findLast(({ name }) => CLAUSES.indexOf(name) < rank)?.end;
	if (at === undefined) return [];
	const text = `LIMIT ${MOST_FIELDS}`;
	return [{ kind: "add", text, edits: [{ start: at, end: at, text: ` ${text}` }] }];
}

function checkDuplicates({ add, scopes }: Checking, query: Query): void {
	if (query.grouping) return;
	const seen = new Set<string>();
	for (const item of query.select) {
		if (item.kind !== "fieldItem" || item.value.kind !== "path" || !isThere(item.value)) continue;
		const name = pathText({ parts: scopes.relative(query, item.value.parts) });
		const key = name.toLowerCase();
		if (seen.has(key)) {
			const previous = query.select[query.select.indexOf(item) - 1];
			const start = previous?.end ?? item.start;
			const fix: Fix = { kind: "remove", text: name, edits: [{ start, end: item.end, text: "" }] };
			add(about(item, { code: "duplicateField", name }, [fix]));
		}
		seen.add(key);
	}
}

/** AND and OR side by side, and NOT beside either: the platform wants parentheses. */
function checkLogic(checking: Checking, condition: Condition): void {
	switch (condition.kind) {
		case "logical":
			checkJoined(checking, condition);
			for (const each of condition.operands) checkLogic(checking, each);
			return;
		case "not":
			checkLogic(checking, condition.operand);
			return;
		case "group":
			checkLogic(checking, condition.condition);
			return;
		case "comparison":
			return;
	}
}

function checkJoined({ add, text }: Checking, { operands, operators }: Logical): void {
	const [first] = operators;
	const other = operators.find((each) => each.text !== first?.text);
	const wrapped = (parts: readonly Condition[]) => {
		const [from, to] = [parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0];
		return [
			{ start: from, end: from, text: "(" },
			{ start: to, end: to, text: ")" },
		];
	};
	const nots = operands.filter(({ kind }) => kind === "not");
	const notEdits = nots.flatMap((each) => wrapped([each]));
	if (other) {
		const runs: Condition[][] = [[]];
		for (const [index, each] of operands.entries()) {
			if (operators[index - 1]?.text === "OR") runs.push([]);
			runs.at(-1)?.push(each);
		}
		const edits = runs.flatMap((run) => (run.length > 1 ? wrapped(run) : []));
		const fix: Fix = { kind: "parentheses", text: "AND", edits: [...edits, ...notEdits] };
		add(about(other, { code: "mixedLogic" }, nots.length > 0 ? [] : [fix]));
	}
	for (const each of nots) {
		const fix: Fix = { kind: "parentheses", text: text.slice(each.start, each.end), edits: wrapped([each]) };
		add(about({ start: each.start, end: each.start + 3 }, { code: "bareNot" }, [fix]));
	}
}

function checkApexOnly({ add, text }: Checking, { withs, clauses }: Query): void {
	for (const clause of withs) {
		if (clause.kind !== "mode" || clause.mode.text === "") continue;
		const before = clauses.findLast(({ end }) => end <= clause.start)?.end ?? clause.start;
		const written = text.slice(clause.start, clause.end);
		const fix: Fix = { kind: "remove", text: written, edits: [{ start: before, end: clause.end, text: "" }] };
		add(about(clause, { code: "apexOnly", text: written }, [fix]));
	}
}

const REFERS = new Set(["id", "reference"]);

/** What the platform joins: ids with ids of one field, not nested ("Comparison Operators", semi-joins). */
function checkSemiJoin({ add, scopes, text }: Checking, query: Query, { left, right }: Comparison): void {
	if (right.kind !== "query") return;
	const tell = (operand: Operand, of: Query) => {
		const type = scopes.typeOf(of, operand);
		const name = text.slice(operand.start, operand.end);
		if (type !== undefined && !REFERS.has(type)) add(about(operand, { code: "semiJoinField", name }));
	};
	tell(left, query);
	if (query.role === "semiJoin") add(about(right, { code: "semiJoinNested" }));
	const [item, ...others] = right.select;
	if (others.length > 0) add(about(others[0] ?? right, { code: "semiJoinList" }));
	else if (item?.kind === "fieldItem" && item.value.kind === "path" && isThere(item.value))
		tell(item.value, right);
	for (const clause of right.clauses) {
		if (!["GROUP BY", "ORDER BY", "LIMIT", "OFFSET"].includes(clause.name)) continue;
		const before = right.clauses.findLast(({ end }) => end <= clause.start)?.end ?? clause.start;
		const written = text.slice(clause.start, clause.end);
		const fix: Fix = { kind: "remove", text: written, edits: [{ start: before, end: clause.end, text: "" }] };
		add(about(clause.keyword, { code: "semiJoinClause", clause: clause.name }, [fix]));
	}
}
