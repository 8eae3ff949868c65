import { describe, expect, it } from "vitest";
import { parse } from "../../../../src/soql/parse/parse.ts";
import type { SyntaxProblem } from "../../../../src/soql/parse/syntax.ts";

/** What a problem says, with the text it is about. */
function said(soql: string, problem: SyntaxProblem): string {
	const at = soql.slice(problem.start, problem.end);
	if (problem.code === "expected") return `${problem.what} at ${at}`;
	if (problem.code === "clauseOrder") return `${problem.clause} before ${problem.before}`;
	return `${problem.code} ${at}`;
}

describe("problems of syntax", () => {
	it.each<[soql: string, problems: string[]]>([
		["SELECT Id, FROM Account", ["field at FROM"]],
		["SELECT Id Account", ["'FROM' at t"]],
		["SELECT Id FROM", ["object at M"]],
		["SELECT Id FROM WHERE Name = 'x'", ["object at WHERE"]],
		["SELECT Id FROM Account WHERE", ["field at E"]],
		["SELECT Id FROM Account WHERE Name", ["operator at e"]],
		["SELECT Id FROM Account WHERE Name =", ["value at ="]],
		["SELECT Id FROM Account WHERE Name = Acme", ["unquoted Acme"]],
		["SELECT Id FROM Account WHERE Name = Acme Corp", ["unquoted Acme", "unexpected Corp"]],
		["SELECT Id FROM Account WHERE CreatedDate = LAST_N_HOURS", []],
		["SELECT Id FROM Account WHERE Name IN 'a'", ["'(' at 'a'"]],
		["SELECT Id FROM Account WHERE Name IN :names", []],
		["SELECT Id FROM Account WHERE Name IN ('a',)", ["value at )"]],
		["SELECT Id FROM Account WHERE (Name = 'a'", ["')' at '"]],
		["SELECT Id FROM Account WHERE Name = 'a", ["unterminatedString 'a"]],
		["SELECT Id FROM Account ORDER Name", ["'BY' at Name"]],
		["SELECT Id FROM Account LIMIT x", ["number at x"]],
		["SELECT Id FROM Account LIMIT 5 WHERE Name = 'a'", ["WHERE before LIMIT"]],
		["SELECT Id FROM Account LIMIT 5 LIMIT 6", ["clauseTwice LIMIT"]],
		["SELECT TYPEOF What WHEN Account Phone END FROM Task", ["'THEN' at Phone"]],
		["SELECT (SELECT Id FROM Contacts FROM Account", ["')' at FROM"]],
		["UPDATE Account", ["query at UPDATE"]],
		["FIND acme", ["search at acme"]],
		["SELECT Id,, Name FROM Account ORDER Name LIMIT", ["field at ,", "'BY' at Name", "number at T"]],
	])("%s: %j", (soql, problems) => {
		expect(parse(soql).problems.map((problem) => said(soql, problem))).toEqual(problems);
	});
});
