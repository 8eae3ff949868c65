// The shape of JSON: which keys there are and of which type their values are, whatever the values.

/** What is known of a value, or of all elements of a list together. */
export interface Shape {
	/** Types of the values seen; `null` is not one. Texts that are dates or times say so. */
	readonly types: ReadonlySet<string>;
	readonly keys: ReadonlyMap<string, Shape>;
	/** Keys that some of the objects seen lack. */
	readonly optional: ReadonlySet<string>;
	readonly elements: Shape | null;
}

const FORMS: readonly (readonly [string, RegExp])[] = [
	["datetime", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/],
	["datetime Z", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/],
	["date", /^\d{4}-\d\d-\d\d$/],
	["version url", /^\/services\/data\/v\d+(\.0)?(\/|$)/],
];

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return "list";
	if (typeof value !== "string") return typeof value;
	return FORMS.find(([, form]) => form.test(value))?.[0] ?? "text";
}

/** The shape that all of `values` have together. */
export function shapeOf(values: readonly unknown[]): Shape {
	const seen = values.filter((value) => value !== null && value !== undefined);
	const objects = seen.filter(
		(value): value is Record<string, unknown> => typeof value === "object" && !Array.isArray(value),
	);
	const lists = seen.filter((value): value is unknown[] => Array.isArray(value));
	const names = new Set(objects.flatMap((value) => Object.keys(value)));
	const within = (name: string) => objects.filter((value) => Object.hasOwn(value, name));
	return {
		types: new Set(seen.map(typeOf)),
		keys: new Map(
			[...names].map((name) => [name, shapeOf(within(name).map((value) => value[name]))] as const),
		),
		optional: new Set([...names].filter((name) => within(name).length < objects.length)),
		elements: lists.length === 0 ? null : shapeOf(lists.flat()),
	};
}

/** What is said of a key that we have and the recording lacks. */
export const ADDED = "here, not recorded";

export interface Comparison {
	/** How many keys and types were looked at. */
	readonly checks: number;
	/** Differences by the path where they are, `[]` standing for every element of a list. */
	readonly differences: ReadonlyMap<string, string>;
}

/** Compares keys and types. A null says nothing about a type, an empty list nothing about its elements. */
export function compareShapes(recorded: Shape, ours: Shape, root = "body"): Comparison {
	const differences = new Map<string, string>();
	let checks = 0;
	const walk = (theirs: Shape, mine: Shape, path: string): void => {
		if (theirs.types.size > 0 && mine.types.size > 0) {
			checks += 1;
			const alien = [...mine.types].filter((type) => !theirs.types.has(type));
			if (alien.length > 0) {
				differences.set(path, `recorded ${[...theirs.types].join("|")}, here ${alien.join("|")}`);
			}
		}
		if (theirs.types.has("object") && mine.types.has("object")) {
			for (const [key, shape] of theirs.keys) {
				checks += 1;
				const own = mine.keys.get(key);
				if (own !== undefined) walk(shape, own, `${path}.${key}`);
				else if (!theirs.optional.has(key)) differences.set(`${path}.${key}`, "recorded, not here");
			}
			for (const key of mine.keys.keys()) {
				if (theirs.keys.has(key) || mine.optional.has(key)) continue;
				differences.set(`${path}.${key}`, ADDED);
			}
		}
		if (theirs.elements !== null && mine.elements !== null) {
			if (theirs.elements.types.size > 0 && mine.elements.types.size === 0)
				differences.set(`${path}[]`, "recorded, none here");
			else walk(theirs.elements, mine.elements, `${path}[]`);
		}
	};
	walk(recorded, ours, root);
	return { checks, differences };
}
