import { describe, expect, it } from "vitest";
import { idFor } from "../../../demo-org/ids.ts";
import { accountRow, contactRow, SoqlPlace } from "./soqlPlace.ts";

const A1 = idFor("001", 1);
const A2 = idFor("001", 2);
const place = new SoqlPlace()
	.add("User", { Id: idFor("005", 1), Name: "Ada Admin" })
	.add("Group", { Id: idFor("00G", 1), Name: "Queue" })
	.add(
		"Account",
		accountRow(1, {
			Name: "b",
			Rating: "Cold",
			AnnualRevenue: 605,
			BillingCity: "Köln",
			OwnerId: idFor("005", 1),
		}),
		accountRow(2, { Name: "A", Rating: "Hot", AnnualRevenue: 0.5, ParentId: A1 }),
		accountRow(3, { Name: "c", Rating: null, AnnualRevenue: null }),
	)
	.add(
		"Contact",
		contactRow(1, { LastName: "Ada", AccountId: A1 }),
		contactRow(2, { LastName: "Bob", AccountId: A1 }),
		contactRow(3, { LastName: "Cem", AccountId: null }),
	)
	.add(
		"Case",
		{ Id: idFor("500", 1), CaseNumber: "1", OwnerId: idFor("00G", 1) },
		{ Id: idFor("500", 2), CaseNumber: "2", OwnerId: idFor("005", 1) },
	)
	.add(
		"Opportunity",
		{ Id: idFor("006", 1), StageName: "Prospecting", Amount: 10.1, AccountId: A1, CloseDate: "2026-01-05" },
		{ Id: idFor("006", 2), StageName: "Prospecting", Amount: 20.2, AccountId: A1, CloseDate: "2026-02-05" },
		{ Id: idFor("006", 3), StageName: "Closed Won", Amount: null, AccountId: A2, CloseDate: "2025-02-05" },
	);

const attributes = (type: string, id: string) => ({
	type,
	url: `/services/data/v66.0/sobjects/${type}/${id}`,
});

describe("the shape of records", () => {
	it("puts attributes first, then the fields in select order, spelled as describe spells them", () => {
		const { records } = place.run("select name, ID, billingcity from account where NAME = 'b'");
		expect(JSON.stringify(records[0])).toBe(
			JSON.stringify({ attributes: attributes("Account", A1), Name: "b", Id: A1, BillingCity: "Köln" }),
		);
	});
	it("nests parents to their own attributes and gives null for none", () => {
		const { records } = place.run("SELECT LastName, Account.Name, Account.Owner.Name FROM Contact");
		expect(records[0]?.["Account"]).toEqual({
			attributes: attributes("Account", A1),
			Name: "b",
			Owner: { attributes: attributes("User", idFor("005", 1)), Name: "Ada Admin" },
		});
		expect(records[2]?.["Account"]).toBeNull();
	});
	it("shows child lists with their own counts, and null for none", () => {
		const { records } = place.run(
			"SELECT Name, (SELECT LastName FROM contacts ORDER BY LastName DESC) FROM Account",
		);
		const people = ["Bob", "Ada"].map((LastName, i) => ({
			attributes: attributes("Contact", idFor("003", 2 - i)),
			LastName,
		}));
		expect(records[0]?.["Contacts"]).toEqual({ totalSize: 2, done: true, records: people });
		expect(records[1]?.["Contacts"]).toBeNull();
	});
	it("gives the owner of a case, a user or a queue, as a Name", () => {
		const { records } = place.run("SELECT Owner.Name, Owner.Type FROM Case");
		const owner = (id: string, type: string, name: string) => ({
			attributes: { type: "Name", url: `/services/data/v66.0/sobjects/${type}/${id}` },
			Name: name,
			Type: type,
		});
		expect(records.map((record) => record["Owner"])).toEqual([
			owner(idFor("00G", 1), "Group", "Queue"),
			owner(idFor("005", 1), "User", "Ada Admin"),
		]);
		expect(place.column("SELECT CaseNumber FROM Case WHERE Owner.Type = 'Group'")).toEqual(["1"]);
	});
	it("takes Group for the object that it is", () => {
		expect(place.column("SELECT Name FROM Group")).toEqual(["Queue"]);
		expect(place.column("SELECT Name FROM Group WHERE Name = 'Queue' ORDER BY Name")).toEqual(["Queue"]);
	});
	it("selects compound addresses whole", () => {
		const { records } = place.run("SELECT BillingAddress FROM Account WHERE Name IN ('b', 'c')");
		expect(records[0]?.["BillingAddress"]).toMatchObject({ city: "Köln", country: null, street: null });
		expect(records[1]?.["BillingAddress"]).toBeNull();
	});
	it("expands FIELDS() to every field of the kind", () => {
		const { records } = place.run("SELECT FIELDS(STANDARD) FROM Account LIMIT 1");
		expect(Object.keys(records[0] ?? {})).toContain("NumberOfEmployees");
	});
});

