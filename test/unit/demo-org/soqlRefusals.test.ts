import { describe, expect, it } from "vitest";
import { SoqlPlace } from "./soqlPlace.ts";

const place = new SoqlPlace();
const TYPE_HINT =
	"If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.";

describe("refusals that point into the query", () => {
	it("show the query, a caret, row and column, as the platform does", () => {
		expect(place.refusal("select count() from XYZZY").message).toBe(
			`\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported. ${TYPE_HINT}`,
		);
	});
	it("count rows by line breaks and columns from the last one", () => {
		const { message } = place.refusal("SELECT Id,\n  Foo\nFROM Account");
		expect(message).toContain("ERROR at Row:2:Column:3\nNo such column 'Foo' on entity 'Account'.");
	});
	it("show a window of a long query, with the caret still under the fault", () => {
		const many = Array.from({ length: 30 }, () => "Name").join(", ");
		const soql = `SELECT Id, ${"x".repeat(5)} FROM Account WHERE ${many}`;
		const { message } = place.refusal(soql.replace(` WHERE ${many}`, ` WHERE Name = '${"y".repeat(200)}'`));
		const [, snippet = "", caret = ""] = message.split("\n");
		expect(snippet.length).toBeLessThan(110);
		expect(snippet.slice(caret.length - 1)).toMatch(/^xxxxx/);
	});
	it.each<[soql: string, errorCode: string, column: number, detail: string]>([
		["SELECT Id, Foo FROM Account", "INVALID_FIELD", 12, "No such column 'Foo' on entity 'Account'."],
		[
			"SELECT Id FROM Account WHERE Foo = 1",
			"INVALID_FIELD",
			30,
			"No such column 'Foo' on entity 'Account'.",
		],
		[
			"SELECT Foo.Name FROM Account",
			"INVALID_FIELD",
			8,
			"Didn't understand relationship 'Foo' in field path.",
		],
		[
			"SELECT Id, (SELECT Id FROM Foos) FROM Account",
			"INVALID_TYPE",
			28,
			"Didn't understand relationship 'Foos' in FROM part",
		],
		["SELECT Id, Id FROM Account", "INVALID_FIELD", 12, "duplicate field selected: Id"],
		["SELECT Name n FROM Account", "MALFORMED_QUERY", 8, "only aggregate expressions use field aliasing"],
		[
			"SELECT Name, COUNT(Id) FROM Account",
			"MALFORMED_QUERY",
			8,
			"Field must be grouped or aggregated: Name",
		],
		["SELECT Id, FROM Account", "MALFORMED_QUERY", 12, "unexpected token: 'FROM'"],
		["SELECT FROM Account", "MALFORMED_QUERY", 8, "unexpected token: 'FROM'"],
		["SELECT Id FROM Account WHERE", "MALFORMED_QUERY", 29, "unexpected token: '<EOF>'"],
		["SELECT Id FROM Account LIMIT", "MALFORMED_QUERY", 29, "unexpected token: '<EOF>'"],
		["SELECT Id FROM Account LIMIT x", "MALFORMED_QUERY", 30, "unexpected token: 'x'"],
		["SELECT Id FROM Account ;", "MALFORMED_QUERY", 24, "unexpected token: ';'"],
		[
			"SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
			"MALFORMED_QUERY",
			56,
			"unexpected token: 'OR'",
		],
		['SELECT Id FROM Account WHERE Name = "a"', "MALFORMED_QUERY", 37, "unexpected token: '\"'"],
		["SELECT Id FROM Account WHERE Id = :id", "MALFORMED_QUERY", 35, "unexpected token: ':'"],
		["SELECT Id FROM Account ALL ROWS", "MALFORMED_QUERY", 24, "unexpected token: 'ALL'"],
		["SELECT Id FROM Account WITH USER_MODE", "MALFORMED_QUERY", 24, "unexpected token: 'WITH'"],
		[
			"SELECT Id FROM Account WHERE Id = 'nonsense'",
			"INVALID_QUERY_FILTER_OPERATOR",
			30,
			"invalid ID field: nonsense",
		],
		[
			"SELECT Id FROM Account WHERE Name = 5",
			"INVALID_FIELD",
			30,
			"must be of type string and should be enclosed in quotes",
		],
		[
			"SELECT Id FROM Account WHERE NumberOfEmployees = '5'",
			"INVALID_FIELD",
			30,
			"must be of type int and should not be enclosed in quotes",
		],
		[
			"SELECT Id FROM Account WHERE CreatedDate = '2026-01-01'",
			"INVALID_FIELD",
			30,
			"must be of type dateTime and should not be enclosed in quotes",
		],
		[
			"SELECT Id FROM Account WHERE CreatedDate > 2026-01-01",
			"INVALID_FIELD",
			30,
			"must be of type dateTime",
		],
		[
			"SELECT Id FROM Account WHERE Description = 'x'",
			"INVALID_FIELD",
			30,
			"field 'Description' can not be filtered in a query call",
		],
		[
			"SELECT COUNT(), Name FROM Account GROUP BY Name",
			"MALFORMED_QUERY",
			8,
			"COUNT() must be the only element",
		],
		["SELECT COUNT() FROM Account GROUP BY Name", "MALFORMED_QUERY", 8, "COUNT() must be the only element"],
		[
			"SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:-3",
			"MALFORMED_QUERY",
			44,
			"unexpected token: 'LAST_N_DAYS:-3'",
		],
		[
			"SELECT Id FROM Account WHERE BillingAddress = 'x'",
			"INVALID_FIELD",
			30,
			"Address fields can only be filtered using Distance expressions",
		],
		[
			"SELECT Id FROM Account ORDER BY Description",
			"MALFORMED_QUERY",
			33,
			"field 'Description' can not be sorted in a query call",
		],
		[
			"SELECT COUNT(Id) FROM Account GROUP BY AnnualRevenue",
			"MALFORMED_QUERY",
			40,
			"field 'AnnualRevenue' can not be grouped in a query call",
		],
	])("%s", (soql, errorCode, column, detail) => {
		const refusal = place.refusal(soql);
		expect(refusal).toMatchObject({ status: 400, errorCode });
		expect(refusal.message).toContain(`\nERROR at Row:1:Column:${column}\n`);
		expect(refusal.message).toContain(detail);
	});
});

