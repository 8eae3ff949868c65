import type { ChildRelationship, FieldDescribe } from "./describeTypes.ts";
import { type ObjectSpec, ObjectType } from "./objectType.ts";
import { parentDelete } from "./parentDeletes.ts";
import { labelIn } from "./translations.ts";

/** What field-level and object-level security hide from a user: object name to field names, or "all". */
export type Hidden = Readonly<Record<string, "all" | readonly string[]>>;

/** Whose eyes a schema is seen with. */
export interface Viewer {
	readonly hidden: Hidden;
	/** Fields that they may see but not change, by object. */
	readonly readOnly: Readonly<Record<string, readonly string[]>>;
	readonly language: string;
}

const NOBODY: Viewer = { hidden: {}, readOnly: {}, language: "en_US" };

/** The object types of an org as one user sees them: what is hidden is absent, as the platform has it. */
export class Schema {
	#objects: readonly ObjectType[];
	readonly #byName = new Map<string, ObjectType>();

	constructor(specs: readonly ObjectSpec[], viewer: Viewer = NOBODY) {
		const { hidden } = viewer;
		const seen = specs.filter((spec) => hidden[spec.name] !== "all");
		const fields = new Map(seen.map((spec) => [spec.name, fieldsOf(spec, viewer)]));
		const children = childrenByParent(seen, fields);
		this.#objects = seen.map(
			(spec) =>
				new ObjectType(
					translated(spec, viewer.language),
					fields.get(spec.name) ?? [],
					children.get(spec.name) ?? [],
				),
		);
		for (const object of this.#objects) this.#byName.set(object.name.toLowerCase(), object);
	}

	get objects(): readonly ObjectType[] {
		return this.#objects;
	}

	/** The type of that name in any letter case. */
	object(name: string): ObjectType | undefined {
		return this.#byName.get(name.toLowerCase());
	}

	/** These types and those of another schema. */
	with(other: Schema): Schema {
		const both = new Schema([]);
		both.#objects = [...this.#objects, ...other.#objects];
		for (const [name, object] of [...this.#byName, ...other.#byName]) both.#byName.set(name, object);
		return both;
	}

	/** The same types, where custom names may be given without the prefix of this namespace. */
	withDefaultNamespace(namespace: string): Schema {
		const same = new Schema([]);
		const prefix = `${namespace.toLowerCase()}__`;
		const objects = this.objects.map((object) => object.withDefaultNamespace(prefix));
		for (const object of objects) same.#byName.set(object.name.toLowerCase(), object);
		for (const object of objects) {
			const name = object.name.toLowerCase();
			const short = name.startsWith(prefix) ? name.slice(prefix.length) : name;
			if (!same.#byName.has(short)) same.#byName.set(short, object);
		}
		same.#objects = objects;
		return same;
	}
}

function fieldsOf({ name, fields }: ObjectSpec, { hidden, readOnly, language }: Viewer): FieldDescribe[] {
	const hides = hidden[name] ?? [];
	const fixed = readOnly[name] ?? [];
	return fields
		.filter((field) => hides !== "all" && !hides.includes(field.name))
		.map((field) => {
			const seen = fixed.includes(field.name) ? { ...field, createable: false, updateable: false } : field;
			if (language === "en_US") return seen;
			return {
				...seen,
				label: labelIn(language, seen.label),
				picklistValues: seen.picklistValues.map((each) => ({
					...each,
					label: labelIn(language, each.label),
				})),
			};
		});
}

function translated(spec: ObjectSpec, language: string): ObjectSpec {
	if (language === "en_US") return spec;
	return {
		...spec,
		label: labelIn(language, spec.label),
		labelPlural: labelIn(language, spec.labelPlural),
		...(spec.recordTypes === undefined
			? {}
			: { recordTypes: spec.recordTypes.map((each) => ({ ...each, label: labelIn(language, each.label) })) }),
	};
}

function childrenByParent(
	specs: readonly ObjectSpec[],
	fields: ReadonlyMap<string, readonly FieldDescribe[]>,
): Map<string, ChildRelationship[]> {
	const children = new Map<string, ChildRelationship[]>();
	for (const { name, listOnParent } of specs) {
		for (const field of fields.get(name) ?? []) {
			for (const parent of field.type === "reference" ? field.referenceTo : []) {
				const list = children.get(parent) ?? [];
				children.set(parent, list);
				list.push({
					...parentDelete(name, field),
					childSObject: name,
					deprecatedAndHidden: false,
					field: field.name,
					junctionIdListNames: [],
					junctionReferenceTo: [],
					relationshipName: listOnParent?.[field.name] ?? null,
				});
			}
		}
	}
	return children;
}
