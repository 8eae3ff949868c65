import { type Case, corpus, type Rec } from "./soqlCorpus.ts";

/** `SELECT Id FROM object WHERE where`, and the test that a record must pass. */
type Filter = readonly [object: string, where: string, holds: (record: Rec) => boolean];

const cases = (filters: readonly Filter[]): Case[] =>
	filters.map(([object, where, holds]) => [
		`SELECT Id FROM ${object} WHERE ${where}`,
		(data) =>
			data
				.of(object)
				.filter(holds)
				.map((record) => record.pick("Id")),
	]);

corpus(
	"texts",
	cases([
		["Account", "Name = 'umbrella & sons 26'", (r) => r.u("Name") === "UMBRELLA & SONS 26"],
		["Account", "Name != 'umbrella & sons 26'", (r) => r.u("Name") !== "UMBRELLA & SONS 26"],
		["Account", "Name LIKE 'w%'", (r) => r.u("Name").startsWith("W")],
		["Account", "Name LIKE '%5'", (r) => r.u("Name").endsWith("5")],
		["Account", "Name LIKE '%INC%'", (r) => r.u("Name").includes("INC")],
		["Account", "Name LIKE '_a%'", (r) => /^.A/su.test(r.u("Name"))],
		["Account", "Name LIKE '%o_k%'", (r) => /O.K/su.test(r.u("Name"))],
		["Account", "(NOT Name LIKE 'w%')", (r) => !r.u("Name").startsWith("W")],
		["Account", "Name LIKE '%\\%%'", (r) => r.s("Name").includes("%")],
		["Account", "Name LIKE '%\\_%'", (r) => r.s("Name").includes("_")],
		["Account", "Name LIKE '%\\'%'", (r) => r.s("Name").includes("'")],
		["Account", "Name LIKE '%\"%'", (r) => r.s("Name").includes('"')],
		["Account", "Name LIKE '%\\\\%'", (r) => r.s("Name").includes("\\")],
		["Account", "Name LIKE '%🚀%'", (r) => r.s("Name").includes("🚀")],
		["Account", "Name LIKE '%\\n%'", (r) => r.s("Name").includes("\n")],
		["Account", "Name LIKE '%<%'", (r) => r.s("Name").includes("<")],
		["Account", "BillingCity = 'k\\u00F6ln'", (r) => r.u("BillingCity") === "KÖLN"],
		["Account", "Name > 'M'", (r) => r.u("Name") > "M"],
		["Account", "Name >= 'm'", (r) => r.u("Name") >= "M"],
		["Account", "Name < 'c'", (r) => r.u("Name") < "C"],
		["Account", "Name <= 'C'", (r) => r.u("Name") <= "C"],
		["Account", "Phone = null", (r) => r.v("Phone") === null],
		["Account", "Phone != null", (r) => r.v("Phone") !== null],
		["Account", "Phone = ''", (r) => r.v("Phone") === null],
		["Account", "Phone != ''", (r) => r.v("Phone") !== null],
		["Account", "Website LIKE '%/1%'", (r) => r.s("Website").includes("/1")],
		["Account", "Industry = 'ENERGY'", (r) => r.u("Industry") === "ENERGY"],
		["Account", "Industry <> 'Energy'", (r) => r.s("Industry") !== "Energy"],
		[
			"Account",
			"Industry IN ('energy', 'Banking', 'Nonsense')",
			(r) => ["Energy", "Banking"].includes(r.s("Industry")),
		],
		[
			"Account",
			"Industry NOT IN ('Energy', 'Banking')",
			(r) => !["Energy", "Banking"].includes(r.s("Industry")),
		],
		["Account", "Industry IN ('Energy', null)", (r) => ["Energy", ""].includes(r.s("Industry"))],
		["Account", "Rating LIKE 'H%'", (r) => r.s("Rating").startsWith("H")],
		["Contact", "Email = 'PERSON5@EXAMPLE.COM'", (r) => r.s("Email") === "person5@example.com"],
		["Contact", "LastName LIKE '%é%'", (r) => r.u("LastName").includes("É")],
		["Contact", "Salutation IN ('Dr.', 'Prof.')", (r) => ["Dr.", "Prof."].includes(r.s("Salutation"))],
		["Project__c", "External_Id__c = 'PRJ-7'", (r) => r.s("External_Id__c") === "PRJ-7"],
		["Project__c", "External_Id__c = 'prj-7'", () => false],
		["Project__c", "External_Id__c IN ('PRJ-7', 'prj-8')", (r) => r.s("External_Id__c") === "PRJ-7"],
		["Case", "CaseNumber > '00001010'", (r) => r.s("CaseNumber") > "00001010"],
	]),
);

