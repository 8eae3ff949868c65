import { FUNCTIONS } from "../../../../src/soql/functions.ts";
import { DATE_LITERALS, N_DATE_LITERALS } from "../../../../src/soql/words.ts";

/** Which platform takes a query: `any` for all that read SOQL. */
export type CorpusDialect = "any" | "apex" | "tooling" | "sosl";

/** A text that is right, and what it shows. */
export interface Valid {
	readonly shows: string;
	readonly soql: string;
	readonly dialect: CorpusDialect;
}

type Rows = readonly (readonly [shows: string, soql: string])[];

function rows(dialect: CorpusDialect, all: Rows): Valid[] {
	return all.map(([shows, soql]) => ({ shows, soql, dialect }));
}

const SELECTED: Rows = [
	["one field", "SELECT Id FROM Account"],
	["several fields", "SELECT Id, Name, Industry FROM Account"],
	["keywords in whatever case", "sElEcT Id fRoM Account wHeRe Name = 'a'"],
	["line breaks and tabs", "SELECT\n\tId,\r\n\tName\nFROM\n\tAccount"],
	["no space where none is needed", "SELECT Id,Name FROM Account WHERE Name='a'AND(Site='b')"],
	["a parent", "SELECT Account.Name FROM Contact"],
	["five parents", "SELECT Account.Parent.Parent.Parent.Owner.Name FROM Contact"],
	["custom names", "SELECT Budget__c, Lead__r.Name FROM Project__c"],
	["names of a package", "SELECT acme__Size__c, acme__Owner__r.Name FROM acme__Thing__c"],
	["metadata types, events, big objects and external ones", "SELECT Id FROM Setting__mdt"],
	["platform events", "SELECT ReplayId FROM Order__e"],
	["big objects", "SELECT Amount__c FROM Payment__b"],
	["external objects", "SELECT ExternalId FROM Stock__x"],
	["history", "SELECT Field, OldValue FROM Project__History"],
	["shares", "SELECT RowCause FROM Project__Share"],
	["knowledge articles", "SELECT Title FROM Knowledge__kav"],
	["an object called as a keyword", "SELECT Id FROM Group"],
	["another one", "SELECT Id FROM Order"],
	["a parent called as a keyword", "SELECT Group.Name FROM GroupMember"],
	["an object called Case", "SELECT CaseNumber FROM Case"],
	["a field called as a word of TYPEOF", "SELECT End FROM Thing__c"],
	["a field called as a function", "SELECT Count FROM LocationTrackingRow"],
	["digits in names", "SELECT Line2__c FROM Order66__c"],
	["the object's own name", "SELECT Account.Id FROM Account"],
	["an alias", "SELECT a.Id FROM Account a"],
	["an alias with AS", "SELECT a.Id FROM Account AS a"],
	["aliases of parents", "SELECT c.Id, a.Name FROM Contact c, c.Account a"],
	["aliases of parents of parents", "SELECT o.Name FROM Contact c, c.Account a, a.Owner o"],
	["FIELDS(ALL)", "SELECT FIELDS(ALL) FROM Account LIMIT 200"],
	["FIELDS(STANDARD) and more", "SELECT FIELDS(STANDARD), Budget__c FROM Project__c"],
	["FIELDS(CUSTOM)", "SELECT FIELDS(CUSTOM) FROM Project__c LIMIT 10"],
	["children", "SELECT Name, (SELECT LastName FROM Contacts) FROM Account"],
	["only children", "SELECT (SELECT LastName FROM Contacts) FROM Account"],
	["several kinds of children", "SELECT (SELECT Id FROM Contacts), (SELECT Id FROM Cases) FROM Account"],
	["children of an alias", "SELECT (SELECT Id FROM a.Contacts) FROM Account a"],
	["custom children", "SELECT (SELECT Id FROM Tasks__r) FROM Project__c"],
	[
		"children with clauses of their own",
		"SELECT (SELECT Id FROM Contacts WHERE LastName != null ORDER BY LastName DESC LIMIT 5) FROM Account",
	],
	["children in three levels", "SELECT (SELECT (SELECT Id FROM Cases) FROM Contacts) FROM Account"],
	[
		"children in five levels",
		"SELECT (SELECT (SELECT (SELECT (SELECT Id FROM WorkOrderLineItems) FROM WorkOrders) FROM Assets) FROM Contacts) FROM Account LIMIT 1",
	],
	["TYPEOF", "SELECT TYPEOF What WHEN Account THEN Phone END FROM Event"],
	[
		"TYPEOF with several branches",
		"SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Opportunity THEN Amount END FROM Event",
	],
	["TYPEOF with ELSE", "SELECT TYPEOF What WHEN Account THEN Phone ELSE Name, Type END FROM Event"],
	["TYPEOF beside fields", "SELECT Id, TYPEOF Who WHEN Lead THEN Company END, Subject FROM Event"],
	[
		"TYPEOF of children",
		"SELECT (SELECT TYPEOF Who WHEN Contact THEN LastName END FROM Events) FROM Account",
	],
	["parents in branches", "SELECT TYPEOF What WHEN Account THEN Owner.Name END FROM Event"],
];