describe("refusals that point nowhere", () => {
	it.each<[soql: string, errorCode: string, message: string]>([
		["", "MALFORMED_QUERY", "SOQL statements cannot be empty or null"],
		[
			"SELECT Id FROM Account OFFSET 2001",
			"NUMBER_OUTSIDE_VALID_RANGE",
			"Maximum SOQL offset allowed is 2000",
		],
		[
			"SELECT FIELDS(ALL) FROM Account",
			"MALFORMED_QUERY",
			"The SOQL FIELDS function must have a LIMIT of at most 200",
		],
		["SELECT Id, FIELDS(STANDARD) FROM Account", "INVALID_FIELD", "duplicate field selected: Id"],
	])("%s", (soql, errorCode, message) => {
		expect(place.refusal(soql)).toMatchObject({ status: 400, errorCode, message });
	});
	it("are given for a query of more than 100,000 characters", () => {
		const soql = `SELECT Id FROM Account WHERE Name = '${"x".repeat(100_000)}'`;
		expect(place.refusal(soql).errorCode).toBe("MALFORMED_QUERY");
	});
});

describe("what the demo org does not evaluate says so with 501", () => {
	it.each([
		"SELECT TYPEOF Owner WHEN User THEN Name END FROM Case",
		"SELECT FORMAT(Amount) FROM Opportunity",
		"SELECT Name, COUNT(Id) FROM Account GROUP BY ROLLUP(Name)",
		"SELECT Id FROM Account WHERE AnnualRevenue > USD5000",
		"SELECT Id FROM Account USING SCOPE team",
		"SELECT Id, (SELECT Id FROM Contacts FOR VIEW) FROM Account",
		"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact FOR REFERENCE)",
		"SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(1,2), 'mi') < 20",
	])("%s", (soql) => {
		expect(place.refusal(soql)).toMatchObject({ status: 501, errorCode: "DEMO_ORG_NOT_IMPLEMENTED" });
	});
});