corpus(
	"numbers, checkboxes and multi-select picklists",
	cases([
		["Account", "AnnualRevenue > 45000000", (r) => r.n("AnnualRevenue") > 45e6],
		["Account", "AnnualRevenue >= 45000000.00", (r) => r.n("AnnualRevenue") >= 45e6],
		["Account", "AnnualRevenue < 45000000.0", (r) => r.n("AnnualRevenue") < 45e6],
		["Account", "AnnualRevenue <= 45000000", (r) => r.n("AnnualRevenue") <= 45e6],
		["Account", "AnnualRevenue = null", (r) => r.v("AnnualRevenue") === null],
		["Account", "AnnualRevenue != null", (r) => r.v("AnnualRevenue") !== null],
		["Account", "AnnualRevenue > null", () => false],
		["Account", "NumberOfEmployees != 5", (r) => r.v("NumberOfEmployees") !== 5],
		["Account", "BillingLatitude < -10.5", (r) => r.n("BillingLatitude") < -10.5],
		["Account", "BillingLongitude > +10", (r) => r.n("BillingLongitude") > 10],
		["Opportunity", "Probability IN (10, 20, 100)", (r) => [10, 20, 100].includes(r.n("Probability"))],
		["Opportunity", "Probability NOT IN (10, 20)", (r) => ![10, 20].includes(r.n("Probability"))],
		[
			"Opportunity",
			"Amount > 20000 AND Amount < 50000",
			(r) => r.n("Amount") > 20_000 && r.n("Amount") < 50_000,
		],
		["Opportunity", "IsWon = true", (r) => r.is("IsWon")],
		["Opportunity", "IsWon = FALSE AND IsClosed = true", (r) => !r.is("IsWon") && r.is("IsClosed")],
		["Opportunity", "IsWon != true", (r) => !r.is("IsWon")],
		["Opportunity", "IsWon = null", (r) => !r.is("IsWon")],
		["Opportunity", "IsWon != null", (r) => r.is("IsWon")],
		[
			"Contact",
			"DoNotCall = true OR HasOptedOutOfEmail = true",
			(r) => r.is("DoNotCall") || r.is("HasOptedOutOfEmail"),
		],
		["Project__c", "Tags__c INCLUDES ('Cloud')", (r) => r.s("Tags__c").split(";").includes("Cloud")],
		[
			"Project__c",
			"Tags__c INCLUDES ('cloud;data')",
			(r) => ["Cloud", "Data"].every((tag) => r.s("Tags__c").split(";").includes(tag)),
		],
		[
			"Project__c",
			"Tags__c INCLUDES ('Cloud;Data', 'Mobile')",
			(r) => /Cloud;Data|Mobile/.test(r.s("Tags__c")),
		],
		["Project__c", "Tags__c EXCLUDES ('Cloud')", (r) => !r.s("Tags__c").includes("Cloud")],
		[
			"Project__c",
			"Tags__c EXCLUDES ('Cloud;Data', 'Mobile')",
			(r) => !/Cloud;Data|Mobile/.test(r.s("Tags__c")),
		],
		["Project__c", "Tags__c = null", (r) => r.v("Tags__c") === null],
		["Project__c", "Tags__c = 'Cloud;Data'", (r) => r.s("Tags__c") === "Cloud;Data"],
		["Project__c", "Budget_Left__c < 0", (r) => r.n("Budget_Left__c") < 0],
		["Project__c", "Completion__c >= 50.5", (r) => r.n("Completion__c") >= 50.5],
	]),
);

