import { describe, expect, it } from "vitest";
import { costTop, filterHints, isSelective, planCards, planText } from "../../../src/query/plan.ts";
import type { ExplainedPlan } from "../../../src/salesforce/rest/explain.ts";

const UNINDEXED = "Not considering filter for optimization because unindexed";

function plan(changes: Partial<ExplainedPlan> = {}): ExplainedPlan {
	return {
		cardinality: 1,
		fields: [],
		leadingOperationType: "TableScan",
		notes: [],
		relativeCost: 0.65,
		sobjectCardinality: 1500,
		sobjectType: "Contact",
		...changes,
	};
}

const note = (...fields: string[]) => ({ description: UNINDEXED, fields, tableEnumOrId: "Contact" });

describe("plans as they are shown", () => {
	it("begin with the cheapest, whatever the order they came in", () => {
		const cards = planCards([
			plan({ relativeCost: 2.5 }),
			plan({ leadingOperationType: "Index", fields: ["Email"], relativeCost: 0.002 }),
			plan({ leadingOperationType: "Sharing", relativeCost: 0.9 }),
			plan({ leadingOperationType: "Cache", relativeCost: 3 }),
		]);
		expect(cards.map(({ operation, operationName }) => [operation, operationName])).toEqual([
			["index", "Index"],
			["sharing", "Sharing"],
			["tableScan", "TableScan"],
			["other", "Cache"],
		]);
	});

	it.each<[costs: number[], top: number]>([
		[[], 1.5],
		[[0.002, 0.65], 1.5],
		[[0.4, 2.2], 2.2],
		[[1, 93], 4],
	])("costs %j are drawn on a line that ends at %d", (costs, top) => {
		expect(costTop(planCards(costs.map((relativeCost) => plan({ relativeCost }))))).toBe(top);
	});

	it.each([
		[0, true],
		[1, true],
		[1.001, false],
	])("a cost of %d is selective: %s", (cost, selective) => {
		expect(isSelective({ cost })).toBe(selective);
	});

	it("are copied as text with all their numbers", () => {
		const [card] = planCards([
			plan({ leadingOperationType: "Index", fields: ["Email", "Name"], notes: [note("Title")] }),
		]);
		expect(card && planText(card)).toBe(
			[
				"Index on Email, Name",
				"Relative cost: 0.65 (selective)",
				"Cardinality: 1 of 1500 Contact",
				`Note: ${UNINDEXED}: Contact.Title`,
			].join("\n"),
		);
	});
});

describe("hints on filters", () => {
	const hinted = (soql: string, ...fields: string[]) =>
		filterHints(soql, [plan({ notes: [note(...fields)] })]).map(({ start, end }) => [
			soql.slice(start, end),
			start,
		]);

	it.each<[soql: string, field: string, words: [string, number][]]>([
		["SELECT Title FROM Contact WHERE Title = 'x'", "Title", [["Title", 32]]],
		["SELECT Id FROM Contact WHERE title = 'x' ORDER BY Title", "Title", [["title", 29]]],
		[
			"SELECT Id FROM Contact WHERE NOT (Title LIKE 'x' OR Title IN ('a', 'b'))",
			"Title",
			[
				["Title", 34],
				["Title", 52],
			],
		],
		["SELECT Id FROM Contact WHERE Name = 'Title = 1' AND Title NOT IN ('a')", "Title", [["Title", 52]]],
		["SELECT Id FROM Contact WHERE CALENDAR_YEAR(CreatedDate) = 2020", "CreatedDate", [["CreatedDate", 43]]],
		["SELECT Id FROM Contact WHERE c.Title = 'x'", "Title", []],
		["SELECT Id FROM Contact WHERE Account.Title = 'x'", "Title", []],
		["SELECT Id FROM Contact WHERE Id IN (SELECT WhoId FROM Task WHERE Title = 'x')", "Title", []],
		["SELECT Id, (SELECT Id FROM Cases WHERE Title = 'x') FROM Contact WHERE Id != null", "Title", []],
		["SELECT Id FROM Contact WHERE Id != null GROUP BY Title HAVING Title = 'x'", "Title", []],
		["SELECT Id FROM Contact WHERE Name = Title", "Title", []],
		["SELECT Id FROM Contact WHERE Name =", "Title", []],
		["SELECT Id FROM Contact", "IsDeleted", []],
	])("%s (%s)", (soql, field, words) => {
		expect(hinted(soql, field)).toEqual(words);
	});

	it("a parent's field is meant by a note about the parent's table", () => {
		const soql = "SELECT Id FROM Contact WHERE Account.Site = 'x'";
		const notes = [{ ...note("Site"), tableEnumOrId: "Account" }];
		expect(filterHints(soql, [plan({ notes })]).map(({ start, end }) => soql.slice(start, end))).toEqual([
			"Account.Site",
		]);
	});

	it("says once what several plans note, and which field the best one begins with", () => {
		const soql = "SELECT Id FROM Contact WHERE Email = 'a' AND Title = 'x'";
		const notes = [note("IsDeleted"), note("Title")];
		const index = plan({ leadingOperationType: "Index", fields: ["Email"], relativeCost: 0.1, notes });
		const hints = filterHints(soql, [plan({ notes }), index]);
		expect(hints.map(({ start, end, says }) => [soql.slice(start, end), says.kind])).toEqual([
			["Email", "leads"],
			["Title", "note"],
		]);
		// An index that isn't the best leads nothing.
		const dear = { ...index, relativeCost: 2 };
		expect(filterHints(soql, [plan({ notes }), dear]).map(({ says }) => says.kind)).toEqual(["note"]);
	});
});
