import { type Case, corpus, type Data, type Rec } from "./soqlCorpus.ts";

/** What Gerda (Sales Director) sees of expenses, which are private: her own, her people's, and what is shared with her. */
const seen = (data: Data): Rec[] => data.of("Expense__c").filter((expense) => data.sees("german", expense));
const total = (records: readonly Rec[]): number =>
	Number(
		records.reduce((sum, r) => sum + (r.v("Amount__c") === null ? 0 : r.n("Amount__c")), 0).toPrecision(15),
	);

const cases: readonly Case[] = [
	["SELECT Id FROM Expense__c", (d) => seen(d).map((r) => r.pick("Id"))],
	[
		"SELECT Id FROM Expense__c WHERE Kind__c = 'Travel'",
		(d) =>
			seen(d)
				.filter((r) => r.s("Kind__c") === "Travel")
				.map((r) => r.pick("Id")),
	],
	["SELECT COUNT(Id) n, SUM(Amount__c) s FROM Expense__c", (d) => [{ n: seen(d).length, s: total(seen(d)) }]],
	[
		"SELECT Id, (SELECT Id FROM Expenses__r ORDER BY Id) FROM Project__c",
		(d) =>
			d.of("Project__c").map((p) => {
				const own = p
					.down("Expense__c", "Project__c")
					.filter((e) => d.sees("german", e))
					.map((e) => e.pick("Id"));
				const sorted = own.sort((a, b) => (String(a["Id"]) < String(b["Id"]) ? -1 : 1));
				return { Id: p.v("Id"), Expenses__r: sorted.length === 0 ? null : sorted };
			}),
	],
	[
		"SELECT Id FROM Project__c WHERE Id IN (SELECT Project__c FROM Expense__c)",
		(d) =>
			d
				.of("Project__c")
				.filter((p) => p.down("Expense__c", "Project__c").some((e) => d.sees("german", e)))
				.map((r) => r.pick("Id")),
	],
	["SELECT Id FROM Account WHERE OwnerId != null", (d) => d.of("Account").map((r) => r.pick("Id"))],
];
corpus("records that sharing hides", cases, "german");

corpus(
	"objects and fields that a profile hides",
	[
		["SELECT Id, Name FROM Account", (d) => d.of("Account").map((r) => r.pick("Id", "Name"))],
		[
			"SELECT COUNT(Id) n FROM Contact WHERE Account.Name != null",
			(d) => [{ n: d.of("Contact").filter((r) => r.up("AccountId") !== undefined).length }],
		],
	],
	"limited",
);

/** All but the last four characters are stars. */
const masked = (text: string): string => text.replaceAll(/.(?=.{4})/gsu, "*");
corpus(
	"encrypted texts of a user who may not see them",
	[
		[
			"SELECT Id, Access_Code__c FROM Machine__c",
			(d) =>
				d.of("Machine__c").map((r) => ({
					Id: r.v("Id"),
					Access_Code__c: r.v("Access_Code__c") === null ? null : masked(r.s("Access_Code__c")),
				})),
		],
	],
	"integration",
);
corpus("times and places of machines, and codes for who may see them", [
	[
		"SELECT Id, Access_Code__c, Serviced_At__c FROM Machine__c",
		(d) => d.of("Machine__c").map((r) => r.pick("Id", "Access_Code__c", "Serviced_At__c")),
	],
	[
		"SELECT Id FROM Machine__c WHERE Serviced_At__c < 12:00:00Z",
		(d) =>
			d
				.of("Machine__c")
				.filter((r) => r.v("Serviced_At__c") !== null && r.s("Serviced_At__c") < "12")
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id, Position__c FROM Machine__c",
		(d) =>
			d.of("Machine__c").map((r) => {
				const [latitude, longitude] = [r.v("Position__Latitude__s"), r.v("Position__Longitude__s")];
				return {
					Id: r.v("Id"),
					Position__c: latitude === null || longitude === null ? null : { latitude, longitude },
				};
			}),
	],
	[
		"SELECT Id FROM Machine__c WHERE DISTANCE(Position__c, GEOLOCATION(50.94, 6.96), 'km') > 0.001",
		(d) =>
			d
				.of("Machine__c")
				.filter((r) => r.v("Position__Latitude__s") !== null && r.v("Position__Longitude__s") !== null)
				.map((r) => r.pick("Id")),
	],
]);