corpus(
	"AND, OR and NOT",
	cases([
		[
			"Account",
			"Industry = 'Energy' OR Industry = 'Banking' OR Rating = 'Hot'",
			(r) => ["Energy", "Banking"].includes(r.s("Industry")) || r.s("Rating") === "Hot",
		],
		[
			"Account",
			"Rating = 'Hot' AND (Type = 'Other' OR Type = null)",
			(r) => r.s("Rating") === "Hot" && ["Other", ""].includes(r.s("Type")),
		],
		[
			"Account",
			"NOT (Rating = 'Hot' OR Type = null)",
			(r) => r.s("Rating") !== "Hot" && r.v("Type") !== null,
		],
		[
			"Account",
			"NOT (Rating = 'Hot' AND Type != null)",
			(r) => !(r.s("Rating") === "Hot" && r.v("Type") !== null),
		],
		[
			"Account",
			"(NOT Rating = 'Hot') AND (NOT Type = null)",
			(r) => r.s("Rating") !== "Hot" && r.v("Type") !== null,
		],
		["Account", "((((Rating = 'Cold'))))", (r) => r.s("Rating") === "Cold"],
		[
			"Account",
			"(Rating = 'Cold' AND Phone != null) OR (Rating = 'Hot' AND Phone = null)",
			(r) => r.s("Rating") === (r.v("Phone") === null ? "Hot" : "Cold"),
		],
		["Account", "NOT AnnualRevenue > 45000000", (r) => !(r.n("AnnualRevenue") > 45e6)],
	]),
);

/** Wednesday 2026-05-20, 03:00 in Los Angeles, where the user is. Days that the literal begins on and ends before. */
const LITERALS: readonly (readonly [literal: string, from: string, to: string])[] = [
	["YESTERDAY", "2026-05-19", "2026-05-20"],
	["TODAY", "2026-05-20", "2026-05-21"],
	["TOMORROW", "2026-05-21", "2026-05-22"],
	["LAST_WEEK", "2026-05-10", "2026-05-17"],
	["THIS_WEEK", "2026-05-17", "2026-05-24"],
	["NEXT_WEEK", "2026-05-24", "2026-05-31"],
	["LAST_MONTH", "2026-04-01", "2026-05-01"],
	["THIS_MONTH", "2026-05-01", "2026-06-01"],
	["NEXT_MONTH", "2026-06-01", "2026-07-01"],
	["LAST_90_DAYS", "2026-02-19", "2026-05-21"],
	["NEXT_90_DAYS", "2026-05-21", "2026-08-19"],
	["LAST_N_DAYS:30", "2026-04-20", "2026-05-21"],
	["NEXT_N_DAYS:30", "2026-05-21", "2026-06-20"],
	["N_DAYS_AGO:30", "2026-04-20", "2026-04-21"],
	["LAST_N_WEEKS:4", "2026-04-19", "2026-05-17"],
	["NEXT_N_WEEKS:4", "2026-05-24", "2026-06-21"],
	["N_WEEKS_AGO:3", "2026-04-26", "2026-05-03"],
	["LAST_N_MONTHS:3", "2026-02-01", "2026-05-01"],
	["NEXT_N_MONTHS:3", "2026-06-01", "2026-09-01"],
	["N_MONTHS_AGO:6", "2025-11-01", "2025-12-01"],
	["THIS_QUARTER", "2026-04-01", "2026-07-01"],
	["LAST_QUARTER", "2026-01-01", "2026-04-01"],
	["NEXT_QUARTER", "2026-07-01", "2026-10-01"],
	["LAST_N_QUARTERS:3", "2025-07-01", "2026-04-01"],
	["NEXT_N_QUARTERS:2", "2026-07-01", "2027-01-01"],
	["N_QUARTERS_AGO:2", "2025-10-01", "2026-01-01"],
	["THIS_YEAR", "2026-01-01", "2027-01-01"],
	["LAST_YEAR", "2025-01-01", "2026-01-01"],
	["NEXT_YEAR", "2027-01-01", "2028-01-01"],
	["LAST_N_YEARS:2", "2024-01-01", "2026-01-01"],
	["N_YEARS_AGO:1", "2025-01-01", "2026-01-01"],
	["THIS_FISCAL_YEAR", "2026-01-01", "2027-01-01"],
	["LAST_FISCAL_QUARTER", "2026-01-01", "2026-04-01"],
	["N_FISCAL_QUARTERS_AGO:3", "2025-07-01", "2025-10-01"],
	["LAST_N_FISCAL_YEARS:1", "2025-01-01", "2026-01-01"],
];

