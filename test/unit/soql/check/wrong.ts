export interface Wrong {
	readonly why: string;
	readonly soql: string;
	/** Code and place of each problem. */
	readonly problems: readonly string[];
	/** The text with the first fix of each problem made; undefined where nothing can be offered. */
	readonly fixed?: string;
	/** Why the demo org runs it all the same. */
	readonly orgTakesIt?: string;
}

const NAMES: readonly Wrong[] = [
	{
		why: "an object that is misspelt",
		soql: "SELECT Id FROM Acount",
		problems: ["unknownObject Acount"],
		fixed: "SELECT Id FROM Account",
	},
	{
		why: "a custom object without its ending",
		soql: "SELECT Id FROM Project",
		problems: ["unknownObject Project"],
		fixed: "SELECT Id FROM Project__c",
	},
	{
		why: "an object that nobody knows",
		soql: "SELECT Id FROM Zebra__c",
		problems: ["unknownObject Zebra__c"],
	},
	{
		why: "a field that is misspelt",
		soql: "SELECT Nmae, Indsutry FROM Account",
		problems: ["unknownField Nmae", "unknownField Indsutry"],
		fixed: "SELECT Name, Industry FROM Account",
	},
	{
		why: "a field of WHERE",
		soql: "SELECT Id FROM Account WHERE Indusstry = 'Energy'",
		problems: ["unknownField Indusstry"],
		fixed: "SELECT Id FROM Account WHERE Industry = 'Energy'",
	},
	{
		why: "a relationship where a field belongs",
		soql: "SELECT Account FROM Contact",
		problems: ["unknownField Account"],
		fixed: "SELECT Account.Name FROM Contact",
	},
	{
		why: "a field where a relationship belongs",
		soql: "SELECT AccountId.Name FROM Contact",
		problems: ["unknownRelationship AccountId"],
		fixed: "SELECT Account.Name FROM Contact",
	},
	{
		why: "a field of a parent",
		soql: "SELECT Account.Owner.Nam FROM Contact",
		problems: ["unknownField Nam"],
		fixed: "SELECT Account.Owner.Name FROM Contact",
	},
	{
		why: "a relationship that is misspelt",
		soql: "SELECT Acount.Name FROM Contact",
		problems: ["unknownRelationship Acount"],
		fixed: "SELECT Account.Name FROM Contact",
	},
	{
		why: "an object where a child relationship belongs",
		soql: "SELECT (SELECT Id FROM Contact) FROM Account",
		problems: ["unknownChildren Contact"],
		fixed: "SELECT (SELECT Id FROM Contacts) FROM Account",
	},
	{
		why: "a field of a subquery",
		soql: "SELECT (SELECT Id, LastNme FROM Contacts) FROM Account",
		problems: ["unknownField LastNme"],
		fixed: "SELECT (SELECT Id, LastName FROM Contacts) FROM Account",
	},
	{
		why: "more than five parents up",
		soql: "SELECT Account.Parent.Parent.Parent.Parent.Parent.Name FROM Contact",
		problems: ["tooManySteps Parent"],
	},
	{
		why: "TYPEOF of what leads to one object only",
		soql: "SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact",
		problems: ["notPolymorphic Account"],
	},
	{
		why: "a branch that can't be",
		soql: "SELECT TYPEOF What WHEN Acount THEN Name END FROM Task",
		problems: ["notTarget Acount"],
		fixed: "SELECT TYPEOF What WHEN Account THEN Name END FROM Task",
	},
	{
		why: "a scope that the object doesn't have",
		soql: "SELECT Id FROM Account USING SCOPE mien",
		problems: ["unknownScope mien"],
		fixed: "SELECT Id FROM Account USING SCOPE mine",
	},
	{
		why: "a function that is misspelt",
		soql: "SELECT CONT(Id) FROM Account",
		problems: ["unknownFunction CONT"],
		fixed: "SELECT COUNT(Id) FROM Account",
	},
];

