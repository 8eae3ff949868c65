import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { id18, idFor } from "../../../demo-org/ids.ts";
import { PlatformError } from "../../../demo-org/platformError.ts";
import { accountRow, contactRow, SoqlPlace } from "./soqlPlace.ts";

const place = new SoqlPlace()
	.add("Account", accountRow(1, { Name: "Acme", CreatedDate: "2026-05-20T00:00:00.000+0000" }))
	.add("Contact", contactRow(1, { LastName: "Ada", AccountId: idFor("001", 1) }));

const WORDS = [
	..."SELECT FROM WHERE AND OR NOT IN LIKE INCLUDES EXCLUDES GROUP BY HAVING ORDER ASC DESC NULLS FIRST LAST".split(
		" ",
	),
	..."LIMIT OFFSET FOR VIEW USING SCOPE mine WITH ALL ROWS UPDATE TYPEOF WHEN THEN ELSE END".split(" "),
	..."Account Contact Contacts Id Name LastName Account.Name Owner.Name CreatedDate AccountId a.Name IsDeleted".split(
		" ",
	),
	..."( ) , = != < > <= >= 'x' 'A%' 5 -2.5 null true TODAY LAST_N_DAYS:3 2026-01-01 2026-01-01T00:00:00Z :x".split(
		" ",
	),
	..."COUNT() COUNT(Id) MAX(Name) SUM(Id) FIELDS(ALL) CALENDAR_YEAR(CreatedDate) toLabel(Name) FORMAT(Name) expr0".split(
		" ",
	),
];

/** Runs a query; anything but an answer or a refusal in the platform's form gets out. */
function answered(soql: string): boolean {
	try {
		place.run(soql);
	} catch (thrown) {
		if (!(thrown instanceof PlatformError)) throw thrown;
	}
	return true;
}

describe("whatever text comes", () => {
	it("any row of SOQL words is answered or refused", () => {
		const soup = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 14 });
		fc.assert(
			fc.property(soup, (words) => answered(words.join(" "))),
			{ numRuns: 1500 },
		);
	});
	it("any tail after a good beginning is answered or refused", () => {
		const tail = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 });
		const heads = [
			"SELECT Id FROM Account",
			"SELECT Name FROM Contact WHERE Name",
			"SELECT COUNT(Id) FROM Account GROUP BY",
		];
		fc.assert(
			fc.property(fc.constantFrom(...heads), tail, (head, words) => answered(`${head} ${words.join(" ")}`)),
			{
				numRuns: 1500,
			},
		);
	});
	it("any characters are answered or refused", () => {
		fc.assert(fc.property(fc.string({ unit: "binary" }), answered), { numRuns: 500 });
	});
	it("a caret always stands under the place that row and column name", () => {
		const word = fc
			.stringMatching(/^[A-Za-z]{1,9}$/)
			.filter((text) => !/^(?:Id|Name|Fax|Sic|Site|Type|Phone)$/i.test(text));
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom("Id,", "Name,", "\n"), { maxLength: 30 }),
				word,
				(before, unknown) => {
					const soql = `SELECT Owner.Name, ${[...new Set(before)].join(" ")} Zz${unknown} FROM Account`;
					const { message } = place.refusal(soql);
					const [, row = "0", column = "0"] = /ERROR at Row:(\d+):Column:(\d+)/.exec(message) ?? [];
					const line = soql.split("\n")[Number(row) - 1] ?? "";
					expect(line.slice(Number(column) - 1)).toMatch(new RegExp(`^Zz${unknown}\\b`));
				},
			),
		);
	});
});

describe("ids", () => {
	it("come back from 15 characters, and from 18 in any letter case", () => {
		const id = fc.tuple(
			fc.constantFrom("001", "a0Z", "00D"),
			fc.nat(1e9),
			fc.constantFrom("Dm0", "AbC", "zZ9"),
		);
		fc.assert(
			fc.property(id, ([prefix, sequence, instance]) => {
				const whole = idFor(prefix, sequence, instance);
				expect(whole).toHaveLength(18);
				for (const form of [whole, whole.slice(0, 15), whole.toLowerCase(), whole.toUpperCase()]) {
					expect(id18(form)).toBe(whole);
				}
			}),
		);
	});
	it.each([
		["001000000000001", "001000000000001AAA"],
		["00D1a000000H3O9", "00D1a000000H3O9EAK"],
		["0051a000000UGT8", "0051a000000UGT8AAO"],
	])("%s is %s", (short, whole) => {
		expect(id18(short)).toBe(whole);
	});
	it.each(["", "x", "001-00000000001", "0010000000000010", "001000000000001AA9"])("%s is none", (text) => {
		expect(id18(text)).toBeNull();
	});
});
