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
		[
			'SELECT Id FROM Account WHERE Name = "a"',
			"MALFORMED_QUERY",
			36,
			"line 1:36 no viable alternative at character '\"'",
		],
		[
			"SELECT Id FROM Account WHERE Name = 'a",
			"MALFORMED_QUERY",
			38,
			"line 1:38 mismatched character '<EOF>' expecting '''",
		],
		[
			"SELECT Id FROM Account WHERE Name = 'a\\z'",
			"MALFORMED_QUERY",
			39,
			"line 1:39 no viable alternative at character 'z'",
		],
		[
			"SELECT Id FROM Account WHERE Name = 'a\\\\b\\%'",
			"MALFORMED_QUERY",
			42,
			"line 1:42 no viable alternative at character '%'",
		],
		[
			"SELECT Id FROM Account WHERE Name IN ('a', '\\_')",
			"MALFORMED_QUERY",
			45,
			"line 1:45 no viable alternative at character '_'",
		],
		[
			"SELECT Id FROM Account WHERE Id = :id",
			"MALFORMED_QUERY",
			35,
			"Bind variables only allowed in Apex code",
		],
		[
			"SELECT Id FROM Account WHERE Id IN ids",
			"MALFORMED_QUERY",
			36,
			"Bind variables only allowed in Apex code",
		],
		[
			"SELECT Id FROM Account WHERE Name = Site",
			"MALFORMED_QUERY",
			37,
			"Bind variables only allowed in Apex code",
		],
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

describe("semi-joins that the platform does not take", () => {
	const C = "(SELECT AccountId FROM Contact)";
	it.each<[where: string, detail: string]>([
		[`Name IN ${C}`, "Semi join sub-selects can only query id fields, cannot use: 'Name'"],
		[`Id IN (SELECT LastName FROM Contact)`, "can only query id fields, cannot use: 'LastName'"],
		[`Id IN (SELECT Id, AccountId FROM Contact)`, "Semi join sub-selects can only query one field"],
		[`Id IN (SELECT COUNT() FROM Contact)`, "Semi join sub-selects can only query one field"],
		[`Id IN (SELECT Account.ParentId FROM Contact)`, "cannot have more than one level of relationships"],
		[`Id IN (SELECT ParentId FROM Account)`, "should not be on the same object type"],
		[`Id IN (SELECT ReportsToId FROM Contact)`, "should point to the same object type"],
		[`Id IN (SELECT AccountId FROM Contact LIMIT 1)`, "do not support the LIMIT clause"],
		[`Id IN (SELECT AccountId FROM Contact ORDER BY Id)`, "do not support the ORDER BY clause"],
		[`Id IN (SELECT AccountId FROM Contact FOR UPDATE)`, "do not support the FOR UPDATE clause"],
		[`Id IN (SELECT AccountId FROM Contact FOR VIEW)`, "do not support the FOR VIEW clause"],
		[
			`Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT ContactId FROM Case))`,
			"Nesting of semi join sub-selects is not supported",
		],
		[`NOT Id IN ${C}`, "not allowed with the 'NOT' operator"],
		[`Id IN ${C} OR Name = 'a'`, "not allowed with the 'OR' operator"],
		[`Name = 'a' AND (Id IN ${C} OR Name = 'b')`, "only allowed at the top level WHERE expressions"],
		[
			`Id IN ${C} AND Id IN ${C} AND Id NOT IN ${C}`,
			"Maximum 2 semi join sub-selects are allowed in a query",
		],
	])("%s", (where, detail) => {
		const refusal = place.refusal(`SELECT Id FROM Account WHERE ${where}`);
		expect(refusal.status).toBe(400);
		expect(refusal.message).toContain(detail);
	});
});

