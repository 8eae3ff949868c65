import { functionNamed } from "./functions.ts";
import type { Expression, Name, Operand, Path, Query } from "./parse/syntax.ts";
import { innermost } from "./parse/walk.ts";
import type { FieldSchema, ObjectSchema, SchemaPort } from "./schema.ts";

/** What a name in a query stands for. */
export type ObjectFound =
	| { readonly kind: "object"; readonly object: ObjectSchema }
	/** The org has no such object, or this user can't see it. */
	| { readonly kind: "absent"; readonly name: Name }
	/** There is no such relationship at this object. */
	| { readonly kind: "noRelationship"; readonly name: Name; readonly of: ObjectSchema }
	/** Nobody knows yet. */
	| { readonly kind: "unknown" };

/** Where a path leads. */
export type PathFound =
	| {
			readonly kind: "field";
			readonly field: FieldSchema;
			readonly of: ObjectSchema;
			readonly steps: readonly Step[];
	  }
	| {
			readonly kind: "noField";
			readonly name: Name;
			readonly of: ObjectSchema;
			readonly steps: readonly Step[];
	  }
	| { readonly kind: "noRelationship"; readonly name: Name; readonly of: ObjectSchema }
	| { readonly kind: "tooDeep"; readonly name: Name }
	| { readonly kind: "unknown" };

export interface Step {
	/** The relationship's name as it is written. */
	readonly name: Name;
	readonly lookup: FieldSchema;
	readonly from: ObjectSchema;
}

/** Parents of parents, at most ("Relationship Queries", SOQL and SOSL Reference). */
export const MOST_STEPS = 5;

/**
 * Finds what names of queries stand for in a schema. Answers `unknown` wherever the schema doesn't know enough: then
 * nothing may be said. Looks each object up once.
 */
export class Scopes {
	readonly schema: SchemaPort;
	readonly #fields = new Map<ObjectSchema, ReadonlyMap<string, FieldSchema>>();
	readonly #lookups = new Map<ObjectSchema, ReadonlyMap<string, FieldSchema>>();

	constructor(schema: SchemaPort) {
		this.schema = schema;
	}

	object(name: string): ObjectSchema | "absent" | "unknown" {
		return this.schema.object(name);
	}

	field(of: ObjectSchema, name: string): FieldSchema | undefined {
		let fields = this.#fields.get(of);
		if (!fields) {
			fields = new Map(of.fields.map((field) => [field.name.toLowerCase(), field]));
			this.#fields.set(of, fields);
		}
		return fields.get(name.toLowerCase());
	}

	/** The lookup field whose relationship has this name. */
	lookup(of: ObjectSchema, relationship: string): FieldSchema | undefined {
		let lookups = this.#lookups.get(of);
		if (!lookups) {
			const known = of.fields.flatMap((field) =>
				field.relationshipName === null ? [] : [[field.relationshipName.toLowerCase(), field] as const],
			);
			lookups = new Map(known);
			this.#lookups.set(of, lookups);
		}
		return lookups.get(relationship.toLowerCase());
	}

	/** The object that a query's fields belong to. */
	objectOf(query: Query): ObjectFound {
		const path = query.from[0]?.path;
		const first = path?.parts[0];
		if (!path || !first || first.text === "") return { kind: "unknown" };
		if (query.role === "child") return this.#child(query, path);
		const name = path.parts.map(({ text }) => text).join(".");
		const object = this.object(name);
		if (object === "absent") return { kind: "absent", name: first };
		return object === "unknown" ? { kind: "unknown" } : { kind: "object", object };
	}

