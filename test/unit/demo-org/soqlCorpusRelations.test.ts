import type { Value } from "../../../demo-org/data/table.ts";
import { corpus, type Data, ordered, type Plain, type Rec } from "./soqlCorpus.ts";

const parent = (record: Rec, lookup: string, of: (up: Rec) => Plain): Plain | null => {
	const up = record.up(lookup);
	return up === undefined ? null : of(up);
};
const names = (record: Rec): Plain => record.pick("Name");
/** Children as an answer shows them: null when there are none. */
const list = (records: readonly Rec[], of: (record: Rec) => Plain): readonly Plain[] | null =>
	records.length === 0 ? null : records.map(of);
const byId = (records: readonly Rec[]): Rec[] => ordered(records, (r) => r.v("Id"));
const upper =
	(field: string) =>
	(record: Rec): Value =>
		record.v(field) === null ? null : record.u(field);
const accounts = (data: Data): Rec[] => byId(data.of("Account"));

corpus("parents in SELECT", [
	[
		"SELECT Id, Account.Name FROM Contact",
		(d) => d.of("Contact").map((r) => ({ Id: r.v("Id"), Account: parent(r, "AccountId", names) })),
	],
	[
		"SELECT Account.Name, Id, Account.Industry FROM Contact",
		(d) =>
			d
				.of("Contact")
				.map((r) => ({ Id: r.v("Id"), Account: parent(r, "AccountId", (a) => a.pick("Name", "Industry")) })),
	],
	[
		"SELECT Account.Parent.Parent.Name FROM Contact",
		(d) =>
			d.of("Contact").map((r) => ({
				Account: parent(r, "AccountId", (a) => ({
					Parent: parent(a, "ParentId", (p) => ({ Parent: parent(p, "ParentId", names) })),
				})),
			})),
	],
	[
		"SELECT ReportsTo.ReportsTo.ReportsTo.Account.Owner.Name FROM Contact",
		(d) =>
			d.of("Contact").map((r) => ({
				ReportsTo: parent(r, "ReportsToId", (a) => ({
					ReportsTo: parent(a, "ReportsToId", (b) => ({
						ReportsTo: parent(b, "ReportsToId", (c) => ({
							Account: parent(c, "AccountId", (e) => ({ Owner: parent(e, "OwnerId", names) })),
						})),
					})),
				})),
			})),
	],
	[
		"SELECT Id, Owner.Name, Owner.Type FROM Case",
		(d) =>
			d.of("Case").map((r) => ({
				Id: r.v("Id"),
				Owner: parent(r, "OwnerId", (o) => ({ Name: o.v("Name"), Type: o.object })),
			})),
	],
	[
		"SELECT Id, Owner.Email, Owner.Username FROM Case",
		(d) =>
			d
				.of("Case")
				.map((r) => ({ Id: r.v("Id"), Owner: parent(r, "OwnerId", (o) => o.pick("Email", "Username")) })),
	],
	[
		"SELECT Id, Account__r.Name, Lead_Contact__r.Account.Name FROM Project__c",
		(d) =>
			d.of("Project__c").map((r) => ({
				Id: r.v("Id"),
				Account__r: parent(r, "Account__c", names),
				Lead_Contact__r: parent(r, "Lead_Contact__c", (c) => ({ Account: parent(c, "AccountId", names) })),
			})),
	],
	[
		"SELECT c.Id, c.Account.Name FROM Contact c",
		(d) => d.of("Contact").map((r) => ({ Id: r.v("Id"), Account: parent(r, "AccountId", names) })),
	],
	[
		"SELECT c.Id, a.Name FROM Contact c, c.Account a",
		(d) => d.of("Contact").map((r) => ({ Id: r.v("Id"), Account: parent(r, "AccountId", names) })),
	],
	[
		"SELECT c.Id, p.Name FROM Contact c, c.Account a, a.Parent p WHERE a.Industry != null",
		(d) =>
			d
				.of("Contact")
				.filter((r) => (r.up("AccountId")?.v("Industry") ?? null) !== null)
				.map((r) => ({
					Id: r.v("Id"),
					Account: parent(r, "AccountId", (a) => ({ Parent: parent(a, "ParentId", names) })),
				})),
	],
	[
		"SELECT Contact.Id, Contact.Account.Name FROM Contact WHERE Contact.DoNotCall = true",
		(d) =>
			d
				.of("Contact")
				.filter((r) => r.is("DoNotCall"))
				.map((r) => ({ Id: r.v("Id"), Account: parent(r, "AccountId", names) })),
	],
	[
		"SELECT Id, CreatedBy.Profile.Name FROM Account",
		(d) =>
			d.of("Account").map((r) => ({
				Id: r.v("Id"),
				CreatedBy: parent(r, "CreatedById", (u) => ({ Profile: parent(u, "ProfileId", names) })),
			})),
	],
]);

