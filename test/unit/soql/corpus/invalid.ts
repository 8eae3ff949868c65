import type { SyntaxProblem } from "../../../../src/soql/parse/syntax.ts";

/** A text that is wrong by its grammar: why, and what is told of it, in the order of the text. */
export interface Invalid {
	readonly why: string;
	readonly soql: string;
	readonly codes: readonly SyntaxProblem["code"][];
}

type Rows = readonly (readonly [why: string, soql: string, ...codes: SyntaxProblem["code"][]])[];

function rows(all: Rows): Invalid[] {
	return all.map(([why, soql, ...codes]) => ({ why, soql, codes }));
}

const UNFINISHED: Rows = [
	["nothing is selected", "SELECT", "expected"],
	["a query begins with SELECT", "Id FROM Account", "expected"],
	["no FROM", "SELECT Id", "expected"],
	["no object", "SELECT Id FROM", "expected"],
	["no field", "SELECT FROM Account", "expected"],
	["a comma too much", "SELECT Id, FROM Account", "expected"],
	["two commas", "SELECT Id,, Name FROM Account", "expected"],
	["a comma at the begin", "SELECT , Id FROM Account", "expected"],
	["no condition", "SELECT Id FROM Account WHERE", "expected"],
	["no operator", "SELECT Id FROM Account WHERE Name", "expected"],
	["no condition behind AND", "SELECT Id FROM Account WHERE Name = 'a' AND", "expected"],
	["no condition behind OR", "SELECT Id FROM Account WHERE Name = 'a' OR ORDER BY Name", "expected"],
	["no condition behind NOT", "SELECT Id FROM Account WHERE NOT", "expected"],
	["AND at the begin", "SELECT Id FROM Account WHERE AND Name = 'a'", "expected"],
	["nothing to group by", "SELECT Id FROM Account GROUP BY", "expected"],
	["GROUP without BY", "SELECT Id FROM Account GROUP Name", "expected"],
	["ORDER without BY", "SELECT Id FROM Account ORDER Name", "expected"],
	["nothing to order by", "SELECT Id FROM Account ORDER BY", "expected"],
	["a comma behind the last order", "SELECT Id FROM Account ORDER BY Name,", "expected"],
	["NULLS without a place", "SELECT Id FROM Account ORDER BY Name NULLS", "expected"],
	["no condition of HAVING", "SELECT Name FROM Account GROUP BY Name HAVING", "expected"],
	["no number of LIMIT", "SELECT Id FROM Account LIMIT", "expected"],
	["no number of OFFSET", "SELECT Id FROM Account OFFSET", "expected"],
	["a word for LIMIT", "SELECT Id FROM Account LIMIT ten", "expected"],
	["a text for LIMIT", "SELECT Id FROM Account LIMIT '10'", "expected"],
	["USING without SCOPE", "SELECT Id FROM Account USING mine", "expected"],
	["USING SCOPE of nothing", "SELECT Id FROM Account USING SCOPE", "expected"],
	["FOR nothing", "SELECT Id FROM Account FOR", "expected"],
	["FOR something else", "SELECT Id FROM Account FOR EVER", "expected"],
	["UPDATE of nothing", "SELECT Id FROM Account UPDATE", "expected"],
	["ALL without ROWS", "SELECT Id FROM Account ALL", "expected"],
	["WITH nothing", "SELECT Id FROM Account WITH", "expected"],
	["DATA without CATEGORY", "SELECT Id FROM FAQ__kav WITH DATA Region__c AT Asia__c", "expected"],
	["a category without a way", "SELECT Id FROM FAQ__kav WITH DATA CATEGORY Region__c Asia__c", "expected"],
	["no category", "SELECT Id FROM FAQ__kav WITH DATA CATEGORY Region__c AT", "expected"],
];