const FILTERED: Rows = [
	...["=", "!=", "<>", "<", "<=", ">", ">="].map(
		(operator) =>
			[`the operator ${operator}`, `SELECT Id FROM Account WHERE AnnualRevenue ${operator} 5`] as const,
	),
	["LIKE", "SELECT Id FROM Account WHERE Name LIKE 'a%_'"],
	["LIKE with escapes of its own", String.raw`SELECT Id FROM Account WHERE Name LIKE '50\%\_x'`],
	["IN", "SELECT Id FROM Account WHERE Name IN ('a', 'b')"],
	["IN with one value", "SELECT Id FROM Account WHERE Name IN ('a')"],
	["NOT IN", "SELECT Id FROM Account WHERE Name NOT IN ('a', 'b')"],
	["NOT and IN far apart", "SELECT Id FROM Account WHERE Name NOT\n  IN ('a')"],
	["INCLUDES", "SELECT Id FROM Project__c WHERE Tags__c INCLUDES ('a;b', 'c')"],
	["EXCLUDES", "SELECT Id FROM Project__c WHERE Tags__c EXCLUDES ('a')"],
	["null", "SELECT Id FROM Account WHERE Name = null"],
	["NULL in a list", "SELECT Id FROM Account WHERE Name IN (NULL, 'a')"],
	["true and FALSE", "SELECT Id FROM User WHERE IsActive = true AND IsPortalEnabled = FALSE"],
	["an empty text", "SELECT Id FROM Account WHERE Name = ''"],
	["a quote in a text", String.raw`SELECT Id FROM Account WHERE Name = 'O\'Hara'`],
	["all escapes", String.raw`SELECT Id FROM Account WHERE Name = '\n\r\t\b\f\"\\'`],
	["a character by its number", String.raw`SELECT Id FROM Account WHERE Name = '\u00e9'`],
	["letters of any language", "SELECT Id FROM Account WHERE Name = 'Ærø 株式会社 😀'"],
	["keywords in a text", "SELECT Id FROM Account WHERE Name = 'SELECT FROM WHERE'"],
	["a comment's begin in a text", "SELECT Id FROM Account WHERE Name = '// no -- comment /* here'"],
	["a whole number", "SELECT Id FROM Account WHERE NumberOfEmployees = 42"],
	["a negative number", "SELECT Id FROM Account WHERE AnnualRevenue > -1"],
	["a number with a plus", "SELECT Id FROM Account WHERE AnnualRevenue > +1"],
	["a fraction", "SELECT Id FROM Account WHERE AnnualRevenue = 0.5"],
	["a number with an exponent", "SELECT Id FROM Account WHERE AnnualRevenue > 1e6"],
	["an amount in a currency", "SELECT Id FROM Opportunity WHERE Amount > USD5000"],
	["a fraction in a currency", "SELECT Id FROM Opportunity WHERE Amount > EUR5000.55"],
	["a day", "SELECT Id FROM Opportunity WHERE CloseDate = 2026-01-31"],
	["a moment in UTC", "SELECT Id FROM Account WHERE CreatedDate > 2026-01-31T10:00:00Z"],
	["a moment with a zone", "SELECT Id FROM Account WHERE CreatedDate > 2026-01-31T10:00:00+01:00"],
	["a moment west of Greenwich", "SELECT Id FROM Account WHERE CreatedDate > 2026-01-31T10:00:00-08:00"],
	["a moment with milliseconds", "SELECT Id FROM Account WHERE CreatedDate > 2026-01-31T10:00:00.123Z"],
	["a time", "SELECT Id FROM Shift__c WHERE Begins__c = 10:00:00Z"],
	["AND", "SELECT Id FROM Account WHERE Name = 'a' AND Site = 'b' AND Type = 'c'"],
	["OR", "SELECT Id FROM Account WHERE Name = 'a' OR Site = 'b' OR Type = 'c'"],
	["NOT", "SELECT Id FROM Account WHERE NOT Name = 'a'"],
	["NOT of parentheses", "SELECT Id FROM Account WHERE NOT (Name = 'a' OR Site = 'b')"],
	["NOT in parentheses", "SELECT Id FROM Account WHERE (NOT Name = 'a') AND Site = 'b'"],
	["both with parentheses", "SELECT Id FROM Account WHERE (Name = 'a' OR Site = 'b') AND Type = 'c'"],
	["parentheses in parentheses", "SELECT Id FROM Account WHERE ((Name = 'a' OR (Site = 'b')))"],
	["a parent's field", "SELECT Id FROM Contact WHERE Account.Owner.Name = 'a'"],
	["a semi-join", "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)"],
	[
		"an anti-join",
		"SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact WHERE LastName = 'a')",
	],
	[
		"two joins",
		"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND OwnerId IN (SELECT Id FROM User)",
	],
	[
		"a place nearby",
		"SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(37.7, -122.4), 'mi') < 20",
	],
	["a part of a date", "SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate) = 2026"],
	[
		"a part of a moment in the user's zone",
		"SELECT Id FROM Account WHERE HOUR_IN_DAY(convertTimezone(CreatedDate)) > 8",
	],
	["a label", "SELECT Id FROM Account WHERE toLabel(Industry) = 'Energie'"],
	["the type of a parent", "SELECT Id FROM Task WHERE What.Type IN ('Account', 'Opportunity')"],
	["a record type", "SELECT Id FROM Account WHERE RecordType.DeveloperName = 'Partner'"],
	["recently viewed", "SELECT Id FROM RecentlyViewed WHERE LastViewedDate != null"],
];

