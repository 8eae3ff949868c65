import { describe, expect, it } from "vitest";
import {
	type Column,
	dropUnknown,
	learnColumns,
	promisedColumns,
	valueAt,
} from "../../../src/results/columns.ts";
import { ExactNumber, type SfRecord } from "../../../src/salesforce/rest/query.ts";

const of = (type: string, fields: Record<string, unknown>): SfRecord => ({ attributes: { type }, ...fields });
const names = (columns: readonly Column[]): string[] => columns.map(({ name }) => name);
/** Columns after the answer; each inner list is a page. */
function learned(soql: string, ...pages: SfRecord[][]): Column[] {
	const columns = promisedColumns(soql);
	for (const page of pages) learnColumns(columns, page);
	return columns;
}

describe("promisedColumns", () => {
	it.each<[string, string[]]>([
		["SELECT Id, Name FROM A", ["Id", "Name"]],
		["SELECT Id, Owner.Name, Account.Owner.Name FROM A", ["Id", "Owner.Name", "Account.Owner.Name"]],
		["SELECT Id, (SELECT Id FROM Contacts) FROM A", ["Id", "Contacts"]],
		["SELECT COUNT() FROM A", ["expr0"]],
		["SELECT COUNT(Id), MAX(Amount), Name FROM A GROUP BY Name", ["expr0", "expr1", "Name"]],
		["SELECT COUNT(Id) c, MAX(Amount), Name FROM A GROUP BY Name", ["c", "expr0", "Name"]],
		["SELECT Account.Name, COUNT(Id) FROM Contact GROUP BY Account.Name", ["Name", "expr0"]],
		["SELECT Account.Name n FROM Contact GROUP BY Account.Name", ["n"]],
		["SELECT Name FROM A GROUP BY Name", ["Name"]],
		["SELECT toLabel(Status), FORMAT(Amount), convertCurrency(Total) FROM A", ["Status", "Amount", "Total"]],
		["SELECT toLabel(Status) s FROM A", ["s"]],
		["SELECT CALENDAR_YEAR(CreatedDate) FROM A GROUP BY CALENDAR_YEAR(CreatedDate)", ["expr0"]],
		["SELECT Id, FIELDS(STANDARD) FROM A", ["Id"]],
		["SELECT Id, id, ID FROM A", ["Id"]],
		["nonsense", []],
	])("%s: %j", (soql, expected) => {
		expect(names(promisedColumns(soql))).toEqual(expected);
	});
});

