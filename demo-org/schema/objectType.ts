import type { ChildRelationship, FieldDescribe } from "./describeTypes.ts";
import { FLAGS, type ObjectFlags, type ObjectKind } from "./objectFlags.ts";
import type {
	AssignmentRule,
	DuplicateRule,
	Formula,
	RecordType,
	Sharing,
	Trigger,
	ValidationRule,
} from "./rules.ts";

/** What is declared of an object type; the rest of its describe follows from this. */
export interface ObjectSpec {
	readonly name: string;
	readonly label: string;
	readonly labelPlural: string;
	readonly keyPrefix: string;
	readonly fields: readonly FieldDescribe[];
	/** For each lookup field that gives its parent a list: the name of that list on the parent. */
	readonly listOnParent?: Readonly<Record<string, string>>;
	/** `data` when absent. */
	readonly kind?: ObjectKind;
	/** Where its flags differ from those of its kind. */
	readonly flags?: Partial<ObjectFlags>;
	/** Its describe shows no key prefix, as those of history and share objects don't. */
	readonly hidesKeyPrefix?: boolean;
	/** The formulas and roll-ups behind calculated fields; their values are not stored. */
	readonly computed?: Readonly<Record<string, Formula>>;
	/** Auto-number fields, their formats (`INV-{00000}`) and the number of the first record. */
	readonly autoNumbers?: Readonly<Record<string, { readonly format: string; readonly first: number }>>;
	/** What `defaultValueFormula` of a field gives. */
	readonly defaults?: Readonly<Record<string, Formula>>;
	readonly recordTypes?: readonly RecordType[];
	readonly validationRules?: readonly ValidationRule[];
	readonly duplicateRules?: readonly DuplicateRule[];
	readonly assignmentRule?: AssignmentRule;
	readonly triggers?: readonly Trigger[];
	/** Of a definition: the columns by one of which a query must find its records. */
	readonly reifiedBy?: readonly string[];
	/** `readWrite` when absent. */
	readonly sharing?: Sharing;
	/** Scopes besides everything and mine: name and label. */
	readonly scopes?: readonly (readonly [name: string, label: string])[];
}

/** What can be done with records of an object, security aside. */
export function flagsOf({ kind = "data", flags }: ObjectSpec): ObjectFlags {
	return { ...FLAGS[kind], ...flags };
}

/** One object type as one user sees it. Names are looked up in any letter case, as SOQL does. */
export class ObjectType {
	readonly spec: ObjectSpec;
	readonly fields: readonly FieldDescribe[];
	readonly children: readonly ChildRelationship[];
	readonly #fieldByName = new Map<string, FieldDescribe>();
	readonly #lookupByRelationship = new Map<string, FieldDescribe>();
	readonly #childByRelationship = new Map<string, ChildRelationship>();

	constructor(spec: ObjectSpec, fields: readonly FieldDescribe[], children: readonly ChildRelationship[]) {
		this.spec = spec;
		this.fields = fields;
		this.children = children;
		for (const field of fields) {
			this.#fieldByName.set(field.name.toLowerCase(), field);
			if (field.relationshipName !== null && field.referenceTo.length > 0) {
				this.#lookupByRelationship.set(field.relationshipName.toLowerCase(), field);
			}
		}
		for (const child of children) {
			if (child.relationshipName !== null)
				this.#childByRelationship.set(child.relationshipName.toLowerCase(), child);
		}
	}

	/** The same type, whose fields and relationships may be named without `prefix` (lower case, `ns__`). */
	withDefaultNamespace(prefix: string): ObjectType {
		const same = new ObjectType(this.spec, this.fields, this.children);
		shorten(same.#fieldByName, prefix);
		shorten(same.#lookupByRelationship, prefix);
		shorten(same.#childByRelationship, prefix);
		return same;
	}

	get name(): string {
		return this.spec.name;
	}

	field(name: string): FieldDescribe | undefined {
		return this.#fieldByName.get(name.toLowerCase());
	}

	/** The lookup field behind a relationship name such as `Account` or `Project__r`. */
	lookup(relationshipName: string): FieldDescribe | undefined {
		return this.#lookupByRelationship.get(relationshipName.toLowerCase());
	}

	/** The child list of that name, such as `Contacts`. */
	child(relationshipName: string): ChildRelationship | undefined {
		return this.#childByRelationship.get(relationshipName.toLowerCase());
	}
}

function shorten<T>(names: Map<string, T>, prefix: string): void {
	for (const [name, value] of Array.from(names)) {
		const short = name.startsWith(prefix) ? name.slice(prefix.length) : name;
		if (!names.has(short)) names.set(short, value);
	}
}
