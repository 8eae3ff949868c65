import { beforeAll, describe, expect, it } from "vitest";
import { complete } from "../../../../src/soql/complete/complete.ts";
import type { Completion } from "../../../../src/soql/complete/suggestion.ts";
import { NO_SCHEMA, type SchemaPort } from "../../../../src/soql/schema.ts";
import { useDemoOrg } from "../../demo-org/demoFixture.ts";
import { demoSchema } from "../demoSchema.ts";

const demo = useDemoOrg();
const org = {} as { schema: SchemaPort };
beforeAll(async () => {
	const { accessToken } = await demo.client.signIn();
	org.schema = await demoSchema({ client: demo.client, token: accessToken });
});

/** Completes where `|` stands. */
function at(marked: string, schema = org.schema): Completion {
	const offset = marked.indexOf("|");
	return complete(marked.slice(0, offset) + marked.slice(offset + 1), offset, {
		schema,
		dialect: "rest",
		today: { year: 2026, month: 11, day: 23 },
		calendar: { firstWeekday: 0, fiscalStart: undefined },
		uses: (name) => (name === "Case" ? 7 : 0),
	});
}

const labels = (marked: string): string[] => at(marked).suggestions.map(({ label }) => label);

describe("completion offers", () => {
	it.each<[what: string, text: string, offered: string[], not: string[]]>([
		["how a query begins", "|", ["SELECT", "FIND"], ["WHERE"]],
		[
			"fields, parents and functions",
			"SELECT | FROM Contact",
			["LastName", "Account", "COUNT", "FIELDS(ALL)"],
			["WHERE"],
		],
		["objects before there is a FROM", "SELECT |", ["Account", "Case"], []],
		["fields of a parent", "SELECT Account.| FROM Contact", ["Industry", "Owner"], ["LastName", "COUNT"]],
		["fields three parents up", "SELECT Account.Parent.Owner.| FROM Contact", ["Username"], ["Industry"]],
		[
			"nothing past the fifth parent",
			"SELECT Account.Parent.Parent.Parent.Parent.| FROM Contact",
			["Name"],
			["Parent", "Owner"],
		],
		["what all targets of a lookup have", "SELECT What.| FROM Task", [], ["Industry"]],
		["what an alias stands for", "SELECT c.| FROM Contact c", ["LastName"], []],
		["the next clause or a comma", "SELECT Id | FROM Account", ["FROM"], ["WHERE"]],
		["objects", "SELECT Id FROM |", ["Account", "Case"], ["WHERE", "Name"]],
		[
			"clauses that may follow",
			"SELECT Id FROM Account |",
			["WHERE", "ORDER BY", "USING SCOPE", "LIMIT"],
			["HAVING", "AND"],
		],
		[
			"no clause that must stand before",
			"SELECT Id FROM Account ORDER BY Name |",
			["ASC", "NULLS", "LIMIT"],
			["WHERE"],
		],
		["HAVING once there are groups", "SELECT Type FROM Account GROUP BY Type |", ["HAVING"], ["WHERE"]],
		["fields that can be filtered", "SELECT Id FROM Account WHERE |", ["Name", "NOT"], ["Description"]],
		["fields that can be sorted", "SELECT Id FROM Account ORDER BY |", ["Name"], ["Description"]],
		[
			"fields that can be grouped",
			"SELECT Type FROM Account GROUP BY |",
			["Type", "ROLLUP"],
			["AnnualRevenue", "Description"],
		],
		["numbers to add up", "SELECT SUM(|) FROM Opportunity", ["Amount"], ["Name", "CloseDate"]],
		[
			"dates to take apart",
			"SELECT CALENDAR_YEAR(|) FROM Opportunity",
			["CloseDate", "convertTimezone"],
			["Amount"],
		],
		["what FIELDS takes", "SELECT FIELDS(|) FROM Account", ["ALL", "STANDARD", "CUSTOM"], ["Name"]],
		[
			"child relationships",
			"SELECT (SELECT Id FROM |) FROM Account",
			["Contacts", "Opportunities"],
			["Account"],
		],
		["fields of children", "SELECT (SELECT | FROM Contacts) FROM Account", ["LastName"], ["Industry"]],
		[
			"the types of a TYPEOF",
			"SELECT TYPEOF What WHEN | END FROM Task",
			["Account", "Opportunity"],
			["Contact"],
		],
		[
			"no type twice",
			"SELECT TYPEOF What WHEN Account THEN Name WHEN | END FROM Task",
			["Opportunity"],
			["Account"],
		],
		[
			"a branch's own fields",
			"SELECT TYPEOF What WHEN Account THEN | END FROM Task",
			["Industry"],
			["Subject"],
		],
		["operators of a flag", "SELECT Id FROM User WHERE IsActive |", ["=", "!="], ["LIKE", "<"]],
		[
			"operators of several picklist values",
			"SELECT Id FROM Project__c WHERE Tags__c |",
			["INCLUDES"],
			["LIKE", "<"],
		],
		[
			"values of a picklist",
			"SELECT Id FROM Opportunity WHERE StageName = |",
			["Prospecting", "Closed Won"],
			["TRUE", "TODAY"],
		],
		[
			"values inside an open quote",
			"SELECT Id FROM Opportunity WHERE StageName = 'Pro|",
			["Prospecting"],
			["NULL"],
		],
		[
			"no value twice",
			"SELECT Id FROM Opportunity WHERE StageName IN ('Prospecting', |)",
			["Closed Won"],
			["Prospecting"],
		],
		["the two of a flag", "SELECT Id FROM User WHERE IsActive = |", ["TRUE", "FALSE"], ["NULL"]],
		["date literals", "SELECT Id FROM Opportunity WHERE CloseDate = |", ["TODAY", "LAST_N_DAYS:n"], ["TRUE"]],
		["queries of Ids", "SELECT Id FROM Contact WHERE AccountId IN (|)", ["SELECT Id FROM Account"], []],
		[
			"aggregates and their names to sort by",
			"SELECT Type, COUNT(Id) total FROM Account GROUP BY Type ORDER BY |",
			["COUNT(Id)", "total", "Type"],
			["Industry"],
		],
		["fields of what a search returns", "FIND {x} RETURNING Account(|)", ["Industry"], []],
		["nothing in a comment", "SELECT Id // | \nFROM Account", [], ["Name"]],
	])("%s: %s", (_, text, offered, not) => {
		const found = labels(text);
		expect(found).toEqual(expect.arrayContaining(offered));
		expect(found.filter((label) => not.includes(label))).toEqual([]);
	});

	it("what a date literal means today", () => {
		const { suggestions } = at("SELECT Id FROM Opportunity WHERE CloseDate = |");
		expect(suggestions.find(({ label }) => label === "LAST_MONTH")?.detail).toBe("2026-10-01 – 2026-10-31");
	});

	it("values quoted and escaped", () => {
		const { suggestions } = at("SELECT Id FROM Opportunity WHERE StageName = |");
		expect(suggestions.find(({ label }) => label === "Closed Won")?.insert).toBe("'Closed Won'");
	});

	it("what is used most first", () => {
		const { suggestions } = at("SELECT Id FROM |");
		expect(suggestions.toSorted((a, b) => (a.order < b.order ? -1 : 1))[0]?.label).toBe("Case");
	});

	it("a replacement of the word that is being typed", () => {
		const { start, end } = at("SELECT Account.Ow|ner.Name FROM Contact");
		expect([start, end]).toEqual([15, 20]);
	});

	it("keywords, functions and literals where no org is known, and says that there may be more", () => {
		const { suggestions, incomplete } = at("SELECT | FROM Account", NO_SCHEMA);
		expect(suggestions.map(({ label }) => label)).toContain("COUNT");
		expect(incomplete).toBe(true);
	});
});