const ENDED: Rows = [
	["LIMIT", "SELECT Id FROM Account LIMIT 10"],
	["LIMIT of nothing", "SELECT Id FROM Account LIMIT 0"],
	["OFFSET", "SELECT Id FROM Account LIMIT 10 OFFSET 20"],
	["OFFSET alone", "SELECT Id FROM Account OFFSET 20"],
	["ORDER BY", "SELECT Id FROM Account ORDER BY Name"],
	["ORDER BY downwards", "SELECT Id FROM Account ORDER BY Name DESC"],
	["ORDER BY upwards", "SELECT Id FROM Account ORDER BY Name ASC"],
	["nulls last", "SELECT Id FROM Account ORDER BY Name NULLS LAST"],
	["nulls first", "SELECT Id FROM Account ORDER BY Name DESC NULLS FIRST"],
	["several orders", "SELECT Id FROM Contact ORDER BY Account.Name, LastName DESC NULLS LAST, Id"],
	["order by distance", "SELECT Id FROM Account ORDER BY DISTANCE(BillingAddress, GEOLOCATION(1, 2), 'km')"],
	["FOR VIEW", "SELECT Id FROM Account LIMIT 1 FOR VIEW"],
	["FOR REFERENCE", "SELECT Id FROM Account LIMIT 1 FOR REFERENCE"],
	["FOR UPDATE", "SELECT Id FROM Account LIMIT 1 FOR UPDATE"],
	["UPDATE TRACKING", "SELECT Title FROM FAQ__kav WHERE PublishStatus = 'Online' UPDATE TRACKING"],
	["UPDATE VIEWSTAT", "SELECT Title FROM FAQ__kav WHERE PublishStatus = 'Online' UPDATE VIEWSTAT"],
	...[
		"everything",
		"mine",
		"delegated",
		"team",
		"my_territory",
		"my_team_territory",
		"mine_and_my_groups",
	].map(
		(scope) =>
			[`USING SCOPE ${scope}`, `SELECT Id FROM Account USING SCOPE ${scope} WHERE Name != null`] as const,
	),
	["a category", "SELECT Title FROM FAQ__kav WITH DATA CATEGORY Region__c AT Europe__c"],
	["categories above", "SELECT Title FROM FAQ__kav WITH DATA CATEGORY Region__c ABOVE Europe__c"],
	[
		"categories below",
		"SELECT Title FROM FAQ__kav WHERE Language = 'en_US' WITH DATA CATEGORY Region__c BELOW Europe__c",
	],
	[
		"two groups of categories",
		"SELECT Title FROM FAQ__kav WITH DATA CATEGORY Region__c ABOVE_OR_BELOW Europe__c AND Product__c AT All__c",
	],
	["several categories", "SELECT Title FROM FAQ__kav WITH DATA CATEGORY Region__c AT (Asia__c, Europe__c)"],
	[
		"all clauses in their order",
		"SELECT Type, COUNT(Id) n FROM Account USING SCOPE mine WHERE Name != null GROUP BY Type HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC NULLS LAST LIMIT 5 OFFSET 1",
	],
];

