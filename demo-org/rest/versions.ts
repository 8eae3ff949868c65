/** API versions: which are listed, which were retired, which never were. */

const OLDEST = 31;
export const NEWEST = 66;
const OLDEST_RETIRED = 20;

const SEASONS = ["Winter", "Spring", "Summer"] as const;

/** The release name of a version: 64 is Summer '25, 65 Winter '26, 66 Spring '26. */
function labelOf(version: number): string {
	const sinceWinter11 = version - 20;
	const season = SEASONS[sinceWinter11 % 3] ?? "Winter";
	// The platform itself spells v42 with a typographic apostrophe.
	const apostrophe = version === 42 ? "’" : "'";
	return `${season} ${apostrophe}${11 + Math.floor(sinceWinter11 / 3)}`;
}

/** The body of `GET /services/data`, oldest first. */
export const VERSIONS = Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => {
	const version = `${OLDEST + index}.0`;
	return { label: labelOf(OLDEST + index), url: `/services/data/v${version}`, version };
});

/** What `v61.0` in a path means; null when it is no version. */
export function versionState(segment: string): "alive" | "retired" | null {
	const number = Number(/^v(\d{2})\.0$/.exec(segment)?.[1] ?? Number.NaN);
	if (number >= OLDEST && number <= NEWEST) return "alive";
	return number >= OLDEST_RETIRED && number < OLDEST ? "retired" : null;
}