const PARENTHESES: Rows = [
	["children without an end", "SELECT (SELECT Id FROM Contacts FROM Account", "expected"],
	["a condition without an end", "SELECT Id FROM Account WHERE (Name = 'a'", "expected"],
	["a parenthesis too much", "SELECT Id FROM Account WHERE (Name = 'a'))", "unexpected"],
	["nothing in parentheses", "SELECT Id FROM Account WHERE ()", "expected"],
	["a list without an end", "SELECT Id FROM Account WHERE Name IN ('a', 'b'", "expected"],
	["a list of nothing", "SELECT Id FROM Account WHERE Name IN ()", "expected"],
	["a list that ends with a comma", "SELECT Id FROM Account WHERE Name IN ('a',)", "expected"],
	["a list without commas", "SELECT Id FROM Account WHERE Name IN ('a' 'b')", "unexpected"],
	["no list", "SELECT Id FROM Account WHERE Name IN 'a'", "expected"],
	["no list of NOT IN", "SELECT Id FROM Account WHERE Name NOT IN 'a'", "expected"],
	["no list of INCLUDES", "SELECT Id FROM Project__c WHERE Tags__c INCLUDES 'a'", "expected"],
	["a function without an end", "SELECT COUNT(Id FROM Account", "expected"],
	[
		"a function in WHERE without an end",
		"SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate = 2026",
		"expected",
	],
	["a second argument that isn't there", "SELECT DISTANCE(Place__c,) FROM Account", "expected"],
	["subtotals without an end", "SELECT Name FROM Account GROUP BY ROLLUP(Name", "expected"],
	["a join without an end", "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact", "expected"],
	["a join of nothing", "SELECT Id FROM Account WHERE Id IN (SELECT FROM Contact)", "expected"],
	["children without FROM", "SELECT (SELECT Id) FROM Account", "expected"],
	["children without fields", "SELECT (SELECT FROM Contacts) FROM Account", "expected"],
	["children of no object", "SELECT (SELECT Id FROM) FROM Account", "expected"],
	["a parenthesis alone", "SELECT ( FROM Account", "expected"],
];

const WORDS: Rows = [
	["text without quotes", "SELECT Id FROM Account WHERE Name = Acme", "unquoted"],
	["a word in a list", "SELECT Id FROM Account WHERE Name IN (Acme)", "unquoted"],
	["a text without its end", "SELECT Id FROM Account WHERE Name = 'Acme", "unterminatedString"],
	["double quotes", 'SELECT Id FROM Account WHERE Name = "Acme"', "expected", "unexpected"],
	["a comment without its end", "SELECT Id FROM Account /* all", "unterminatedComment"],
	["two words where an alias is", "SELECT Id FROM Account a b", "unexpected"],
	["two values", "SELECT Id FROM Account WHERE Name = 'a' 'b'", "unexpected"],
	["a field for a value", "SELECT Id FROM Account WHERE Name = Site", "unquoted"],
	["two operators", "SELECT Id FROM Account WHERE Name = = 'a'", "expected", "unexpected"],
	["a star", "SELECT * FROM Account", "expected"],
	["a dot at the end", "SELECT Account. FROM Contact", "expected"],
	["a dot at the begin", "SELECT .Name FROM Contact", "expected", "unexpected"],
	["two dots", "SELECT Account..Name FROM Contact", "expected"],
	["a sign that SOQL hasn't", "SELECT Id FROM Account WHERE Name # 'a'", "expected", "unexpected"],
	["an equals sign too much", "SELECT Id FROM Account WHERE Name == 'a'", "expected", "unexpected"],
	["SQL's join", "SELECT Id FROM Account JOIN Contact ON Id = AccountId", "unexpected"],
	["SQL's distinct", "SELECT DISTINCT Name FROM Account WHERE", "expected"],
	["SQL's top", "SELECT TOP 5 Id FROM Account", "unexpected"],
	["SQL's between", "SELECT Id FROM Account WHERE AnnualRevenue BETWEEN 1 AND 5", "expected", "unexpected"],
	["SQL's is null", "SELECT Id FROM Account WHERE Name IS NULL", "expected", "unexpected"],
	["a bind of nothing", "SELECT Id FROM Account WHERE Name = :", "expected"],
	["an update", "UPDATE Account SET Name = 'a'", "expected"],
	["a delete", "DELETE FROM Account", "expected"],
	["a word alone", "hello", "expected"],
	["TYPEOF without an end", "SELECT TYPEOF What WHEN Account THEN Name FROM Task", "expected"],
	["TYPEOF without branches", "SELECT TYPEOF What END FROM Task", "expected"],
	["a branch without THEN", "SELECT TYPEOF What WHEN Account Name END FROM Task", "expected"],
	["a branch without fields", "SELECT TYPEOF What WHEN Account THEN END FROM Task", "expected"],
	["a branch without an object", "SELECT TYPEOF What WHEN THEN Name END FROM Task", "expected"],
	["ELSE without fields", "SELECT TYPEOF What WHEN Account THEN Name ELSE END FROM Task", "expected"],
	["a search for nothing", "FIND", "expected"],
	["a search without braces", "FIND acme", "expected"],
	["a search without its end", "FIND {acme", "unterminatedSearch"],
	["fields of no kind", "FIND {acme} IN FIELDS", "expected"],
	["a kind without FIELDS", "FIND {acme} IN NAME", "expected"],
	["a search that returns nothing", "FIND {acme} RETURNING", "expected"],
	["a returned object without an end", "FIND {acme} RETURNING Account(Id", "expected"],
	["a search's limit of nothing", "FIND {acme} LIMIT", "expected"],
	["a clause that a search hasn't", "FIND {acme} GROUP BY Name", "unexpected"],
];