corpus("what every owner has", [
	[
		"SELECT Id, Owner.UserRole.Name, Owner.Profile.Name, Owner.IsActive FROM Case",
		(d) =>
			d.of("Case").map((r) => ({
				Id: r.v("Id"),
				Owner: parent(r, "OwnerId", (o) => ({
					UserRole: parent(o, "UserRoleId", names),
					Profile: parent(o, "ProfileId", names),
					IsActive: o.is("IsActive"),
				})),
			})),
	],
]);

corpus("TYPEOF", [
	[
		"SELECT Id, TYPEOF Owner WHEN User THEN Name, Email WHEN Group THEN Name, DeveloperName END FROM Case",
		(d) =>
			d.of("Case").map((r) => ({
				Id: r.v("Id"),
				Owner: parent(r, "OwnerId", (o) =>
					o.object === "User" ? o.pick("Name", "Email") : o.pick("Name", "DeveloperName"),
				),
			})),
	],
	[
		"SELECT TYPEOF Owner WHEN Group THEN DeveloperName ELSE Name END FROM Case",
		(d) =>
			d.of("Case").map((r) => ({
				Owner: parent(r, "OwnerId", (o) => (o.object === "Group" ? o.pick("DeveloperName") : o.pick("Name"))),
			})),
	],
	[
		"SELECT Id, TYPEOF Owner WHEN Group THEN DeveloperName END FROM Case",
		(d) =>
			d.of("Case").map((r) => ({
				Id: r.v("Id"),
				Owner:
					r.up("OwnerId")?.object === "Group" ? parent(r, "OwnerId", (o) => o.pick("DeveloperName")) : null,
			})),
	],
	[
		"SELECT TYPEOF Owner WHEN User THEN Profile.Name, LastName ELSE Name END FROM Project__c",
		(d) =>
			d.of("Project__c").map((r) => ({
				Owner: parent(r, "OwnerId", (o) =>
					o.object === "User"
						? { Profile: parent(o, "ProfileId", names), LastName: o.v("LastName") }
						: names(o),
				),
			})),
	],
	[
		"SELECT Id, TYPEOF What WHEN Account THEN Name, Industry WHEN Opportunity THEN Amount ELSE Name END FROM Task",
		(d) =>
			d.of("Task").map((r) => ({
				Id: r.v("Id"),
				What: parent(r, "WhatId", (w) =>
					w.object === "Account"
						? w.pick("Name", "Industry")
						: w.object === "Opportunity"
							? w.pick("Amount")
							: { Name: nameOf(w) },
				),
			})),
	],
	[
		"SELECT Id, Who.Name, Who.Type, What.Type FROM Task",
		(d) =>
			d.of("Task").map((r) => ({
				Id: r.v("Id"),
				Who: parent(r, "WhoId", (w) => ({ Name: w.v("Name"), Type: w.object })),
				What: parent(r, "WhatId", (w) => ({ Type: w.object })),
			})),
	],
	[
		"SELECT Id FROM Task WHERE What.Type = 'Opportunity'",
		(d) =>
			d
				.of("Task")
				.filter((r) => r.up("WhatId")?.object === "Opportunity")
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Event WHERE What.Type IN ('Account', 'Project__c') AND Who.Type = 'Contact'",
		(d) =>
			d
				.of("Event")
				.filter(
					(r) =>
						["Account", "Project__c"].includes(r.up("WhatId")?.object ?? "") &&
						r.up("WhoId")?.object === "Contact",
				)
				.map((r) => r.pick("Id")),
	],
]);

