import type { ChildRelationship } from "./describeTypes.ts";
import { type ObjectSpec, ObjectType } from "./objectType.ts";

/** What field-level and object-level security hide from a user: object name to field names, or "all". */
export type Hidden = Readonly<Record<string, "all" | readonly string[]>>;

/** The object types of an org as one user sees them: what is hidden is absent, as the platform has it. */
export class Schema {
	readonly objects: readonly ObjectType[];
	readonly #byName = new Map<string, ObjectType>();

	constructor(specs: readonly ObjectSpec[], hidden: Hidden = {}) {
		const seen = specs.filter((spec) => hidden[spec.name] !== "all");
		const fieldsOf = (spec: ObjectSpec) => {
			const names = hidden[spec.name];
			return names === undefined || names === "all"
				? spec.fields
				: spec.fields.filter((field) => !names.includes(field.name));
		};
		const childrenOf = (parent: string): ChildRelationship[] =>
			seen.flatMap((spec) =>
				fieldsOf(spec)
					.filter((field) => field.type === "reference" && field.referenceTo.includes(parent))
					.map((field) => ({
						cascadeDelete: field.cascadeDelete,
						childSObject: spec.name,
						deprecatedAndHidden: false,
						field: field.name,
						junctionIdListNames: [],
						junctionReferenceTo: [],
						relationshipName: spec.listOnParent?.[field.name] ?? null,
						restrictedDelete: false,
					})),
			);
		this.objects = seen.map((spec) => new ObjectType(spec, fieldsOf(spec), childrenOf(spec.name)));
		for (const object of this.objects) this.#byName.set(object.name.toLowerCase(), object);
	}

	/** The type of that name in any letter case. */
	object(name: string): ObjectType | undefined {
		return this.#byName.get(name.toLowerCase());
	}
}