const STRANGE: Rows = [
	["three words where one is", "SELECT Id Name Site FROM Account", "unexpected"],
	["a comma behind the object", "SELECT Id FROM Account,", "expected"],
	["a value before the operator", "SELECT Id FROM Account WHERE 'a' = Name", "expected", "unexpected"],
	[
		"a number before the operator",
		"SELECT Id FROM Account WHERE 5 > AnnualRevenue",
		"expected",
		"unexpected",
	],
	["a word that joins nothing", "SELECT Id FROM Account WHERE Name = 'a' XOR Site = 'b'", "unexpected"],
	["a comma between conditions", "SELECT Id FROM Account WHERE Name = 'a', Site = 'b'", "unexpected"],
	["signs for AND", "SELECT Id FROM Account WHERE Name = 'a' && Site = 'b'", "unexpected"],
	["a limit of two numbers", "SELECT Id FROM Account LIMIT 5, 10", "unexpected"],
	["a sign without a number", "SELECT Id FROM Account LIMIT -", "expected"],
	["an order that isn't", "SELECT Id FROM Account ORDER BY Name UP", "unexpected"],
	["two orders of one field", "SELECT Id FROM Account ORDER BY Name ASC DESC", "unexpected"],
	["nulls in the middle", "SELECT Id FROM Account ORDER BY Name NULLS MIDDLE", "expected"],
	["a parenthesis too much in SELECT", "SELECT COUNT(Id)) FROM Account", "unexpected"],
	["an object in quotes", "SELECT Id FROM 'Account'", "expected"],
	["a field in quotes", "SELECT 'Id' FROM Account", "expected"],
	["a number for a field", "SELECT 5 FROM Account", "expected"],
	[
		"a date literal without its number",
		"SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:",
		"expected",
	],
	["a date literal with a word", "SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:few", "expected"],
	["a query behind a query", "SELECT Id FROM Account SELECT Id FROM Contact", "unexpected", "clauseTwice"],
	["an empty condition before a clause", "SELECT Id FROM Account WHERE ORDER BY Name", "expected"],
];

/** Clauses in the order that they must stand in. */
const CLAUSES = [
	"USING SCOPE mine",
	"WHERE Name != null",
	"WITH USER_MODE",
	"GROUP BY Name",
	"HAVING COUNT(Id) > 1",
	"ORDER BY Name",
	"LIMIT 5",
	"OFFSET 5",
	"FOR VIEW",
	"UPDATE TRACKING",
	"ALL ROWS",
] as const;

/** Any two clauses the wrong way round. */
const SWAPPED = CLAUSES.flatMap((second, index) =>
	CLAUSES.slice(index + 1).map(
		(first) =>
			[`${first} before ${second}`, `SELECT Name FROM Account ${first} ${second}`, "clauseOrder"] as const,
	),
);

/** Any clause twice, but for those of which there may be several. */
const TWICE = CLAUSES.filter((clause) => !/^(?:FOR|WITH)/.test(clause)).map(
	(clause) => [`${clause} twice`, `SELECT Name FROM Account ${clause} ${clause}`, "clauseTwice"] as const,
);

/** Any operator without its value. */
const VALUELESS = [
	"=",
	"!=",
	"<>",
	"<",
	"<=",
	">",
	">=",
	"LIKE",
	"IN",
	"NOT IN",
	"INCLUDES",
	"EXCLUDES",
].flatMap((operator) => [
	[`no value of ${operator}`, `SELECT Id FROM Account WHERE Name ${operator}`, "expected"] as const,
	[
		`no value of ${operator} before AND`,
		`SELECT Id FROM Account WHERE Name ${operator} AND Site = 'a'`,
		"expected",
	] as const,
]);

/** Reserved words where a field belongs. */
const RESERVED_FIELDS = ["AND", "ASC", "DESC", "IN", "LIKE", "NOT", "NULL", "NULLS", "OR"].map(
	(word) =>
		[`the word ${word} where a field belongs`, `SELECT Id, ${word} FROM Account`, "expected"] as const,
);

/** Texts that are wrong by their grammar. */
export const INVALID: readonly Invalid[] = rows([
	...UNFINISHED,
	...PARENTHESES,
	...WORDS,
	...STRANGE,
	...SWAPPED,
	...TWICE,
	...VALUELESS,
	...RESERVED_FIELDS,
]);