const USES: readonly Wrong[] = [
	{
		why: "a filter on long text",
		soql: "SELECT Id FROM Account WHERE Description = 'x'",
		problems: ["fieldUse Description"],
	},
	{
		why: "sorting by long text",
		soql: "SELECT Id FROM Account ORDER BY Description",
		problems: ["fieldUse Description"],
	},
	{
		why: "groups of amounts",
		soql: "SELECT AnnualRevenue, COUNT(Id) FROM Account GROUP BY AnnualRevenue",
		problems: ["fieldUse AnnualRevenue"],
	},
	{
		why: "a sum of text",
		soql: "SELECT SUM(Name) FROM Account",
		problems: ["fieldUse Name"],
	},
	{
		why: "an aggregate in WHERE",
		soql: "SELECT Name FROM Account WHERE COUNT(Id) > 1",
		problems: ["misplacedFunction COUNT"],
	},
	{
		why: "an argument too few",
		soql: "SELECT SUM() FROM Opportunity",
		problems: ["argumentCount SUM()"],
	},
	{
		why: "LIKE on a date",
		soql: "SELECT Id FROM Opportunity WHERE CloseDate LIKE '2026%'",
		problems: ["wrongOperator LIKE", "wrongValue '2026%'"],
	},
	{
		why: "INCLUDES on a single picklist",
		soql: "SELECT Id FROM Account WHERE Industry INCLUDES ('Energy')",
		problems: ["wrongOperator INCLUDES"],
	},
	{
		why: "text for a number",
		soql: "SELECT Id FROM Account WHERE AnnualRevenue > 'much'",
		problems: ["wrongValue 'much'"],
	},
	{
		why: "a number for text",
		soql: "SELECT Id FROM Account WHERE Name = 42",
		problems: ["wrongValue 42"],
		fixed: "SELECT Id FROM Account WHERE Name = '42'",
	},
	{
		why: "a date in quotes",
		soql: "SELECT Id FROM Opportunity WHERE CloseDate > '2026-01-31'",
		problems: ["quotedValue '2026-01-31'"],
		fixed: "SELECT Id FROM Opportunity WHERE CloseDate > 2026-01-31",
	},
	{
		why: "a date literal in quotes",
		soql: "SELECT Id FROM Opportunity WHERE CloseDate = 'last_n_days:30'",
		problems: ["quotedValue 'last_n_days:30'"],
		fixed: "SELECT Id FROM Opportunity WHERE CloseDate = LAST_N_DAYS:30",
	},
	{
		why: "a day for a moment",
		soql: "SELECT Id FROM Account WHERE CreatedDate > 2026-01-31",
		problems: ["wrongValue 2026-01-31"],
		fixed: "SELECT Id FROM Account WHERE CreatedDate > 2026-01-31T00:00:00Z",
	},
	{
		why: "a moment for a day, in a list",
		soql: "SELECT Id FROM Opportunity WHERE CloseDate IN (2026-01-31T10:00:00Z)",
		problems: ["wrongValue 2026-01-31T10:00:00Z"],
		fixed: "SELECT Id FROM Opportunity WHERE CloseDate IN (2026-01-31)",
	},
	{
		why: "a flag in quotes",
		soql: "SELECT Id FROM User WHERE IsActive = 'true'",
		problems: ["quotedValue 'true'"],
		fixed: "SELECT Id FROM User WHERE IsActive = true",
	},
	{
		why: "a date literal that is misspelt",
		soql: "SELECT Id FROM Account WHERE CreatedDate = LAST_MOTNH",
		problems: ["noDateLiteral LAST_MOTNH"],
		fixed: "SELECT Id FROM Account WHERE CreatedDate = LAST_MONTH",
	},
	{
		why: "no Id at all",
		soql: "SELECT Id FROM Contact WHERE AccountId = 'Acme'",
		problems: ["invalidId 'Acme'"],
	},
	{
		why: "a picklist value that is misspelt",
		soql: "SELECT Id FROM Opportunity WHERE StageName = 'Prospectng'",
		problems: ["unlistedValue 'Prospectng'"],
		fixed: "SELECT Id FROM Opportunity WHERE StageName = 'Prospecting'",
	},
	{
		why: "a pattern that no index helps",
		soql: "SELECT Id FROM Account WHERE Name LIKE '%corp'",
		problems: ["leadingWildcard '%corp'"],
	},
];