	/** The object behind the child relationship that a subquery reads. `FROM Account.Contacts` is one of the outer object. */
	#child(query: Query, path: Path): ObjectFound {
		if (!query.parent) return { kind: "unknown" };
		const outer = this.objectOf(query.parent);
		if (outer.kind !== "object") return { kind: "unknown" };
		const name = path.parts.at(-1);
		if (!name) return { kind: "unknown" };
		const found = this.child(outer.object, name.text);
		if (!found) return { kind: "noRelationship", name, of: outer.object };
		const object = this.object(found.childObject);
		return typeof object === "string" ? { kind: "unknown" } : { kind: "object", object };
	}

	child(of: ObjectSchema, relationship: string) {
		const wanted = relationship.toLowerCase();
		return of.childRelationships.find(({ relationshipName }) => relationshipName.toLowerCase() === wanted);
	}

	/** What a lookup leads to; of several targets what the platform's `Name` object shows of all of them. */
	target(lookup: FieldSchema): ObjectSchema | "unknown" {
		const [only, ...others] = lookup.referenceTo;
		if (only === undefined) return "unknown";
		const object = this.object(others.length > 0 ? "Name" : only);
		return typeof object === "string" ? "unknown" : object;
	}

	/** The names before a field that aliases and the object's own name stand for. */
	relative(query: Query, parts: readonly Name[]): readonly Name[] {
		const [first, ...rest] = parts;
		if (!first || rest.length === 0) return parts;
		const found = this.objectOf(query);
		if (found.kind === "object" && this.lookup(found.object, first.text)) return parts;
		const name = first.text.toLowerCase();
		for (const [index, { path, alias }] of query.from.entries()) {
			const own = index === 0 ? path.parts.at(-1) : undefined;
			if (alias?.text.toLowerCase() !== name && own?.text.toLowerCase() !== name) continue;
			return index === 0 ? rest : [...this.relative(query, path.parts), ...rest];
		}
		return parts;
	}

	/** Follows relationships from an object. */
	follow(
		from: ObjectSchema,
		parts: readonly Name[],
	): { of: ObjectSchema; steps: Step[] } | Exclude<PathFound, { kind: "field" | "noField" }> {
		const steps: Step[] = [];
		let of = from;
		for (const name of parts) {
			const lookup = this.lookup(of, name.text);
			if (!lookup) return { kind: "noRelationship", name, of };
			if (steps.length === MOST_STEPS) return { kind: "tooDeep", name };
			steps.push({ name, lookup, from: of });
			const target = this.target(lookup);
			if (target === "unknown") return { kind: "unknown" };
			of = target;
		}
		return { of, steps };
	}

	/** Where a path of a query leads. */
	path(query: Query, { parts: written }: Pick<Path, "parts">): PathFound {
		const found = this.objectOf(query);
		if (found.kind !== "object") return { kind: "unknown" };
		return this.pathFrom(found.object, this.relative(query, written));
	}

	pathFrom(object: ObjectSchema, parts: readonly Name[]): PathFound {
		const name = parts.at(-1);
		if (!name || name.text === "") return { kind: "unknown" };
		const led = this.follow(object, parts.slice(0, -1));
		if ("kind" in led) return led;
		const field = this.field(led.of, name.text);
		return field ? { kind: "field", field, ...led } : { kind: "noField", name, ...led };
	}

	/** The type of what an operand gives, as describes name types; undefined where it can't be told. */
	typeOf(query: Query, operand: Expression): string | undefined {
		if (operand.kind === "path") {
			const found = this.path(query, operand);
			return found.kind === "field" ? found.field.type : undefined;
		}
		if (operand.kind !== "call") return undefined;
		const known = functionNamed(operand.name.text);
		if (known?.gives) return known.gives;
		const [inner] = operand.args;
		return known && inner ? this.typeOf(query, inner) : undefined;
	}

	/** The field that an operand is about: its own, or that of the function's argument. */
	fieldOf(query: Query, operand: Operand): Extract<PathFound, { kind: "field" }> | undefined {
		const path = operand.kind === "path" ? operand : innermost(operand);
		if (!path) return undefined;
		const found = this.path(query, path);
		return found.kind === "field" ? found : undefined;
	}
}
