import { describe, expect, it } from "vitest";
import { withoutAllRows } from "../../../src/soql/allRows.ts";

describe("ALL ROWS", () => {
	it.each<[soql: string, text: string, isAll: boolean]>([
		["SELECT Id FROM Account", "SELECT Id FROM Account", false],
		["SELECT Id FROM Account ALL ROWS", "SELECT Id FROM Account         ", true],
		["SELECT Id FROM Account LIMIT 5 all  rows", "SELECT Id FROM Account LIMIT 5          ", true],
		[
			"SELECT Id FROM Account WHERE Name = 'ALL ROWS'",
			"SELECT Id FROM Account WHERE Name = 'ALL ROWS'",
			false,
		],
	])("%j", (soql, text, isAll) => {
		expect(withoutAllRows(soql)).toEqual({ text, isAll });
	});
});
