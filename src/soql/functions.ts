/** What a function may be given. */
export type Argument =
	| "any"
	| "aggregatable"
	| "number"
	| "date"
	| "datetime"
	| "currency"
	| "label"
	| "formatted"
	| "location"
	| "grouped"
	/** ALL, CUSTOM or STANDARD. */
	| "fieldSet"
	| "unit"
	| "degrees";

export interface FunctionInfo {
	readonly name: string;
	readonly kind: "aggregate" | "date" | "format" | "location" | "fields";
	readonly parameters: readonly { readonly name: string; readonly takes: Argument }[];
	/** Whether it may be called without any. */
	readonly mayBeEmpty?: true;
	/** Where it may stand. */
	readonly places: readonly ("select" | "where" | "group" | "having" | "order")[];
	/** The type of what it gives; that of its argument where undefined. */
	readonly gives?: "int" | "double" | "date" | "datetime" | "string" | "location";
}

const EVERYWHERE = ["select", "where", "group", "having", "order"] as const;

function aggregate(name: string, takes: Argument, gives?: FunctionInfo["gives"]): FunctionInfo {
	const places = ["select", "having", "order"] as const;
	return {
		name,
		kind: "aggregate",
		parameters: [{ name: "field", takes }],
		places,
		...(gives ? { gives } : {}),
	};
}

function datePart(
	name: string,
	takes: Argument = "date",
	gives: FunctionInfo["gives"] = "int",
): FunctionInfo {
	return { name, kind: "date", parameters: [{ name: "date", takes }], places: EVERYWHERE, gives };
}

/** All functions (SOQL and SOSL Reference: "Aggregate Functions", "Date Functions", "Location-Based SOQL Queries", …). */
export const FUNCTIONS: readonly FunctionInfo[] = [
	{ ...aggregate("COUNT", "any", "int"), mayBeEmpty: true },
	aggregate("COUNT_DISTINCT", "aggregatable", "int"),
	aggregate("SUM", "number"),
	aggregate("AVG", "number", "double"),
	aggregate("MIN", "aggregatable"),
	aggregate("MAX", "aggregatable"),
	aggregate("GROUPING", "grouped", "int"),
	datePart("CALENDAR_YEAR"),
	datePart("CALENDAR_QUARTER"),
	datePart("CALENDAR_MONTH"),
	datePart("FISCAL_YEAR"),
	datePart("FISCAL_QUARTER"),
	datePart("FISCAL_MONTH"),
	datePart("DAY_ONLY", "datetime", "date"),
	datePart("DAY_IN_WEEK"),
	datePart("DAY_IN_MONTH"),
	datePart("DAY_IN_YEAR"),
	datePart("HOUR_IN_DAY", "datetime"),
	datePart("WEEK_IN_MONTH"),
	datePart("WEEK_IN_YEAR"),
	{
		name: "convertTimezone",
		kind: "date",
		parameters: [{ name: "datetime", takes: "datetime" }],
		places: EVERYWHERE,
		gives: "datetime",
	},
	{
		name: "convertCurrency",
		kind: "format",
		parameters: [{ name: "amount", takes: "currency" }],
		places: ["select", "having"],
	},
	{
		name: "toLabel",
		kind: "format",
		parameters: [{ name: "picklist", takes: "label" }],
		places: ["select", "where", "group", "having", "order"],
		gives: "string",
	},
	{
		name: "FORMAT",
		kind: "format",
		parameters: [{ name: "value", takes: "formatted" }],
		places: ["select"],
		gives: "string",
	},
	{
		name: "DISTANCE",
		kind: "location",
		parameters: [
			{ name: "location", takes: "location" },
			{ name: "other", takes: "location" },
			{ name: "unit", takes: "unit" },
		],
		places: ["select", "where", "order"],
		gives: "double",
	},
	{
		name: "GEOLOCATION",
		kind: "location",
		parameters: [
			{ name: "latitude", takes: "degrees" },
			{ name: "longitude", takes: "degrees" },
		],
		places: [],
		gives: "location",
	},
	{ name: "FIELDS", kind: "fields", parameters: [{ name: "which", takes: "fieldSet" }], places: ["select"] },
];

const BY_NAME = new Map(FUNCTIONS.map((each) => [each.name.toUpperCase(), each]));

/** A function by its name in whatever case. */
export function functionNamed(name: string): FunctionInfo | undefined {
	return BY_NAME.get(name.toUpperCase());
}
