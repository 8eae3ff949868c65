import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SelectItem, selectList } from "../../../src/soql/selectList.ts";

const path = (...parts: string[]): SelectItem => ({ kind: "path", path: parts });

describe("selectList", () => {
	it.each<[string, SelectItem[]]>([
		["SELECT Id FROM A", [path("Id")]],
		["select id, name from A", [path("id"), path("name")]],
		["SELECT Account.Owner.Name FROM Contact", [path("Account", "Owner", "Name")]],
		["SELECT Account . Name FROM Contact", [path("Account", "Name")]],
		["SELECT Name n FROM A", [{ kind: "path", path: ["Name"], alias: "n" }]],
		["SELECT Owner.Name o, Id FROM A", [{ kind: "path", path: ["Owner", "Name"], alias: "o" }, path("Id")]],
		["SELECT Id, (SELECT Id FROM Contacts) FROM A", [path("Id"), { kind: "child", name: "Contacts" }]],
		[
			"SELECT (SELECT Id, (SELECT Id FROM Inner__r) FROM Outer__r) FROM A",
			[{ kind: "child", name: "Outer__r" }],
		],
		["SELECT (SELECT Id FROM Account.Contacts) FROM Account", [{ kind: "child", name: "Contacts" }]],
		["SELECT COUNT() FROM A", [{ kind: "function", name: "COUNT" }]],
		["SELECT COUNT(Id) c FROM A", [{ kind: "function", name: "COUNT", argument: ["Id"], alias: "c" }]],
		[
			"SELECT MAX(Account.Amount__c) FROM A",
			[{ kind: "function", name: "MAX", argument: ["Account", "Amount__c"] }],
		],
		[
			"SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) y FROM A",
			[{ kind: "function", name: "CALENDAR_YEAR", alias: "y" }],
		],
		["SELECT toLabel(Status) FROM A", [{ kind: "function", name: "toLabel", argument: ["Status"] }]],
		["SELECT DISTANCE(Loc__c, GEOLOCATION(1,2), 'mi') FROM A", [{ kind: "function", name: "DISTANCE" }]],
		["SELECT FIELDS(ALL) FROM A", [{ kind: "open" }]],
		[
			"SELECT Id, TYPEOF What WHEN Account THEN Phone, Name ELSE Id END, Name FROM Event",
			[path("Id"), { kind: "open" }, path("Name")],
		],
		["SELECT Id -- , Hidden\n, Name FROM A", [path("Id"), path("Name")]],
		["SELECT Id /* FROM B */, Name FROM A", [path("Id"), path("Name")]],
		["SELECT Id,, Name, FROM A", [path("Id"), path("Name")]],
		["SELECT Id", [path("Id")]],
		["SELECT", []],
		["FIND {x}", []],
		["", []],
	])("%j", (soql, items) => {
		expect(selectList(soql)).toEqual(items);
	});

	it("never fails", () => {
		const part = fc.constantFrom(
			"SELECT ",
			"(",
			")",
			",",
			" FROM ",
			"A",
			".",
			"TYPEOF ",
			" END",
			"'",
			"FIELDS",
			"COUNT(",
			" ",
		);
		fc.assert(
			fc.property(fc.array(part), (parts) => {
				expect(Array.isArray(selectList(`SELECT ${parts.join("")}`))).toBe(true);
			}),
		);
	});
});
