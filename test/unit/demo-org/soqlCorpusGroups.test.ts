import type { Value } from "../../../demo-org/data/table.ts";
import { corpus, type Data, grouped, ordered, type Plain, type Rec, sum } from "./soqlCorpus.ts";

const count = (records: readonly Rec[], field: string): number =>
	records.filter((r) => r.v(field) !== null).length;
const mean = (records: readonly Rec[], field: string): number | null => {
	const total = sum(records, field);
	return total === null ? null : Number((total / count(records, field)).toPrecision(15));
};
const least = (records: readonly Rec[], field: string): Value =>
	ordered(records, (r) => r.v(field))
		.find((r) => r.v(field) !== null)
		?.v(field) ?? null;
const most = (records: readonly Rec[], field: string): Value =>
	ordered(records, (r) => r.v(field))
		.at(-1)
		?.v(field) ?? null;
const distinct = (records: readonly Rec[], field: string): number =>
	new Set(records.filter((r) => r.v(field) !== null).map((r) => r.u(field))).size;
const first = (records: readonly Rec[]): Rec => {
	const [record] = records;
	if (record === undefined) throw new Error("an empty group");
	return record;
};

corpus("aggregates over all records", [
	["SELECT COUNT(Id) FROM Contact", (d) => [{ expr0: d.of("Contact").length }]],
	[
		"SELECT COUNT(Email), COUNT(Phone) FROM Contact",
		(d) => [{ expr0: count(d.of("Contact"), "Email"), expr1: count(d.of("Contact"), "Phone") }],
	],
	[
		"SELECT COUNT(Id) n, COUNT(Email), MAX(Birthdate) b, COUNT(Phone) FROM Contact",
		(d) => [
			{
				n: d.of("Contact").length,
				expr0: count(d.of("Contact"), "Email"),
				b: most(d.of("Contact"), "Birthdate"),
				expr1: count(d.of("Contact"), "Phone"),
			},
		],
	],
	["SELECT COUNT_DISTINCT(LastName) n FROM Contact", (d) => [{ n: distinct(d.of("Contact"), "LastName") }]],
	["SELECT COUNT_DISTINCT(AccountId) n FROM Contact", (d) => [{ n: distinct(d.of("Contact"), "AccountId") }]],
	[
		"SELECT SUM(Amount), AVG(Amount), MIN(Amount), MAX(Amount) FROM Opportunity",
		(d) => {
			const all = d.of("Opportunity");
			return [
				{
					expr0: sum(all, "Amount"),
					expr1: mean(all, "Amount"),
					expr2: least(all, "Amount"),
					expr3: most(all, "Amount"),
				},
			];
		},
	],
	[
		"SELECT SUM(NumberOfEmployees) s, AVG(NumberOfEmployees) a FROM Account",
		(d) => [{ s: sum(d.of("Account"), "NumberOfEmployees"), a: mean(d.of("Account"), "NumberOfEmployees") }],
	],
	[
		"SELECT MIN(CloseDate) a, MAX(CloseDate) b FROM Opportunity WHERE IsWon = true",
		(d) => {
			const won = d.of("Opportunity").filter((r) => r.is("IsWon"));
			return [{ a: least(won, "CloseDate"), b: most(won, "CloseDate") }];
		},
	],
	["SELECT MIN(CreatedDate) a FROM Account", (d) => [{ a: least(d.of("Account"), "CreatedDate") }]],
	[
		"SELECT SUM(Amount) s, MAX(CloseDate) m, COUNT(Id) n FROM Opportunity WHERE Name = 'nobody has this'",
		() => [{ s: null, m: null, n: 0 }],
	],
	[
		"SELECT COUNT(Account.Name) n FROM Contact",
		(d) => [{ n: d.of("Contact").filter((r) => r.up("AccountId") !== undefined).length }],
	],
	["SELECT SUM(Budget_Left__c) s FROM Project__c", (d) => [{ s: sum(d.of("Project__c"), "Budget_Left__c") }]],
]);