/** The instant at which a day begins in Los Angeles: 7 hours after UTC in summer, 8 in winter. */
function startInLosAngeles(day: string): number {
	const midnight = Date.parse(`${day}T00:00:00Z`);
	const summer = [
		["2023-03-12", "2023-11-05"],
		["2024-03-10", "2024-11-03"],
		["2025-03-09", "2025-11-02"],
		["2026-03-08", "2026-11-01"],
		["2027-03-14", "2027-11-07"],
	].some(([begins = "", ends = ""]) => day > begins && day <= ends);
	return midnight + (summer ? 7 : 8) * 3_600_000;
}
const instant = (record: Rec, field: string): number => Date.parse(record.s(field).replace("+0000", "Z"));

corpus(
	"date literals of a date field, which no time zone moves",
	cases(
		LITERALS.map(([literal, from, to]) => [
			"Opportunity",
			`CloseDate = ${literal}`,
			(r) => r.s("CloseDate") >= from && r.s("CloseDate") < to,
		]),
	),
);

corpus(
	"date literals of a datetime field, which begin at the user's midnight",
	cases([
		...LITERALS.map(
			([literal, from, to]): Filter => [
				"Contact",
				`CreatedDate = ${literal}`,
				(r) =>
					instant(r, "CreatedDate") >= startInLosAngeles(from) &&
					instant(r, "CreatedDate") < startInLosAngeles(to),
			],
		),
		...LITERALS.filter(([literal]) => literal.startsWith("LAST_")).flatMap(
			([literal, from, to]): Filter[] => [
				[
					"Contact",
					`LastModifiedDate < ${literal}`,
					(r) => instant(r, "LastModifiedDate") < startInLosAngeles(from),
				],
				[
					"Contact",
					`LastModifiedDate > ${literal}`,
					(r) => instant(r, "LastModifiedDate") >= startInLosAngeles(to),
				],
			],
		),
	]),
);

