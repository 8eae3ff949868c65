import type { Name, Path, Query, TypeofItem } from "../parse/syntax.ts";
import { isThere, type Places, pathText, selectAliases } from "../places.ts";
import type { ObjectSchema } from "../schema.ts";
import type { PathFound } from "../scope.ts";
import type { Checking } from "./checking.ts";
import { nearest } from "./nearest.ts";
import { about, type Fix, replacing } from "./problem.ts";

/** Names of objects, fields, relationships, children and scopes that the org's describes don't know. */
export function checkNames(checking: Checking, query: Query, { paths }: Places): void {
	checkObject(checking, query);
	const aliases = selectAliases(query);
	for (const { path, use, branch, call } of paths) {
		const [first, ...others] = path.parts;
		const isAlias = (use === "having" || use === "order" || use === "group") && others.length === 0;
		if (isAlias && first && aliases.has(first.text.toLowerCase())) continue;
		// What FIELDS takes is a word, not a field.
		if (call && /^fields$/i.test(call.name.text)) continue;
		checkFound(checking, branch ? fromBranch(checking, branch, path) : checking.scopes.path(query, path));
	}
	for (const item of query.select) if (item.kind === "typeof") checkTypeof(checking, query, item);
}

function fromBranch({ scopes }: Checking, branch: Name, { parts }: Path): PathFound {
	const object = scopes.object(branch.text);
	return typeof object === "string" ? { kind: "unknown" } : scopes.pathFrom(object, parts);
}

/** The object of FROM, and the parents that further items name. */
function checkObject(checking: Checking, query: Query): void {
	const { scopes } = checking;
	const [from, ...others] = query.from;
	if (!from || !isThere(from.path)) return;
	const found = scopes.objectOf(query);
	if (found.kind === "absent") {
		unknownObject(checking, from.path, pathText(from.path));
		return;
	}
	if (found.kind === "noRelationship") {
		unknownChildren(checking, found.name, found.of);
		return;
	}
	if (found.kind !== "object") return;
	const { object } = found;
	if (query.role !== "child" && !object.queryable) {
		checking.add(about(from.path, { code: "notQueryable", name: object.name }));
	}
	for (const { path } of others) {
		if (!isThere(path)) continue;
		const led = scopes.follow(object, scopes.relative(query, path.parts));
		if ("kind" in led) checkFound(checking, led);
	}
	checkScope(checking, query, object);
}

function checkScope({ add }: Checking, { scope }: Query, { scopes, name }: ObjectSchema): void {
	if (!scope || scope.text === "" || scopes.length === 0) return;
	const wanted = scope.text.toLowerCase();
	if (scopes.some((each) => each.name.toLowerCase() === wanted)) return;
	const near = nearest(
		scope.text,
		scopes.map((each) => each.name),
	);
	add(about(scope, { code: "unknownScope", name: scope.text, object: name }, offer(scope, near)));
}

function unknownObject({ scopes, add }: Checking, at: Path | Name, name: string): void {
	const listed = scopes.schema.objects ?? [];
	const names = listed.map((each) => each.name);
	if (isOwn(name, names)) return;
	const queryable = listed.filter((each) => each.queryable).map((each) => each.name);
	add(about(at, { code: "unknownObject", name }, () => offer(at, nearest(name, queryable))));
}

function unknownChildren({ add }: Checking, name: Name, of: ObjectSchema): void {
	if (name.text === "") return;
	const children = of.childRelationships;
	const names = children.map(({ relationshipName }) => relationshipName);
	if (isOwn(name.text, names)) return;
	const wanted = name.text.toLowerCase();
	const ofObject = children
		.filter(({ childObject }) => childObject.toLowerCase() === wanted)
		.map(({ relationshipName }) => relationshipName);
	const near = [...new Set([...ofObject.slice(0, 2), ...nearest(name.text, names)])].slice(0, 3);
	add(about(name, { code: "unknownChildren", name: name.text, object: of.name }, offer(name, near)));
}

function checkFound(checking: Checking, found: Exclude<PathFound, { kind: "field" }> | PathFound): void {
	switch (found.kind) {
		case "noField":
			unknownField(checking, found);
			return;
		case "noRelationship":
			unknownRelationship(checking, found.name, found.of);
			return;
		case "tooDeep":
			checking.add(about(found.name, { code: "tooManySteps" }));
			return;
		case "field":
		case "unknown":
			return;
	}
}

function unknownField({ scopes, add }: Checking, found: Extract<PathFound, { kind: "noField" }>): void {
	const { name, of, steps } = found;
	const names = of.fields.map((field) => field.name);
	if (isOwn(name.text, names)) return;
	const shared = steps.at(-1);
	if (shared && shared.lookup.referenceTo.length > 1) {
		const relationship = shared.name.text;
		const problem = { code: "unknownSharedField", name: name.text, relationship } as const;
		add(about(name, problem, () => offer(name, nearest(name.text, names))));
		return;
	}
	const lookup = scopes.lookup(of, name.text);
	const near = () => (lookup ? [`${name.text}.Name`, lookup.name] : nearest(name.text, names));
	add(about(name, { code: "unknownField", name: name.text, object: of.name }, () => offer(name, near())));
}

function unknownRelationship({ scopes, add }: Checking, name: Name, of: ObjectSchema): void {
	if (name.text === "") return;
	const names = of.fields.flatMap(({ relationshipName }) => relationshipName ?? []);
	if (isOwn(name.text, names)) return;
	// `AccountId.Name` means `Account.Name`.
	const own = scopes.field(of, name.text)?.relationshipName;
	const near = () => (own ? [own] : nearest(name.text, names));
	add(
		about(name, { code: "unknownRelationship", name: name.text, object: of.name }, () => offer(name, near())),
	);
}

function checkTypeof(checking: Checking, query: Query, { path, branches }: TypeofItem): void {
	const { scopes, add } = checking;
	const found = scopes.objectOf(query);
	const name = path.parts.at(-1);
	if (found.kind !== "object" || !name || !isThere(path)) return;
	const led = scopes.follow(found.object, scopes.relative(query, path.parts).slice(0, -1));
	if ("kind" in led) {
		checkFound(checking, led);
		return;
	}
	const lookup = scopes.lookup(led.of, name.text);
	if (!lookup) {
		unknownRelationship(checking, name, led.of);
		return;
	}
	const targets = lookup.referenceTo;
	if (targets.length === 1) {
		add(about(path, { code: "notPolymorphic", name: name.text }));
		return;
	}
	for (const { object } of branches) {
		if (object.text === "" || targets.length === 0) continue;
		const wanted = object.text.toLowerCase();
		if (targets.some((target) => target.toLowerCase() === wanted) || isOwn(object.text, targets)) continue;
		const problem = { code: "notTarget", name: object.text, relationship: name.text } as const;
		add(about(object, problem, offer(object, nearest(object.text, targets))));
	}
}

function offer(at: Path | Name, names: readonly string[]): Fix[] {
	return names.map((name) => replacing(at, name));
}

/** Whether a name may be one of the org's own namespace, which may be left out: then nobody can be sure. */
function isOwn(name: string, known: readonly string[]): boolean {
	const end = `__${name.toLowerCase()}`;
	return name.includes("__") && known.some((each) => each.toLowerCase().endsWith(end));
}
