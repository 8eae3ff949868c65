import { ApexErrorListener, ApexParserFactory } from "@apexdevtools/apex-parser";
import { describe, expect, it } from "vitest";
import { PlatformError } from "../../../demo-org/platformError.ts";
import { parseQuery } from "../../../demo-org/soql/parse.ts";
import { RandomQueries } from "./soqlRandomQuery.ts";

class FaultCount extends ApexErrorListener {
	count = 0;
	apexSyntaxError(): void {
		this.count += 1;
	}
}

/** Whether the grammar of the Apex tools, which others wrote and use, takes a text as a query from end to end. */
function theirsTakes(soql: string): boolean {
	const faults = new FaultCount();
	const { parser } = ApexParserFactory.createLexerAndParser(soql, faults);
	parser.query();
	return faults.count === 0 && parser.getTokenStream().LT(1).type === -1;
}

function oursTakes(soql: string): boolean {
	try {
		parseQuery(soql);
		return true;
	} catch (thrown) {
		if (thrown instanceof PlatformError) return false;
		throw thrown;
	}
}

describe("our parser and the Apex tools' grammar", () => {
	it.each([
		"SELECT Id FROM Account",
		"select a.Id, a.Owner.Name from Account a where a.Name like 'A%' order by a.Name desc nulls last limit 5 offset 2",
		"SELECT Id, (SELECT Id, (SELECT Id FROM Cases) FROM Contacts WHERE Name != null LIMIT 3) FROM Account",
		"SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Case THEN Subject ELSE Name END, Id FROM Task",
		"SELECT COUNT() FROM Contact c, c.Account a WHERE a.Name = 'x'",
		"SELECT Name n, COUNT(Id) c, GROUPING(Name) FROM Account GROUP BY ROLLUP(Name, Type) HAVING COUNT(Id) > 1",
		"SELECT COUNT(Id) FROM Account GROUP BY CUBE(Name, Type)",
		"SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)), SUM(Amount) FROM Opportunity GROUP BY CALENDAR_YEAR(convertTimezone(CreatedDate))",
		"SELECT FIELDS(ALL) FROM Account LIMIT 200",
		"SELECT toLabel(Status) s, FORMAT(Amount) f, convertCurrency(Amount) c FROM Opportunity",
		"SELECT FORMAT(convertCurrency(Amount)) f FROM Opportunity",
		"SELECT Id FROM Account USING SCOPE mine WHERE (NOT Name = 'x') AND (A = 1 OR B = -2.5)",
		"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND Id NOT IN ('a', 'b')",
		"SELECT Id FROM P WHERE T INCLUDES ('a;b', 'c') OR T EXCLUDES ('d')",
		"SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:7 OR CreatedDate > 2026-01-01T00:00:00Z OR D < 2026-01-01",
		"SELECT Id FROM Account WHERE Amount > USD5000",
		"SELECT Name FROM W WHERE DISTANCE(L__c, GEOLOCATION(37.7,-122.4), 'mi') < 20 ORDER BY DISTANCE(L__c, GEOLOCATION(37.7,-122.4), 'mi') DESC",
		"SELECT Id FROM Account FOR VIEW",
		"SELECT Id FROM Account FOR UPDATE",
		"SELECT Id FROM FAQ__kav WITH DATA CATEGORY Geography__c AT usa__c AND Product__c ABOVE mobile__c UPDATE VIEWSTAT",
		"SELECT Group.Name FROM GroupMember",
		"SELECT Id FROM Group",
	])("both take %s", (soql) => {
		expect([theirsTakes(soql), oursTakes(soql)]).toEqual([true, true]);
	});
	it.each([
		"SELECT Id Account",
		"SELECT FROM Account",
		"SELECT Id, FROM Account",
		"SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
		"SELECT Id FROM Account WHERE Name =",
		"SELECT Id FROM Account WHERE Name IN ('a',)",
		"SELECT Id FROM Account WHERE (Name = 'a'",
		"SELECT Id FROM Account ORDER Name",
		"SELECT Id FROM Account LIMIT x",
		"SELECT Id FROM Account LIMIT 5 WHERE Name = 'a'",
		"SELECT Id FROM Account GROUP Name",
		"SELECT Id FROM Account HAVING COUNT(Id) > 1",
		"SELECT TYPEOF What WHEN Account Phone END FROM Task",
		"SELECT TYPEOF What ELSE Name END FROM Task",
		"SELECT Id FROM Account;",
		"SELECT (SELECT Id FROM Contacts FROM Account",
		"SELECT Id FROM Account WHERE Name = 'a' 'b'",
		"UPDATE Account",
	])("both refuse %s", (soql) => {
		expect([theirsTakes(soql), oursTakes(soql)]).toEqual([false, false]);
	});
	it("agree on 400 random queries, broken ones among them, but for what only one of them means to take", () => {
		const queries = new RandomQueries(7);
		// Clauses of inner queries and of Apex, bound names, reserved words as names, days out of range, times, LIKE's escapes,
		// characters that stop the platform's lexer only.
		const apart =
			/OFFSET|USING SCOPE|WITH |ALL ROWS|:bound|= Name|[<>=] Name|LAST_N_DAYS(?!:)|2026-02-30|COUNT\b(?!\()|'yd'|GEOLOCATION|Case\b|10:00:00Z|\\|\p{So}|\bFORMAT\(COUNT/u;
		let both = 0;
		for (let i = 0; i < 400; i += 1) {
			const soql = queries.next();
			if (apart.test(soql)) continue;
			both += 1;
			expect([soql, theirsTakes(soql)]).toEqual([soql, oursTakes(soql)]);
		}
		expect(both).toBeGreaterThan(100);
	});
	it.each<[soql: string, theirs: boolean, ours: boolean]>([
		// Apex knows names of its variables there, the REST API does not.
		["SELECT Id FROM Account WHERE Id = :id", true, false],
		["SELECT Id FROM Account LIMIT :count", true, false],
		["SELECT Id FROM Account ALL ROWS", true, false],
		["SELECT Id FROM Account WITH USER_MODE", true, false],
		// Reserved words stand for names there.
		["SELECT Id FROM Account WHERE", true, false],
		// The reference gives inner queries an OFFSET.
		["SELECT Id, (SELECT Id FROM Contacts LIMIT 1 OFFSET 1) FROM Account LIMIT 1", false, true],
	])("differ, as the platform does, on %s", (soql, theirs, ours) => {
		expect([theirsTakes(soql), oursTakes(soql)]).toEqual([theirs, ours]);
	});
});
