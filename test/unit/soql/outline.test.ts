import { describe, expect, it } from "vitest";
import { foldsOf, type Outline, outlineOf, rangesAround } from "../../../src/soql/outline.ts";
import { parse } from "../../../src/soql/parse/parse.ts";
import type { Statement } from "../../../src/soql/parse/syntax.ts";

function read(soql: string): Statement {
	const { statement } = parse(soql);
	if (!statement) throw new Error("nothing to read");
	return statement;
}

const said = ({ name, children }: Outline): string =>
	children.length === 0 ? name : `${name}(${children.map(said).join(" ")})`;

describe("the outline of", () => {
	it.each<[soql: string, outline: string]>([
		["SELECT Id FROM Account", "Account(SELECT FROM)"],
		[
			"SELECT Id, (SELECT Id FROM Contacts LIMIT 5) FROM Account WHERE Id IN (SELECT AccountId FROM Case) ORDER BY Name",
			"Account(SELECT(Contacts(SELECT FROM LIMIT)) FROM WHERE(Case(SELECT FROM)) ORDER BY)",
		],
		["FIND {x} RETURNING Account(Id WHERE Name = 'x'), Contact", "FIND(Account(WHERE) Contact)"],
	])("%s", (soql, outline) => {
		expect(said(outlineOf(read(soql)))).toBe(outline);
	});
});

describe("what is selected more and more", () => {
	it.each<[marked: string, ranges: string[]]>([
		[
			"SELECT Id FROM Contact WHERE Account.Na|me = 'x' AND Id = null",
			[
				"Name",
				"Account.Name",
				"Account.Name = 'x'",
				"Account.Name = 'x' AND Id = null",
				"WHERE Account.Name = 'x' AND Id = null",
				"SELECT Id FROM Contact WHERE Account.Name = 'x' AND Id = null",
			],
		],
		[
			"SELECT (SELECT Last|Name FROM Contacts) FROM Account",
			[
				"LastName",
				"SELECT LastName",
				"SELECT LastName FROM Contacts",
				"(SELECT LastName FROM Contacts)",
				"SELECT (SELECT LastName FROM Contacts)",
				"SELECT (SELECT LastName FROM Contacts) FROM Account",
			],
		],
	])("%s", (marked, ranges) => {
		const soql = marked.replace("|", "");
		const around = rangesAround(read(soql), marked.indexOf("|"));
		expect(around.map(({ start, end }) => soql.slice(start, end))).toEqual(ranges);
	});
});

it("queries, lists and conditions in parentheses are folded", () => {
	const soql = "SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE (Name IN ('a', 'b'))";
	expect(foldsOf(read(soql)).map(({ start, end }) => soql.slice(start, end))).toEqual([
		soql,
		"(SELECT Id FROM Contacts)",
		"SELECT Id FROM Contacts",
		"(Name IN ('a', 'b'))",
		"('a', 'b')",
	]);
});