describe("learnColumns", () => {
	it("takes the API's spelling", () => {
		const columns = learned("select id, owner.name from account", [
			of("Account", { Id: "x", Owner: of("User", { Name: "Ann" }) }),
		]);
		expect(names(columns)).toEqual(["Id", "Owner.Name"]);
	});

	it("keeps a parent's columns when the first rows have none", () => {
		const rows = [
			of("Contact", { Account: null, LastName: "A" }),
			of("Contact", { Account: of("Account", { Name: "Acme" }), LastName: "B" }),
		];
		const columns = learned("SELECT account.name, lastname FROM Contact", rows);
		expect(names(columns)).toEqual(["Account.Name", "LastName"]);
		expect(rows.map((row) => columns.map((column) => valueAt(row, column)))).toEqual([
			[null, "A"],
			["Acme", "B"],
		]);
	});

	it("keeps the columns of a parent that is null everywhere", () => {
		const columns = learned("SELECT Account.Owner.Name FROM Contact", [of("Contact", { Account: null })]);
		expect(names(columns)).toEqual(["Account.Owner.Name"]);
	});

	it("adds what only the answer tells, in its order: FIELDS()", () => {
		const columns = learned("SELECT FIELDS(STANDARD) FROM A", [
			of("A", { Id: "1", Name: "x", Custom__c: 2 }),
		]);
		expect(names(columns)).toEqual(["Id", "Name", "Custom__c"]);
	});

	it("adds the columns of each kind of row: TYPEOF", () => {
		const columns = learned(
			"SELECT TYPEOF What WHEN Account THEN Phone WHEN Case THEN Subject END FROM Event",
			[of("Event", { What: of("Account", { Phone: "1" }) })],
			[of("Event", { What: of("Case", { Subject: "s" }) })],
		);
		expect(names(columns)).toEqual(["What.Phone", "What.Subject"]);
	});

	it("looks at every row where the text leaves columns open: TYPEOF within one page", () => {
		const columns = learned(
			"SELECT Id, TYPEOF What WHEN Account THEN Phone WHEN Case THEN Subject END FROM Event",
			[
				of("Event", { Id: "1", What: of("Account", { Phone: "1" }) }),
				of("Event", { Id: "2", What: of("Case", { Subject: "s" }) }),
			],
		);
		expect(names(columns)).toEqual(["Id", "What.Phone", "What.Subject"]);
	});

	it("is not misled by words in a string", () => {
		const columns = learned("SELECT Account.Name FROM Contact WHERE Title = 'group by'", [
			of("Contact", { Account: of("Account", { Name: "Acme" }) }),
		]);
		expect(names(columns)).toEqual(["Account.Name"]);
	});

	it("knows aggregates by their position", () => {
		const rows = [of("AggregateResult", { Name: "Acme", expr0: 3 })];
		const columns = learned("SELECT Account.Name, COUNT(Id) FROM Contact GROUP BY Account.Name", rows);
		expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
			["Name", "text"],
			["expr0", "number"],
		]);
	});

	it("says whether something is new", () => {
		const columns = promisedColumns("SELECT Id FROM A");
		const page = [of("A", { Id: "0017g00000abcdEAAQ" })];
		expect([learnColumns(columns, page), learnColumns(columns, page)]).toEqual([true, false]);
	});

	it.each<[string, unknown, string]>([
		["Id", "0017g00000abcdEAAQ", "id"],
		["OwnerId", "0057g00000abcdEAAQ", "id"],
		["Parent__c", "0017g00000abcdEAAQ", "text"],
		["Name", "0017g00000abcdEAAQ", "text"],
		["Amount", 1.5, "number"],
		["Big__c", new ExactNumber("9007199254740993"), "number"],
		["IsActive", false, "boolean"],
		["CloseDate", "2026-05-20", "date"],
		["CreatedDate", "2026-05-20T10:00:00.000+0000", "datetime"],
		["CreatedDate", "2026-05-20T10:00:00Z", "datetime"],
		["Name", "2026-05-20 and more", "text"],
		["Contacts", { totalSize: 1, done: true, records: [] }, "children"],
		["BillingAddress", { city: "Berlin" }, "text"],
		["Name", null, "text"],
	])("%s with %j is %s", (field, value, kind) => {
		const [column] = learned(`SELECT ${field} FROM A`, [of("A", { [field]: value })]);
		expect(column?.kind ?? "text").toBe(kind);
	});

	it("takes the kind from the first row that has a value", () => {
		const [column] = learned("SELECT Amount FROM A", [of("A", { Amount: null }), of("A", { Amount: 2 })]);
		expect(column?.kind).toBe("number");
	});
});

describe("dropUnknown", () => {
	it("takes away what the text seemed to promise and no record has", () => {
		const columns = promisedColumns(
			"SELECT Id, FORMAT(convertCurrency(Amount)), Account.Name FROM Opportunity",
		);
		const records = [{ attributes: {}, Id: "1", Amount: "USD 5", Account: null }];
		expect(dropUnknown(columns, records)).toBe(true);
		learnColumns(columns, records);
		expect(columns.map(({ name }) => name)).toEqual(["Id", "Account.Name", "Amount"]);
	});
	it("keeps what is null, and everything while nothing is here", () => {
		const columns = promisedColumns("SELECT Id, Account.Owner.Name, (SELECT Id FROM Contacts) FROM Case");
		expect(dropUnknown(columns, [])).toBe(false);
		expect(dropUnknown(columns, [{ attributes: {}, Id: "1", Account: null, Contacts: null }])).toBe(false);
		expect(columns).toHaveLength(3);
	});
});