const opportunities = (data: Data) => data.of("Opportunity");
const byStage = (data: Data) => grouped(opportunities(data), (r) => r.v("StageName"));
const rankOf = (data: Data, stage: Value) => data.values("Opportunity", "StageName").indexOf(String(stage));

corpus("GROUP BY", [
	[
		"SELECT StageName, COUNT(Id) FROM Opportunity GROUP BY StageName",
		(d) => byStage(d).map((g) => ({ StageName: first(g).v("StageName"), expr0: g.length })),
	],
	[
		"SELECT StageName s, COUNT(Id) n FROM Opportunity GROUP BY StageName",
		(d) => byStage(d).map((g) => ({ s: first(g).v("StageName"), n: g.length })),
	],
	[
		"SELECT StageName FROM Opportunity GROUP BY StageName",
		(d) => byStage(d).map((g) => first(g).pick("StageName")),
	],
	["SELECT COUNT(Id) n FROM Opportunity GROUP BY StageName", (d) => byStage(d).map((g) => ({ n: g.length }))],
	[
		"SELECT Industry, AVG(AnnualRevenue) a, SUM(NumberOfEmployees) e FROM Account GROUP BY Industry",
		(d) =>
			grouped(d.of("Account"), (r) => r.v("Industry")).map((g) => ({
				Industry: first(g).v("Industry"),
				a: mean(g, "AnnualRevenue"),
				e: sum(g, "NumberOfEmployees"),
			})),
	],
	[
		"SELECT LeadSource, Department, COUNT(Id) n FROM Contact GROUP BY LeadSource, Department",
		(d) =>
			grouped(d.of("Contact"), (r) => [r.v("LeadSource"), r.v("Department")]).map((g) => ({
				...first(g).pick("LeadSource", "Department"),
				n: g.length,
			})),
	],
	[
		"SELECT Account.Name, COUNT(Id) n FROM Contact GROUP BY Account.Name",
		(d) =>
			grouped(d.of("Contact"), (r) => r.up("AccountId")?.v("Name") ?? null).map((g) => ({
				Name: first(g).up("AccountId")?.v("Name") ?? null,
				n: g.length,
			})),
	],
	[
		"SELECT Account.Industry i, COUNT(Id) n FROM Contact GROUP BY Account.Industry",
		(d) =>
			grouped(d.of("Contact"), (r) => r.up("AccountId")?.v("Industry") ?? null).map((g) => ({
				i: first(g).up("AccountId")?.v("Industry") ?? null,
				n: g.length,
			})),
	],
	[
		"SELECT OwnerId, COUNT(Id) n FROM Case GROUP BY OwnerId",
		(d) =>
			grouped(d.of("Case"), (r) => r.v("OwnerId")).map((g) => ({
				OwnerId: first(g).v("OwnerId"),
				n: g.length,
			})),
	],
	[
		"SELECT IsWon, MAX(Amount) m FROM Opportunity GROUP BY IsWon",
		(d) =>
			grouped(opportunities(d), (r) => r.v("IsWon")).map((g) => ({
				IsWon: first(g).is("IsWon"),
				m: most(g, "Amount"),
			})),
	],
	[
		"SELECT CloseDate, COUNT(Id) n FROM Opportunity WHERE CloseDate > 2026-05-01 GROUP BY CloseDate",
		(d) =>
			grouped(
				opportunities(d).filter((r) => r.s("CloseDate") > "2026-05-01"),
				(r) => r.v("CloseDate"),
			).map((g) => ({ CloseDate: first(g).v("CloseDate"), n: g.length })),
	],
	["SELECT StageName, COUNT(Id) n FROM Opportunity WHERE Name = 'nobody' GROUP BY StageName", () => []],
	[
		"SELECT CALENDAR_YEAR(CloseDate) y, COUNT(Id) n FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate)",
		(d) =>
			grouped(opportunities(d), (r) => r.s("CloseDate").slice(0, 4)).map((g) => ({
				y: Number(first(g).s("CloseDate").slice(0, 4)),
				n: g.length,
			})),
	],
	[
		"SELECT CALENDAR_YEAR(CloseDate), CALENDAR_MONTH(CloseDate), SUM(Amount) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate), CALENDAR_MONTH(CloseDate)",
		(d) =>
			grouped(opportunities(d), (r) => r.s("CloseDate").slice(0, 7)).map((g) => ({
				expr0: Number(first(g).s("CloseDate").slice(0, 4)),
				expr1: Number(first(g).s("CloseDate").slice(5, 7)),
				expr2: sum(g, "Amount"),
			})),
	],
	[
		"SELECT CALENDAR_QUARTER(CloseDate) q, FISCAL_QUARTER(CloseDate) f, COUNT(Id) n FROM Opportunity GROUP BY CALENDAR_QUARTER(CloseDate), FISCAL_QUARTER(CloseDate)",
		(d) =>
			grouped(opportunities(d), (r) => Math.ceil(Number(r.s("CloseDate").slice(5, 7)) / 3)).map((g) => {
				const quarter = Math.ceil(Number(first(g).s("CloseDate").slice(5, 7)) / 3);
				return { q: quarter, f: quarter, n: g.length };
			}),
	],
	[
		"SELECT DAY_IN_WEEK(CloseDate) w, COUNT(Id) n FROM Opportunity GROUP BY DAY_IN_WEEK(CloseDate)",
		(d) => {
			const day = (r: Rec) => new Date(`${r.s("CloseDate")}T00:00:00Z`).getUTCDay() + 1;
			return grouped(opportunities(d), day).map((g) => ({ w: day(first(g)), n: g.length }));
		},
	],
	[
		"SELECT DAY_IN_YEAR(CloseDate) y, WEEK_IN_YEAR(CloseDate) w, WEEK_IN_MONTH(CloseDate) m, COUNT(Id) n FROM Opportunity GROUP BY DAY_IN_YEAR(CloseDate), WEEK_IN_YEAR(CloseDate), WEEK_IN_MONTH(CloseDate)",
		(d) => {
			const parts = (r: Rec) => {
				const [year = "", , day = ""] = r.s("CloseDate").split("-");
				const ofYear =
					(Date.parse(`${r.s("CloseDate")}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000 +
					1;
				return { y: ofYear, w: Math.floor((ofYear - 1) / 7) + 1, m: Math.floor((Number(day) - 1) / 7) + 1 };
			};
			return grouped(opportunities(d), parts).map((g) => ({ ...parts(first(g)), n: g.length }));
		},
	],
	[
		"SELECT DAY_ONLY(CreatedDate) d, COUNT(Id) n FROM Contact GROUP BY DAY_ONLY(CreatedDate)",
		(d) =>
			grouped(d.of("Contact"), (r) => r.s("CreatedDate").slice(0, 10)).map((g) => ({
				d: first(g).s("CreatedDate").slice(0, 10),
				n: g.length,
			})),
	],
	[
		"SELECT HOUR_IN_DAY(CreatedDate) h, COUNT(Id) n FROM Contact GROUP BY HOUR_IN_DAY(CreatedDate)",
		(d) =>
			grouped(d.of("Contact"), (r) => r.s("CreatedDate").slice(11, 13)).map((g) => ({
				h: Number(first(g).s("CreatedDate").slice(11, 13)),
				n: g.length,
			})),
	],
	[
		"SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 10",
		(d) =>
			byStage(d)
				.filter((g) => g.length > 10)
				.map((g) => ({ StageName: first(g).v("StageName"), n: g.length })),
	],
	[
		"SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 10 AND StageName LIKE 'Closed%'",
		(d) =>
			byStage(d)
				.filter((g) => g.length > 10 && first(g).s("StageName").startsWith("Closed"))
				.map((g) => ({ StageName: first(g).v("StageName"), n: g.length })),
	],
	[
		"SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName HAVING (NOT COUNT(Id) > 10) OR MAX(Amount) > 85000",
		(d) =>
			byStage(d)
				.filter((g) => g.length <= 10 || Number(most(g, "Amount")) > 85_000)
				.map((g) => ({ StageName: first(g).v("StageName"), n: g.length })),
	],
	[
		"SELECT LastName, COUNT(Id) n FROM Contact GROUP BY LastName HAVING COUNT(Id) IN (1, 2)",
		(d) =>
			grouped(d.of("Contact"), (r) => r.v("LastName"))
				.filter((g) => g.length <= 2)
				.map((g) => ({ LastName: first(g).v("LastName"), n: g.length })),
	],
	[
		"SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName ORDER BY StageName",
		(d) =>
			ordered(byStage(d).map(first), (r) => rankOf(d, r.v("StageName"))).map((r) => ({
				StageName: r.v("StageName"),
				n: opportunities(d).filter((o) => o.v("StageName") === r.v("StageName")).length,
			})),
	],
	[
		"SELECT StageName, SUM(Amount) s FROM Opportunity GROUP BY StageName ORDER BY SUM(Amount) DESC",
		(d) =>
			[...byStage(d)]
				.map((g) => ({ StageName: first(g).v("StageName"), s: sum(g, "Amount") }))
				.sort((a, b) => Number(b.s) - Number(a.s)),
	],
	[
		"SELECT StageName, SUM(Amount) s FROM Opportunity GROUP BY StageName ORDER BY s LIMIT 3",
		(d) =>
			[...byStage(d)]
				.map((g) => ({ StageName: first(g).v("StageName"), s: sum(g, "Amount") }))
				.sort((a, b) => Number(a.s) - Number(b.s))
				.slice(0, 3),
	],
	[
		"SELECT CALENDAR_MONTH(CloseDate) m, COUNT(Id) n FROM Opportunity GROUP BY CALENDAR_MONTH(CloseDate) ORDER BY CALENDAR_MONTH(CloseDate) DESC",
		(d) =>
			[...grouped(opportunities(d), (r) => r.s("CloseDate").slice(5, 7))]
				.map((g) => ({ m: Number(first(g).s("CloseDate").slice(5, 7)), n: g.length }))
				.sort((a, b) => b.m - a.m),
	],
	[
		"SELECT Department, COUNT(Id) n FROM Contact GROUP BY Department ORDER BY Department NULLS LAST",
		(d) =>
			ordered(
				grouped(d.of("Contact"), (r) => r.v("Department")).map(first),
				(r) => (r.v("Department") === null ? null : r.u("Department")),
				{ nullsLast: true },
			).map((r) => ({
				Department: r.v("Department"),
				n: d.of("Contact").filter((c) => c.v("Department") === r.v("Department")).length,
			})),
	],
	[
		"SELECT StageName, FORMAT(MAX(Amount)) m FROM Opportunity GROUP BY StageName",
		(d) => byStage(d).map((g) => ({ StageName: first(g).v("StageName"), m: dollars(most(g, "Amount")) })),
	],
]);

/** `$1,234.50` */
function dollars(value: Value): string | null {
	if (value === null) return null;
	const [whole = "", cents = ""] = Number(value).toFixed(2).split(".");
	return `$${whole.replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** Rows of ROLLUP and CUBE: for each set of fields that is kept, the groups over it; the others are null. */
function subtotals(
	records: readonly Rec[],
	fields: readonly string[],
	sets: readonly (readonly string[])[],
	row: (group: readonly Rec[], keeps: (field: string) => boolean) => Plain,
): Plain[] {
	return sets.flatMap((kept) =>
		grouped(records, (r) => kept.map((field) => r.v(field))).map((group) => {
			const values = Object.fromEntries(
				fields.map((field) => [field, kept.includes(field) ? first(group).v(field) : null]),
			);
			return { ...values, ...row(group, (field) => kept.includes(field)) };
		}),
	);
}
const numbered = (group: readonly Rec[]): Plain => ({ n: group.length });

corpus("ROLLUP, CUBE and GROUPING", [
	[
		"SELECT LeadSource, COUNT(Id) n FROM Contact GROUP BY ROLLUP(LeadSource)",
		(d) => subtotals(d.of("Contact"), ["LeadSource"], [["LeadSource"], []], numbered),
	],
	[
		"SELECT LeadSource, COUNT(Id) n FROM Contact GROUP BY CUBE(LeadSource)",
		(d) => subtotals(d.of("Contact"), ["LeadSource"], [["LeadSource"], []], numbered),
	],
	[
		"SELECT Type, Rating, COUNT(Id) n FROM Account GROUP BY ROLLUP(Type, Rating)",
		(d) => subtotals(d.of("Account"), ["Type", "Rating"], [["Type", "Rating"], ["Type"], []], numbered),
	],
	[
		"SELECT Type, Rating, COUNT(Id) n FROM Account GROUP BY CUBE(Type, Rating)",
		(d) =>
			subtotals(
				d.of("Account"),
				["Type", "Rating"],
				[["Type", "Rating"], ["Type"], ["Rating"], []],
				numbered,
			),
	],
	[
		"SELECT Type, Rating, Ownership, COUNT(Id) n FROM Account GROUP BY ROLLUP(Type, Rating, Ownership)",
		(d) =>
			subtotals(
				d.of("Account"),
				["Type", "Rating", "Ownership"],
				[["Type", "Rating", "Ownership"], ["Type", "Rating"], ["Type"], []],
				numbered,
			),
	],
	[
		"SELECT Type, Rating, Ownership, COUNT(Id) n FROM Account GROUP BY CUBE(Type, Rating, Ownership)",
		(d) =>
			subtotals(
				d.of("Account"),
				["Type", "Rating", "Ownership"],
				[
					["Type", "Rating", "Ownership"],
					["Type", "Rating"],
					["Type", "Ownership"],
					["Rating", "Ownership"],
					["Type"],
					["Rating"],
					["Ownership"],
					[],
				],
				numbered,
			),
	],
	[
		"SELECT Type, Rating, GROUPING(Type) t, GROUPING(Rating) r, COUNT(Id) n FROM Account GROUP BY ROLLUP(Type, Rating)",
		(d) =>
			subtotals(d.of("Account"), ["Type", "Rating"], [["Type", "Rating"], ["Type"], []], (g, keeps) => ({
				t: keeps("Type") ? 0 : 1,
				r: keeps("Rating") ? 0 : 1,
				n: g.length,
			})),
	],
	[
		"SELECT Type, GROUPING(Type), COUNT(Id) FROM Account GROUP BY CUBE(Type)",
		(d) =>
			subtotals(d.of("Account"), ["Type"], [["Type"], []], (g, keeps) => ({
				expr0: keeps("Type") ? 0 : 1,
				expr1: g.length,
			})),
	],
	[
		"SELECT Type, SUM(AnnualRevenue) n FROM Account GROUP BY ROLLUP(Type) HAVING SUM(AnnualRevenue) > 100000000",
		(d) =>
			subtotals(d.of("Account"), ["Type"], [["Type"], []], (g) => ({ n: sum(g, "AnnualRevenue") })).filter(
				({ n }) => Number(n) > 1e8,
			),
	],
	[
		"SELECT Type, Rating, COUNT(Id) n FROM Account GROUP BY CUBE(Type, Rating) HAVING GROUPING(Type) = 1",
		(d) => subtotals(d.of("Account"), ["Type", "Rating"], [["Rating"], []], numbered),
	],
	[
		"SELECT CALENDAR_YEAR(CloseDate) y, StageName, COUNT(Id) n FROM Opportunity GROUP BY ROLLUP(CALENDAR_YEAR(CloseDate), StageName)",
		(d) => {
			const year = (r: Rec) => Number(r.s("CloseDate").slice(0, 4));
			return [
				...grouped(opportunities(d), (r) => [year(r), r.v("StageName")]).map((g) => ({
					y: year(first(g)),
					StageName: first(g).v("StageName"),
					n: g.length,
				})),
				...grouped(opportunities(d), year).map((g) => ({ y: year(first(g)), StageName: null, n: g.length })),
				{ y: null, StageName: null, n: opportunities(d).length },
			];
		},
	],
]);