corpus(
	"other comparisons of dates",
	cases([
		["Opportunity", "CloseDate < TODAY", (r) => r.s("CloseDate") < "2026-05-20"],
		["Opportunity", "CloseDate <= TODAY", (r) => r.s("CloseDate") <= "2026-05-20"],
		["Opportunity", "CloseDate > LAST_MONTH", (r) => r.s("CloseDate") >= "2026-05-01"],
		["Opportunity", "CloseDate >= LAST_MONTH", (r) => r.s("CloseDate") >= "2026-04-01"],
		["Opportunity", "CloseDate != THIS_YEAR", (r) => !r.s("CloseDate").startsWith("2026")],
		["Opportunity", "CloseDate = 2026-06-12", (r) => r.s("CloseDate") === "2026-06-12"],
		[
			"Opportunity",
			"CloseDate > 2026-05-01 AND CloseDate < 2026-07-01",
			(r) => r.s("CloseDate") > "2026-05-01" && r.s("CloseDate") < "2026-07-01",
		],
		["Opportunity", "CloseDate IN (THIS_MONTH, NEXT_MONTH)", (r) => /^2026-0[56]/.test(r.s("CloseDate"))],
		["Contact", "Birthdate = null", (r) => r.v("Birthdate") === null],
		[
			"Contact",
			"Birthdate < 1980-01-01",
			(r) => r.v("Birthdate") !== null && r.s("Birthdate") < "1980-01-01",
		],
		["Contact", "Birthdate != 1980-01-01", (r) => r.s("Birthdate") !== "1980-01-01"],
		[
			"Contact",
			"CreatedDate > 2025-06-01T12:00:00Z",
			(r) => instant(r, "CreatedDate") > Date.UTC(2025, 5, 1, 12),
		],
		[
			"Contact",
			"CreatedDate <= 2025-06-01T12:00:00+02:00",
			(r) => instant(r, "CreatedDate") <= Date.UTC(2025, 5, 1, 10),
		],
		[
			"Contact",
			"CreatedDate > 2025-06-01T12:00:00.500-0700",
			(r) => instant(r, "CreatedDate") > Date.UTC(2025, 5, 1, 19, 0, 0, 500),
		],
		["Opportunity", "CALENDAR_YEAR(CloseDate) = 2026", (r) => r.s("CloseDate").startsWith("2026")],
		[
			"Opportunity",
			"CALENDAR_MONTH(CloseDate) IN (1, 12)",
			(r) => ["01", "12"].includes(r.s("CloseDate").slice(5, 7)),
		],
		["Opportunity", "DAY_IN_MONTH(CloseDate) > 28", (r) => Number(r.s("CloseDate").slice(8)) > 28],
		["Contact", "DAY_ONLY(CreatedDate) > 2026-01-01", (r) => r.s("CreatedDate").slice(0, 10) > "2026-01-01"],
		["Contact", "HOUR_IN_DAY(CreatedDate) < 6", (r) => Number(r.s("CreatedDate").slice(11, 13)) < 6],
		[
			"Contact",
			"HOUR_IN_DAY(convertTimezone(CreatedDate)) = 0",
			(r) => {
				const at = instant(r, "CreatedDate");
				const day = new Date(at - 7.5 * 3_600_000).toISOString().slice(0, 10);
				const begins = [day, new Date(at).toISOString().slice(0, 10)].map(startInLosAngeles);
				return begins.some((start) => at >= start && at < start + 3_600_000);
			},
		],
		["Contact", "DAY_IN_WEEK(CreatedDate) = 1", (r) => new Date(instant(r, "CreatedDate")).getUTCDay() === 0],
	]),
);

corpus(
	"parents",
	cases([
		["Contact", "Account.Name LIKE 'w%'", (r) => r.up("AccountId")?.u("Name").startsWith("W") === true],
		["Contact", "Account.Name = null", (r) => r.v("AccountId") === null],
		["Contact", "AccountId = null", (r) => r.v("AccountId") === null],
		["Contact", "Account.Industry = null", (r) => (r.up("AccountId")?.v("Industry") ?? null) === null],
		["Contact", "Account.Industry != 'Energy'", (r) => r.up("AccountId")?.s("Industry") !== "Energy"],
		[
			"Contact",
			"Account.AnnualRevenue > 45000000",
			(r) => (r.up("AccountId")?.n("AnnualRevenue") ?? 0) > 45e6,
		],
		["Contact", "Account.Parent.Name != null", (r) => r.up("AccountId")?.up("ParentId") !== undefined],
		[
			"Contact",
			"Account.Parent.Parent.Name != null",
			(r) => r.up("AccountId")?.up("ParentId")?.up("ParentId") !== undefined,
		],
		[
			"Contact",
			"ReportsTo.ReportsTo.Account.Owner.Name LIKE 'A%'",
			(r) =>
				r.up("ReportsToId")?.up("ReportsToId")?.up("AccountId")?.up("OwnerId")?.s("Name").startsWith("A") ===
				true,
		],
		[
			"Contact",
			"Owner.Profile.Name = 'System Administrator'",
			(r) => r.up("OwnerId")?.up("ProfileId")?.s("Name") === "System Administrator",
		],
		["Contact", "Account.IsDeleted = false", () => true],
		[
			"Contact",
			"Account.Name = null OR Account.Rating = 'Hot'",
			(r) => (r.up("AccountId")?.s("Rating") ?? "Hot") === "Hot",
		],
		["Case", "Owner.Name = 'Support Queue'", (r) => r.up("OwnerId")?.object === "Group"],
		["Case", "Owner.Type = 'Queue'", () => false],
		["Case", "Owner.Type = 'Group'", (r) => r.up("OwnerId")?.object === "Group"],
		[
			"Case",
			"Owner.Type = 'User' AND Contact.Account.Name != null",
			(r) => r.up("OwnerId")?.object === "User" && r.up("ContactId")?.up("AccountId") !== undefined,
		],
		[
			"Project__c",
			"Account__r.Name LIKE '%a%' AND Lead_Contact__r.Email != null",
			(r) =>
				r.up("Account__c")?.u("Name").includes("A") === true &&
				(r.up("Lead_Contact__c")?.v("Email") ?? null) !== null,
		],
	]),
);

