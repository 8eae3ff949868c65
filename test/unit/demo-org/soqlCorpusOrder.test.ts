import type { Value } from "../../../demo-org/data/table.ts";
import { type Case, corpus, type Data, ordered, type Rec } from "./soqlCorpus.ts";

const upper =
	(field: string) =>
	(record: Rec): Value =>
		record.v(field) === null ? null : record.u(field);
const plain =
	(field: string) =>
	(record: Rec): Value =>
		record.v(field);
const rank = (data: Data, object: string, field: string) => (record: Rec) => {
	const value = record.v(field);
	return value === null ? null : data.values(object, field).indexOf(String(value));
};

type Key = (record: Rec) => Value;
/** `SELECT Id, Name FROM object ORDER BY order, Id`, by the keys of the order. */
const one = (
	object: string,
	order: string,
	key: (data: Data) => Key,
	options: { descending?: boolean; nullsLast?: boolean } = {},
): Case => [
	`SELECT Id, Name FROM ${object} ORDER BY ${order}, Id`,
	(data) =>
		ordered(ordered(data.of(object), plain("Id")), key(data), options).map((record) =>
			record.pick("Id", "Name"),
		),
];
const descending = { descending: true };

corpus("ORDER BY", [
	one("Account", "Name", () => upper("Name")),
	one("Account", "Name ASC", () => upper("Name")),
	one("Account", "Name DESC", () => upper("Name"), descending),
	one("Account", "Phone", () => upper("Phone")),
	one("Account", "Phone DESC", () => upper("Phone"), descending),
	one("Account", "Phone NULLS LAST", () => upper("Phone"), { nullsLast: true }),
	one("Account", "Phone DESC NULLS LAST", () => upper("Phone"), { descending: true, nullsLast: true }),
	one("Account", "Phone NULLS FIRST", () => upper("Phone")),
	one("Account", "AnnualRevenue", () => plain("AnnualRevenue")),
	one("Account", "AnnualRevenue DESC NULLS LAST", () => plain("AnnualRevenue"), {
		descending: true,
		nullsLast: true,
	}),
	one("Account", "NumberOfEmployees DESC", () => plain("NumberOfEmployees"), descending),
	one("Account", "Industry", (d) => rank(d, "Account", "Industry")),
	one("Account", "Rating DESC", (d) => rank(d, "Account", "Rating"), descending),
	one("Account", "Rating NULLS LAST", (d) => rank(d, "Account", "Rating"), { nullsLast: true }),
	one("Account", "CreatedDate", () => plain("CreatedDate")),
	one("Account", "CreatedDate DESC", () => plain("CreatedDate"), descending),
	one("Account", "Parent.Name", () => (r) => r.up("ParentId")?.u("Name") ?? null),
	one("Account", "Parent.Name DESC NULLS LAST", () => (r) => r.up("ParentId")?.u("Name") ?? null, {
		descending: true,
		nullsLast: true,
	}),
	one("Contact", "Account.Industry", (d) => (r) => {
		const account = r.up("AccountId");
		return account === undefined ? null : rank(d, "Account", "Industry")(account);
	}),
	one(
		"Contact",
		"Account.Owner.Name DESC",
		() => (r) => r.up("AccountId")?.up("OwnerId")?.u("Name") ?? null,
		descending,
	),
	one("Contact", "Birthdate", () => plain("Birthdate")),
	one("Contact", "DoNotCall DESC", () => (r) => Number(r.is("DoNotCall")), descending),
	one("Opportunity", "StageName", (d) => rank(d, "Opportunity", "StageName")),
	one("Opportunity", "CloseDate DESC", () => plain("CloseDate"), descending),
	one("Opportunity", "Amount", () => plain("Amount")),
	one("Project__c", "Budget_Left__c", () => plain("Budget_Left__c")),
	one("Project__c", "Go_Live__c NULLS LAST", () => plain("Go_Live__c"), { nullsLast: true }),
	[
		"SELECT Id FROM Contact ORDER BY Account.Name NULLS LAST, LastName DESC, Id DESC",
		(d) => {
			const byId = ordered(d.of("Contact"), plain("Id"), descending);
			const byName = ordered(byId, upper("LastName"), descending);
			return ordered(byName, (r) => r.up("AccountId")?.u("Name") ?? null, { nullsLast: true }).map((r) =>
				r.pick("Id"),
			);
		},
	],
	[
		"SELECT Id FROM Contact ORDER BY AccountId NULLS LAST, Id",
		(d) => ordered(ordered(d.of("Contact"), plain("Id")), plain("AccountId")).map((r) => r.pick("Id")),
	],
]);

const byName = (data: Data) => ordered(ordered(data.of("Contact"), plain("Id")), upper("LastName"));
corpus("LIMIT and OFFSET", [
	[
		"SELECT Id FROM Contact ORDER BY LastName, Id LIMIT 7",
		(d) =>
			byName(d)
				.slice(0, 7)
				.map((r) => r.pick("Id")),
	],
	["SELECT Id FROM Contact ORDER BY LastName, Id LIMIT 0", () => []],
	[
		"SELECT Id FROM Contact ORDER BY LastName, Id LIMIT 7 OFFSET 5",
		(d) =>
			byName(d)
				.slice(5, 12)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Contact ORDER BY LastName, Id OFFSET 200",
		(d) =>
			byName(d)
				.slice(200)
				.map((r) => r.pick("Id")),
	],
	["SELECT Id FROM Contact ORDER BY LastName, Id OFFSET 2000", () => []],
	[
		"SELECT Id FROM Contact WHERE DoNotCall = true ORDER BY LastName, Id LIMIT 3",
		(d) =>
			byName(d)
				.filter((r) => r.is("DoNotCall"))
				.slice(0, 3)
				.map((r) => r.pick("Id")),
	],
]);
