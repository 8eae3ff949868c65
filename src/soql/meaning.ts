import { type FunctionInfo, functionNamed } from "./functions.ts";
import type { Literal, Name, Path, Query, Range, Statement } from "./parse/syntax.ts";
import { allNodes } from "./parse/walk.ts";
import { isThere, placesOf, selectAliases } from "./places.ts";
import type { ChildRelationship, FieldSchema, ObjectSchema } from "./schema.ts";
import type { Scopes } from "./scope.ts";

/** What a word of a query stands for, as far as that is known. */
export type Meaning = Range &
	(
		| { readonly kind: "object"; readonly object: ObjectSchema }
		| { readonly kind: "field"; readonly field: FieldSchema; readonly of: ObjectSchema }
		| { readonly kind: "relationship"; readonly lookup: FieldSchema; readonly of: ObjectSchema }
		| { readonly kind: "children"; readonly children: ChildRelationship; readonly of: ObjectSchema }
		| { readonly kind: "function"; readonly info: FunctionInfo }
		| { readonly kind: "dateLiteral"; readonly text: string }
		/** Another name: of an object or parent after FROM, of a column in the SELECT list. */
		| { readonly kind: "alias"; readonly name: string }
		| { readonly kind: "parameter" }
	);

/** What all words of a statement stand for, in the order of the text; words that nothing is known of are left out. */
export function meaningsOf(statement: Statement, scopes: Scopes): Meaning[] {
	const out: Meaning[] = [];
	for (const node of allNodes(statement)) {
		if (node.kind === "query") out.push(...ofQuery(node, scopes));
		else if (node.kind === "bind") out.push({ kind: "parameter", start: node.start, end: node.end });
		else if (node.kind === "literal" && node.type === "dateLiteral") out.push(ofLiteral(node));
	}
	return out.sort((a, b) => a.start - b.start);
}

/** What the word at an offset stands for. */
export function meaningAt(statement: Statement, offset: number, scopes: Scopes): Meaning | undefined {
	return meaningsOf(statement, scopes).find(({ start, end }) => start <= offset && offset <= end);
}

function ofLiteral({ start, end, text }: Literal): Meaning {
	return { kind: "dateLiteral", text, start, end };
}

function* ofQuery(query: Query, scopes: Scopes): Generator<Meaning> {
	yield* ofFrom(query, scopes);
	const { paths, calls } = placesOf(query);
	const aliases = selectAliases(query);
	for (const { path, use, branch, call } of paths) {
		if (call && /^fields$/i.test(call.name.text)) continue;
		const [first, ...others] = path.parts;
		const isColumn = (use === "having" || use === "order") && others.length === 0;
		if (isColumn && first && aliases.has(first.text.toLowerCase())) yield ofAlias(first);
		else yield* ofPath(query, path, scopes, branch);
	}
	for (const { call } of calls) {
		const info = functionNamed(call.name.text);
		if (info) yield { kind: "function", info, start: call.name.start, end: call.name.end };
	}
	for (const item of query.select) {
		if (item.kind === "fieldItem" && item.alias) yield ofAlias(item.alias);
		if (item.kind !== "typeof") continue;
		yield* ofParents(query, item.path, scopes);
		for (const { object } of item.branches) yield* ofObject(object, scopes);
	}
}

function ofAlias({ text, start, end }: Name): Meaning {
	return { kind: "alias", name: text, start, end };
}

function* ofObject({ text, start, end }: Name, scopes: Scopes): Generator<Meaning> {
	const object = text === "" ? "unknown" : scopes.object(text);
	if (typeof object !== "string") yield { kind: "object", object, start, end };
}

function* ofFrom(query: Query, scopes: Scopes): Generator<Meaning> {
	for (const [index, { path, alias }] of query.from.entries()) {
		if (alias && alias.text !== "") yield ofAlias(alias);
		if (!isThere(path)) continue;
		if (index > 0) yield* ofParents(query, path, scopes);
		else if (query.role === "child") yield* ofChildren(query, path, scopes);
		else {
			const found = scopes.objectOf(query);
			if (found.kind === "object")
				yield { kind: "object", object: found.object, start: path.start, end: path.end };
		}
	}
}

function* ofChildren({ parent }: Query, path: Path, scopes: Scopes): Generator<Meaning> {
	const outer = parent && scopes.objectOf(parent);
	const name = path.parts.at(-1);
	if (outer?.kind !== "object" || !name) return;
	const children = scopes.child(outer.object, name.text);
	if (children) yield { kind: "children", children, of: outer.object, start: name.start, end: name.end };
}

/** Relationships, each name one step. */
function* ofParents(query: Query, path: Path, scopes: Scopes): Generator<Meaning> {
	const found = scopes.objectOf(query);
	if (found.kind !== "object") return;
	const relative = scopes.relative(query, path.parts);
	yield* leading(path, relative);
	yield* steps(found.object, path, relative, scopes);
}

/** The names before a path that aliases and the object's own name are. */
function* leading({ parts }: Path, relative: readonly Name[]): Generator<Meaning> {
	const [first] = parts;
	if (first && !relative.includes(first)) yield ofAlias(first);
}

/** Those of the names that stand in the path: what an alias stands for is elsewhere. */
function* steps(from: ObjectSchema, path: Range, names: readonly Name[], scopes: Scopes): Generator<Meaning> {
	let of = from;
	for (const { text, start, end } of names) {
		const lookup = scopes.lookup(of, text);
		if (!lookup) return;
		if (start >= path.start && end <= path.end) yield { kind: "relationship", lookup, of, start, end };
		const target = scopes.target(lookup);
		if (target === "unknown") return;
		of = target;
	}
}

function* ofPath(query: Query, path: Path, scopes: Scopes, branch: Name | undefined): Generator<Meaning> {
	const relative = branch ? path.parts : scopes.relative(query, path.parts);
	yield* leading(path, relative);
	const start = branch ? scopes.object(branch.text) : objectOf(query, scopes);
	if (typeof start === "string" || !start) return;
	yield* steps(start, path, relative.slice(0, -1), scopes);
	const found = scopes.pathFrom(start, relative);
	const last = relative.at(-1);
	if (found.kind === "field" && last) {
		yield { kind: "field", field: found.field, of: found.of, start: last.start, end: last.end };
	}
}

function objectOf(query: Query, scopes: Scopes): ObjectSchema | undefined {
	const found = scopes.objectOf(query);
	return found.kind === "object" ? found.object : undefined;
}