corpus("scopes and the recycle bin", [
	[
		"SELECT Id FROM Contact USING SCOPE mine",
		(d) =>
			d
				.of("Contact")
				.filter((r) => r.v("OwnerId") === d.userId)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Contact USING SCOPE everything WHERE DoNotCall = true",
		(d) =>
			d
				.of("Contact")
				.filter((r) => r.is("DoNotCall"))
				.map((r) => r.pick("Id")),
	],
	["SELECT Id FROM Contact WHERE IsDeleted = true", () => []],
	["SELECT Id FROM Contact WHERE IsDeleted = false", (d) => d.of("Contact").map((r) => r.pick("Id"))],
]);

corpus("semi-joins and anti-joins", [
	[
		"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE DoNotCall = true)",
		(d) =>
			d
				.of("Account")
				.filter((a) => a.down("Contact", "AccountId").some((c) => c.is("DoNotCall")))
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)",
		(d) =>
			d
				.of("Account")
				.filter((a) => a.down("Contact", "AccountId").length === 0)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE IsWon = true) AND Id NOT IN (SELECT AccountId FROM Case)",
		(d) =>
			d
				.of("Account")
				.filter(
					(a) =>
						a.down("Opportunity", "AccountId").some((o) => o.is("IsWon")) &&
						a.down("Case", "AccountId").length === 0,
				)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Contact WHERE AccountId IN (SELECT AccountId FROM Opportunity WHERE Amount > 80000)",
		(d) =>
			d
				.of("Contact")
				.filter(
					(c) =>
						c
							.up("AccountId")
							?.down("Opportunity", "AccountId")
							.some((o) => o.n("Amount") > 80_000) === true,
				)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Contact WHERE AccountId NOT IN (SELECT Id FROM Account WHERE Industry = 'Energy')",
		(d) =>
			d
				.of("Contact")
				.filter((c) => c.up("AccountId")?.s("Industry") !== "Energy")
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Opportunity WHERE AccountId IN (SELECT Account__c FROM Project__c WHERE Status__c = 'Active')",
		(d) =>
			d
				.of("Opportunity")
				.filter(
					(o) =>
						o
							.up("AccountId")
							?.down("Project__c", "Account__c")
							.some((p) => p.s("Status__c") === "Active") === true,
				)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM User WHERE Id IN (SELECT OwnerId FROM Account WHERE Rating = 'Hot')",
		(d) =>
			d
				.of("User")
				.filter((u) => u.down("Account", "OwnerId").some((a) => a.s("Rating") === "Hot"))
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Account WHERE Name LIKE 'w%' AND Id IN (SELECT AccountId FROM Contact WHERE LastName LIKE 'm%')",
		(d) =>
			d
				.of("Account")
				.filter(
					(a) =>
						a.u("Name").startsWith("W") &&
						a.down("Contact", "AccountId").some((c) => c.u("LastName").startsWith("M")),
				)
				.map((r) => r.pick("Id")),
	],
	[
		"SELECT Id FROM Account WHERE ParentId IN (SELECT AccountId FROM Contact WHERE Salutation = 'Dr.')",
		(d) =>
			d
				.of("Account")
				.filter(
					(a) =>
						a
							.up("ParentId")
							?.down("Contact", "AccountId")
							.some((c) => c.s("Salutation") === "Dr.") === true,
				)
				.map((r) => r.pick("Id")),
	],
]);
