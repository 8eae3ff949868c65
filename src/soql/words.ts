/**
 * Words that never are a name by themselves (SOQL and SOSL Reference, "Reserved Keywords"). Before a dot they are:
 * `Group.Name`, `Order.Status` are paths.
 */
export const RESERVED: ReadonlySet<string> = new Set(
	"AND ASC DESC EXCLUDES FROM GROUP HAVING IN INCLUDES LIKE LIMIT NOT NULL NULLS OR SELECT USING WHERE WITH ORDER".split(
		" ",
	),
);

/** Words that begin a clause and thus are no alias; not all of them are reserved. */
export const CLAUSE_STARTS: ReadonlySet<string> = new Set(
	"SELECT FROM USING WHERE WITH GROUP HAVING ORDER LIMIT OFFSET FOR UPDATE ALL RETURNING".split(" "),
);

/** Date literals without a number ("Date Formats and Date Literals in WHERE"). */
export const DATE_LITERALS: readonly string[] = [
	"TODAY",
	"YESTERDAY",
	"TOMORROW",
	...["THIS", "LAST", "NEXT"].flatMap((when) => [`${when}_WEEK`, `${when}_MONTH`]),
	"LAST_90_DAYS",
	"NEXT_90_DAYS",
	...["QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR"].flatMap((unit) =>
		["THIS", "LAST", "NEXT"].map((when) => `${when}_${unit}`),
	),
];

const UNITS = ["DAYS", "WEEKS", "MONTHS", "QUARTERS", "YEARS", "FISCAL_QUARTERS", "FISCAL_YEARS"];

/** Date literals that take a number: `LAST_N_DAYS:30`. */
export const N_DATE_LITERALS: readonly string[] = UNITS.flatMap((unit) => [
	`LAST_N_${unit}`,
	`NEXT_N_${unit}`,
	`N_${unit}_AGO`,
]);

const PLAIN = new Set(DATE_LITERALS);
const COUNTED = new Set(N_DATE_LITERALS);

/** Whether a word, in upper case, is a date literal; `counted` for those that take a number. */
export function isDateLiteral(word: string, counted: boolean): boolean {
	return (counted ? COUNTED : PLAIN).has(word);
}
