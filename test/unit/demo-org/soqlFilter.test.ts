import { describe, expect, it } from "vitest";
import { idFor } from "../../../demo-org/ids.ts";
import { accountRow, contactRow, SoqlPlace } from "./soqlPlace.ts";

const A1 = idFor("001", 1);
const A2 = idFor("001", 2);

const place = new SoqlPlace()
	.add(
		"Account",
		accountRow(1, {
			Name: "Acme",
			Industry: "Energy",
			NumberOfEmployees: 10,
			AnnualRevenue: 605,
			OwnerId: idFor("005", 1),
		}),
		accountRow(2, { Name: "acme 100%", Industry: "Banking", NumberOfEmployees: 20, ParentId: A1 }),
		accountRow(3, { Name: "O'Brien_x", Industry: null, NumberOfEmployees: null }),
		accountRow(4, { Name: "Gone", IsDeleted: true }),
	)
	.add(
		"Contact",
		contactRow(1, { LastName: "Ada", AccountId: A1, HasOptedOutOfEmail: true }),
		contactRow(2, { LastName: "Bob", AccountId: A2, HasOptedOutOfEmail: false }),
		contactRow(3, { LastName: "Cem", AccountId: null, HasOptedOutOfEmail: false }),
	)
	.add(
		"Project__c",
		{ Id: idFor("a00", 1), Name: "P1", Tags__c: "Cloud;Data", External_Id__c: "Ab" },
		{ Id: idFor("a00", 2), Name: "P2", Tags__c: "Data", External_Id__c: "aB" },
		{ Id: idFor("a00", 3), Name: "P3", Tags__c: null },
	);

const names = (where: string): unknown[] => place.column(`SELECT Name FROM Account WHERE ${where}`);
const people = (where: string): unknown[] => place.column(`SELECT LastName FROM Contact WHERE ${where}`);
const projects = (where: string): unknown[] => place.column(`SELECT Name FROM Project__c WHERE ${where}`);

describe("WHERE on accounts", () => {
	const cases: [where: string, found: string[]][] = [
		["Name = 'ACME'", ["Acme"]],
		["Name = 'O\\'Brien_x'", ["O'Brien_x"]],
		["name != 'acme'", ["acme 100%", "O'Brien_x"]],
		["Name <> 'acme'", ["acme 100%", "O'Brien_x"]],
		["Name LIKE 'acme%'", ["Acme", "acme 100%"]],
		["Name LIKE '%\\%'", ["acme 100%"]],
		["Name LIKE '%n\\_x'", ["O'Brien_x"]],
		["Name LIKE 'A_me'", ["Acme"]],
		["Name IN ('acme', 'Nobody')", ["Acme"]],
		["Name NOT IN ('acme')", ["acme 100%", "O'Brien_x"]],
		["NumberOfEmployees > 10", ["acme 100%"]],
		["NumberOfEmployees >= 10", ["Acme", "acme 100%"]],
		["NumberOfEmployees < 20", ["Acme"]],
		["NumberOfEmployees <= 20", ["Acme", "acme 100%"]],
		["NumberOfEmployees != 10", ["acme 100%", "O'Brien_x"]],
		["AnnualRevenue = 605.0", ["Acme"]],
		["Industry = null", ["O'Brien_x"]],
		["Industry != null", ["Acme", "acme 100%"]],
		["Industry = ''", ["O'Brien_x"]],
		["NOT Industry = 'Energy'", ["acme 100%", "O'Brien_x"]],
		["(NOT Name LIKE 'acme%') AND Industry = null", ["O'Brien_x"]],
		["Industry = 'Energy' OR (Industry = 'Banking' AND NumberOfEmployees = 20)", ["Acme", "acme 100%"]],
		[`Id = '${A1}'`, ["Acme"]],
		[`Id = '${A1.slice(0, 15)}'`, ["Acme"]],
		[`Id = '${A1.toLowerCase()}'`, ["Acme"]],
		[`ParentId = '${A1.slice(0, 15)}'`, ["acme 100%"]],
		["Parent.Name = 'Acme'", ["acme 100%"]],
		["Parent.Name = null", ["Acme", "O'Brien_x"]],
		["Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Bob')", ["acme 100%"]],
		["Id NOT IN (SELECT AccountId FROM Contact)", ["O'Brien_x"]],
	];
	it.each(cases)("%s", (where, found) => {
		expect(names(where)).toEqual(found);
	});
});

describe("WHERE on checkboxes, relationships and multi-select picklists", () => {
	it.each<[string, string[]]>([
		["HasOptedOutOfEmail = true", ["Ada"]],
		["HasOptedOutOfEmail = FALSE", ["Bob", "Cem"]],
		["HasOptedOutOfEmail != true", ["Bob", "Cem"]],
		["Account.Parent.Name = 'Acme'", ["Bob"]],
		["Account.IsDeleted = false", ["Ada", "Bob", "Cem"]],
		["Account.Name = null", ["Cem"]],
	])("contacts: %s", (where, found) => {
		expect(people(where)).toEqual(found);
	});
	it.each<[string, string[]]>([
		["Tags__c INCLUDES ('Cloud')", ["P1"]],
		["Tags__c INCLUDES ('Cloud;Data', 'Mobile')", ["P1"]],
		["Tags__c INCLUDES ('cloud', 'data')", ["P1", "P2"]],
		["Tags__c EXCLUDES ('Cloud')", ["P2", "P3"]],
		["External_Id__c = 'Ab'", ["P1"]],
	])("projects: %s", (where, found) => {
		expect(projects(where)).toEqual(found);
	});
	it("leaves deleted records to queryAll", () => {
		expect(names("Name = 'Gone'")).toEqual([]);
		expect(
			place.run("SELECT Id FROM Account WHERE IsDeleted = true", { includeDeleted: true }).totalSize,
		).toBe(1);
	});
	it("takes the object's name and an alias before a field", () => {
		expect(
			place.column("SELECT a.Name FROM Account a WHERE a.Name = 'Acme' AND Account.Industry = 'Energy'"),
		).toEqual(["Acme"]);
	});
	it("knows whose records are mine", () => {
		expect(place.column("SELECT Name FROM Account USING SCOPE mine")).toEqual(["Acme"]);
		expect(place.run("SELECT Name FROM Account USING SCOPE everything").totalSize).toBe(3);
	});
});

describe("many alternatives", () => {
	const others = Array.from({ length: 12 }, (_, at) => `Name = 'nobody ${at}'`).join(" OR ");
	it.each<[where: string, found: string[]]>([
		[`${others} OR Name = 'ACME'`, ["Acme"]],
		[`${others} OR Industry = 'Banking' OR NumberOfEmployees = 10`, ["Acme", "acme 100%"]],
		[`${others} OR Industry = ''`, ["O'Brien_x"]],
		[`${others} OR (Name = 'acme' AND Industry = 'Banking')`, []],
		[`NOT (${others} OR Name = 'acme')`, ["acme 100%", "O'Brien_x"]],
		[`${others} OR ParentId = '${A1.slice(0, 15)}'`, ["acme 100%"]],
	])("%s", (where, found) => {
		expect(names(where)).toEqual(found);
	});
});