const GROUPED: Rows = [
	["a count of all", "SELECT COUNT() FROM Account"],
	["a count with a filter", "SELECT COUNT() FROM Account WHERE Name != null LIMIT 100"],
	["a count with spaces", "SELECT COUNT ( ) FROM Account"],
	["groups", "SELECT Industry FROM Account GROUP BY Industry"],
	["groups with aggregates", "SELECT Industry, COUNT(Id), SUM(AnnualRevenue) FROM Account GROUP BY Industry"],
	[
		"names for aggregates",
		"SELECT Industry i, COUNT(Id) n, MAX(AnnualRevenue) most FROM Account GROUP BY Industry",
	],
	["groups of two fields", "SELECT Industry, Type, COUNT(Id) FROM Account GROUP BY Industry, Type"],
	["groups of a parent's field", "SELECT Account.Industry, COUNT(Id) FROM Contact GROUP BY Account.Industry"],
	[
		"groups of years",
		"SELECT CALENDAR_YEAR(CloseDate), SUM(Amount) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate)",
	],
	[
		"groups of hours in the user's zone",
		"SELECT HOUR_IN_DAY(convertTimezone(CreatedDate)), COUNT(Id) FROM Case GROUP BY HOUR_IN_DAY(convertTimezone(CreatedDate))",
	],
	["subtotals", "SELECT Industry, Type, COUNT(Id) FROM Account GROUP BY ROLLUP(Industry, Type)"],
	["all subtotals", "SELECT Industry, Type, COUNT(Id) FROM Account GROUP BY CUBE(Industry, Type)"],
	[
		"which rows are subtotals",
		"SELECT Industry, GROUPING(Industry) g, COUNT(Id) FROM Account GROUP BY ROLLUP(Industry)",
	],
	["HAVING", "SELECT Name, COUNT(Id) FROM Account GROUP BY Name HAVING COUNT(Id) > 1"],
	[
		"HAVING of several conditions",
		"SELECT Name FROM Account GROUP BY Name HAVING COUNT(Id) > 1 AND (MIN(AnnualRevenue) < 5 OR Name LIKE 'a%')",
	],
	[
		"the order of aggregates",
		"SELECT Name, COUNT(Id) n FROM Account GROUP BY Name ORDER BY COUNT(Id) DESC, Name",
	],
	["an aggregate as text", "SELECT FORMAT(SUM(Amount)) total FROM Opportunity"],
	["an amount in the user's currency, as text", "SELECT FORMAT(convertCurrency(Amount)) a FROM Opportunity"],
];

const COMMENTED: Rows = [
	["a comment of a line", "SELECT Id // the id\nFROM Account"],
	["a comment of SQL's", "SELECT Id -- the id\nFROM Account"],
	["a comment of a block", "SELECT /* the id */ Id FROM Account"],
	["a block of several lines", "SELECT Id\n/* one\n * two */\nFROM Account"],
	["comments before and behind", "/* a */ SELECT Id FROM Account // b"],
	["a comment with a quote", "SELECT Id -- don't\nFROM Account"],
	["a comment between dots", "SELECT Account /* a */ . Name FROM Contact"],
];

