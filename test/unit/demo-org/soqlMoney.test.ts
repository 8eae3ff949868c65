import { describe, expect, it } from "vitest";
import { Org } from "../../../demo-org/org.ts";
import type { PlatformError } from "../../../demo-org/platformError.ts";
import type { RecordTree } from "../../../demo-org/soql/recordTree.ts";
import { runQuery } from "../../../demo-org/soql/run.ts";
import { NOW } from "./demoClient.ts";

/** An org with currencies USD (corporate, 1), EUR (0.9), GBP (0.8) and JPY (150), and four deals. */
function orgWithCurrencies(): Org {
	const org = new Org({ kind: "demo", rows: 20, seed: 7, startedAt: NOW });
	org.setFeatures({ multiCurrency: true });
	const deals = org.table("Opportunity");
	const amounts: readonly (readonly [currency: string, amount: number])[] = [
		["USD", 1000],
		["EUR", 1000],
		["JPY", 15_000],
		["GBP", 4],
	];
	for (const [index, [CurrencyIsoCode, Amount]] of amounts.entries()) {
		deals.change(index, { Name: `deal ${index}`, CurrencyIsoCode, Amount });
	}
	return org;
}

const org = orgWithCurrencies();
const first = "WHERE Name LIKE 'deal _' ORDER BY Name";

function records(soql: string, userKey = "admin", into = org): RecordTree[] {
	const user = into.users.find(({ key }) => key === userKey);
	if (user === undefined) throw new Error(`no user ${userKey}`);
	const view = into.viewAt(NOW);
	const { evaluation } = runQuery({
		soql,
		schema: into.schemaFor(user),
		table: (name) => into.table(name),
		now: NOW,
		timeZone: user.timeZone,
		userId: user.id,
		includeDeleted: false,
		version: "v66.0",
		value: (object, row, field) => into.value(object, row, field, view),
	});
	return Array.from({ length: evaluation.count }, (_, index) => evaluation.record(index)).flatMap(
		(record) => record ?? [],
	);
}
const column = (soql: string, userKey?: string): unknown[] =>
	records(soql, userKey).map(({ fields }) => {
		const node = fields.at(-1)?.[1];
		return node?.kind === "value" ? node.value : node?.kind;
	});

describe("an org with several currencies", () => {
	it("converts amounts to the user's currency", () => {
		const soql = `SELECT Name, convertCurrency(Amount) FROM Opportunity ${first}`;
		expect(column(soql)).toEqual([1000, 1111.11, 100, 5]);
	});
	it("shows the record's currency and then the user's", () => {
		expect(column(`SELECT FORMAT(Amount) FROM Opportunity ${first}`)).toEqual([
			"$1,000.00",
			"EUR 1,000.00 (USD 1,111.11)",
			"JPY 15,000.00 (USD 100.00)",
			"GBP 4.00 (USD 5.00)",
		]);
		expect(column(`SELECT FORMAT(convertCurrency(Amount)) f FROM Opportunity ${first}`)).toEqual([
			"$1,000.00",
			"$1,111.11",
			"$100.00",
			"$5.00",
		]);
	});
	it.each<[where: string, found: string[]]>([
		["Amount > USD500", ["deal 0", "deal 1"]],
		["Amount >= EUR1000", ["deal 1"]],
		["Amount < EUR90.5", ["deal 2", "deal 3"]],
		["Amount = JPY15000", ["deal 2"]],
		["Amount IN (USD1000, GBP4)", ["deal 0", "deal 3"]],
		["Amount NOT IN (USD1000, GBP4)", ["deal 1", "deal 2"]],
		["Amount = 1000", ["deal 0", "deal 1"]],
	])("compares in the currency of a literal: %s", (where, found) => {
		const soql = `SELECT Name FROM Opportunity WHERE Name LIKE 'deal _' AND ${where} ORDER BY Name`;
		expect(column(soql)).toEqual(found);
	});
	it.each<[soql: string, errorCode: string]>([
		["SELECT Id FROM Opportunity WHERE Amount > XXX5", "INVALID_FIELD"],
		["SELECT Id FROM Opportunity WHERE Name = USD5", "INVALID_FIELD"],
		["SELECT Id FROM Opportunity WHERE convertCurrency(Amount) > 5", "MALFORMED_QUERY"],
		["SELECT Id FROM Opportunity ORDER BY convertCurrency(Amount)", "MALFORMED_QUERY"],
		["SELECT convertCurrency(Name) FROM Opportunity", "INVALID_FIELD"],
		["SELECT Amount, convertCurrency(Amount) FROM Opportunity", "INVALID_FIELD"],
	])("refuses %s", (soql, errorCode) => {
		expect(() => records(soql)).toThrow(expect.objectContaining({ status: 400, errorCode }) as PlatformError);
	});
});

describe("a fiscal year that begins in April", () => {
	const fiscal = new Org({ kind: "demo", rows: 20, seed: 7, startedAt: NOW });
	fiscal.table("Organization").change(0, { FiscalYearStartMonth: 4 });
	const deals = fiscal.table("Opportunity");
	const days = ["2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01"];
	for (const [index, CloseDate] of days.entries()) deals.change(index, { Name: `deal ${index}`, CloseDate });
	const names = (where: string) =>
		records(
			`SELECT Name FROM Opportunity WHERE Name LIKE 'deal _' AND ${where} ORDER BY Name`,
			"admin",
			fiscal,
		).map(({ fields: [field] }) => (field?.[1].kind === "value" ? String(field[1].value).slice(-1) : ""));
	it.each<[where: string, found: string[]]>([
		["CloseDate = THIS_FISCAL_YEAR", ["3", "4", "5"]],
		["CloseDate = LAST_FISCAL_YEAR", ["1", "2"]],
		["CloseDate = THIS_FISCAL_QUARTER", ["3", "4"]],
		["CloseDate = NEXT_FISCAL_QUARTER", ["5"]],
		["CloseDate = THIS_QUARTER", ["3", "4"]],
		["FISCAL_YEAR(CloseDate) = 2026", ["1", "2"]],
		["FISCAL_YEAR(CloseDate) = 2027", ["3", "4", "5"]],
		["FISCAL_QUARTER(CloseDate) = 1", ["1", "3", "4"]],
		["FISCAL_MONTH(CloseDate) = 12", ["0", "2"]],
	])("%s", (where, found) => {
		expect(names(where)).toEqual(found);
	});
});
