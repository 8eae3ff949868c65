import { describe, expect, it } from "vitest";
import { offsetOfRow, wordRange } from "../../../src/soql/position.ts";

describe("offsetOfRow", () => {
	const text = "SELECT Id,\n  Foo\r\nFROM Account\rLIMIT 1";
	it.each<[number, number, number]>([
		[1, 1, 0],
		[1, 8, 7],
		[2, 3, text.indexOf("Foo")],
		[3, 6, text.indexOf("Account")],
		[4, 1, text.indexOf("LIMIT")],
		[4, 999, text.length],
		[99, 1, text.indexOf("LIMIT")],
		[1, 0, 0],
		[0, 0, 0],
	])("row %i, column %i", (row, column, offset) => {
		expect(offsetOfRow(text, row, column)).toBe(offset);
	});
});

describe("wordRange", () => {
	it.each<[string, number, string]>([
		["SELECT Foo__c FROM", 7, "Foo__c"],
		["SELECT Account.Foo, Id", 7, "Account.Foo"],
		["WHERE = 1", 6, "="],
		["end", 3, "d"],
		["", 0, ""],
	])("%j at %i is %j", (text, offset, word) => {
		const { start, end } = wordRange(text, offset);
		expect(text.slice(start, end)).toBe(word);
	});
});
