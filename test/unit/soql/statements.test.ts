import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statementAt, statements } from "../../../src/soql/statements.ts";

const A = "SELECT Id FROM Account";
const B = "SELECT Id FROM Contact";

describe("statements", () => {
	it.each<[string, string, string[]]>([
		["one", A, [A]],
		["nothing", "", []],
		["space and comments only", " // nothing\n/* here */ ", []],
		["semicolons", `${A};${B};`, [A, B]],
		["empty ones between", `;;${A};;\n;`, [A]],
		["a semicolon in a string", "SELECT Id FROM A WHERE N = 'a;b'", ["SELECT Id FROM A WHERE N = 'a;b'"]],
		["a semicolon in a comment", `${A} // a;b`, [A]],
		["a blank line", `${A}\n\n${B}`, [A, B]],
		["a blank line, Windows", `${A}\r\n\r\n${B}`, [A, B]],
		["a blank line with space in it", `${A}\n \t \n${B}`, [A, B]],
		["no blank line", `${A}\n${B}`, [`${A}\n${B}`]],
		["a comment around a blank line", `${A} -- one\n\n-- two\n${B}`, [A, B]],
		[
			"a blank line inside a query",
			"SELECT Id\n\nFROM Account\n\nWHERE x = 1",
			["SELECT Id\n\nFROM Account\n\nWHERE x = 1"],
		],
		[
			"a blank line before a subquery",
			"SELECT Id,\n\n(\n\nSELECT Id FROM Contacts)\nFROM Account",
			["SELECT Id,\n\n(\n\nSELECT Id FROM Contacts)\nFROM Account"],
		],
		[
			"a blank line in a semi-join",
			"SELECT Id FROM A WHERE Id IN (\n\nSELECT B FROM C)",
			["SELECT Id FROM A WHERE Id IN (\n\nSELECT B FROM C)"],
		],
		["after an unfinished one", `SELECT Id FROM\n\n${B}`, [`SELECT Id FROM\n\n${B}`]],
		["after a dangling AND", `${A} WHERE x = 1 AND\n\n${B}`, [`${A} WHERE x = 1 AND\n\n${B}`]],
		["after a dangling operator", `${A} WHERE x =\n\n${B}`, [`${A} WHERE x =\n\n${B}`]],
		["a search", `FIND {acme}\n\n${B}`, ["FIND {acme}", B]],
		["a search after a query", `${A}\n\nFIND {acme}`, [A, "FIND {acme}"]],
	])("%s", (_, text, expected) => {
		expect(statements(text).map((statement) => statement.text)).toEqual(expected);
	});

	it("gives ordered ranges that hold their own text, for any text", () => {
		const part = fc.constantFrom(A, B, ";", "\n\n", "'", "(", ")", "/*", "*/", "--", "FROM", ",", "é", " ");
		fc.assert(
			fc.property(fc.array(part), (parts) => {
				const text = parts.join("");
				let after = 0;
				for (const { start, end, text: own } of statements(text)) {
					expect(start).toBeGreaterThanOrEqual(after);
					expect(text.slice(start, end)).toBe(own);
					expect(own).toBe(own.trimStart());
					after = end;
				}
			}),
		);
	});
});

describe("statementAt", () => {
	const text = `-- first\n${A};\n\n${B}  // tail\n\n// end`;
	const at = (mark: string, shift = 0) => text.indexOf(mark) + shift;
	it.each<[string, number, string]>([
		["inside the first", at("Account"), A],
		["at its very start", at(A), A],
		["right after its end", at(A, A.length), A],
		["behind its semicolon, on its line", at(";", 1), A],
		["in the comment above it", 0, A],
		["on the empty line between", at(";", 2), B],
		["in the comment behind the second", at("tail"), B],
		["at the end of the document", text.length, B],
	])("%s", (_, offset, expected) => {
		expect(statementAt(text, offset)?.text).toBe(expected);
	});

	it("is undefined where there is none", () => {
		expect(statementAt("", 0)).toBeUndefined();
		expect(statementAt("// only this", 4)).toBeUndefined();
	});

	it("prefers the query that ends on the cursor's line to the one below", () => {
		const two = `${A};   \n${B}`;
		expect(statementAt(two, A.length + 3)?.text).toBe(A);
	});
});
