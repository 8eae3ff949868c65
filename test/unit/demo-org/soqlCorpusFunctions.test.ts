import type { Value } from "../../../demo-org/data/table.ts";
import { type Case, corpus, ordered, type Rec } from "./soqlCorpus.ts";

/** `$1,234.50`; a scale of 0 leaves the cents out. */
function dollars(value: Value, scale = 2): string | null {
	if (value === null) return null;
	const [whole = "", cents] = Math.abs(Number(value)).toFixed(scale).split(".");
	const text = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
	return `${Number(value) < 0 ? "-" : ""}$${text}${cents === undefined ? "" : `.${cents}`}`;
}
/** `5/9/2026` */
function american(value: Value): string | null {
	if (value === null) return null;
	const [year, month, day] = String(value).split("-").map(Number);
	return `${month}/${day}/${year}`;
}
/** `9.5.2026` */
function german(value: Value): string | null {
	if (value === null) return null;
	const [year, month, day] = String(value).split("-").map(Number);
	return `${day}.${month}.${year}`;
}

corpus("FORMAT and toLabel in English", [
	[
		"SELECT Id, FORMAT(Amount) FROM Opportunity",
		(d) => d.of("Opportunity").map((r) => ({ Id: r.v("Id"), Amount: dollars(r.v("Amount")) })),
	],
	[
		"SELECT Id, Amount, FORMAT(Amount) shown FROM Opportunity",
		(d) => d.of("Opportunity").map((r) => ({ ...r.pick("Id", "Amount"), shown: dollars(r.v("Amount")) })),
	],
	[
		"SELECT Id, FORMAT(AnnualRevenue) r FROM Account",
		(d) => d.of("Account").map((r) => ({ Id: r.v("Id"), r: dollars(r.v("AnnualRevenue"), 0) })),
	],
	[
		"SELECT FORMAT(CloseDate) c FROM Opportunity",
		(d) => d.of("Opportunity").map((r) => ({ c: american(r.v("CloseDate")) })),
	],
	[
		"SELECT FORMAT(NumberOfEmployees) n FROM Account",
		(d) => d.of("Account").map((r) => ({ n: dollars(r.v("NumberOfEmployees"), 0)?.slice(1) ?? null })),
	],
	[
		"SELECT FORMAT(Probability) p FROM Opportunity",
		(d) => d.of("Opportunity").map((r) => ({ p: `${r.s("Probability")}%` })),
	],
	[
		"SELECT Id, Account.Name, FORMAT(Account.AnnualRevenue) FROM Contact",
		(d) =>
			d.of("Contact").map((r) => {
				const account = r.up("AccountId");
				return {
					Id: r.v("Id"),
					Account:
						account === undefined
							? null
							: { Name: account.v("Name"), AnnualRevenue: dollars(account.v("AnnualRevenue"), 0) },
				};
			}),
	],
	["SELECT Id, toLabel(Industry) FROM Account", (d) => d.of("Account").map((r) => r.pick("Id", "Industry"))],
	[
		"SELECT Industry, toLabel(Industry) label FROM Account",
		(d) => d.of("Account").map((r) => ({ Industry: r.v("Industry"), label: r.v("Industry") })),
	],
	[
		"SELECT Id FROM Account WHERE toLabel(Industry) = 'energy'",
		(d) =>
			d
				.of("Account")
				.filter((r) => r.s("Industry") === "Energy")
				.map((r) => r.pick("Id")),
	],
]);