const GROUPS: readonly Wrong[] = [
	{
		why: "a field beside an aggregate",
		soql: "SELECT Industry, COUNT(Id) FROM Account WHERE Name != null ORDER BY Industry",
		problems: ["notGrouped Industry", "notGrouped Industry"],
		fixed: "SELECT Industry, COUNT(Id) FROM Account WHERE Name != null GROUP BY Industry ORDER BY Industry",
	},
	{
		why: "a field that isn't among the groups",
		soql: "SELECT Industry, Type, COUNT(Id) FROM Account GROUP BY Industry",
		problems: ["notGrouped Type"],
		fixed: "SELECT Industry, Type, COUNT(Id) FROM Account GROUP BY Industry, Type",
	},
	{
		why: "a part of a date that isn't among the groups",
		soql: "SELECT CALENDAR_YEAR(CloseDate), COUNT(Id) FROM Opportunity",
		problems: ["notGrouped CALENDAR_YEAR(CloseDate)"],
		fixed: "SELECT CALENDAR_YEAR(CloseDate), COUNT(Id) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate)",
	},
	{
		why: "children beside an aggregate",
		soql: "SELECT COUNT(Id), (SELECT Id FROM Contacts) FROM Account",
		problems: ["notSelectedFlat (SELECT Id FROM Contacts)"],
	},
	{
		why: "HAVING without groups",
		soql: "SELECT Name FROM Account HAVING COUNT(Id) > 1",
		problems: ["havingUngrouped HAVING"],
	},
	{
		why: "COUNT() beside a field",
		soql: "SELECT Industry, COUNT() FROM Account GROUP BY Industry",
		problems: ["aggregateAlone COUNT()"],
	},
	{
		why: "COUNT() in order",
		soql: "SELECT COUNT() FROM Account ORDER BY Name",
		problems: ["countOrder Name"],
	},
	{
		why: "LIMIT on one sum",
		soql: "SELECT SUM(Amount) FROM Opportunity LIMIT 5",
		problems: ["limitUngrouped 5"],
	},
	{
		why: "GROUPING without subtotals",
		soql: "SELECT Industry, GROUPING(Industry) FROM Account GROUP BY Industry",
		problems: ["groupingPlain GROUPING(Industry)"],
	},
	{
		why: "subtotals of four fields",
		soql: "SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Industry, Type, Rating, Ownership)",
		problems: ["tooManyGroupings GROUP BY ROLLUP(Industry, Type, Rating, Ownership)"],
	},
	{
		why: "a comma that is missing",
		soql: "SELECT Name Industry FROM Account",
		problems: ["aliasUngrouped Industry"],
		fixed: "SELECT Name, Industry FROM Account",
	},
	{
		why: "a name for a field",
		soql: "SELECT Name TheName FROM Account",
		problems: ["aliasUngrouped TheName"],
		fixed: "SELECT Name FROM Account",
	},
	{
		why: "an aggregate of children",
		soql: "SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account",
		problems: ["childAggregate COUNT(Id)"],
	},
];

const FORM: readonly Wrong[] = [
	{
		why: "a field twice",
		soql: "SELECT Id, Name, Account.Name FROM Account",
		problems: ["duplicateField Account.Name"],
		fixed: "SELECT Id, Name FROM Account",
	},
	{
		why: "all fields of endless records",
		soql: "SELECT FIELDS(ALL) FROM Account",
		problems: ["fieldsUnlimited FIELDS(ALL)"],
		fixed: "SELECT FIELDS(ALL) FROM Account LIMIT 200",
	},
	{
		why: "all fields of too many records",
		soql: "SELECT FIELDS(ALL) FROM Account LIMIT 201",
		problems: ["fieldsUnlimited FIELDS(ALL)"],
		fixed: "SELECT FIELDS(ALL) FROM Account LIMIT 200",
	},
	{
		why: "too far into the rows",
		soql: "SELECT Id FROM Account OFFSET 2001",
		problems: ["offsetTooLarge 2001"],
	},
	{
		why: "AND beside OR",
		soql: "SELECT Id FROM Account WHERE Name = 'a' AND Type = 'b' OR Rating = 'c'",
		problems: ["mixedLogic OR"],
		fixed: "SELECT Id FROM Account WHERE (Name = 'a' AND Type = 'b') OR Rating = 'c'",
	},
	{
		why: "NOT beside AND",
		soql: "SELECT Id FROM Account WHERE NOT Name LIKE 'a%' AND Type = 'b'",
		problems: ["bareNot NOT"],
		fixed: "SELECT Id FROM Account WHERE (NOT Name LIKE 'a%') AND Type = 'b'",
	},
	{
		why: "children of too many kinds",
		soql: `SELECT ${Array.from({ length: 21 }, () => "(SELECT Id FROM Contacts)").join(", ")} FROM Account`,
		problems: ["tooManyChildren SELECT Id FROM Contacts"],
	},
	{
		why: "text joined with Ids",
		soql: "SELECT Id FROM Account WHERE Name IN (SELECT AccountId FROM Contact)",
		problems: ["semiJoinField Name"],
	},
	{
		why: "Ids joined with text",
		soql: "SELECT Id FROM Account WHERE Id IN (SELECT LastName FROM Contact)",
		problems: ["semiJoinField LastName"],
	},
	{
		why: "two fields joined",
		soql: "SELECT Id FROM Account WHERE Id IN (SELECT AccountId, LastName FROM Contact)",
		problems: ["semiJoinList LastName"],
	},
	{
		why: "a join in order",
		soql: "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 5)",
		problems: ["semiJoinClause LIMIT"],
		fixed: "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)",
	},
	{
		why: "a join in a join",
		soql: "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT ContactId FROM Case))",
		problems: ["semiJoinNested SELECT ContactId FROM Case"],
	},
	{
		why: "what Apex alone takes",
		soql: "SELECT Id FROM Account WITH SECURITY_ENFORCED LIMIT 5",
		problems: ["apexOnly WITH SECURITY_ENFORCED"],
		fixed: "SELECT Id FROM Account LIMIT 5",
	},
];

/** Queries that an org refuses, and those that it runs but nobody means, with what is said of them. */
export const WRONG: readonly Wrong[] = [...NAMES, ...USES, ...GROUPS, ...FORM];