/** What stands for a name: the number of a case, of a solution and so on. */
function nameOf(record: Rec): Value {
	for (const field of ["Name", "CaseNumber", "SolutionName", "ContractNumber", "OrderNumber"]) {
		if (record.v(field) !== null) return record.v(field);
	}
	return null;
}

corpus("child queries", [
	[
		"SELECT Id, (SELECT Id FROM Contacts ORDER BY Id) FROM Account ORDER BY Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Contacts: list(byId(a.down("Contact", "AccountId")), (c) => c.pick("Id")),
			})),
	],
	[
		"SELECT Id, (SELECT Id, Account.Name FROM Contacts ORDER BY Id) FROM Account ORDER BY Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Contacts: list(byId(a.down("Contact", "AccountId")), (c) => ({ Id: c.v("Id"), Account: names(a) })),
			})),
	],
	[
		"SELECT Id, (SELECT LastName FROM Contacts ORDER BY LastName DESC, Id LIMIT 2) FROM Account ORDER BY Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Contacts: list(
					ordered(byId(a.down("Contact", "AccountId")), upper("LastName"), { descending: true }).slice(0, 2),
					(c) => c.pick("LastName"),
				),
			})),
	],
	[
		"SELECT Id, (SELECT Id FROM Contacts WHERE DoNotCall = true ORDER BY Id) FROM Account ORDER BY Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Contacts: list(byId(a.down("Contact", "AccountId").filter((c) => c.is("DoNotCall"))), (c) =>
					c.pick("Id"),
				),
			})),
	],
	[
		"SELECT Id, (SELECT Id FROM Account.Contacts ORDER BY Id) FROM Account ORDER BY Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Contacts: list(byId(a.down("Contact", "AccountId")), (c) => c.pick("Id")),
			})),
	],
	[
		"SELECT a.Id, (SELECT c.Id FROM a.Contacts c WHERE c.Email != null ORDER BY c.Id) FROM Account a ORDER BY a.Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Contacts: list(byId(a.down("Contact", "AccountId").filter((c) => c.v("Email") !== null)), (c) =>
					c.pick("Id"),
				),
			})),
	],
	[
		"SELECT Id, (SELECT Id FROM Contacts ORDER BY Id), (SELECT Id, Amount FROM Opportunities ORDER BY Id), (SELECT Id FROM Cases ORDER BY Id) FROM Account ORDER BY Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Contacts: list(byId(a.down("Contact", "AccountId")), (c) => c.pick("Id")),
				Opportunities: list(byId(a.down("Opportunity", "AccountId")), (o) => o.pick("Id", "Amount")),
				Cases: list(byId(a.down("Case", "AccountId")), (c) => c.pick("Id")),
			})),
	],
	[
		"SELECT Id, (SELECT Id, (SELECT Id FROM Cases ORDER BY Id) FROM Contacts ORDER BY Id) FROM Account ORDER BY Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Contacts: list(byId(a.down("Contact", "AccountId")), (c) => ({
					Id: c.v("Id"),
					Cases: list(byId(c.down("Case", "ContactId")), (e) => e.pick("Id")),
				})),
			})),
	],
	[
		"SELECT Id, (SELECT Id, (SELECT Id, (SELECT Id, (SELECT Id, (SELECT Id FROM Cases ORDER BY Id) FROM Contacts ORDER BY Id) FROM ChildAccounts ORDER BY Id) FROM ChildAccounts ORDER BY Id) FROM ChildAccounts ORDER BY Id) FROM Account ORDER BY Id",
		(d) => {
			const below = (a: Rec, of: (child: Rec) => Plain) =>
				list(byId(a.down("Account", "ParentId")), (c) => ({ Id: c.v("Id"), ...of(c) }));
			const people = (a: Rec) =>
				list(byId(a.down("Contact", "AccountId")), (c) => ({
					Id: c.v("Id"),
					Cases: list(byId(c.down("Case", "ContactId")), (e) => e.pick("Id")),
				}));
			return accounts(d).map((a) => ({
				Id: a.v("Id"),
				ChildAccounts: below(a, (b) => ({
					ChildAccounts: below(b, (c) => ({ ChildAccounts: below(c, (e) => ({ Contacts: people(e) })) })),
				})),
			}));
		},
	],
	[
		"SELECT Id, (SELECT Id, Name FROM ChildAccounts ORDER BY Id) FROM Account WHERE ParentId = null ORDER BY Id",
		(d) =>
			accounts(d)
				.filter((a) => a.v("ParentId") === null)
				.map((a) => ({
					Id: a.v("Id"),
					ChildAccounts: list(byId(a.down("Account", "ParentId")), (c) => c.pick("Id", "Name")),
				})),
	],
	[
		"SELECT Id, (SELECT Id FROM Projects__r ORDER BY Id) FROM Account ORDER BY Id",
		(d) =>
			accounts(d).map((a) => ({
				Id: a.v("Id"),
				Projects__r: list(byId(a.down("Project__c", "Account__c")), (p) => p.pick("Id")),
			})),
	],
	[
		"SELECT Id, (SELECT Id FROM Projects__r ORDER BY Id) FROM Contact ORDER BY Id",
		(d) =>
			byId(d.of("Contact")).map((c) => ({
				Id: c.v("Id"),
				Projects__r: list(byId(c.down("Project__c", "Lead_Contact__c")), (p) => p.pick("Id")),
			})),
	],
	[
		"SELECT Id, (SELECT Name FROM Users ORDER BY Name) FROM Profile ORDER BY Id",
		(d) =>
			byId(d.of("Profile")).map((p) => ({
				Id: p.v("Id"),
				Users: list(ordered(p.down("User", "ProfileId"), upper("Name")), names),
			})),
	],
	[
		"SELECT Id, (SELECT Id FROM Contacts ORDER BY Id LIMIT 2 OFFSET 1) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) ORDER BY Id LIMIT 1",
		(d) =>
			accounts(d)
				.filter((a) => a.down("Contact", "AccountId").length > 0)
				.slice(0, 1)
				.map((a) => ({
					Id: a.v("Id"),
					Contacts: list(byId(a.down("Contact", "AccountId")).slice(1, 3), (c) => c.pick("Id")),
				})),
	],
	[
		"SELECT Id, Account.Name, (SELECT Owner.Name, Owner.Type FROM Cases ORDER BY Id) FROM Contact ORDER BY Id",
		(d) =>
			byId(d.of("Contact")).map((c) => ({
				Id: c.v("Id"),
				Account: parent(c, "AccountId", names),
				Cases: list(byId(c.down("Case", "ContactId")), (e) => ({
					Owner: parent(e, "OwnerId", (o) => ({ Name: o.v("Name"), Type: o.object })),
				})),
			})),
	],
	[
		"SELECT Id, (SELECT TYPEOF Owner WHEN User THEN Email ELSE Name END FROM Cases ORDER BY Id) FROM Contact ORDER BY Id",
		(d) =>
			byId(d.of("Contact")).map((c) => ({
				Id: c.v("Id"),
				Cases: list(byId(c.down("Case", "ContactId")), (e) => ({
					Owner: parent(e, "OwnerId", (o) => (o.object === "User" ? o.pick("Email") : names(o))),
				})),
			})),
	],
]);