describe("limits, and clauses of Apex or of other objects", () => {
	const list = (count: number, of: (index: number) => string) =>
		Array.from({ length: count }, (_, i) => of(i));
	it.each<[what: string, soql: string, errorCode: string, detail: string]>([
		[
			"a string of 4,001 characters",
			`SELECT Id FROM Account WHERE Name = '${"x".repeat(4001)}'`,
			"MALFORMED_QUERY",
			"4000",
		],
		[
			"21 child queries",
			`SELECT Id, ${list(21, () => "(SELECT Id FROM Contacts)").join(", ")} FROM Account`,
			"MALFORMED_QUERY",
			"20",
		],
		[
			"300 parentheses",
			`SELECT Id FROM Account WHERE ${"(".repeat(300)}Name = 'a'${")".repeat(300)}`,
			"QUERY_TOO_COMPLICATED",
			"too complicated",
		],
		[
			"a day that does not exist",
			"SELECT Id FROM Opportunity WHERE CloseDate = 2026-02-30",
			"MALFORMED_QUERY",
			"2026-02-30",
		],
		[
			"a day before 1700",
			"SELECT Id FROM Opportunity WHERE CloseDate = 1699-12-31",
			"MALFORMED_QUERY",
			"1699",
		],
		[
			"a day after 4000",
			"SELECT Id FROM Opportunity WHERE CloseDate = 4001-01-01",
			"MALFORMED_QUERY",
			"4001",
		],
		[
			"a count without its number",
			"SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS",
			"MALFORMED_QUERY",
			"Bind",
		],
		[
			"six levels of parents",
			"SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account",
			"INVALID_FIELD",
			"Didn't understand relationship",
		],
		[
			"AND NOT without parentheses",
			"SELECT Id FROM Account WHERE Name = 'a' AND NOT Name = 'b'",
			"MALFORMED_QUERY",
			"'NOT'",
		],
		["SECURITY_ENFORCED", "SELECT Id FROM Account WITH SECURITY_ENFORCED", "MALFORMED_QUERY", "'WITH'"],
		["SYSTEM_MODE", "SELECT Id FROM Account WITH SYSTEM_MODE", "MALFORMED_QUERY", "'WITH'"],
		[
			"data categories of accounts",
			"SELECT Id FROM Account WITH DATA CATEGORY Geo__c AT all__c",
			"MALFORMED_QUERY",
			"articles",
		],
		["view statistics of accounts", "SELECT Id FROM Account UPDATE VIEWSTAT", "MALFORMED_QUERY", "articles"],
		["an unknown scope", "SELECT Id FROM Account USING SCOPE nonsense", "MALFORMED_QUERY", "'nonsense'"],
		[
			"a scope of other objects",
			"SELECT Id FROM Account USING SCOPE delegated",
			"INVALID_QUERY_SCOPE",
			"delegated",
		],
		[
			"a count of long texts",
			"SELECT COUNT(Description) FROM Account",
			"MALFORMED_QUERY",
			"field Description does not support aggregate operator COUNT",
		],
		["a foreign function", "SELECT UPPER(Name) FROM Account", "MALFORMED_QUERY", "unexpected token: '('"],
		[
			"ORDER BY with FOR UPDATE",
			"SELECT Id FROM Account ORDER BY Id FOR UPDATE",
			"MALFORMED_QUERY",
			"FOR UPDATE",
		],
		["COUNT() with ORDER BY", "SELECT COUNT() FROM Account ORDER BY Name", "MALFORMED_QUERY", "ORDER BY"],
		["an overall aggregate with LIMIT", "SELECT MAX(Name) FROM Account LIMIT 1", "MALFORMED_QUERY", "LIMIT"],
		[
			"an ungrouped order",
			"SELECT COUNT(Id) FROM Account GROUP BY Name ORDER BY Site",
			"MALFORMED_QUERY",
			"Ordered field must be grouped or aggregated: Site",
		],
		[
			"an ungrouped HAVING",
			"SELECT COUNT(Id) FROM Account GROUP BY Name HAVING Site = 'a'",
			"MALFORMED_QUERY",
			"must be grouped or aggregated: Site",
		],
		[
			"four fields of ROLLUP",
			"SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Name, Type, Site, Industry)",
			"MALFORMED_QUERY",
			"3",
		],
		[
			"GROUPING without ROLLUP",
			"SELECT Name, GROUPING(Name) FROM Account GROUP BY Name",
			"MALFORMED_QUERY",
			"ROLLUP",
		],
		[
			"one alias twice",
			"SELECT COUNT(Id) a, MAX(Name) a FROM Account",
			"MALFORMED_QUERY",
			"duplicate alias: a",
		],
		[
			"an aggregate in a child query",
			"SELECT Id, (SELECT COUNT(Id) FROM Contacts) FROM Account",
			"MALFORMED_QUERY",
			"Only root queries support aggregate expressions",
		],
		[
			"an aggregate in WHERE",
			"SELECT Id FROM Account WHERE COUNT(Id) > 1",
			"MALFORMED_QUERY",
			"unexpected token: 'COUNT'",
		],
		[
			"OFFSET in a child query of many parents",
			"SELECT Id, (SELECT Id FROM Contacts OFFSET 1) FROM Account",
			"MALFORMED_QUERY",
			"LIMIT of 1",
		],
		[
			"a distance that equals",
			"SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(1,2), 'mi') = 20",
			"INVALID_QUERY_FILTER_OPERATOR",
			"< and >",
		],
		[
			"a distance in yards",
			"SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(1,2), 'yd') < 20",
			"MALFORMED_QUERY",
			"unexpected token: ''yd''",
		],
		[
			"a distance of a text",
			"SELECT Id FROM Account WHERE DISTANCE(Name, GEOLOCATION(1,2), 'mi') < 20",
			"INVALID_FIELD",
			"DISTANCE",
		],
		[
			"money where there is one currency",
			"SELECT Id FROM Account WHERE AnnualRevenue > USD5000",
			"INVALID_FIELD",
			"double",
		],
		[
			"conversion where there is one currency",
			"SELECT convertCurrency(Amount) FROM Opportunity",
			"MALFORMED_QUERY",
			"multiple currencies",
		],
		["a label of a number", "SELECT toLabel(Amount) FROM Opportunity", "INVALID_FIELD", "toLabel"],
		[
			"the hour of a date",
			"SELECT COUNT(Id) FROM Opportunity GROUP BY HOUR_IN_DAY(CloseDate)",
			"INVALID_FIELD",
			"HOUR_IN_DAY",
		],
		[
			"TYPEOF of a lookup to one type",
			"SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact",
			"INVALID_FIELD",
			"polymorphic",
		],
		[
			"TYPEOF with a foreign type",
			"SELECT TYPEOF Owner WHEN Contact THEN Name END FROM Case",
			"INVALID_TYPE",
			"Contact",
		],
		[
			"LIKE on an id",
			"SELECT Id FROM Account WHERE Id LIKE '001%'",
			"INVALID_QUERY_FILTER_OPERATOR",
			"invalid operator on id field",
		],
		[
			"INCLUDES on a picklist",
			"SELECT Id FROM Account WHERE Rating INCLUDES ('Hot')",
			"INVALID_QUERY_FILTER_OPERATOR",
			"multipicklist",
		],
		[
			"a date function without GROUP BY",
			"SELECT CALENDAR_YEAR(CloseDate) FROM Opportunity",
			"MALFORMED_QUERY",
			"GROUP BY",
		],
	])("refuses %s", (_what, soql, errorCode, detail) => {
		const refusal = place.refusal(soql);
		expect(refusal).toMatchObject({ status: 400, errorCode });
		expect(refusal.message).toContain(detail);
	});
	it("refuses a child query in a child query up to v57, and a sixth level after", () => {
		const nested = (levels: number): string =>
			levels === 0 ? "Id" : `Id, (SELECT ${nested(levels - 1)} FROM ChildAccounts)`;
		const soql = (levels: number) => `SELECT ${nested(levels)} FROM Account`;
		expect(place.run(soql(5)).totalSize).toBe(0);
		expect(place.refusal(soql(6)).errorCode).toBe("MALFORMED_QUERY");
		expect(place.run(soql(1), { version: "v57.0" }).totalSize).toBe(0);
		expect(place.refusal(soql(2), { version: "v57.0" }).errorCode).toBe("MALFORMED_QUERY");
	});
});

describe("clauses that only a whole query can have", () => {
	it.each([
		["FOR VIEW", 37, "FOR"],
		["LIMIT 1 FOR REFERENCE", 45, "FOR"],
		["FOR UPDATE", 37, "FOR"],
		["WITH DATA CATEGORY Geo__c AT all__c", 37, "WITH"],
	])("%s in an inner query", (clause, column, token) => {
		const refusal = place.refusal(`SELECT Id, (SELECT Id FROM Contacts ${clause}) FROM Account`);
		expect(refusal).toMatchObject({ status: 400, errorCode: "MALFORMED_QUERY" });
		expect(refusal.message).toContain(`Column:${column}\nunexpected token: '${token}'`);
	});
});
