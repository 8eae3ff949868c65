import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatEdits, formatted } from "../../../../src/soql/format/format.ts";
import { tokens } from "../../../../src/soql/lexer.ts";
import { WRONG } from "../check/wrong.ts";

const SPACES = { tabSize: 4, insertSpaces: true, lineEnd: "\n" } as const;
const format = (text: string) => formatted(text, SPACES);

/** All that is no space, in order. */
const words = (text: string) =>
	tokens(text)
		.filter(({ kind }) => kind !== "space")
		.map(({ start, end }) => text.slice(start, end));

const LONG =
	"select Id, Name, (select Id, LastName from Contacts where Email != null and LastName like 'a%' order by LastName), Owner.Name, typeof What when Account then Phone, Industry when Opportunity then Amount else Name end from Task where CreatedDate = LAST_N_DAYS:30 and (OwnerId = :user.id or Account.Name in ('a','b')) and Id in (select AccountId from Contact where LastName = 'x' and FirstName = 'something very long') group by rollup(Type) having count(Id)>1 order by Name desc nulls last limit 10 for view all rows";

const LONG_FORMATTED = `SELECT
    Id,
    Name,
    (
        SELECT Id, LastName
        FROM Contacts
        WHERE Email != null AND LastName LIKE 'a%'
        ORDER BY LastName
    ),
    Owner.Name,
    TYPEOF What
        WHEN Account THEN Phone, Industry
        WHEN Opportunity THEN Amount
        ELSE Name
    END
FROM Task
WHERE CreatedDate = LAST_N_DAYS:30
    AND (OwnerId = :user.id OR Account.Name IN ('a', 'b'))
    AND Id IN (
        SELECT AccountId
        FROM Contact
        WHERE LastName = 'x' AND FirstName = 'something very long'
    )
GROUP BY ROLLUP(Type)
HAVING count(Id) > 1
ORDER BY Name DESC NULLS LAST
LIMIT 10
FOR VIEW
ALL ROWS`;

describe("formatting", () => {
	it.each<[what: string, text: string, result: string]>([
		["keeps a short query on its line", "select  Id ,Name from Account", "SELECT Id, Name FROM Account"],
		[
			"gives a query of several lines a clause a line",
			"select Id,\nName from Account where Name='a' limit 5",
			"SELECT Id, Name\nFROM Account\nWHERE Name = 'a'\nLIMIT 5",
		],
		["breaks what is too long, where its parts end", LONG, LONG_FORMATTED],
		[
			"breaks conditions in parentheses that are too long",
			`select Id from Account where (Name = '${"a".repeat(40)}' or Name = '${"b".repeat(40)}')`,
			`SELECT Id\nFROM Account\nWHERE (\n    Name = '${"a".repeat(40)}'\n    OR Name = '${"b".repeat(40)}'\n)`,
		],
		[
			"keeps names, texts and numbers as they are written",
			"SELECT iD, nAME FROM aCCOUNT WHERE x__C = 'and  OR' AND y = TODAY",
			"SELECT iD, nAME FROM aCCOUNT WHERE x__C = 'and  OR' AND y = TODAY",
		],
		[
			"keeps comments at their place",
			"select Id -- the id\nfrom Account // all\n/* only\n these */\nwhere Name = 'a' -- done",
			"SELECT Id -- the id\nFROM Account // all\n/* only\n these */\nWHERE Name = 'a' -- done",
		],
		[
			"keeps what stands between queries",
			"-- first\nselect Id from Account;\n\n\n-- second\nselect Id from Contact ;",
			"-- first\nSELECT Id FROM Account;\n\n\n-- second\nSELECT Id FROM Contact ;",
		],
		[
			"leaves a query with a mistake alone, and formats the others",
			"select Id, from Account;\nselect Id from Contact",
			"select Id, from Account;\nSELECT Id FROM Contact",
		],
		[
			"formats searches",
			"find {acme} in all fields returning Account(Id,Name where Name='x'), Contact(Id)",
			"FIND {acme} IN ALL FIELDS RETURNING\n    Account(Id, Name WHERE Name = 'x'),\n    Contact(Id)",
		],
		[
			"fills lines with values",
			`select Id from Account where Name in (${Array.from({ length: 20 }, (_, at) => `'name ${at}'`).join(",")})`,
			`SELECT Id
FROM Account
WHERE Name IN ('name 0', 'name 1', 'name 2', 'name 3', 'name 4', 'name 5',
        'name 6', 'name 7', 'name 8', 'name 9', 'name 10', 'name 11', 'name 12',
        'name 13', 'name 14', 'name 15', 'name 16', 'name 17', 'name 18',
        'name 19')`,
		],
	])("%s", (_what, text, result) => {
		expect(format(text)).toBe(result);
	});

	it("indents and ends lines as the editor does", () => {
		const text = "select Id, (select Id from Contacts)\r\nfrom Account";
		expect(formatted(text, { tabSize: 4, insertSpaces: false, lineEnd: "\r\n" })).toBe(
			"SELECT\r\n\tId,\r\n\t(SELECT Id FROM Contacts)\r\nFROM Account",
		);
	});

	it("changes only the queries that a range touches", () => {
		const text = "select Id from Account;\nselect Id from Contact";
		expect(formatEdits(text, SPACES, { start: 0, end: 6 })).toHaveLength(1);
		expect(formatEdits(text, SPACES)).toHaveLength(2);
		expect(formatEdits(format(text), SPACES)).toEqual([]);
	});
});

describe("whatever the text is", () => {
	const holds = (text: string) => {
		const once = format(text);
		expect(words(once).map((each) => each.toUpperCase())).toEqual(
			words(text).map((each) => each.toUpperCase()),
		);
		expect(format(once)).toBe(once);
	};
	const query = fc.constantFrom(LONG, LONG_FORMATTED, ...WRONG.map(({ soql }) => soql));
	const between = fc.constantFrom(
		" ",
		"\n",
		"\n\n",
		"\t",
		" -- note\n",
		" /* note */ ",
		" // note\n",
		"\n/* a\nb */\n",
		"\r\n",
	);

	it("no word is lost, and what is formatted stays as it is", () => {
		fc.assert(
			fc.property(query, fc.array(between, { minLength: 1, maxLength: 12 }), (soql, gaps) => {
				let at = 0;
				holds(
					tokens(soql)
						.map(({ kind, start, end }) =>
							kind === "space" ? (gaps[at++ % gaps.length] ?? " ") : soql.slice(start, end),
						)
						.join(""),
				);
			}),
			{ numRuns: 400 },
		);
	});

	it("nothing is thrown at", () => {
		fc.assert(
			fc.property(
				query,
				fc.nat(),
				fc.nat({ max: 30 }),
				fc.string({ maxLength: 6 }),
				(soql, at, length, put) => {
					const from = at % soql.length;
					holds(soql.slice(0, from) + put + soql.slice(from + length));
				},
			),
			{ numRuns: 400 },
		);
	});
});
