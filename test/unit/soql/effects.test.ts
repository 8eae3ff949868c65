import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryWrites } from "../../../src/soql/effects.ts";
import { queriedObject } from "../../../src/soql/selectList.ts";

const CLAUSES = ["FOR VIEW", "FOR REFERENCE", "UPDATE TRACKING", "UPDATE VIEWSTAT"];

describe("queryWrites", () => {
	it.each<[string, boolean]>([
		["SELECT Id FROM Account", false],
		["SELECT Id FROM Account FOR VIEW", true],
		["SELECT Id FROM Account FOR REFERENCE", true],
		["SELECT Id FROM Account FOR VIEW, REFERENCE", true],
		["SELECT Id FROM Account FOR REFERENCE, VIEW", true],
		["SELECT Title FROM FAQ__kav UPDATE TRACKING", true],
		["SELECT Title FROM FAQ__kav UPDATE VIEWSTAT", true],
		["SELECT Title FROM FAQ__kav UPDATE TRACKING, VIEWSTAT", true],
		["SELECT Id FROM Account FOR UPDATE", false],
		["select id from account for view", true],
		["SELECT Id FROM Account fOr\n\n\tvIeW", true],
		["SELECT Id FROM Account FOR\r\nVIEW", true],
		["SELECT Id FROM Account FOR /* really */ VIEW", true],
		["SELECT Id FROM Account FOR -- really\nVIEW", true],
		["SELECT Id FROM Account FOR\u00a0VIEW", true],
		["SELECT Id FROM Account LIMIT 1FOR VIEW", true],
		["SELECT Id, (SELECT Id FROM Contacts FOR VIEW) FROM Account", true],
		["FIND {acme} RETURNING Account(Id FOR VIEW)", true],
		["FIND {acme} RETURNING FAQ__kav(Id) UPDATE TRACKING", true],
		// Words that aren't the clause
		["SELECT Id FROM Account WHERE Name = 'FOR VIEW'", false],
		["SELECT Id FROM Account WHERE Name = 'it\\'s FOR VIEW'", false],
		["SELECT Id FROM Account // FOR VIEW", false],
		["SELECT Id FROM Account /* FOR VIEW */", false],
		["SELECT Id FROM Account WHERE View__c = 'x' AND For__c = 'y'", false],
		["SELECT ForView FROM X", false],
		["SELECT Id FROM Update_Tracking__c", false],
		// Broken text: who knows what the platform makes of it
		["SELECT Id FROM Account WHERE Name = 'open FOR VIEW", true],
		["SELECT Id FROM Account WHERE Name = 'a\nb' FOR VIEW", true],
		["SELECT Id FROM Account /* open FOR VIEW", true],
		["SELECT Id FROM Account WHERE x = ? FOR VIEW", true],
		["SELECT Id FROM Account WHERE Name = 'open", false],
		["SELECT Id FROM Account FOR\u200bVIEW", true],
		["SELECT Id FROM Account FOR\u0000VIEW", true],
		["", false],
	])("%j: %s", (soql, writes) => {
		expect(queryWrites(soql)).toBe(writes);
	});

	it("finds the clause after any query that is lexically whole", () => {
		const piece = fc.constantFrom(
			"Id",
			" ",
			",",
			"'x'",
			"'\\''",
			"(",
			")",
			"1",
			"2026-01-01",
			"--c\n",
			"/*c*/",
			".",
			"=",
			"Name",
		);
		const space = fc.constantFrom(" ", "\n", "\t", " /*x*/ ", "\r\n", "--x\n", "\u00a0");
		fc.assert(
			fc.property(fc.array(piece), fc.constantFrom(...CLAUSES), space, (pieces, clause, between) => {
				const [first = "", second = ""] = clause.split(" ");
				expect(queryWrites(`SELECT ${pieces.join("")} ${first}${between}${second}`)).toBe(true);
			}),
		);
	});

	it("never finds it where the words are only inside strings", () => {
		const inString = fc.constantFrom(...CLAUSES).map((clause) => `'${clause.toLowerCase()}'`);
		fc.assert(
			fc.property(fc.array(inString, { minLength: 1 }), (strings) => {
				expect(queryWrites(`SELECT Id FROM A WHERE B IN (${strings.join(", ")})`)).toBe(false);
			}),
		);
	});
});

describe("queriedObject", () => {
	it.each([
		["SELECT Id FROM Account", "Account"],
		["select id from My__c where x = 1", "My__c"],
		["SELECT Id, (SELECT Id FROM Contacts) FROM Account", "Account"],
		["SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)", "Account"],
		["SELECT Id -- FROM Contact\nFROM Account", "Account"],
		["SELECT 'FROM x' FROM Account", "Account"],
		["SELECT Id FROM", ""],
		["SELECT Id", ""],
		["", ""],
		["((((", ""],
	])("%j is about %j", (soql, name) => {
		expect(queriedObject(soql)).toBe(name);
	});
});