const translated: readonly Case[] = [
	[
		"SELECT Id, toLabel(Industry) FROM Account",
		(d) =>
			d
				.of("Account")
				.map((r) => ({ Id: r.v("Id"), Industry: d.label("german", "Account", "Industry", r.v("Industry")) })),
	],
	[
		"SELECT Id, toLabel(Rating) bewertung FROM Account WHERE Rating = 'Hot'",
		(d) =>
			d
				.of("Account")
				.filter((r) => r.s("Rating") === "Hot")
				.map((r) => ({ Id: r.v("Id"), bewertung: "Heiß" })),
	],
	[
		"SELECT Id FROM Account WHERE toLabel(Rating) = 'HEISS'",
		(d) =>
			d
				.of("Account")
				.filter((r) => r.s("Rating") === "Hot")
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Account WHERE toLabel(Rating) LIKE 'hei%'",
		(d) =>
			d
				.of("Account")
				.filter((r) => r.s("Rating") === "Hot")
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Account WHERE toLabel(Rating) IN ('Kalt', 'Heiß')",
		(d) =>
			d
				.of("Account")
				.filter((r) => ["Cold", "Hot"].includes(r.s("Rating")))
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT FORMAT(CloseDate) c FROM Opportunity",
		(d) => d.of("Opportunity").map((r) => ({ c: german(r.v("CloseDate")) })),
	],
	[
		"SELECT FORMAT(NumberOfEmployees) n FROM Account",
		(d) =>
			d
				.of("Account")
				.map((r) => ({ n: dollars(r.v("NumberOfEmployees"), 0)?.slice(1).replaceAll(",", ".") ?? null })),
	],
	[
		"SELECT Id, Account.Name, toLabel(Account.Industry) FROM Contact",
		(d) =>
			d.of("Contact").map((r) => {
				const account = r.up("AccountId");
				return {
					Id: r.v("Id"),
					Account:
						account === undefined
							? null
							: {
									Name: account.v("Name"),
									Industry: d.label("german", "Account", "Industry", account.v("Industry")),
								},
				};
			}),
	],
	[
		"SELECT Id FROM Contact WHERE CreatedDate = LAST_WEEK",
		(d) =>
			d
				.of("Contact")
				.filter((r) => {
					// Monday to Sunday, by the clock of Berlin (two hours ahead of UTC in May).
					const at = Date.parse(r.s("CreatedDate").replace("+0000", "Z"));
					return at >= Date.parse("2026-05-10T22:00:00Z") && at < Date.parse("2026-05-17T22:00:00Z");
				})
				.map((r) => r.pick("Id")),
	],
];
corpus("labels, formats and weeks of a user in Germany", translated, "german");

/** Kilometres by the spherical law of cosines; NaN without a position. */
function kilometres(record: Rec, latitude: number, longitude: number, prefix = "Billing"): number {
	const radians = Math.PI / 180;
	const [a, b] = [record.n(`${prefix}Latitude`) * radians, latitude * radians];
	const turn = (record.n(`${prefix}Longitude`) - longitude) * radians;
	return (
		6371.0088 * Math.acos(Math.min(1, Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn)))
	);
}
const COLOGNE = "GEOLOCATION(50.94,6.96)";
const located = (records: readonly Rec[], prefix = "Billing") =>
	records.filter((r) => r.v(`${prefix}Latitude`) !== null && r.v(`${prefix}Longitude`) !== null);

corpus("distances and compound fields", [
	[
		`SELECT Id FROM Account WHERE DISTANCE(BillingAddress, ${COLOGNE}, 'km') < 6000`,
		(d) =>
			d
				.of("Account")
				.filter((r) => kilometres(r, 50.94, 6.96) < 6000)
				.map((r) => r.pick("Id")),
	],
	[
		`SELECT Id FROM Account WHERE DISTANCE(BillingAddress, ${COLOGNE}, 'km') > 6000`,
		(d) =>
			d
				.of("Account")
				.filter((r) => kilometres(r, 50.94, 6.96) > 6000)
				.map((r) => r.pick("Id")),
	],
	[
		`SELECT Id FROM Account WHERE DISTANCE(BillingAddress, ${COLOGNE}, 'mi') < 4000`,
		(d) =>
			d
				.of("Account")
				.filter((r) => kilometres(r, 50.94, 6.96) < 4000 * 1.609344)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Account WHERE DISTANCE(ShippingAddress, GEOLOCATION(-33.9,-70.5), 'km') < 9000",
		(d) =>
			d
				.of("Account")
				.filter((r) => kilometres(r, -33.9, -70.5, "Shipping") < 9000)
				.map((r) => r.pick("Id")),
	],
	[
		`SELECT Id FROM Contact WHERE DISTANCE(Account.BillingAddress, ${COLOGNE}, 'km') < 6000`,
		(d) =>
			d
				.of("Contact")
				.filter((r) => {
					const account = r.up("AccountId");
					return account !== undefined && kilometres(account, 50.94, 6.96) < 6000;
				})
				.map((r) => r.pick("Id")),
	],
	[
		`SELECT Id FROM Account WHERE BillingLatitude != null ORDER BY DISTANCE(BillingAddress, ${COLOGNE}, 'km')`,
		(d) => ordered(located(d.of("Account")), (r) => kilometres(r, 50.94, 6.96)).map((r) => r.pick("Id")),
	],
	[
		`SELECT Id FROM Account WHERE BillingLatitude != null ORDER BY DISTANCE(BillingAddress, ${COLOGNE}, 'km') DESC LIMIT 5`,
		(d) =>
			ordered(located(d.of("Account")), (r) => kilometres(r, 50.94, 6.96), { descending: true })
				.slice(0, 5)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id, BillingAddress FROM Account",
		(d) =>
			d.of("Account").map((r) => ({
				Id: r.v("Id"),
				BillingAddress: {
					city: r.v("BillingCity"),
					country: r.v("BillingCountry"),
					geocodeAccuracy: r.v("BillingGeocodeAccuracy"),
					latitude: r.v("BillingLatitude"),
					longitude: r.v("BillingLongitude"),
					postalCode: r.v("BillingPostalCode"),
					state: r.v("BillingState"),
					street: r.v("BillingStreet"),
				},
			})),
	],
	[
		"SELECT Account.ShippingAddress FROM Contact WHERE AccountId = null",
		(d) =>
			d
				.of("Contact")
				.filter((r) => r.v("AccountId") === null)
				.map(() => ({ Account: null })),
	],
]);