const APEX: Rows = [
	["a bind", "SELECT Id FROM Account WHERE Name = :name"],
	["a bind with a space", "SELECT Id FROM Account WHERE Name = : name"],
	["a bind of a list", "SELECT Id FROM Account WHERE Id IN :ids"],
	["binds in a list", "SELECT Id FROM Account WHERE Name IN (:a, :b)"],
	["a bind of a field", "SELECT Id FROM Contact WHERE AccountId = :account.Id"],
	["a bind of an element", "SELECT Id FROM Contact WHERE AccountId = :accounts[0].Id"],
	["a bind of a call", "SELECT Id FROM Contact WHERE AccountId IN :byId.keySet()"],
	["a bind of a call with arguments", "SELECT Id FROM Contact WHERE Name = :String.valueOf(a, 'b')"],
	["a bind of a sum", "SELECT Id FROM Contact WHERE Name LIKE :('%' + term + '%')"],
	["a bind of a sum without parentheses", "SELECT Id FROM Contact WHERE CreatedDate > :day + 1"],
	["a bind of a new set", "SELECT Id FROM Contact WHERE Id IN :new Set<Id>{ a, b }"],
	["binds of LIMIT and OFFSET", "SELECT Id FROM Account LIMIT :most OFFSET :from"],
	["ALL ROWS", "SELECT Id FROM Account ALL ROWS"],
	["ALL ROWS behind LIMIT", "SELECT Id FROM Account WHERE IsDeleted = true LIMIT 5 ALL ROWS"],
	["security", "SELECT Id FROM Account WITH SECURITY_ENFORCED"],
	["the user's mode", "SELECT Id FROM Account WHERE Name = 'a' WITH USER_MODE ORDER BY Name"],
	["the system's mode", "SELECT Id FROM Account WITH SYSTEM_MODE LIMIT 5"],
	["a lock", "SELECT Id FROM Account WHERE Id = :id FOR UPDATE"],
	[
		"a bind in a semi-join",
		"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = :last)",
	],
	["a bind in children", "SELECT (SELECT Id FROM Contacts WHERE LastName = :last) FROM Account"],
	["a bind in HAVING", "SELECT Name FROM Account GROUP BY Name HAVING COUNT(Id) > :least"],
];

const TOOLING: Rows = [
	["classes", "SELECT Id, Name, ApiVersion FROM ApexClass WHERE NamespacePrefix = null"],
	["one row's metadata", "SELECT Metadata, FullName FROM CustomField WHERE Id = '00N000000000001'"],
	["definitions", "SELECT QualifiedApiName FROM EntityDefinition WHERE QualifiedApiName LIKE 'A%'"],
	[
		"fields of a definition",
		"SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account'",
	],
	[
		"coverage",
		"SELECT ApexClassOrTrigger.Name, NumLinesCovered FROM ApexCodeCoverageAggregate ORDER BY NumLinesCovered",
	],
	["logs", "SELECT Id, LogLength FROM ApexLog WHERE StartTime = TODAY ORDER BY StartTime DESC LIMIT 20"],
	[
		"test results",
		"SELECT Outcome, ApexClass.Name FROM ApexTestResult WHERE AsyncApexJobId = '707000000000001'",
	],
];

const SEARCHES: Rows = [
	["a word", "FIND {acme}"],
	["a phrase", 'FIND {"acme corp" OR other}'],
	["escapes", String.raw`FIND {a\{b\}c\-d}`],
	["wildcards", "FIND {ac?e*}"],
	["all fields", "FIND {acme} IN ALL FIELDS"],
	["names", "FIND {acme} IN NAME FIELDS"],
	["mail addresses", "FIND {acme} IN EMAIL FIELDS"],
	["phone numbers", "FIND {acme} IN PHONE FIELDS"],
	["the side bar", "FIND {acme} IN SIDEBAR FIELDS"],
	["an object", "FIND {acme} RETURNING Account"],
	["several objects", "FIND {acme} RETURNING Account, Contact, Lead"],
	["fields of an object", "FIND {acme} RETURNING Account(Id, Name)"],
	["a filter", "FIND {acme} RETURNING Account(Id WHERE Name LIKE 'a%')"],
	["an order", "FIND {acme} RETURNING Account(Id, Name ORDER BY Name DESC NULLS LAST)"],
	["a limit an object", "FIND {acme} RETURNING Account(Id LIMIT 5), Contact(Id LIMIT 3 OFFSET 2)"],
	["a limit of all", "FIND {acme} RETURNING Account LIMIT 20"],
	["a label", "FIND {acme} RETURNING Account(toLabel(Industry))"],
	["a division", "FIND {acme} RETURNING Account WITH DIVISION = 'Global'"],
	["a network", "FIND {acme} RETURNING Account WITH NETWORK = '0DB000000000001'"],
	["several networks", "FIND {acme} RETURNING Account WITH NETWORK IN ('a', 'b')"],
	["a price book", "FIND {acme} RETURNING Product2 WITH PRICEBOOKID = '01s000000000001'"],
	["snippets", "FIND {acme} RETURNING KnowledgeArticleVersion(Title) WITH SNIPPET"],
	[
		"snippets of a length",
		"FIND {acme} RETURNING KnowledgeArticleVersion(Title) WITH SNIPPET (target_length=120)",
	],
	["highlights", "FIND {acme} RETURNING Account WITH HIGHLIGHT"],
	["no spelling", "FIND {acme} RETURNING Account WITH SPELL_CORRECTION = false"],
	["labels of the result", "FIND {acme} RETURNING Account WITH METADATA = 'LABELS'"],
	["a category", "FIND {acme} RETURNING FAQ__kav(Title) WITH DATA CATEGORY Region__c AT Europe__c"],
	["statistics", "FIND {acme} RETURNING FAQ__kav(Title) UPDATE TRACKING"],
	["a text of Apex", "FIND 'acme' IN ALL FIELDS RETURNING Account"],
	["a bind of Apex", "FIND :term IN ALL FIELDS RETURNING Account(Id WHERE Name = :name)"],
];

