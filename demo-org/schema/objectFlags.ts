/** The header flags of a describe that follow from what kind of object it is. */

export interface ObjectFlags {
	readonly activateable: boolean;
	readonly createable: boolean;
	readonly customSetting: boolean;
	readonly deepCloneable: boolean;
	readonly deletable: boolean;
	readonly feedEnabled: boolean;
	readonly layoutable: boolean;
	readonly mergeable: boolean;
	readonly mruEnabled: boolean;
	readonly queryable: boolean;
	readonly replicateable: boolean;
	readonly retrieveable: boolean;
	readonly searchable: boolean;
	readonly triggerable: boolean;
	readonly undeletable: boolean;
	readonly updateable: boolean;
}

/**
 * `data`: what people work on; `part`: lines, members and roles of such; `setup`: what administrators configure;
 * `setting`: a custom setting; `metadata`: a custom metadata type; `log`: read only; `definition`: computed from the
 * object types; the rest by their names.
 */
export type ObjectKind =
	| "data"
	| "part"
	| "setup"
	| "log"
	| "history"
	| "share"
	| "setting"
	| "metadata"
	| "bigObject"
	| "event"
	| "definition";

const NONE: ObjectFlags = {
	activateable: false,
	createable: false,
	customSetting: false,
	deepCloneable: false,
	deletable: false,
	feedEnabled: false,
	layoutable: false,
	mergeable: false,
	mruEnabled: false,
	queryable: true,
	replicateable: false,
	retrieveable: true,
	searchable: false,
	triggerable: false,
	undeletable: false,
	updateable: false,
};
const WRITTEN = { createable: true, updateable: true, deletable: true };
const PART = { ...NONE, ...WRITTEN, layoutable: true, replicateable: true, triggerable: true };

/** As the recorded describes of each kind have them. */
export const FLAGS: Readonly<Record<ObjectKind, ObjectFlags>> = {
	data: {
		...PART,
		feedEnabled: true,
		mruEnabled: true,
		searchable: true,
		undeletable: true,
	},
	part: PART,
	setup: { ...NONE, replicateable: true },
	log: NONE,
	history: { ...NONE, replicateable: true },
	share: { ...NONE, ...WRITTEN },
	setting: { ...PART, customSetting: true, searchable: true, triggerable: false, undeletable: true },
	metadata: NONE,
	bigObject: { ...NONE, createable: true },
	definition: NONE,
	event: { ...NONE, createable: true, queryable: false, retrieveable: false, triggerable: true },
};