describe("ORDER BY", () => {
	it.each<[order: string, names: string[]]>([
		["Name", ["A", "b", "c"]],
		["Name DESC", ["c", "b", "A"]],
		["AnnualRevenue", ["c", "A", "b"]],
		["AnnualRevenue DESC", ["c", "b", "A"]],
		["AnnualRevenue DESC NULLS LAST", ["b", "A", "c"]],
		["AnnualRevenue ASC NULLS FIRST", ["c", "A", "b"]],
		["Rating", ["c", "A", "b"]],
		["Parent.Name, Name DESC", ["c", "b", "A"]],
		["Name LIMIT 1 OFFSET 1", ["b"]],
	])("%s", (order, names) => {
		expect(place.column(`SELECT Name FROM Account ORDER BY ${order}`)).toEqual(names);
	});
});

describe("aggregates", () => {
	const rows = (soql: string) => place.run(soql).records.map(({ attributes: _attributes, ...rest }) => rest);
	it("COUNT() answers in totalSize alone", () => {
		expect(place.run("SELECT COUNT() FROM Account")).toEqual({ totalSize: 3, records: [] });
		expect(place.run("SELECT count() FROM Account LIMIT 2").totalSize).toBe(2);
	});
	it("numbers only what has no alias", () => {
		expect(rows("SELECT COUNT(Id) n, SUM(Amount), MIN(CloseDate), MAX(Amount) m FROM Opportunity")).toEqual([
			{ n: 3, expr0: 30.3, expr1: "2025-02-05", m: 20.2 },
		]);
		expect(place.run("SELECT COUNT(Id) FROM Account").records[0]?.["attributes"]).toEqual({
			type: "AggregateResult",
		});
	});
	it("groups, filters groups and sorts them by alias or function", () => {
		const soql = "SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName";
		expect(rows(`${soql} ORDER BY COUNT(Id) DESC`)).toEqual([
			{ StageName: "Prospecting", n: 2 },
			{ StageName: "Closed Won", n: 1 },
		]);
		expect(rows(`${soql} HAVING COUNT(Id) > 1`)).toEqual([{ StageName: "Prospecting", n: 2 }]);
		expect(rows(`${soql} HAVING StageName LIKE 'Closed%'`)).toEqual([{ StageName: "Closed Won", n: 1 }]);
	});
	it("counts values, not nulls, and AVG skips nulls", () => {
		expect(
			rows("SELECT COUNT(Amount) a, COUNT_DISTINCT(StageName) s, AVG(Amount) v FROM Opportunity"),
		).toEqual([{ a: 2, s: 2, v: 15.15 }]);
	});
	it("gives null for the sum of nothing", () => {
		expect(rows("SELECT SUM(Amount) s FROM Opportunity WHERE Amount = null")).toEqual([{ s: null }]);
	});
	it("groups by a parent's field under its last name, and by a date function", () => {
		expect(rows("SELECT Account.Name, COUNT(Id) FROM Opportunity GROUP BY Account.Name")).toEqual([
			{ Name: "b", expr0: 2 },
			{ Name: "A", expr0: 1 },
		]);
		expect(
			rows(
				"SELECT CALENDAR_YEAR(CloseDate) y, COUNT(Id) n FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate)",
			),
		).toEqual([
			{ y: 2026, n: 2 },
			{ y: 2025, n: 1 },
		]);
	});
});