/** Each date literal with each operator that it is used with most. */
const DATES: Rows = [
	...DATE_LITERALS.map(
		(name) => [`the date literal ${name}`, `SELECT Id FROM Account WHERE CreatedDate = ${name}`] as const,
	),
	...N_DATE_LITERALS.map(
		(name) => [`the date literal ${name}`, `SELECT Id FROM Account WHERE CreatedDate >= ${name}:30`] as const,
	),
	["a date literal in small letters", "SELECT Id FROM Account WHERE CreatedDate < last_n_days:7"],
	["date literals in a list", "SELECT Id FROM Opportunity WHERE CloseDate IN (TODAY, TOMORROW)"],
];

const ARGUMENTS: Readonly<Record<string, string>> = {
	DISTANCE: "Place__c, GEOLOCATION(1.5, -2), 'km'",
	GEOLOCATION: "1, 2",
	FIELDS: "STANDARD",
	FORMAT: "Amount",
	TOLABEL: "StageName",
	CONVERTCURRENCY: "Amount",
};

const VALUES: Readonly<Record<string, string>> = { date: "2026-01-31", string: "'x'" };

/** Each function in each of its places; convertTimezone() and GROUPING() only stand where others put them. */
const CALLED: Rows = FUNCTIONS.flatMap(({ name, places, kind, gives = "double" }): Rows => {
	if (name === "convertTimezone" || name === "GROUPING") return [];
	const call = `${name}(${ARGUMENTS[name.toUpperCase()] ?? (kind === "date" ? "CreatedDate" : "Amount")})`;
	const value = VALUES[gives] ?? "5";
	const isGroup = places.includes("group");
	const group = isGroup ? call : "Name";
	return places.map((place): readonly [string, string] => {
		switch (place) {
			case "select":
				return [`${name} in SELECT`, `SELECT ${call} FROM Opportunity`];
			case "where":
				return [`${name} in WHERE`, `SELECT Id FROM Opportunity WHERE ${call} < ${value}`];
			case "group":
				return [`${name} in GROUP BY`, `SELECT ${call} FROM Opportunity GROUP BY ${call}`];
			case "having":
				return [
					`${name} in HAVING`,
					`SELECT COUNT(Id) FROM Opportunity GROUP BY ${group} HAVING ${call} < ${value}`,
				];
			case "order":
				return [
					`${name} in ORDER BY`,
					isGroup || kind === "aggregate"
						? `SELECT COUNT(Id) FROM Opportunity GROUP BY ${group} ORDER BY ${call} DESC`
						: `SELECT Id FROM Opportunity ORDER BY ${call} DESC`,
				];
		}
	});
});

/** Texts that are right, of all parts of the grammar. */
export const VALID: readonly Valid[] = [
	...rows("any", [...SELECTED, ...FILTERED, ...ENDED, ...GROUPED, ...COMMENTED, ...DATES, ...CALLED]),
	...rows("apex", APEX),
	...rows("tooling", TOOLING),
	...rows("sosl", SEARCHES),
];
