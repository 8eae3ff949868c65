// Where recordings and the demo org differ, and why that is right.
import type { Differences } from "./witness.ts";

/** `paths` differ for one reason. */
export function because(reason: string, ...paths: string[]): Differences {
	return Object.fromEntries(paths.map((path) => [path, reason] as const));
}

export const OLD = because("the recording is of an older version, which had fewer keys", "+");

export const NOTED = because("whoever kept the recording noted the query in it", "body.debug");

/** Limits with a line for each connected app. */
export const apps = (...limits: string[]): Differences =>
	because("the connected apps of that org have a line each", ...limits.map((name) => `body.${name}.*`));

const NOT_SERVED = "not served, so no address leads there";
const V48 = because("the recording is of v48, which had fewer keys", "+");
const DESCRIBES: Readonly<Record<string, Differences>> = {
	Account: { ...V48, ...because(NOT_SERVED, "body.urls.defaultValues") },
	Case: {
		...V48,
		...because(
			NOT_SERVED,
			"body.urls.defaultValues",
			"body.urls.caseArticleSuggestions",
			"body.urls.caseRowArticleSuggestions",
		),
	},
	Event: {
		...because(NOT_SERVED, "body.urls.eventSeriesUpdates"),
		...because(
			"the demo org has no relations of events to several people",
			"body.childRelationships[].junctionIdListNames[]",
			"body.childRelationships[].junctionReferenceTo[]",
		),
	},
	OpportunityContactRole: {
		...V48,
		...because(NOT_SERVED, "body.urls.defaultValues"),
		...because("the demo org has none of the object types that hang on it", "body.childRelationships[]"),
	},
};

/** How the describe of an object differs from the recorded one, with `before` before each path. */
export function describeDiffers(name: string, before = ""): Differences {
	return Object.fromEntries(
		Object.entries(DESCRIBES[name] ?? {}).map(([path, reason]) => [
			path === "+" ? path : `${before}${path}`,
			reason,
		]),
	);
}

const DATA_COM = "a field of Data.com, which that org lacks";

export const ACCOUNT: Differences = {
	...because(
		DATA_COM,
		"body.CleanStatus",
		"body.DunsNumber",
		"body.Tradestyle",
		"body.Naics*",
		"body.YearStarted",
	),
	...because("a field of partners and customers, which that org lacks", "body.Is*", "body.ChannelProgram*"),
	...because("a field of the managed package here", "body.orgkit__*"),
};

export const CONTACT: Differences = {
	...because(DATA_COM, "body.CleanStatus"),
	...because("hidden from whoever recorded it", "body.HasOptedOutOfEmail", "body.DoNotCall"),
};

/** Addresses of orgs that have picklists of states and countries. */
export const codes = (...addresses: string[]): Differences =>
	because(
		"that org has picklists of states and countries",
		...addresses.flatMap((name) => [`body.${name}.countryCode`, `body.${name}.stateCode`]),
	);

export const customFields = (...fields: string[]): Differences =>
	because("a custom field of that org", ...fields.map((name) => `body.${name}`));

/** The recording shows an object that somebody made up. */
export const madeUp = (...paths: string[]): Differences => ({
	...because("a field of the object asked here", "+"),
	...because("a field of a made-up object", ...paths),
});