const latest = (records: readonly Rec[], field: string): Value =>
	records.reduce<Value>((best, r) => (r.s(field) > String(best ?? "") ? r.v(field) : best), null);
const custom = (record: Rec, fields: readonly string[]) => record.pick(...fields);
const PROJECT = [
	"Account__c",
	"Lead_Contact__c",
	"Budget__c",
	"Spent__c",
	"Budget_Left__c",
	"Start_Date__c",
	"Go_Live__c",
	"Status__c",
	"Tags__c",
	"Is_Billable__c",
	"Completion__c",
	"Wiki__c",
	"External_Id__c",
	"Notes__c",
	"Risks__c",
	"Milestones__c",
	"Planned_Hours__c",
	"Last_Milestone__c",
];

corpus("FIELDS and calculated fields", [
	[
		"SELECT FIELDS(CUSTOM) FROM Project__c LIMIT 200",
		(d) => d.of("Project__c").map((r) => custom(r, PROJECT)),
	],
	[
		"SELECT FIELDS(CUSTOM), Id FROM Project__c ORDER BY Id LIMIT 3",
		(d) =>
			ordered(d.of("Project__c"), (r) => r.v("Id"))
				.slice(0, 3)
				.map((r) => custom(r, ["Id", ...PROJECT])),
	],
	[
		"SELECT Id, Milestones__c, Planned_Hours__c, Last_Milestone__c FROM Project__c",
		(d) =>
			d.of("Project__c").map((r) => {
				const milestones = r.down("Milestone__c", "Project__c");
				const hours = milestones.filter((m) => m.v("Hours__c") !== null);
				return {
					Id: r.v("Id"),
					Milestones__c: milestones.length,
					Planned_Hours__c: Number(hours.reduce((total, m) => total + m.n("Hours__c"), 0).toFixed(1)),
					Last_Milestone__c: latest(milestones, "Due_Date__c"),
				};
			}),
	],
	[
		"SELECT Id FROM Project__c WHERE Milestones__c > 2",
		(d) =>
			d
				.of("Project__c")
				.filter((r) => r.down("Milestone__c", "Project__c").length > 2)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id, Project_Name__c, Account_Name__c FROM Milestone__c",
		(d) =>
			d.of("Milestone__c").map((r) => ({
				Id: r.v("Id"),
				Project_Name__c: r.up("Project__c")?.v("Name") ?? null,
				Account_Name__c: r.up("Project__c")?.up("Account__c")?.v("Name") ?? null,
			})),
	],
	[
		"SELECT Id, Gross__c FROM Expense__c",
		(d) =>
			d.of("Expense__c").map((r) => ({
				Id: r.v("Id"),
				Gross__c: Math.round(Number(r.v("Amount__c") ?? 0) * (100 + Number(r.v("Tax_Rate__c") ?? 0))) / 100,
			})),
	],
]);
